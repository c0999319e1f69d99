"""Three Excel files of a site, as the site has them, become receipts of the ledger: on a phone, and at an office's desk."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from hezhong.directory import sites
from hezhong.directory.models import Employer
from hezhong.engine import handing_in, ledger_place
from hezhong.ledger.pay_tables import PAYROLL_LINES
from hezhong.ledger.reading import Reader
from hezhong.ledger.site_tables import LABOUR_DAYS, ROSTER
from hezhong.ledger.tests.written import card, person, xlsx
from hezhong.ledger.vocabulary import Table
from tests import province
from tests.browsing import Box, Clock, Worker, box_of_messages, clock_of_the_pages  # noqa: F401 (fixtures)
from tests.fitting import fits as fits_a_phone
from tests.fitting import serious, wider
from tests.web.employer import firm

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PEOPLE = [person(n) for n in range(6)]
SITE = "云山花园二期"


def roster() -> bytes:
    """The roster as a labour subcontractor prints it: a title, the project, then the heads in the fourth row."""
    heads = ["编号", "姓名", "身份证号码", "班组", "进场日期", "银行卡号", "工资标准", "手机"]
    rows = [[n + 1, *PEOPLE[n], "木工班" if n < 4 else "钢筋班", "2026-09-01", card(n), "320元/天", f"1390000020{n}" if n < 2 else ""] for n in range(6)]
    return xlsx({"花名册": [["劳务人员花名册"], [f"项目名称：{SITE}"], [], heads, *rows]}, {"花名册": [(0, 0, 0, 7), (1, 0, 1, 7)]})


def attendance() -> bytes:
    """A grid of October: a tick a day, half days, and nothing on days off."""
    days = [str(day) for day in range(1, 32)]
    rows = [[n + 1, PEOPLE[n][0], "木工", *["√" if (day + n) % 7 else "半" if n == 2 else "" for day in range(1, 32)]] for n in range(6)]
    return xlsx({"考勤": [["2026年10月考勤表"], ["编号", "姓名", "工种", *days], *rows]})


def payroll(first_due: Any = 7000, last_due: Any = 900) -> bytes:
    heads = ["序号", "姓名", "身份证号", "出勤天数", "应发工资", "罚款", "到手工资", "银行卡号"]
    due = [first_due, 6400, 6500.5, 6600, 6700, last_due]
    net = [7000, 6300, *due[2:]]
    rows = [[n + 1, *PEOPLE[n], 25, due[n], 100 if n == 1 else "", net[n], card(n)] for n in range(6)]
    total = ["合计", "", "", "", sum(each for each in due if isinstance(each, int | float)), 100, "", ""]
    return xlsx({"十月工资": [["2026年10月工资表"], heads, *rows, total]})


@pytest.fixture
def site(transactional_db: None) -> int:
    """A site in Bao'an of an employer that has no case."""
    province.build()
    there = firm.another("2026-11-01")
    Employer.objects.filter(token=there.token).update(region="440306", plain_name="示例电子有限公司")
    return sites.register(SITE, "440306", "GD-2026-7", contractor=there.token)


def choose_site(worker: Worker) -> None:
    """Choose the site; at the desk its place stands behind its name."""
    select = worker.page.get_by_label("哪个项目")
    select.select_option(label=next(text for text in select.locator("option").all_inner_texts() if text.startswith(SITE)))


def upload(worker: Worker, name: str, data: bytes, *, kind: str = "") -> None:
    worker.page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": XLSX, "buffer": data}])
    choose_site(worker)
    if kind:
        worker.page.get_by_label("什么表").select_option(label=kind)
    if kind == "工资表":
        worker.page.locator("#hf-payday").fill("15")
    worker.press("上传并检查")


def said(table: Table) -> list[dict[str, Any]]:
    ledger = ledger_place.current()
    return Reader(ledger.root, ledger.manifest.state()).rows(table).to_pylist()


def arrive(browser: Browser, server: Any, name: str, **more: Any) -> Worker:
    worker = Worker.arrive(browser, server.url, name, **more)
    worker.page.set_default_timeout(30_000)
    return worker


def sign_in(worker: Worker) -> None:
    worker.go("/employer/")
    for label, words in (("统一社会信用代码", firm.OTHER_CODE), ("经办人手机号", firm.OTHER_PHONE), ("密码", province.PASSWORD)):
        worker.page.get_by_label(label).first.fill(words)
    worker.press("登录")
    worker.press("工资和考勤")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_employer_on_a_phone(live_server: Any, browser: Browser, clock: Clock, box: Box, site: int, script: bool) -> None:
    worker = arrive(browser, live_server, f"ledger-{'script' if script else 'plain'}", script=script, width=390)
    fits = fits_a_phone if script else Worker.shoot
    sign_in(worker)
    fits(worker, "empty")
    upload(worker, "花名册.xlsx", roster())
    assert "6 人" in worker.text and "栏名在第 4 行" in worker.text, worker.text
    fits(worker, "roster")
    worker.press("确认提交")
    assert "收到了" in worker.text and "花名册" in worker.text, worker.text
    worker.press("再交一份")
    upload(worker, "考勤.xlsx", attendance())
    assert "考勤表" in worker.text and "2026年10月" in worker.text, worker.text
    fits(worker, "attendance")
    worker.press("确认提交")
    worker.press("再交一份")
    upload(worker, "工资.xlsx", payroll(first_due="七千左右"), kind="工资表")
    hand_over_the_payroll(worker, fits)
    fits(worker, "receipt")
    lines = said(PAYROLL_LINES)
    assert sorted(line["due_fen"] for line in lines) == [90000, 640000, 650050, 660000, 670000, 700000]
    assert {(line["site"], line["month"]) for line in lines} == {(site, 202610)} and len(said(ROSTER)) == 6
    worked = Counter(line["minutes"] for line in said(LABOUR_DAYS))
    assert worked == expected_minutes()
    with worker.page.expect_download() as order:
        worker.page.get_by_role("link", name="银行代发表").click()
    path = order.value.path()
    assert path is not None and Path(path).read_text("utf-8-sig").splitlines()[1] == f"1,{card(0)},{PEOPLE[0][0]},,7000.00,工资2026年10月"
    ask_the_workers(browser, live_server, worker, box, fits)
    worker.press("再交一份")
    fits(worker, "list")
    assert [each for each in worker.complaints if "422" not in each] == []


def ask_the_workers(browser: Browser, server: Any, worker: Worker, box: Box, fits: Any) -> None:
    """The employer asks; one worker says that it is right, another what is wrong, and the employer reads both."""
    worker.press("发短信请工人核对")
    assert "发出 2 条短信。4 人没有手机号" in worker.text, worker.text
    codes = [found[1] for text in box.deliver() if (found := re.search(r"/wages/(\w+)/", text))]
    assert len(codes) == 2
    asked = arrive(browser, server, f"wages-{'script' if worker.script else 'plain'}", script=worker.script)
    for code, right in zip(codes, (True, False), strict=True):
        asked.go(f"/wages/{code}/")
        assert asked.title == "2026年10月的工资对不对？" and "25 天" in asked.text
        fits(asked, "asked")
        if right:
            asked.press("对，没有错")
        else:
            asked.page.get_by_label("哪里不对").fill("少了一天")
            asked.press("说不对")
        assert "记下了" in asked.text, asked.text
    fits(asked, "answered")
    worker.go(worker.path)
    assert "问了 2 人，1 人说对，1 人说不对" in worker.text and "少了一天" in worker.text, worker.text
    assert sorted(line["confirmed"] for line in said(PAYROLL_LINES)) == ["no"] * 4 + ["phone", "refused"]


def expected_minutes() -> Counter[int]:
    """A tick is eight hours, a half four; of the third worker the days off are half days."""
    found: Counter[int] = Counter()
    for n in range(6):
        for day in range(1, 32):
            if (day + n) % 7:
                found[480] += 1
            elif n == 2:
                found[240] += 1
    return found


def hand_over_the_payroll(worker: Worker, fits: Any) -> None:
    """Explain a column, get the file back marked, hand in the corrected one, and confirm what is doubtful."""
    choose(worker, "到手工资", "实发工资")
    worker.press("按这样重新读")
    assert "有 1 处要改，一行也没有收" in worker.text and "第 3 行" in worker.text and "“七千左右”不是数字" in worker.text, worker.text
    fits(worker, "faults")
    with worker.page.expect_download() as marked:
        worker.page.get_by_role("link", name="下载标好的表格").click()
    path = marked.value.path()
    assert path is not None and Path(path).read_bytes().startswith(b"PK")
    worker.press("返回工资和考勤")
    upload(worker, "工资改.xlsx", payroll(), kind="工资表")
    choose(worker, "到手工资", "实发工资")
    worker.press("按这样重新读")
    assert "应发工资低于深圳市最低工资" in worker.text and "第 8 行" in worker.text, worker.text
    worker.press("确认提交")
    assert "还有 1 项提醒没有确认" in worker.text, worker.text
    fits(worker, "doubts")
    worker.page.get_by_label("应发工资低于深圳市最低工资").check()
    worker.press("确认提交")
    assert "收到了" in worker.text and "工资支付表明细" in worker.text, worker.text


def choose(worker: Worker, column: str, field: str) -> None:
    """Say what a column is; its list stands open where something must be answered."""
    select = worker.page.get_by_label(column, exact=True)
    if not select.is_visible():
        worker.page.get_by_text("每一栏是什么").first.click()
    select.select_option(label=field)


def test_an_office_at_its_desk_and_a_large_file(live_server: Any, browser: Browser, clock: Clock, box: Box, site: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_in, "SMALL", 10)
    officer = arrive(browser, live_server, "ledger-desk", width=1440)
    officer.go("/login/")
    for label, words in (("用户名", "boan.inspector"), ("密码", province.PASSWORD)):
        officer.page.get_by_label(label).first.fill(words)
    officer.press("登录")
    officer.press("工资和考勤")
    wide(officer, "list")
    upload(officer, "花名册.xlsx", roster())
    assert "正在读文件" in officer.text and "不会丢" in officer.text
    wide(officer, "waiting")
    officer.go(officer.path)
    handing_in.work(province.at("2026-11-02"))
    officer.page.get_by_role("button", name="确认提交").wait_for()
    wide(officer, "read")
    officer.press("确认提交")
    handing_in.work(province.at("2026-11-02"))
    officer.page.get_by_role("heading", name="收到了").wait_for()
    wide(officer, "receipt")
    assert len(said(ROSTER)) == 6
    write_days(officer)
    assert [each for each in officer.complaints if "422" not in each and "CONNECTION_REFUSED" not in each] == []  # no live channel in a test


def write_days(worker: Worker) -> None:
    """Write a team's day down in the form, wrongly once."""
    worker.go("/desk/ledger/days/")
    choose_site(worker)
    worker.page.get_by_label("哪一天").fill("昨天")
    worker.press("打开")
    assert "“昨天”不是日期" in worker.text
    worker.page.get_by_label("哪一天").fill("2026-11-01")
    worker.press("打开")
    worker.page.get_by_label("哪个班组").select_option(label="木工班")
    worker.press("打开")
    worker.page.get_by_label(PEOPLE[0][0]).fill("9.5")
    worker.page.get_by_label(PEOPLE[1][0]).fill("25")
    worker.press("记下这一天")
    assert "一天最多 24 小时" in worker.text, worker.text
    fits_a_phone(worker, "days-wrong")
    worker.page.get_by_label(PEOPLE[1][0]).fill("8")
    worker.press("记下这一天")
    assert "记好了" in worker.text and worker.page.get_by_label(PEOPLE[0][0]).input_value() == "9.5", worker.text
    fits_a_phone(worker, "days")
    assert sorted((each["minutes"], each["team_size"]) for each in said(LABOUR_DAYS)) == [(480, 2), (570, 2)]


def wide(worker: Worker, what: str) -> None:
    """The page fits its window and axe finds nothing serious; take its picture."""
    worker.shoot(what)
    assert wider(worker.page) == [], what
    assert serious(worker.page) == [], what
