"""Figures tried on the form, the case that names its warnings and the auditor's list, in Chromium: on a phone and wide."""

from typing import Any

import pytest
from playwright.sync_api import expect

from hezhong.directory.models import Account
from hezhong.early_warning.models import RuleChange
from tests import province
from tests.at_desk import day
from tests.early_warning.months import owed
from tests.early_warning.test_warning_pages_in_browser import arrive, fill, fit
from tests.early_warning.warned import BOAN, DAY, WAGES, answer, keep, run, site, warning, worker, workers
from tests.province import hashed
from tests.web.desk.test_in_browser import EXPECTED

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
FIGURES = {"region": "440300", "band_red": "10", "band_orange": "5", "band_yellow": "超过 1", "since": "2026-3-17", "figure_grace": "0"}


@pytest.mark.parametrize("width", [360, 1440])
def test_figures_are_tried_and_everything_typed_stays(transactional_db: None, monkeypatch: pytest.MonkeyPatch, browser: Any, live_server: Any, width: int) -> None:
    keep(monkeypatch, WAGES)
    with day(DAY):
        province.build()
        Account.objects.create(username="auditor", password=hashed(), shown_name="审计员", kind=Account.Kind.AUDITOR, demo=True)
        one = site("滨海湾一号地块二期工程施工总承包项目", BOAN)
        rows = [owed(one, worker("林晓彤", "440306199003070002"), 3_000_000, 1_000_000), *workers(one, 11)]
        run(DAY, rows)
        city = arrive(browser, live_server, "shenzhen.head", width=width)
        city.go(f"/desk/rules/{WAGES}/propose/")
        fill(city, FIGURES | {"reason": "冬季欠薪多"})
        city.press("先试算，不提出")
        expect(city.page.locator("#tried [role=status]")).to_be_visible()
        answer(rows)
        expect(city.page.locator("#tried table")).to_have_count(4)
        assert city.page.locator("[name=band_red]").input_value() == "10" and city.page.locator("[name=reason]").input_value() == "冬季欠薪多"
        fit(city, "trial")
        assert not RuleChange.objects.exists()
        fill(city, {"band_red": "3"})
        city.press("先试算，不提出")
        expect(city.page.locator(".summary")).to_contain_text("红色要比橙色更严重")
        fit(city, "trial-refused")
        head = arrive(browser, live_server, "boan.head", width=width)
        found = warning(one)
        head.go(f"/desk/warnings/{found.id}/")
        fit(head, "warning-to-ask")
        head.press("查台账里的明细")
        answer(rows)
        expect(head.page.locator("#facts tbody tr")).to_have_count(12)
        head.go(f"/desk/case/{found.case_id}/")
        expect(head.page.locator("#warnings")).to_contain_text("工地工资到期未足额支付")
        fit(head, "case")
        head.page.locator("#warnings a").click()
        head.page.wait_for_load_state("load")
        assert head.page.url.endswith(f"/desk/warnings/{found.id}/")
        auditor = arrive(browser, live_server, "auditor", width=width)
        auditor.press("谁查阅过工人明细")
        assert "深宝负责人" in auditor.text and "滨海湾一号" in auditor.text
        fit(auditor, "access")
        for each in (city, head, auditor):
            assert [said for said in each.complaints if not EXPECTED.search(said)] == []
