"""(c) A report about a county's office, made on a phone without a name: the city handles it, letters go both ways, it is answered."""

import io
import re

from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload

from tour import desk
from tour.stage import Stage, Visitor

TITLE = "三、匿名举报一个区的机关"
STORY = (
    "我在宝安区窗口三次投诉欠薪，收材料的人都说“人不在，下周再来”，没有给任何单子。问能不能给个回执，说没有这个东西。"
)
ASKED = "谢谢您的举报。是哪个窗口？大概是哪几天？不用写能认出您的话。"
TOLD = "人社窗口靠里那一个，都是上午十点左右。第一次是月初的周一。取号的小票我拍下来了。"
ANSWER = "您反映的情况已经核查：调取了窗口监控和取号记录，当天确有投诉没有登记。已责令该局改正，补办登记，对责任人批评教育。您可以持本人身份证到窗口或者网上重新投诉，当场给回执。"


def tell(stage: Stage) -> None:
    reporter, officer, head = stage.visitor(desk=False), stage.officer("shenzhen.inspector"), stage.officer("shenzhen.head")
    receipt = _told(reporter)
    case, number = _newest(officer)
    _hidden(stage, case, number)
    _registered(officer, case)
    _asked(officer, case)
    _answered_back(reporter, receipt)
    _decided(officer, head, case)
    _concluded(officer, case)
    _read(stage, receipt)


def _told(reporter: Visitor) -> str:
    """Tell it in three pages; return the receipt."""
    page = reporter.page
    reporter.go("/")
    reporter.press("匿名举报")
    reporter.choose("人社部门或者它的工作人员不依法办事")
    page.get_by_label("在哪里？").select_option("440306")
    page.get_by_label("怎么回事？").fill(STORY)
    reporter.shoot("匿名举报一共三页：不登录、不留手机号；举报机关的，由上一级办")
    reporter.press("继续")
    reporter.shoot("提交以前看一遍：写明由深圳市办，不是被举报的宝安区")
    reporter.press("提交举报")
    reporter.shoot("给二十位取件码，只显示这一次；以后凭它看回信")
    receipt = re.sub(r"\s", "", page.locator("#receipt").inner_text())
    assert len(receipt.replace("-", "")) == 20
    return receipt


def _newest(officer: Visitor) -> tuple[str, str]:
    """Return the id and the number of the newest report, as the city's inspector finds it in the list."""
    officer.go("/desk/?case_type=report&state=received")
    officer.shoot("市里的监察员在待办里看到：只有举报事项和区，没有人、没有内容")
    listed = {}
    for link in officer.page.locator("tr.entry td a").all():
        found = re.search(r"〔(\d+)〕(\d+)号", link.inner_text())
        assert found is not None
        listed[int(found[1]), int(found[2])] = link.get_attribute("href") or "", link.inner_text()
    address, number = listed[max(listed)]
    case = desk.CASE.search(address)
    assert case is not None
    return case[1], number


def _hidden(stage: Stage, case: str, number: str) -> None:
    """The office reported about finds nothing, wherever it looks."""
    county = stage.officer("baoan.head")
    county.go("/desk/find/")
    county.page.locator("input[name=q]").fill(number)
    county.click(county.page.locator("form.asked button").first)
    assert not county.page.locator(f"a[href*='{case}']").count()
    county.shoot("被举报的宝安区：负责人拿着案号也查不到")
    county.go(f"/desk/case/{case}/")
    assert "没有找到这一页" in county.page.locator("body").inner_text()
    county.shoot("知道网址也打不开：和没有这个案件一样")


def _registered(officer: Visitor, case: str) -> None:
    desk.take(officer, case)
    desk.act(officer, case, "register", "登记：举报的是下级机关，由市里办", basis="above")
    desk.shown(officer, case, "案件页上没有举报人，也没有举报内容：内容加密另存")


def _asked(officer: Visitor, case: str) -> None:
    officer.go(f"/desk/case/{case}/")
    officer.press("举报内容和往来")
    officer.page.get_by_label("信的内容").fill(ASKED)
    officer.shoot("打开内容的每一次都记下来；在这里给举报人写信")
    officer.press("寄出")


def _back(reporter: Visitor, receipt: str) -> None:
    reporter.go("/anonymous/back/")
    reporter.page.get_by_label("取件码").fill(receipt)


def _answered_back(reporter: Visitor, receipt: str) -> None:
    _back(reporter, receipt)
    reporter.shoot("过几天，举报人凭取件码回来")
    reporter.press("查看")
    reporter.page.get_by_label("写信给办案人员").fill(TOLD)
    reporter.page.locator("#id-files").set_input_files(FilePayload(name="取号小票.jpg", mimeType="image/jpeg", buffer=_ticket()))
    reporter.shoot("看到办案人员的信，写回信")
    reporter.press("寄出")
    reporter.shoot("信寄出了，办案的人仍然不知道他是谁")


def _ticket() -> bytes:
    """Return a drawn photograph of a ticket, which tells where it was taken."""
    picture, out = Image.new("RGB", (600, 760), "#8a8f95"), io.BytesIO()
    pen = ImageDraw.Draw(picture)
    pen.rectangle((120, 80, 480, 680), fill="#f4f2ec")
    for top, height in ((140, 26), (230, 90), (380, 18), (430, 18), (480, 18), (580, 40)):
        pen.rectangle((170, top, 430, top + height), fill="#3c4046" if height > 30 else "#9a9c9e")
    exif = Image.Exif()
    exif[0x010F] = "PHONE"
    picture.save(out, "JPEG", exif=exif, quality=82)
    return out.getvalue()


def _decided(officer: Visitor, head: Visitor, case: str) -> None:
    officer.go("/desk/?case_type=report")
    officer.go(f"/desk/case/{case}/report/")
    officer.shoot("监察员看到回信，去核查")
    desk.act(officer, case, "dismiss", "核查完：对机关不立监察案，结果写信；理由只能选，不能写出举报人的话", ground="supervised")
    desk.waiting(officer, case, "dismiss", "没有负责人签，不能了结")
    desk.sign(head, case, "dismiss", "市局负责人签", "核查清楚，同意。")


def _concluded(officer: Visitor, case: str) -> None:
    officer.go(f"/desk/case/{case}/report/")
    officer.page.get_by_label("信的内容").fill(ANSWER)
    officer.shoot("写处理情况的答复")
    officer.press("作为处理情况的答复寄出")
    desk.act(officer, case, "conclude_report", outcome="dealt_with")
    desk.shown(officer, case, "办结：全过程有记录，没有一个字能认出举报人")


def _read(stage: Stage, receipt: str) -> None:
    reporter = stage.visitor(desk=False)
    _back(reporter, receipt)
    reporter.press("查看")
    reporter.shoot("举报人换一部手机，凭取件码看到结果和答复")
