"""Persons: found again by identity, shown by name and masked numbers, opened only on record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import IntegrityError, transaction

from hezhong.directory import vault
from hezhong.directory.models import AccessRecord, Alias, Person
from hezhong.directory.tokens import new_token
from hezhong.kernel import identity, names, understand
from hezhong.kernel.identity import IdentityKind

NUMBER, PHONE, ADDRESS = "person.number", "person.phone", "person.address"


class Typed(Protocol):
    """A person as typed on a form."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def address(self) -> str: ...


@dataclass(frozen=True)
class PersonCard:
    """A person as pages and papers show one: the name, the rest masked."""

    token: int
    name: str
    kind: str
    number: str
    phone: str
    address: str

    @property
    def below(self) -> str:
        """Return the line under the name: the document and its masked number."""
        return f"{self.kind} {self.number}".strip()

    def printed(self) -> dict[str, Any]:
        """Return what a paper prints of the person."""
        return {"name": self.name, "kind": self.kind, "number": self.number, "phone": self.phone, "address": self.address}


def register(typed: Typed, *, demo: bool = False) -> int:
    """Return the token of this person, known already or new. Raises BadIdentity, BadName, Unclear.

    Who comes again with the same identity stays who they are: another name is kept as an alias, the newest
    phone and address are taken. Without an identity number everybody is new.
    """
    name = names.normalise(typed.name)
    number = identity.normalise(typed.kind, typed.number) if typed.number else ""
    phone = understand.phone(typed.phone) if typed.phone else ""
    if not number:
        return _new(typed.kind, name, number, phone, typed.address, demo)
    found = find(typed.kind, number)
    if found is None:
        try:
            with transaction.atomic():
                return _new(typed.kind, name, number, phone, typed.address, demo)
        except IntegrityError:  # somebody else registered the same person at this moment
            found = find(typed.kind, number)
            assert found is not None
    _renew(found, name, phone, typed.address)
    return found.token


def find(kind: str, number: str) -> Person | None:
    """Return the person with this identity, by its blind index."""
    return Person.objects.filter(identity=_identity(kind, number)).first()


def cards(tokens: Iterable[int]) -> Mapping[int, PersonCard]:
    """Return token -> card of those that are persons, in one query."""
    wanted = list({token for token in tokens if token})
    return {person.token: _card(person) for person in Person.objects.filter(token__in=wanted)} if wanted else {}


def names_of(tokens: Iterable[int]) -> Mapping[int, str]:
    """Return token -> name, without opening anything."""
    return dict(Person.objects.filter(token__in=list(tokens)).values_list("token", "name"))


def phone_of(token: int) -> str:
    """Return the number to send to, '' when none is known. For the outbox only."""
    person = Person.objects.get(token=token)
    return vault.open_sealed(bytes(person.phone), f"{PHONE}:{token}") if person.phone else ""


def has_phone(tokens: Iterable[int], phone: str) -> bool:
    """Return whether one of these persons has this phone."""
    return Person.objects.filter(token__in=list(tokens), phone_index=vault.index(phone, "phone")).exists()


def with_phone(tokens: Iterable[int], phone: str) -> int | None:
    """Return which of these persons has this phone, or None."""
    found = Person.objects.filter(token__in=list(tokens), phone_index=vault.index(phone, "phone"))
    return found.values_list("token", flat=True).first()


def reveal(token: int, by: str, why: str, at: datetime) -> str:
    """Return the whole identity number; who looked and why is kept."""
    AccessRecord.objects.create(person=token, field="number", by=by, why=why, at=at)
    person = Person.objects.get(token=token)
    return vault.open_sealed(bytes(person.number), f"{NUMBER}:{token}") if person.number else ""


def mask_phone(phone: str) -> str:
    """Return 138****5521."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "*" * len(phone)


def _new(kind: str, name: str, number: str, phone: str, address: str, demo: bool) -> int:
    token = new_token()
    Person.objects.create(
        token=token,
        name=name,
        kind=kind,
        number=vault.seal(number, f"{NUMBER}:{token}") if number else None,
        identity=_identity(kind, number) if number else None,
        phone=vault.seal(phone, f"{PHONE}:{token}") if phone else None,
        phone_index=vault.index(phone, "phone") if phone else None,
        address=vault.seal(address, f"{ADDRESS}:{token}") if address else None,
        demo=demo,
    )
    return token


def _renew(person: Person, name: str, phone: str, address: str) -> None:
    changed = []
    if name != person.name:
        Alias.objects.get_or_create(person=person, name=name)
    if phone and vault.index(phone, "phone") != bytes(person.phone_index or b""):
        person.phone = vault.seal(phone, f"{PHONE}:{person.token}")
        person.phone_index = vault.index(phone, "phone")
        changed += ["phone", "phone_index"]
    if address:
        person.address = vault.seal(address, f"{ADDRESS}:{person.token}")
        changed.append("address")
    if changed:
        person.save(update_fields=changed)


def _identity(kind: str, number: str) -> bytes:
    return vault.index(f"{kind}:{number}", "identity")


def _card(person: Person) -> PersonCard:
    token = person.token
    number = vault.open_sealed(bytes(person.number), f"{NUMBER}:{token}") if person.number else ""
    phone = vault.open_sealed(bytes(person.phone), f"{PHONE}:{token}") if person.phone else ""
    address = vault.open_sealed(bytes(person.address), f"{ADDRESS}:{token}") if person.address else ""
    kind = IdentityKind(person.kind).label if number else ""
    return PersonCard(token, person.name, kind, identity.mask(number) if number else "", mask_phone(phone) if phone else "", address)
