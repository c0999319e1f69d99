"""A return file and the order it answers: found, laid beside it to the fen, kept payment by payment, or refused whole in words."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hezhong.directory.models import Employer
from hezhong.early_warning.models import Viewing
from hezhong.engine import handing_in, ledger_place, pay_orders
from hezhong.engine.handing_in import Given
from hezhong.engine.models import HandedFile, PayAnswer, PayOrder
from hezhong.engine.pay_days import PayDay
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.reading import Reader
from hezhong.ledger.tests.written import card, csv, person
from tests import at_desk, province
from tests.web.bank import desk
from tests.web.bank.desk import DAY, NUMBER, OTHER, There
from tests.web.employer import firm

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Iterator[There]:
    with at_desk.day(DAY):
        yield desk.build()


@pytest.fixture
def order(there: There) -> PayOrder:
    return PayOrder.objects.get(id=desk.given(there))


def another(there: There, net: tuple[int, ...] = (6400, 6500)) -> PayOrder:
    """Return one more order of the same month, of people who were forgotten."""
    name = handing_in.hand_in(there.hander, Given("三月补.xlsx", desk.payroll(net), "payroll", site=there.site, pay_day=PayDay(15, 1)), province.at(DAY))
    seen = handing_in.look(name, there.hander).seen
    assert seen is not None
    handing_in.confirm(name, there.hander, [doubt.key for doubt in seen.doubts], province.at(DAY, 11))
    pay_orders.give(name, there.hander, there.account, province.at(DAY, 11).recorded_at)
    return PayOrder.objects.get(handed=name)


def lines() -> list[dict[str, Any]]:
    ledger = ledger_place.current()
    return Reader(ledger.root, ledger.manifest.state()).rows(BANK_LINES).to_pylist()


def send(client: Client, data: bytes, account: int, name: str = "回单.xlsx", **more: Any) -> str:
    """Return the address of the file that was handed in by the page."""
    answer = client.post("/bank/files/", {"file": SimpleUploadedFile(name, data), "account": account, **more})
    assert answer.status_code == 302, re.findall(r"没有收下.*?</p>", answer.content.decode(), re.S)
    address: str = answer["Location"]
    return address


def words(client: Client, address: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", client.get(address).content.decode()))


def told(order: PayOrder | None, *outcomes: tuple[int, str, str]) -> bytes:
    """Return a return as one JSON of a bank's interface (B4): (fen, reason, place) of each, the serial naming the order."""
    def one(at: int, fen: int) -> dict[str, Any]:
        who, number = person(at)
        serial = f"{order.number}{at + 1:06d}" if order else f"K{at}"
        return {"customerOrderNum": serial, "name": who, "idNumber": number, "mobile": "", "salaryAccount": card(at), "salaryAmount": fen / 100}

    paid = [{**one(at, fen), "corporatePaymentAmount": fen / 100, "taxAmount": 0, "addTaxAmount": 0, "addValueTaxAmount": 0, "manageFeeAmount": 0,
             "actuallyPaidInAmount": f"{fen // 100}.{fen % 100:02d}", "payDate": "2026-04-09 10:00:00"} for at, (fen, why, _) in enumerate(outcomes) if not why]  # fmt: skip
    failed = [{**one(at, fen), "failReason": why} for at, (fen, why, _) in enumerate(outcomes) if why]
    parts = {"paySuccessDetails": paid, "payFailDetails": failed}
    return json.dumps({"batchNum": "B1", "payStatus": 2, **{name: each for name, each in parts.items() if each}}, ensure_ascii=False).encode()


def confirmed(client: Client, address: str, *sure: str) -> None:
    client.post(address, {"confirm": "1", "sure": list(sure)})


def test_a_return_names_its_order_and_each_payment_is_answered(there: There, order: PayOrder) -> None:
    client = desk.signed_in()
    address = send(client, told(order, (640000, "", ""), (650000, "账号户名不符", "")), there.account, "回盘.json", booked_on="2026-04-09")
    page = words(client, address)
    assert f"回的是 代发指令 {order.number} （2026年3月，2 笔 12,900.00 元）：这一份回了已付 1 笔，退票 1 笔" in page, page
    assert not PayAnswer.objects.exists() and lines() == []
    confirmed(client, address)
    confirmed(client, address)
    assert [(each.place, each.outcome) for each in PayAnswer.objects.order_by("place")] == [(1, "paid"), (2, "returned")]
    assert sorted((row["paid_fen"], row["state"]) for row in lines()) == [(640000, "paid"), (650000, "returned")]
    page = words(client, f"/bank/order/{order.id}/")
    assert "1 笔退票" in page and "账号户名不符" in page and f"卡尾号 {card(1)[-4:]}" in page and "6,500.00 元" in page
    assert person(0)[0] not in page and person(0)[0] in words(client, f"/bank/order/{order.id}/?show=paid")
    assert "已付 1 笔，退票 1 笔" in words(client, "/bank/")
    client.post(f"/bank/order/{order.id}/", {"layout": "B2"})
    found = Viewing.objects.filter(page="pay_order").order_by("id").values_list("lines", "about", "by_words")
    assert list(found) == [(n, order.number, "示例银行（经办人 钱示例）") for n in (1, 1, 2)]


def test_the_contractor_sees_what_is_open_and_answers_too(there: There, order: PayOrder) -> None:
    Employer.objects.filter(token=there.firm).update(code=firm.CODE, registered=True)
    firm.admitted(firm.CODE, "甲建设有限公司", firm.PHONE, "2026-04-01")
    client = firm.signed_in(firm.CODE, firm.PHONE)
    address = f"/employer/ledger/order/{order.id}/"
    page = words(client, address)
    assert "还没有回单" in page and "没有回 2 笔 12,900.00 元" in page and "银行还没有取" in page and page.count("还没有回") >= 3
    assert f"代发指令 {order.number}" in words(client, f"/employer/ledger/{order.handed_id}/")
    rows = [["序号", "收款账号", "收款户名", "金额", "用途", "发放日期", "结果"], [1, card(0), person(0)[0], "6400.00", f"工资 {order.number}", "2026-04-09", "成功"]]
    answer = client.post("/employer/ledger/", {"file": SimpleUploadedFile("回单.csv", csv(rows, "gb18030")), "order": order.number, "site": "0"})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    page = words(client, answer["Location"])
    assert f"代发指令 {order.number}" in page and "已付 1 笔，退票 0 笔" in page, page
    client.post(answer["Location"], {"confirm": "1"})
    page = words(client, address)
    assert "还有 1 笔没有回" in page and person(1)[0] in page and person(0)[0] not in page and "没有回 1 笔 6,500.00 元" in page
    assert lines()[0]["account"] == there.account and "回了 1 笔" in words(client, f"/employer/ledger/{order.handed_id}/")


def test_without_a_number_the_one_order_that_fits_is_meant(there: There, order: PayOrder) -> None:
    client = desk.signed_in()
    rows = [["序号", "姓名", "帐号", "金额", "身份证", "结果", "失败原因", ""], *([n + 1, person(n)[0], card(n), fen, person(n)[1], said, why, ""] for n, (fen, said, why) in enumerate((("6400", "成功", ""), ("6500.00", "失败", "账户已销户"))))]
    address = send(client, csv(rows, "gb18030", "|"), there.account, "回盘.txt", booked_on="2026-04-09")
    page = words(client, address)
    assert f"代发指令 {order.number}" in page and "已付 1 笔，退票 1 笔" in page, page
    confirmed(client, address)
    assert PayAnswer.objects.count() == 2 and "账户已销户" in words(client, f"/bank/order/{order.id}/")


def test_of_two_alike_a_person_chooses(there: There, order: PayOrder) -> None:
    second, client = another(there), desk.signed_in()
    address = send(client, desk.booked(("6400", "成功"), ("6500", "成功")), there.account)
    page = words(client, address)
    assert f"有 2 份代发指令的月份、笔数和金额都和这份回单一样：{order.number}、{second.number}" in page, page
    assert client.post(address, {"confirm": "1"}).status_code == 422
    client.post(address, {"again": "1", "order": second.number})
    assert f"回的是 代发指令 {second.number}" in words(client, address)
    assert f'<option value="{second.number}" selected>' in client.get(address).content.decode()
    confirmed(client, address)
    assert set(PayAnswer.objects.values_list("order", flat=True)) == {second.id} and HandedFile.objects.get(order=second).state == "taken"


def test_one_fen_a_stranger_and_a_payment_twice_take_nothing_in(there: There, order: PayOrder) -> None:
    client = desk.signed_in()
    for data, says in (
        (told(order, (640000, "", ""), (650001, "", "")), "第 2 笔是 6,500 元，这里是 6,500.01 元，多 0.01 元"),
        (told(order, (640000, "", ""), (649999, "户名不符", "")), "少 0.01 元"),
        (told(order, (640000, "", ""), (650000, "", ""), (100, "", "")), "里没有付给这个账号的"),
        (desk.booked(("6400", "成功"), ("6500", "成功"), ("1", "成功")), "没有一份等着回的代发指令和它对得上"),
    ):
        address = send(client, data, there.account, "回盘.json" if data[:1] == b"{" else "回单.xlsx", booked_on="2026-04-09")
        page = words(client, address)
        assert says in page, page
        assert client.post(address, {"confirm": "1"}).status_code == 422
    address = send(client, twice(order), there.account, booked_on="2026-04-09")
    assert "和第 2 行回的是同一笔（指令的第 1 笔）" in words(client, address)
    assert not PayAnswer.objects.exists() and lines() == [] and HandedFile.objects.filter(state="taken").count() == 1


def twice(order: PayOrder) -> bytes:
    rows = [[serial, person(0)[0], card(0), person(0)[1], "6400", "2026-03", "2026-04-09", "成功"] for serial in ("K1", "K2")]
    rows.append([f"{order.number}000002", person(1)[0], card(1), person(1)[1], "6500", "2026-03", "2026-04-09", "成功"])
    return desk.xlsx({"回单": [desk.BOOKED_HEADS, *rows]})


def test_a_return_that_answers_no_order(there: There, order: PayOrder) -> None:
    client = desk.signed_in()
    unknown = told(None, (640000, "", "")).replace(b'"K0"', b'"DF000000009999000001"')
    page = words(client, send(client, unknown, there.account, "回盘.json", booked_on="2026-04-09"))
    assert "没有代发指令 DF000000009999，或者不是这个账户的。请核对账户和号码" in page
    mixed = told(order, (640000, "", ""), (650000, "", "")).replace(f"{order.number}000002".encode(), b"DF000000009999000002")
    assert "这个文件里有 2 份代发指令的号" in words(client, send(client, mixed, there.account, "回盘.json"))
    answer = client.post("/bank/files/", {"file": SimpleUploadedFile("回单.xlsx", desk.booked(("6400", "成功"))), "account": there.account, "order": "DF1", "booked_on": "2026-04-09"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "没有代发指令“DF1”" in page and 'value="DF1"' in page and 'value="2026-04-09"' in page, "what was typed stays"
    other = desk.signed_in(OTHER)
    answer = other.post("/bank/files/", {"file": SimpleUploadedFile("a.xlsx", desk.booked(("6400", "成功"))), "account": there.other, "order": order.number})
    assert answer.status_code == 422 and f"没有代发指令“{order.number}”，或者不归您回" in answer.content.decode()
    address = send(client, desk.booked(("1234", "成功")), there.account)
    assert "不是按这里的指令付的，请勾上" in words(client, address)
    assert client.post(address, {"confirm": "1"}).status_code == 422
    confirmed(client, address, "no-pay-order")
    assert [row["paid_fen"] for row in lines()] == [123400] and not PayAnswer.objects.exists()


def test_a_payment_and_an_order_are_answered_once(there: There, order: PayOrder) -> None:
    client = desk.signed_in()
    confirmed(client, send(client, told(order, (640000, "", "")), there.account, "一.json"))
    page = words(client, send(client, told(order, (640000, "", ""), (650000, "户名不符", "")), there.account, "二.json", booked_on="2026-04-10"))
    assert "指令的第 1 笔 4月10日已经回过：已付。不要再回一次，只交还没有回的" in page
    rest = told(order, (640000, "", ""), (650000, "", ""))
    only = json.loads(rest)
    only["paySuccessDetails"] = only["paySuccessDetails"][1:]
    confirmed(client, send(client, json.dumps(only).encode(), there.account, "三.json"))
    assert "全部付了" in words(client, f"/bank/order/{order.id}/")
    again = send(client, rest, there.account, "四.json")
    assert f"代发指令 {order.number} 的 2 笔已经全部回过（4月10日），这一份没有收" in words(client, again)
    assert client.post(again, {"confirm": "1"}).status_code == 422
    without = send(client, desk.booked(("6400", "成功"), ("6500", "成功")), there.account)
    assert f"和已经回完的代发指令 {order.number} 一样。交重了的，请点“这份不要了”" in words(client, without)
    back = send(client, told(order, (640000, "账户冻结", "")), there.account, "五.json", booked_on="2026-04-10")
    confirmed(client, back)
    page = words(client, f"/bank/order/{order.id}/")
    assert "1 笔退票" in page and "账户冻结" in page, page
    found = sorted((row["paid_fen"], row["state"], str(row["booked_on"]), str(row["returned_on"])) for row in lines())
    assert found == [(640000, "returned", "2026-04-09", "2026-04-10"), (650000, "paid", "2026-04-09", "None")], "one line of the ledger, sent back later"
    assert PayAnswer.objects.count() == 3


def test_two_returns_read_before_either_was_confirmed(there: There, order: PayOrder) -> None:
    client = desk.signed_in()
    data = told(order, (640000, "", ""), (650000, "", ""))
    first, second = (send(client, data, there.account, f"{n}.json") for n in "一二")
    confirmed(client, first)
    confirmed(client, second)
    assert "已经全部回过" in words(client, second) and PayAnswer.objects.count() == 2
    assert HandedFile.objects.filter(order=order, state="taken").count() == 1


def test_nothing_of_a_person_lies_open(there: There, order: PayOrder, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = desk.signed_in()
    address = send(client, told(order, (640000, "", ""), (650000, "户名不符张三", "")), there.account, "回盘.json", booked_on="2026-04-09")
    confirmed(client, address)
    client.post(f"/bank/order/{order.id}/", {"layout": "B2"})
    secrets = [word for n in (0, 1) for word in (*person(n), card(n))] + ["户名不符张三", NUMBER]
    with connection.cursor() as cursor:
        stored = ""
        for table in ("engine_payorder", "engine_paystep", "engine_payanswer", "engine_handedfile"):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, '|'), '') || coalesce(string_agg(to_jsonb(t)::text, '|'), '') FROM {table} t")
            stored += cursor.fetchone()[0]
    hexed = [word.encode().hex() for word in secrets]
    assert not [word for word in [*secrets, *hexed] if word in stored]
    assert not [word for word in secrets if word in caplog.text and word != NUMBER]
    kept = b"".join(path.read_bytes() for path in Path(ledger_place.current().root).rglob("*") if path.is_file())
    assert not [word for word in secrets if word.encode() in kept]


def test_the_order_page_asks_a_fixed_number_of_queries(there: There, order: PayOrder) -> None:
    client = desk.signed_in()
    client.get(f"/bank/order/{order.id}/")
    with CaptureQueriesContext(connection) as one:
        client.get(f"/bank/order/{order.id}/?show=all")
    confirmed(client, send(client, told(order, (640000, "", ""), (650000, "户名不符", "")), there.account, "回盘.json", booked_on="2026-04-09"))
    client.post(f"/bank/order/{order.id}/", {"layout": "B2"})
    with CaptureQueriesContext(connection) as two:
        page = words(client, f"/bank/order/{order.id}/?show=all")
    assert "户名不符" in page and (len(one), len(two)) == (15, 16), "who fetched it is looked up once it was"
