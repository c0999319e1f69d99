"""Somebody reports a county's own office from a phone, without a name; the city handles it; letters go both ways."""

import hashlib
import re
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from hezhong.domains.reports.models import Reading, SealedReport
from hezhong.engine import store
from hezhong.engine.models import Case
from hezhong.web.public.anonymous.gate import gate
from tests import province
from tests.browsing import Clock, Worker, clock_of_the_pages, photo  # noqa: F401 (one is a fixture)
from tests.fitting import fits, serious
from tests.province import Province
from tests.reports import telling

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
STORY = "去年十月去窗口投诉，收材料的人说没空，三次都不收。"
PICTURE = {"name": "窗口.jpg", "mimeType": "image/jpeg", "buffer": photo("navy", gps=True)}


@pytest.fixture(autouse=True)
def settings_of_a_demonstration(settings) -> None:  # type: ignore[no-untyped-def]
    settings.HEZHONG_DEMO = True  # no second factor for officers
    gate.forget()


def tell(worker: Worker) -> None:
    worker.choose("人社部门或者它的工作人员不依法办事")
    worker.page.get_by_label("在哪里？").select_option("440306")
    worker.page.get_by_label("怎么回事？").fill(STORY)


def receipt_on(worker: Worker) -> str:
    shown = worker.page.locator("#receipt").inner_text()
    return re.sub(r"\s", "", shown)


def sign_in(officer: Worker, name: str) -> None:
    officer.go("/login/")
    officer.page.get_by_label("用户名").fill(name)
    officer.page.get_by_label("密码").fill(province.PASSWORD)
    officer.press("登录")


def take(here: Province, who: str, day: str) -> UUID:
    case = Case.objects.get(case_type="report")
    store.act(case.id, "take", None, here.asker(who), province.at(day))
    return case.id


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_about_a_county_office_handled_by_the_city(live_server, browser: Browser, clock: Clock, script: bool) -> None:  # type: ignore[no-untyped-def]
    here = telling.build()
    reporter = Worker.arrive(browser, live_server.url, f"reporter-{'script' if script else 'plain'}", script=script)
    reporter.go("/")
    reporter.press("匿名举报")
    assert reporter.title == "匿名举报"
    check = fits if script else Worker.shoot
    check(reporter, "tell")
    reporter.press("继续")
    assert "请改这 4 处" in reporter.text.replace("\n", ""), reporter.text[:300]
    reporter.page.locator("#id-files").set_input_files([PICTURE])
    reporter.page.get_by_label("怎么回事？").fill(STORY)
    reporter.press("继续")
    assert "窗口.jpg" in reporter.text and reporter.page.get_by_label("怎么回事？").input_value() == STORY
    check(reporter, "to-put-right")
    tell(reporter)
    if script:
        expect(reporter.page.locator("[name=work]").first).not_to_have_value("", timeout=20_000)
        work = reporter.page.locator("[name=work]").first.input_value()
        assert hashlib.sha256(work.encode()).hexdigest().startswith("0000"), "the script's own SHA-256 agrees"
    reporter.press("继续")
    assert reporter.title == "看一遍再提交", reporter.text
    assert "深圳市人力资源和社会保障局（被举报机关的上一级）" in reporter.text and "窗口.jpg" in reporter.text
    check(reporter, "check")
    reporter.press("修改")
    assert reporter.page.get_by_label("怎么回事？").input_value() == STORY and "窗口.jpg" in reporter.text
    reporter.press("继续")
    reporter.press("提交举报")
    assert reporter.title == "已收到您的举报", reporter.text
    check(reporter, "receipt")
    receipt = receipt_on(reporter)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}", receipt)
    if script:
        reporter.page.reload()  # sends the form again: the same receipt, no second report
        assert receipt_on(reporter) == receipt
    assert SealedReport.objects.filter(case__isnull=False).count() == 1
    assert reporter.context.cookies() == [] and receipt not in reporter.page.url
    reporter.press("现在就看看")
    assert reporter.title == "已收到，正在看归哪里管"
    assert "最迟11月9日（周一），深圳市人力资源和社会保障局要核对管辖" in reporter.text  # 3, 4, 5, 6, 9 November

    clock.set("2026-11-03")
    case = take(here, "shenzhen.inspector", "2026-11-03")
    for name in ("boan.head", "boan.clerk"):  # the office reported about
        stranger = Worker.arrive(browser, live_server.url, "reported", width=1440)
        sign_in(stranger, name)
        assert "劳监举" not in stranger.text
        for path in (f"/desk/case/{case}/", f"/desk/case/{case}/report/"):
            stranger.go(path)
            assert stranger.title == "没有找到这一页"
    officer = Worker.arrive(browser, live_server.url, f"report-desk-{script}", width=1440)
    sign_in(officer, "shenzhen.inspector")
    officer.go(f"/desk/case/{case}/")
    officer.shoot("case")
    assert STORY not in officer.text and "窗口.jpg" not in officer.text
    officer.press("举报内容和往来")
    assert STORY in officer.text and "窗口.jpg" in officer.text
    officer.page.get_by_label("信的内容").fill("是哪个窗口？那天大概几点？")
    officer.press("寄出")
    assert "是哪个窗口？" in officer.text
    assert serious(officer.page) == []
    officer.shoot("letters")
    assert {row.by for row in Reading.objects.all()} == {here.officers["shenzhen.inspector"].token}

    again = Worker.arrive(browser, live_server.url, f"reporter-back-{'script' if script else 'plain'}", script=script)
    again.go("/anonymous/back/")
    check(again, "back")
    again.page.get_by_label("取件码").fill("00000-00000")
    again.press("查看")
    assert "没有这个取件码" in again.text and again.page.get_by_label("取件码").input_value() == "00000-00000"
    again.page.get_by_label("取件码").fill(receipt.lower().replace("-", " "))
    again.press("查看")
    assert again.title == "已收到，正在看归哪里管" and "是哪个窗口？那天大概几点？" in again.text
    assert "办案人员给您写了信" in again.text
    again.press("寄出")
    assert "信里还没有写字" in again.text
    again.page.get_by_label("写信给办案人员").fill("三号窗口，上午十点。")
    again.page.locator("#id-files").set_input_files([{"name": "x.exe", "mimeType": "image/jpeg", "buffer": b"MZ" + b"\0" * 900}])
    again.press("寄出")
    assert "信还没有寄出" in again.text and again.page.get_by_label("写信给办案人员").input_value() == "三号窗口，上午十点。"
    again.page.locator("#id-files").set_input_files([{**PICTURE, "name": "号票.jpg"}])
    again.press("寄出")
    assert "信寄出了" in again.text and "三号窗口，上午十点。" in again.text and "号票.jpg" in again.text
    check(again, "letters")
    assert again.context.cookies() == []
    officer.page.reload()
    assert "三号窗口，上午十点。" in officer.text and "号票.jpg" in officer.text
    officer.go(f"/desk/case/{case}/")
    assert "举报人来信" in officer.text and "三号窗口" not in officer.text
    expected = ("Failed to load", "422")
    for one in (reporter, again):
        assert [said for said in one.complaints if not all(word in said for word in expected)] == []
