"""Banks and gates by the API: one batch a request, all of it or nothing, for their own sites only, and no number kept."""

import json
import logging
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from hezhong.directory import accounts, employers, feeders, regions, sites
from hezhong.directory.changes import Author
from hezhong.directory.models import Change, Feeder, Person
from hezhong.engine import ledger_place
from hezhong.ledger.pay_tables import ACCOUNT_NOTICES, BANK_LINES
from hezhong.ledger.reading import Reader
from hezhong.ledger.site_tables import ATTENDANCE
from hezhong.ledger.tests.written import card, person
from hezhong.ledger.vocabulary import Table
from hezhong.web import visits
from hezhong.web.api.door import api
from hezhong.web.models import Tries
from tests import at_desk

pytestmark = pytest.mark.django_db
(ZHAO, ZHAO_ID), (QIAN, QIAN_ID) = person(0), person(1)
ACCOUNT, OTHER, DEPOSIT = "44050100000000000001", "44050100000000000002", "44050100000000000003"


class World:
    """A site with its wage account, another that is nobody's business here, a bank and a gate."""

    def __init__(self) -> None:
        regions.load_guangdong()
        author = Author("测试", datetime(2026, 1, 1).astimezone())
        firm = employers.register("甲建设有限公司")
        self.site = sites.register("云山花园", "440106", "GD-1", contractor=firm)
        other = sites.register("别的工地", "440305", "GD-2")
        self.account = accounts.enter_account(ACCOUNT, site=self.site)
        accounts.enter_account(OTHER, site=other)
        self.deposit = accounts.enter_account(DEPOSIT, holder=employers.register("乙建设有限公司", region="440305"))
        _, self.bank = feeders.make("示例银行", "bank", author, sites=[self.site], accounts=[self.deposit])
        self.number, self.gate = feeders.make("示例门禁", "gate", author, sites=[self.site])


@pytest.fixture
def world(tmp_path: Path) -> Any:
    ledger_place.use(tmp_path / "ledger")
    there = World()
    with at_desk.day("2026-11-03"):
        yield there
    ledger_place.use(settings.HOME.ledger)


def send(path: str, token: str, body: Any, key: str = "1") -> Any:
    return Client().post(f"/api/ledger/{path}", json.dumps(body), "application/json", HTTP_IDEMPOTENCY_KEY=key, HTTP_AUTHORIZATION=f"Bearer {token}")


def line(serial: str = "N1", **more: Any) -> dict[str, Any]:
    return {"account": ACCOUNT, "serial": serial, "identity": ZHAO_ID, "name": ZHAO, "card": card(1), "paid_fen": 640000,
            "booked_on": "2026-04-15", "month": "2026-03", **more}  # fmt: skip


def swipe(at: str = "2026-03-11T07:30:00", **more: Any) -> dict[str, Any]:
    return {"site": "GD-1", "identity": ZHAO_ID, "name": ZHAO, "at": at, "direction": "come", "means": "face", "device": "G1", **more}


def notice(serial: str = "T1", **more: Any) -> dict[str, Any]:
    return {"account": ACCOUNT, "serial": serial, "noticed_on": "2026-04-15", "kind": "short", **more}


def rows(table: Table) -> list[dict[str, Any]]:
    ledger = ledger_place.current()
    return Reader(ledger.root, ledger.manifest.state()).rows(table).to_pylist()


def wrong(answer: Any) -> list[tuple[int, str]]:
    assert answer.status_code == 422, answer.content.decode()
    return [(each["row"], each["field"]) for each in answer.json()["rows"]]


def test_a_bank_sends_once_however_often(world: World) -> None:
    sent = {"lines": [line(), line("N2", identity=QIAN_ID, name=QIAN, card=card(2), state="returned", returned_on="2026-04-16")]}
    first = send("bank-lines", world.bank, sent)
    assert first.status_code == 200, first.content.decode()
    assert first.json() | {"batch": ""} == {"batch": "", "seq": 1, "rows": 2, "repeated": False}
    assert send("bank-lines", world.bank, sent).json() == {**first.json(), "repeated": True}
    found = {row["worker"]: row for row in rows(BANK_LINES)}
    paid, back = found[Person.objects.get(name=ZHAO).token], found[Person.objects.get(name=QIAN).token]
    assert (paid["city"], paid["site"], paid["account"], paid["paid_fen"], paid["month"], paid["channel"], paid["booked_on"]) == (
        440100, world.site, world.account, 640000, 202603, "wage_account", date(2026, 4, 15),
    )  # fmt: skip
    assert (back["state"], back["returned_on"]) == ("returned", date(2026, 4, 16))
    other = send("bank-lines", world.bank, {"lines": [line(paid_fen=1)]})
    assert other.status_code == 409 and "更正请用新的批次号" in other.json()["message"]
    assert send("bank-lines", world.bank, {"lines": [line(paid_fen=1)]}, "2").status_code == 200
    assert sorted(row["paid_fen"] for row in rows(BANK_LINES)) == [1, 640000]


def test_a_gate_sends_by_identity_and_by_card(world: World) -> None:
    assert send("swipes", world.gate, {"swipes": [swipe()]}).status_code == 200
    worker = Person.objects.get(name=ZHAO).token
    accounts.enter_gate_cards(world.site, {"A001": worker})
    more = [swipe("2026-03-11T18:00:00", identity="", name="", card="a001", direction="go"), swipe("2026-03-11T22:00:00Z", name="")]
    assert send("swipes", world.gate, {"swipes": more}, "2").status_code == 200
    assert sorted((row["swiped_at"], row["day"], row["direction"], row["worker"], row["site"]) for row in rows(ATTENDANCE)) == [
        (datetime(2026, 3, 11, 7, 30), date(2026, 3, 11), "come", worker, world.site),
        (datetime(2026, 3, 11, 18, 0), date(2026, 3, 11), "go", worker, world.site),
        (datetime(2026, 3, 12, 6, 0), date(2026, 3, 12), "come", worker, world.site),
    ]


def test_a_bank_tells_of_accounts_and_of_what_was_lifted(world: World) -> None:
    sent = {"notices": [notice(fen=500), notice("T2", account=DEPOSIT, site="GD-1", kind="held", reason="other")]}
    first = send("account-notices", world.bank, sent)
    assert first.status_code == 200, first.content.decode()
    assert send("account-notices", world.bank, sent).json() == {**first.json(), "repeated": True}
    found = {row["account"]: row for row in rows(ACCOUNT_NOTICES)}
    short, held = found[world.account], found[world.deposit]
    assert (short["city"], short["site"], short["kind"], short["reason"], short["fen"], short["noticed_on"], short["lifted_on"]) == (
        440100, world.site, "short", None, 500, date(2026, 4, 15), None,
    )  # fmt: skip
    assert (held["city"], held["site"], held["kind"], held["reason"]) == (440100, world.site, "held", "other")
    again = {"notices": [notice(fen=500, lifted_on="2026-04-20")]}
    assert send("account-notices", world.bank, again, "2").status_code == 200
    assert sorted((row["kind"], row["lifted_on"]) for row in rows(ACCOUNT_NOTICES)) == [("held", None), ("short", date(2026, 4, 20))]


def test_a_notice_is_of_an_account_and_a_site_of_theirs(world: World) -> None:
    sent = [
        notice(account=OTHER), notice("T2", site="GD-2"), notice("T3", account=DEPOSIT), notice("T4", lifted_on="2026-04-14"), notice("T5", site="GD-1"),
    ]  # fmt: skip
    assert wrong(send("account-notices", world.bank, {"notices": sent})) == [(1, "account"), (2, "site"), (3, "site"), (4, "lifted_on")]
    assert wrong(send("account-notices", world.bank, {"notices": [notice(), notice(fen=1)]})) == [(2, "account")]
    assert send("account-notices", world.gate, {"notices": [notice()]}).status_code == 403
    assert send("account-notices", world.bank, {"notices": [notice(kind="gone")]}).json()["fields"]
    assert rows(ACCOUNT_NOTICES) == []


def test_one_wrong_row_and_nothing_of_it_is_kept(world: World) -> None:
    sent = {"lines": [line(), line("N2", identity=QIAN_ID[:-1] + ("0" if QIAN_ID[-1] != "0" else "1")), line("N3", identity=QIAN_ID, name="", card="12")]}
    assert wrong(send("bank-lines", world.bank, sent)) == [(2, "identity"), (3, "card")]
    unknown = send("bank-lines", world.bank, {"lines": [line(), line("N3", identity=QIAN_ID, name="", card=card(2))]})
    assert wrong(unknown) == [(2, "identity")] and "还没有登记过" in unknown.json()["rows"][0]["message"]
    twice = send("bank-lines", world.bank, {"lines": [line(), line(paid_fen=2)]})
    assert [row for row, _ in wrong(twice)] == [2]
    assert Person.objects.count() == 0 and rows(BANK_LINES) == []
    assert wrong(send("swipes", world.gate, {"swipes": [swipe(identity="", name="", card="A404")]})) == [(1, "card")]


def test_of_others_it_is_told_nothing(world: World) -> None:
    """An account or site of somebody else and one that does not exist are answered alike."""
    there, nowhere = (send("bank-lines", world.bank, {"lines": [line(account=number)]}) for number in (OTHER, "1" * 20))
    assert wrong(there) == [(1, "account")] and there.json() == nowhere.json()
    there, nowhere = (send("swipes", world.gate, {"swipes": [swipe(site=number)]}) for number in ("GD-2", "GD-404"))
    assert wrong(there) == [(1, "site")] and there.json() == nowhere.json()


def test_who_may_not_send(world: World) -> None:
    assert send("bank-lines", world.gate, {"lines": [line()]}).status_code == 403
    assert send("swipes", world.bank, {"swipes": [swipe()]}).status_code == 403
    for token in ("", "hzf_guess", "guess"):
        answer = send("swipes", token, {"swipes": [swipe()]})
        assert answer.status_code == 401 and "令牌" in answer.json()["message"]
    assert feeders.end(world.number, Author("测试", datetime(2026, 2, 1).astimezone()))
    assert send("swipes", world.gate, {"swipes": [swipe()]}).status_code == 401
    assert not feeders.end(world.number, Author("测试", datetime(2026, 2, 1).astimezone()))
    assert Change.objects.filter(what="数据报送程序").count() == 3
    assert not Feeder.objects.filter(secret__contains=world.bank.encode()).exists()


@pytest.mark.parametrize(
    "body", [{"lines": []}, {"lines": [{**line(), "phone": "1"}]}, {"lines": [line(paid_fen=-1)]}, {"lines": [line(month="2026-13")]}, {}]
)
def test_what_is_not_shaped_as_described(world: World, body: Any) -> None:
    answer = send("bank-lines", world.bank, body)
    assert answer.status_code == 422 and answer.json()["fields"]


def test_a_batch_needs_its_number(world: World) -> None:
    answer = Client().post("/api/ledger/swipes", json.dumps({"swipes": [swipe()]}), "application/json", HTTP_AUTHORIZATION=f"Bearer {world.gate}")
    assert answer.status_code == 422


def test_no_number_in_any_file_answer_or_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answers = [
        send("bank-lines", world.bank, {"lines": [line()]}), send("swipes", world.gate, {"swipes": [swipe()]}),
        send("bank-lines", world.bank, {"lines": [line(identity=ZHAO_ID[:-1])]}, "3"), send("bank-lines", world.bank, {"lines": [{**line(), "x": 1}]}, "4"),
        send("swipes", world.gate, {"swipes": [swipe(name="别的名字"), swipe("2026-03-12T07:30:00", name="又一个")]}, "5"),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [200, 200, 422, 422, 422]
    told = "".join(answer.content.decode() for answer in answers) + "".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    files = [file.read_bytes() for file in ledger_place.current().root.rglob("*.parquet")]
    assert len(files) == 2
    for number in (ZHAO_ID[:-1], card(1), ACCOUNT):
        assert number not in told and not [data for data in files if number.encode() in data]


def test_the_description_says_how() -> None:
    described = api.get_openapi_schema()["paths"]
    for path in ("/api/ledger/bank-lines", "/api/ledger/account-notices", "/api/ledger/swipes"):
        said = described[path]["post"]
        assert "Authorization: Bearer" in said["description"] and "Idempotency-Key" in json.dumps(said["parameters"])
        assert said["security"] == [{"FeederToken": []}]


def test_a_program_that_asks_without_end_is_told_when_to_come_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted by program and hour: what it sent before stands, another program is not held up, and the next hour begins anew."""
    monkeypatch.setattr(visits, "FEEDS", replace(visits.FEEDS, most=2))
    assert [send("swipes", world.gate, {"swipes": [swipe(f"2026-03-1{n}T07:30:00")]}, str(n)).status_code for n in (1, 2, 3)] == [200, 200, 429]
    held_up = send("swipes", world.gate, {"swipes": [swipe()]}, "4")
    assert held_up.status_code == 429 and "下一个整点以后再发" in held_up.json()["message"]
    assert len(rows(ATTENDANCE)) == 2
    assert send("bank-lines", world.bank, {"lines": [line()]}).status_code == 200
    with at_desk.day("2026-11-04"):
        assert send("swipes", world.gate, {"swipes": [swipe("2026-03-13T07:30:00")]}, "3").status_code == 200
    assert len(rows(ATTENDANCE)) == 3


def test_who_has_no_token_is_not_counted(world: World) -> None:
    assert send("swipes", "hzf_none", {"swipes": [swipe()]}).status_code == 401
    assert not Tries.objects.exists()
