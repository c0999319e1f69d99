"""All cases that somebody is party to, whichever procedure, as lines with totals: no more than the asker may read.

Who stands in no case that the asker may read is nobody here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.directory import employers, naming, offices, people
from hezhong.engine import catalogue
from hezhong.engine.conditions import to_sql
from hezhong.engine.rights import Asker, right_to
from hezhong.engine.rows import SCHEMA
from hezhong.engine.vocabulary import Right, State
from hezhong.kernel.bigrams import plain

MOST = 50
COLUMNS = """c.id, c.number, c.case_type, c.state, c.office, c.employer, c.people_words, c.about, c.amount, c.opened_on,
    c.closed_on"""
STANDING = """
SELECT p.token, count(DISTINCT c.matter_id), count(DISTINCT c.matter_id) FILTER (WHERE c.closed_on IS NULL),
    (array_agg(p.contact ORDER BY c.opened_on DESC, c.id) FILTER (WHERE p.contact IS NOT NULL))[1]
FROM engine_party p JOIN engine_case c ON c.id = p.case_id
WHERE p.token = ANY(%s) AND p.kind = %s AND ({readable}) GROUP BY p.token
"""
OF_TYPE = """
WITH mine AS MATERIALIZED (
    SELECT {columns}, c.matter_id FROM engine_case c
    WHERE c.id = ANY(ARRAY(SELECT case_id FROM engine_party WHERE token = ANY(%s))) AND ({readable})
), matters AS (
    SELECT count(*) AS known, count(*) FILTER (WHERE still) AS still_open, sum(most) AS claimed
    FROM (SELECT bool_or(closed_on IS NULL) AS still, max(amount) AS most FROM mine GROUP BY matter_id) m
)
SELECT {columns}, all_of_type, open_of_type, amount_of_type, matters.known, matters.still_open, matters.claimed FROM (
    SELECT c.*, row_number() OVER (PARTITION BY c.case_type ORDER BY c.opened_on DESC, c.number DESC) AS place,
        count(*) OVER of_type AS all_of_type, count(*) FILTER (WHERE c.closed_on IS NULL) OVER of_type AS open_of_type,
        sum(c.amount) OVER of_type AS amount_of_type
    FROM mine c WINDOW of_type AS (PARTITION BY c.case_type)
) c CROSS JOIN matters WHERE place <= %s ORDER BY c.case_type, place
"""


@dataclass(frozen=True)
class Line:
    """One case in a list. closed_on: None while it is open."""

    id: UUID
    number: str
    title: str
    state: str
    office: str
    employer: str
    people: str
    about: str
    amount: Decimal | None
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True)
class Met:
    """Somebody who stands in cases the asker may read. matters: what they are about, and how many still go on; card: masked."""

    token: int
    card: Any
    matters: int
    open: int


@dataclass(frozen=True)
class OfType:
    """All cases of one type that somebody is party to. amount: claimed, CNY; lines: the newest of them."""

    title: str
    cases: int
    open: int
    amount: Decimal
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Dealings:
    """Somebody with every case they are party to that the asker may read.

    matters: what the cases are about; one may go through several procedures and is counted once, with its amount, in CNY.
    """

    card: Any
    groups: tuple[OfType, ...]
    matters: int = 0
    open: int = 0
    amount: Decimal = Decimal(0)


class Nobody(LookupError):
    """Nobody of this token stands in a case that the asker may read."""


def person(token: int, asker: Asker, on: date) -> Dealings:
    """Return a person with all their cases. Raises Nobody."""
    met = persons_met({token}, asker, on)
    if not met:
        raise Nobody(str(token))
    return _all_of({token}, met[0].card, asker, on)


def employer(token: int, asker: Asker, on: date) -> Dealings:
    """Return an employer with all cases of those who may be it: itself, and who bears its name without another code.

    Raises Nobody.
    """
    tokens = employers.alike(token)
    if not tokens:
        raise Nobody(str(token))
    return _all_of(tokens, employers.cards([token])[token], asker, on)


def persons_met(tokens: Iterable[int], asker: Asker, on: date) -> tuple[Met, ...]:
    """Return those of the persons who stand in cases the asker may read, most cases first: two queries."""
    standing = _standing(tokens, "person", asker, on)
    cards = people.cards(standing, [contact for _, _, contact in standing.values() if contact])
    met = (Met(token, cards[token], cases, still) for token, (cases, still, _) in standing.items() if token in cards)
    return tuple(sorted(met, key=lambda each: (-each.matters, each.card.name, each.token))[:MOST])


def employers_met(tokens: Iterable[int], asker: Asker, on: date) -> tuple[Met, ...]:
    """Return those of the employers who stand in cases the asker may read, most cases first: two queries."""
    standing = _standing(tokens, "employer", asker, on)
    cards = employers.cards(standing)
    same: dict[tuple[str, str], list[int]] = {}
    for token, card in sorted(cards.items(), key=lambda each: (not each[1].code, each[0])):
        of_name = [key for key in same if key[0] == plain(card.name)]
        same.setdefault(of_name[0] if of_name and not card.code else (plain(card.name), card.code), []).append(token)
    met = (_together(tokens, cards, standing) for tokens in same.values())
    return tuple(sorted(met, key=lambda each: (-each.matters, each.card.name, each.token))[:MOST])


def _together(tokens: Sequence[int], cards: Mapping[int, Any], standing: Mapping[int, Any]) -> Met:
    """Return those who may be one employer, the same name and no other code, as one: the page of each shows them all."""
    cases, still = (sum(standing[token][at] for token in tokens) for at in (0, 1))
    return Met(tokens[0], cards[tokens[0]], cases, still)


def _standing(tokens: Iterable[int], kind: str, asker: Asker, on: date) -> Mapping[int, tuple[int, int, int | None]]:
    """Return token -> (cases, open ones, contact given last), of those in cases the asker may read: one query."""
    wanted = sorted(set(tokens))
    if not wanted:
        return {}
    readable, values = reading(asker, on)
    rows = fetched(STANDING.format(readable=readable), [wanted, kind, *values])
    return {token: (cases, still, contact) for token, cases, still, contact in rows}


def _all_of(tokens: Iterable[int], card: Any, asker: Asker, on: date) -> Dealings:
    """Return the cases in which one of these takes part, by case type with totals: one query, one for names. Raises Nobody."""
    readable, values = reading(asker, on)
    rows = fetched(OF_TYPE.format(columns=COLUMNS, readable=readable), [sorted(tokens), *values, MOST])
    if not rows:
        raise Nobody(", ".join(map(str, tokens)))
    lines, totals = told([row[:11] for row in rows]), dict[str, tuple[int, int, Decimal, list[Line]]]()
    for row, line in zip(rows, lines, strict=True):
        totals.setdefault(row[2], (row[11], row[12], row[13] or Decimal(0), []))[3].append(line)
    titles = {code: case_type.title for code, case_type in catalogue.current().case_types.items()}
    groups = (OfType(titles[code], cases, still, amount, tuple(of)) for code, (cases, still, amount, of) in totals.items())
    matters, still_open, claimed = rows[0][14:]
    return Dealings(card, tuple(groups), matters, still_open, claimed or Decimal(0))


def told(rows: Sequence[tuple[Any, ...]]) -> tuple[Line, ...]:
    """Return rows of COLUMNS as lines, with the names of the employers: one query."""
    names = naming.of_parties({row[5] for row in rows})
    return tuple(_line(row, names) for row in rows)


def _line(row: tuple[Any, ...], names: Mapping[int, str]) -> Line:
    case_type = catalogue.current().case_types[row[2]]
    state: State | None = case_type.words(State).get(row[3])
    office, firm = offices.office(row[4]).name, names.get(row[5], "")
    return Line(row[0], row[1], case_type.title, state.title if state else row[3], office, firm, *row[6:])


def reading(asker: Asker, on: date) -> tuple[str, list[Any]]:
    """Return which cases the asker may read, as SQL over the case row ``c`` with its parameters."""
    return to_sql(right_to(Right.READ, asker, on), SCHEMA)


def fetched(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
