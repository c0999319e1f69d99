"""(b) A fine that goes to court: an inspector's own clue, an order not obeyed, a notice hung up, a hearing, two signatures."""

from pathlib import Path

from PIL import Image, ImageDraw

from tour import desk
from tour.stage import Stage, Visitor

TITLE = "二、从巡查线索，到处罚，到法院"
NOTICED, PENALTY = "事先告知书", "行政处罚决定书"


def tell(stage: Stage) -> None:
    firm, inspector, head = stage.visitor(desk=False), stage.officer("baoan.inspector"), stage.officer("baoan.head")
    reviewer, employer = stage.officer("baoan.reviewer"), firm.sign_in_for_employer()
    case = _found(inspector, employer)
    second = stage.officer("baoan.second").name
    _filed(inspector, second, head, case)
    _looked_into(stage, inspector, case)
    _ordered(stage, inspector, head, case)
    _not_obeyed(stage, inspector, head, case)
    _noticed(stage, inspector, head, case)
    _hung_up(stage, inspector, case)
    _heard(stage, firm, inspector, case)
    _fined(stage, inspector, head, reviewer, case)
    _handed_over(stage, firm, inspector, case)
    _urged(stage, inspector, case)
    _to_court(stage, inspector, head, case)


def _found(inspector: Visitor, employer: str) -> str:
    """The inspector writes down what a patrol saw; return the id of the case."""
    inspector.go("/desk/")
    inspector.press("登记线索")
    page = inspector.page
    desk.answer(inspector, "source", "patrol")
    page.locator("form.act input[name=employer]").press_sequentially(employer, delay=20)
    hit = page.locator("input[name='employer-code']").first
    hit.wait_for(state="attached")
    desk.answer(inspector, "employer-code", hit.get_attribute("value") or "")
    for level, place in enumerate(("深圳市", "宝安区", "新桥街道"), 1):
        desk.answer(inspector, f"place-{level}", place)
    desk.answer(inspector, "place-rest", "万丰路工地，地下室")
    for name, value in {
        "violation": "wages", "people": "12",
        "story": "日常巡查到该工地，十二名木工说两个月没有领到工资；项目部没有张贴维权告示牌，拿不出工资支付台账。",
    }.items():  # fmt: skip
        desk.answer(inspector, name, value)
    inspector.shoot("没有人投诉也能办：监察员把巡查看到的登记成线索，单位从名录里选")
    desk.send(inspector)
    found = desk.CASE.search(page.url)
    assert found is not None
    return found[1]


def _filed(inspector: Visitor, second: str, head: Visitor, case: str) -> None:
    desk.take(inspector, case)
    pair = {"main": f"{inspector.name}（440306-101）", "second": f"{second}（440306-102）"}
    desk.act(
        inspector, case, "file", "立案：线索里写的带过来，补两名监察员，送负责人批", **pair, source="patrol", violation="wages",
        reason="巡查发现该单位两个月没有向 12 名木工支付工资，涉嫌违反《劳动保障监察条例》第二十六条第（一）项。",
    )  # fmt: skip
    desk.waiting(inspector, case, "file", "负责人没有批以前：还是“待立案”，审批链写明在等谁，监察员这边没有可以按的")
    desk.sign(head, case, "file", "负责人打开同一页，看材料、写意见、同意", "线索清楚，同意立案。")
    desk.shown(inspector, case, "批了才立案，45 个工作日从这天起算，最后一天算好了")


def _looked_into(stage: Stage, inspector: Visitor, case: str) -> None:
    stage.platform.forward_to_workday(2)
    photo = _photo(inspector)
    desk.act(
        inspector, case, "visit", "现场检查：笔录和照片一起交", **{"record-new": str(photo)}, where="万丰路工地项目部",
        present="陈国强，项目经理",
        minutes="现场有木工十二人。项目部没有张贴维权告示牌，当场拿不出考勤和工资表，承认九月、十月的工资没有发。",
    )  # fmt: skip
    photo.unlink()
    desk.act(
        inspector, case, "inquire", asked="陈国强，项目经理", signed="yes",
        minutes="问：为什么没有发工资？\n答：总包的进度款没有到。\n问：一共欠多少？\n答：12 个人两个月，一共 148,800 元。",
    )  # fmt: skip
    desk.act(
        inspector, case, "conclude_inquiry", found="拖欠 12 名木工九月、十月工资共 148,800 元，有现场检查笔录、询问笔录、考勤记录为证。",
        people="12", owed="148800", grave="yes", proposal="责令限期支付；拒不改正的，依法处罚。",
    )  # fmt: skip
    desk.sign_off_all(inspector, case)


def _photo(visitor: Visitor) -> Path:
    """Return where a drawn photograph of the place lies."""
    path = visitor.chapter.folder / "项目部大门.jpg"
    picture = Image.new("RGB", (900, 640), "#b9c6d2")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 430, 900, 640), fill="#8d8577")
    pen.rectangle((110, 190, 790, 450), fill="#e4e0d6", outline="#77726a", width=4)
    for left in (170, 330, 610):
        pen.rectangle((left, 250, left + 110, 340), fill="#7f97ab", outline="#5f6d78", width=4)
    pen.rectangle((480, 260, 580, 450), fill="#5b4a3c")
    pen.rectangle((90, 150, 810, 196), fill="#2f6db3")
    picture.save(path, "JPEG", quality=80)
    return path


def _ordered(stage: Stage, inspector: Visitor, head: Visitor, case: str) -> None:
    desk.act(
        inspector, case, "order", violation="拖欠 12 名木工九月、十月工资共 148,800.00 元。",
        content="在期限内足额支付，并把支付凭证交到本机关。", perform_by=stage.platform.later(14),
    )  # fmt: skip
    desk.sign(head, case, "order")
    desk.serve(inspector, case, "限期整改指令书")
    desk.refused(
        inspector, case, "find_default", "才满", "期限没有到，系统不让认定“逾期未履行”，写明到哪天", reason="没有支付。", unpaid="148800"
    )


def _not_obeyed(stage: Stage, inspector: Visitor, head: Visitor, case: str) -> None:
    stage.platform.forward_to_workday(15)
    desk.act(inspector, case, "find_default", reason="期限已满，一分没有支付；项目部已经锁门，电话无人接听。", unpaid="148800")
    desk.sign(head, case, "find_default")


def _noticed(stage: Stage, inspector: Visitor, head: Visitor, case: str) -> None:
    desk.refused(
        inspector, case, "notify", "罚款要在", "罚款的幅度在法条里，填过头了系统直接说", fine="50000", hearing="may_ask", factors="情节较重。",
        content="拟处罚款。",
    )  # fmt: skip
    desk.act(
        inspector, case, "notify", "事先告知：拟罚多少、为什么、能不能要求听证", fine="5000", hearing="may_ask",
        factors="首次违法；欠薪 12 人，责令后仍分文未付。",
        content="该单位拖欠 12 名木工工资，经责令限期改正拒不改正，依据《劳动保障监察条例》第三十条，拟处罚款 5,000 元。",
    )
    desk.sign(head, case, "notify")
    desk.sign_off_all(inspector, case)
    desk.attempt(
        inspector, case, NOTICED, "邮件退回：系统记下这一次，并说还可以用哪几种方式", method="mail", result="returned",
        mail_number="1099880012345", proof="注册地址查无此单位，邮件退回",
    )  # fmt: skip
    desk.read(inspector, case, NOTICED, "事先告知书：排好版的正式文书，写明陈述申辩和听证的权利")


def _hung_up(stage: Stage, inspector: Visitor, case: str) -> None:
    desk.serve(
        inspector, case, NOTICED, "公告送达：写明为什么用公告、贴在哪里、登在哪里", method="notice", notice="full",
        proof="项目部锁门，邮件退回，电话无人接听，其他方式无法送达", where="单位注册地址大门和用工工地大门", media="本机关门户网站",
    )  # fmt: skip
    desk.shown(inspector, case, "60 天从张贴那天算，哪天视为送达算好写上；没到那天一直是“送达中”")
    stage.platform.forward(60)
    desk.shown(inspector, case, "60 天满，视为送达；要求听证的 5 个工作日从这天起算")


def _heard(stage: Stage, firm: Visitor, inspector: Visitor, case: str) -> None:
    stage.platform.forward_to_workday(1)
    firm.go(f"/employer/case/{case}/")
    firm.shoot("单位登录看到告知书，最迟哪天可以要求听证")
    firm.press("要求听证")
    firm.page.locator("[name=reason]").fill("对罚款的数额有不同意见，要求当面说明，并提交总包拖欠进度款的材料。")
    firm.shoot("单位在手机上要求听证，提出以后记在单位名下，办案机关马上看到")
    firm.press("要求听证")
    hearing = desk.child(inspector, case, "行政处罚听证")
    desk.take(inspector, hearing)
    desk.act(
        inspector, hearing, "schedule", day=stage.platform.later(16), room="一楼听证室",
        chair="周岚", start="9:30", end="11:30",
    )  # fmt: skip
    desk.sign_off_all(inspector, hearing)
    desk.serve(inspector, hearing, "听证通知书")
    desk.shown(inspector, hearing, "定听证日：通知书提前七个工作日送到，地点和时间占住，日子进了日程")
    desk.refused(
        inspector, case, "penalise", "要求听证的期间", "要求听证的五个工作日没有满、听证没有开完，处罚决定作不了", **_penalty(stage),
    )  # fmt: skip
    stage.platform.forward(16)
    desk.act(
        inspector, hearing, "hold",
        report="当事人称总包拖欠进度款，请求减轻；调查人员出示检查笔录、询问笔录和送达材料。\n主持人认为事实清楚、证据充分，进度款未到位不是拖欠工资的理由，建议维持拟处罚款 5,000 元。",
    )
    desk.sign_off_all(inspector, hearing)


def _penalty(stage: Stage) -> dict[str, str]:
    return {
        "found": "拖欠 12 名木工九月、十月工资共 148,800 元，经责令限期改正拒不改正。",
        "defence": "当事人称总包进度款未到位。该理由不免除按月支付工资的义务，不予采纳。",
        "content": "处以罚款 5,000 元，自收到决定书之日起十五日内到指定银行缴纳。",
        "perform_by": stage.platform.later(20),
        "fine": "5000",
        "factors": "首次违法；欠薪 12 人，听证后仍未改正。与事先告知一致。",
    }


def _fined(stage: Stage, inspector: Visitor, head: Visitor, reviewer: Visitor, case: str) -> None:
    desk.refused(inspector, case, "penalise", "集体讨论", "情节复杂的，没有集体讨论也不行：条文写在旁边", **_penalty(stage))
    desk.act(
        head, case, "discuss", "集体讨论由负责人记录", present=f"{head.name}、{reviewer.name}、{inspector.name}",
        minutes="承办人介绍案情和听证意见；法制审核人员认为程序合法、裁量适当。", result="一致同意罚款 5,000 元。",
    )  # fmt: skip
    desk.act(inspector, case, "penalise", "处罚决定：查明的事实、对申辩的意见、罚多少，都要写", **_penalty(stage))
    desk.waiting(head, case, "penalise", "法制审核没有过，负责人这边签不了：审批不能跳")
    desk.sign(reviewer, case, "penalise", "法制审核人员先审", "事实清楚，程序合法，裁量适当，同意。")
    desk.sign(head, case, "penalise", "审核过了，才轮到负责人签", "同意处罚。")
    desk.sign_off_all(inspector, case)
    desk.shown(inspector, case, "两级都签了，决定才成立；谁签的、写了什么，留在案卷里")


def _handed_over(stage: Stage, firm: Visitor, inspector: Visitor, case: str) -> None:
    desk.serve(inspector, case, PENALTY, proof="经办人王示例到本机关签收")
    desk.read(inspector, case, PENALTY, "行政处罚决定书")
    desk.act(inspector, case, "report_up")
    desk.sign_off_all(inspector, case)
    desk.shown(inspector, case, "决定书送达，十日内报上一级备案；缴款、复议和诉讼的期限分别在走")
    firm.go(f"/employer/case/{case}/")
    firm.shoot("单位看到罚多少、最迟哪天缴、最迟哪天起诉")


def _urged(stage: Stage, inspector: Visitor, case: str) -> None:
    stage.platform.forward_to_workday(186)
    desk.shown(inspector, case, "六个月过去，不复议、不起诉、也不缴：系统自己转到“可申请执行”，申请法院的三个月开始算")
    desk.act(inspector, case, "urge", reason="罚款没有缴纳，申请复议和提起诉讼的期限已满。")
    desk.sign_off_all(inspector, case)
    desk.serve(inspector, case, "催告书", proof="经办人王示例签收")
    desk.shown(inspector, case, "先催告，再申请法院：催告书送达，十个工作日没有满以前不能申请")


def _to_court(stage: Stage, inspector: Visitor, head: Visitor, case: str) -> None:
    stage.platform.forward_to_workday(16)
    desk.act(
        inspector, case, "apply", court="深圳市宝安区人民法院",
        reason="申请强制执行罚款 5,000 元和依法加处的罚款。",
    )  # fmt: skip
    desk.sign(head, case, "apply", "申请法院强制执行，负责人批准", "同意申请。")
    desk.sign_off_all(inspector, case)
    desk.read(inspector, case, "强制执行申请书", "强制执行申请书：前面每一步的日期和文号自己带进来")
    desk.act(inspector, case, "archive", result="罚款 5,000 元，已申请人民法院强制执行。", reason="行政程序已经办结，转入法院执行。")
    desk.sign(head, case, "archive")
    desk.shown(inspector, case, "从线索到法院，每一步谁办的、谁批的、依据哪一条，在一页上")
