"""Publishing grave violations and penalties (社会公布、执法公示).

The measures of 2016 were read in news reports only, the guidance of 2018 from memory: nothing of them binds until somebody
has read the texts. Guangdong's article 18 and the penalties act were read.
"""

from datetime import date
from enum import StrEnum

from hezhong.kernel.dates import Months, working_days
from hezhong.law.duties import publication as duty
from hezhong.law.model import Confidence, Decision, Statute, TimeLimit
from hezhong.law.rule import all_of, any_of, no, rule, yes
from hezhong.law.statutes.inspection import GUANGDONG_ACT, PENALTIES

MEASURES = Statute("重大劳动保障违法行为社会公布办法", date(2017, 1, 1))
TRANSPARENCY = Statute("国务院办公厅关于全面推行行政执法公示制度…指导意见", date(2018, 12, 31))  # of December 2018

LIMITS = (
    TimeLimit(duty.WITHDRAW, working_days(3), PENALTIES.article(48, 2), entries=("penalty_unpublish",)),
    TimeLimit(
        duty.PUBLISH_QUARTERLY,
        Months(3),
        MEASURES.article(0),
        confidence=Confidence.FROM_MEMORY,
        entries=("publish_quarterly",),
    ),
    TimeLimit(
        duty.PUBLISH_HALF_YEARLY,
        Months(6),
        MEASURES.article(0),
        confidence=Confidence.FROM_MEMORY,
        entries=("publish_halfyear",),
    ),
    TimeLimit(
        duty.REVIEW_OBJECTION,
        working_days(15),
        MEASURES.article(0),
        confidence=Confidence.FROM_MEMORY,
        entries=("publish_objection_review",),
    ),
    TimeLimit(
        duty.PUBLISH_PENALTY,
        working_days(7),
        TRANSPARENCY.article(0),
        confidence=Confidence.FROM_MEMORY,
        entries=("penalty_public_7wd",),
    ),
    TimeLimit(
        duty.PUBLISH_OTHER_DECISION,
        working_days(20),
        TRANSPARENCY.article(0),
        confidence=Confidence.FROM_MEMORY,
        entries=("enforcement_public_20wd",),
    ),
)

UNREAD = Confidence.FROM_MEMORY


class Grave(StrEnum):
    """The grave violations, as far as news reports name them."""

    ARREARS = "克扣、无故拖欠劳动者劳动报酬，数额较大"
    CRIME = "拒不支付劳动报酬，依法移送司法机关追究刑事责任"
    INSURANCE = "不依法参加社会保险或者不依法缴纳社会保险费，情节严重"
    HOURS = "违反工作时间和休息休假规定，情节严重"
    PROTECTION = "违反女职工和未成年工特殊劳动保护规定，情节严重"
    CHILD_LABOUR = "违反禁止使用童工规定"
    EFFECTS = "造成严重不良社会影响"
    OTHER = "其他重大劳动保障违法行为"


@rule(UNREAD, publish_categories=MEASURES.article(0))
def has_to_be_published(decided: bool, grave: tuple[Grave, ...]) -> Decision:
    """Return whether a violation is published: looked into and decided, and one of the categories."""
    if not decided:
        return no("还没有依法查处并作出处理决定", MEASURES.article(0), UNREAD)
    return any_of(grave, MEASURES.article(0), "不属于应当公布的情形", UNREAD)


@rule(UNREAD, publish_content=MEASURES.article(0))
def says_enough(name: bool, code_and_address: bool, head: bool, facts: bool, outcome: bool) -> Decision:
    """Return whether a publication says what it has to."""
    conditions = {
        "违法主体全称": name,
        "统一社会信用代码（或者注册号）及地址": code_and_address,
        "法定代表人或者负责人姓名": head,
        "主要违法事实": facts,
        "相关处理情况": outcome,
    }
    return all_of(conditions, MEASURES.article(0), "公布事项齐全", UNREAD)


@rule(publish_gd=GUANGDONG_ACT.article(18, 2))
def has_to_be_published_in_guangdong(grave: bool) -> Decision:
    """Return whether the labour authority publishes the violation in Guangdong: name, person, facts, outcome."""
    if grave:
        return yes("发生重大劳动保障违法行为，向社会公布", GUANGDONG_ACT.article(18, 2))
    return no("不是重大劳动保障违法行为", GUANGDONG_ACT.article(18, 2))
