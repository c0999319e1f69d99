"""A bank's pages: what was given to it and no more, files out, return files in, each in one step that can be done again."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from hezhong.directory import bank_clerks, feeders
from hezhong.directory.models import BankClerk, Change, Employer
from hezhong.engine import known_columns, ledger_place, pay_orders
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.models import HandedFile, PayOrder, PayStep
from hezhong.ledger.pay_tables import ACCOUNT_BALANCES, BANK_LINES
from hezhong.ledger.reading import Reader
from hezhong.ledger.tests.written import card, xlsx
from hezhong.ledger.vocabulary import Table
from tests import at_desk, province
from tests.web.bank import desk
from tests.web.bank.desk import DAY, LOGIN, NUMBER, OTHER, OTHER_NUMBER, There
from tests.web.employer import firm

pytestmark = pytest.mark.django_db
MOST_QUERIES = 14


@pytest.fixture
def there() -> Iterator[There]:
    with at_desk.day(DAY):
        yield desk.build()


def rows(table: Table) -> list[dict[str, object]]:
    ledger = ledger_place.current()
    return Reader(ledger.root, ledger.manifest.state()).rows(table).to_pylist()


def send(client: Client, data: bytes, account: int, kind: str = "", name: str = "回单.xlsx") -> UUID:
    """Return the file that was handed in by the page."""
    answer = client.post("/bank/files/", {"file": SimpleUploadedFile(name, data), "account": account, "kind": kind})
    assert answer.status_code == 302, re.findall(r"没有收下.*?</p>", answer.content.decode(), re.S)
    return UUID(answer["Location"].split("/")[-2])


def test_the_door(there: There) -> None:
    stranger = Client()
    answer = stranger.get("/bank/files/")
    assert answer.status_code == 302 and answer["Location"] == "/bank/enter/?next=%2Fbank%2Ffiles%2F"
    page = stranger.get("/bank/enter/").content.decode()
    assert "银行登录" in page and "工作人员登录" not in page
    wrong = stranger.post("/bank/enter/", {"login": LOGIN, "password": "nothing"})
    assert wrong.status_code == 200 and "没有登录成功" in wrong.content.decode()
    page = desk.signed_in().get("/bank/").content.decode()
    assert "示例银行" in page and "经办人 钱示例" in page and "云山花园 尾号 9001" in page and "甲建设有限公司" in page
    assert "远山花园" not in page and NUMBER not in page


def test_outside_a_demonstration_a_second_factor_is_asked(there: There) -> None:
    client = desk.signed_in()
    with override_settings(HEZHONG_DEMO=False):
        answer = client.get("/bank/")
    assert answer.status_code == 302 and answer["Location"] == "/account/2fa/"


def test_whose_account_was_ended_is_told_so(there: There) -> None:
    client = desk.signed_in()
    assert bank_clerks.end(LOGIN, desk.AUTHOR) and not bank_clerks.end(LOGIN, desk.AUTHOR)
    assert "已经停用" in client.get("/bank/").content.decode() and client.get("/bank/files/").status_code == 403
    other = desk.signed_in(OTHER)
    assert feeders.end(BankClerk.objects.get(account__username=OTHER).feeder_id, desk.AUTHOR)
    assert other.get("/bank/").status_code == 403, "the bank itself was ended"
    assert Change.objects.filter(what="银行经办人").count() == 3


def test_a_clerk_is_made_for_a_bank_and_no_other(there: There) -> None:
    gate, _ = feeders.make("门禁厂商", "gate", desk.AUTHOR)
    for feeder in (gate, 404):
        with pytest.raises(bank_clerks.NotMade, match="没有第 .* 号银行报送程序"):
            bank_clerks.make(feeder, "钱", "somebody", "x", desk.AUTHOR)
    bank = BankClerk.objects.get(account__username=LOGIN).feeder_id
    with pytest.raises(bank_clerks.NotMade, match="已经有人用了"):
        bank_clerks.make(bank, "钱", OTHER, "x", desk.AUTHOR)


def test_a_payroll_goes_to_the_bank_of_the_account_and_is_fetched(there: There) -> None:
    name = desk.taken(there)
    client = desk.signed_in()
    assert "现在没有" in client.get("/bank/").content.decode(), "nothing was given yet"
    (payer,) = pay_orders.payers(HandedFile.objects.get(id=name), there.hander)
    assert payer.account.token == there.account and payer.banks == ("示例银行",) and payer.order is None
    pay_orders.give(name, there.hander, there.account, province.at(DAY).recorded_at)
    pay_orders.give(name, there.hander, there.account, province.at(DAY, 11).recorded_at)
    order = PayOrder.objects.get()
    assert (order.people, order.fen, order.given_at) == (2, 1_290_000, province.at(DAY).recorded_at)
    page = client.get("/bank/").content.decode()
    assert "有 1 份代发指令等着取" in page and "2026年3月工资，2 笔，<b>12,900.00 元</b>" in page
    answer = client.post(f"/bank/order/{order.id}/", {"layout": "B2"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith(f"1,{card(0)},") and ",6400.00," in lines[1] and ",6500.00," in lines[2] and len(lines) == 3
    assert answer["Content-Disposition"].endswith('.csv"') and answer["Cache-Control"] == "no-store"
    assert PayStep.objects.get().order == order
    page = client.get("/bank/").content.decode()
    assert "已取：示例银行（经办人 钱示例）" in page and "等着取" not in page


def test_an_order_is_nobody_elses(there: There) -> None:
    order = desk.given(there)
    other = desk.signed_in(OTHER)
    assert "甲建设" not in other.get("/bank/").content.decode()
    assert other.post(f"/bank/order/{order}/", {"layout": "B2"}).status_code == 404
    assert desk.signed_in().post(f"/bank/order/{order}/", {"layout": "B9"}).status_code == 404
    assert other.get(f"/bank/order/{order}/").status_code == 404
    assert desk.signed_in().put(f"/bank/order/{order}/").status_code == 405
    assert not PayStep.objects.exists()


def test_a_corrected_payroll_is_not_paid_twice(there: There) -> None:
    order = desk.given(there)
    old = PayOrder.objects.get(id=order).handed
    new = desk.taken(there, desk.payroll((6400, 6600)), series=old.series, hour=12)
    client = desk.signed_in()
    assert "工资表已经更正" in client.get("/bank/").content.decode()
    answer = client.post(f"/bank/order/{order}/", {"layout": "B2"})
    assert answer.status_code == 422 and "不能再按旧的付" in answer.content.decode()
    with pytest.raises(Refused, match="已经有更正的一份"):
        pay_orders.give(old.id, there.hander, there.account, province.at(DAY).recorded_at)
    pay_orders.give(new, there.hander, there.account, province.at(DAY, 13).recorded_at)
    assert PayOrder.objects.get(handed=new).fen == 1_300_000


def test_only_who_may_draw_on_an_account_gives_a_payroll_to_its_bank(there: There) -> None:
    name = desk.taken(there)
    for account in (there.other, 404, 0):
        with pytest.raises(Refused, match="不能从这个账户付"):
            pay_orders.give(name, there.hander, account, province.at(DAY).recorded_at)
    row = HandedFile.objects.get(id=name)
    assert pay_orders.payers(row, Hander("9", there.hander.on, 404)) == () and pay_orders.payers(row, Hander("9", there.hander.on, office=1)) == ()
    bank_clerks.end(LOGIN, desk.AUTHOR)
    assert pay_orders.payers(row, there.hander) == (), "nobody of the bank could fetch it"


def test_an_employer_gives_a_payroll_to_the_bank_on_its_page(there: There) -> None:
    Employer.objects.filter(token=there.firm).update(code=firm.CODE, registered=True)
    firm.admitted(firm.CODE, "甲建设有限公司", firm.PHONE, "2026-04-01")
    client, name = firm.signed_in(firm.CODE, firm.PHONE), desk.taken(there)
    address = f"/employer/ledger/{name}/"
    page = client.get(address).content.decode()
    assert "从 云山花园 尾号 9001 付，示例银行可以直接在这里取文件" in page and "别家银行" not in page
    wrong = client.post(address, {"give": "x"})
    assert wrong.status_code == 422 and "不能从这个账户付这张表" in wrong.content.decode() and not PayOrder.objects.exists()
    assert client.post(address, {"give": there.account}).status_code == 302
    page = client.get(address).content.decode()
    assert "4月10日 10:00交给示例银行，2 笔 12,900.00 元，银行还没有取" in page and 'name="give"' not in page
    desk.signed_in().post(f"/bank/order/{PayOrder.objects.get().id}/", {"layout": "B1"})
    assert "4月10日 10:00银行已取" in client.get(address).content.decode()


def test_a_return_file_from_upload_to_receipt(there: There) -> None:
    client = desk.signed_in()
    name = send(client, desk.booked(("6400", "成功"), ("6500", "退票")), there.account)
    page = client.get(f"/bank/files/{name}/").content.decode()
    assert "2 人" in page and "12,900.00 元" in page and "确认提交" in page and "约定的发薪日" not in page
    assert rows(BANK_LINES) == []
    client.post(f"/bank/files/{name}/", {"confirm": "1"})
    client.post(f"/bank/files/{name}/", {"confirm": "1"})
    page = client.get(f"/bank/files/{name}/").content.decode()
    assert "收到了" in page and "银行代发明细" in page and "交给银行" not in page
    found = sorted((row["paid_fen"], row["state"], row["account"], row["site"], row["employer"], row["month"]) for row in rows(BANK_LINES))
    assert found == [(640000, "paid", there.account, there.site, there.firm, 202603), (650000, "returned", there.account, there.site, there.firm, 202603)]
    assert HandedFile.objects.get(id=name).sender.startswith("feeder:")
    assert "回单.xlsx" in client.get("/bank/files/").content.decode()
    other = desk.signed_in(OTHER)
    assert "回单.xlsx" not in other.get("/bank/files/").content.decode() and other.get(f"/bank/files/{name}/").status_code == 404


def test_bad_input_is_refused_in_words(there: There) -> None:
    client = desk.signed_in()
    data = desk.booked(("6400", "成功"))
    for given, says in (
        ({}, "请先选文件"),
        ({"file": SimpleUploadedFile("a.xlsx", data)}, "请先选是哪个账户"),
        ({"file": SimpleUploadedFile("a.xlsx", data), "account": "x"}, "请先选是哪个账户"),
        ({"file": SimpleUploadedFile("a.xlsx", data), "account": there.other}, "不归贵行报"),
        ({"file": SimpleUploadedFile("a.xlsx", data), "account": "9" * 30}, "请先选是哪个账户"),
        ({"file": SimpleUploadedFile("a.xlsx", data), "account": there.account, "booked_on": "前天"}, "日期"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ" + b"\0" * 99), "account": there.account}, "请"),
    ):
        answer = client.post("/bank/files/", given)
        assert answer.status_code == 422 and says in answer.content.decode(), (given, answer.status_code)
    assert not HandedFile.objects.exists()


def test_a_bad_cell_and_a_file_that_is_not_a_banks(there: There) -> None:
    client = desk.signed_in()
    name = send(client, desk.booked(("很多", "成功"), ("6500", "成功")), there.account)
    page = client.get(f"/bank/files/{name}/").content.decode()
    assert "有 1 处要改，一行也没有收" in page and "第 2 行" in page
    assert client.post(f"/bank/files/{name}/", {"confirm": "1"}).status_code == 422
    payroll = send(client, desk.payroll(), there.account, name="工资.xlsx")
    page = client.get(f"/bank/files/{payroll}/").content.decode()
    assert "银行只报代发回单、对账单和账户资金告知" in page
    assert client.post(f"/bank/files/{payroll}/", {"confirm": "1"}).status_code == 422
    assert rows(BANK_LINES) == []


def test_a_statement_tells_of_the_chosen_account_only(there: There) -> None:
    heads = ["交易日期", "salaryAccount", "收入", "支出", "余额"]
    client = desk.signed_in()
    mixed = xlsx({"对账单": [heads, ["2026-04-08", NUMBER, 100, "", 100], ["2026-04-09", OTHER_NUMBER, 50, "", 50]]})
    page = client.get(f"/bank/files/{send(client, mixed, there.account, 'statement')}/").content.decode()
    assert "这一行是别的账户的" in page, re.sub("<[^>]*>", "", page)
    own = xlsx({"对账单": [heads, ["2026-04-08", NUMBER, 100, "", 100]]})
    client.post(f"/bank/files/{send(client, own, there.account, 'statement')}/", {"confirm": "1"})
    assert [(row["account"], row["balance_fen"]) for row in rows(ACCOUNT_BALANCES)] == [(there.account, 10000)]


def test_columns_that_a_bank_confirmed_are_not_used_for_the_employer(there: There) -> None:
    heads = ("流水", "户名", "卡", "证", "交易额", "所属月", "日子", "结果")
    client = desk.signed_in()
    name = send(client, desk.booked(("6400", "成功"), heads=heads), there.account, "bank")
    sheet = client.get(f"/bank/files/{name}/").context["seen"].sheets[0]
    meant = dict(zip(heads, ("serial", "name", "bank_account", "identity", "amount", "month", "pay_date", "outcome"), strict=True))
    chosen = {f"c-0-{at}": meant[column.title] for at, column in enumerate(sheet.columns)}
    client.post(f"/bank/files/{name}/", {"again": "1", **chosen})
    client.post(f"/bank/files/{name}/", {"confirm": "1"})
    assert HandedFile.objects.get(id=name).state == "taken", client.get(f"/bank/files/{name}/").content.decode()[-3000:]
    again = send(client, desk.booked(("6500", "成功"), heads=heads), there.account)
    assert "按上次的对应" in client.get(f"/bank/files/{again}/").content.decode()
    assert known_columns.of(f"employer:{there.firm}") == ()


def test_the_number_of_queries_does_not_grow(there: There) -> None:
    client = desk.signed_in()
    client.get("/bank/")
    desk.given(there)
    with CaptureQueriesContext(connection) as one:
        client.get("/bank/")
    first = PayOrder.objects.get()
    other = HandedFile.objects.create(
        file=_copy(first.handed), sender=first.handed.sender, by="77", city=440300, employer=first.handed.employer, site=there.site, state="taken",
        body=b"", months=[202602], handed_at=first.given_at, taken_at=first.given_at,
    )  # fmt: skip
    PayOrder.objects.create(number="DF000000000009", handed=other, account=there.account, people=1, fen=100, given_at=first.given_at, given_by="77")
    with CaptureQueriesContext(connection) as two:
        page = client.get("/bank/").content.decode()
    assert "有 2 份代发指令等着取" in page
    assert len(one) == len(two) <= MOST_QUERIES, (len(one), len(two))


def _copy(row: HandedFile):  # type: ignore[no-untyped-def]
    file = row.file
    file.pk = None
    file._state.adding = True
    file.save()
    return file
