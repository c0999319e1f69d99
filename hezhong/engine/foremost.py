"""The first of the cases that a figure counts, in the order in which somebody looks at them: what is owed, or when it is due."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.directory import offices
from hezhong.engine import catalogue
from hezhong.engine.conditions import Condition, both, to_sql
from hezhong.engine.models import NEVER_DUE
from hezhong.engine.rights import Asker, right_to
from hezhong.engine.rows import COUNTED
from hezhong.engine.views import Due
from hezhong.engine.vocabulary import Right, State
from hezhong.engine.worklist import due_words
from hezhong.kernel.dates import Calendar

FIRST = """
SELECT c.id, c.number, c.case_type, c.state, c.about, c.city, c.county, c.town, c.office, c.people, c.colour, c.next_due, c.next_duty, c.facts
FROM engine_case c WHERE {cases} ORDER BY {order}, c.next_due, c.id LIMIT %s
"""


class Order(Enum):
    """What comes first."""

    OWED = "(c.facts ->> 'owed')::numeric DESC NULLS LAST"
    DUE = "c.next_due"


@dataclass(frozen=True)
class Foremost:
    """A case as a list of few shows it. place: code of the smallest region. office: short name. facts: as stored, read."""

    id: UUID
    number: str
    state: str
    about: str
    place: str
    office: str
    people: int
    colour: int
    due: Due | None
    facts: Mapping[str, Any]


def first(asker: Asker, cases: Condition, order: Order, on: date, calendar: Calendar, most: int = 6) -> list[Foremost]:
    """Return the first of these cases that the asker may read; one query."""
    text, values = to_sql(both(right_to(Right.READ, asker, on), cases), COUNTED)
    with connection.cursor() as cursor:
        cursor.execute(FIRST.format(cases=text, order=order.value), [*values, most])
        return [_told(row, on, calendar) for row in cursor.fetchall()]


def _told(row: tuple[Any, ...], on: date, calendar: Calendar) -> Foremost:
    case_id, number, code, state, about, city, county, town, office, people, colour, due, duty, facts = row
    there = catalogue.current().case_types[code].words(State).get(state)
    spoken = due_words(duty, due, on, calendar) if due != NEVER_DUE else None
    title = there.title if there else state
    return Foremost(case_id, number, title, about, town or county or city, _office(office), people, colour, spoken, json.loads(facts))


def _office(office: int) -> str:
    try:
        return offices.office(office).short_name
    except offices.NoSuchOffice:
        return ""


@dataclass(frozen=True)
class Member:
    """One of the cases that a figure counts. value: what is taken of it: a number, a yes or no, or None."""

    id: UUID
    number: str
    value: Decimal | bool | None


MEMBERS = "SELECT c.id, c.number, {value} FROM engine_case c WHERE {cases} ORDER BY c.number"


def members(asker: Asker, cases: Condition, of: Condition | str | None, on: date) -> list[Member]:
    """Return all of these cases that the asker may read. of: the column or the condition that is asked of each, if any."""
    text, values = to_sql(both(right_to(Right.READ, asker, on), cases), COUNTED)
    if isinstance(of, str):
        value, taken = COUNTED.columns[of], list[Any]()
    else:
        value, taken = to_sql(of, COUNTED) if of is not None else ("NULL", [])
        value = f"COALESCE(({value}), FALSE)" if of is not None else value
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS.format(value=value, cases=text), [*taken, *values])
        return [Member(id, number, Decimal(found) if type(found) is int else found) for id, number, found in cursor.fetchall()]


def may_read(asker: Asker, cases: Iterable[UUID], on: date) -> frozenset[UUID]:
    """Return which of these cases the asker may read; one query."""
    text, values = to_sql(right_to(Right.READ, asker, on), COUNTED)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT c.id FROM engine_case c WHERE c.id = ANY(%s) AND ({text})", [list(cases), *values])
        return frozenset(id for (id,) in cursor.fetchall())
