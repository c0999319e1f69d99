"""A calendar that has changed: every open deadline it touches is counted again, in batches of set-based statements.

A due day is a projection of events, so only tasks and what a case owes next are written; each due day that moves is
recorded beside its run (decision 023). Whatever changed the calendar, a release or a notice that was approved, is
seen by comparing the days. A batch is one transaction with the case rows locked; a kill loses at most one batch.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from hezhong.engine import clock_law, clock_moves, clock_trail
from hezhong.engine.clock import Clock, due
from hezhong.engine.clock_law import GRACE
from hezhong.engine.clock_moves import Move
from hezhong.engine.dossier import Moment
from hezhong.engine.models import Case, ClockRun
from hezhong.engine.roles import PARTIES
from hezhong.kernel.dates import Calendar

BATCH = 1000
REMEMBERED = 100_000
"""Ways of counting whose due day a run remembers; most deadlines began on a day and with a limit like many others."""
WHICH = """FROM engine_task WHERE kind = 'deadline' AND due_on IS NOT NULL
AND greatest(since, due_on) >= %s AND least(since, due_on) <= %s"""
COUNT = f"SELECT count(DISTINCT case_id) {WHICH}"
NEXT = f"SELECT DISTINCT case_id {WHICH} AND case_id > %s ORDER BY case_id LIMIT %s"
TASKS = """SELECT id, case_id, key, party, title, due_on FROM engine_task
WHERE case_id = ANY(%s) AND kind = 'deadline' AND due_on IS NOT NULL"""
MOVE = "UPDATE engine_task t SET due_on = v.due FROM unnest(%s::bigint[], %s::date[]) AS v (id, due) WHERE t.id = v.id"
NEXT_DUE = """UPDATE engine_case c SET next_due = n.due_on, next_duty = n.title FROM (
    SELECT DISTINCT ON (case_id) case_id, due_on, title FROM engine_task
    WHERE case_id = ANY(%s) AND due_on IS NOT NULL AND role <> ALL(%s) ORDER BY case_id, due_on, key COLLATE "C"
) n WHERE c.id = n.case_id AND (c.next_due, c.next_duty) IS DISTINCT FROM (n.due_on, n.title)"""
OF_PARTIES = [role.name for role in PARTIES]
FIRST = UUID(int=0)


def as_plain(calendar: Calendar) -> dict[str, list[Any]]:
    """Return what of a calendar a run is kept with: the days by which deadlines are counted."""
    return {
        "off": sorted(day.isoformat() for day in calendar.days_off),
        "worked": sorted(day.isoformat() for day in calendar.worked_weekends),
        "announced": sorted(calendar.announced),
    }


def from_plain(plain: dict[str, list[Any]]) -> Calendar:
    off, worked = (frozenset(map(date.fromisoformat, plain[name])) for name in ("off", "worked"))
    return Calendar(off, worked, frozenset(plain["announced"]))


def changed_days(before: Calendar, after: Calendar) -> list[date]:
    """Return the days on which one of the calendars works and the other rests, in order."""
    named = before.days_off | before.worked_weekends | after.days_off | after.worked_weekends
    return sorted(day for day in named if before.is_working(day) != after.is_working(day))


def watch(at: Moment) -> ClockRun | None:
    """Begin a run where the calendar is not the one of the last run; return it, or None: nothing has changed.

    A run that was not over yet is given up: the new one looks at every deadline, since nobody knows which it had done.
    """
    plain = as_plain(at.calendar)
    key = f"calendar/{hashlib.sha256(json.dumps(plain).encode()).hexdigest()[:16]}"
    last = ClockRun.objects.filter(kind=ClockRun.Kind.CALENDAR).order_by("-id").first()
    if last is not None and last.calendar == plain:
        return None
    whole = last is None or last.finished_at is None
    with transaction.atomic():
        ClockRun.objects.filter(kind=ClockRun.Kind.CALENDAR, finished_at=None).update(finished_at=at.recorded_at)
        return ClockRun.objects.create(
            kind=ClockRun.Kind.CALENDAR, key=f"{key}/{(last.pk if last else 0) + 1}", calendar=plain,
            before=None if whole or last is None else last.calendar,
            created_at=at.recorded_at, not_before=at.recorded_at + GRACE,
        )  # fmt: skip


def latest() -> ClockRun | None:
    """Return the run that brings, or brought, the calendar in force to every deadline."""
    return ClockRun.objects.filter(kind=ClockRun.Kind.CALENDAR).order_by("-id").first()


@dataclass
class Outlook:
    """What a run would do. some: (case, duty, before, after) of the first. Units: cases, then deadlines."""

    cases: int = 0
    later: int = 0
    earlier: int = 0
    overdue: int = 0
    some: list[tuple[str, str, date | None, date | None]] = field(default_factory=list)


def look(at: Moment, most: int, size: int = BATCH) -> Outlook:
    """Return what bringing the calendar of this moment to every deadline would move; nothing is written."""
    last, seen, today = latest(), Outlook(), at.recorded_at.date()
    known = last is not None and last.finished_at is not None
    run = ClockRun(kind=ClockRun.Kind.CALENDAR_DRY, before=last.calendar if last and known else None)
    while ids := _next(run, at.calendar, size):
        moves = _recount(ids, at.calendar, write=False)
        later = sum(move.later for move in moves)
        seen.cases, seen.later, seen.earlier = seen.cases + len(ids), seen.later + later, seen.earlier + len(moves) - later
        seen.overdue += sum(move.late(today) for move in moves)
        seen.some += _numbered(moves[: most - len(seen.some)])
        run.cursor = ids[-1]
    return seen


def _numbered(moves: Sequence[Move]) -> list[tuple[str, str, date | None, date | None]]:
    numbers = dict(Case.objects.filter(id__in=[move.case.id for move in moves]).values_list("id", "number"))
    return [(numbers[move.case.id], move.title, move.before, move.after) for move in moves]


def step(run_id: int, at: Moment, size: int = BATCH) -> bool:
    """Do the next batch of a run over a calendar; return whether there is more. Nothing where another worker is at it."""
    with transaction.atomic():
        run = ClockRun.objects.select_for_update(skip_locked=True).filter(pk=run_id, finished_at=None).first()
        if run is None:
            return False
        calendar = _calendar(run, at)
        ids = _next(run, calendar, size)
        if ids:
            moves = _recount(ids, calendar, write=not run.dry)
            clock_moves.keep(run, moves, at.recorded_at.date())
            run.cursor, run.done = ids[-1], run.done + len(ids)
        if len(ids) < size:
            run.finished_at = at.recorded_at
        run.save()
        return run.finished_at is None


def _calendar(run: ClockRun, at: Moment) -> Calendar:
    """Return the calendar the run counts by; a dry run of a notice learns it with its first batch."""
    if run.calendar is None:
        assert run.year is not None
        run.before = as_plain(at.calendar)
        run.calendar = as_plain(clock_law.with_year(at.book, run.year).calendar)
    return from_plain(run.calendar)


def _next(run: ClockRun, calendar: Calendar, size: int) -> list[UUID]:
    """Return the next cases with a deadline on whose way a day has changed; at first, count them all."""
    first, last = date.min, date.max
    if run.before is not None:
        changed = changed_days(from_plain(run.before), calendar)
        if not changed:
            return []
        first, last = changed[0], changed[-1]
    with connection.cursor() as cursor:
        if run.cursor is None:
            cursor.execute(COUNT, [first, last])
            (run.total,) = cursor.fetchone() or (0,)
        cursor.execute(NEXT, [first, last, run.cursor or FIRST, size])
        return [case_id for (case_id,) in cursor.fetchall()]


def _recount(ids: Sequence[UUID], calendar: Calendar, *, write: bool) -> list[Move]:
    """Return which due days of these cases fall elsewhere by the calendar; write them."""
    cases = {case.id: case for case in clock_trail.read(ids, lock=write)}
    with connection.cursor() as cursor:
        cursor.execute(TASKS, [list(ids)])
        tasks = cursor.fetchall()
    moves, moved = [], []
    for task_id, case_id, key, party, title, before in tasks:
        case = cases[case_id]
        found = ((deadline, clock) for (deadline, whose), clock in case.clocks.items() if whose == party)
        deadline, clock = next(((d, c) for d, c in found if d.name == key and c.running), (None, None))
        if deadline is None or clock is None:
            continue  # its declaration has another name for it now: migrate_cases brings that row up
        after = due_day(clock, calendar)
        if after != before:
            moves.append(Move(case, deadline, party, title, before, after))
            moved.append((task_id, after))
    if write and moved:
        _write(moved, {move.case.id for move in moves})
    return moves


def _write(moved: Sequence[tuple[int, date | None]], cases: Collection[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MOVE, [[task for task, _ in moved], [day for _, day in moved]])
        cursor.execute(NEXT_DUE, [list(cases), OF_PARTIES])


_days: dict[Any, date | None] = {}
_counted_by: list[Calendar] = []


def due_day(clock: Clock, calendar: Calendar) -> date | None:
    """Return the due day, from memory where another deadline was counted the same way by the same calendar."""
    if not _counted_by or _counted_by[0] != calendar or len(_days) > REMEMBERED:
        _days.clear()
        _counted_by[:] = [calendar]
    way = (clock.moment or clock.start, clock.periods, clock.idle, clock.step)
    if way not in _days:
        _days[way] = due(clock, calendar)
    return _days[way]
