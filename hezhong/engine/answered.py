"""How the first duty of a case was kept, as columns of its row: what indicators count without opening a trail.

The first duty is the deadline that runs from the state a case begins in: for a complaint, to say whether it is taken up.
Where its clock began again (another office, a supplement), the last run counts.
"""

from datetime import date
from typing import Any

from hezhong.engine.case_type import CaseType
from hezhong.engine.clock import clocks, due
from hezhong.engine.dossier import Dossier, Event
from hezhong.engine.roles import PARTIES
from hezhong.engine.vocabulary import Deadline, Op
from hezhong.kernel.dates import Calendar, working_days_between
from hezhong.kernel.local_time import local_day

OWED: dict[str, Any] = {"answer": "", "answered_in": None, "in_time": None}
"""Nothing has been answered yet, or nothing is to be."""


def first_duty(case_type: type[CaseType]) -> Deadline | None:
    """Return the deadline of an office that runs from the state where a case begins, or None: there is none."""
    first = case_type.first()
    found = (each for each in case_type.words(Deadline).values() if first in each.marks and each.owed_by not in PARTIES)
    return next(found, None)


def columns(dossier: Dossier[Any], calendar: Calendar) -> dict[str, Any]:
    """Return the state that the answer led to, the working days it took, whether that was in time; and when the case moved.

    What silence brought about was answered by nobody, so it is not in time, whatever day it counts from.
    """
    moved_on = max((event.happened_on for event in dossier.done if event.moves), default=None)
    return {**_answer(dossier, calendar), "moved_on": moved_on}


def _answer(dossier: Dossier[Any], calendar: Calendar) -> dict[str, Any]:
    duty = first_duty(dossier.case_type)
    clock = clocks(dossier.events).get((duty, "")) if duty else None
    if duty is None or clock is None or clock.running:
        return OWED
    by = next(event for event in reversed(dossier.done) if _stops(event, duty))
    last, on = due(clock, calendar), _day(by)
    in_time = by.actor != "" and last is not None and on <= last
    return {"answer": by.state.name, "answered_in": working_days_between(clock.start, on, calendar), "in_time": in_time}


def _stops(event: Event, duty: Deadline) -> bool:
    return any(tick.op is Op.STOP and tick.deadline is duty for tick in event.ticks)


def _day(event: Event) -> date:
    """Return the day of the answer; for what silence brought about, the day it was written down."""
    return event.happened_on if event.actor else local_day(event.recorded_at)
