"""Who decides in arbitration: the rules on the organisation of the commissions (劳动人事争议仲裁组织规则), and on agents."""

from datetime import date
from decimal import Decimal

from hezhong.kernel.dates import Months
from hezhong.law.duties import arbitration as duty
from hezhong.law.model import Decision, Statute, TimeLimit
from hezhong.law.rule import Threshold, all_of, no, rule, yes
from hezhong.law.statutes.arbitration import GUANGDONG_MEASURES

ORGANISATION = Statute("劳动人事争议仲裁组织规则", date(2017, 7, 1))

LIMITS = (
    TimeLimit(duty.SERVE_TERM, Months(60), ORGANISATION.article(24), entries=("arbitrator_term",), rolls=False),
)

TRIBUNAL_OF = Threshold("three_member_cases", Decimal(3), "people", ORGANISATION.article(13, 1))
FULL_TIME_AT_LEAST = Threshold("min_fulltime_arbitrators", Decimal(3), "people", ORGANISATION.article(22, 2))
MEETINGS_A_YEAR = Threshold("commission_meetings", Decimal(2), "times", ORGANISATION.article(8, 1))
AGENTS = Threshold("agents_max_gd", Decimal(1), "people", GUANGDONG_MEASURES.article(45, 1), most=Decimal(2))


def needs_three(claimants: int, common_claim: bool, collective_contract: bool, weighty: bool) -> Decision:
    """Return whether a tribunal of three is needed (组织规则 13, 1). weighty: great influence, doubt, or as they see fit."""
    under = ORGANISATION.article(13, 1)
    if claimants >= 10 and common_claim:
        return yes("十人以上并有共同请求，由三名仲裁员组成仲裁庭", under)
    if collective_contract:
        return yes("履行集体合同发生的争议，由三名仲裁员组成仲裁庭", under)
    if weighty:
        return yes("有重大影响、疑难复杂或者仲裁委员会认为应当，由三名仲裁员组成仲裁庭", under)
    return no("简单争议案件可以由一名仲裁员独任仲裁", ORGANISATION.article(13, 2))


@rule(recorder_not_arbitrator=ORGANISATION.article(14, 2))
def may_record(recorder: str, arbitrators: tuple[str, ...]) -> Decision:
    """Return whether this person may keep the record of a hearing before these arbitrators."""
    if recorder in arbitrators:
        return no("记录人员不得由本庭仲裁员兼任", ORGANISATION.article(14, 2))
    return yes("记录人员不是本庭仲裁员", ORGANISATION.article(14, 2))


def commission_is_staffed(full_time: int, meetings: int) -> Decision:
    """Return whether a commission has the arbitrators and holds the meetings that the rules ask for (8, 22)."""
    return all_of(
        {
            f"专职仲裁员不少于{FULL_TIME_AT_LEAST.people}名": FULL_TIME_AT_LEAST.holds(full_time),
            f"每年至少{MEETINGS_A_YEAR.people}次全体会议": MEETINGS_A_YEAR.holds(meetings),
        },
        ORGANISATION.article(22, 2),
        "专职仲裁员人数和全体会议次数符合规定",
    )
