"""A bank's program and the orders of its accounts: listed by cursor, fetched, acknowledged, answered; of others it is told nothing."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hezhong.directory import feeders
from hezhong.early_warning.models import Viewing
from hezhong.engine import handing_in, ledger_place, pay_order_views, pay_orders
from hezhong.engine.handing_in import Given
from hezhong.engine.models import PayAnswer, PayOrder, PayStep
from hezhong.engine.pay_days import PayDay
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.reading import Reader
from hezhong.ledger.tests.written import card, person
from tests import at_desk, province
from tests.web.bank import desk
from tests.web.bank.desk import DAY, NUMBER, There

pytestmark = pytest.mark.django_db
LIST = "/api/ledger/pay-orders"
QUERIES = 11


@dataclass
class World:
    there: There
    bank: str
    feeder: int
    other: str
    gate: str


@pytest.fixture
def world() -> Iterator[World]:
    with at_desk.day(DAY):
        there = desk.build()
        feeder, bank = feeders.make("示例银行主机", "bank", desk.AUTHOR, [there.site])
        assert feeders.agree(feeder, "B2", desk.AUTHOR)
        _, other = feeders.make("别家银行主机", "bank", desk.AUTHOR, [], [there.other])
        _, gate = feeders.make("门禁", "gate", desk.AUTHOR, [there.site])
        yield World(there, bank, feeder, other, gate)


def give(world: World, month: int = 3, net: tuple[int, ...] = (6400, 6500)) -> PayOrder:
    there = world.there
    rows = [[f"2026-{month:02d}", *person(n), 22, each, each, card(n)] for n, each in enumerate(net)]
    given = Given(f"{month}.xlsx", desk.xlsx({"s": [desk.PAY_HEADS, *rows]}), "payroll", site=there.site, pay_day=PayDay(15, 1))
    name = handing_in.hand_in(there.hander, given, province.at(DAY))
    handing_in.confirm(name, there.hander, [], province.at(DAY))
    pay_orders.give(name, there.hander, there.account, province.at(DAY).recorded_at)
    return PayOrder.objects.get(handed=name)


def get(address: str, token: str, **query: Any) -> Any:
    return Client().get(address, query, HTTP_AUTHORIZATION=f"Bearer {token}")


def post(address: str, token: str, body: Any, key: str = "1") -> Any:
    return Client().post(address, json.dumps(body), "application/json", HTTP_IDEMPOTENCY_KEY=key, HTTP_AUTHORIZATION=f"Bearer {token}")


def told(line: int, fen: int, state: str = "paid", serial: str = "", day: str = "2026-04-09", reason: str = "") -> dict[str, Any]:
    return {"line": line, "paid_fen": fen, "state": state, "serial": serial or f"K{line}", "booked_on": day, "reason": reason}


def lines() -> list[tuple[Any, ...]]:
    ledger = ledger_place.current()
    found = Reader(ledger.root, ledger.manifest.state()).rows(BANK_LINES).to_pylist()
    return sorted((row["paid_fen"], row["state"], str(row["booked_on"]), str(row["returned_on"] or ""), row["month"]) for row in found)


def test_listed_by_cursor_the_newest_last(world: World) -> None:
    orders = [give(world, month) for month in (1, 2, 3)]
    first = get(LIST, world.bank, limit=2)
    assert first.status_code == 200, first.content.decode()
    body = first.json()
    assert [each["number"] for each in body["orders"]] == [orders[0].number, orders[1].number] and body["more"] and body["next"] == orders[1].number
    assert body["orders"][0] | {"given_at": ""} == {
        "number": orders[0].number, "account": NUMBER, "months": ["2026-01"], "count": 2, "sum_fen": 1_290_000, "state": "given", "given_at": "",
        "fetched_at": None, "taken_at": None, "paid": 0, "returned": 0, "unanswered": 2,
    }  # fmt: skip
    second = get(LIST, world.bank, after=body["next"]).json()
    assert [each["number"] for each in second["orders"]] == [orders[2].number] and not second["more"]
    assert get(LIST, world.bank, after=second["next"]).json() == {"orders": [], "next": orders[2].number, "more": False}
    for wrong in ({"after": "x"}, {"limit": 0}, {"limit": 201}):
        answer = get(LIST, world.bank, **wrong)
        assert answer.status_code == 422 and answer.json()["fields"], answer.content.decode()
    names = [word for n in (0, 1) for word in (*person(n), card(n))]
    assert not [word for word in names if word in first.content.decode()], "a list names nobody"


def test_the_list_asks_a_fixed_number_of_queries(world: World) -> None:
    give(world, 1)
    with CaptureQueriesContext(connection) as one:
        get(LIST, world.bank)
    give(world, 2)
    with CaptureQueriesContext(connection) as two:
        get(LIST, world.bank)
    assert (len(one), len(two)) == (QUERIES, QUERIES)


def test_fetched_and_acknowledged(world: World) -> None:
    order = give(world)
    answer = get(f"{LIST}/{order.number}/file", world.bank)
    assert answer.status_code == 200 and answer["Content-Disposition"] == f'attachment; filename="{order.number}.csv"' and answer["Cache-Control"] == "no-store"
    assert hashlib.sha256(answer.content).hexdigest() == order.digest
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert rows[1] == f"1,{card(0)},{person(0)[0]},,6400.00,工资2026年3月 {order.number}", rows[1]
    assert get(f"{LIST}/{order.number}/file", world.bank).content == answer.content
    assert get(f"{LIST}/{order.number}", world.bank).json()["state"] == "fetched"
    wrong = post(f"{LIST}/{order.number}/taken", world.bank, {"sha256": "0" * 64})
    assert wrong.status_code == 422 and "重新取文件" in wrong.json()["message"] and get(f"{LIST}/{order.number}", world.bank).json()["state"] == "fetched"
    first = post(f"{LIST}/{order.number}/taken", world.bank, {"sha256": order.digest.upper()})
    assert first.status_code == 200 and first.json()["state"] == "taken"
    assert post(f"{LIST}/{order.number}/taken", world.bank, {}).json() == first.json() and PayStep.objects.filter(kind="taken").count() == 1
    assert [(each.page, each.lines, each.by_words) for each in Viewing.objects.filter(page="pay_order")] == [("pay_order", 2, "示例银行主机（程序）")] * 2
    assert "示例银行主机（程序）" in pay_order_views.look(order.id, world.there.hander).line.by


def test_a_program_without_an_agreed_layout_is_told_so(world: World) -> None:
    order = give(world)
    _, token = feeders.make("旧程序", "bank", desk.AUTHOR, [world.there.site])
    answer = get(f"{LIST}/{order.number}/file", token)
    assert answer.status_code == 422 and "还没有约定代发文件的格式" in answer.json()["message"] and not PayStep.objects.exists()


def test_of_others_it_is_told_nothing(world: World) -> None:
    order = give(world)
    assert get(LIST, world.other).json()["orders"] == []
    for number in (order.number, "DF000000009999", "x"):
        answers = [get(f"{LIST}/{number}", world.other), get(f"{LIST}/{number}/file", world.other), post(f"{LIST}/{number}/taken", world.other, {}),
                   post(f"{LIST}/{number}/return", world.other, {"lines": [told(1, 640000)]})]  # fmt: skip
        assert {each.status_code for each in answers} == {404}
        assert {each.json()["message"] for each in answers} == {"没有这份代发指令，或者不是贵行的账户。请核对指令号"}
    assert get(LIST, world.gate).status_code == 403 and get(LIST, "hzf_no").status_code == 401 and Client().get(LIST).status_code == 401
    assert feeders.end(world.feeder, desk.AUTHOR) and get(LIST, world.bank).status_code == 401
    assert not PayStep.objects.exists() and not PayAnswer.objects.exists()


def test_a_return_by_number(world: World) -> None:
    order = give(world)
    body = {"lines": [told(1, 640000), told(2, 650000, "returned", reason="账户已销户")]}
    first = post(f"{LIST}/{order.number}/return", world.bank, body)
    assert first.status_code == 200, first.content.decode()
    said = first.json()
    assert (said["rows"], said["repeated"], said["order"]["state"], said["order"]["paid"], said["order"]["returned"]) == (2, False, "answered", 1, 1)
    again = post(f"{LIST}/{order.number}/return", world.bank, body)
    assert again.json() == {**said, "repeated": True}
    assert lines() == [(640000, "paid", "2026-04-09", "", 202603), (650000, "returned", "2026-04-09", "2026-04-09", 202603)]
    other = post(f"{LIST}/{order.number}/return", world.bank, {"lines": [told(1, 640000)]})
    assert other.status_code == 409 and "换了内容" in other.json()["message"]
    twice = post(f"{LIST}/{order.number}/return", world.bank, body, "2")
    assert twice.status_code == 422 and [("已经回过" in each["message"], each["field"]) for each in twice.json()["rows"]] == [(True, "state")] * 2
    whole = post(f"{LIST}/{order.number}/return", world.bank, {"lines": [told(1, 640000)]}, "2")
    assert whole.status_code == 422 and "2 笔已经全部回过" in whole.json()["message"]
    late = {"lines": [told(1, 640000, "returned", "K9", "2026-04-10", "账户冻结")]}
    assert post(f"{LIST}/{order.number}/return", world.bank, late, "3").status_code == 200
    assert post(f"{LIST}/{order.number}/return", world.bank, late, "3").json()["repeated"]
    assert post(f"{LIST}/{order.number}/return", world.bank, body, "1").json()["repeated"], "also after what came since"
    assert lines() == [(640000, "returned", "2026-04-09", "2026-04-10", 202603), (650000, "returned", "2026-04-09", "2026-04-09", 202603)]
    assert get(LIST, world.bank).json()["orders"] == []
    rows = {each.place: each.reason for each in pay_order_views.look(order.id, world.there.hander).rows}
    assert rows == {1: "账户冻结", 2: "账户已销户"}


def test_what_is_wrong_is_named_and_nothing_is_taken(world: World) -> None:
    order = give(world)
    body = {"lines": [told(1, 640001), told(3, 1), told(2, 650000), told(2, 650000, serial="K3")]}
    answer = post(f"{LIST}/{order.number}/return", world.bank, body)
    assert answer.status_code == 422, answer.content.decode()
    assert [(each["row"], each["field"]) for each in answer.json()["rows"]] == [(1, "paid_fen"), (2, "line"), (4, "line")]
    assert "多 0.01 元" in answer.json()["rows"][0]["message"]
    for wrong in ({"lines": []}, {"lines": [{"line": 1}]}, {"lines": [told(1, 640000) | {"name": "赵"}]}, {"lines": [told(1, 640000) | {"line": 0}]}):
        assert post(f"{LIST}/{order.number}/return", world.bank, wrong).status_code == 422
    assert post(f"{LIST}/{order.number}/return", world.bank, {"lines": [told(1, 640000)]}, "").status_code == 422
    assert lines() == [] and not PayAnswer.objects.exists()


def test_a_corrected_order_is_not_given_out(world: World) -> None:
    order = give(world)
    desk.taken(world.there, desk.payroll((6400, 6600)), series=order.handed.series, hour=12)
    assert get(LIST, world.bank).json()["orders"] == [] and get(f"{LIST}/{order.number}", world.bank).json()["state"] == "replaced"
    answer = get(f"{LIST}/{order.number}/file", world.bank)
    assert answer.status_code == 422 and "不能再按旧的付" in answer.json()["message"]
    assert post(f"{LIST}/{order.number}/return", world.bank, {"lines": [told(1, 640000)]}).status_code == 200, "it may have been paid before"
