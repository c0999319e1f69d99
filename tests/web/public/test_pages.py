"""Every public page in Chromium: it shows what it is for, fits, speaks to a screen reader, and asks the database little."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser

from hezhong.directory.models import Employer
from tests import province
from tests.browsing import (  # noqa: F401 (some are fixtures)
    Box,
    Clock,
    Worker,
    box_of_messages,
    clock_of_the_pages,
)
from tests.fitting import serious, wider
from tests.web.public.filling import FLOW, GOOD, answer, file_it, fill

# address, what its main part must say
BEFORE_FILING = (
    ("/", "工资被拖欠，在这里投诉"),
    ("/resume/", "提交或保存时给您的 8 位码"),
    ("/check/", "印在文书二维码旁边"),
    ("/check/AAAA-BBBB-CCCC/", "没有找到这份文书"),
    ("/demo/sms/", "这是演示系统：短信不会发出去"),
    ("/no/such/page/", "没有找到这一页"),
    ("/law/?q=时效", "申请仲裁时效"),
    ("/law/investigation_national/?on=2026-11-02&city=440300", "2026年11月2日适用什么"),
    ("/law/gd.min_wage.monthly/?on=不知道", "没看懂"),
    ("/law/severance/", "算例"),
    ("/claims/what/", "发生了什么事？"),
    (f"{FLOW}/saved/", "换一部手机也能接着填"),
    (f"{FLOW}/check/", "提交表示您确认上面写的都是真的"),
    (f"{FLOW}/phone/code/", "已经发到 199****5521"),
)
QUESTIONS = (
    ("trouble", "您遇到了什么事？"),
    ("site", "是在工地干活吗？"),
    ("employer", "是哪一家单位？"),
    ("place", "在哪里干活？"),
    ("wages", "欠的是哪些钱？"),
    ("months", "是哪几个月的事？"),
    ("amount", "一共欠您多少钱？"),
    ("crowd", "几个人遇到同样的事？"),
    ("heads", "一共多少人？"),
    ("told", "以前向别处反映过吗？"),
    ("told_where", "向谁反映过？"),
    ("story", "能说说经过吗？"),
    ("evidence", "有什么可以证明的？"),
    ("person", "您是谁？"),
    ("phone", "怎么联系您？"),
)
ERRORS = (
    ("employer", {"employer": "91440300123456781"}, "没认出"),
    ("place", {"place-1": "440100"}, "请选择在哪个县区"),
    ("months", {"months-y1": "2026", "months-m1": "9", "months-y2": "2026", "months-m2": "7"}, "要在“从”之后"),
    ("amount", {"amount": "很多"}, "没看懂“很多”"),
    ("person", {"person-name": "林😀", "person-kind": "resident"}, "姓名里有“😀”"),
    ("phone", {"phone": "12"}, "没看懂“12”"),
)
MORE = {"crowd": {"crowd": "few"}, "told": {"told_before": "yes"}}
FURTHER = {"heads": {"heads": "26"}, "told_where": {"told_where": "打过 12345"}}


@pytest.fixture
def filled(clock: Clock, box: Box, transactional_db: None) -> Client:  # noqa: PT004
    """A browser's cookies with every question answered, the conditional ones too."""
    province.build()
    for number in range(3):
        name = f"示例第{number}建筑工程有限公司"
        Employer.objects.create(
            token=number + 1, name=name, plain_name=name, registered=True, address="某区某路 1 号", pieces=pairs(name)
        )
    client = Client()
    fill(client, **MORE, **FURTHER)
    return client


def pairs(name: str) -> list[str]:
    return sorted({name[at : at + 2] for at in range(len(name) - 1)})


def arrive(browser: Browser, site: str, client: Client, width: int, *, script: bool = True) -> Worker:
    """Return a browser that carries on where the test client stands."""
    worker = Worker.arrive(browser, site, f"page-{width}", width=width, script=script)
    cookies = [{"name": name, "value": morsel.value, "url": site} for name, morsel in client.cookies.items()]
    worker.context.add_cookies(cookies)  # type: ignore[arg-type]
    return worker


def look(worker: Worker, shot: str, says: str) -> None:
    """The page shows what it is for, fits, and axe finds nothing serious."""
    assert says in worker.text, (worker.path, says, worker.text[:300])
    worker.shoot(shot)
    assert wider(worker.page) == [], worker.path
    assert serious(worker.page) == [], worker.path


def name_of(address: str) -> str:
    return address.strip("/").replace("/", "-") or "home"


@pytest.mark.debian("chromium")
@pytest.mark.parametrize("width", [360, 1440])
def test_every_page_fits_and_can_be_read_aloud(
    width: int, browser: Browser, live_server: Any, filled: Client, box: Box
) -> None:
    filled.post(f"{FLOW}/check/")
    box.deliver()
    worker = arrive(browser, live_server.url, filled, width)
    for address, says in BEFORE_FILING:
        worker.go(address)
        look(worker, name_of(address), says)
    for slug, says in QUESTIONS:
        worker.go(f"{FLOW}/{slug}/")
        look(worker, slug, says)
    for slug, typed, says in ERRORS:
        worker.go(f"{FLOW}/{slug}/")
        type_in(worker, typed)
        worker.press("继续")
        look(worker, f"{slug}-wrong", says)
    worker.go(f"{FLOW}/employer/")
    worker.page.get_by_label("是哪一家单位？").fill("示例第")
    worker.page.get_by_text("是下面这家吗？").wait_for()
    look(worker, "employer-hits", "都不是，就用我写的“示例第”")


def type_in(worker: Worker, typed: dict[str, str]) -> None:
    """Fill in and choose by the names of the inputs."""
    for name, value in typed.items():
        control = worker.page.locator(f"[name='{name}']")
        if control.evaluate("e => e.tagName") == "SELECT":
            control.select_option(value)
            worker.page.wait_for_load_state("networkidle")
        else:
            control.fill(value)


@pytest.mark.debian("chromium")
@pytest.mark.parametrize("width", [360, 1440])
def test_what_comes_after_filing_fits_too(
    width: int, browser: Browser, live_server: Any, filled: Client, box: Box
) -> None:
    code = file_it(filled, box)
    worker = arrive(browser, live_server.url, filled, width)
    for address, says in (
        (f"{FLOW}/done/", "短信里也有"),
        (f"/track/{code}/", "这几天是怎么算的"),
        (f"/track/{code}/submit/", "补充材料"),
        (f"/track/{code}/withdraw/", "请想好再确认"),
    ):
        worker.go(address)
        look(worker, name_of(address).replace(code.lower(), "code"), says)
    for trouble, says in (("dismissed", "这件事找劳动仲裁更快"), ("other", "先打 12333 问一问")):
        worker.go(f"{FLOW}/trouble/")
        worker.page.locator(f"input[value={trouble}]").check(force=True)
        worker.press("继续")
        look(worker, trouble, says)


@pytest.mark.debian("chromium")
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_nothing_is_cut_off_at_two_hundred_per_cent(
    script: bool, browser: Browser, live_server: Any, filled: Client
) -> None:
    worker = arrive(browser, live_server.url, filled, 195, script=script)  # a phone of 390 at 200 %
    cut = {}
    for address in (*(a for a, _ in BEFORE_FILING), *(f"{FLOW}/{slug}/" for slug, _ in QUESTIONS)):
        worker.go(address)
        cut[address] = wider(worker.page)
    assert {address: parts for address, parts in cut.items() if parts} == {}


QUERIES = {
    "/": 0,
    f"{FLOW}/trouble/": 3,  # the draft, its files, and what the register has of the employer
    f"{FLOW}/employer/": 3,
    f"{FLOW}/check/": 3,
    "/resume/": 0,
    "/check/": 0,
}


@pytest.fixture
def asked(clock: Clock, box: Box, client: Client, db: None) -> Iterator[Client]:
    province.build()
    fill(client)
    yield client


def test_a_page_asks_the_database_little(asked: Client, box: Box) -> None:
    counted = {address: count(asked, address) for address in QUERIES}
    assert counted == QUERIES
    with CaptureQueriesContext(connection) as saving:
        answer(asked, "amount", GOOD["amount"])
    assert len(saving) == 7  # read as above, kept, read again
    code = file_it(asked, box)
    assert count(asked, f"/track/{code}/") <= 8


def count(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
