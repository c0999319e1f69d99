"""(d) 26 colleagues join by QR code on their own phones, five represent them; and a roster of 500 with two wrong rows."""

import itertools
import tempfile
from pathlib import Path

import xlsxwriter

from tour import desk, filing, folk, qr
from tour.folk import Who
from tour.stage import Stage, Visitor

TITLE = "四、二十六名工友扫码加入"
TOGETHER, ROSTER, WRONG = 26, 500, (7, 311)


def tell(stage: Stage) -> None:
    there = list(itertools.islice(folk.people(), TOGETHER + 1 + ROSTER))
    crowd, (other, *listed) = there[:TOGETHER], there[TOGETHER:]
    lead = stage.visitor(desk=False)
    code = filing.file(lead, stage, filing.firm(lead, "劳务"), crowd[0], shots=False, heads=str(TOGETHER))
    address = _invited(lead)
    first = _first(stage, address, crowd[1])
    for who in crowd[2:]:
        phone = stage.visitor(desk=False)
        _join(phone, stage, address, who, shots=False)
        phone.context.close()
        stage.there.remove(phone)
    lead.press("返回进度")
    lead.shoot("二十六人都在手机上加入了：牵头的人只看到人数，看不到别人的名字和钱数")
    inspector = stage.officer("baoan.inspector")
    complaint = desk.find(inspector, code)
    _taken(inspector, complaint)
    _elected(stage, inspector, complaint, [name for name, _, _ in crowd])
    first.page.reload()
    first.shoot("代表的手机上：写着“您是推选的代表”")
    _accepted(inspector, complaint)
    first.page.reload()
    first.shoot("每个人的进度页都变成正在调查，各有各的案号和期限")
    with tempfile.TemporaryDirectory() as folder:
        _listed(stage, other, listed, Path(folder))


def _invited(lead: Visitor) -> str:
    """Return the address that the QR code on the screen holds."""
    lead.shoot("牵头的工友交完投诉，在进度页看到“邀请工友一起投诉”")
    lead.press("邀请工友一起投诉")
    lead.press("生成二维码和链接")
    lead.shoot("二维码和链接：可以给工友扫，也可以打印出来贴在工地")
    address = qr.read(lead.page.locator("figure.qr svg").screenshot())
    assert address == lead.page.locator(".hash a").inner_text(), address
    return address


def _first(stage: Stage, address: str, who: Who) -> Visitor:
    phone = stage.visitor(desk=False)
    _join(phone, stage, address, who, shots=True)
    phone.press("看进度")
    phone.shoot("工友自己的进度页：自己的案号、自己的期限")
    return phone


def _join(phone: Visitor, stage: Stage, address: str, who: Who, *, shots: bool) -> None:
    """Open what the code holds, and join on one's own phone."""
    name, number, contact = who
    page = phone.page
    phone.go(address)
    if shots:
        phone.shoot("第一位工友扫码：先看清是哪家单位、什么事，再填自己的")
    page.get_by_label("姓名").fill(name)
    page.get_by_label("证件号码").fill(number)
    page.get_by_label("您的手机号").fill(contact)
    page.get_by_label("一共欠您多少钱").fill(f"{9000 + int(contact) % 97 * 100}")
    phone.choose("是")
    if shots:
        phone.shoot("只问五样：姓名证件、手机号、欠多少、哪几个月、愿不愿意由代表出面")
    phone.press("继续，去收验证码")
    page.get_by_label("6 位验证码").fill(stage.code(contact))
    if shots:
        phone.shoot("验证码证明手机是本人的")
    phone.press("加入投诉")
    if shots:
        phone.shoot("加入了：有自己的查询码和案号")
    assert phone.title == "您已经加入，有了自己的投诉", phone.text


def _taken(inspector: Visitor, complaint: str) -> None:
    desk.shown(inspector, complaint, "窗口和监察员看到的是一件牵头案件：二十六人在一起，系统提醒可以推选代表")
    inspector.press("领办")
    inspector.page.locator("aside a", has_text="在待办里看本案牵头的案件").click()
    inspector.page.wait_for_load_state("networkidle")
    inspector.shoot("领办一次，二十五件跟着一起领；待办里可以只看这一批")


def _elected(stage: Stage, inspector: Visitor, complaint: str, names: list[str]) -> None:
    """Record five representatives with the letter; a sixth is refused."""
    inspector.go(f"/desk/case/{complaint}/act/elect/")
    form = inspector.page.locator("form.act")
    for name in names[:6]:
        form.locator(".card-choice", has_text=name).first.locator("input").check(force=True)
    with tempfile.TemporaryDirectory() as folder:
        form.locator("input[type=file]").set_input_files(_letter(stage, names, Path(folder)))
        button = form.locator(".act-foot button").first
        button.click()
        inspector.page.locator("#act .summary").wait_for()
        inspector.shoot("选了六名：不给登记，写明最多五名、依据哪一条；勾好的和推选书都还在")
        form.locator(".card-choice", has_text=names[5]).first.locator("input").uncheck(force=True)
        desk.send(inspector)
    desk.shown(inspector, complaint, "五名代表登记好了，推选书在材料里")


def _letter(stage: Stage, names: list[str], folder: Path) -> Path:
    """Return the letter that all have signed, as a clerk scans it."""
    signed = "".join(f"<span>{name}</span>" for name in names)
    page = stage.browser.new_page(viewport={"width": 900, "height": 1200})
    page.set_content(
        "<body style='margin:70px;font:26px/2 serif'><h1 style='text-align:center'>推选书</h1><p>我们一致推选 "
        f"<b>{'、'.join(names[:5])}</b> 为代表，就拖欠工资一事进行投诉。</p><p>投诉人签名：</p>"
        f"<p style='font-size:30px;display:grid;grid-template-columns:repeat(5,1fr)'>{signed}</p>"
    )
    page.screenshot(path=folder / "推选书.jpg", type="jpeg")
    page.close()
    return folder / "推选书.jpg"


def _accepted(inspector: Visitor, complaint: str) -> None:
    desk.act(
        inspector, complaint, "accept", "受理一次，二十六件同时办理：每一件都勾着，不想一起办的可以去掉",
        main="何志远（440306-118）", second="罗敏（440306-121）", opinion="同一工地、同一事由，事实清楚，全部受理。",
    )  # fmt: skip
    desk.shown(inspector, complaint, "二十六件一次受理，每人各有一份受理通知书")
    inspector.click(inspector.page.locator("button[name=together]").first)
    desk.shown(inspector, complaint, "二十六份受理通知书一次签发，各取各的文号")
    case = desk.child(inspector, complaint, "劳动保障监察案件")
    desk.shown(inspector, case, "牵头的监察案件：一案调查，二十六人的钱分别算")


def _listed(stage: Stage, lead: Who, listed: list[Who], folder: Path) -> None:
    """A worker has filed; the office's window takes the roster of 500."""
    phone, clerk = stage.visitor(desk=False), stage.officer("baoan.clerk")
    case = desk.find(
        clerk, filing.file(phone, stage, filing.firm(phone, "建筑工程"), lead, shots=False, heads=str(ROSTER + 1))
    )
    clerk.go(f"/desk/case/{case}/roster/")
    clerk.shoot("另一个工地五百人：代表带来一张工资表，窗口不用一个一个敲")
    _hand_in(clerk, _sheet(listed, folder / "工友名册（错两处）.xlsx", WRONG))
    for row in WRONG:
        assert f"第 {row} 行" in clerk.text, clerk.text
    clerk.shoot("表里有两行身份证号码错了：第 7 行、第 311 行点名写出，一个人也没有登记")
    _hand_in(clerk, _sheet(listed, folder / "工友名册.xlsx"))
    clerk.shoot("改好再上传：五百人、合计多少钱，先看一遍再登记")
    clerk.press(f"登记这 {ROSTER} 人")
    clerk.shoot("一次登记五百人，每人都有自己的案号和查询码")
    desk.shown(clerk, case, "案件页：牵头一件，名下五百件")


def _hand_in(clerk: Visitor, sheet: Path) -> None:
    clerk.page.locator("input[type=file]").set_input_files(sheet)
    clerk.press("上传并检查")


def _sheet(listed: list[Who], path: Path, wrong: tuple[int, ...] = ()) -> Path:
    """Write a payroll; in these rows of it the last digit of the identity number is another one."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("名册")
    sheet.write_row(0, 0, ("序号", "姓名", "身份证号", "联系电话", "欠薪金额（元）"))
    for row, (name, number, phone) in enumerate(listed, 2):
        typed = number[:-1] + str((int(number[-1].replace("X", "0")) + 1) % 10) if row in wrong else number
        sheet.write_row(row - 1, 0, (row - 1, name, typed, phone, 6000 + row % 40 * 50))
    book.close()
    return path
