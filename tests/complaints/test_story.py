"""Story (d): 26 colleagues join by QR on their own phones, five represent them; and a roster of 500 with two bad rows.

At 390 pixels for the workers, at 1440 for the desk; axe finds nothing, nothing is wider than its screen.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hezhong.domains.complaints.facts import Acceptance, Withdrawal
from hezhong.engine import joining, store, tracker
from hezhong.engine.answers import Prose
from hezhong.engine.models import Case, Party, PhoneCode
from tests import province
from tests.browsing import Box, Clock, Worker, box_of_messages, clock_of_the_pages, photo  # noqa: F401 (fixtures)
from tests.complaints.test_joining import five_hundred, identity, workbook
from tests.fitting import serious
from tests.province import Province
from tests.web.desk.test_in_browser import EXPECTED, WIDER, sign_in

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）")
COLLEAGUES = 26
NAMES = [f"{family}{given}" for given in ("建国", "秀英") for family in "赵钱孙李周吴郑王冯陈褚卫蒋"]


def seen(worker: Worker, shot: str, *says: str) -> None:
    """The page says this, fits, and axe finds nothing serious; take its picture."""
    for each in says:
        assert each in worker.text, worker.text[:1500]
    worker.shoot(shot)
    assert worker.page.evaluate(WIDER) == []
    assert serious(worker.page) == []


def code_in(box: Box) -> str:
    newest = next(text for text in box.deliver() if text.startswith("验证码"))
    return re.search(r"\d{6}", newest)[0]  # type: ignore[index]


def follow(worker: Worker, box: Box, code: str, phone: str) -> None:
    worker.go("/resume/")
    worker.page.get_by_label("查询码").fill(code)
    worker.page.get_by_label("手机号").fill(phone)
    worker.press("继续")
    worker.page.get_by_label("短信验证码").fill(code_in(box))
    worker.press("继续")
    assert worker.path == f"/track/{code}/", worker.text


def come_in(worker: Worker, box: Box, address: str, n: int) -> None:
    """Join on one's own phone: scan, fill in, prove the phone."""
    worker.page.goto(address)
    seen(worker, "join", "和工友一起投诉", "示例建工集团第三工程有限公司", "工资没发、少发或一直拖着")
    page = worker.page
    page.get_by_label("姓名").fill(NAMES[n])
    page.get_by_label("证件号码").fill(identity(n + 1))
    page.get_by_label("您的手机号").fill(f"1990005{n:04}")
    page.get_by_label("一共欠您多少钱").fill("1.2万")
    worker.press("继续，去收验证码")
    assert "请改这 1 处" in worker.text and page.get_by_label("姓名").input_value() == NAMES[n], worker.text
    worker.shoot("join-missing")
    worker.choose("是")
    page.locator("input[type=file]").set_input_files([{"name": "工牌.jpg", "mimeType": "image/jpeg", "buffer": photo("navy", gps=True)}])
    worker.press("继续，去收验证码")
    seen(worker, "join-code", "输入短信里的验证码")
    page.get_by_label("6 位验证码").fill(code_in(box))
    worker.press("加入投诉")
    seen(worker, "join-done", "您已经加入，有了自己的投诉", "互相看不到")


def comes_in(box: Box, clock: Clock, path: str, n: int) -> None:
    """Join as a browser does, without its window."""
    clock.pass_by(seconds=1)
    PhoneCode.objects.update(used=True)
    client = Client()
    form = {
        "person-name": NAMES[n], "person-kind": "resident", "person-number": identity(n + 1), "phone": f"1990005{n:04}",
        "amount": str(6000 + n), "months-y1": "2026", "months-m1": "7", "months-y2": "2026", "months-m2": "9",
        "represented": "no" if n % 5 == 0 else "yes",
    }  # fmt: skip
    assert client.post(path, form).status_code == 302
    assert client.post(f"{path}code/", {"code": code_in(box)}).status_code == 302


def at_the_desk(browser: Any, site: str, name: str) -> Worker:
    worker = Worker.arrive(browser, site, f"collective-{name.split('.')[1]}", width=1440)
    worker.page.set_default_timeout(30_000)
    worker.go("/login/")
    sign_in(worker.page, name)
    return worker


def beside(worker: Worker) -> str:
    worker.page.locator("aside h2", has_text="集体投诉").wait_for()
    return worker.page.locator("aside").inner_text()


def test_twenty_six_join_by_qr(live_server: Any, browser: Any, box: Box, clock: Clock, tmp_path: Path) -> None:
    here = province.build()
    filed = province.file(at=province.Moment(clock.now().date(), clock.now(), province.from_files()))
    lin = Worker.arrive(browser, live_server.url, "collective-lead")
    follow(lin, box, filed.query_code, "19900005521")
    seen(lin, "track", "一起投诉的工友", "可以请他们用自己的手机加入")
    lin.press("邀请工友一起投诉")
    lin.press("生成二维码和链接")
    seen(lin, "invite", "让工友扫这个码", "看不到您的名字、电话和钱数")
    address = lin.page.locator(".hash a").inner_text()
    assert address == f"{live_server.url}/join/{joining.code_of(filed.case_id)}/"
    zhao = Worker.arrive(browser, live_server.url, "collective-colleague")
    come_in(zhao, box, address, 0)
    qian = Worker.arrive(browser, live_server.url, "collective-plain", script=False, width=360)
    come_in_without_script(qian, box, address, 1)
    path = address.removeprefix(live_server.url)
    for n in range(2, COLLEAGUES):
        comes_in(box, clock, path, n)
    assert Case.objects.filter(lead=filed.number).count() == COLLEAGUES
    lin.go(f"/track/{filed.query_code}/")
    seen(lin, "track-many", f"一共 {COLLEAGUES + 1} 人，包括您")
    assert not any(name in lin.text for name in NAMES)
    five_are_elected(here, browser, live_server.url, filed, tmp_path)
    zhao.press("看进度")
    seen(zhao, "track-member", "您是推选的代表", "用表格登记工友")
    zhao.press("用表格登记工友")
    hand_in(zhao, tmp_path, workbook([(1, "冯秀兰", identity(77), "19900056666", "1.5万"), (2, "冯秀兰", identity(77), "", "很多")]))
    seen(zhao, "roster-phone", "有 1 行要改", "第 2 行、第 3 行只留一行")
    hand_in(zhao, tmp_path, workbook([(1, "冯秀兰", identity(77), "19900056666", "1.5万")]))
    seen(zhao, "roster-phone-good", "共 1 人，合计 15,000 元")
    too_late(here, browser, live_server.url, filed, address, clock)


def come_in_without_script(worker: Worker, box: Box, address: str, n: int) -> None:
    page = worker.page
    page.goto(address)
    page.get_by_label("姓名").fill(NAMES[n])
    page.get_by_label("证件号码").fill(identity(n + 1))
    page.get_by_label("您的手机号").fill(f"1990005{n:04}")
    page.get_by_label("一共欠您多少钱").fill("9800")
    worker.choose("是")
    worker.shoot("join-plain")
    worker.press("继续，去收验证码")
    page.get_by_label("6 位验证码").fill(code_in(box))
    worker.press("加入投诉")
    assert worker.title == "您已经加入，有了自己的投诉"
    worker.shoot("done-plain")


def five_are_elected(here: Province, browser: Any, site: str, filed: Any, folder: Path) -> None:
    """The inspector takes all of them, is reminded of representatives, and records the five of the letter."""
    desk = at_the_desk(browser, site, "boan.inspector")
    desk.go(f"/desk/case/{filed.case_id}/")
    desk.page.get_by_role("button", name="领办").click()
    desk.page.wait_for_load_state("load")
    me = int(here.asker("boan.inspector").person)
    assert Case.objects.filter(assignee=me).count() == COLLEAGUES + 1
    says = beside(desk)
    assert f"一起投诉的有 {COLLEAGUES + 1} 人，还没有登记代表" in says and "受理，当日立案" in says, says
    seen(desk, "case")
    desk.page.get_by_role("link", name="登记推选的代表").click()
    for n in range(6):
        desk.page.get_by_label(NAMES[n], exact=False).first.check(force=True)
    letter = {"name": "推选书.jpg", "mimeType": "image/jpeg", "buffer": photo("white")}
    desk.page.locator("#act input[type=file]").set_input_files([letter])
    desk.page.locator("#act button.btn-primary").last.click()
    desk.page.get_by_text("代表最多 5 名，现在选了 6 名").wait_for()
    desk.shoot("sixth-refused")
    desk.page.get_by_label(NAMES[5], exact=False).first.uncheck(force=True)
    desk.page.locator("#act button.btn-primary").last.click()
    desk.page.wait_for_url(re.compile(r"/desk/case/[^/]+/$"))
    assert f"推选的代表：{'、'.join(NAMES[:5])}" in beside(desk)
    seen(desk, "elected", "推选代表")
    assert Party.objects.filter(elected=True).count() == 5
    desk.page.get_by_role("link", name="逐项核对（第三十九条）").click()
    seen(desk, "intake-table", "受理审查表", "第（四）项", "这里只是建议，由承办人决定")


def too_late(here: Province, browser: Any, site: str, filed: Any, address: str, clock: Clock) -> None:
    """All are accepted with one act; who comes afterwards files alone, with what is known filled in."""
    me, moment = here.asker("boan.inspector"), province.at(clock.now().date().isoformat(), clock.now().hour)
    members = list(Case.objects.filter(lead=filed.number).values_list("id", flat=True))
    store.act_many([filed.case_id, *members], "accept", TWO, me, moment)
    lead = Case.objects.get(parent=filed.case_id)
    assert Case.objects.filter(case_type="inspection", lead=lead.number).count() == COLLEAGUES
    late = Worker.arrive(browser, site, "collective-late")
    late.page.goto(address)
    seen(late, "too-late", "已经有了结果，不能再加入", "单位、地点和事由已经替您填好")
    late.press("自己投诉")
    assert late.title == "是哪几个月的事？"


def test_a_roster_with_two_bad_rows(live_server: Any, browser: Any, box: Box, clock: Clock, tmp_path: Path) -> None:
    province.build()
    filed = province.file(at=province.Moment(clock.now().date(), clock.now(), province.from_files()))
    desk = at_the_desk(browser, live_server.url, "boan.clerk")
    desk.go(f"/desk/case/{filed.case_id}/roster/")
    seen(desk, "roster-empty", "上传名册")
    hand_in(desk, tmp_path, five_hundred(bad=True))
    seen(desk, "roster-bad", "有 2 行要改，还没有登记任何人", "第 7 行", "第 311 行")
    assert Case.objects.count() == 1
    hand_in(desk, tmp_path, five_hundred())
    seen(desk, "roster-good", "共 500 人", "3,125,750")
    desk.press("登记这 500 人")
    seen(desk, "roster-filed", "已经登记 500 人")
    assert Case.objects.filter(lead=filed.number).count() == 500
    assert [said for said in desk.complaints if not EXPECTED.search(said)] == []


def hand_in(desk: Worker, folder: Path, data: bytes) -> None:
    file = folder / "名册.xlsx"
    file.write_bytes(data)
    desk.page.locator("input[type=file]").set_input_files(file)
    desk.press("上传并检查")


def test_after_closing(live_server: Any, browser: Any, box: Box, clock: Clock) -> None:
    """The worker's last pages on a phone: a new number, whether the money came, how it was."""
    here = province.build()
    filed = province.file(at=province.Moment(clock.now().date(), clock.now(), province.from_files()))
    lin = Worker.arrive(browser, live_server.url, "afterwards")
    follow(lin, box, filed.query_code, "19900005521")
    lin.press("换手机号")
    lin.page.get_by_label("新手机号").fill("19912345678")
    lin.press("发验证码到新手机")
    seen(lin, "new-phone", "换手机号")
    lin.page.get_by_label("新手机收到的验证码").fill(code_in(box))
    lin.press("换成这个号码")
    seen(lin, "phone-changed", "手机号换好了")
    follower = tracker.recognise(filed.query_code, "19912345678")
    assert follower is not None
    moment = province.at(clock.now().date().isoformat(), clock.now().hour)
    store.act(filed.case_id, "take", None, here.asker("boan.inspector"), moment)
    store.act(filed.case_id, "withdraw", Withdrawal(reason=Prose("说好明天给")), follower.asker, moment)
    lin.press("看进度")
    seen(lin, "closed", "钱到了吗？", "没有到，办案机关接着查")
    lin.press("给办案打个分")
    lin.choose("4 满意")
    seen(lin, "rating", "给办案打个分")
    lin.press("提交")
    lin.press("回答钱到了没有")
    lin.choose("到了一部分")
    lin.page.get_by_label("到了多少", exact=True).fill("6200")
    seen(lin, "money", "钱到了吗？")
    lin.press("提交")
    seen(lin, "checked", "正在核实")
    assert Case.objects.get(case_type="payment_check").assignee == int(here.asker("boan.inspector").person)
    assert lin.complaints == []
