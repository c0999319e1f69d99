"""The list of employers in arrears with migrant workers' wages (失信联合惩戒对象名单管理暂行办法): entry, excuse, removal."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hezhong.kernel.dates import Months, add_months, working_days
from hezhong.law.duties import wage_arrears_list as duty
from hezhong.law.model import Decision, Extension, Statute, Step, TimeLimit
from hezhong.law.rule import all_of, any_of, no, rule, yes

MEASURES = Statute("拖欠农民工工资失信联合惩戒对象名单管理暂行办法", date(2022, 1, 1))

LIMITS = (
    TimeLimit(duty.OBJECT, working_days(5), MEASURES.article(6, 2), entries=("blacklist_objection",)),
    TimeLimit(duty.CHECK_OBJECTION, working_days(5), MEASURES.article(6, 2), entries=("blacklist_objection_check",)),
    TimeLimit(
        duty.DECIDE,
        working_days(20),
        MEASURES.article(8, 1),
        extension=Extension(working_days(20), "director", MEASURES.article(8, 1)),
        entries=("blacklist_decision",),
    ),
    TimeLimit(duty.STAY_LISTED, Months(36), MEASURES.article(11), entries=("blacklist_period",), rolls=False),
    TimeLimit(
        duty.WAIT_FOR_EARLY_REMOVAL,
        Months(6),
        MEASURES.article(12),
        entries=("blacklist_early_wait",),
        rolls=False,
    ),
    TimeLimit(
        duty.DECIDE_EARLY_REMOVAL,
        working_days(15),
        MEASURES.article(14, 2),
        entries=("blacklist_early_decision",),
    ),
    TimeLimit(duty.REMOVE, working_days(10), MEASURES.article(17, 1), entries=("blacklist_removal",)),
)


@dataclass(frozen=True)
class Debtor:
    """What listing depends on. reaches_crime: the arrears reach the amount of the crime (statutes/wage_crime)."""

    ordered: bool  # to pay within a term, by the labour authority
    term_over: bool
    paid: bool
    reaches_crime: bool = False
    grave_incident: bool = False  # a mass or extreme incident with grave effects on society


@rule(blacklist_conditions=MEASURES.article(5))
def has_to_be_listed(debtor: Debtor) -> Decision:
    """Return whether the employer, and those who answer for it, are to be put on the list."""
    first = {"依法责令限期支付": debtor.ordered, "期限已满": debtor.term_over, "逾期未支付": not debtor.paid}
    before = all_of(first, MEASURES.article(5), "经责令限期支付，逾期未支付")
    if not before.holds:
        return before
    reasons = []
    if debtor.reaches_crime:
        reasons.append(Step("达到认定拒不支付劳动报酬罪数额标准", MEASURES.article(5)))
    if debtor.grave_incident:
        reasons.append(Step("引发群体性事件、极端事件造成严重不良社会影响", MEASURES.article(5)))
    return Decision(bool(reasons), (*before.reasons, *reasons) if reasons else (Step("不具备列入的两种情形", MEASURES.article(5)),))


@rule(blacklist_excuse=MEASURES.article(7))
def may_be_spared(corrected_before_decision: bool, promised_in_writing: bool) -> Decision:
    """Return whether the employer may be left off the list: corrected before the decision, and a written promise."""
    conditions = {"作出列入决定前已经改正": corrected_before_decision, "书面信用承诺": promised_in_writing}
    return all_of(conditions, MEASURES.article(7), "可以不予列入")


class Bar(StrEnum):
    """What bars early removal (13)."""

    AGAIN = "列入期限内再次拖欠农民工工资"
    CRIME = "因涉嫌拒不支付劳动报酬犯罪正在刑事诉讼期间或者已经被追究刑事责任"
    OTHER = "法律、法规和政策文件规定的其他情形"


@rule(blacklist_early_bar=MEASURES.article(13))
def is_barred(bars: tuple[Bar, ...]) -> Decision:
    """Return whether early removal is barred."""
    return any_of(bars, MEASURES.article(13), "没有不得提前移出的情形")


@dataclass(frozen=True)
class Correction:
    """What an employer on the list has done. corrected_on: none where it has not."""

    listed_on: date
    corrected_on: date | None
    promised_in_writing: bool
    bars: tuple[Bar, ...] = ()


def earliest_request(correction: Correction) -> date | None:
    """Return the first day to ask for early removal (12, item 2): six months on the list since correcting, or none."""
    if correction.corrected_on is None:
        return None
    return add_months(max(correction.corrected_on, correction.listed_on), 6)


def may_be_removed_early(correction: Correction, on: date) -> Decision:
    """Return whether early removal may be asked for on that day (12) and nothing bars it (13)."""
    first = earliest_request(correction)
    conditions = {
        "已经改正拖欠农民工工资违法行为": correction.corrected_on is not None,
        "自改正之日起被列入满六个月": first is not None and on >= first,
        "书面信用承诺": correction.promised_in_writing,
    }
    asked = all_of(conditions, MEASURES.article(12), "可以申请提前移出")
    barred = is_barred(correction.bars)
    return Decision(False, barred.reasons) if asked.holds and barred.holds else asked


@rule(blacklist_restart=MEASURES.article(15))
def is_listed_again(concealed: bool, false_papers: bool, grave: bool) -> Decision:
    """Return whether early removal is revoked: hidden facts or false papers, and grave. The three years begin anew."""
    if (concealed or false_papers) and grave:
        return yes("撤销提前移出决定，恢复列入，起止时间重新计算", MEASURES.article(15))
    return no("没有故意隐瞒、提供虚假资料，或者情节不严重", MEASURES.article(15))


class Removal(StrEnum):
    """Why a name comes off the list (17)."""

    OVER = "列入期限届满"
    EARLY = "决定提前移出"
    REVOKED = "列入决定被依法撤销"


def has_to_be_removed(reasons: tuple[Removal, ...]) -> Decision:
    """Return whether the name comes off within ten working days (17, 1)."""
    return any_of(reasons, MEASURES.article(17, 1), "没有应当移出的情形")
