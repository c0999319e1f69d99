"""Who works at a bank: nothing of the offices, nothing of employers, and of banks only their own."""

from string import Formatter

import pytest

from tests import at_desk
from tests.rights import employers
from tests.rights.test_table import lines, tried
from tests.web.bank import desk

pytestmark = pytest.mark.django_db
OFFICES = ("/desk/", "/api/")


def test_no_address_of_an_office_or_an_employer_is_open_to_who_works_at_a_bank() -> None:
    there = employers.build()
    desk.build()
    words = {word for line in lines() for _, word, _, _ in Formatter().parse(line.path) if word}
    there.words = {**dict.fromkeys(words, there.words["told"]), **dict.fromkeys(("person", "employer", "second", "site", "warned_site"), there.words["firm"])}
    with at_desk.day(employers.DAY, 11):
        there.browsers["bank"] = desk.signed_in()
        wrong = []
        for line in lines():
            if line.path.startswith("/api/law/") or not line.path.startswith((*OFFICES, "/employer/")):
                continue
            shut = "U" if line.path.startswith("/api/ledger/") else "E" if line.path.startswith("/employer/") else "F"
            open_door = line.path.startswith(("/employer/enter/", "/employer/register/"))
            if not open_door and tried(there, line, "bank")[0] != shut:
                wrong.append(line)
    assert not wrong


@pytest.mark.parametrize("who", [desk.LOGIN, desk.OTHER])
def test_a_file_of_an_employer_is_no_file_of_a_bank(who: str) -> None:
    there = employers.build()
    desk.build()
    with at_desk.day(employers.DAY, 11):
        client = desk.signed_in(who)
        assert client.get(f"/bank/files/{there.words['handed']}/").status_code == 404
        assert client.post(f"/bank/files/{there.words['handed']}/", {"drop": "1"}).status_code == 404
