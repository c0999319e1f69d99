"""Public notices: the day they take effect and the deadline that begins there, against days counted by hand."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from hezhong.engine.case_type import CaseType, Correction
from hezhong.engine.codec import from_bytes, to_bytes
from hezhong.engine.core import Refused
from hezhong.engine.dossier import PartyHere
from hezhong.engine.roles import CLERK, DIRECTOR, EMPLOYER
from hezhong.engine.serving import Method, Notice, Result
from hezhong.engine.telling import Story
from hezhong.engine.vocabulary import Action, Appointment, Deadline, Document, State
from hezhong.kernel.fields import ask
from hezhong.kernel.holidays import state_council
from hezhong.law.duties import inspection as duty
from tests.procedures.arbitration.facts import Session

NOTICES = tomllib.loads((Path(__file__).parent / "notices.toml").read_text("utf8"))["notice"]
FIRM, OTHER = PartyHere("employer", "e1", "employer"), PartyHere("employer", "e2", "employer")
HANGS = {
    "method": Method.NOTICE,
    "where": "单位注册地大门",
    "media": "市人力资源和社会保障局门户网站",
    "proof": "登记住所无人办公，邮件退回，负责人电话停机",
}


@dataclass(frozen=True)
class Fled:
    absconded: bool = ask("逃匿", default=False)


class Notified(CaseType):
    title = "公告"
    facts = Fled
    begun = State("已开始")
    ended = State("已结束")
    closed = (ended,)
    letter = Document("告知书", EMPLOYER)
    hearing = Appointment("听证")
    handing_out = Deadline(duty.SERVE_DECISION, since=begun, until=(letter.served(EMPLOYER),))
    asking = Deadline(duty.REQUEST_HEARING, since=letter.served(EMPLOYER), until=(ended,))
    telling = Deadline(duty.NOTIFY_HEARING, before=hearing, until=(letter.served(EMPLOYER), ended))
    meet = Action("约定听证", begun, None, by=CLERK, given=Session, books=hearing)
    end = Action("结束", begun, ended, by=CLERK)


class Apart(Notified):
    """Every firm has its own time."""

    asking = Deadline(duty.REQUEST_HEARING, since=Notified.letter.served(EMPLOYER), until=(Notified.ended,), each=True)


def story(first: date, *parties: PartyHere, absconded: bool = False, of: type[CaseType] = Notified) -> Story:
    return Story.begin(of, first.isoformat(), facts=Fled(absconded), parties=parties or (FIRM,))


def hang(one: Story, on: str, party: str = "e1", **how: object) -> None:
    one.serve("letter", EMPLOYER, on, by=CLERK, party=party, **{**HANGS, **how})


def walked(vector: dict) -> tuple[date, date]:
    """Return the two days by a loop of its own: days of the notice, then five working days."""
    calendar, day = state_council(), vector["posted"]
    for _ in range(3 if vector.get("short") else 60):
        day += timedelta(days=1)
    due, left = day, 5
    while left:
        due += timedelta(days=1)
        left -= calendar.is_working(due)
    return day, due


@pytest.mark.parametrize("vector", NOTICES, ids=lambda vector: vector["name"])
def test_by_hand_by_the_engine_and_by_a_loop(vector: dict) -> None:
    by_hand = (vector["effective"], vector["due"])
    assert walked(vector) == by_hand, vector["count"]
    short = vector.get("short", False)
    one = story(vector["posted"], absconded=short)
    hang(one, vector["posted"].isoformat(), notice=Notice.SHORT if short else Notice.FULL)
    effective = one.dossier.served_on(Notified.letter.served(EMPLOYER))
    assert (effective, date.fromisoformat(one.due(Notified.asking))) == by_hand


def test_there_are_enough_of_them() -> None:
    assert len(NOTICES) >= 12 and sum(vector.get("short", False) for vector in NOTICES) >= 4


def test_who_owes_the_service_has_done_it_when_the_notice_hangs() -> None:
    one = story(date(2026, 10, 8))
    assert one.due(Notified.handing_out) == "2026-10-16"  # 10-09 1, 10 2 (make-up), 12 3, 13 4, 14 5, 15 6, 16 7
    hang(one, "2026-10-12")
    assert one.due(Notified.handing_out) == ""


def test_what_must_be_told_before_a_hearing_is_told_only_when_the_notice_counts() -> None:
    one = story(date(2026, 10, 8))
    one.do("meet", CLERK, "2026-10-08", Session(date(2026, 11, 20), "一号"))
    hang(one, "2026-10-08")
    told = next(tick for tick in one.dossier.events[-1].ticks if tick.deadline is Notified.telling)
    assert told.on == date(2026, 12, 7), "after the hearing itself, and the record says so"


def test_the_last_party_decides_and_each_has_its_own_time_where_declared() -> None:
    one = story(date(2026, 10, 8), FIRM, OTHER)
    hang(one, "2026-10-08")
    assert one.due(Notified.asking) == ""
    one.serve("letter", EMPLOYER, "2026-10-12", by=CLERK, party="e2")
    assert one.due(Notified.asking) == "2026-12-14"
    apart = story(date(2026, 10, 8), FIRM, OTHER, of=Apart)
    hang(apart, "2026-10-08")
    apart.serve("letter", EMPLOYER, "2026-10-12", by=CLERK, party="e2")
    assert [apart.due(Apart.asking, party) for party in ("e1", "e2")] == ["2026-12-14", "2026-10-19"]


def test_who_comes_for_the_paper_while_the_notice_hangs_has_it_from_that_day() -> None:
    one = story(date(2026, 10, 8))
    hang(one, "2026-10-08")
    one.serve("letter", EMPLOYER, "2026-10-20", by=CLERK, party="e1", proof="负责人到窗口领取")
    assert one.dossier.served_on(Notified.letter.served(EMPLOYER)) == date(2026, 10, 20)
    assert one.due(Notified.asking) == "2026-10-27"
    one.do("correct", DIRECTOR, "2026-10-20", Correction(3, "领取的是另一件"))
    assert one.due(Notified.asking) == "2026-12-14"


def test_a_notice_moved_to_its_true_day_moves_its_effect() -> None:
    one = story(date(2026, 10, 8))
    hang(one, "2026-10-12")
    one.do("correct", DIRECTOR, "2026-10-13", Correction(2, "记晚了", date(2026, 10, 8)))
    assert one.dossier.served_on(Notified.letter.served(EMPLOYER)) == date(2026, 12, 7)
    assert one.due(Notified.asking) == "2026-12-14"
    back = tuple(from_bytes(Notified, to_bytes(Notified, event)) for event in one.dossier.events)
    assert [(e.effective_on, e.given) for e in back] == [(e.effective_on, e.given) for e in one.dossier.events]


def test_the_short_notice_needs_its_ground_and_a_notice_its_facts() -> None:
    one = story(date(2026, 10, 8))
    with pytest.raises(Refused, match="公告期3个自然日只用于欠薪逃匿.*第47条第2款.*请用60个自然日"):
        hang(one, "2026-10-08", notice=Notice.SHORT)
    for missing, words in (("where", "送达地点"), ("media", "同时在哪里公告"), ("proof", "送达情况")):
        with pytest.raises(Refused, match=f"公告送达请写{words}.*民事诉讼法》第95条"):
            hang(one, "2026-10-08", **{missing: ""})
    with pytest.raises(Refused, match="不会被拒收"):
        hang(one, "2026-10-08", result=Result.REFUSED)


def test_what_was_refused_or_came_back_serves_nobody() -> None:
    one = story(date(2026, 10, 8))
    one.serve("letter", EMPLOYER, "2026-10-10", by=CLERK, party="e1", method=Method.MAIL, mail_number="1", result=Result.REFUSED)
    assert one.dossier.served_on(Notified.letter.served(EMPLOYER)) is None and one.due(Notified.asking) == ""
    assert one.due(Notified.handing_out) == "2026-10-16"
    one.serve("letter", EMPLOYER, "2026-10-12", by=CLERK, party="e1", method=Method.LEFT, where="单位前台", witnesses="居委会 陈主任")
    assert one.due(Notified.asking) == "2026-10-19"
