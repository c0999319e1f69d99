"""(f) A worker asks what may be claimed, files it without typing it again; the clerk sees how it was reckoned; lawyers see the law."""

from tour import desk, filing
from tour.folk import people
from tour.stage import Stage, Visitor

TITLE = "六、先算算我能主张多少，再去投诉"
LINES = {"开始上班那天": -37, "入职日期": -37, "最后一天": 0, "劳动合同的最后一天": 0}
"""Title of the question -> months before the month that ended last."""
EVEN = {"离开前12个月平均每月应得工资", "说好的每个月多少钱"}


def tell(stage: Stage) -> None:
    worker = stage.visitor(desk=False)
    employer = filing.firm(worker, "五金")
    _reckoned(worker)
    worker.shoot("算出来了：每一项多少钱，一步一步怎么算的，依据哪一条")
    worker.shoot_paper("/claims/answer.pdf", "同样的内容打印成 PDF")
    code = _filed(worker, stage, employer)
    inspector = stage.officer("baoan.inspector")
    complaint = desk.find(inspector, code)
    inspector.go(f"/desk/case/{complaint}/")
    inspector.shoot("监察员打开案件：请求事项就是算出来的那几项，没有人再录一遍")
    inspector.go(f"/desk/case/{complaint}/reckon/")
    inspector.shoot("权益计算：谁算的、用了哪些标准、哪些还没有核对原文")
    inspector.go(f"/desk/case/{complaint}/reckon/severance/")
    inspector.page.get_by_role("button", name="算一算").click()
    inspector.page.locator("#answer").wait_for()
    inspector.shoot("卷里知道的已经填好，改一个事实再算一次")
    _known_to_lawyers(worker)
    administrator = stage.officer("administrator")
    administrator.go("/desk/law-values/")
    administrator.shoot("法律数据：缺的、没有核对原文的排在最前面，一个管理员录入，另一个管理员核准")


def _reckoned(worker: Visitor) -> None:
    """Answer every question that comes, up to the answer."""
    worker.go("/")
    worker.press("先算算我能主张多少")
    for _ in range(24):
        if worker.title == "您可以主张的":
            return
        _answered(worker)
    raise LookupError("the questions never end")


def _answered(worker: Visitor) -> None:
    title, page = worker.title, worker.page
    if title == "发生了什么事？":
        worker.choose("干了活没给钱，或者给少了，差多少", "单位让我走，或者单位有错我才走的，该补我多少钱")
        worker.shoot("用大白话选发生了什么，可以选好几样")
    elif title == "在哪里干活？":
        for level, place in enumerate(filing.PLACE, 1):
            page.locator(f"#id-place-{level}").select_option(label=place)
            page.wait_for_load_state("networkidle")
    elif title in LINES:
        at = _month(worker, LINES[title])
        page.locator("main input:not([type=hidden])").first.fill(f"{at // 12}-{at % 12 + 1}-1")
    elif title in EVEN:
        page.get_by_label("每个月都差不多，填一个数").fill("8000")
        worker.shoot("每个月都一样的只填一个数")
    elif title == "为什么不干了":
        page.locator("#id-reason_code").select_option(label="单位有错，我提出不干了")
    elif title == "哪几个月的工资":
        for (y, m), months in ((("y1", "m1"), -1), (("y2", "m2"), 0)):
            page.locator(f"#id-period-{y}").select_option(str(_month(worker, months) // 12))
            page.locator(f"#id-period-{m}").select_option(str(_month(worker, months) % 12 + 1))
    elif title == "实际发到手多少":
        page.get_by_label("每个月都差不多，填一个数").fill("0")
    worker.press("继续")


def _month(worker: Visitor, before: int) -> int:
    """Return a month, counted from year 0: so many before the one that ended last."""
    today = worker.platform.today()
    return today.year * 12 + today.month - 2 + before


def _filed(worker: Visitor, stage: Stage, employer: str) -> str:
    """Take the answer into a complaint and file it; return the query code."""
    page, (name, number, phone) = worker.page, next(people())
    worker.press("带着这些去投诉")
    worker.choose("是")
    worker.press("继续")
    page.get_by_label("是哪一家单位？").fill(employer)
    page.wait_for_timeout(1200)
    if page.locator("input[name='employer-code']").count():
        page.locator("input[name='employer-code']").first.check(force=True)
    worker.press("继续")
    worker.shoot("带来的数不用再填，地点、月份也知道了")
    worker.press("继续")
    worker.choose("只有我一个人")
    worker.press("继续")
    worker.choose("否")
    for _ in range(3):
        worker.press("继续")
    page.get_by_label("姓名").fill(name)
    page.get_by_label("证件号码").fill(number)
    worker.press("继续")
    page.get_by_label("手机号").fill(phone)
    worker.press("继续")
    worker.shoot("提交以前从头看一遍")
    worker.press("确认，去收验证码")
    page.get_by_label("6 位验证码").fill(stage.code(phone))
    worker.press("提交投诉")
    code: str = page.locator(".code").inner_text()
    return code


def _known_to_lawyers(worker: Visitor) -> None:
    worker.go("/law/?q=调查期限")
    worker.shoot("法律条目：几百条期限、规则、数额、权利，每条写明条文和可靠程度")
    worker.go("/law/investigation_national/?city=440300")
    worker.shoot("同一件事，全国、广东、深圳各是多久，哪一天适用哪一条，并排看")
