"""Service, phrases, hand-over and the whole file in Chromium: each page at 1440 and 360 pixels, axe, the keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hezhong.app.demo import phrases as demo
from hezhong.directory.models import Employer
from hezhong.engine import whole_file
from hezhong.engine.models import Case
from hezhong.engine.whole_file import Part
from tests import province
from tests.at_desk import day
from tests.browsing import Worker
from tests.documents.inspection.courses import Course
from tests.serving import courses
from tests.web.desk.test_in_browser import look, sign_in

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
ON = "2026-11-06"
WIDTHS = (1440, 360)


@pytest.fixture(name="course")
def the_course(transactional_db: None) -> Iterator[Course]:
    course = courses.sealed(absconded=True)
    Employer.objects.update(address="深圳市宝安区新桥街道示范路1号")
    demo.seed([course.here.offices["boan"].id], province.at(ON).recorded_at)
    with day(ON):
        yield course


@pytest.fixture(name="come")
def an_officer_comes(browser: Any, live_server: Any) -> Any:
    def arrived(name: str, width: int = 1440) -> Worker:
        worker = Worker.arrive(browser, live_server.url, f"serving-{width}", width=width)
        worker.page.set_default_timeout(30_000)
        worker.go("/login/")
        sign_in(worker.page, name)
        return worker

    return arrived


@contextmanager
def redrawn(page: Page) -> Iterator[None]:
    """Wait until the form is drawn anew by what is chosen: on a busy machine the next click would meet the old one as it goes."""
    page.locator("form.act").evaluate("form => { form.dataset.old = '' }")
    yield
    expect(page.locator("form.act[data-old]")).to_have_count(0, timeout=30_000)
    expect(page.locator("form.act")).to_be_visible()


def choose(page: Page, name: str, code: str) -> None:
    """Choose a card."""
    with redrawn(page):
        page.locator(f"input[name={name}][value={code}]").evaluate("card => card.click()")
    expect(page.locator(f"input[name={name}][value={code}]")).to_be_checked()


def choose_method(page: Page, title: str) -> None:
    with redrawn(page):
        page.get_by_label("送达方式").select_option(label=title)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_refused_letter_then_a_notice_posted_up(course: Course, come: Any, width: int) -> None:
    worker = come("boan.inspector", width)
    page = worker.page
    worker.go(f"/desk/case/{course.case_id}/")
    row = page.locator("tr", has_text=courses.ORDER)
    row.get_by_role("link", name="登记送达").click()
    choose_method(page, "邮寄送达")
    page.get_by_label("邮件号").fill("1099880012345")
    choose(page, "result", "refused")
    expect(page.get_by_label("邮件号")).to_have_value("1099880012345")
    page.get_by_label("送达情况").fill("收件人拒收，邮件退回")
    look(worker, "refused-form", "登记送达")
    page.get_by_role("button", name="登记送达").click()
    papers = page.locator("table.papers")
    expect(papers).to_contain_text("还可以用：留置送达")
    look(worker, "refused", "还可以用")
    row.get_by_role("link", name="登记送达").click()
    choose_method(page, "公告送达")
    page.get_by_label("送达地点").fill("注册地址大门")
    page.get_by_label("同时在哪里公告").fill("市人社局门户网站")
    choose(page, "notice", "short")
    page.get_by_label("送达情况").fill("邮件拒收，登记住所无人办公")
    look(worker, "notice-form", "缩短的公告期")
    page.get_by_role("button", name="登记送达").click()
    expect(papers).to_contain_text("公告送达：11月6日张贴，11月9日视为送达（《广东省劳动保障监察条例》第47条第2款）")
    expect(row).to_contain_text("送达中")
    look(worker, "posted", "送达中")


def test_a_phrase_is_put_in_by_the_keyboard_alone(course: Course, come: Any) -> None:
    worker = come("boan.inspector")
    page = worker.page
    worker.go(f"/desk/case/{course.case_id}/")
    page.locator("tr", has_text=courses.ORDER).get_by_role("link", name="登记送达").click()
    told = page.get_by_label("送达情况")
    told.fill("今天，")
    told.press("Control+;")
    expect(page.locator(".phrase-list [role=option]").first).to_be_focused()
    look(worker, "phrases-open", "常用语")
    page.keyboard.press("ArrowDown")
    wanted = page.locator(".phrase-list [role=option]").nth(1).inner_text()
    page.keyboard.press("Enter")
    expect(told).to_have_value(f"今天，{wanted}")
    expect(told).to_be_focused()
    told.press("Control+;")
    page.keyboard.press("Escape")
    expect(page.locator(".phrase-list")).to_have_count(0)
    expect(told).to_be_focused()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_phrases_hand_over_and_the_whole_file(course: Course, come: Any, width: int) -> None:
    worker = come("boan.head", width)
    page = worker.page
    worker.go("/desk/phrases/")
    look(worker, "phrases", "全机关")
    worker.go("/desk/team/hand-over/")
    page.get_by_label("谁离岗").select_option(value=str(course.here.officers["boan.inspector"].token))
    page.get_by_role("button", name="看手上的案件").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="轮流分").click()
    look(worker, "hand-over", "接 1 件")
    page.get_by_label("从哪天起离岗").fill("2026-11-10")
    page.get_by_role("button", name="全部交接").click()
    look(worker, "handed-over", "已经交接")
    worker.go(f"/desk/case/{course.case_id}/whole/")
    page.get_by_role("button", name="印正卷").click()
    look(worker, "whole-waits", "正在装订")
    province.work(ON, 12)
    expect(page.get_by_role("link", name="打开正卷")).to_be_visible()
    look(worker, "whole", "SHA-256")
    assert [each.part for each in whole_file.printed(Case.objects.get(id=course.case_id).id)] == [Part.MAIN]


@pytest.mark.parametrize("late", ["the form", "the answer"])
def test_who_submits_while_the_form_is_drawn_anew_has_submitted(course: Course, come: Any, late: str) -> None:
    """On a slow line the form that a choice asks for comes when it has been submitted already, before the answer to that or after."""
    worker = come("boan.inspector")
    page = worker.page
    worker.go(f"/desk/case/{course.case_id}/")
    page.locator("tr", has_text=courses.ORDER).get_by_role("link", name="登记送达").click()
    choose_method(page, "邮寄送达")
    page.get_by_label("邮件号").fill("1099880012345")
    choose(page, "result", "refused")
    page.get_by_label("送达情况").fill("收件人拒收，邮件退回")

    def slow(route: Any) -> None:
        if ('name="again"' in (route.request.post_data or "")) == (late == "the form"):
            page.wait_for_timeout(1_500)
        route.continue_()

    page.route("**/serve/", slow)
    page.locator("input[name=result][value=refused]").evaluate("card => { card.dispatchEvent(new Event('change', { bubbles: true })) }")
    page.get_by_role("button", name="登记送达").click()
    expect(page.locator("table.papers")).to_contain_text("还可以用：留置送达", timeout=15_000)
    expect(page.locator("form.act")).to_have_count(0)
    page.wait_for_timeout(2_000)
    expect(page.locator("form.act")).to_have_count(0)
