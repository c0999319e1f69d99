"""(g) Three files of a site turn the command screen red; only the bank's file, to the last fen, lets the office close it."""

import re
import time

from playwright.sync_api import Locator

from tour import desk
from tour.stage import Stage, Visitor

TITLE = "七、三张表交上来，一分钟内预警；差一分也不能办结"
SITE, ACCOUNT = "示例滨江花园二期", "44300000000009001"
BOARD = "/desk/command/?place=440306"
PATIENCE = 240
"""Seconds until a machine with much else to do shows it; the words under the picture say how long it took."""


def tell(stage: Stage) -> None:
    firm, leader, inspector, head = (
        stage.visitor(desk=False), stage.officer("baoan.head"), stage.officer("baoan.inspector"), stage.officer("baoan.head")
    )  # fmt: skip
    firm.sign_in_for_employer("contractor")
    leader.go(BOARD)
    assert SITE not in leader.page.locator(".panel.red").inner_text()
    leader.shoot("宝安区指挥屏：还没有这个工地的预警", whole=False)
    for name, kind in (("花名册.xlsx", "花名册"), ("考勤表.xlsx", "考勤表"), ("工资支付表.xlsx", "工资表")):
        _hand_in(firm, name, f"总承包单位在手机上交{kind}：认出了每一栏，一共 31 人")
    firm.shoot("收进台账，给回执：批号、行数")
    case = _red(leader, inspector)
    _inspected(inspector, head, leader, case)
    _paid(firm, inspector, leader, case)


def _hand_in(firm: Visitor, name: str, words: str, **more: str) -> None:
    """Upload a file of the demonstration, confirm every doubt, and see the receipt."""
    firm.go("/employer/ledger/")
    page = firm.page
    page.locator("input[type=file]").set_input_files(firm.platform.home / "demo-files" / name)
    select = page.get_by_label("哪个项目")
    select.select_option(label=next(text for text in select.locator("option").all_inner_texts() if text.startswith(SITE)))
    if more:
        page.locator("details.hf-more summary").first.click()
        for field, value in more.items():
            page.locator(f"form.hf-form input[name={field}]").fill(value)
    firm.press("上传并检查")
    for _ in range(60):
        if not page.locator(".hf-wait").count():
            break
        page.wait_for_timeout(1000)
    assert "31 人" in firm.text or "31 条" in firm.text, firm.text
    firm.shoot(words)
    if page.locator("input[name=series]").count() and "account" in more:
        page.locator("input[name=series]").first.check(force=True)
        firm.press("按这样重新读")
    for doubt in page.locator("input[name=sure]").all():
        doubt.check(force=True)
    firm.press("确认提交")
    assert "收到了" in firm.text, firm.text


def _until(visitor: Visitor, path: str, what: Locator) -> int:
    """Open a page again and again until something stands there; return the seconds. Raises TimeoutError."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        visitor.go(path)
        if what.count():
            return round(time.monotonic() - began)
        visitor.page.wait_for_timeout(2000)
    raise TimeoutError(f"{path}: {visitor.text[:500]}")


def _red(leader: Visitor, inspector: Visitor) -> str:
    """The warning is on the screen by itself; return the id of its case."""
    began, line = time.monotonic(), leader.page.locator(".panel.red li, .panel.feed li", has_text=SITE)
    line.first.wait_for(timeout=PATIENCE * 1000)
    seconds = round(time.monotonic() - began)
    leader.shoot(f"没有人刷新，{seconds} 秒后屏上自己变红：31 人的工资过了支付日，银行没有付过一笔", whole=False)
    red = inspector.page.locator("tr", has_text=SITE)
    _until(inspector, "/desk/warnings/?grade=red", red)
    inspector.shoot("预警列表：同一个工地，红色，派给了宝安区")
    red.first.locator("td.main a").first.click()
    inspector.page.wait_for_load_state("load")
    inspector.shoot("打开这一条：哪条规则、超过哪条线、依据、怎样才算解决")
    link = inspector.page.locator("a[href^='/desk/case/']").first
    found = re.search(r"/desk/case/([0-9a-f-]{36})/", link.get_attribute("href") or "")
    assert found is not None
    desk.shown(inspector, found[1], "派单就是一件“预警处置”：红色的答复时限已经在走")
    return found[1]


def _inspected(inspector: Visitor, head: Visitor, leader: Visitor, case: str) -> None:
    desk.take(inspector, case)
    desk.act(
        inspector, case, "visit", "登记核查：去了哪里、见了谁、单位怎么说",
        visited="到项目部核对三张表，31 名工人十月工资一分未发。项目经理说工程款明天到账。",
    )  # fmt: skip
    leader.go(BOARD)
    leader.shoot("指挥屏：这一件已经在核查", whole=False)
    desk.act(inspector, case, "refer", "转劳动监察：同一事项，不另起炉灶", reason="31 人十月工资到期未付，按监察程序查处。")
    desk.shown(inspector, case, "已转监察：预警处置等监察案件的结果，两件是一个事项")
    leader.go(BOARD)
    leader.shoot("指挥屏：已转监察", whole=False)
    clue = desk.child(inspector, case, "监察")
    desk.take(inspector, clue)
    desk.act(inspector, clue, "not_file", reason="单位说已经委托银行全部支付，先按预警处置核对银行流水。")
    desk.sign(head, clue, "not_file", opinion="同意。流水核对不上再立案。")


def _paid(firm: Visitor, inspector: Visitor, leader: Visitor, case: str) -> None:
    """A fen is missing: refused in words. Then all of it."""
    _hand_in(firm, "银行代发回单（少一分）.xlsx", "银行回单交来了：31 笔，有一笔少一分", account=ACCOUNT)
    page = inspector.page.locator("main", has_text="监察没有立案").filter(has_text=re.compile(r"差\s*0\.01|0\.01\s*元"))
    _until(inspector, f"/desk/case/{case}/", page)
    desk.refused(inspector, case, "settle", "差一分也不能办结", "差一分也不能办结：系统写明还差谁多少、等什么", result="单位已经支付。")
    _hand_in(firm, "银行代发回单.xlsx", "更正后的回单：一分不少", account=ACCOUNT)
    seconds = _until(inspector, f"/desk/case/{case}/", inspector.page.locator("main", has_text="台账里已经没有这个情况"))
    desk.shown(inspector, case, f"流水到齐 {seconds} 秒后，台账自己写下：已经没有这个情况")
    desk.act(inspector, case, "settle", "现在可以办结", result="31 人十月工资全部由专户付到本人卡上，逐笔核对无误。")
    desk.shown(inspector, case, "已解决：谁在哪一刻凭什么办结，都在卷里")
    leader.go(BOARD)
    assert SITE not in leader.page.locator(".panel.red").inner_text()
    leader.shoot("指挥屏：红色退了，台账号往前走了", whole=False)
