"""The command centre in Chromium: wall, desk and phone, past days and reports; nothing spills, axe finds nothing; a pause holds."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from hezhong.indicators.models import Report
from tests import fitting
from tests.at_desk import day
from tests.fitting import serious
from tests.province import Province
from tests.web.desk import warned
from tests.web.desk.test_command_in_browser import SPILLS, arrive
from tests.web.desk.test_in_browser import EXPECTED

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
PAGE = "/desk/command/"
CUT_OFF = """() => [...document.querySelectorAll('.wall .panel, .wall .kpis')].filter(e => e.getBoundingClientRect().bottom > innerHeight + 1)
    .map(e => e.className)"""


@pytest.fixture(name="here")
def the_province(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Province]:
    warned.only_one_rule(monkeypatch)
    with day(warned.TODAY):
        yield warned.build()


def test_every_page_is_fit_to_be_seen(here: Province, browser: Any, live_server: Any) -> None:
    worker = arrive(browser, live_server, "guangdong.head")
    worker.page.set_viewport_size({"width": 1920, "height": 1080})
    worker.go(f"{PAGE}?screen=wall")
    worker.shoot("wall")
    assert worker.page.evaluate("() => document.documentElement.scrollHeight - innerHeight") <= 0
    assert worker.page.evaluate(SPILLS) <= 0 and worker.page.evaluate(CUT_OFF) == []
    assert serious(worker.page) == []
    worker.go("/desk/command/reports/")
    worker.page.get_by_role("button", name="发布周报").click()
    worker.page.wait_for_load_state("load")
    report = Report.objects.get()
    for shot, path, says in (
        ("now", PAGE, "红色预警"), ("county", f"{PAGE}?place=440306&show=warnings_overdue", "滨海湾一号"),
        ("past", f"{PAGE}?on=2026-03-17", "最重的"), ("past-city", f"{PAGE}?place=440300&on=2026-03-17", "南山区"),
        ("stood", f"{PAGE}warnings/?place=440000&on=2026-03-17", "科技园三期"), ("less", f"{PAGE}warnings/?which=wages_less", "科技园三期"),
        ("reports", f"{PAGE}reports/", "周报"), ("report", f"{PAGE}reports/{report.id}/", "核对过了"),
        ("frozen", f"{PAGE}reports/{report.id}/warnings_open/", "在办预警"),
    ):  # fmt: skip
        worker.page.set_viewport_size({"width": 1440, "height": 900})
        worker.go(path)
        assert says in worker.text, shot
        for summary in worker.page.locator("main summary").all()[:2]:
            summary.click()
        assert serious(worker.page) == [], shot
        worker.shoot(f"{shot}-wide")
        fitting.fits(worker, shot)
        worker.page.set_viewport_size({"width": 360, "height": 780})
        worker.shoot(f"{shot}-phone")
    assert [said for said in worker.complaints if not EXPECTED.search(said)] == []


def test_a_board_is_swapped_in_place_and_a_pause_holds_it(here: Province, browser: Any, live_server: Any) -> None:
    worker = arrive(browser, live_server, "guangdong.head")
    worker.go(PAGE)
    page = worker.page
    page.locator(".board summary").first.click()
    page.evaluate("fresh()")
    expect(page.locator(".board details").first).to_have_attribute("open", "")
    page.get_by_role("button", name="暂停更新").click()
    page.evaluate("swap('<p id=new>新的</p>')")
    expect(page.locator("#new")).to_have_count(0)
    page.get_by_role("button", name="继续更新").click()
    expect(page.locator("#new")).to_have_text("新的")


def test_what_moved_shows_on_the_map_within_seconds_and_at_most_once_a_minute(here: Province, browser: Any, live_server: Any) -> None:
    worker = arrive(browser, live_server, "guangdong.head")
    page = worker.page
    page.clock.install()
    worker.go(PAGE)
    old = page.locator("[data-again][data-old]")

    def moved_and_passed(milliseconds: int) -> None:
        page.evaluate("() => { for (const each of document.querySelectorAll('[data-again]')) each.dataset.old = ''; stale = true; soon(); }")
        page.clock.run_for(milliseconds)

    moved_and_passed(11_000)
    expect(old).to_have_count(0)
    moved_and_passed(20_000)
    expect(page.locator("[data-again]")).to_have_count(old.count())
    page.clock.run_for(60_000)
    expect(old).to_have_count(0)
