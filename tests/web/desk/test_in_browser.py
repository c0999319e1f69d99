"""The desk in Chromium: every page at 1440 and 360 pixels, the keyboard, a form that survives, no word from the console."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hezhong.engine import store
from tests import province
from tests.at_desk import day
from tests.browsing import Worker
from tests.fitting import serious
from tests.province import PASSWORD
from tests.web.desk import office
from tests.web.desk.office import There

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
EXPECTED = re.compile("status of 422|ERR_CONNECTION_REFUSED")
"""A refusal is an answer of the server that the console tells too; live updates are another process."""
WIDER = """() => document.documentElement.scrollWidth > innerWidth ? [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, .only-read, .skip')).slice(0, 5).map(e => e.outerHTML.slice(0, 120)) : []"""


@pytest.fixture(name="there")
def the_office(transactional_db: None) -> Iterator[There]:
    with day(office.TODAY):
        yield office.build()


@pytest.fixture(name="come")
def an_officer_comes(browser: Any, live_server: Any) -> Any:
    """Return the browser of an officer who has signed in by the login page."""

    def arrived(name: str, width: int = 1440) -> Worker:
        worker = Worker.arrive(browser, live_server.url, f"desk-{width}", width=width)
        worker.page.set_default_timeout(30_000)  # other tests may keep the machine busy
        worker.go("/login/")
        sign_in(worker.page, name)
        return worker

    return arrived


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_load_state("load")


def look(worker: Worker, shot: str, says: str) -> None:
    """The page shows what it is for, fits, and axe finds nothing serious."""
    assert says in worker.text, worker.text[:400]
    worker.shoot(shot)
    assert worker.page.evaluate(WIDER) == []
    assert serious(worker.page) == []


@pytest.mark.parametrize("width", [1440, 360])
def test_every_page_is_fit_to_be_seen(there: There, come: Any, width: int) -> None:
    worker = come("boan.head", width)
    look(worker, "worklist", "已逾期")
    worker.go("/desk/?tone=soon&q=示例")
    look(worker, "worklist-filtered", "三个工作日内")
    worker.go("/desk/?q=没有这样的")
    look(worker, "worklist-nothing", "没有这样的案件")
    worker.go("/desk/team/")
    look(worker, "team", "各人手上的案件")
    worker.go("/desk/flows/complaint/")
    look(worker, "flow", "谁能办什么")
    worker.go("/desk/law-values/")
    look(worker, "law-values", "缺的和还不能用的")
    worker.go(f"/desk/case/{there.waiting}/")
    look(worker, "case-to-sign", "审批：不予受理")
    worker.go(f"/desk/case/{there.taken}/act/correct/")
    look(worker, "act-correct", "更正哪一条")
    worker = come("boan.inspector", width)
    worker.go(f"/desk/case/{there.accepted}/")
    look(worker, "case", "受理通知书")
    worker.page.locator(".duty summary").first.click()
    look(worker, "case-reckoned", "起算（当日不计）")
    worker.go(f"/desk/case/{there.taken}/act/accept/")
    look(worker, "act", "主办监察员")
    worker.page.get_by_role("button", name=re.compile("^受理")).click()
    worker.page.get_by_role("alert").wait_for()
    look(worker, "act-wrong", "请改这 2 处")
    worker.go(f"/desk/case/{there.taken}/act/join/")
    look(worker, "act-join", "身份")
    worker.go("/account/2fa/")
    look(worker, "security", "动态验证码")


def test_the_keyboard_does_it_all_and_the_console_is_silent(there: There, come: Any) -> None:
    worker = come("boan.inspector")
    page = worker.page
    page.keyboard.press("/")
    page.keyboard.type("林晓彤")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q="))
    expect(page.locator("tr.entry")).to_have_count(1)
    page.locator("h1").click()
    page.keyboard.press("j")
    expect(page.locator("tr.entry.at")).to_have_count(1)
    page.keyboard.press("a")
    page.wait_for_url(re.compile("/case/"))
    page.get_by_label("主办监察员").fill("何志远（440306-118）")
    page.keyboard.press("Control+Enter")
    page.get_by_role("alert").wait_for()
    expect(page.get_by_label("主办监察员")).to_have_value("何志远（440306-118）")
    page.get_by_label("协办监察员").fill("罗敏（440306-121）")
    page.get_by_label("哪天办的").fill("昨天")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".pill").first).to_have_text("已受理")
    expect(page.locator("main")).to_contain_text("发生在 11月1日（周日），补录")
    assert [said for said in worker.complaints if not EXPECTED.search(said)] == []


def test_what_was_typed_outlives_a_lost_session(there: There, come: Any) -> None:
    worker = come("boan.inspector")
    page = worker.page
    worker.go(f"/desk/case/{there.taken}/")
    page.keyboard.press("a")
    page.get_by_label("主办监察员").fill("何志远（440306-118）")
    page.get_by_label("承办意见").fill("属实，拟立案调查。")
    page.get_by_label("协办监察员").fill("罗敏（440306-121）")
    with day(office.TODAY, 11):
        page.keyboard.press("Control+Enter")
        page.wait_for_url(re.compile("/login/"))
        assert "超过 15 分钟没有操作" in worker.text
        worker.shoot("login-idle")
        sign_in(page, "boan.inspector")
        page.wait_for_url(re.compile(f"/desk/case/{there.taken}/"))
        expect(page.get_by_label("承办意见")).to_have_value("属实，拟立案调查。")
        expect(page.get_by_label("主办监察员")).to_have_value("何志远（440306-118）")
        page.get_by_role("button", name=re.compile("^受理")).click()
        expect(page.locator(".pill").first).to_have_text("已受理")
        page.reload()
        assert page.evaluate("Object.keys(sessionStorage).filter(k => k.startsWith('typed:')).length") == 0


def test_pages_load_on_by_a_button_and_by_a_link(there: There, come: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hezhong.engine.worklist.page.__defaults__", (4,))
    worker = come("boan.head")
    page = worker.page
    for shown in (8, 9):
        page.get_by_role("link", name=re.compile("^再看")).click()
        expect(page.locator("tr.entry")).to_have_count(shown)
    numbers = page.locator("tr.entry td:first-child").all_inner_texts()
    assert page.locator("tr.band").all_inner_texts() == ["已逾期 2", "今天到期 1", "三个工作日内 1", "以后 5"]
    assert len(set(numbers)) == 9 and page.get_by_role("link", name=re.compile("^再看")).count() == 0


def test_a_passkey_is_added_and_used(there: There, come: Any, live_server: Any) -> None:
    worker = come("boan.inspector")
    page = worker.page
    keys = worker.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    worker.go("/account/2fa/webauthn/add/")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="确认").click()
    page.get_by_label("给它取个名字").fill("办公室电脑")
    look(worker, "passkey-add", "加一把通行密钥")
    page.get_by_role("button", name="加上").click()
    page.wait_for_url(re.compile("recovery-codes|webauthn/$|2fa/$"))
    worker.go("/account/2fa/webauthn/")
    assert "办公室电脑" in worker.text
    look(worker, "passkeys", "还没有用过")
    worker.go("/logout/")
    page.get_by_role("button", name="退出").click()
    worker.go("/login/")
    sign_in(page, "boan.inspector")
    look(worker, "second-step", "请输动态验证码")
    page.get_by_role("button", name="用通行密钥").click()
    page.wait_for_url(re.compile("/desk/"))
    assert "待办" in worker.title


def test_the_rail_stays_while_one_scrolls(there: There, come: Any) -> None:
    page = come("boan.inspector").page
    page.set_viewport_size({"width": 1440, "height": 500})
    page.goto(page.url.split("/desk/")[0] + f"/desk/case/{there.accepted}/")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    there_now = page.evaluate("[scrollY, document.querySelector('.rail').getBoundingClientRect().top]")
    assert there_now[0] > 200 and there_now[1] == 0


def test_the_case_prints_on_paper(there: There, come: Any) -> None:
    worker = come("boan.inspector")
    worker.go(f"/desk/case/{there.accepted}/")
    worker.page.emulate_media(media="print")
    expect(worker.page.locator(".print-foot")).to_contain_text("打印于 2026年11月2日 10:00，深宝监察员")
    expect(worker.page.locator(".rail")).to_be_hidden()
    expect(worker.page.locator(".do").first).to_be_hidden()
    worker.shoot("print")


def test_news_are_offered_and_never_change_the_list_under_the_hand(there: There, come: Any) -> None:
    worker = come("boan.head")
    moved = {"status": 200, "content_type": "text/event-stream", "body": "id: 2\nevent: moved\ndata: 2\n\n"}
    asked: list[str] = []

    def tell(route: Any) -> None:
        asked.append(route.request.url)
        origin = {"Access-Control-Allow-Origin": worker.site, "Access-Control-Allow-Credentials": "true"}
        route.fulfill(**moved, headers=origin)

    worker.context.route("**/offices/*/", tell)
    worker.go("/desk/?tone=late")
    worker.page.get_by_role("link", name="有新的变化，点这里刷新").click()
    worker.page.wait_for_load_state("load")
    assert worker.path == "/desk/?tone=late"
    assert asked[0].endswith(f"/offices/{there.province.offices['boan'].pk}/")


def test_a_lead_is_accepted_with_the_members_that_stay_ticked(there: There, come: Any) -> None:
    me = there.province.asker("boan.inspector")
    for case in there.cases[5:8]:
        store.act(case, "take", None, me, province.at(office.TODAY))
    worker = come("boan.inspector")
    page = worker.page
    worker.go(f"/desk/case/{there.taken}/act/gather/")
    for who in ("周华", "郑伟", "黄辉"):
        page.locator(".card-choice", has_text=who).click()
    look(worker, "gather", "合并办理")
    page.get_by_role("button", name="合并办理").click()
    expect(page.get_by_role("heading", name=re.compile("^集体案件"))).to_be_visible()
    look(worker, "lead", "集体案件")
    page.locator("[data-key=a]").click()
    page.locator(".together .card-choice", has_text="黄辉").click()
    page.get_by_label("主办监察员").fill("何志远（440306-118）")
    page.get_by_label("协办监察员").fill("罗敏（440306-121）")
    look(worker, "together", "同时办理")
    page.get_by_role("button", name=re.compile("^受理")).click()
    expect(page.locator(".pill").first).not_to_have_text("受理审查")
    states = [office.seen(there, case).state for case in (there.taken, *there.cases[5:8])]
    assert states == ["已受理", "已受理", "已受理", "受理审查"]
