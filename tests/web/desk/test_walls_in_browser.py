"""Links of walls, the wall itself without a session, and corrected reports, in Chromium: on a wall, a desk and a phone."""

import re
from typing import Any

import pytest

from hezhong.indicators.models import Report
from tests import fitting
from tests.at_desk import day
from tests.browsing import Worker
from tests.fitting import serious
from tests.web.desk import warned
from tests.web.desk.test_centre_in_browser import CUT_OFF
from tests.web.desk.test_command_in_browser import SPILLS, arrive
from tests.web.desk.test_in_browser import EXPECTED

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
REPORTS, WALLS = "/desk/command/reports/", "/desk/command/walls/"


def looks_right(worker: Worker, shot: str) -> None:
    """The page is fit to be seen at 1440 and 360 pixels."""
    worker.page.set_viewport_size({"width": 1440, "height": 900})
    assert serious(worker.page) == [], shot
    worker.shoot(f"{shot}-wide")
    fitting.fits(worker, shot)
    worker.page.set_viewport_size({"width": 360, "height": 780})
    worker.shoot(f"{shot}-phone")


def test_walls_and_editions(transactional_db: None, monkeypatch: pytest.MonkeyPatch, browser: Any, live_server: Any) -> None:
    warned.only_one_rule(monkeypatch)
    with day(warned.TODAY):
        warned.build()
        head = arrive(browser, live_server, "guangdong.head")
        head.go(WALLS)
        head.page.get_by_label("挂在哪里").fill("一楼大厅")
        head.page.get_by_label("有效到哪天").fill("2027-1-1")
        head.press("发出链接")
        assert "最多 90 天" in head.text
        looks_right(head, "wall-refused")
        head.page.get_by_label("有效到哪天").fill("2026-4-20")
        head.press("发出链接")
        address = head.page.locator("section[role=status] a").get_attribute("href")
        looks_right(head, "walls")
        screen = Worker.arrive(browser, live_server.url, "wall", width=1920)
        screen.page.set_viewport_size({"width": 1920, "height": 1080})
        screen.go(address[len(live_server.url) :])
        screen.shoot("wall")
        assert "在办预警" in screen.text and not re.search("滨海湾|总承包", screen.text)
        assert screen.page.evaluate("() => document.documentElement.scrollHeight - innerHeight") <= 0
        assert screen.page.evaluate(SPILLS) <= 0 and screen.page.evaluate(CUT_OFF) == []
        assert screen.page.locator("a:not(.skip)").count() == 0
        looks_right(screen, "wall")
        head.page.set_viewport_size({"width": 1440, "height": 900})
        head.go(WALLS)
        head.page.get_by_role("button", name="收回").click()
        head.page.wait_for_load_state("load")
        screen.go(address[len(live_server.url) :])
        assert "已经被收回" in screen.text
        looks_right(screen, "dark")
        head.go(REPORTS)
        head.press("发布周报")
        first = Report.objects.get()
        head.press("发布第2版")
        assert "请写明为什么更正" in head.text
        head.page.get_by_label("为什么更正").fill("期末把已经消失的一件也算进去了")
        looks_right(head, "correcting")
        head.page.set_viewport_size({"width": 1440, "height": 900})
        head.press("发布第2版")
        looks_right(head, "second-edition")
        head.go(f"{REPORTS}{first.id}/")
        looks_right(head, "replaced")
        head.go(REPORTS)
        assert "看本期周报" in head.text
        looks_right(head, "reports")
        said = [each for each in (*head.complaints, *screen.complaints) if not EXPECTED.search(each)]
        assert len(said) == 1 and "404" in said[0], "the wall that was taken back, and nothing else"
