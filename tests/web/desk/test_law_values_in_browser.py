"""The figures of law in Chromium, wide and narrow: list, form, errors, a proposal for who made it and for who checks it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from unittest import mock

import pytest

from hezhong.directory.models import Account
from hezhong.engine import store, used
from hezhong.engine.used import UsedFigure
from hezhong.kernel.places import GUANGDONG
from hezhong.law.model import Confidence
from tests import province
from tests.at_desk import day
from tests.browsing import Worker, photo
from tests.web.desk.test_in_browser import EXPECTED, look, sign_in

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
SHENZHEN = GUANGDONG / "440300"
OLD = UsedFigure("gd.min_wage.monthly", "", SHENZHEN / "440306", date(2026, 10, 26), SHENZHEN, date(2026, 9, 1), Decimal(2700), Confidence.SECONDARY_SOURCE)


@pytest.fixture(autouse=True)
def _the_office(transactional_db: None) -> Iterator[None]:
    """A case whose taking rests on the minimum wage, so that there is something to list."""
    with day("2026-11-02"):
        here = province.build()
        for name, shown in (("keeper", "何管理"), ("second", "林管理")):
            Account.objects.create(username=name, password=province.hashed(), kind="administrator", shown_name=shown, demo=True)
        filed = province.file("2026-10-26")
        with mock.patch.object(used, "noted", lambda book: (OLD, replace(OLD, on=date(2026, 9, 30)))):
            store.act(filed.case_id, "take", None, here.asker("boan.inspector"), province.at("2026-11-02"))
        yield


@pytest.fixture(name="come")
def somebody_comes(browser: Any, live_server: Any) -> Any:
    def arrived(name: str, width: int) -> Worker:
        worker = Worker.arrive(browser, live_server.url, f"law-{width}-{name}", width=width)
        worker.page.set_default_timeout(30_000)
        worker.go("/login/")
        sign_in(worker.page, name)
        return worker

    return arrived


@pytest.mark.parametrize("width", [1440, 360])
def test_one_enters_and_another_approves_on_pages_fit_to_be_seen(come: Any, width: int) -> None:
    keeper = come("keeper", width)
    keeper.go("/desk/law-values/")
    look(keeper, "list", "缺的和还不能用的")
    keeper.go("/desk/law-values/enter/cn.dispatch.permit/?region=CN")
    look(keeper, "parts", "注册资本不少于（元）")
    keeper.go("/desk/law-values/enter/gd.min_wage.monthly/?region=440300&since=2026-09-01")
    look(keeper, "form", "看了哪里")
    keeper.page.get_by_label("数值（元/月）").fill("27100")
    keeper.page.get_by_label("文件", exact=True).fill("粤府函〔2026〕188号")
    keeper.page.get_by_role("button", name="录入，送另一名管理员核对").click()
    keeper.page.get_by_role("alert").wait_for()
    look(keeper, "wrong", "请填写看了哪里")
    keeper.page.get_by_label("文件的扫描件").set_input_files({"name": "通知.jpg", "mimeType": "image/jpeg", "buffer": photo("white")})
    keeper.page.get_by_label("看了哪里").fill("省政府网站公布的原文，附件第1页")
    keeper.page.get_by_role("button", name="录入，送另一名管理员核对").click()
    keeper.page.locator(".tick").wait_for()
    look(keeper, "far", "相差一倍以上")
    keeper.page.get_by_label("数值（元/月）").fill("2710")
    keeper.page.get_by_role("button", name="录入，送另一名管理员核对").click()
    keeper.page.get_by_role("button", name="撤回").wait_for()
    look(keeper, "mine", "自己录入的不能自己核对")
    second = come("second", width)
    second.go(keeper.path)
    look(second, "to-check", "等您核对")
    assert second.page.get_by_role("link", name="通知.jpg").count() == 1
    second.page.get_by_role("button", name="核对通过，开始算数").click()
    second.page.get_by_role("alert").wait_for()
    look(second, "unread", "打钩")
    second.page.get_by_label("我已对照原文").check()
    second.page.get_by_role("button", name="核对通过，开始算数").click()
    second.page.get_by_text("开始算数。").wait_for()
    look(second, "approved", "林管理（second）核对通过")
    head = come("boan.head", width)
    head.go(keeper.path)
    look(head, "rests", "您能看的")
    assert head.page.locator("table a", has_text="深宝").count() == 2 and second.page.locator("table a", has_text="深宝").count() == 0
    head.go("/desk/law-values/?q=最低工资&before=1")
    look(head, "searched", "已由管理员确认")
    assert [said for each in (keeper, second, head) for said in each.complaints if not EXPECTED.search(said)] == []
