"""A clerk's morning in Chromium: a complaint typed from paper by keyboard alone, a duplicate, one for another county."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hezhong.engine.models import Case
from tests import province
from tests.browsing import Worker
from tests.web.desk.office import There
from tests.web.desk.test_in_browser import EXPECTED, an_officer_comes, look, the_office  # noqa: F401

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
GIVEN_UP = re.compile("htmx:(sendAbort|afterRequest), ")
"""A look for what may be the same is given up when more is typed before it answers; a request that fails says htmx:sendError."""
FOCUSED = "() => document.activeElement.name || document.activeElement.textContent.trim()"


def at_the_window(worker: Worker) -> None:
    """Open the sheet, and wait as a person does until the browser has put the focus on it: it does so when it first draws."""
    worker.go("/desk/window/")
    worker.page.wait_for_function("() => document.activeElement?.id === 'act'")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of this name has the focus."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == name:
            return
    pytest.fail(f"Tab never came to {name}, but to {page.evaluate(FOCUSED)}")


def typed(page: Page, name: str, text: str) -> None:
    tab_to(page, name)
    page.keyboard.type(text)


def picked(page: Page, name: str, presses: int) -> None:
    """Come to a select by Tab and go down by arrow."""
    tab_to(page, name)
    for _ in range(presses):
        page.keyboard.press("ArrowDown")
    page.wait_for_load_state("networkidle")


def fill(page: Page, name: str, number: str, phone: str, employer: str) -> None:
    """Type a whole complaint of two months' wages, with no mouse, once the page has put the keyboard to the sheet."""
    page.wait_for_load_state()
    expect(page.locator("#act:focus, #act :focus")).to_have_count(1)
    typed(page, "person-name", name)
    typed(page, "person-number", number)
    typed(page, "phone", phone)
    typed(page, "address", "宝安区新桥街道某某路 8 号")
    typed(page, "employer", employer)
    page.locator("#employer-hits .hits").wait_for()
    picked(page, "place-3", 1)
    tab_to(page, "trouble")
    page.keyboard.press("Space")
    tab_to(page, "on_site")
    page.keyboard.press("ArrowDown")  # the second: no
    for part, presses in (("y1", 1), ("m1", 8), ("y2", 1), ("m2", 9)):
        picked(page, f"months-{part}", presses)
    typed(page, "amount", "1.2万")


def complaints(worker: Worker) -> list[str]:
    return [said for said in worker.complaints if not (EXPECTED.search(said) or GIVEN_UP.search(said))]


def test_a_complaint_is_registered_by_keyboard_alone_without_leaving_the_page(there: There, come: Any) -> None:
    worker = come("boan.clerk")
    page = worker.page
    at_the_window(worker)
    left: list[str] = []
    page.on("framenavigated", lambda frame: left.append(frame.url))
    assert page.locator("#typed > .field").count() == 12
    fill(page, "何建国", "440306198501010016", "19900006601", "示例五金厂")
    expect(page.locator("#amount-understood")).to_contain_text("就是 12,000 元")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="已登记")).to_be_visible()
    expect(page.get_by_role("button", name="打印登记单和查询码")).to_be_focused()
    assert re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", worker.text) and "深宝劳监投〔2026〕10号" in worker.text
    look(worker, "window-done", "登记单")
    page.emulate_media(media="print")
    expect(page.locator(".slip")).to_be_visible()
    expect(page.locator(".signed.line")).to_be_visible()
    worker.shoot("window-print")
    page.emulate_media(media="screen")
    assert left == [] and complaints(worker) == []
    case = Case.objects.get(people_words="何建国")
    assert (case.town, case.amount) == ("440306001", 12000)
    with page.expect_navigation():
        page.keyboard.press("n")
    expect(page.locator("#id-person-name")).to_have_value("")
    expect(page.locator("#id-amount")).to_have_value("")


def test_a_wrong_check_digit_is_said_and_all_that_was_typed_stays(there: There, come: Any) -> None:
    worker = come("boan.clerk")
    page = worker.page
    at_the_window(worker)
    fill(page, "何建国", "440306198501010011", "19900006601", "示例五金厂")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    look(worker, "window-wrong", "请改这 1 处")
    for name, value in (("person-name", "何建国"), ("person-number", "440306198501010011"), ("employer", "示例五金厂"), ("amount", "1.2万")):
        expect(page.locator(f"#id-{name}")).to_have_value(value)
    expect(page.locator("#id-place-3")).to_have_value("440306001")
    page.keyboard.press("Tab")  # the link in the summary
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "person-number"
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    page.keyboard.type("6")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="已登记")).to_be_visible()


def test_a_duplicate_is_shown_while_typing(there: There, come: Any) -> None:
    worker = come("boan.clerk")
    page = worker.page
    theirs = province.file("2026-10-29", town="440305001", name="林晓彤", number="440306199203070007", phone="19900005599")
    at_the_window(worker)
    typed(page, "person-name", "林晓彤")
    typed(page, "person-number", "440306199203070007")
    typed(page, "phone", "19900005522")
    page.keyboard.press("Tab")
    expect(page.locator("#looked")).to_contain_text("深宝劳监投〔2026〕3号")
    expect(page.locator("#looked")).to_contain_text(theirs.number)
    assert "person-number" not in page.url and complaints(worker) == []
    assert page.evaluate(FOCUSED) == "address", "what is shown beside takes no focus"
    look(worker, "window-duplicate", "可能重复的案件")


def test_a_clerks_morning_three_people_one_duplicate_one_for_another_county(there: There, come: Any) -> None:
    worker, before = come("boan.clerk"), Case.objects.count()
    page = worker.page
    at_the_window(worker)
    fill(page, "何建国", "440306198501010016", "19900006601", "示例五金厂")
    page.keyboard.press("Enter")
    expect(page.locator(".summary-ok")).to_contain_text("深宝劳监投〔2026〕10号")
    worker.shoot("morning-first")

    with page.expect_navigation():
        page.keyboard.press("n")
    fill(page, "林晓彤", "440306199203070007", "19900005522", "示例建工集团第三工程有限公司")
    expect(page.locator("#looked")).to_contain_text("同一证件号码、同一手机号、同一单位，同名")
    worker.shoot("morning-duplicate")
    with page.expect_response("**/desk/window/look/"):  # leaving the amount asks once more what may be the same
        page.locator("#looked").get_by_role("link", name="深宝劳监投〔2026〕3号").focus()
    expect(page.locator("#looked").get_by_role("link", name="深宝劳监投〔2026〕3号")).to_be_focused()
    with page.context.expect_page() as opened:
        page.locator("#looked").get_by_role("link", name="深宝劳监投〔2026〕3号").press("Enter")
    expect(opened.value.locator("h1")).to_contain_text("深宝劳监投〔2026〕3号")
    opened.value.close()
    with page.expect_navigation():
        page.get_by_role("link", name="清空，换一个人").press("Enter")
    expect(page.locator("#id-person-name")).to_have_value("")

    fill(page, "黄秀英", "440306198808080086", "19900006603", "示例电子厂")
    page.locator("#id-place-2").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#looked")).to_contain_text("这件事归 深圳市南山区人力资源局 管")
    expect(page.locator("#id-place-2")).to_be_focused()
    tab_to(page, "place-3")
    tab_to(page, "place-rest")
    page.keyboard.type("科技园某某大厦")
    for _ in range(14):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "where":
            break
        if page.evaluate(FOCUSED) == "ticket-number":
            page.wait_for_load_state("networkidle")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".summary-ok")).to_contain_text("深南劳监投〔2026〕1号，由深圳市南山区人力资源局办。那里已经收到，投诉人不用再跑。")
    worker.shoot("morning-filed-there")
    assert Case.objects.count() == before + 2 and complaints(worker) == []


def test_an_answer_that_comes_late_undoes_no_choice(there: There, come: Any) -> None:
    worker = come("boan.clerk")
    page = worker.page
    at_the_window(worker)
    page.locator("#id-place-2").select_option("440305")
    expect(page.locator("#looked")).to_contain_text("这件事归 深圳市南山区人力资源局 管")
    held: list[Any] = []
    page.route("**/desk/window/look/", lambda route: held.append(route))
    with page.expect_request("**/desk/window/look/"):
        page.locator("#id-place-rest").fill("科技园")
        page.keyboard.press("Tab")
    page.locator("#id-where-1").focus()
    page.keyboard.press("Space")
    with page.expect_response("**/desk/window/look/"):
        held[0].continue_()
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    expect(page.locator("#id-where-1")).to_be_checked()
    expect(page.locator("#id-where-1")).to_be_focused()


@pytest.mark.parametrize("width", [1440, 390])
def test_what_belongs_to_another_county_is_filed_there_or_the_way_is_printed(there: There, come: Any, width: int) -> None:
    worker = come("boan.clerk", width)
    page = worker.page
    at_the_window(worker)
    look(worker, "window", "窗口登记")
    fill(page, "何建国", "440306198501010016", "19900006601", "示例五金厂")
    page.locator("#id-place-2").select_option("440305")
    expect(page.locator("#looked")).to_contain_text("这件事归 深圳市南山区人力资源局 管")
    expect(page.locator("#id-place-3 option")).not_to_have_count(0)
    page.locator("#id-amount").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("直接登记到那里，还是请投诉人自己去")
    look(worker, "window-elsewhere", "归哪里管")
    page.get_by_label("请投诉人自己去").check(force=True)
    page.locator("#id-amount").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".slip")).to_contain_text("人民路1号")
    look(worker, "window-go", "还没有登记")
    page.get_by_role("button", name="回到登记单，内容还在").click()
    expect(page.locator("#id-person-name")).to_have_value("何建国")
    page.get_by_label("直接登记到那里").check(force=True)
    page.locator("#id-amount").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".summary-ok")).to_contain_text("投诉人不用再跑")
    look(worker, "window-done-elsewhere", "深南劳监投〔2026〕1号")


@pytest.mark.parametrize("width", [1440, 390])
def test_search_person_employer_and_reply_are_fit_to_be_seen(there: There, come: Any, width: int) -> None:
    worker = come("boan.head", width)
    page = worker.page
    worker.go("/desk/find/")
    look(worker, "find", "查找")
    page.locator("#id-q").fill("示例建工")
    page.keyboard.press("Enter")
    expect(page.locator("#found table")).to_have_count(2)
    assert page.url.endswith("/desk/find/")
    look(worker, "found", "单位")
    page.locator("#id-q").fill("440306199203070007")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_contain_text("林晓彤")
    look(worker, "found-person", "林晓彤")
    page.get_by_role("link", name="林晓彤").click()
    page.wait_for_url(re.compile("/person/"))
    look(worker, "person", "系统有记录")
    worker.go(f"/desk/employer/{Case.objects.get(id=there.taken).employer}/")
    look(worker, "employer", "167,400")
    worker.go(f"/desk/case/{there.taken}/reply/")
    look(worker, "reply", "回复工单")
    worker.go(f"/desk/case/{there.taken}/")
    look(worker, "case", "案情")
    assert complaints(worker) == []


def test_without_javascript_the_sheet_works_as_a_plain_form(there: There, browser: Any, live_server: Any) -> None:
    worker = Worker.arrive(browser, live_server.url, "window-nojs", script=False, width=1440)
    page = worker.page
    worker.go("/login/")
    page.get_by_label("用户名").fill("boan.clerk")
    page.get_by_label("密码").fill(province.PASSWORD)
    page.get_by_role("button", name="登录").click()
    at_the_window(worker)
    for name, text in (("person-name", "林晓彤"), ("person-number", "440306199203070007"), ("phone", "19900005522"), ("employer", "示例五金厂"), ("amount", "9000")):
        page.locator(f"#id-{name}").fill(text)
    page.locator("#id-place-2").select_option(label="南山区")
    page.get_by_role("button", name="看有没有重复、归哪里管").click()
    assert "深圳市南山区人力资源局" in worker.text and "深宝劳监投〔2026〕3号" in worker.text
    page.locator("#id-place-2").select_option(label="宝安区")
    page.get_by_role("button", name="看有没有重复、归哪里管").click()
    worker.choose("工资没发、少发或一直拖着", "否")
    worker.fill_months()
    page.get_by_role("button", name=re.compile("^登记")).click()
    assert "已登记" in worker.text, worker.text
