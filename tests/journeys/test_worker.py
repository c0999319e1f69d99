"""A worker files on a phone with two photographs; the county that has jurisdiction decides; the tracker says so each time."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from hezhong.directory import regions
from hezhong.domains.complaints.facts import Acceptance, Ground, HandOver, Missing, Refusal
from hezhong.engine import casefile, chores, files, store
from hezhong.engine.answers import Prose
from hezhong.engine.case_type import SignOff
from hezhong.engine.dossier import Destination, Moment, Opinion
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.models import Case, StoredFile
from hezhong.engine.rights import Asker
from hezhong.engine.vocabulary import Document
from hezhong.law.book import from_files
from tests import province
from tests.browsing import (  # noqa: F401 (three are fixtures)
    Box,
    Clock,
    Worker,
    answer_until_evidence,
    box_of_messages,
    clock_of_the_pages,
    hand_in,
    photo,
    say_who,
)
from tests.province import Province

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
SITE_PHOTO, PAY_SLIP = photo("navy", gps=True), photo("gray")
NOTHING = "您现在不需要做任何事。"
STAGES = ["提交投诉", "转到有管辖权的机关", "审查是否受理", "立案调查", "处理结果"]
PASSED = ["提交投诉", "转到有管辖权的机关", "审查是否受理", "处理结果"]  # there was no inquiry, and none is claimed
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）")


class Desk:
    """An officer at work through the engine, at the time of the pages."""

    def __init__(self, here: Province, clock: Clock) -> None:
        self.here, self.clock = here, clock

    @property
    def case(self) -> Case:
        return Case.objects.get()

    @property
    def at(self) -> Moment:
        return Moment(self.clock.now().date(), self.clock.now(), from_files())

    def asker(self, name: str) -> Asker:
        return self.here.asker(name, self.clock.now().date())

    def act(self, name: str, action: str, given: object = None) -> None:
        store.act(self.case.id, action, given, self.asker(name), self.at)

    def sign(self, name: str, action: str) -> None:
        store.sign(self.case.id, action, Opinion(True, "同意"), self.asker(name), self.at)

    def send_out(self, name: str, title: str) -> None:
        """Sign the draft off, where the act has not done so, and let the worker process print it."""
        view = casefile.view(self.case.id, self.asker(name), self.at.happened_on, self.at.book)
        documents = {document.title: code for code, document in view.raw.case_type.words(Document).items()}
        for draft in (paper for paper in view.papers if paper.title == title and paper.stage == "draft"):
            self.act(name, "sign_off", SignOff(str(draft.id), documents[title]))
        self.print()

    def print(self) -> None:
        chores.work(self.at)


def file(worker: Worker, box: Box) -> str:
    """File a complaint from the first page to the last; return the query code."""
    worker.go("/")
    worker.shoot("home")
    worker.press("讨薪和劳动投诉")
    answer_until_evidence(worker)
    worker.ask("有什么可以证明的？", "evidence")
    hand_in(worker, ("工地考勤.jpg", SITE_PHOTO), ("工资条.jpg", PAY_SLIP))
    say_who(worker)
    assert worker.title == "检查一遍再提交"
    worker.shoot("check")
    worker.press("确认，去收验证码")
    worker.shoot("code")
    worker.page.get_by_label("6 位验证码").fill(code_in(box))
    worker.press("提交投诉")
    assert worker.title == "已收到您的投诉", worker.text
    worker.shoot("done")
    return worker.page.locator(".code").inner_text()


def code_in(box: Box) -> str:
    """Return the newest code in 本机短信箱."""
    newest = next(text for text in box.deliver() if text.startswith("验证码"))
    return re.search(r"\d{6}", newest)[0]  # type: ignore[index]


def stage_now(worker: Worker) -> str:
    return worker.page.locator("[aria-current=step] b").inner_text()


def stages(worker: Worker) -> list[str]:
    return worker.page.locator(".stages b").all_inner_texts()


def passed(worker: Worker) -> list[str]:
    return worker.page.locator(".stages .done b").all_inner_texts()


def papers(worker: Worker) -> list[str]:
    return worker.page.locator("a[href*='/paper/']").all_inner_texts()


def follow(worker: Worker, box: Box, code: str, phone: str = "19900005521") -> None:
    """Open the tracker in a browser that knows nothing yet."""
    worker.go("/resume/")
    worker.page.get_by_label("查询码").fill(code)
    worker.page.get_by_label("手机号").fill(phone)
    worker.press("继续")
    worker.page.get_by_label("短信验证码").fill(code_in(box))
    worker.press("继续")
    assert worker.path == f"/track/{code}/", worker.text


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_filed_on_a_phone_and_accepted_by_the_county(live_server, browser, box, clock, script) -> None:  # type: ignore[no-untyped-def]
    desk = Desk(province.build(), clock)
    worker = Worker.arrive(browser, live_server.url, f"worker-{'script' if script else 'plain'}", script=script)
    code = file(worker, box)
    assert "深宝劳监投〔2026〕1号" in worker.text and NOTHING in worker.text
    assert any(code in text and "深宝劳监投〔2026〕1号" in text for text in box.deliver())

    worker.press("看进度")
    worker.shoot("track-received")
    assert worker.title == "已收到，正在审查是否受理"
    assert "最迟11月9日（周一），深圳市宝安区人力资源局要告知投诉是否受理。" in worker.text  # 3, 4, 5, 6, 9 November
    assert NOTHING in worker.text and stages(worker) == STAGES and stage_now(worker) == "审查是否受理"

    assert desk.case.county == "440306" and desk.case.amount == 18600
    for stranger in ("nanshan.inspector", "tianhe.head", "nanshan.clerk"):
        with pytest.raises(NoSuchCase):
            casefile.view(desk.case.id, desk.asker(stranger), desk.at.happened_on, desk.at.book)
    originals_whole_copies_clean()

    clock.set("2026-11-03")
    accept_at_the_desk(browser, live_server.url, str(desk.case.id))
    desk.print()
    worker.page.reload()
    worker.shoot("track-accepted")
    assert worker.title == "正在调查" and stage_now(worker) == "调查"
    assert (
        "最迟1月6日（周三）" in worker.text and "2027年的放假安排还没有公布" in worker.text
    )  # 45 working days from 3 November
    assert NOTHING in worker.text and papers(worker) == ["受理通知书"]
    address = worker.page.get_by_role("link", name="受理通知书").get_attribute("href")
    paper = worker.context.request.get(live_server.url + str(address))
    assert paper.status == 200 and paper.body().startswith(b"%PDF")
    assert any("已受理并立案" in text and code in text for text in box.deliver())
    assert [said for said in worker.complaints if "422" not in said] == []


def test_going_back_past_a_mistake_asks_the_question_again(live_server, browser, box, clock) -> None:  # type: ignore[no-untyped-def]
    """A browser that had kept the answer to the form would say that the form has to be sent again."""
    province.build()
    worker = Worker.arrive(browser, live_server.url, "worker-back")
    worker.go("/")
    worker.press("讨薪和劳动投诉")
    worker.press("继续")
    assert worker.text.startswith("请改这 1 处")
    worker.choose("工资没发、少发或一直拖着")
    worker.press("继续")
    assert worker.title == "是在工地干活吗？"
    worker.page.go_back()
    assert worker.title == "您遇到了什么事？"


def accept_at_the_desk(browser: Browser, site: str, case: str) -> None:
    """The inspector of the county takes the case and accepts it; one of the next county finds nothing there."""
    stranger = Worker.arrive(browser, site, "desk-stranger", width=1440)
    sign_in(stranger, "nanshan.inspector")
    assert "示例建工" not in stranger.text
    stranger.go(f"/desk/case/{case}/")
    stranger.shoot("case-of-another-county")
    assert stranger.title == "没有找到这一页"

    officer = Worker.arrive(browser, site, "desk-officer", width=1440)
    sign_in(officer, "boan.inspector")
    officer.shoot("worklist")
    assert "示例建工集团第三工程有限公司" in officer.text
    officer.go(f"/desk/case/{case}/")
    officer.shoot("case")
    officer.page.get_by_role("button", name=re.compile("^领办")).click()
    officer.page.wait_for_load_state("load")
    officer.go(f"/desk/case/{case}/act/accept/")
    officer.page.get_by_label("主办监察员").fill(TWO.main)
    officer.page.get_by_label("协办监察员").fill(TWO.second)
    officer.shoot("accept")
    officer.page.get_by_role("button", name=re.compile("^受理")).click()
    expect(officer.page.locator(".pill").first).to_have_text("已受理")
    officer.page.get_by_role("button", name=re.compile("^签发\\s*受理通知书")).click()
    expect(officer.page.locator("main")).to_contain_text("深宝劳监受〔2026〕1号")
    officer.shoot("accepted")


def sign_in(officer: Worker, name: str) -> None:
    officer.go("/login/")
    officer.page.get_by_label("用户名").fill(name)
    officer.page.get_by_label("密码").fill(province.PASSWORD)
    officer.press("登录")


def originals_whole_copies_clean() -> None:
    """The photographs lie there byte for byte; what is shown of them tells no place, no device, no note."""
    kept = {file.title: file for file in StoredFile.objects.all()}
    assert set(kept) == {"工地考勤.jpg", "工资条.jpg"} and all(file.case_id for file in kept.values())
    original, shown = files.open_original(kept["工地考勤.jpg"]), files.open_shown(kept["工地考勤.jpg"])
    assert original.data == SITE_PHOTO and b"SECRETPHONE" in original.data and b"SECRETNOTE" in original.data
    assert shown is not None and b"SECRET" not in shown.data
    with Image.open(io.BytesIO(shown.data)) as picture:
        assert not picture.getexif() and picture.size == (900, 1200)


def test_supplemented_handed_over_and_refused(live_server, browser, box, clock) -> None:  # type: ignore[no-untyped-def]
    here = province.build()
    desk, filed = Desk(here, clock), province.file()
    worker = Worker.arrive(browser, live_server.url, "supplement")
    follow(worker, box, filed.query_code)
    desk.act("boan.inspector", "take")
    asked = Missing(what=Prose("工地考勤表的照片，拍清楚日期"), by_day=clock.now().date().replace(day=12))
    desk.act("boan.inspector", "ask_supplement", asked)
    desk.send_out("boan.inspector", "补正告知书")
    worker.page.reload()
    worker.shoot("asked")
    assert worker.title == "需要您补交材料" and NOTHING not in worker.text
    assert "需要您：补交材料" in worker.text.replace("\n", "")
    assert "工地考勤表的照片，拍清楚日期" in worker.text and "2026年11月12日" in worker.text
    assert papers(worker) == ["补正告知书"] and stage_now(worker) == "审查是否受理"

    worker.press("补交材料")
    worker.press("补交材料")  # nothing chosen yet: the engine says no, and the page stays
    worker.shoot("empty")
    assert "请交材料，或者写明情况，至少要有一样" in worker.text
    photos = [{"name": "考勤表.jpg", "mimeType": "image/jpeg", "buffer": SITE_PHOTO}]
    worker.page.locator("input[type=file]").set_input_files(photos)
    worker.page.get_by_label("说明").fill("这是 8 月的")
    worker.shoot("form")
    clock.set("2026-11-04")
    worker.press("补交材料")
    worker.shoot("supplemented")
    assert worker.title == "已收到，正在审查是否受理" and NOTHING in worker.text
    assert "考勤表.jpg" in worker.text and "11月11日（周三）" in worker.text  # counted anew from the 4th

    desk.act("boan.inspector", "hand_over", HandOver(office=destination(here, "nanshan"), reason=Prose("工地在南山区")))
    desk.print()
    worker.page.reload()
    worker.shoot("handed-over")
    assert "深圳市南山区人力资源局" in worker.text and "宝安区人力资源局要" not in worker.text

    clock.set("2026-11-05")
    desk.act("nanshan.inspector", "take")
    refusal = Refusal(ground=Ground.IN_DISPUTE, reason=Prose("同一请求已在仲裁"))
    desk.act("nanshan.inspector", "refuse", refusal)
    desk.sign("nanshan.head", "refuse")
    desk.print()
    worker.page.reload()
    worker.shoot("refused")
    assert worker.title == "不由劳动监察受理，决定书里写明了理由和您还能怎么办"
    assert passed(worker) == PASSED and "不予受理决定书" in papers(worker)
    assert NOTHING not in worker.text and "给您的文书里写明了还能怎么办" in worker.text
    assert worker.page.locator(".clock").count() == 0


def destination(here: Province, office: str) -> Destination:
    return Destination(here.offices[office].pk, regions.place(here.offices[office].region))


def test_withdrawn_by_the_worker_twice_pressed_once_done(live_server, browser, box, clock) -> None:  # type: ignore[no-untyped-def]
    desk, filed = Desk(province.build(), clock), province.file()
    worker = Worker.arrive(browser, live_server.url, "withdraw")
    follow(worker, box, filed.query_code)
    worker.press("撤回投诉")
    worker.shoot("form")
    worker.page.get_by_label("为什么撤回").fill("钱已经拿到了")
    form = worker.page.evaluate("new URLSearchParams(new FormData(document.querySelector('main form'))).toString()")
    worker.press("确认撤回投诉")
    worker.shoot("withdrawn")
    assert worker.title == "您已撤回投诉" and "钱到了吗？" in worker.text and passed(worker) == PASSED
    assert "还能怎么办" not in worker.text, "no paper says so"
    before = desk.case.version
    again = worker.context.request.post(
        f"{live_server.url}/track/{filed.query_code}/withdraw/",
        data=form,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert again.status == 200 and "您已撤回投诉" in again.text() and desk.case.version == before
