"""The command page in Chromium: wide and narrow, without a script, by touch and by keyboard; axe finds nothing; the feed moves by itself."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests import province
from tests.at_desk import day
from tests.browsing import Worker
from tests.fitting import serious
from tests.province import PASSWORD
from tests.web.desk import office
from tests.web.desk.office import There
from tests.web.desk.test_in_browser import EXPECTED, sign_in

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
PAGE = "/desk/command/"
SPILLS = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(name="there")
def the_office(transactional_db: None) -> Any:
    with day(office.TODAY):
        yield office.build()


def arrive(browser: Any, live_server: Any, name: str, *, width: int = 1440, script: bool = True) -> Worker:
    worker = Worker.arrive(browser, live_server.url, f"command-{width}", width=width, script=script)
    worker.page.set_default_timeout(30_000)
    worker.go("/login/")
    sign_in(worker.page, name, PASSWORD)
    return worker


@pytest.mark.parametrize("width", [1440, 360, *(pytest.param(width, marks=pytest.mark.prove) for width in (1920, 390))])
def test_it_is_fit_to_be_seen_at_every_level(there: There, browser: Any, live_server: Any, width: int) -> None:
    worker = arrive(browser, live_server, "guangdong.head", width=width)
    for shot, path in (
        ("province", PAGE), ("open", f"{PAGE}?show=open"), ("rate", f"{PAGE}?show=accepted_in_time"),
        ("city", f"{PAGE}?place=440300"), ("county", f"{PAGE}?place=440306&show=due_soon"), ("town", f"{PAGE}?place=440306001"),
    ):  # fmt: skip
        worker.go(path)
        assert "在办" in worker.text
        for summary in worker.page.locator(".kpi summary").all()[:2]:
            summary.click()
        worker.shoot(shot)
        assert worker.page.evaluate(SPILLS) <= 0, (shot, width)
        assert serious(worker.page) == [], shot
    assert [said for said in worker.complaints if not EXPECTED.search(said)] == []


def test_without_a_script_a_city_opens_its_counties_and_a_number_its_list(there: There, browser: Any, live_server: Any) -> None:
    worker = arrive(browser, live_server, "guangdong.head", width=390, script=False)
    worker.go(PAGE)
    page = worker.page
    page.get_by_label("地图显示").select_option(label="在办")
    worker.press("看")
    expect(page.locator(".map h2")).to_contain_text("各地在办")
    page.locator(".hex", has_text="深圳").locator("polygon").click(position={"x": 20, "y": 8})  # the name; the number opens a list
    page.wait_for_load_state("load")
    assert worker.title.startswith("深圳市") and "宝安区" in worker.text
    page.locator(".kpi summary", has_text="口径：逾期").click()
    expect(page.locator("#f-overdue .meaning")).to_be_visible()
    page.locator(".hex", has_text="宝安区").locator(".h-list").click()
    page.wait_for_load_state("load")
    assert worker.title == "在办 9" and page.locator("tr.entry").count() == 9


def test_the_feed_shows_what_has_just_happened(there: There, browser: Any, live_server: Any) -> None:
    worker = arrive(browser, live_server, "boan.head")
    worker.go(PAGE)
    expect(worker.page.locator(".feed li")).to_have_count(4)
    province.file(office.TODAY, town="440306001", name="何平", number="", phone="19900005539")
    worker.page.evaluate("fresh()")
    expect(worker.page.locator(".feed li")).to_have_count(5)
    assert "何平" not in worker.text
