"""Figures of a case type by state, for the live diagram: cases now, median days spent there, overdue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from hezhong.engine.conditions import Has, both, to_sql
from hezhong.engine.rights import Asker, right_to
from hezhong.engine.rows import SCHEMA
from hezhong.engine.vocabulary import Right

NOW = """
SELECT c.state, count(*), count(*) FILTER (WHERE c.next_due < %s AND c.closed_on IS NULL)
FROM engine_case c WHERE {rights} GROUP BY c.state
"""
STAYED = """
SELECT e.before, percentile_disc(0.5) WITHIN GROUP (ORDER BY e.happened_on - e.since)
FROM (
    SELECT v.state, v.happened_on,
           lag(v.state) OVER w AS before, lag(v.happened_on) OVER w AS since
    FROM engine_event v JOIN engine_case c ON c.id = v.case_id AND c.year = v.case_year
    WHERE v.stage = 'DONE' AND v.recorded_at >= %s AND {rights}
    WINDOW w AS (PARTITION BY v.case_id ORDER BY v.seq)
) e WHERE e.before IS NOT NULL AND e.before <> e.state GROUP BY e.before
"""


@dataclass(frozen=True)
class Live:
    """Figures of a state. Units: cases; calendar days between entering and leaving; cases."""

    cases: int = 0
    median: int | None = None
    overdue: int = 0


def by_state(asker: Asker, case_type: str, on: date, since: date) -> Mapping[str, Live]:
    """Return state -> figures over the cases the asker may read; medians over events recorded since a day."""
    rights, parameters = to_sql(both(right_to(Right.READ, asker, on), Has("case_type", case_type)), SCHEMA)
    with connection.cursor() as cursor:
        cursor.execute(NOW.format(rights=rights), [on, *parameters])
        now = {state: (cases, late) for state, cases, late in cursor.fetchall()}
        cursor.execute(STAYED.format(rights=rights), [since, *parameters])
        stayed = dict(cursor.fetchall())
    return {state: Live(cases, stayed.get(state), late) for state, (cases, late) in now.items()}


def any_case() -> bool:
    """Return whether there is a case at all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM engine_case)")
        return bool(cursor.fetchone() == (True,))
