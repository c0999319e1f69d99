"""Figures over the cases that the asker may read: by state for the live diagram, by region for indicators, what moved lately."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.engine import catalogue
from hezhong.engine.case_type import CaseType
from hezhong.engine.conditions import Condition, Has, both, to_sql
from hezhong.engine.rights import Asker, right_to
from hezhong.engine.rows import COUNTED, SCHEMA
from hezhong.engine.vocabulary import Action, Right

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

TALLY = """
SELECT GROUPING({by}) = 1, {by}, {tallies} FROM engine_case c WHERE {cases} GROUP BY GROUPING SETS ((), ({by}))
"""
LATELY = """
SELECT e.recorded_at, c.id, c.number, c.case_type, e.action, c.city, c.county, c.town, c.people, c.amount
FROM engine_event e JOIN engine_case c ON c.id = e.case_id AND c.year = e.case_year
WHERE e.recorded_at >= %s AND e.stage = 'DONE' AND e.action = ANY(%s) AND {cases}
ORDER BY e.recorded_at DESC, c.id, e.seq DESC LIMIT %s
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


@dataclass(frozen=True)
class Count:
    """How many cases."""

    cases: Condition


@dataclass(frozen=True)
class Total:
    """The sum of a column over cases; nothing is 0."""

    column: str
    cases: Condition


@dataclass(frozen=True)
class Median:
    """The lower median of a column over cases; None without any."""

    column: str
    cases: Condition


Tally = Count | Total | Median


def tallied(
    asker: Asker, within: Condition, by: str, wanted: Sequence[Tally], on: date
) -> dict[str | None, tuple[Any, ...]]:
    """Return value of the column ``by`` -> the tallies in their order, over the cases the asker may read; None: over all.

    One query, whatever is wanted. within: what holds of every case that any tally counts, so that an index leads there.
    """
    cases, parameters = to_sql(both(right_to(Right.READ, asker, on), within), COUNTED)
    told = [_told(each) for each in wanted]
    sql = TALLY.format(by=COUNTED.columns[by], tallies=", ".join(text for text, _ in told), cases=cases)
    values = [value for _, own in told for value in own]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *parameters])
        return {None if whole else key: tuple(found) for whole, key, *found in cursor.fetchall()}


def _told(tally: Tally) -> tuple[str, list[Any]]:
    """Return a tally as an SQL aggregate with its parameters."""
    text, values = to_sql(tally.cases, COUNTED)
    match tally:
        case Count():
            return f"count(*) FILTER (WHERE {text})", values
        case Total(column):
            return f"coalesce(sum({COUNTED.columns[column]}) FILTER (WHERE {text}), 0)", values
        case Median(column):
            column = COUNTED.columns[column]
            return f"percentile_disc(0.5) WITHIN GROUP (ORDER BY {column}) FILTER (WHERE {text})", values


@dataclass(frozen=True)
class Happened:
    """One step of a case, without a word about anybody in it. place: code of the smallest region the row names.

    code, action: the case type's and the step's, as declared.
    """

    at: datetime
    case_id: UUID
    number: str
    title: str
    case_type: str
    place: str
    people: int
    amount: Decimal | None
    code: str = ""
    action: str = ""


def lately(asker: Asker, within: Condition, on: date, since: datetime, most: int) -> list[Happened]:
    """Return the last steps that a case type itself declares, newest first, in cases that the asker may read."""
    types = catalogue.current().case_types
    names = {"opened", *(name for each in types.values() for name in each.own(Action))}
    cases, parameters = to_sql(both(right_to(Right.READ, asker, on), within), COUNTED)
    with connection.cursor() as cursor:
        cursor.execute(LATELY.format(cases=f"({cases})"), [since, sorted(names), *parameters, most])
        return [_happened(row, types) for row in cursor.fetchall()]


def _happened(row: tuple[Any, ...], types: Mapping[str, type[CaseType]]) -> Happened:
    at, case_id, number, code, action, city, county, town, people, amount = row
    title = types[code].words(Action)[action].title
    return Happened(at, case_id, number, title, types[code].title, county or town or city, people, amount, code, action)


def readable(asker: Asker, on: date, case: str) -> tuple[str, list[Any]]:
    """Return as SQL that the asker may read the case whose id stands in the expression ``case``, with its parameters.

    For tables beside the case, as that of the warnings: what is told of them is told to who may read the case, and to nobody else.
    """
    rights, parameters = to_sql(right_to(Right.READ, asker, on), SCHEMA)
    return f"EXISTS (SELECT FROM engine_case c WHERE c.id = {case} AND ({rights}))", parameters


def any_case() -> bool:
    """Return whether there is a case at all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM engine_case)")
        return bool(cursor.fetchone() == (True,))
