"""What rests on a figure of law: the steps of cases whose events say they used it, as rows that can be searched.

The rows are a projection of the trail: written with the event, taken away with an event that is struck out. Saved
calculations (``calculations``) name the figures they used themselves.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.engine import catalogue
from hezhong.engine.conditions import to_sql
from hezhong.engine.dossier import Dossier, Event, Stage, standing
from hezhong.engine.models import Case, ConfirmedValue, UsedValue
from hezhong.engine.rights import Asker, right_to
from hezhong.engine.rows import SCHEMA
from hezhong.engine.steps import Step
from hezhong.engine.vocabulary import Action, Right
from hezhong.law.model import Value

USES = """
SELECT {columns} FROM engine_usedvalue u JOIN engine_case c ON c.id = u.case_id
WHERE u.name = %s AND u.which = %s AND u.on >= %s AND (%s::date IS NULL OR u.on <= %s)
AND (%s::int IS NULL OR coalesce((regexp_match(u.law, '^files\\+([0-9]+)'))[1]::int, 0) < %s)
AND ({places}) AND {rights}
"""
COVERED = """(u.place[1:%s] = %s::varchar[] AND (cardinality(u.of_place) < %s OR (cardinality(u.of_place) = %s AND u.since <= %s)))"""
COUNTS = " GROUP BY c.office, c.case_type, c.closed_on IS NULL ORDER BY c.office, c.case_type, 3"
RECKONED = """
SELECT {columns} FROM engine_calculation k JOIN engine_case c ON c.id = k.case_id
WHERE k.names @> ARRAY[%s] AND ({used})
AND (%s::int IS NULL OR coalesce((regexp_match(k.law, '^files\\+([0-9]+)'))[1]::int, 0) < %s) AND {rights}
"""
NAMED = """EXISTS (
    SELECT FROM jsonb_array_elements(k.used) e
    WHERE e->>'name' = %s AND e->>'case' = %s AND e->'place' = %s::jsonb AND e->>'since' = %s
)"""
NEWEST = " ORDER BY c.closed_on IS NOT NULL, k.at DESC, k.id LIMIT %s"
LINES = " ORDER BY c.closed_on IS NOT NULL, u.on DESC, c.id, u.event LIMIT %s"


@dataclass(frozen=True)
class Resting:
    """A step that used the figure. open: whether its case still runs. amount: none where the figure is no single number."""

    case_id: UUID
    number: str
    title: str
    action: str
    event: int
    open: bool
    on: date
    amount: Decimal | None
    law: str


@dataclass(frozen=True)
class OfOffice:
    """How many cases of one kind in one office rest on a figure."""

    office: int
    title: str
    open: bool
    cases: int


@dataclass(frozen=True)
class Reckoned:
    """A saved calculation that used the figure. open: whether its case still runs."""

    case_id: UUID
    number: str
    entitlement: str
    open: bool
    at: datetime
    amount: Decimal | None


def note(steps: Iterable[Step]) -> None:
    """Write down what the steps used: one statement, and none where nothing was used."""
    rows = [row for step in steps for row in _rows(step.row, step.event)]
    if rows:
        UsedValue.objects.bulk_create(rows)


def forget(row: Case, event: Event) -> None:
    """Nothing rests on a figure by a step that was struck out; the trail itself keeps both."""
    UsedValue.objects.filter(case=row, event=event.number).delete()


def rebuild(row: Case, dossier: Dossier[Any]) -> None:
    """Write the rows of a case anew from its trail."""
    UsedValue.objects.filter(case=row).delete()
    UsedValue.objects.bulk_create(each for event in standing(dossier.events) for each in _rows(row, event))


def _rows(row: Case, event: Event) -> list[UsedValue]:
    return [
        UsedValue(
            case=row,
            event=event.number,
            name=each.name,
            which=each.which,
            place=list(each.place.path),
            on=each.on,
            of_place=list(each.of_place.path),
            since=each.since,
            amount=each.amount,
            confidence=each.confidence.name,
            law=event.law_version,
            recorded_at=event.recorded_at,
        )
        for each in event.used
        if event.stage is Stage.DONE
    ]


def on_what_it_replaces(value: ConfirmedValue, asker: Asker, on: date, most: int) -> list[Resting]:
    """Return the steps, in cases the asker may read, that would have used this value had it counted then.

    They asked for the figure for a day and a place that it covers, and got one that it stands before. Open cases first.
    """
    rights, own = _readable(asker, on)
    columns = "c.id, c.number, c.case_type, u.event, c.closed_on IS NULL, u.on, u.amount, u.law, (SELECT e.action FROM engine_event e WHERE e.case_id = c.id AND e.case_year = c.year AND e.seq = u.event)"
    sql, parameters = _asked(value, columns, rights, own)
    with connection.cursor() as cursor:
        cursor.execute(sql + LINES, [*parameters, most])
        return [_line(row) for row in cursor.fetchall()]


def by_office(value: ConfirmedValue, asker: Asker | None, on: date) -> list[OfOffice]:
    """Return how many cases of each office rest on what this value replaces: those the asker may read.

    asker: none for an administrator, who sees no case, and must know the numbers of all before deciding.
    """
    rights, own = _readable(asker, on)
    sql, parameters = _asked(value, "c.office, c.case_type, c.closed_on IS NULL, count(DISTINCT c.id)", rights, own)
    return _counted(sql + COUNTS, parameters)


def reckoned_with(old: Sequence[Value], approval: int | None, asker: Asker, on: date, most: int) -> list[Reckoned]:
    """Return the calculations, beside cases the asker may read, that used one of these figures, saved before an approval.

    They say which figure they used, not for which day: that stands in what was shown.
    """
    if not old:
        return []
    rights, own = _readable(asker, on)
    columns = "c.id, c.number, k.entitlement, c.closed_on IS NULL, k.at, k.amount"
    sql, parameters = _reckoned(old, approval, columns, rights, own)
    with connection.cursor() as cursor:
        cursor.execute(sql + NEWEST, [*parameters, most])
        return [Reckoned(*row) for row in cursor.fetchall()]


def reckoned_by_office(old: Sequence[Value], approval: int | None, asker: Asker | None, on: date) -> list[OfOffice]:
    """Return beside how many cases of each office a calculation used one of these figures; ``asker`` as in ``by_office``."""
    if not old:
        return []
    columns = "c.office, c.case_type, c.closed_on IS NULL, count(DISTINCT c.id)"
    sql, parameters = _reckoned(old, approval, columns, *_readable(asker, on))
    return _counted(sql + COUNTS, parameters)


def _reckoned(
    old: Sequence[Value], approval: int | None, columns: str, rights: str, own: Sequence[Any]
) -> tuple[str, list[Any]]:
    """Return the query of calculations that name one of the figures: by name, case, place and first day."""
    wanted = [each for v in old for each in (v.name, v.case, json.dumps(list(v.place.path)), v.since.isoformat())]
    used = " OR ".join([NAMED] * len(old))
    return RECKONED.format(columns=columns, used=used, rights=rights), [old[0].name, *wanted, approval, approval, *own]


def _readable(asker: Asker | None, on: date) -> tuple[str, Sequence[Any]]:
    """Return the condition of the cases somebody may read, as SQL with its parameters; of all for nobody in particular."""
    if asker is None:
        return "TRUE", []
    rights, own = to_sql(right_to(Right.READ, asker, on), SCHEMA)
    return f"({rights})", own


def _counted(sql: str, parameters: Sequence[Any]) -> list[OfOffice]:
    types = catalogue.current().case_types
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [OfOffice(office, types[code].title, runs, cases) for office, code, runs, cases in cursor.fetchall()]


def _asked(value: ConfirmedValue, columns: str, rights: str, own: Sequence[Any]) -> tuple[str, list[Any]]:
    """Return the query of what used a figure that this value stands before; once approved, under the law books before it."""
    places: list[Sequence[str]] = [value.place, *value.also]
    covered = [each for place in places for each in (len(place), place, len(place), len(place), value.since)]
    sql = USES.format(columns=columns, places=" OR ".join([COVERED] * len(places)), rights=rights)
    counts = [value.approval, value.approval]
    return sql, [value.name, value.case, value.since, value.until, value.until, *counts, *covered, *own]


def _line(row: tuple[Any, ...]) -> Resting:
    case_id, number, code, event, runs, on, amount, law, action = row
    case_type = catalogue.current().case_types[code]
    words = case_type.words(Action)
    name = action if action in words else case_type.renamed.get(action, "")
    return Resting(case_id, number, case_type.title, words[name].title if name in words else action, event, runs, on, amount, law)
