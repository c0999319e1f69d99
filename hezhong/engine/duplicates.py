"""Cases that may be the same matter again (疑似重复): the same person in the last ninety days, at whichever office.

A clerk decides whether they are. Of a case that the asker may not read only its number, office, state and day are
told: enough to ask the colleague there, and nothing of what it is about. Nothing here is shown to the public.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.directory import employers, naming, offices, people
from hezhong.engine import catalogue
from hezhong.engine.answers import Employer, TypedPerson
from hezhong.engine.conditions import Has, Not, both, either, to_sql
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.rights import Asker, not_conflicted, right_to
from hezhong.engine.rows import SCHEMA
from hezhong.engine.vocabulary import Right, State

LOOK_BACK = timedelta(days=90)
MOST = 10
WHY = {"identity": "同一证件号码", "phone": "同一手机号", "name": "同一单位，同名"}

# What leads to the cases, of a million: the index on the party's token for whoever has the identity or gave the phone
# (a person has few cases), and the index on the case's employer for namesakes there (a firm has thousands at most, of
# which one range of days and one name is kept). No list of cases is read; dates and rights are asked of what was found.
FIND = """
WITH found (id, why) AS (
    SELECT p.case_id, 'identity' FROM engine_party p WHERE p.token = ANY(%s) AND p.kind = 'person'
    UNION SELECT p.case_id, 'phone' FROM engine_party p WHERE p.token = ANY(%s) AND p.contact = ANY(%s)
    UNION SELECT e.id, 'name' FROM engine_case e
        WHERE e.employer = ANY(%s) AND e.opened_on >= %s AND (e.people_words = %s OR starts_with(e.people_words, %s))
), these (id, whys) AS (SELECT id, array_agg(why) FROM found GROUP BY id)
SELECT c.id, c.number, c.office, c.case_type, c.state, c.opened_on, these.whys, c.employer, c.about, ({readable})
FROM these JOIN engine_case c ON c.id = these.id
WHERE c.opened_on >= %s AND c.matter_id IS DISTINCT FROM %s AND c.parent_id IS NULL AND ({told_of})
ORDER BY c.opened_on DESC, c.number DESC LIMIT %s
"""
OF_CASE = """
SELECT c.employer, c.people_words, p.token, p.contact, c.matter_id
FROM engine_case c LEFT JOIN engine_party p ON p.case_id = c.id AND p.kind = 'person'
WHERE c.id = %s AND ({readable})
"""


@dataclass(frozen=True)
class Sought:
    """By what is looked for. persons: tokens. contacts: contact -> person, of one phone. firms: who may be the employer."""

    persons: frozenset[int] = frozenset()
    contacts: Mapping[int, int] | None = None
    firms: frozenset[int] = frozenset()
    name: str = ""


@dataclass(frozen=True)
class Likely:
    """A case that may be the same. id, about and employer are empty where the asker may not read it."""

    number: str
    office: str
    state: str
    opened_on: date
    why: tuple[str, ...]
    id: UUID | None = None
    about: str = ""
    employer: str = ""


def typed(person: TypedPerson | None, phone: str, employer: Employer | None) -> Sought:
    """Return what to look for by what stands on a form so far. Costs two queries, three with an employer of the register."""
    numbers = [(person.kind, person.number)] if person and person.number else []
    known, contacts = people.traced(numbers, phone)
    firms: frozenset[int] = frozenset()
    if person and employer and employer.typed:
        firms = employers.bearing(employer.typed.name)
    elif person and employer:
        firms = employers.alike(employer.token)
    return Sought(known, contacts, firms, person.name if person else "")


def likely(sought: Sought, asker: Asker, on: date, but: UUID | None = None) -> tuple[Likely, ...]:
    """Return the cases that may be the same, newest first, at most ten. Costs one query, and one for names of firms.

    but: the matter whose cases are not meant. Of each matter the case with which it came is told.
    """
    contacts = sought.contacts or {}
    if not (sought.persons or contacts or (sought.firms and sought.name)):
        return ()
    right = right_to(Right.READ, asker, on)
    readable, of_reading = to_sql(right, SCHEMA)
    told_of, of_telling = to_sql(either(right, both(not_conflicted(asker), Not(Has("sealed", True)))), SCHEMA)
    firms, since = sorted(sought.firms) if sought.name else [], on - LOOK_BACK
    values = [
        sorted(sought.persons), sorted(set(contacts.values())), sorted(contacts),
        firms, since, sought.name, f"{sought.name}等 ", *of_reading, since, but, *of_telling, MOST,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(FIND.format(readable=readable, told_of=told_of), values)
        rows = cursor.fetchall()
    cards, _ = naming.of({row[7] for row in rows if row[9]})
    return tuple(_likely(row, cards) for row in rows)


def of_case(case_id: UUID, asker: Asker, on: date) -> tuple[Likely, ...]:
    """Return the cases that may be the same as this one. Raises NoSuchCase where the asker may not read it."""
    readable, values = to_sql(right_to(Right.READ, asker, on), SCHEMA)
    with connection.cursor() as cursor:
        cursor.execute(OF_CASE.format(readable=readable), [case_id, *values])
        rows = cursor.fetchall()
    if not rows:
        raise NoSuchCase("没有这个案件，或者您不能查看")
    persons = frozenset(token for _, _, token, _, _ in rows if token)
    if not persons:  # nobody is known who could have come before: an anonymous report
        return ()
    firms = employers.alike(rows[0][0]) if rows[0][0] else frozenset()
    contacts = people.sharing_phone(contact for _, _, _, contact, _ in rows)
    name = rows[0][1].partition("等 ")[0]
    return likely(Sought(persons, contacts, firms, name), asker, on, rows[0][4])


def _likely(row: Any, cards: Mapping[int, Any]) -> Likely:
    case_id, number, office, code, name, opened_on, whys, employer, about, readable = row
    state: State | None = catalogue.current().case_types[code].words(State).get(name)
    told = Likely(
        number,
        offices.office(office).name,
        state.title if state else name,
        opened_on,
        tuple(words for why, words in WHY.items() if why in whys),
    )
    if not readable:
        return told
    firm = cards[employer].name if employer in cards else ""
    return Likely(told.number, told.office, told.state, told.opened_on, told.why, case_id, about, firm)
