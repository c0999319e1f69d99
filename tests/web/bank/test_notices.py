"""What a bank tells of its accounts by page: the empty table, what was understood of it, and what counts afterwards."""

import re
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hezhong.engine import ledger_place
from hezhong.ledger.pay_tables import ACCOUNT_NOTICES
from hezhong.ledger.reading import Reader
from hezhong.ledger.tests.written import xlsx
from hezhong.ledger.ways_in import templates
from tests import at_desk
from tests.web.bank import desk
from tests.web.bank.desk import DAY, OTHER_NUMBER, There

pytestmark = pytest.mark.django_db
HEADS = [head.title for head in templates.NOTICE.heads]


@pytest.fixture
def there() -> Iterator[There]:
    with at_desk.day(DAY):
        yield desk.build()


def handed(client: Client, account: int, *lines: list[str]) -> str:
    """Return the address of the page of a table that was handed in."""
    file = SimpleUploadedFile("告知.xlsx", xlsx({"账户资金告知": [HEADS, *lines]}))
    answer = client.post("/bank/files/", {"file": file, "account": account, "kind": ""})
    assert answer.status_code == 302, re.findall(r"没有收下.*?</p>", answer.content.decode(), re.S)
    return str(answer["Location"])


def told() -> list[dict[str, object]]:
    ledger = ledger_place.current()
    return Reader(ledger.root, ledger.manifest.state()).rows(ACCOUNT_NOTICES).to_pylist()


def test_a_bank_tells_of_its_account_and_of_the_end(there: There) -> None:
    client = desk.signed_in()
    page = client.get("/bank/files/").content.decode()
    assert "?template=notice" in page and page.count("账户资金告知") >= 3, "the hint, the choice and the empty table"
    assert client.get("/bank/files/?template=notice").status_code == 200
    at = handed(client, there.account, ["T1", "", "", "2026-04-08", "查封、冻结", "其他原因", "100000", ""])
    page = client.get(at).content.decode()
    assert "账户资金告知" in page and "查封、冻结" in page and told() == []
    client.post(at, {"confirm": "1"})
    assert "收到了" in client.get(at).content.decode()
    (row,) = told()
    assert (row["account"], row["site"], row["kind"], row["reason"], row["fen"], row["lifted_on"]) == (there.account, there.site, "held", "other", 10_000_000, None)
    client.post(handed(client, there.account, ["T1", "", "", "2026-04-08", "查封、冻结", "其他原因", "100000", "2026-04-09"]), {"confirm": "1"})
    assert [str(row["lifted_on"]) for row in told()] == ["2026-04-09"]


def test_of_another_banks_account_nothing_is_taken(there: There) -> None:
    client = desk.signed_in()
    at = handed(client, there.account, ["T1", OTHER_NUMBER, "", "2026-04-08", "划拨", "其他原因", "", ""])
    assert "这一行是别的账户的" in client.get(at).content.decode()
    assert client.post(at, {"confirm": "1"}).status_code == 422 and told() == []
