"""Persons: found again by identity, shown by name and masked numbers, opened only on record.

How somebody is reached belongs to what was filed, not to the identity: whoever files with another's number gets word of
that filing alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import IntegrityError, transaction
from django.db.models import BigIntegerField, F, FilteredRelation, Q, Value

from hezhong.directory import vault
from hezhong.directory.models import AccessRecord, Alias, Contact, Person
from hezhong.directory.tokens import new_token
from hezhong.kernel import identity, names, understand
from hezhong.kernel.identity import IdentityKind

NUMBER, PHONE, ADDRESS = "person.number", "contact.phone", "contact.address"


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

    Who comes again with the same identity stays who they are: another name is kept as an alias. Without an identity
    number everybody is new.
    """
    return _registered(typed, demo=demo)[0]


def enter(typed: Typed, phone: str, address: str) -> tuple[int, int]:
    """Return the tokens of a person and of this way to reach them. Raises as ``register`` and ``contact``."""
    person, known = _registered(typed, demo=False)
    return person, contact(person, phone, address, fresh=not known)


def _registered(typed: Typed, *, demo: bool) -> tuple[int, bool]:
    """Return the token of this person, and whether the directory knew them before."""
    name = names.normalise(typed.name)
    number = identity.normalise(typed.kind, typed.number) if typed.number else ""
    if not number:
        return _new(typed.kind, name, number, demo), False
    found = find(typed.kind, number)
    if found is None:
        try:
            with transaction.atomic():
                return _new(typed.kind, name, number, demo), False
        except IntegrityError:  # somebody else registered the same person at this moment
            found = find(typed.kind, number)
            assert found is not None
    if name != found.name:
        Alias.objects.get_or_create(person=found, name=name)
    return found.token, True


def contact(person: int, phone: str, address: str = "", *, fresh: bool = False) -> int:
    """Return the token of this way to reach a person, 0 where none is given. Raises Unclear.

    The same phone and address again are the same contact; nothing that was given before is changed.
    fresh: the person has just been registered, so that nothing was given before.
    """
    phone = understand.phone(phone) if phone else ""
    if not phone and not address:
        return 0
    index = vault.index(phone, "phone") if phone else None
    for known in () if fresh else Contact.objects.filter(person_id=person, phone_index=index):
        if _opened(known.address, f"{ADDRESS}:{known.token}") == address:
            return known.token
    token = new_token()
    Contact.objects.create(
        token=token,
        person_id=person,
        phone=vault.seal(phone, f"{PHONE}:{token}") if phone else None,
        phone_index=index,
        address=vault.seal(address, f"{ADDRESS}:{token}") if address else None,
    )
    return token


def find(kind: str, number: str) -> Person | None:
    """Return the person with this identity, by its blind index."""
    return Person.objects.filter(identity=_identity(kind, number)).first()


def cards(tokens: Iterable[int], contacts: Iterable[int] = ()) -> Mapping[int, PersonCard]:
    """Return token -> card of those that are persons, reached as these contacts say, in one query."""
    wanted, reached = list({token for token in tokens if token}), [0, *contacts]  # 0 is nobody's; none would match nobody
    if not wanted:
        return {}
    rows = Person.objects.filter(token__in=wanted).annotate(
        way=FilteredRelation("contacts", condition=Q(contacts__token__in=reached))
    )
    rows = rows.annotate(way_token=F("way__token"), way_phone=F("way__phone"), way_address=F("way__address"))
    return {person.token: _card(person) for person in rows}


def names_of(tokens: Iterable[int]) -> Mapping[int, str]:
    """Return token -> name, without opening anything."""
    return dict(Person.objects.filter(token__in=list(tokens)).values_list("token", "name"))


def all_names(tokens: Iterable[int]) -> list[tuple[int, str]]:
    """Return (token, name) of these persons, and of every other name they were given with their identity."""
    wanted = list(set(tokens))
    registered = Person.objects.filter(token__in=wanted).values_list("token", "name")
    others = Alias.objects.filter(person__in=wanted).values_list("person_id", "name")
    return [*registered, *others]


def phone_of(contact: int) -> str:
    """Return the number to send to, '' when none is known. For the outbox only."""
    found = Contact.objects.filter(token=contact).first()
    return _opened(found.phone, f"{PHONE}:{contact}") if found else ""


def with_phone(contacts: Iterable[int | None], phone: str) -> int | None:
    """Return the person behind the one of these contacts that has this phone, or None."""
    found = Contact.objects.filter(token__in=list(contacts), phone_index=vault.index(phone, "phone"))
    return found.values_list("person_id", flat=True).first()


def traced(numbers: Iterable[tuple[str, str]], phone: str = "") -> tuple[frozenset[int], Mapping[int, int]]:
    """Return the persons with one of these identities (kind, number), and contact -> person of who gave this phone.

    By the blind indexes, in one query; neither number nor phone is opened anywhere.
    """
    identities = [_identity(kind, number) for kind, number in numbers]
    phones = [vault.index(phone, "phone")] if phone else []
    known = Person.objects.filter(identity__in=identities).values_list("token", Value(0, BigIntegerField()))
    reached = Contact.objects.filter(phone_index__in=phones).values_list("person_id", "token")
    if not identities or not phones:
        rows = list(known if identities else reached) if identities or phones else []
    else:
        rows = list(known.union(reached, all=True))
    return frozenset(person for person, way in rows if not way), {way: person for person, way in rows if way}


def sharing_phone(contacts: Iterable[int]) -> Mapping[int, int]:
    """Return contact -> person of all who gave a phone that one of these contacts has, in one query."""
    wanted = [contact for contact in contacts if contact]
    if not wanted:
        return {}
    phones = Contact.objects.filter(token__in=wanted, phone_index__isnull=False).values("phone_index")
    return dict(Contact.objects.filter(phone_index__in=phones).values_list("token", "person_id"))


def looked_at(token: int, what: str, by: str, why: str, at: datetime) -> None:
    """Keep who looked at everything of a person, when and why; the same as for a number that was opened."""
    AccessRecord.objects.create(person=token, field=what, by=by, why=why, at=at)


def reveal(token: int, by: str, why: str, at: datetime) -> str:
    """Return the whole identity number; who looked and why is kept."""
    AccessRecord.objects.create(person=token, field="number", by=by, why=why, at=at)
    person = Person.objects.get(token=token)
    return vault.open_sealed(bytes(person.number), f"{NUMBER}:{token}") if person.number else ""


def mask_phone(phone: str) -> str:
    """Return 138****5521."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "*" * len(phone)


def _new(kind: str, name: str, number: str, demo: bool) -> int:
    token = new_token()
    Person.objects.create(
        token=token,
        name=name,
        kind=kind,
        number=vault.seal(number, f"{NUMBER}:{token}") if number else None,
        identity=_identity(kind, number) if number else None,
        demo=demo,
    )
    return token


def _opened(sealed: bytes | memoryview | None, context: str) -> str:
    return vault.open_sealed(bytes(sealed), context) if sealed else ""


def _identity(kind: str, number: str) -> bytes:
    return vault.index(f"{kind}:{number}", "identity")


def _card(person: Any) -> PersonCard:
    """Return the card of a person with the contact that was joined to it."""
    number = _opened(person.number, f"{NUMBER}:{person.token}")
    phone = _opened(person.way_phone, f"{PHONE}:{person.way_token}")
    address = _opened(person.way_address, f"{ADDRESS}:{person.way_token}")
    kind = IdentityKind(person.kind).label if number else ""
    masked = identity.mask(number) if number else ""
    return PersonCard(person.token, person.name, kind, masked, mask_phone(phone) if phone else "", address)
