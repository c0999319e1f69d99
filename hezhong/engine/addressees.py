"""Who a paper is for and from, by name: tokens of a case turned into what is printed. The only place that does."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hezhong.directory import employers, naming, officers, offices, people
from hezhong.engine.models import Case, Party
from hezhong.engine.roles import OTHER_OFFICE


@dataclass(frozen=True)
class Heading:
    """The office as its papers name it."""

    name: str
    address: str
    phone: str


def heading(office: int) -> Heading:
    found = offices.office(office)
    return Heading(found.name, found.address, found.phone)


def office_word(office: int) -> str:
    """Return the office's word in numbers (深宝)."""
    word: str = offices.office(office).word
    return word


def officer(token: str) -> str:
    """Return an officer's name, or '' for the engine."""
    return officers.names([int(token)]).get(int(token), "") if token else ""


def officers_named(tokens: Iterable[str]) -> dict[str, str]:
    """Return token -> name of these officers, and of who stands for an employer with its name; the engine's '' has none."""
    _, found = naming.of(int(token) for token in tokens if token)
    return {str(token): name for token, name in found.items()}


def name_of(role: str, party: str) -> str:
    """Return the addressee's full name; '' for the file, which is nobody."""
    if not party:
        return ""
    if role == OTHER_OFFICE.name:
        return heading(int(party)).name
    token = int(party)
    if person := people.names_of([token]).get(token):
        return person
    firm = employers.cards([token]).get(token)
    return firm.name if firm else ""


def parties_of(case: Case) -> dict[str, list[dict[str, Any]]]:
    """Return role -> the people and employers who hold it, with identity and phone masked."""
    rows = list(Party.objects.filter(case=case).order_by("id"))
    contacts = [row.contact for row in rows if row.contact]
    persons = people.cards([row.token for row in rows if row.kind == "person"], contacts)
    firms = employers.cards([row.token for row in rows if row.kind == "employer"])
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        card = persons.get(row.token) or firms.get(row.token)
        if card:
            found.setdefault(row.role, []).append(card.printed())
    return found
