"""The work of one office for its head: what each officer holds, what waits for a signature, what falls due when.

Only cases the asker may read are counted. Four queries, whatever the size of the office.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.directory import officers
from hezhong.engine import catalogue
from hezhong.engine.conditions import Condition, Has, Not, both, either, to_sql
from hezhong.engine.rights import Asker, right_to
from hezhong.engine.rows import COUNTED, SCHEMA
from hezhong.engine.vocabulary import Action, Right, Role
from hezhong.kernel.dates import ONE_DAY, Calendar, working_days

LOOK_BACK = 90
SHOWN = 100
HELD = """
SELECT c.assignee, count(*) FILTER (WHERE c.closed_on IS NULL),
    count(*) FILTER (WHERE c.closed_on IS NULL AND c.next_due < %s),
    count(*) FILTER (WHERE c.closed_on IS NULL AND c.next_due BETWEEN %s AND %s),
    count(*) FILTER (WHERE c.closed_on >= %s),
    percentile_disc(0.5) WITHIN GROUP (ORDER BY c.closed_on - c.opened_on) FILTER (WHERE c.closed_on >= %s)
FROM engine_case c WHERE {rights} AND (c.closed_on IS NULL OR c.closed_on >= %s AND {ended}) GROUP BY c.assignee
"""
WAITING = """
SELECT c.id, c.number, c.case_type, t.key, c.amount, t.since, v.actor, v.recorded_at
FROM engine_task t JOIN engine_case c ON c.id = t.case_id
JOIN LATERAL (
    SELECT e.actor, e.recorded_at FROM engine_event e
    WHERE e.case_year = c.year AND e.case_id = c.id AND e.action = t.key AND e.stage = 'PROPOSED'
    ORDER BY e.seq DESC LIMIT 1
) v ON TRUE
WHERE t.kind = 'signature' AND t.role = ANY(%s) AND {rights} ORDER BY v.recorded_at LIMIT %s
"""
FALLING = """
SELECT c.next_due, count(*) FROM engine_case c
WHERE {rights} AND c.closed_on IS NULL AND c.next_due BETWEEN %s AND %s GROUP BY c.next_due
"""


def ended() -> Condition:
    """Return that a closed case is done with: its matter does not go on in the case that it opened."""
    types = catalogue.current().case_types
    passed_on = [both(Has("case_type", code), Has("state", state.name)) for code in sorted(types) for state in types[code].goes_on]
    return Not(either(*passed_on))


@dataclass(frozen=True)
class Load:
    """What one officer holds. Units: cases; ``median``: calendar days from opening to closing. token 0: nobody yet."""

    token: int
    name: str
    open: int
    late: int
    soon: int
    closed: int
    median: int | None


@dataclass(frozen=True)
class Waiting:
    """An action that waits for the asker's signature."""

    case_id: UUID
    number: str
    title: str
    by: str
    amount: Decimal | None
    since: datetime


@dataclass(frozen=True)
class Workload:
    """The whole page. due: (day, is a working day, cases) for each of the coming days."""

    loads: tuple[Load, ...]
    waiting: tuple[Waiting, ...]
    due: tuple[tuple[date, bool, int], ...]

    @property
    def open(self) -> int:
        return sum(load.open for load in self.loads)

    @property
    def unassigned(self) -> int:
        return sum(load.open for load in self.loads if not load.token)


def of_office(asker: Asker, office: int, on: date, calendar: Calendar, days: int = 10) -> Workload:
    """Return the work of the office as the asker may see it."""
    text, parameters = to_sql(both(right_to(Right.READ, asker, on), Has("office", office)), SCHEMA)
    soon, back = working_days(3).after(on, calendar), on - LOOK_BACK * ONE_DAY
    roles = [role.name for role in _signs(asker)]
    with connection.cursor() as cursor:
        counted = [on, on, soon, on.replace(day=1), back]
        over, passed_on = to_sql(ended(), COUNTED)
        cursor.execute(HELD.format(rights=f"({text})", ended=over), [*counted, *parameters, back, *passed_on])
        held = cursor.fetchall()
        cursor.execute(WAITING.format(rights=f"({text})"), [roles, *parameters, SHOWN])
        waiting = cursor.fetchall()
        cursor.execute(FALLING.format(rights=f"({text})"), [*parameters, on, on + (days - 1) * ONE_DAY])
        falling = dict(cursor.fetchall())
    staff = {token: name for token, name, _ in officers.of_office(office, on)}
    asked = ({row[0] for row in held if row[0]} | {int(row[6]) for row in waiting}) - staff.keys()
    names = {**staff, **(officers.names(asked) if asked else {})}
    coming = [on + n * ONE_DAY for n in range(days)]
    return Workload(
        tuple(_loads(held, names, staff)),
        tuple(_waiting(row, names) for row in waiting if int(row[6]) != int(asker.person or 0)),
        tuple((day, calendar.is_working(day), falling.get(day, 0)) for day in coming),
    )


def _signs(asker: Asker) -> Collection[Role]:
    return {role for duties in asker.duties for role in duties.roles if role.right is Right.SIGN}


def _loads(held: list[tuple[Any, ...]], names: Mapping[int, str], staff: Mapping[int, str]) -> list[Load]:
    """Return a line for each officer of the office and whoever else holds one of its cases, most loaded first."""
    there = {row[0] or 0: row for row in held}
    tokens = [*staff, *(token for token in there if token and token not in staff), *([0] if 0 in there else [])]
    nothing = (0, 0, 0, 0, 0, None)
    lines = [Load(token, names.get(token, ""), *there.get(token, nothing)[1:6]) for token in tokens]
    return sorted(lines, key=lambda load: (load.token == 0, -load.late, -load.open, load.name))


def _waiting(row: tuple[Any, ...], names: Mapping[int, str]) -> Waiting:
    action: Action = catalogue.current().case_types[row[2]].words(Action)[row[3]]
    return Waiting(row[0], row[1], action.title, names.get(int(row[6]), ""), row[4], row[7])
