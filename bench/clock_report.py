"""Lays open deadlines, counts them again and reports; run by ``bench.clock`` with the address of its server.

The floor is what no recomputation can do without: one UPDATE of every task that moved, and one of their cases' next
due day, with the new day already known. Ours reads the trails, counts, writes the same rows, and records each move.
"""

import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402 (Django first: what follows needs its settings)
from django.db import connection  # noqa: E402

from bench import models, province  # noqa: E402
from bench.models import DEEP, FLAT, TODAY  # noqa: E402
from bench.timing import table  # noqa: E402
from hezhong.engine import recomputing  # noqa: E402
from hezhong.engine.clock_law import GRACE  # noqa: E402
from hezhong.engine.dossier import Moment  # noqa: E402
from hezhong.engine.models import ClockRun  # noqa: E402
from hezhong.kernel.dates import ONE_DAY, Calendar  # noqa: E402
from hezhong.law.book import from_files  # noqa: E402

LEAST = 0.05  # of the bare UPDATE's speed
FLAT_MEMORY = 32  # MB more at the last size than at the first
OPEN = "kind = 'deadline' AND due_on IS NOT NULL"
OURS = "engine_case", "engine_task", "engine_event"
COLUMNS = """SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = '' AND attname <> ALL(%s)"""
MAP = f"""CREATE TEMP TABLE copies AS SELECT gen_random_uuid() AS id, m.id AS model, m.year, n FROM generate_series(1, %s) AS n, (
    SELECT id, year FROM engine_case c WHERE EXISTS (SELECT FROM engine_task t WHERE t.case_id = c.id AND {OPEN})
    AND id NOT IN (SELECT id FROM copied)) AS m"""
FLOOR = (
    f"UPDATE engine_task SET due_on = due_on + 1 WHERE {OPEN} AND greatest(since, due_on) >= %s AND least(since, due_on) <= %s",
    "UPDATE engine_case SET next_due = next_due + 1 WHERE next_due BETWEEN %s AND DATE '9999-12-30'",
)


@dataclass(frozen=True)
class Measured:
    """One size. Units: deadlines, cases, seconds, MB; peak: of the whole process up to now."""

    deadlines: int
    cases: int
    moved: int
    ours: float
    floor: float
    peak: float

    @property
    def ratio(self) -> float:
        return self.floor / self.ours


def main(deadlines: int, first: int) -> int:
    """Measure at the first size and at the last; return the exit code."""
    call_command("migrate", verbosity=0)
    _models()
    at, calendars = models.moment(TODAY, from_files()), _calendars()
    _count(replace(at, book=replace(at.book, calendar=calendars[0])))
    found = []
    for size in dict.fromkeys((first, deadlines)):
        _said(f"{size:,} deadlines laid", lambda size=size: _lay(size))
        measured = _measured(replace(at, book=replace(at.book, calendar=calendars[len(found) + 1])))
        found.append(measured)
    return _report(found)


def _models() -> None:
    """Enact complaints that wait and complaints that became inspections, begun on the last days."""
    province.build(random.Random(7))
    seat = models.seat()
    with models.serving():
        for kind in (models.waiting, models.accepted):
            for town in (DEEP, FLAT):
                for ago in (4, 3, 2, 1):
                    models.one(seat, kind, town, TODAY - ago * ONE_DAY, from_files())
    _execute("CREATE TABLE copied (id uuid PRIMARY KEY)")


def _calendars() -> tuple[Calendar, ...]:
    """Return calendars of which each has one day off more than the one before, after that of the files."""
    known = from_files().calendar
    ahead = [TODAY + timedelta(n) for n in (1, 2)]
    return (known, *(replace(known, days_off=known.days_off | {*ahead[:n]}) for n in (1, 2)))


def _lay(size: int) -> None:
    """Copy the models until there are so many open deadlines."""
    there, of_models = _one(f"SELECT count(*) FROM engine_task WHERE {OPEN}"), _one(
        f"SELECT count(*) FROM engine_task WHERE {OPEN} AND case_id NOT IN (SELECT id FROM copied)"
    )
    _execute("DROP TABLE IF EXISTS copies")
    _execute(MAP, [-(-(size - there) // of_models)])
    _execute("SET session_replication_role = replica")  # no check of foreign keys, row by row
    for name, own, marks in (
        ("engine_case", ("id", "number", "search", "lead_id"), "p.id, c.number || '/' || p.id, NULL, NULL"),
        ("engine_event", ("case_id", "xid"), "p.id, DEFAULT"),
        ("engine_task", ("case_id",), "p.id"),
    ):
        key = "id" if name == "engine_case" else "case_id"
        (columns,) = _row(COLUMNS, [name, list(own)])
        own = tuple(each for each in own if each != "xid")
        chosen = ", ".join(f"c.{each}" for each in columns.split(", "))
        _execute(
            f"INSERT INTO {name} ({', '.join(own)}, {columns}) SELECT {marks.replace(', DEFAULT', '')}, {chosen} "
            f"FROM copies p JOIN {name} c ON c.{key} = p.model"
        )
    _execute("INSERT INTO copied SELECT id FROM copies")
    _execute("SET session_replication_role = origin")
    _execute(f"VACUUM ANALYZE {', '.join(OURS)}")


def _measured(at: Moment) -> Measured:
    run, ours = _timed(lambda: _count(at))
    _execute(f"VACUUM {', '.join(OURS)}")
    changed = recomputing.changed_days(recomputing.from_plain(run.before or {}), at.calendar)
    _, tasks = _timed(lambda: _execute(FLOOR[0], [changed[0], changed[-1]]))
    _, cases = _timed(lambda: _execute(FLOOR[1], [changed[0]]))
    for statement, days in zip(FLOOR, ([changed[0], changed[-1]], [changed[0]]), strict=True):
        _execute(statement.replace("+ 1", "- 1"), days)  # as they were: the next size begins from what ours wrote
    _execute(f"VACUUM {', '.join(OURS)}")
    deadlines = _one(f"SELECT count(*) FROM engine_task WHERE {OPEN}")
    return Measured(deadlines, run.done, run.moved, ours, tasks + cases, _peak())


def _count(at: Moment) -> ClockRun:
    """Let the calendar of the moment be seen and everything be counted by it; return the run."""
    run = recomputing.watch(at)
    assert run is not None
    later = replace(at, recorded_at=at.recorded_at + GRACE)
    while recomputing.step(run.pk, later):
        pass
    run.refresh_from_db()
    return run


def _report(found: list[Measured]) -> int:
    rows = [("deadlines", "cases", "moved", "ours s", "floor s", "floor/ours", "a second", "peak MB")]
    for each in found:
        numbers = (f"{each.cases:,}", f"{each.moved:,}", f"{each.ours:.1f}", f"{each.floor:.1f}")
        rows.append((f"{each.deadlines:,}", *numbers, f"{each.ratio:.2f}", f"{each.deadlines / each.ours:,.0f}", f"{each.peak:.0f}"))
    print(table(rows), "\n")
    last, growth = found[-1], found[-1].peak - found[0].peak
    aims = (
        ("recomputing, of the bare UPDATE", last.ratio, LEAST, True),
        ("MB more at the last size", growth, FLAT_MEMORY, False),
        ("deadlines that did not move", float(last.deadlines - last.moved), 0.0, False),
    )
    missed = 0
    for name, value, aim, least in aims:
        met = value >= aim if least else value <= aim
        missed += not met
        print(f"{'met   ' if met else 'MISSED'}  {name}: {value:.2f} ({'at least' if least else 'at most'} {aim:g})")
    return 1 if missed else 0


def _timed(doing: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return doing(), time.perf_counter() - start


def _said(what: str, doing: Callable[[], object]) -> None:
    _, seconds = _timed(doing)
    print(f"{what}: {seconds:.0f} s", flush=True)


def _peak() -> float:
    """Return the most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _execute(statement: str, given: list[object] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given or [])


def _row(statement: str, given: list[object]) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchone() or ("",)


def _one(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int((cursor.fetchone() or (0,))[0])


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
