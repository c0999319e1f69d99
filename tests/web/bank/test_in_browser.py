"""The bank's door and a site's page in Chromium at 360 and 1440 pixels: file out, return file in, who builds there, what came in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from hezhong.directory import employers, sites
from hezhong.directory.models import Employer, Site, SiteParty
from hezhong.engine import ledger_place, pay_orders
from hezhong.engine.models import PayOrder
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.reading import Reader
from tests import province
from tests.at_desk import day
from tests.browsing import Worker
from tests.fitting import fits, serious
from tests.province import PASSWORD
from tests.web.bank import desk
from tests.web.bank.desk import DAY, There
from tests.web.employer import firm

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDER = """() => document.documentElement.scrollWidth > innerWidth ? [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, .only-read, .skip')).slice(0, 5).map(e => e.outerHTML.slice(0, 120)) : []"""


@pytest.fixture(name="there")
def the_bank(transactional_db: None) -> Iterator[There]:
    with day(DAY):
        province.build()
        yield desk.build()


def arrive(browser: Browser, server: Any, name: str, width: int = 390, **more: Any) -> Worker:
    worker = Worker.arrive(browser, server.url, name, width=width, **more)
    worker.page.set_default_timeout(30_000)
    return worker


def sign_in(worker: Worker, name: str) -> None:
    worker.page.get_by_label("用户名").fill(name)
    worker.page.get_by_label("密码").fill(PASSWORD)
    worker.press("登录")


def upload(worker: Worker, data: bytes) -> None:
    worker.page.locator("input[type=file]").set_input_files([{"name": "回单.xlsx", "mimeType": XLSX, "buffer": data}])
    worker.press("上传并检查")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_bank_takes_a_file_and_brings_one_back(live_server: Any, browser: Browser, there: There, script: bool) -> None:
    desk.given(there)
    worker = arrive(browser, live_server, f"bank-{'script' if script else 'plain'}", script=script)
    look = fits if script else Worker.shoot
    worker.go("/")
    worker.press("银行登录")
    look(worker, "door")
    sign_in(worker, desk.LOGIN)
    assert worker.title == "有 1 份代发指令等着取" and "12,900.00 元" in worker.text, worker.text
    look(worker, "orders")
    with worker.page.expect_download() as order:
        worker.page.get_by_role("button", name="银行代发表").click()
    path = order.value.path()
    assert path is not None and len(Path(path).read_text("utf-8-sig").splitlines()) == 3
    worker.press("回单和对账单")
    assert "还没有交过" in worker.text
    look(worker, "empty")
    upload(worker, desk.booked(("很多", "成功"), ("6500", "成功")))
    assert "有 1 处要改，一行也没有收" in worker.text
    look(worker, "wrong")
    worker.press("回单和对账单")
    upload(worker, desk.booked(("6400", "成功"), ("6500", "退票")))
    look(worker, "read")
    worker.press("确认提交")
    assert "收到了" in worker.text and "银行代发明细" in worker.text, worker.text
    look(worker, "receipt")
    ledger = ledger_place.current()
    assert sorted(row["paid_fen"] for row in Reader(ledger.root, ledger.manifest.state()).rows(BANK_LINES).to_pylist()) == [640000, 650000]
    assert "已付 1 笔，退票 1 笔" in worker.text
    worker.press("代发指令")
    assert "已取" in worker.text and worker.title == "代发指令", worker.text
    worker.press("甲建设有限公司")
    assert "1 笔退票" in worker.title and "钱建建" in worker.text, worker.text
    look(worker, "order")
    assert [each for each in worker.complaints if "422" not in each] == []


@pytest.mark.parametrize("width", [1440, 360])
def test_the_order_that_a_contractor_gave(live_server: Any, browser: Browser, there: There, width: int) -> None:
    Employer.objects.filter(token=there.firm).update(code=firm.CODE, registered=True)
    firm.admitted(firm.CODE, "甲建设有限公司", firm.PHONE, "2026-04-01")
    handed = desk.taken(there, desk.payroll((6400, 6500, 7000, 5250)))
    pay_orders.give(handed, there.hander, there.account, province.at(DAY).recorded_at)
    order = PayOrder.objects.get()
    worker = arrive(browser, live_server, f"order-{width}", width)
    cookies = firm.signed_in(firm.CODE, firm.PHONE).cookies
    worker.page.context.add_cookies([{"name": name, "value": each.value, "url": live_server.url} for name, each in cookies.items()])
    worker.go(f"/employer/ledger/{handed}/")
    assert order.number in worker.text, worker.text
    _look(worker, "payroll")
    worker.press(f"代发指令 {order.number}")
    assert "还没有回单" in worker.title, worker.text
    _look(worker, "open")
    upload(worker, desk.booked(("6400", "成功"), ("6500.01", "成功")))
    assert "多 0.01 元" in worker.text and order.number in worker.text, worker.text
    _look(worker, "wrong")
    worker.go(f"/employer/ledger/order/{order.id}/")
    upload(worker, desk.booked(("6400", "成功"), ("6500", "退票")))
    _look(worker, "read")
    worker.press("确认提交")
    worker.press(f"代发指令 {order.number}")
    assert "还有 2 笔没有回" in worker.title and "退票" in worker.text, worker.text
    _look(worker, "answered")
    assert [each for each in worker.complaints if "422" not in each] == []


@pytest.mark.parametrize("width", [1440, 360])
def test_a_sites_page_at_the_desk(live_server: Any, browser: Browser, there: There, width: int) -> None:
    desk.taken(there)
    employers.register("丙劳务有限公司", registered=True)
    worker = arrive(browser, live_server, f"site-{width}", width)
    worker.go("/login/")
    sign_in(worker, "boan.inspector")
    worker.go("/desk/ledger/")
    worker.press("项目和参建单位")
    _look(worker, "sites")
    worker.press("云山花园")
    assert "甲建设有限公司" in worker.text and "工资表" in worker.text and "2026年3月" in worker.text, worker.text
    _look(worker, "site")
    worker.page.get_by_label("什么单位").select_option(label="劳务分包")
    worker.page.get_by_label("单位名称").fill("丙劳务有限公司")
    worker.page.get_by_label("从哪天起").fill("三月")
    worker.press("登记")
    assert "没看懂“三月”" in worker.text and worker.page.get_by_label("单位名称").input_value() == "丙劳务有限公司"
    _look(worker, "wrong")
    worker.page.get_by_label("从哪天起").fill("2026-3-1")
    worker.press("登记")
    assert SiteParty.objects.get().role == "labour" and "2026-03-01" in worker.text
    worker.page.get_by_label("甲建设有限公司的结束日期").fill("2026-3-31")
    worker.page.locator("form", has=worker.page.get_by_label("甲建设有限公司的结束日期")).get_by_role("button", name="结束").click()
    worker.page.wait_for_load_state("load")
    assert "2026-03-31" in worker.text and Site.objects.get(token=there.site).contractor is None, worker.text
    _look(worker, "ended")
    assert sites.cards([there.site])[there.site].contractor == ""
    assert [each for each in worker.complaints if "422" not in each and "ERR_CONNECTION_REFUSED" not in each] == []


def _look(worker: Worker, shot: str) -> None:
    """The page fits, and axe finds nothing serious."""
    worker.shoot(shot)
    assert worker.page.evaluate(WIDER) == [], shot
    assert serious(worker.page) == [], shot
