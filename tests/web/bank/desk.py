"""A bank that serves the wage account of one site, somebody who works there, and the contractor whose wages it pays."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.test import Client

from hezhong.directory import accounts, bank_clerks, employers, feeders, regions, sites
from hezhong.directory.changes import Author
from hezhong.engine import handing_in, pay_orders
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given
from hezhong.engine.pay_days import PayDay
from hezhong.ledger.tests.written import card, person, xlsx
from tests import province
from tests.province import PASSWORD, ZONE, hashed

DAY = "2026-04-10"
NUMBER, OTHER_NUMBER = "44300000000009001", "44300000000009002"
LOGIN, OTHER = "bank.boan", "bank.tianhe"
AUTHOR = Author("测试", datetime.combine(date(2026, 4, 1), time(9), ZONE))
PAY_HEADS = ["月份", "姓名", "身份证号", "出勤天数", "应发工资", "实发工资", "银行卡号"]
BOOKED_HEADS = ["流水号", "收款户名", "收款账号", "身份证号", "金额", "发放月份", "发放日期", "结果"]


@dataclass
class There:
    """firm, site, account: tokens. other: the account of another bank's site."""

    firm: int
    site: int
    account: int
    other: int
    hander: Hander


def build() -> There:
    """Return two banks with an account and a clerk each; everything of the first one's site is the contractor's."""
    regions.load_guangdong()
    firm, elsewhere = employers.register("甲建设有限公司", region="440306"), employers.register("乙建设有限公司", region="440106")
    site, far = sites.register("云山花园", "440306", "GD-1", contractor=firm), sites.register("远山花园", "440106", "GD-2", contractor=elsewhere)
    account, other = accounts.enter_account(NUMBER, site=site, holder=firm, bank="示例银行宝安支行"), accounts.enter_account(OTHER_NUMBER, site=far, holder=elsewhere)
    for name, login, at, of in (("示例银行", LOGIN, [site], []), ("别家银行", OTHER, [], [other])):
        feeder, _ = feeders.make(name, "bank", AUTHOR, at, of)
        bank_clerks.make(feeder, "钱示例", login, hashed(), AUTHOR, demo=True)
    return There(firm, site, account, other, Hander("77", date.fromisoformat(DAY), firm))


def signed_in(login: str = LOGIN) -> Client:
    """Return a browser that came in by the bank's door."""
    client = Client()
    answer = client.post("/bank/enter/?next=/bank/", {"login": login, "password": PASSWORD})
    assert answer.status_code == 302 and answer["Location"] == "/bank/", answer.content.decode()[:2000]
    return client


def payroll(net: tuple[int, ...] = (6400, 6500)) -> bytes:
    rows = [["2026-03", *person(n), 22, each, each, card(n)] for n, each in enumerate(net)]
    return xlsx({"三月": [PAY_HEADS, *rows]})


def booked(*lines: tuple[str, str], heads: tuple[str, ...] = ()) -> bytes:
    """Return a return file: (amount, outcome) of each payment."""
    rows = [[f"P{n}", person(n)[0], card(n), person(n)[1], amount, "2026-03", "2026-04-09", said] for n, (amount, said) in enumerate(lines)]
    return xlsx({"回单": [list(heads or BOOKED_HEADS), *rows]})


def taken(there: There, data: bytes | None = None, **more: object) -> UUID:
    """Return a payroll of the contractor that the ledger has taken."""
    given = Given("三月工资.xlsx", data or payroll(), "payroll", site=there.site, pay_day=PayDay(15, 1))
    name = handing_in.hand_in(there.hander, given, province.at(DAY))
    if series := more.get("series"):
        handing_in.answer(name, there.hander, {}, province.at(DAY), series=series)
    at = province.at(DAY, int(str(more.get("hour", 10))))
    handing_in.confirm(name, there.hander, [], at)
    assert handing_in.look(name, there.hander).state == "taken"
    return name


def given(there: There) -> UUID:
    """Return an order that the contractor gave to the bank."""
    name = taken(there)
    pay_orders.give(name, there.hander, there.account, province.at(DAY).recorded_at)
    order: UUID = pay_orders.PayOrder.objects.get(handed=name).id
    return order
