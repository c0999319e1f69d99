"""Every vector counted by hand, told as a case to the engine and walked by the second loop: all three must agree."""

from datetime import date, timedelta

import pytest

from hezhong.engine.case_type import CaseType, TollingOrder
from hezhong.engine.clock import clocks, due
from hezhong.engine.core import THE_CLOCK, open_case
from hezhong.engine.dossier import Opening, PartyHere
from hezhong.engine.matter import Matter
from hezhong.engine.roles import CLERK, DIRECTOR, RESPONDENT
from hezhong.engine.telling import Story, moment
from hezhong.engine.vocabulary import (
    Action,
    Appointment,
    Deadline,
    Document,
    State,
    extend,
    restart,
    resume,
    suspend,
)
from hezhong.kernel.dates import Period, calendar_days, working_days
from hezhong.kernel.holidays import state_council
from hezhong.kernel.places import GUANGDONG
from hezhong.law.book import LawBook
from hezhong.law.model import Duty, Extension, Statute, TimeLimit
from tests.clock import day_loop
from tests.procedures.arbitration.facts import Dispute, Session

VECTORS = day_loop.load("vectors.toml")["vector"]
DUTY = Duty("vector", "计时")
ACT = Statute("计时办法", date(2010, 1, 1))
NO_MORE = Extension(working_days(0), DIRECTOR.name, ACT.article(2))


def case_type_of(vector: dict) -> type[CaseType]:
    """Return a case whose one deadline starts as the vector's does and can be turned in every way."""

    class Counted(CaseType):
        title = "计时"
        facts = Dispute
        begun = State("已开始")
        ended = State("已结束")
        closed = (ended,)
        letter = Document("通知书", RESPONDENT)
        meeting = Appointment("会面")
        deadline = (
            Deadline(DUTY, before=meeting)
            if "before" in vector
            else Deadline(DUTY, since=letter.served(RESPONDENT), each=vector["each"])
            if "served" in vector
            else Deadline(DUTY, since=begun)
        )
        pause = Action("中止", begun, None, by=CLERK, clock=(suspend(deadline, ACT.article(3)),))
        go_on = Action("恢复", begun, None, by=CLERK, clock=(resume(deadline),))
        again = Action("重来", begun, None, by=CLERK, clock=(restart(deadline, ACT.article(4)),))
        prolong = Action("延长", begun, None, by=DIRECTOR, clock=(extend(deadline),))
        meet = Action("约定", begun, None, by=CLERK, given=Session, books=meeting)
        end = Action("结束", begun, ended, by=CLERK)

    return Counted


def period(unit: str, days: int) -> Period:
    return {"working": working_days, "calendar": calendar_days}[unit](days)


def book_of(vector: dict) -> LawBook:
    more = vector.get("extension")
    extension = Extension(period(more["unit"], more["days"]), DIRECTOR.name, ACT.article(2)) if more else NO_MORE
    limit = TimeLimit(DUTY, period(vector["unit"], vector["days"]), ACT.article(1), extension=extension)
    return LawBook("vector", state_council(), (limit,), ())


def began(vector: dict) -> date:
    if "before" in vector:
        return vector["before"] - timedelta(days=60)
    return min(vector["served"]) if "served" in vector else vector["start"]


def told(vector: dict) -> Story:
    """Return the case of the vector with everything that happened to its clock, in the order of the days."""
    parties = tuple(PartyHere(RESPONDENT.name, f"p{n}") for n, _ in enumerate(vector.get("served", ())))
    case_type, book, first = case_type_of(vector), book_of(vector), began(vector).isoformat()
    opening = Opening(Matter("M", ("w",), "e", GUANGDONG), Dispute(), parties=parties)
    story = Story(open_case(case_type, "C", THE_CLOCK, moment(first, book), opening), book)
    if "before" in vector:
        story.do("meet", CLERK, first, Session(vector["before"], "一号"))
    for day, name, what in sorted(happened(vector), key=lambda each: each[0]):
        on = day.isoformat()
        if name == "serve":
            story.serve("letter", RESPONDENT, on, by=CLERK, party=what)
        else:
            story.do(name, DIRECTOR if name in ("toll", "prolong") else CLERK, on, what)
    return story


def happened(vector: dict) -> list[tuple[date, str, object]]:
    """Return what happened and when; of two things on one day, in the order in which they can happen."""
    events: list[tuple[date, str, object]] = [(day, "serve", f"p{n}") for n, day in enumerate(vector.get("served", ()))]
    again = vector.get("restart")
    if again:
        events.append((again, "again", None))
    for first, last in vector.get("toll", ()):
        events.append((first, "toll", TollingOrder(GUANGDONG, first, last, "公告")))
    for since, *until in vector.get("suspensions", ()):
        events.append((since, "pause", None))
        if until and not (again and since < again <= until[0]):  # a restart in between has let go already
            events.append((until[0], "go_on", None))
    if more := vector.get("extension"):
        events.append((more["on"], "prolong", None))
    return events


def due_days(vector: dict) -> list[date | None]:
    """Return the engine's due days, in the order of the parties."""
    story = told(vector)
    found = clocks(story.dossier.events)
    return [due(found[key], story.book.calendar) for key in sorted(found, key=lambda key: key[1])]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_engine_loop_and_hand_agree(vector: dict) -> None:
    by_hand = vector.get("due_each") or [vector.get("due")]
    assert due_days(vector) == by_hand
    assert (day_loop.due_each(vector) if vector.get("each") else [day_loop.due(vector)]) == by_hand


def test_enough_vectors_of_every_kind() -> None:
    assert len(VECTORS) >= 30
    for kind in ("extension", "suspensions", "toll", "restart", "served", "before", "due_each", "open"):
        assert sum(kind in vector for vector in VECTORS) >= 2, kind
