"""Which open cases of an office are likely to be late: fewer working days are left than its cases usually still need.

What a case still needs in its state: of the office's cases that left that state within the last year after a longer
stay than this one has behind it, the median stay, less what this one has spent. Where silence ended the stay it
lasted until that was written down. Where no case has left the state yet nothing can be said; where none stayed as
long, one day more. Two queries, led by the indexes of the office's cases.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.engine.conditions import Has, both, to_sql
from hezhong.engine.models import NEVER_DUE
from hezhong.engine.rights import Asker, right_to
from hezhong.engine.rows import SCHEMA
from hezhong.engine.vocabulary import Right
from hezhong.kernel.dates import ONE_DAY, Calendar

LOOK_BACK, AHEAD = 365, 400
SILENCE = 100  # days at most by which silence closes a case before it is written down
STAYED = """
SELECT c.case_type, e.before, array_agg(width_bucket(e.left_on, %s::date[]) - width_bucket(e.since, %s::date[]))
FROM engine_case c JOIN LATERAL (
    SELECT t.on_day AS left_on, lag(t.state) OVER w AS before, lag(t.happened_on) OVER w AS since FROM (
        SELECT seq, state, happened_on, lag(state) OVER (ORDER BY seq) AS earlier,
            CASE actor WHEN '' THEN (recorded_at AT TIME ZONE 'Asia/Shanghai')::date ELSE happened_on END AS on_day
        FROM engine_event WHERE case_year = c.year AND case_id = c.id AND stage = 'DONE'
    ) t WHERE t.earlier IS DISTINCT FROM t.state WINDOW w AS (ORDER BY t.seq)
) e ON e.before IS NOT NULL AND e.left_on >= %s
WHERE {cases} AND (c.closed_on IS NULL OR c.closed_on >= %s) GROUP BY c.case_type, e.before
"""
STANDING = """
SELECT c.id, c.assignee, c.case_type, c.state, c.next_due, entered.on_day
FROM engine_case c JOIN LATERAL (
    SELECT max(e.happened_on) AS on_day FROM (
        SELECT happened_on, state, lag(state) OVER (ORDER BY seq) AS before FROM engine_event
        WHERE case_year = c.year AND case_id = c.id AND stage = 'DONE'
    ) e WHERE e.state = c.state AND e.before IS DISTINCT FROM e.state
) entered ON TRUE
WHERE {cases} AND c.closed_on IS NULL AND c.next_due BETWEEN %s AND %s
"""


@dataclass(frozen=True)
class Risk:
    """One case that is likely to be late. Units: working days. assignee: token, 0 for nobody."""

    case_id: UUID
    assignee: int
    left: int
    needs: int


def of_office(asker: Asker, office: int, on: date, calendar: Calendar) -> tuple[Risk, ...]:
    """Return the cases at risk among those the asker may read; what is overdue already is late, not at risk."""
    cases, parameters = to_sql(both(right_to(Right.READ, asker, on), Has("office", office)), SCHEMA)
    back = on - LOOK_BACK * ONE_DAY
    days = _working(on - 2 * LOOK_BACK * ONE_DAY, on + AHEAD * ONE_DAY, calendar)
    with connection.cursor() as cursor:
        cursor.execute(STAYED.format(cases=f"({cases})"), [days, days, back, *parameters, back - SILENCE * ONE_DAY])
        stays = {(case_type, state): sorted(found) for case_type, state, found in cursor.fetchall()}
        cursor.execute(STANDING.format(cases=f"({cases})"), [*parameters, on, NEVER_DUE - ONE_DAY])
        rows = cursor.fetchall()
    found = (_risk(row, stays, on, days) for row in rows)
    return tuple(each for each in found if each is not None)


def _risk(row: tuple[Any, ...], stays: Mapping[tuple[str, str], list[int]], on: date, days: list[date]) -> Risk | None:
    case_id, assignee, case_type, state, due, entered = row
    if (case_type, state) not in stays:
        return None
    left, needs = _between(on, due, days), still_needed(stays[case_type, state], _between(entered, on, days))
    return Risk(case_id, assignee or 0, left, needs) if left < needs else None


def still_needed(stays: list[int], spent: int) -> int:
    """Return the median of what was still to come in the stays (sorted) that were longer than what is spent; 1 if none was."""
    longer = stays[bisect_right(stays, spent) :]
    return longer[(len(longer) - 1) // 2] - spent if longer else 1


def _working(first: date, last: date, calendar: Calendar) -> list[date]:
    """Return the working days between two days, both included, in order."""
    days = (first + n * ONE_DAY for n in range((last - first).days + 1))
    return [day for day in days if calendar.is_working(day)]


def _between(start: date, end: date, days: list[date]) -> int:
    """Return the working days after the one and up to the other."""
    return bisect_right(days, end) - bisect_right(days, start)
