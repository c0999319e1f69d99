"""One search over persons, employers and cases; and all cases that one of them is party to, whichever procedure.

Everything goes through the one predicate of rights: who stands in no case that the asker may read is not found. A number
is looked up by its blind index and never searched for as text.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.directory import employers, naming, offices, people, vault
from hezhong.engine import catalogue, search
from hezhong.engine.conditions import to_sql
from hezhong.engine.drafts import normal
from hezhong.engine.rights import Asker, right_to
from hezhong.engine.rows import SCHEMA
from hezhong.engine.vocabulary import Right, State
from hezhong.kernel import credit_code, identity, understand
from hezhong.kernel.bigrams import plain
from hezhong.kernel.credit_code import BadCreditCode
from hezhong.kernel.identity import BadIdentity, IdentityKind
from hezhong.kernel.understand import Unclear

MOST = 50
GATHERED = 500
"""Cases whose parties are looked at for a name; more than that is no name but a word like 有限公司."""
QUERY_CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}-?[2-9A-HJ-NP-Z]{4}")
WHOLE = re.compile(r"\d{17}[\dX]")
"""What is meant as a number of eighteen places, of a person or of an employer."""
COLUMNS = """c.id, c.number, c.case_type, c.state, c.office, c.employer, c.people_words, c.about, c.amount, c.opened_on,
    c.closed_on"""
STANDING = """
SELECT p.token, count(DISTINCT c.id), count(DISTINCT c.id) FILTER (WHERE c.closed_on IS NULL),
    (array_agg(p.contact ORDER BY c.opened_on DESC, c.id) FILTER (WHERE p.contact IS NOT NULL))[1]
FROM engine_party p JOIN engine_case c ON c.id = p.case_id
WHERE p.token = ANY(%s) AND p.kind = %s AND ({readable}) GROUP BY p.token
"""
IN_CASES = """
WITH found AS MATERIALIZED (SELECT c.id FROM engine_case c WHERE {searched} AND ({readable}) LIMIT %s)
SELECT DISTINCT p.token, p.kind FROM found JOIN engine_party p ON p.case_id = found.id
"""
OF_TYPE = """
SELECT {columns}, all_of_type, open_of_type, amount_of_type FROM (
    SELECT c.*, row_number() OVER (PARTITION BY c.case_type ORDER BY c.opened_on DESC, c.number DESC) AS place,
        count(*) OVER of_type AS all_of_type, count(*) FILTER (WHERE c.closed_on IS NULL) OVER of_type AS open_of_type,
        sum(c.amount) OVER of_type AS amount_of_type
    FROM engine_case c WHERE c.id = ANY(ARRAY(SELECT case_id FROM engine_party WHERE token = ANY(%s))) AND ({readable})
    WINDOW of_type AS (PARTITION BY c.case_type)
) c WHERE place <= %s ORDER BY c.case_type, place
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
    """Somebody who stands in cases the asker may read. cases, open: how many; card: masked."""

    token: int
    card: Any
    cases: int
    open: int


@dataclass(frozen=True)
class Found:
    """What one search found.

    exact: it was a number, so that only persons of that number are meant. doubtful: its check digit does not fit, so
    that nobody can have it. more: there are more cases.
    """

    persons: tuple[Met, ...] = ()
    employers: tuple[Met, ...] = ()
    cases: tuple[Line, ...] = ()
    more: bool = False
    exact: bool = False
    doubtful: bool = False


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
    """Somebody with every case they are party to that the asker may read."""

    card: Any
    groups: tuple[OfType, ...]

    @property
    def cases(self) -> int:
        return sum(group.cases for group in self.groups)

    @property
    def open(self) -> int:
        return sum(group.open for group in self.groups)

    @property
    def amount(self) -> Decimal:
        return sum((group.amount for group in self.groups), Decimal(0))


class Nobody(LookupError):
    """Nobody of this token stands in a case that the asker may read."""


def find(text: str, asker: Asker, on: date) -> Found:
    """Return who and what these words or this number lead to."""
    if matched := _of_matter(text, asker, on):
        return Found(cases=matched)
    numbers, phone = _numbers(text), _phone(text)
    if numbers or phone:
        known, contacts = people.traced(numbers, phone)
        exact = _persons(known | set(contacts.values()), asker, on)
        if exact or phone or WHOLE.fullmatch(_squeezed(text)):
            return Found(exact, exact=True)
    if WHOLE.fullmatch(_squeezed(text)) and not _is_credit_code(text):
        return Found(exact=True, doubtful=True)
    if len(plain(text)) < 2:
        return Found()
    persons, firms = _named(text, asker, on)
    cases = _of_words(text, asker, on)
    firms |= {card.token for card in employers.search(text, MOST)}
    return Found(_persons(persons, asker, on), _employers(firms, asker, on), cases[:MOST], len(cases) > MOST)


def person(token: int, asker: Asker, on: date) -> Dealings:
    """Return a person with all their cases. Raises Nobody."""
    met = _persons({token}, asker, on)
    if not met:
        raise Nobody(str(token))
    return Dealings(met[0].card, _grouped({token}, asker, on))


def employer(token: int, asker: Asker, on: date) -> Dealings:
    """Return an employer with all cases of those who may be it: itself, and who bears its name without another code.

    Raises Nobody.
    """
    tokens = employers.alike(token)
    groups = _grouped(tokens, asker, on) if tokens else ()
    if not groups:
        raise Nobody(str(token))
    return Dealings(employers.cards([token])[token], groups)


def _numbers(text: str) -> list[tuple[str, str]]:
    """Return the identities a text can mean, as (kind, number)."""
    found = []
    if any(sign.isdecimal() for sign in text) and not _is_credit_code(text):
        for kind in IdentityKind:
            with suppress(BadIdentity):
                found.append((kind.value, identity.normalise(kind, text)))
    return found


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).upper().split()).replace("-", "")


def _is_credit_code(text: str) -> bool:
    try:
        return bool(credit_code.normalise(text))
    except BadCreditCode:
        return False


def _phone(text: str) -> str:
    try:
        return understand.phone(text)
    except Unclear:
        return ""


def _persons(tokens: Iterable[int], asker: Asker, on: date) -> tuple[Met, ...]:
    standing = _standing(tokens, "person", asker, on)
    cards = people.cards(standing, [contact for _, _, contact in standing.values() if contact])
    met = (Met(token, cards[token], cases, still) for token, (cases, still, _) in standing.items() if token in cards)
    return tuple(sorted(met, key=lambda each: (-each.cases, each.card.name, each.token))[:MOST])


def _employers(tokens: Iterable[int], asker: Asker, on: date) -> tuple[Met, ...]:
    standing = _standing(tokens, "employer", asker, on)
    cards = employers.cards(standing)
    met = (Met(token, cards[token], cases, still) for token, (cases, still, _) in standing.items() if token in cards)
    return tuple(sorted(met, key=lambda each: (-each.cases, each.card.name, each.token))[:MOST])


def _standing(tokens: Iterable[int], kind: str, asker: Asker, on: date) -> Mapping[int, tuple[int, int, int | None]]:
    """Return token -> (cases, open ones, contact given last), of those in cases the asker may read: one query."""
    wanted = sorted(set(tokens))
    if not wanted:
        return {}
    readable, values = _readable(asker, on)
    rows = _rows(STANDING.format(readable=readable), [wanted, kind, *values])
    return {token: (cases, still, contact) for token, cases, still, contact in rows}


def _named(text: str, asker: Asker, on: date) -> tuple[set[int], set[int]]:
    """Return the persons and the employers of this name who stand in cases the asker may read: two queries."""
    searched = search.matching(text)
    if searched is None:
        return set(), set()
    readable, values = _readable(asker, on)
    sql = IN_CASES.format(searched=searched.text, readable=readable)
    kinds = dict(_rows(sql, [*searched.parameters, *values, GATHERED]))
    names = naming.of_parties(kinds)
    bearing = [token for token, name in names.items() if plain(text) in plain(name)]
    return {t for t in bearing if kinds[t] == "person"}, {t for t in bearing if kinds[t] == "employer"}


def _of_matter(text: str, asker: Asker, on: date) -> tuple[Line, ...]:
    """Return the cases of the matter that this query code or this whole number of a matter leads to."""
    folded = text.strip().upper()
    if QUERY_CODE.fullmatch(folded):
        return _lines("m.code = %s", [vault.index(normal(folded), "query_code")], asker, on)
    return _lines("m.number = %s", [text.strip()], asker, on) if "事项" in text else ()


def _of_words(text: str, asker: Asker, on: date) -> tuple[Line, ...]:
    searched = search.matching(text)
    return _lines(searched.text, list(searched.parameters), asker, on) if searched else ()


def _lines(condition: str, values: list[Any], asker: Asker, on: date) -> tuple[Line, ...]:
    """Return cases that meet the condition, newest first, one more than a page holds."""
    readable, of_reading = _readable(asker, on)
    joined = "JOIN engine_matterrow m ON m.id = c.matter_id" if condition.startswith("m.") else ""
    sql = f"""SELECT {COLUMNS} FROM engine_case c {joined} WHERE {condition} AND ({readable})
        ORDER BY c.opened_on DESC, c.number DESC LIMIT %s"""
    return _told(_rows(sql, [*values, *of_reading, MOST + 1]))


def _grouped(tokens: Iterable[int], asker: Asker, on: date) -> tuple[OfType, ...]:
    """Return the cases in which one of these takes part, by case type with totals: one query, one for names."""
    readable, values = _readable(asker, on)
    rows = _rows(OF_TYPE.format(columns=COLUMNS, readable=readable), [sorted(tokens), *values, MOST])
    lines, totals = _told([row[:11] for row in rows]), dict[str, tuple[int, int, Decimal, list[Line]]]()
    for row, line in zip(rows, lines, strict=True):
        totals.setdefault(row[2], (row[11], row[12], row[13] or Decimal(0), []))[3].append(line)
    titles = {code: case_type.title for code, case_type in catalogue.current().case_types.items()}
    return tuple(OfType(titles[code], cases, still, amount, tuple(of)) for code, (cases, still, amount, of) in totals.items())


def _told(rows: Sequence[tuple[Any, ...]]) -> tuple[Line, ...]:
    names = naming.of_parties({row[5] for row in rows})
    return tuple(_line(row, names) for row in rows)


def _line(row: tuple[Any, ...], names: Mapping[int, str]) -> Line:
    case_type = catalogue.current().case_types[row[2]]
    state: State | None = case_type.words(State).get(row[3])
    office, firm = offices.office(row[4]).name, names.get(row[5], "")
    return Line(row[0], row[1], case_type.title, state.title if state else row[3], office, firm, *row[6:])


def _readable(asker: Asker, on: date) -> tuple[str, list[Any]]:
    return to_sql(right_to(Right.READ, asker, on), SCHEMA)


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
