"""The pages of orders, calendar and runs in Chromium: wide and narrow, by axe, and one order from form to approval."""

import re
from typing import Any

import pytest

from hezhong.directory.models import Account
from hezhong.engine import clock_runs
from hezhong.engine.models import ClockRun, RegionOrder
from hezhong.web import clock
from tests import province
from tests.web.desk.office import There
from tests.web.desk.test_clock_pages import YEAR
from tests.web.desk.test_in_browser import an_officer_comes, look, the_office  # noqa: F401

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1440, 360])
def test_an_order_is_issued_looked_at_and_approved(there: There, come: Any, width: int) -> None:
    for name in ("keeper", "second"):
        Account.objects.create(username=name, password=province.hashed(), kind="administrator", shown_name=name, demo=True)
    keeper = come("keeper", width)
    keeper.go("/desk/tolling/")
    look(keeper, "tolling", "还没有录入过")
    form = keeper.page.locator("form.act")
    for label, value in (("文号", "深府〔2026〕9号"), ("标题", "关于台风期间中止办案期限的通知"), ("发文机关", "深圳市人民政府"), ("依据", "突发事件应对法")):
        form.get_by_label(label, exact=True).fill(value)
    form.get_by_label("从哪天起不计").fill("2026-11-4")
    form.get_by_role("button", name="存下并试算").click()
    keeper.page.get_by_role("alert").wait_for()
    look(keeper, "tolling-wrong", "请改这 2 处")
    form = keeper.page.locator("form.act")
    form.get_by_label("适用地区").select_option("440300")
    form.get_by_label("从哪天起恢复计算").fill("2026-11-11")
    form.get_by_role("button", name="存下并试算").click()
    keeper.page.get_by_text("请另一位管理员批准").wait_for()
    clock_runs.work(clock.moment(), lambda: False)
    order = RegionOrder.objects.get()
    second = come("second", width)
    second.go(f"/desk/tolling/{order.pk}/")
    look(second, "tolling-order", "看过试算，批准")
    second.follow(second.page.get_by_role("link", name="看每一件"))
    look(second, "clock-run", "按程序和机关")
    second.go(f"/desk/tolling/{order.pk}/")
    second.page.get_by_role("button", name="看过试算，批准").click()
    second.page.get_by_role("heading", name=re.compile("^执行")).wait_for()
    assert ClockRun.objects.filter(order=order, kind="order").exists()


@pytest.mark.parametrize("width", [1440, 360])
def test_the_calendar_is_fit_to_be_seen(there: There, come: Any, width: int) -> None:
    for name in ("keeper", "second"):
        Account.objects.create(username=name, password=province.hashed(), kind="administrator", shown_name=name, demo=True)
    keeper = come("keeper", width)
    keeper.go("/desk/calendar/")
    for label, name in (("年份", "year"), ("文号", "number"), ("发布日期", "issued"), ("放假的日子", "off")):
        keeper.page.locator("form.act").get_by_label(label).fill(YEAR[name])
    keeper.page.get_by_role("button", name="存下并试算").click()
    keeper.page.get_by_text("等另一位管理员批准").wait_for()
    clock_runs.work(clock.moment(), lambda: False)
    second = come("second", width)
    second.go("/desk/calendar/")
    look(second, "calendar", "录入一年的安排")
