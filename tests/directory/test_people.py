"""Persons: sealed at rest, found by a blind index, shown masked, opened on record; and the turning of keys."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from django.db import connection
from django.utils import timezone

from hezhong.directory import people, vault
from hezhong.directory.models import AccessRecord, Alias, Person
from hezhong.kernel.identity import BadIdentity

pytestmark = pytest.mark.django_db
NUMBER, PHONE, ADDRESS = "440306199003070002", "15400005521", "新桥街道某路8号302"


@dataclass(frozen=True)
class Typed:
    name: str = "林晓彤"
    kind: str = "resident"
    number: str = NUMBER
    phone: str = PHONE
    address: str = ADDRESS


def reached(typed: Typed = Typed()) -> tuple[int, int]:
    """Return the person of what was typed, and how that person is reached."""
    person = people.register(typed)
    return person, people.contact(person, typed.phone, typed.address)


def dump() -> bytes:
    """Return the tables as a dump of the database holds them: text and raw bytes of every row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT p::text, number, identity, card FROM directory_person p")
        persons = cursor.fetchall()
        cursor.execute("SELECT c::text, phone, phone_index, address FROM directory_contact c")
        parts = [part for row in (*persons, *cursor.fetchall()) for part in row]
        return b"\n".join(part.encode() if isinstance(part, str) else bytes(part or b"") for part in parts)


def test_nothing_readable_lies_in_the_table() -> None:
    reached()
    stored = dump()
    # Eight characters at least: four digits stand somewhere in so many sealed bytes once in two hundred times.
    for secret in (NUMBER, PHONE, ADDRESS, "19900307", "00005521", "****5521"):
        assert secret.encode() not in stored and secret.encode().hex().encode() not in stored
    assert "林晓彤".encode() in stored, "the dump holds the row"


def test_the_same_number_twice_is_sealed_differently() -> None:
    first, second = vault.seal(NUMBER, "a:1"), vault.seal(NUMBER, "a:1")
    assert first != second and len(first) == 2 + 12 + 18 + 16
    assert vault.open_sealed(first, "a:1") == NUMBER


@pytest.mark.parametrize("typed", [NUMBER, " 440306 19900307 0002 ", "４４０３０６１９９００３０７０００２"])
def test_found_again_however_it_is_typed(typed: str) -> None:
    token = people.register(Typed())
    assert people.register(Typed(number=typed)) == token
    found = people.find("resident", NUMBER)
    assert found is not None and found.token == token
    assert people.find("passport", NUMBER) is None
    assert len(bytes(found.identity)) == 16 and Person.objects.count() == 1


def test_found_by_phone_among_the_parties_only() -> None:
    person, contact = reached()
    _, other = reached(Typed("王芳", number="440306199107010004", phone="15400000002"))
    assert people.with_phone([contact, other], PHONE) == person
    assert people.with_phone([other], PHONE) is None


def test_without_a_number_everybody_is_new() -> None:
    assert people.register(Typed(number="")) != people.register(Typed(number=""))


def test_a_wrong_number_registers_nobody() -> None:
    with pytest.raises(BadIdentity, match="校验位"):
        people.register(Typed(number="440306199003070003"))
    assert not Person.objects.exists()


def test_masked_on_screen_and_paper() -> None:
    token, contact = reached()
    card = people.cards([token], [contact])[token]
    assert (card.name, card.kind, card.number, card.phone) == (
        "林晓彤",
        "居民身份证",
        "4403**********0002",
        "154****5521",
    )
    assert NUMBER not in str(card.printed()) and PHONE not in str(card.printed())


def test_another_name_is_kept_as_an_alias() -> None:
    token = people.register(Typed())
    assert people.register(Typed(name="林小彤")) == people.register(Typed(name="林小彤")) == token
    assert list(Alias.objects.values_list("person", "name")) == [(token, "林小彤")]
    assert people.cards([token])[token].name == "林晓彤"


def test_another_phone_is_another_contact_and_changes_none() -> None:
    token, first = reached()
    same, second = reached(Typed(phone="15400000009", address=""))
    assert same == token and second != first
    assert reached() == (token, first) and reached(Typed(phone="154 0000 0009", address="")) == (token, second)
    assert (people.phone_of(first), people.phone_of(second)) == (PHONE, "15400000009")
    assert (people.cards([token], [first])[token].phone, people.cards([token], [first])[token].address) == ("154****5521", ADDRESS)
    assert (people.cards([token], [second])[token].phone, people.cards([token], [second])[token].address) == ("154****0009", "")
    assert people.cards([token])[token].phone == "" and people.contact(token, "") == 0


def test_who_looks_at_the_whole_number_is_on_record() -> None:
    token = people.register(Typed())
    assert people.reveal(token, "officer-7", "核对身份", timezone.now()) == NUMBER
    ((person, field, by, why),) = AccessRecord.objects.values_list("person", "field", "by", "why")
    assert (person, field, by, why) == (token, "number", "officer-7", "核对身份")


def test_a_value_moved_to_another_row_does_not_open() -> None:
    first, second = people.register(Typed()), people.register(Typed("王芳", number="440306199107010004"))
    Person.objects.filter(token=second).update(number=bytes(Person.objects.get(token=first).number))
    with pytest.raises(vault.Tampered):
        people.cards([second])


def test_a_changed_bit_does_not_open() -> None:
    sealed = bytearray(vault.seal(NUMBER, "a:1"))
    sealed[-1] ^= 1
    with pytest.raises(vault.Tampered):
        vault.open_sealed(bytes(sealed), "a:1")


@pytest.fixture
def keys() -> Iterator[vault.Keys]:
    before = vault.keys_in_use()
    yield before
    vault.use(before)


@pytest.mark.parametrize("suite", [vault.AES, vault.SM4])
def test_after_a_new_key_old_values_open_and_new_ones_use_it(keys: vault.Keys, suite: int) -> None:
    (token, contact), old = reached(), vault.seal(NUMBER, "a:1")
    newer = replace(keys, sealing={**keys.sealing, 9: os.urandom(32)}, suite=suite)
    vault.use(newer)
    assert people.cards([token], [contact])[token].phone == "154****5521"
    assert people.register(Typed()) == token, "blind indexes do not turn with the sealing keys"
    renewed = vault.renew(old, "a:1")
    assert (old[1], renewed[0], renewed[1]) == (1, suite, 9)
    vault.use(replace(newer, sealing={9: newer.sealing[9]}))
    assert vault.open_sealed(renewed, "a:1") == NUMBER
    with pytest.raises(vault.Tampered):
        vault.open_sealed(old, "a:1")


def test_another_installation_finds_and_opens_nothing(keys: vault.Keys) -> None:
    token = people.register(Typed())
    vault.use(vault.Keys({1: os.urandom(32)}, os.urandom(32), os.urandom(32)))
    assert people.find("resident", NUMBER) is None
    with pytest.raises(vault.Tampered):
        people.cards([token])
