"""A report is registered, handed over, filed for inspection or not, and answered where an answer is owed."""

from datetime import date

import pytest

from hezhong.domains.reports.case import Report
from hezhong.domains.reports.facts import (
    Allegation,
    Basis,
    Conclusion,
    Dismissal,
    Ground,
    HandOver,
    Outcome,
    Reach,
    Registration,
    Violation,
)
from hezhong.engine.answers import Prose
from hezhong.engine.case_type import ChildClosed, Recusal
from hezhong.engine.catalogue import current
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Destination
from hezhong.engine.roles import CLOCK, DIRECTOR, INSPECTOR, OFFICERS
from hezhong.engine.telling import Story
from hezhong.engine.vocabulary import Action
from hezhong.kernel.fields import asked
from hezhong.kernel.places import GUANGDONG

SHENZHEN = GUANGDONG / "440300"
BOAN, NANSHAN = Destination(304, SHENZHEN / "440306"), Destination(305, SHENZHEN / "440305")
CITY = Destination(300, SHENZHEN)
HERE = Registration(basis=Basis.PLACE)


def told(on: str = "2025-11-03", **facts: object) -> Story:
    return Story.begin(Report, on, facts=Allegation(violation=Violation.WAGES, **facts))  # type: ignore[arg-type]


def registered(**facts: object) -> Story:
    story = told(**facts)
    story.do("register", INSPECTOR, "2025-11-05", HERE)
    return story


def test_five_working_days_to_see_whose_it_is() -> None:
    """4, 5, 6, 7 and 10 November; over National Day of 2025 the fifth is 10 October (28 September is worked)."""
    assert told().due(Report.sort) == "2025-11-10"
    assert told("2025-09-26").due(Report.sort) == "2025-10-10"
    story = registered()
    assert story.due(Report.sort) == "" and story.dossier.state is Report.registered


def test_silence_means_nothing_here() -> None:
    """No article makes anything of an office's silence about a report."""
    story = told()
    assert story.wait("2025-12-31") == [] and story.dossier.state is Report.received


def test_handed_over_and_the_five_days_begin_again() -> None:
    story = told()
    story.do("hand_over", INSPECTOR, "2025-11-07", HandOver(office=NANSHAN, reach=Reach.PLACE))
    assert story.dossier.state is Report.transferred and story.dossier.handled_at == NANSHAN
    assert story.due(Report.sort) == "2025-11-14"
    with pytest.raises(Refused, match="另一个机关"):
        story.do("hand_over", INSPECTOR, "2025-11-10", HandOver(office=NANSHAN, reach=Reach.PLACE))
    story.do("register", INSPECTOR, "2025-11-10", HERE)
    assert story.due(Report.sort) == ""


@pytest.mark.parametrize("to", [BOAN, Destination(999, BOAN.place / "440306001")], ids=["itself", "below it"])
def test_never_to_the_office_it_is_about(to: Destination) -> None:
    story = told(about=BOAN)
    with pytest.raises(Refused, match="举报的就是这个机关"):
        story.do("hand_over", INSPECTOR, "2025-11-05", HandOver(office=to, reach=Reach.LEVEL))
    story.do("hand_over", INSPECTOR, "2025-11-05", HandOver(office=CITY, reach=Reach.LEVEL))
    assert story.dossier.handled_at == CITY


def test_becomes_an_inspection_and_is_closed_after_it() -> None:
    """The inspection begins as a clue: it is filed there, with the approval and the 45 working days that it has."""
    story = registered()
    story.do("accept", INSPECTOR, "2025-11-06")
    assert story.dossier.state is Report.accepted and story.dossier.state.waits(story.dossier.facts) == "等监察案件办结"
    inspection = story.follow(current().case_types["inspection"], "2025-11-06")
    assert inspection.dossier.state.name == "clue" and inspection.dossier.matter.workers == story.dossier.matter.workers
    with pytest.raises(Refused, match="还没有办结"):
        story.do("conclude_report", INSPECTOR, "2025-12-20", Conclusion(outcome=Outcome.DEALT_WITH))
    closing = ChildClosed("C2", story.dossier.events[-1].number, "已结案", "inspection", "closed_case")
    story.do("child_closed", CLOCK, "2025-12-22", closing)
    story.do("conclude_report", INSPECTOR, "2025-12-22", Conclusion(outcome=Outcome.DEALT_WITH))
    assert story.dossier.closed and story.dossier.facts.outcome is Outcome.DEALT_WITH


def test_an_office_is_not_inspected() -> None:
    story = registered(about=BOAN)
    with pytest.raises(Refused, match="不是用人单位"):
        story.do("accept", INSPECTOR, "2025-11-06")
    story.do("dismiss", INSPECTOR, "2025-11-06", Dismissal(ground=Ground.SUPERVISED))
    story.sign("dismiss", DIRECTOR, "2025-11-06")
    assert story.dossier.state is Report.not_founded


def test_not_filed_needs_the_head() -> None:
    story = registered()
    story.do("dismiss", INSPECTOR, "2025-11-06", Dismissal(ground=Ground.UNPROVED))
    assert story.dossier.state is Report.registered
    story.sign("dismiss", DIRECTOR, "2025-11-07")
    assert story.dossier.state is Report.not_founded and story.dossier.facts.ground is Ground.UNPROVED
    story.do("conclude_report", INSPECTOR, "2025-11-07", Conclusion(outcome=Outcome.NOT_FILED))
    assert story.dossier.closed


def test_who_gave_a_name_and_wants_to_hear_is_answered_first() -> None:
    story = registered(named=True, wants_answer=True)
    story.do("dismiss", INSPECTOR, "2025-11-06", Dismissal(ground=Ground.VAGUE))
    story.sign("dismiss", DIRECTOR, "2025-11-07")
    with pytest.raises(Refused, match="第34条第2款"):
        story.do("conclude_report", INSPECTOR, "2025-11-10", Conclusion(outcome=Outcome.NOT_FILED))
    story.do("answer", CLOCK, "2025-11-10")
    story.do("conclude_report", INSPECTOR, "2025-11-10", Conclusion(outcome=Outcome.NOT_FILED))
    assert story.dossier.closed and story.dossier.facts.answered_on == date(2025, 11, 10)


def test_nobody_is_owed_an_answer_without_a_name() -> None:
    story = registered(wants_answer=True)
    story.do("dismiss", INSPECTOR, "2025-11-06", Dismissal(ground=Ground.VAGUE))
    story.sign("dismiss", DIRECTOR, "2025-11-07")
    story.do("conclude_report", INSPECTOR, "2025-11-10", Conclusion(outcome=Outcome.NOT_FILED))
    assert story.dossier.closed


def test_a_letter_waits_until_the_office_writes() -> None:
    story = registered()
    story.do("hear", CLOCK, "2025-11-06")
    state = story.dossier.state
    assert state.waits is not None and state.waits(story.dossier.facts) == "举报人有新的来信"
    story.do("write", CLOCK, "2025-11-07")
    assert state.waits(story.dossier.facts) == "" and story.dossier.state is Report.registered


def test_letters_and_stepping_aside_have_no_button() -> None:
    story = registered()
    for name in ("hear", "write", "answer", "step_aside"):
        for role in OFFICERS:
            with pytest.raises(Refused):
                story.do(name, role, "2025-11-06", Recusal("1", "x") if name == "step_aside" else None)


def test_no_action_of_its_own_takes_free_text() -> None:
    """The trail is for ever and in clear."""
    typed = {
        (action.name, field.name)
        for action in Report.own(Action).values()
        if action.given and action.given is not Recusal
        for field in asked(action.given)
        if field.kind in (str, Prose)
    }
    assert typed == set()


def test_each_state_has_words_for_the_reporter() -> None:
    for state in (*Report.closed, Report.received, Report.transferred, Report.registered, Report.accepted, Report.not_founded):
        assert state.public and state.public != state.title
