"""Many persons at once: registered in a statement for each kind of row, however many they are.

The same rules as for one (``people``): who is known by identity stays who they are, another name is kept as an alias, and
how somebody is reached belongs to what was filed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from hezhong.directory import bulk, vault
from hezhong.directory.models import Alias, Contact, Person
from hezhong.directory.people import ADDRESS, NUMBER, PHONE, Typed
from hezhong.directory.tokens import new_token
from hezhong.kernel import identity, names, understand


def known(identities: Sequence[tuple[str, str]]) -> list[int]:
    """Return the token of each of these (kind, number), 0 for who is not known, in one query."""
    marks = [_mark(kind, number) for kind, number in identities]
    there = _of(marks)
    return [there[mark].token if mark in there else 0 for mark in marks]


def enter_all(typed: Sequence[Typed]) -> list[tuple[int, int]]:
    """Return the tokens of each person and of this way to reach them, 0 where none was given.

    Nobody may stand in the list twice. Raises BadIdentity, BadName, Unclear.
    """
    people = [(each, names.normalise(each.name), identity.normalise(each.kind, each.number)) for each in typed]
    marks = [_mark(each.kind, number) for each, _, number in people]
    before = _of(marks)
    new = [
        _person(each, name, number, mark)
        for (each, name, number), mark in zip(people, marks, strict=True)
        if mark not in before
    ]
    if new:
        bulk.insert(sorted(new, key=lambda each: bytes(each.identity or b"")))  # in one order: somebody else may register the same at this moment
    there = {**before, **_of([mark for mark in marks if mark not in before])}
    others = [
        Alias(person=there[mark], name=name)
        for (_, name, _), mark in zip(people, marks, strict=True)
        if there[mark].name != name
    ]
    if others:
        Alias.objects.bulk_create(others, ignore_conflicts=True)
    reached = _reached([(there[mark].token, each) for (each, _, _), mark in zip(people, marks, strict=True)])
    return [(there[mark].token, way) for mark, way in zip(marks, reached, strict=True)]


def _of(marks: Sequence[bytes]) -> Mapping[bytes, Person]:
    return (
        {bytes(person.identity or b""): person for person in bulk.among(Person.objects.all(), "identity", marks)} if marks else {}
    )


def _person(typed: Typed, name: str, number: str, mark: bytes) -> Person:
    token = new_token()
    return Person(
        token=token, name=name, kind=typed.kind, number=vault.seal(number, f"{NUMBER}:{token}"), identity=mark
    )


def _reached(people: Sequence[tuple[int, Typed]]) -> list[int]:
    """Return the token of how each is reached: the contact there is with this phone and address, or a new one."""
    if not any(typed.phone or typed.address for _, typed in people):
        return [0] * len(people)
    phones = [understand.phone(typed.phone) if typed.phone else "" for _, typed in people]
    there: dict[tuple[Any, ...], int] = {}
    for contact in Contact.objects.filter(person__in=[token for token, _ in people]):
        address = vault.open_sealed(bytes(contact.address), f"{ADDRESS}:{contact.token}") if contact.address else ""
        there[contact.person_id, bytes(contact.phone_index or b""), address] = contact.token
    new, found = [], []
    for (person, typed), phone in zip(people, phones, strict=True):
        index = vault.index(phone, "phone") if phone else b""
        way = there.get((person, index, typed.address), 0) if phone or typed.address else 0
        if not way and (phone or typed.address):
            new.append(_contact(person, phone, index, typed.address))
            way = new[-1].token
        found.append(way)
    if new:
        Contact.objects.bulk_create(new)
    return found


def _contact(person: int, phone: str, index: bytes, address: str) -> Contact:
    token = new_token()
    return Contact(
        token=token,
        person_id=person,
        phone=vault.seal(phone, f"{PHONE}:{token}") if phone else None,
        phone_index=index or None,
        address=vault.seal(address, f"{ADDRESS}:{token}") if address else None,
    )


def _mark(kind: str, number: str) -> bytes:
    return vault.index(f"{kind}:{number}", "identity")
