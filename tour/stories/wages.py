"""(a) A wage complaint from the phone to the money: accepted, extended, ordered, paid and proved, closed, confirmed."""

import re
import time
from pathlib import Path

from tour import desk, filing
from tour.folk import people
from tour.stage import Stage, Visitor

TITLE = "一、从手机上讨薪，到钱到账"


def tell(stage: Stage) -> None:
    firm = stage.visitor(desk=False)
    employer = enter(firm)
    worker = stage.visitor(desk=False)
    code = filing.file(worker, stage, employer, next(people()))
    worker.shoot("进度页：现在到哪一步，最迟哪天要有结果")
    inspector, head = stage.officer("baoan.inspector"), stage.officer("baoan.head")
    inspector.shoot("监察员的待办：今天到期的在最上面")
    complaint = desk.find(inspector, code)
    _accepted(inspector, complaint)
    case = desk.child(inspector, complaint, "劳动保障监察案件")
    desk.shown(inspector, case, "受理当天立案：材料、期限、承办人都带过来了，没有人再录一遍")
    worker.page.reload()
    worker.shoot("劳动者这边：正在调查，45 个工作日的最后一天和条文写在上面")
    _looked_into(inspector, head, case)
    _extended(inspector, head, case)
    _ordered(inspector, head, case)
    _proved(firm, inspector, case)
    _closed(inspector, head, case)
    _confirmed(worker, stage)


def enter(firm: Visitor) -> str:
    """Sign in as the one who stands for the employer; return how the firm is called."""
    lines = (firm.platform.home / "logins.txt").read_text("utf8")
    found = re.search(r"^employer\s+(\S+).*代码 (\w{18})，手机号 (\d{11})", lines, re.M)
    assert found is not None
    firm.go("/employer/enter/")
    for name, value in zip(("password", "code", "phone"), found.groups(), strict=True):
        firm.page.locator(f"input[name={name}]").fill(value)
    firm.shoot("用人单位的经办人用统一社会信用代码登录")
    firm.press("登录")
    firm.shoot("单位在这里看到送给它的文书和要办的事")
    firm.press("我的记录", exact=False)
    whole = firm.page.locator("body").inner_text()
    called = re.search(r"示例(?!系统)[^\s（(·，]+", whole)
    assert called is not None, whole
    return called[0]


def _pair() -> dict[str, str]:
    return {"main": "何志远（440306-118）", "second": "罗敏（440306-121）"}


def _accepted(inspector: Visitor, complaint: str) -> None:
    inspector.go(f"/desk/case/{complaint}/")
    if inspector.page.get_by_role("button", name="领办").count():
        inspector.press("领办", exact=False)
    desk.act(inspector, complaint, "accept", "受理：写明两名监察员，当天立案", **_pair(), opinion="事实清楚，属本机关管辖，受理。")
    desk.sign_off_all(inspector, complaint)
    desk.shown(inspector, complaint, "受理通知书已签发、编号，打印出来是正式的 PDF")


def _looked_into(inspector: Visitor, head: Visitor, case: str) -> None:
    desk.act(
        inspector, case, "summon", "发询问通知：两名监察员从受理带过来，不用再填", about="工资支付情况",
        bring="1. 职工名册和劳动合同\n2. 三个月的工资表和考勤\n3. 银行流水", day=inspector.platform.later(7), start="9:00", room=f"三楼询问室 {time.strftime('%H%M%S')}",
    )  # fmt: skip
    desk.sign_off_all(inspector, case)
    desk.serve(inspector, case, "调查询问通知书", "登记送达：方式、证明、日期，一次填完")
    desk.act(
        inspector, case, "inquire", asked="李敏，项目经理", signed="yes",
        minutes="问：三个月的工资为什么没有发？\n答：工程款没有到账。\n问：欠多少？\n答：1.86 万元，认账。",
    )  # fmt: skip


def _extended(inspector: Visitor, head: Visitor, case: str) -> None:
    desk.act(inspector, case, "prolong", "申请延期：要负责人批", reason="工资表与考勤不一致，需要逐月核对。")
    desk.shown(inspector, case, "没有批以前，期限没有变；审批链写明等谁")
    desk.sign(head, case, "prolong", "负责人看材料、写意见、同意", "情况属实，同意延长。")
    desk.shown(head, case, "批准以后，30 个工作日加到期限上，怎么算的可以展开看")


def _ordered(inspector: Visitor, head: Visitor, case: str) -> None:
    desk.act(
        inspector, case, "conclude_inquiry", found="单位拖欠投诉人三个月工资共 18600 元，有考勤、工资表和询问笔录为证。",
        people="1", owed="18600", grave="no", proposal="责令限期支付。",
    )  # fmt: skip
    desk.act(
        inspector, case, "order", "责令限期改正：金额从调查结论带过来", violation="拖欠投诉人三个月工资共 18600.00 元。",
        content="在期限内足额支付，并把支付凭证交到本机关。", perform_by=inspector.platform.later(14),
    )  # fmt: skip
    desk.sign(head, case, "order", "负责人签批指令书")
    desk.serve(inspector, case, "限期整改指令书")
    desk.shown(inspector, case, "指令书送达以后")


def _proved(firm: Visitor, inspector: Visitor, case: str) -> None:
    firm.go("/employer/")
    firm.shoot("单位收到指令书：最迟哪天付、付多少")
    firm.go(f"/employer/case/{case}/")
    firm.shoot("单位看自己的案件：文书、期限、可以办的事；看不到是谁投诉的")
    receipt = Path(firm.chapter.folder) / "wages-receipt.txt"
    receipt.write_text("示例银行电子回单（演示）：付款 18,600.00 元", "utf8")
    firm.press("报告履行、交凭证", exact=False)
    firm.page.locator("[name=paid]").fill("18600")
    firm.page.locator("[name=says]").fill("已通过银行转账付清，回单附后。")
    firm.page.locator("[name=evidence-new]").set_input_files(receipt)
    firm.shoot("单位报告已经支付，附上回单")
    firm.page.locator("form button.go, form button[type=submit]").first.click()
    firm.page.wait_for_load_state("networkidle")
    firm.shoot("交上去了，办案机关马上看得到")
    receipt.unlink()


def _closed(inspector: Visitor, head: Visitor, case: str) -> None:
    desk.act(inspector, case, "perform", "监察员核对凭证，登记已履行", paid="18600", says="单位银行转账付清，电话向本人核实到账。")
    desk.act(inspector, case, "archive", result="追回 18600 元，1 人。", reason="已经全部支付，违法行为已改正。")
    desk.sign(head, case, "archive", "负责人批准结案")
    desk.shown(head, case, "结案：全过程在一页上，每一步写明谁、哪天、依据哪一条")


def _confirmed(worker: Visitor, stage: Stage) -> None:
    worker.page.reload()
    worker.shoot("劳动者看到：已办结，问一句“钱到了吗”")
    worker.press("回答钱到了没有")
    worker.shoot("三个答案：全部到了、到了一部分、没有到；没有到的，办案机关接着查")
    worker.choose("全部到了")
    worker.page.locator("form button.go").first.click()
    worker.page.wait_for_load_state("networkidle")
    worker.shoot("回答以后：这个数记在案件里，领导看到的“钱到账率”从这里来")
