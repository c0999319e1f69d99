"""The person who stands for an employer, with a phone: registers by a served paper, agrees to the mailbox, defends, proves."""

import re

import pytest
from playwright.sync_api import Browser

from hezhong.directory.models import Employer
from hezhong.engine.answers import Money, Prose
from hezhong.engine.models import Paper
from tests import at_desk, province
from tests.browsing import Box, Clock, Worker, box_of_messages, chromium, clock_of_the_pages  # noqa: F401 (fixtures)
from tests.documents.inspection import courses
from tests.fitting import fits, serious
from tests.web.employer import firm
from tests.web.employer.test_pages import pdf

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
LEDGER = {"name": "工资表.pdf", "mimeType": "application/pdf", "buffer": pdf()}


def fill(worker: Worker, **typed: str) -> None:
    for label, words in typed.items():
        worker.page.get_by_label(label).first.fill(words)


def register(worker: Worker, box: Box, code: str) -> None:
    """From the front page to the first page of the employer's side, by the check code of a served paper."""
    worker.go("/")
    worker.press("用人单位登录")
    fits(worker, "enter")
    worker.press("还没有开通，先登记经办人")
    worker.press("发短信验证码")
    fits(worker, "register-empty")
    fill(worker, 统一社会信用代码=firm.CODE, 单位全称=firm.NAME, 姓名="王示例", 证件号码=firm.AGENT.number, 经办人手机号=firm.PHONE)
    fill(worker, 文书上的核验码=code)
    worker.press("发短信验证码")
    assert "最后一步" in worker.text, worker.text
    sent = re.search(r"\d{6}", box.deliver()[0])
    assert sent
    fill(worker, 短信验证码=sent[0], 给自己定一个密码=province.PASSWORD)
    fits(worker, "register-code")
    worker.press("登记")
    assert worker.title == "在办的案件", worker.text


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_a_paper_in_hand_to_a_defence_and_a_voucher(live_server, browser: Browser, clock: Clock, box: Box, script: bool) -> None:  # type: ignore[no-untyped-def]
    course = courses.ordered()
    Employer.objects.filter(name=firm.NAME).update(code=firm.CODE, registered=True, region="440306")
    clock.set("2026-11-05")
    worker = Worker.arrive(browser, live_server.url, f"employer-{'script' if script else 'plain'}", script=script)
    check = fits if script else Worker.shoot
    register(worker, box, firm.paper("order_text").check_code) if script else sign_in(worker, course.case_id)
    check(worker, "home")
    worker.press("看一看，再决定")
    worker.press("确认")
    assert "请先勾选" in worker.text
    worker.page.get_by_label("同意").check(force=True)
    worker.press("确认")
    check(worker, "consent")
    announce_fine(course)
    clock.set("2026-11-26")
    sign_in_again(worker)
    assert worker.title == "有 1 份文书没有看"
    check(worker, "unread")
    worker.follow(worker.page.get_by_role("link", name=re.compile("劳动保障监察案件")))
    check(worker, "case")
    worker.press("陈述申辩")
    worker.page.get_by_label("陈述和申辩").fill("")
    worker.press("陈述申辩")
    check(worker, "defence-empty")
    worker.page.get_by_label("陈述和申辩").fill("工程款没有拨付，已经付了一半。")
    worker.page.locator("input[type=file]").set_input_files([LEDGER])
    worker.press("陈述申辩")
    assert "工程款没有拨付" in worker.text and "工资表.pdf" in worker.text, worker.text
    check(worker, "after-defence")
    worker.go("/employer/record/")
    check(worker, "record")
    clock.set("2026-12-04")
    sign_in_again(worker)
    worker.follow(worker.page.get_by_role("link", name=re.compile("劳动保障监察案件")))
    worker.press("要求听证")
    worker.page.locator("textarea, main input:not([type=hidden])").first.fill("对罚款数额有异议")
    worker.press("要求听证")
    assert "现在不能办" in worker.text
    check(worker, "hearing-late")
    assert [each for each in worker.complaints if "422" not in each and "403" not in each] == []


def sign_in(worker: Worker, case_id) -> None:  # type: ignore[no-untyped-def]
    firm.of_case(case_id)
    sign_in_again(worker)


def sign_in_again(worker: Worker) -> None:
    worker.context.clear_cookies()
    worker.go("/employer/")
    assert worker.title == "用人单位登录"
    fill(worker, 统一社会信用代码=firm.CODE, 经办人手机号=firm.PHONE, 密码=province.PASSWORD)
    worker.press("登录")


def announce_fine(course: courses.Course) -> None:
    """The order was not obeyed; the fine that is meant is announced electronically, on 26 November."""
    default = courses.outcomes.Default(reason=Prose("一分没有支付。"), unpaid=courses.OWED)
    course.approved("find_default", default, "2026-11-23", courses.head("2026-11-24"))
    notice = courses.outcomes.Notice(
        content=Prose("拟处罚款。"), fine=Money(5000), factors=Prose("首次违法。"), hearing=courses.asks.Hearing.MAY_ASK
    )
    course.approved("notify", notice, "2026-11-25", courses.head("2026-11-25"))
    with at_desk.day("2026-11-26", 9):
        officer = at_desk.signed_in("boan.inspector")
        address = f"/desk/case/{course.case_id}/paper/{firm.paper('prior_notice').id}/serve/"
        typed = {"method": "electronic", "where": "电子信箱", "consent": "2026-11-05", "proof": "系统放入", "key": "k"}
        assert officer.post(address, typed).status_code == 302
    assert firm.paper("prior_notice").stage == Paper.Stage.SERVED


def test_the_desk_shows_who_waits_and_what_lies_in_the_mailbox(live_server, browser: Browser, clock: Clock, box: Box) -> None:  # type: ignore[no-untyped-def]
    course = courses.ordered()
    there = firm.of_case(course.case_id)
    from_phone = firm.apply(firm.OTHER_CODE, "示例电子有限公司", firm.OTHER_PHONE, "2026-11-05")
    assert from_phone.since is None
    with at_desk.day("2026-11-05"):
        there.client().post("/employer/consent/", {"agree": "yes"})
    announce_fine(course)
    clock.set("2026-11-26")
    officer = Worker.arrive(browser, live_server.url, "employer-desk", width=1280)
    for who, path, shot in (("boan.inspector", f"/desk/case/{course.case_id}/", "case"), ("boan.clerk", "/desk/applicants/", "applicants")):
        officer.context.clear_cookies()
        officer.go("/login/")
        fill(officer, 用户名=who, 密码=province.PASSWORD)
        officer.press("登录")
        officer.go(path)
        officer.shoot(shot)
        assert serious(officer.page) == [], shot
    assert "示例电子有限公司" in officer.text
