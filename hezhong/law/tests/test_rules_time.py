"""The time to apply for arbitration, jurisdiction, service, kinds of days, and the conflicts between sources: counted by hand."""

from datetime import date

import pytest

from hezhong.kernel.dates import Calendar, DayKind, Months, Span
from hezhong.kernel.holidays import state_council
from hezhong.kernel.places import GUANGDONG, NATION, Place
from hezhong.law.book import from_files
from hezhong.law.duties import inspection, mediation
from hezhong.law.statutes import (
    arbitration_service,
    complaints,
    day_kinds,
    inspection_decisions,
    jurisdiction,
    limitation_of_actions,
    migrant_wages,
)
from hezhong.law.statutes.arbitration_service import Posting
from hezhong.law.statutes.complaints import Complaint, Outcome
from hezhong.law.statutes.inspection_decisions import Disposal, Finding
from hezhong.law.statutes.jurisdiction import Application, Link
from hezhong.law.statutes.limitation_of_actions import Grievance, Hindrance, Interruption
from hezhong.law.statutes.mediation import enterprise_mediation_ends, review_alarm_and_end

HUNAN, SHENZHEN = NATION / "430000", GUANGDONG / "440300"
CALENDAR = state_council()
ASKED, ADMITTED = Interruption.ASSERTED, Interruption.ADMITTED


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("grievance", "last"),
    [
        (Grievance(day("2025-03-10")), "2026-03-10"),  # a Tuesday
        (Grievance(day("2025-02-28")), "2026-02-28"),  # a Saturday that is worked
        (Grievance(day("2024-02-29")), "2025-02-28"),
        (Grievance(day("2025-02-17")), "2026-02-24"),  # in the spring festival, which ends on 23 February
        # interrupted: a new year from that day; only while the time still runs
        (Grievance(day("2025-03-10"), interruptions=((day("2025-09-01"), ASKED),)), "2026-09-01"),
        (Grievance(day("2025-03-10"), interruptions=((day("2025-09-01"), ASKED), (day("2026-06-08"), ADMITTED))), "2027-06-08"),
        (Grievance(day("2024-03-11"), interruptions=((day("2025-03-12"), ASKED),)), "2025-03-11"),  # a day too late
        (Grievance(day("2024-03-11"), interruptions=((day("2025-03-11"), ASKED),)), "2026-03-11"),  # on the last day
        (Grievance(day("2025-03-10"), interruptions=((day("2025-03-01"), ASKED),)), "2026-03-10"),  # before it began
        # suspended: thirty-one days stand still, so the end moves by as many, from 10 March to 10 April
        (
            Grievance(day("2025-03-10"), hindrances=((Span(day("2025-07-01"), day("2025-08-01")), Hindrance.FORCE_MAJEURE),)),
            "2026-04-10",
        ),
        (Grievance(day("2025-03-10"), hindrances=((Span(day("2025-07-01")), Hindrance.NO_GUARDIAN),)), None),
        # wages
        (Grievance(day("2019-01-05"), wages=True), None),
        (Grievance(day("2019-01-05"), wages=True, ended_on=day("2025-04-15")), "2026-04-15"),
        (
            Grievance(day("2019-01-05"), True, day("2025-04-15"), ((day("2025-10-20"), Interruption.SOUGHT_HELP),)),
            "2026-10-20",
        ),
        (Grievance(day("2025-03-10"), ended_on=day("2025-09-01")), "2026-03-10"),  # not for wages: the end changes nothing
    ],
)
def test_the_last_day_to_apply(grievance: Grievance, last: str | None) -> None:
    time = limitation_of_actions.time_to_apply(grievance, CALENDAR)
    assert time.last_day == (day(last) if last else None)
    assert all(step.article for step in time.steps)


def test_too_late_is_the_day_after() -> None:
    time = limitation_of_actions.time_to_apply(Grievance(day("2025-03-10")), CALENDAR)
    assert not time.too_late(day("2026-03-10")) and time.too_late(day("2026-03-11"))
    assert not limitation_of_actions.time_to_apply(Grievance(day("2019-01-05"), wages=True), CALENDAR).too_late(day("2026-01-01"))


@pytest.mark.parametrize(("claimed", "since"), [("2026-03-10", "2025-03-10"), ("2024-02-29", "2023-02-28")])
def test_double_wages_go_back_a_year(claimed: str, since: str) -> None:
    back = limitation_of_actions.double_wage_within(day(claimed))
    assert back.since == day(since) and back.until < day(claimed)


@pytest.mark.parametrize(
    ("events", "holds"), [((ASKED,), True), ((ADMITTED, Interruption.SOUGHT_HELP), True), ((), False)]
)
def test_what_interrupts(events: tuple[Interruption, ...], holds: bool) -> None:
    assert limitation_of_actions.interrupts(events).holds is holds


@pytest.mark.parametrize(
    ("hindrances", "holds"), [((Hindrance.FORCE_MAJEURE,), True), ((Hindrance.NO_GUARDIAN,), True), ((), False)]
)
def test_what_suspends(hindrances: tuple[Hindrance, ...], holds: bool) -> None:
    assert limitation_of_actions.suspends(hindrances).holds is holds


AT_WORK, AT_SITE = Application("甲", Link.PERFORMANCE, day("2026-03-05")), Application("乙", Link.PERFORMANCE, day("2026-03-04"))
AT_FIRM = Application("丙", Link.EMPLOYER, day("2026-03-01"))


@pytest.mark.parametrize(
    ("applications", "known", "commission"),
    [
        ([AT_WORK, AT_FIRM], True, "甲"),  # the place of performance, though the other accepted first
        ([AT_WORK, AT_SITE, AT_FIRM], True, "乙"),  # of several the first to accept
        ([AT_WORK, AT_SITE], True, "乙"),
        ([AT_WORK, AT_FIRM], False, "丙"),  # it is not clear where the contract is performed
        ([AT_FIRM], True, "丙"),
        ([Application("甲", Link.PERFORMANCE), Application("乙", Link.PERFORMANCE)], True, ""),
        ([AT_WORK, Application("丁", Link.PERFORMANCE, day("2026-03-05"))], True, ""),
    ],
)
def test_which_commission(applications: list[Application], known: bool, commission: str) -> None:
    assert jurisdiction.competent(applications, known).commission == commission


@pytest.mark.parametrize(
    ("posting", "place", "served"),
    [
        # Friday 13 March; the three working days are 16, 17, 18 March
        (Posting(day("2026-03-13"), 1, True, refused=True), HUNAN, "2026-03-18"),
        (Posting(day("2026-03-13"), 10, True, employer_closed=True), SHENZHEN, "2026-03-18"),
        (Posting(day("2026-03-13"), 10, True, witnessed=True, direct_failed=True), SHENZHEN, "2026-03-14"),
        (Posting(day("2026-03-13"), 3, True, witnessed=True, direct_failed=True, same_employer_before=True), SHENZHEN, "2026-03-14"),
        (Posting(day("2026-03-13"), 10, True, witnessed=True, direct_failed=True), HUNAN, None),
        (Posting(day("2026-03-13"), 9, True, employer_closed=True), HUNAN, None),
        (Posting(day("2026-03-13"), 10, False, refused=True), HUNAN, None),
    ],
)
def test_posting_by_the_conditions_on_record(posting: Posting, place: Place, served: str | None) -> None:
    found = arbitration_service.served_by_posting(posting, place, CALENDAR)
    assert found.on == (day(served) if served else None) and found.steps


@pytest.mark.parametrize(
    ("kind", "days", "is_working"),
    [
        (day_kinds.of_the_rules, 5, True),
        (day_kinds.of_the_rules, 10, True),
        (day_kinds.of_the_rules, 15, False),
        (day_kinds.of_the_rules, 45, False),
        (day_kinds.of_guangdong, 3, True),
        (day_kinds.of_guangdong, 15, False),
        (day_kinds.of_guangdong, 10, False),  # unlike the national rules
        (day_kinds.of_penalties, 7, True),
        (day_kinds.of_penalties, 90, False),
        (day_kinds.of_compulsion, 10, True),
        (day_kinds.of_compulsion, 30, False),
    ],
)
def test_the_source_says_which_days(kind: object, days: int, is_working: bool) -> None:
    assert callable(kind)
    assert kind(days) is (DayKind.WORKING if is_working else DayKind.CALENDAR)


def test_a_number_the_rules_do_not_name_has_no_kind() -> None:
    with pytest.raises(LookupError, match="20日"):
        day_kinds.of_the_rules(20)


def test_the_last_day_moves_on() -> None:
    assert day_kinds.ends_on(day("2026-02-17"), CALENDAR) == day("2026-02-24")
    assert day_kinds.ends_on(day("2026-02-14"), CALENDAR) == day("2026-02-14")  # a Saturday that is worked
    assert day_kinds.ends_on(day("2026-03-07"), Calendar()) == day("2026-03-09")


# --- The conflicts of PROCEDURES.md, section 2 ---


def test_inspection_runs_by_guangdong_and_elsewhere_by_the_nation() -> None:
    book = from_files()
    assert str(book.limit(inspection.CONCLUDE, SHENZHEN, day("2026-03-02")).period) == "45个工作日"
    assert str(book.limit(inspection.CONCLUDE, HUNAN, day("2026-03-02")).period) == "60个工作日"
    assert str(book.limit(inspection.DECIDE_PENALTY, SHENZHEN, day("2026-03-02")).period) == "90个自然日"


def test_the_review_of_an_agreement_alarms_early_and_fails_late() -> None:
    # accepted and receipted on Monday 2 March 2026: five working days to 9 March, fifteen days to Tuesday 17 March
    alarm, end, steps = review_alarm_and_end(day("2026-03-02"), day("2026-03-02"), CALENDAR)
    assert (alarm, end) == (day("2026-03-09"), day("2026-03-17")) and len(steps) == 2
    # accepted late, on 16 March: five working days to 23 March are the later
    alarm, end, _ = review_alarm_and_end(day("2026-03-16"), day("2026-03-02"), CALENDAR)
    assert (alarm, end) == (day("2026-03-23"), day("2026-03-23"))
    book = from_files()
    assert str(book.limit(mediation.REVIEW_AGREEMENT, SHENZHEN, day("2026-03-02")).period) == "15个自然日"
    assert str(book.limit(mediation.REVIEW_AGREEMENT, HUNAN, day("2026-03-02")).period) == "5个工作日"


def test_mediation_in_an_enterprise_ends_at_the_earlier_of_two() -> None:
    # received on 2 March 2026, accepted on 5 March: the fifteenth day after the 2nd is Tuesday 17 March
    assert enterprise_mediation_ends(day("2026-03-02"), day("2026-03-05"), CALENDAR)[0] == day("2026-03-17")
    assert enterprise_mediation_ends(day("2026-03-05"), day("2026-03-03"), CALENDAR)[0] == day("2026-03-18")


def test_public_notice_of_an_inspection() -> None:
    notice = inspection_decisions.public_notice_of
    assert [notice(SHENZHEN, *why)[0].days for why in ((False, False), (True, False), (False, True))] == [60, 3, 3]
    assert notice(HUNAN, True, True)[0].days == 30


def test_the_paper_that_cancels_a_case() -> None:
    assert jurisdiction.cancelled_by(SHENZHEN)[0] == "不予受理通知书"
    assert jurisdiction.cancelled_by(HUNAN)[0] == "决定书"


def test_the_ledger_is_kept_for_the_longer_time() -> None:
    assert migrant_wages.ledger_is_kept(SHENZHEN, of_migrant_workers=True)[0] == Months(36)
    assert migrant_wages.ledger_is_kept(SHENZHEN, of_migrant_workers=False)[0] == Months(24)
    with pytest.raises(LookupError, match="没有录入"):
        migrant_wages.ledger_is_kept(HUNAN, of_migrant_workers=False)


@pytest.mark.parametrize(
    ("complaint", "outcome", "item"),
    [
        (Complaint(our_matter=False, in_time=False), Outcome.TOLD, "（一）"),
        (Complaint(our_place=False), Outcome.TOLD_WHERE, "（二）"),
        (Complaint(in_time=False), Outcome.REFUSED, "（三）"),
        (Complaint(in_dispute=True), Outcome.REFUSED, "（四）"),
        (Complaint(in_dispute=True, sent_back=True), Outcome.ACCEPTED, "受理条件"),
        (Complaint(for_dispute=True), Outcome.REFUSED, "（五）"),
        (Complaint(decided_before=True), Outcome.REFUSED, "（六）"),
        (Complaint(complete=False), Outcome.TO_COMPLETE, "（七）"),
        (Complaint(in_person=False), Outcome.TO_VERIFY, "（八）"),
        (Complaint(in_person=False, verified=True), Outcome.ACCEPTED, "（八）"),
        (Complaint(), Outcome.ACCEPTED, "受理条件"),
        (Complaint(employer_named=False), Outcome.REFUSED, "明确的被投诉用人单位"),
    ],
)
def test_the_eight_branches(complaint: Complaint, outcome: Outcome, item: str) -> None:
    branch = complaints.sorted_out(complaint)
    assert branch.outcome is outcome and item in branch.step.says


@pytest.mark.parametrize(
    ("finding", "ways"),
    [
        (Finding(to_be_penalised=True), [Disposal.PENALTY]),
        (Finding(to_be_penalised=True, still_to_correct=True), [Disposal.PENALTY, Disposal.ORDER]),
        (Finding(slight_and_corrected=True), [Disposal.RESCINDED]),
        (Finding(slight_and_corrected=True, still_to_correct=True), [Disposal.ORDER]),
        (Finding(our_matter=False), [Disposal.PASSED_ON]),
        (Finding(suspected_crime=True, to_be_penalised=True), [Disposal.TO_POLICE]),
        (Finding(), []),
    ],
)
def test_how_an_inspection_ends(finding: Finding, ways: list[Disposal]) -> None:
    assert [way for way, _ in inspection_decisions.disposals(finding)] == ways
