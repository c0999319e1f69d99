"""What offices keep of sites reaches the ledger's rows of them, and stands there whatever the province's register says later."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from hezhong.directory import employers, party_register, regions, sites, wage_accounts
from hezhong.directory.changes import Author
from hezhong.directory.models import SiteParty
from hezhong.directory.site_register import Registered
from hezhong.engine.ledger_journal import PostgresJournal
from hezhong.engine.ledger_register import Register, site_row
from hezhong.ledger.batch import Batch
from hezhong.ledger.ingest import ingest
from hezhong.ledger.manifest import Manifest
from hezhong.ledger.place import Ledger
from hezhong.ledger.reading import Reader
from hezhong.ledger.shapes import arrow_schema
from hezhong.ledger.site_tables import SITE_EMPLOYERS, SITES
from hezhong.ledger.vocabulary import Table
from tests.province import ZONE

TODAY = date(2026, 11, 3)
BY = Author("何志远（宝安）", datetime.combine(TODAY, time(10), ZONE))
PLAIN: dict[str, Any] = {
    "city": 440300, "site": 1, "owner": None, "general_contractor": None, "trade": "housing", "contract_fen": 5, "began_on": None, "ended_on": None,
    "state": "building", "wage_account": None, "security": "none", "security_fen": None, "security_until": None, "notice_board": True, "labour_officer": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "kept", "changed"),
    [
        ({}, Registered(), {}),
        ({"general_contractor": 7, "owner": 8, "wage_account": 9}, Registered(), {}),
        ({}, Registered(contractor=7, owner=8, accounts=frozenset({9})), {"general_contractor": 7, "owner": 8, "wage_account": 9}),
        ({"general_contractor": 6, "wage_account": 4}, Registered(contractor=7, accounts=frozenset({9})), {"general_contractor": 7, "wage_account": 9}),
        ({"general_contractor": 6}, Registered(former=frozenset({("general", 6)})), {"general_contractor": None}),
        ({"general_contractor": 6}, Registered(entered={"general": 5}), {}),
        ({"owner": 4}, Registered(entered={"general": 5, "owner": 3}), {"general_contractor": 5}),
        ({"general_contractor": 6}, Registered(former=frozenset({("owner", 6)})), {}),
        ({"wage_account": 12}, Registered(accounts=frozenset({9, 12})), {}),
    ],
    ids=["nothing kept", "what only the ledger knows stands", "what it does not know is filled in", "the office is right", "one that is over", "newer than what was once entered", "what was once entered fills in",
         "over in another role", "one of several accounts"],
)  # fmt: skip
def test_a_row_as_offices_have_it(row: dict[str, Any], kept: Registered, changed: dict[str, Any]) -> None:
    assert site_row({**PLAIN, **row}, kept) == {**PLAIN, **row, **changed}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path, Manifest(PostgresJournal()))


def state(ledger: Ledger, site: int, number: str, **told: Any) -> None:
    rows = pa.Table.from_pylist([{**PLAIN, "site": site, **told}], pa.schema([each.with_nullable(True) for each in arrow_schema(SITES)]))
    ingest(ledger, Batch(SITES, "province", rows, number=number))


def rows(ledger: Ledger, table: Table) -> list[dict[str, Any]]:
    return Reader(ledger.root, ledger.manifest.state()).rows(table).to_pylist()


@pytest.mark.django_db(transaction=True)
def test_both_agree_after_a_look_and_then_nothing_is_stated_again(ledger: Ledger) -> None:
    regions.load_guangdong()
    firm, labour = employers.register("甲建设有限公司", region="440306"), employers.register("丙劳务有限公司", region="440306")
    site = sites.register("云山花园", "440306", "GD-1", contractor=firm)
    far = sites.register("台账还没有的项目", "440306", "GD-2", contractor=firm)
    register = Register()
    state(ledger, site, "1")
    state(ledger, 99, "2", wage_account=5)
    assert register.bring(ledger) == 1 and {row["site"]: row["general_contractor"] for row in rows(ledger, SITES)} == {site: firm, 99: None}
    account = wage_accounts.register(site, "4430000000009001", "示例银行", BY)
    party_register.add(site, labour, "labour", date(2026, 3, 1), BY)
    party_register.add(far, labour, "labour", date(2026, 3, 1), BY)
    assert register.bring(ledger) == 2
    (mine,) = (row for row in rows(ledger, SITES) if row["site"] == site)
    assert mine == {**PLAIN, "site": site, "general_contractor": firm, "wage_account": account}
    assert rows(ledger, SITE_EMPLOYERS) == [
        {"city": 440300, "site": site, "employer": labour, "role": "labour", "since": date(2026, 3, 1), "until": None, "contract_fen": None}
    ]
    before = ledger.manifest.state().seq
    assert [register.bring(ledger) for _ in range(3)] == [0, 0, 0] and Register().bring(ledger) == 0 and ledger.manifest.state().seq == before
    state(ledger, site, "3", contract_fen=77, wage_account=1234)
    assert register.bring(ledger) == 1, "the register of projects came once more, with another account"
    (mine,) = (row for row in rows(ledger, SITES) if row["site"] == site)
    assert (mine["contract_fen"], mine["wage_account"], mine["general_contractor"]) == (77, account, firm)
    party = SiteParty.objects.get(site=site, role="labour")
    party_register.end(site, str(party.pk), date(2026, 6, 30), BY)
    party_register.end(site, "general", date(2026, 6, 30), BY)
    assert register.bring(ledger) == 2 + 1, "the contractor's own time, too, is a row now"
    (mine,) = (row for row in rows(ledger, SITES) if row["site"] == site)
    assert mine["general_contractor"] is None
    assert {(row["role"], row["until"]) for row in rows(ledger, SITE_EMPLOYERS)} == {("labour", date(2026, 6, 30)), ("general", date(2026, 6, 30))}
    party_register.add(site, labour, "labour", date(2026, 9, 1), BY)
    register.bring(ledger)
    assert {(row["role"], row["since"], row["until"]) for row in rows(ledger, SITE_EMPLOYERS) if row["role"] == "labour"} == {("labour", date(2026, 9, 1), None)}


@pytest.mark.django_db(transaction=True)
def test_a_quiet_look_asks_one_question(ledger: Ledger, django_assert_num_queries: Any) -> None:
    register = Register()
    register.bring(ledger)
    with django_assert_num_queries(2):  # what was changed last; what the journal has since
        assert register.bring(ledger) == 0
