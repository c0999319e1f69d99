"""How an inspection ends, and what has to come before: review, discussion, hearing; when its clock stands still."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hezhong.kernel.dates import DayKind, Period
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.law.model import Decision, Step
from hezhong.law.rule import Threshold, all_of, any_of, no, rule, yes
from hezhong.law.statutes.civil_procedure import ACT as CIVIL_PROCEDURE
from hezhong.law.statutes.inspection import GUANGDONG_ACT, NATIONAL, PENALTIES

INSPECTORS = Threshold("inspectors_min", Decimal(2), "people", NATIONAL.article(16, 1))
ON_THE_SPOT_PERSON = Threshold("onspot_penalty_person", Decimal(200), "yuan", PENALTIES.article(51), ceiling=True)
ON_THE_SPOT_ORGANISATION = Threshold("onspot_penalty_org", Decimal(3000), "yuan", PENALTIES.article(51), ceiling=True)


def may_be_fined_on_the_spot(fine: Decimal, of_person: bool, plain: bool) -> Decision:
    """Return whether a fine may be decided on the spot (处罚法 51). plain: facts certain and with a basis in law."""
    limit = ON_THE_SPOT_PERSON if of_person else ON_THE_SPOT_ORGANISATION
    if plain and limit.holds(fine):
        return yes(f"违法事实确凿并有法定依据，罚款不超过{limit.amount}元，可以当场决定", limit.article)
    return no(f"超过{limit.amount}元，或者事实、依据不确凿", limit.article)


class NotCounted(StrEnum):
    """What the days of a case do not count in Guangdong (44, 2)."""

    PUBLIC_NOTICE = "公告"
    AUDIT = "委托审计"
    EXPERTISE = "鉴定"


@rule(case_excluded_gd=GUANGDONG_ACT.article(44, 2))
def is_not_counted(events: tuple[NotCounted, ...]) -> Decision:
    """Return whether days are left out of the time for the case."""
    return any_of(events, GUANGDONG_ACT.article(44, 2), "没有不计算在办案时限内的期间")


class Standstill(StrEnum):
    """Why the time of a case stands still in Guangdong (45, 1)."""

    ANOTHER_BODY = "必须以司法机关、仲裁机构或者有关行政部门的结论为依据，结论尚未作出"
    UNREACHABLE = "投诉人无法联系或者有其他不可抗拒的事由，调查取证无法进行"


@rule(case_suspend_gd=GUANGDONG_ACT.article(45, 1))
def stands_still(grounds: tuple[Standstill, ...], approved: bool) -> Decision:
    """Return whether the time of the case stands still: a ground, and the head's approval (45, 2)."""
    found = any_of(grounds, GUANGDONG_ACT.article(45, 1), "没有中止的情形")
    if found.holds and not approved:
        return no("办案中止由人力资源社会保障行政部门负责人批准", GUANGDONG_ACT.article(45, 2))
    return found


class Disposal(StrEnum):
    """How an inspection ends (条例 18)."""

    PENALTY = "作出行政处罚决定"
    ORDER = "责令改正或者作出行政处理决定"
    RESCINDED = "撤销立案"
    PASSED_ON = "移送有关部门"
    TO_POLICE = "移送司法机关"


@dataclass(frozen=True)
class Finding:
    """What the inquiry found."""

    our_matter: bool = True
    suspected_crime: bool = False
    to_be_penalised: bool = False
    still_to_correct: bool = False
    slight_and_corrected: bool = False


@rule(case_dispositions=NATIONAL.article(18, 1))
def disposals(finding: Finding) -> tuple[tuple[Disposal, Step], ...]:
    """Return every way the case has to be disposed of; a penalty and an order can stand side by side."""
    under, moved = NATIONAL.article(18, 1), NATIONAL.article(18, 2)
    if finding.suspected_crime:
        return ((Disposal.TO_POLICE, Step("涉嫌犯罪的，依法移送司法机关", moved)),)
    if not finding.our_matter:
        return ((Disposal.PASSED_ON, Step("不属于劳动保障监察事项的，及时移送有关部门", moved)),)
    found = []
    if finding.to_be_penalised:
        found.append((Disposal.PENALTY, Step("依法应当受到行政处罚", under)))
    if finding.still_to_correct:
        found.append((Disposal.ORDER, Step("应当改正未改正", under)))
    if not found and finding.slight_and_corrected:
        found.append((Disposal.RESCINDED, Step("情节轻微且已改正", under)))
    return tuple(found)


@rule(handover_out_of_scope=NATIONAL.article(18, 2))
def has_to_be_passed_on(our_matter: bool, suspected_crime: bool) -> Decision:
    """Return whether a case goes to another office, or to the police and courts."""
    if suspected_crime:
        return yes("涉嫌犯罪的，应当依法移送司法机关", NATIONAL.article(18, 2))
    if not our_matter:
        return yes("不属于劳动保障监察事项的，应当及时移送有关部门处理", NATIONAL.article(18, 2))
    return no("属于劳动保障监察事项，不涉嫌犯罪", NATIONAL.article(18, 2))


class Withdrawal(StrEnum):
    """Why a case may be rescinded in Guangdong (46)."""

    UNFOUNDED = "违法事实不成立"
    CORRECTED = "违法行为已经改正，依法可以不予处罚"
    NOT_ACCEPTABLE = "投诉不符合受理条件但已经立案"
    TAKEN_BACK = "投诉人撤回投诉"
    SETTLED = "经调解达成一致，已当场全部履行或者置换仲裁调解书"
    OTHER = "法律、法规和规章规定的其他情形"


@rule(case_withdraw_gd=GUANGDONG_ACT.article(46, 1))
def may_be_rescinded(grounds: tuple[Withdrawal, ...]) -> Decision:
    """Return whether a case may be rescinded; the complainant is told (46, 2)."""
    return any_of(grounds, GUANGDONG_ACT.article(46, 1), "没有可以撤销立案的情形")


class Weight(StrEnum):
    """What makes legal review necessary before a penalty (处罚法 58, 1)."""

    PUBLIC_INTEREST = "涉及重大公共利益"
    HEARD = "直接关系当事人或者第三人重大权益，经过听证程序"
    COMPLEX = "案件情况疑难复杂、涉及多个法律关系"
    OTHER = "法律、法规规定应当进行法制审核的其他情形"


@rule(legal_review_required=PENALTIES.article(58, 1))
def needs_legal_review(weights: tuple[Weight, ...]) -> Decision:
    """Return whether no penalty may be decided without legal review."""
    return any_of(weights, PENALTIES.article(58, 1), "不属于应当进行法制审核的情形")


@rule(collective_discussion=PENALTIES.article(57, 2))
def needs_discussion(complex_case: bool, grave: bool) -> Decision:
    """Return whether the heads of the office have to decide together."""
    if complex_case or grave:
        return yes("情节复杂或者重大违法行为，行政机关负责人应当集体讨论决定", PENALTIES.article(57, 2))
    return no("情节不复杂，也不是重大违法行为", PENALTIES.article(57, 2))


@rule(statement_before_decision=PENALTIES.article(62))
def may_be_decided(told: bool, heard: bool, waived: bool = False) -> Decision:
    """Return whether a penalty may be decided: the party told of it and its statement heard, or clearly waived."""
    if not told:
        return no("没有告知拟处罚的内容及事实、理由、依据，不得作出处罚决定", PENALTIES.article(62))
    if not heard and not waived:
        return no("没有听取陈述、申辩，不得作出处罚决定", PENALTIES.article(62))
    return yes("已经告知并听取陈述、申辩，或者当事人明确放弃", PENALTIES.article(62))


@rule(wage_absconder_notice=GUANGDONG_ACT.article(41))
def counts_as_absconding(notified: bool, excused: bool, public_notice: bool, still_away: bool) -> Decision:
    """Return whether an employer in arrears is dealt with as one who absconded (41, 2-3)."""
    conditions = {
        "已经通知法定代表人或者主要负责人接受调查": notified,
        "无正当理由不接受调查或者不配合": not excused,
        "已经通过媒体或者门户网站公告通知": public_notice,
        "公告通知后仍不接受调查或者不配合": still_away,
    }
    return all_of(conditions, GUANGDONG_ACT.article(41), "按照以逃匿方式拖欠工资的规定处理")


@rule(handover_unprovable_gd=GUANGDONG_ACT.article(44, 4))
def is_sent_to_dispute_procedure(about_pay: bool, fully_inquired: bool, proven: bool, disputed: bool) -> Decision:
    """Return whether a complaint of pay that cannot be proven goes the way of disputes."""
    conditions = {
        "投诉未依法支付工资、经济补偿金、赔偿金": about_pay,
        "已按第四十条充分调查核实": fully_inquired,
        "仍无法查实相关事实": not proven,
        "双方存在争议": disputed,
    }
    return all_of(conditions, GUANGDONG_ACT.article(44, 4), "告知投诉人按照劳动争议处理程序办理")


@rule(handover_inspection_mediation_gd=GUANGDONG_ACT.article(42, 1))
def may_be_mediated(about_money: bool, asked: bool, other_side_agrees: bool) -> Decision:
    """Return whether the office may mediate; what is not performed at once may go to arbitration for review (42, 3)."""
    conditions = {"金钱给付等投诉案件": about_money, "一方当事人申请": asked, "对方同意": other_side_agrees}
    return all_of(conditions, GUANGDONG_ACT.article(42, 1), "可以组织双方调解")


def public_notice_of(place: Place, absconded: bool, mass_incident: bool) -> tuple[Period, Step]:
    """Return how long a public notice stands: in Guangdong 60 days, 3 for absconded debtors and mass incidents (47, 2).

    Elsewhere the thirty days of civil procedure (95).
    """
    if not GUANGDONG.covers(place):
        return Period(30, DayKind.CALENDAR), Step("公告三十日", CIVIL_PROCEDURE.article(95, 1))
    if absconded or mass_incident:
        return Period(3, DayKind.CALENDAR), Step("欠薪逃匿或者引发群体性事件，公告三日", GUANGDONG_ACT.article(47, 2))
    return Period(60, DayKind.CALENDAR), Step("公告六十日", GUANGDONG_ACT.article(47, 2))
