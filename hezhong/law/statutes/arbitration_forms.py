"""The forms of arbitration: simplified (简易处理) and collective (集体争议), when each applies and when not (办案规则 56 to 65)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from hezhong.kernel.places import GUANGDONG, Place
from hezhong.law.model import Decision, Step
from hezhong.law.rule import Threshold, any_of, no, rule, yes
from hezhong.law.statutes.arbitration import GUANGDONG_MEASURES, RULES

AMOUNT = Threshold("simplified_amount", Decimal(1), "year", RULES.article(56, 1), ceiling=True)
COLLECTIVE = Threshold("collective_threshold", Decimal(10), "people", RULES.article(62, 1))
REPRESENTATIVES = Threshold("collective_representatives", Decimal(3), "people", RULES.article(63, 1), most=Decimal(5))
TRIBUNAL = Threshold("collective_tribunal", Decimal(3), "people", RULES.article(65, 1))
LARGE_IN_GUANGDONG = Threshold("collective_gd_50", Decimal(50), "people", GUANGDONG_MEASURES.article(63))


@dataclass(frozen=True)
class Case:
    """What the form of a case depends on. Unit of amount: yuan; none: the claims have no amount."""

    clear: bool = False  # the facts, the rights and duties, little in dispute
    amount: Decimal | None = None
    both_agree: bool = False
    workers: int = 1
    common_claim: bool = False
    collective_contract: bool = False


class Bar(StrEnum):
    """What bars the simplified form (办案规则 57)."""

    PUBLIC_INTEREST = "涉及国家利益、社会公共利益"
    GREAT_INFLUENCE = "有重大社会影响"
    RESPONDENT_MISSING = "被申请人下落不明"
    UNFIT = "仲裁委员会认为不宜简易处理"


@rule(simplified_any_of=RULES.article(56, 1))
def fits_simplified(case: Case, average_wage: Decimal) -> Decision:
    """Return whether one of the three tests is met. average_wage: the province's for the year before, yuan a year."""
    under = RULES.article(56, 1)
    reasons = []
    if case.clear:
        reasons.append(Step("事实清楚、权利义务关系明确、争议不大", under))
    if case.amount is not None and case.amount <= AMOUNT.amount * average_wage:
        reasons.append(Step(f"标的额{case.amount}元不超过上年度职工年平均工资{average_wage}元", under))
    if case.both_agree:
        reasons.append(Step("双方当事人同意简易处理", under))
    return Decision(bool(reasons), tuple(reasons) or (Step("三项条件都不符合", under),))


@rule(simplified_bar=RULES.article(57))
def is_barred(bars: tuple[Bar, ...]) -> Decision:
    """Return whether the simplified form is barred."""
    return any_of(bars, RULES.article(57), "没有不得简易处理的情形")


def simplified(case: Case, bars: tuple[Bar, ...], average_wage: Decimal) -> Decision:
    """Return whether the case may be dealt with in the simplified form (办案规则 56, 57)."""
    barred = is_barred(bars)
    return Decision(False, barred.reasons) if barred.holds else fits_simplified(case, average_wage)


class Paper(StrEnum):
    """Papers of arbitration, as far as the way of service depends on them."""

    MEDIATION_STATEMENT = "调解书"
    AWARD = "裁决书"
    HEARING_NOTICE = "开庭通知"
    OTHER = "其他文书"


@rule(simplified_service=RULES.article(59, 1))
def may_be_served_simply(paper: Paper) -> Decision:
    """Return whether telephone, short message, fax or mail will do in the simplified form."""
    if paper in (Paper.MEDIATION_STATEMENT, Paper.AWARD):
        return no(f"{paper}不得以简便方式送达", RULES.article(59, 1))
    return yes(f"{paper}可以用电话、短信、传真、电子邮件等简便方式送达", RULES.article(59, 1))


def absence_counts(served_simply: bool, confirmed: bool, other_proof: bool = False) -> Decision:
    """Return whether staying away has its consequences: an unconfirmed simple notice has none (办案规则 59, 2)."""
    if served_simply and not (confirmed or other_proof):
        return no("简便方式的开庭通知未经确认，不得按撤回处理或者缺席裁决", RULES.article(59, 2))
    return yes("开庭通知已经收到", RULES.article(59, 2))


@rule(simplified_convert=RULES.article(61, 1))
def may_be_converted(unfit: bool, on: date, due: date) -> Decision:
    """Return whether the simplified form may still be left: before the period ends. The clock goes on from acceptance (61, 2)."""
    if not unfit:
        return no("没有不宜简易处理的情形", RULES.article(61, 1))
    if on > due:
        return no(f"仲裁期限{due}已经届满，不能再转为一般程序", RULES.article(61, 1))
    return yes("转为一般程序，期限仍自受理之日起计算，并告知当事人", RULES.article(61, 1))


def is_collective(case: Case) -> Decision:
    """Return whether the section on collective disputes applies (办案规则 62): ten with a common claim, or a collective contract."""
    if case.collective_contract:
        return yes("因履行集体合同发生的争议", COLLECTIVE.article)
    if case.common_claim and COLLECTIVE.holds(case.workers):
        return yes(f"劳动者{case.workers}人，有共同请求", COLLECTIVE.article)
    return no("劳动者不足十人或者没有共同请求，也不是履行集体合同的争议", COLLECTIVE.article)


def representatives_are_enough(count: int) -> Decision:
    """Return whether so many representatives may take part for ten workers and more (办案规则 63, 1)."""
    if REPRESENTATIVES.holds(count):
        return yes(f"代表{count}名", REPRESENTATIVES.article)
    return no(f"代表{count}名，应当推举三至五名", REPRESENTATIVES.article)


def others_may_be_called(workers: int, place: Place) -> Decision:
    """Return whether unions, employers' organisations and others may be called in, in Guangdong (63): fifty workers."""
    if GUANGDONG.covers(place) and LARGE_IN_GUANGDONG.holds(workers):
        return yes("五十人以上，可以通知地方总工会、企业代表组织或者主管部门参加", LARGE_IN_GUANGDONG.article)
    return no("不足五十人，或者不在广东", LARGE_IN_GUANGDONG.article)


def tribunal_size(case: Case, is_simplified: bool) -> tuple[int, Step]:
    """Return how many arbitrators: three for a collective dispute, but one where it is dealt with simply (62, 2; 65)."""
    if is_simplified:
        return 1, Step("简易处理，可以指定一名仲裁员独任仲裁", RULES.article(56, 2))
    if is_collective(case).holds:
        return TRIBUNAL.people, Step("集体劳动人事争议由三名仲裁员组成仲裁庭", TRIBUNAL.article)
    return 1, Step("不是集体争议，可以独任仲裁", RULES.article(62, 1))
