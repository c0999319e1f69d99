"""The pages of warnings in Chromium: on a phone and wide, axe finds nothing; facts come by themselves, and without a script too."""

from typing import Any

import pytest
from playwright.sync_api import expect

from hezhong.early_warning.models import Campaign, LawfulExclusion, RuleChange
from tests import province
from tests.at_desk import day
from tests.browsing import Worker
from tests.early_warning.months import owed
from tests.early_warning.test_changing import EXCLUDED, TYPED
from tests.early_warning.warned import BOAN, DAY, NANSHAN, WAGES, answer, keep, run, site, warning, worker, workers
from tests.fitting import serious
from tests.province import PASSWORD
from tests.web.desk.test_in_browser import EXPECTED, sign_in

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
SPILLS = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(name="there")
def the_site(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A site of Bao'an that owes one worker of the register and eleven others; another one in Nanshan."""
    keep(monkeypatch, WAGES)
    with day(DAY):
        province.build()
        one = site("滨海湾一号地块二期工程施工总承包项目", BOAN)
        known = worker("林晓彤", "440306199003070002")
        rows = [owed(one, known, 3_000_000, 1_000_000), *workers(one, 11), *workers(site("丙", NANSHAN), 1)]
        run(DAY, rows)
        yield one, rows


def arrive(browser: Any, live_server: Any, name: str, *, width: int = 1440, script: bool = True) -> Worker:
    worker = Worker.arrive(browser, live_server.url, f"warnings-{name}-{width}", width=width, script=script)
    worker.page.set_default_timeout(30_000)
    worker.go("/login/")
    sign_in(worker.page, name, PASSWORD)
    return worker


def fill(worker: Worker, values: dict[str, str]) -> None:
    for name, value in values.items():
        there = worker.page.locator(f"[name={name}]")
        if there.evaluate("e => e.tagName") == "SELECT":
            there.select_option(value)
        else:
            there.fill(value)


def fit(worker: Worker, what: str) -> None:
    worker.shoot(what)
    assert worker.page.evaluate(SPILLS) <= 0, what
    assert serious(worker.page) == [], what


@pytest.mark.parametrize("width", [360, 1440])
def test_every_page_fits_and_can_be_read_aloud(there: Any, browser: Any, live_server: Any, width: int) -> None:
    one, rows = there
    city = arrive(browser, live_server, "shenzhen.head", width=width)
    for what, path in (("list", "/desk/warnings/"), ("none", "/desk/warnings/?grade=red"), ("rules", "/desk/rules/"), ("rule", f"/desk/rules/{WAGES}/")):
        city.go(path)
        fit(city, what)
    city.go(f"/desk/warnings/{warning(one).id}/")
    city.press("查台账里的明细")
    expect(city.page.locator("#facts [role=status]")).to_be_visible()
    answer(rows)
    expect(city.page.locator("#facts tbody tr")).to_have_count(12)
    fit(city, "warning")
    city.go(f"/desk/subjects/site/{one}/")
    city.press("查台账")
    answer(rows)
    expect(city.page.locator("#why h3").first).to_be_visible()
    fit(city, "subject")
    city.go(f"/desk/rules/{WAGES}/propose/")
    fill(city, TYPED | {"band_red": "很多", "region": "440300"})
    city.page.locator(".act-foot .btn-primary").click()
    expect(city.page.locator(".summary")).to_contain_text("没看懂“很多”")
    fit(city, "propose")
    fill(city, {"band_red": "20"})
    city.page.locator(".act-foot .btn-primary").click()
    expect(city.page.locator("#tried [role=status]")).to_be_visible()
    answer(rows)
    expect(city.page.locator("#tried table")).to_have_count(2)
    fit(city, "change")
    city.go(f"/desk/exclusions/?kind=site&subject={one}")
    fill(city, EXCLUDED | {"until": "昨天的昨天"})
    city.page.locator(".act-foot .btn-primary").click()
    expect(city.page.locator(".summary")).to_be_visible()
    fit(city, "exclusions")
    fill(city, {"until": EXCLUDED["until"]})
    city.page.locator(".act-foot .btn-primary").click()
    expect(city.page.locator("h1")).to_contain_text("已经申请仲裁")
    fit(city, "exclusion")
    city.go("/desk/campaigns/")
    fill(city, {"title": "清零", "document": "深人社函〔2026〕1号", "since": "2026-3-17", "until": "2026-4-16"})
    fit(city, "campaigns")
    for select in city.page.locator("#supervisors select").all():
        select.select_option(index=1)
    city.page.locator(".act-foot .btn-primary").click()
    expect(city.page.locator(".countdown")).to_be_visible()
    fit(city, "campaign")
    assert (RuleChange.objects.count(), LawfulExclusion.objects.count(), Campaign.objects.count()) == (1, 1, 1)
    assert [said for said in city.complaints if not EXPECTED.search(said)] == []


def test_without_a_script_the_facts_come_by_a_link(there: Any, browser: Any, live_server: Any) -> None:
    one, rows = there
    head = arrive(browser, live_server, "boan.head", width=390, script=False)
    head.go("/desk/warnings/")
    head.page.get_by_label("颜色").select_option(label="橙色")
    head.press("筛选")
    head.page.locator("tr.entry td.main a").click()
    head.press("查台账里的明细")
    assert "正在向台账查询" in head.text
    answer(rows)
    head.press("刷新看看")
    assert "林晓彤" in head.text and "20,000" in head.text and "440306199003070002" not in head.text
    head.page.locator("h1 a").click()
    head.page.wait_for_load_state("load")
    head.page.get_by_label("哪一天").fill("2026-3-10")
    head.press("查台账")
    answer(rows)
    head.press("刷新看看")
    assert "没有预警的，原因" in head.text and head.page.url.endswith("?on=2026-03-10")
