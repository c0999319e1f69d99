"""One search over persons, employers and cases, by name, number or words.

Everything goes through the one predicate of rights: who stands in no case that the asker may read is not found. A number
is looked up by its blind index and never searched for as text.
"""

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from hezhong.directory import employers, naming, people, vault
from hezhong.engine import search
from hezhong.engine.dealings import COLUMNS, MOST, Line, Met, employers_met, fetched, persons_met, reading, told
from hezhong.engine.drafts import normal
from hezhong.engine.rights import Asker
from hezhong.kernel import credit_code, identity, understand
from hezhong.kernel.bigrams import plain
from hezhong.kernel.credit_code import BadCreditCode
from hezhong.kernel.identity import BadIdentity, IdentityKind
from hezhong.kernel.understand import Unclear

GATHERED = 500
"""Cases whose parties are looked at for a name; more than that is no name but a word like 有限公司."""
QUERY_CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}-?[2-9A-HJ-NP-Z]{4}")
WHOLE = re.compile(r"\d{17}[\dX]")
"""What is meant as a number of eighteen places, of a person or of an employer."""
IN_CASES = """
WITH found AS MATERIALIZED (SELECT c.id FROM engine_case c WHERE {searched} AND ({readable}) LIMIT %s)
SELECT DISTINCT p.token, p.kind FROM found JOIN engine_party p ON p.case_id = found.id
"""


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


def find(text: str, asker: Asker, on: date) -> Found:
    """Return who and what these words or this number lead to."""
    if matched := _of_matter(text, asker, on):
        return Found(cases=matched)
    numbers, phone = _numbers(text), _phone(text)
    if numbers or phone:
        known, contacts = people.traced(numbers, phone)
        exact = persons_met(known | set(contacts.values()), asker, on)
        if exact or phone or WHOLE.fullmatch(_squeezed(text)):
            return Found(exact, exact=True)
    if WHOLE.fullmatch(_squeezed(text)) and not _is_credit_code(text):
        return Found(exact=True, doubtful=True)
    if len(plain(text)) < 2:
        return Found()
    persons, firms = _named(text, asker, on)
    cases = _of_words(text, asker, on)
    firms |= {card.token for card in employers.search(text, MOST)}
    return Found(persons_met(persons, asker, on), employers_met(firms, asker, on), cases[:MOST], len(cases) > MOST)


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


def _named(text: str, asker: Asker, on: date) -> tuple[set[int], set[int]]:
    """Return the persons and the employers of this name who stand in cases the asker may read: two queries."""
    searched = search.matching(text)
    if searched is None:
        return set(), set()
    readable, values = reading(asker, on)
    sql = IN_CASES.format(searched=searched.text, readable=readable)
    kinds = dict(fetched(sql, [*searched.parameters, *values, GATHERED]))
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
    readable, of_reading = reading(asker, on)
    joined = "JOIN engine_matterrow m ON m.id = c.matter_id" if condition.startswith("m.") else ""
    sql = f"""SELECT {COLUMNS} FROM engine_case c {joined} WHERE {condition} AND ({readable})
        ORDER BY c.opened_on DESC, c.number DESC LIMIT %s"""
    return told(fetched(sql, [*values, *of_reading, MOST + 1]))
