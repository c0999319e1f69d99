"""A warning is dispatched, looked into, rectified, inspected, settled, dismissed, cleared, supervised."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hezhong.domains.warning_response.case import WarningResponse
from hezhong.domains.warning_response.facts import (
    Dismissal,
    FalseGround,
    Rectification,
    Rectified,
    Referral,
    Response,
    Settlement,
    Supervision,
    SupervisionAnswer,
    Visit,
)
from hezhong.early_warning.answering import Colour, Reading
from hezhong.engine.answers import Prose
from hezhong.engine.case_type import ChildClosed
from hezhong.engine.core import Refused
from hezhong.engine.matter import ClaimItem, ItemStatus
from hezhong.engine.roles import CLOCK, DIRECTOR, INSPECTOR, UPPER_LEVEL
from hezhong.engine.telling import Story
from hezhong.law.finality import ClaimKind

ONE_FEN = Decimal("0.01")


def reading(colour: Colour = Colour.RED, owed: Decimal = Decimal(900000), on: date = date(2026, 3, 2)) -> Reading:
    return Reading(colour=colour, found="31 人到期未足额支付", people=31, owed=owed, as_of=on, seq=7)


def gone(on: date = date(2026, 3, 20)) -> Reading:
    return Reading(found="已付清", people=0, owed=Decimal(0), as_of=on, seq=9, still_found=False)


def raised(colour: Colour = Colour.RED, *items: ClaimItem) -> Story:
    story = Story.begin(WarningResponse, "2026-03-02", *items, facts=Response(warning="w", money=True, closes="付清每个人的工资"))
    story.do(f"grade_{colour.name.lower()}", CLOCK, "2026-03-02", reading(colour))
    return story


@pytest.mark.parametrize(
    ("colour", "due"),
    [(Colour.RED, "2026-03-03"), (Colour.ORANGE, "2026-03-05"), (Colour.YELLOW, "2026-03-09"), (Colour.BLUE, "2026-03-16")],
)
def test_the_colour_sets_the_pace(colour: Colour, due: str) -> None:
    story = raised(colour)
    assert story.due(getattr(WarningResponse, f"answer_{colour.name.lower()}")) == due
    assert WarningResponse.colour(story.dossier.facts) == 1 + list(Colour).index(colour)


def test_a_worse_colour_has_a_clock_of_its_own() -> None:
    story = raised(Colour.YELLOW)
    story.do("grade_red", CLOCK, "2026-03-04", reading(Colour.RED))
    assert story.due(WarningResponse.answer_yellow) == "" and story.due(WarningResponse.answer_red) == "2026-03-05"


def test_one_fen_short_stays_open_until_the_ledger_says_otherwise() -> None:
    story = raised()
    story.do("visit", INSPECTOR, "2026-03-03", Visit(visited=Prose("到工地，老板在")))
    story.do("urge", INSPECTOR, "2026-03-03", Rectification(plan=Prose("三日内付清"), rectify_by=date(2026, 3, 6)))
    story.do("note_rectified", INSPECTOR, "2026-03-06", Rectified(visited=Prose("说付清了")))
    story.do("note_ledger", CLOCK, "2026-03-07", replace(reading(owed=ONE_FEN), people=1, as_of=date(2026, 3, 6)))
    with pytest.raises(Refused, match=r"截至3月6日，台账里还差 0\.01 元（1 人），差一分也不能办结"):
        story.do("settle", INSPECTOR, "2026-03-07", Settlement(result=Prose("付清")))
    story.do("note_ledger", CLOCK, "2026-03-20", gone())
    story.do("settle", INSPECTOR, "2026-03-20", Settlement(result=Prose("付清")))
    assert story.dossier.state is WarningResponse.settled and story.dossier.facts.colour is Colour.RED


def test_it_goes_to_inspection_in_the_same_matter_and_comes_back() -> None:
    story = raised()
    story.do("refer", INSPECTOR, "2026-03-03", Referral(reason=Prose("老板失联")))
    assert story.dossier.events[-1].opens == "inspection" and story.dossier.state is WarningResponse.inspecting
    assert story.due(WarningResponse.answer_red) == ""
    event = story.dossier.events[-1].number
    story.do("note_ledger", CLOCK, "2026-03-20", gone())
    story.do("child_closed", CLOCK, "2026-03-21", ChildClosed("深监立1号", event, "已结案", "inspection", "archived"))
    story.do("inspected", CLOCK, "2026-03-21")
    story.do("settle", INSPECTOR, "2026-03-21", Settlement(result=Prose("已全部支付")))
    assert story.dossier.closed


def test_what_goes_away_before_anybody_had_to_act_closes_itself() -> None:
    story = raised(Colour.YELLOW)
    with pytest.raises(Refused, match="差一分"):
        story.do("clear", CLOCK, "2026-03-03")
    story.do("note_ledger", CLOCK, "2026-03-04", gone())
    story.do("clear", CLOCK, "2026-03-04")
    assert story.dossier.state is WarningResponse.cleared


def test_a_false_alarm_is_signed_by_the_head() -> None:
    story = raised()
    story.do("dismiss", INSPECTOR, "2026-03-03", Dismissal(false_ground=FalseGround.DATA, reason=Prose("银行文件晚到")))
    assert story.dossier.state is WarningResponse.dispatched, "nothing has happened before the head agrees"
    story.sign("dismiss", DIRECTOR, "2026-03-03")
    assert story.dossier.state is WarningResponse.dismissed and story.dossier.facts.false_ground is FalseGround.DATA


WAGES = ClaimItem(1, ClaimKind.WAGES, Decimal(900000))
BY_INSPECTION = ClaimItem(2, ClaimKind.WAGES, Decimal(1), status=ItemStatus.DECIDED, case="深监立1号", awarded=Decimal(1))


def told(story: Story) -> list[tuple[ItemStatus, str, Decimal | None]]:
    return [(item.status, item.case, item.awarded) for item in story.dossier.matter.items]


def test_what_the_ledger_shows_as_paid_is_handled_and_what_an_inspection_decided_stands() -> None:
    story = raised(Colour.RED, WAGES, BY_INSPECTION)
    assert told(story)[0][:2] == (ItemStatus.PENDING, "C1")
    story.do("visit", INSPECTOR, "2026-03-03", Visit(visited=Prose("到工地")))
    story.do("note_ledger", CLOCK, "2026-03-20", gone())
    story.do("settle", INSPECTOR, "2026-03-20", Settlement(result=Prose("付清")))
    assert told(story) == [(ItemStatus.DECIDED, "C1", None), (ItemStatus.DECIDED, "深监立1号", Decimal(1))]


def test_what_went_away_by_itself_is_handled() -> None:
    story = raised(Colour.YELLOW, WAGES)
    story.do("note_ledger", CLOCK, "2026-03-04", gone())
    story.do("clear", CLOCK, "2026-03-04")
    assert told(story) == [(ItemStatus.DECIDED, "C1", None)]


def test_a_false_alarm_leaves_the_claim_to_whoever_comes_next() -> None:
    story = raised(Colour.RED, WAGES)
    story.do("dismiss", INSPECTOR, "2026-03-03", Dismissal(false_ground=FalseGround.DATA, reason=Prose("银行文件晚到")))
    assert told(story) == [(ItemStatus.PENDING, "C1", None)], "nothing has happened before the head agrees"
    story.sign("dismiss", DIRECTOR, "2026-03-03")
    assert told(story) == [(ItemStatus.OPEN, "", None)]


def test_supervision_is_answered_before_anything_is_closed() -> None:
    story = raised()
    story.do("visit", INSPECTOR, "2026-03-03", Visit(visited=Prose("到场")))
    with pytest.raises(Refused, match="没有等着答复"):
        story.do("answer_supervision", INSPECTOR, "2026-03-03", SupervisionAnswer(answer=Prose("在办")))
    story.do("supervise", UPPER_LEVEL, "2026-03-04", Supervision(demand=Prose("三日内付清"), answer_by=date(2026, 3, 9)))
    story.do("note_ledger", CLOCK, "2026-03-05", gone())
    with pytest.raises(Refused, match="督办还没有答复"):
        story.do("settle", INSPECTOR, "2026-03-05", Settlement(result=Prose("付清")))
    story.do("answer_supervision", INSPECTOR, "2026-03-05", SupervisionAnswer(answer=Prose("已付清")))
    story.do("settle", INSPECTOR, "2026-03-05", Settlement(result=Prose("付清")))
    assert story.dossier.facts.supervised == 1


def test_lateness_is_put_under_supervision_once() -> None:
    story = raised()
    story.do("escalate", CLOCK, "2026-03-04")
    assert story.dossier.facts.escalated and story.dossier.facts.supervision_waits
    with pytest.raises(Refused, match="已经升级过"):
        story.do("escalate", CLOCK, "2026-03-05")


def test_days_lie_ahead() -> None:
    with pytest.raises(Refused, match="今天以后"):
        raised().do("urge", INSPECTOR, "2026-03-03", Rectification(plan=Prose("付"), rectify_by=date(2026, 3, 3)))
    with pytest.raises(Refused, match="今天以后"):
        raised().do("supervise", UPPER_LEVEL, "2026-03-03", Supervision(demand=Prose("办"), answer_by=date(2026, 3, 3)))


def due(story: Story) -> str:
    return story.due(WarningResponse.follow_up)


def test_when_the_day_for_rectifying_is_over_somebody_has_to_look_again() -> None:
    """6 March 2026 is a Friday; three working days from Saturday are over on Wednesday 11."""
    story = raised()
    story.do("urge", INSPECTOR, "2026-03-03", Rectification(plan=Prose("三日内付清"), rectify_by=date(2026, 3, 6)))
    assert due(story) == ""
    with pytest.raises(Refused, match="整改期限还没有到"):
        story.do("lapse", CLOCK, "2026-03-06")
    story.do("lapse", CLOCK, "2026-03-07")
    assert story.dossier.state is WarningResponse.checking and due(story) == "2026-03-11"
    story.do("escalate", CLOCK, "2026-03-12")
    story.do("answer_supervision", INSPECTOR, "2026-03-12", SupervisionAnswer(answer=Prose("再催")))
    story.do("urge", INSPECTOR, "2026-03-12", Rectification(plan=Prose("再给两天"), rectify_by=date(2026, 3, 13)))
    assert due(story) == ""
    story.do("note_rectified", INSPECTOR, "2026-03-13", Rectified(visited=Prose("还差五人")))
    assert due(story) == "2026-03-18"
    story.do("escalate", CLOCK, "2026-03-19")
    assert story.dossier.facts.supervised == 2, "what runs out a second time is escalated a second time"
    with pytest.raises(Refused, match="已经升级过"):
        story.do("escalate", CLOCK, "2026-03-20")


def test_what_comes_back_from_inspection_has_a_clock() -> None:
    story = raised()
    story.do("refer", INSPECTOR, "2026-03-03", Referral(reason=Prose("老板失联")))
    event = story.dossier.events[-1].number
    story.do("child_closed", CLOCK, "2026-03-20", ChildClosed("深监立1号", event, "不予立案", "inspection", "unfounded"))
    story.do("not_filed", CLOCK, "2026-03-20")
    assert story.dossier.state is WarningResponse.checking and due(story) == "2026-03-25"


def test_an_answer_to_who_supervises_is_late_after_its_day() -> None:
    story = raised()
    story.do("supervise", UPPER_LEVEL, "2026-03-04", Supervision(demand=Prose("三日内付清"), answer_by=date(2026, 3, 9)))
    assert story.dossier.facts.answer_by == date(2026, 3, 9)
    with pytest.raises(Refused, match="没有逾期的督办"):
        story.do("supervision_lapsed", CLOCK, "2026-03-09")
    story.do("supervision_lapsed", CLOCK, "2026-03-10")
    assert story.dossier.facts.supervision_late
    with pytest.raises(Refused, match="没有逾期的督办"):
        story.do("supervision_lapsed", CLOCK, "2026-03-11")
    story.do("answer_supervision", INSPECTOR, "2026-03-11", SupervisionAnswer(answer=Prose("付清了")))
    facts = story.dossier.facts
    assert (facts.supervision_waits, facts.supervision_late, facts.answer_by) == (False, False, None)
