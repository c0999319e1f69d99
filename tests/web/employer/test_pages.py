"""An employer's pages over real cases: what is seen and what is not, what is owed, what is done there."""

import io
from datetime import date, time

import pikepdf
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hezhong.domains.complaints.facts import Acceptance
from hezhong.domains.inspection.children import HearingDay, Minutes
from hezhong.engine import loading, store
from hezhong.engine.addressees import officers_named
from hezhong.engine.answers import Money, Prose
from hezhong.engine.case_type import Correction
from hezhong.engine.models import Case, Paper, StoredFile
from tests import at_desk, province
from tests.browsing import photo
from tests.documents.inspection import courses
from tests.documents.inspection.courses import Course
from tests.web.employer import firm

pytestmark = pytest.mark.django_db


def pdf() -> bytes:
    """Return a PDF of one empty page."""
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(out)
    return out.getvalue()


def test_a_case_is_seen_from_the_first_paper_served_and_not_before() -> None:
    course = courses.investigated()
    there = firm.of_case(course.case_id)
    assert Paper.objects.filter(role="employer", stage=Paper.Stage.SEALED).count() >= 3, "papers lie ready"
    with at_desk.day("2026-11-02"):
        client = there.client()
        home = client.get("/employer/").content.decode()
        assert "现在没有在办的案件" in home and "深宝" not in home
        assert client.get(f"/employer/case/{course.case_id}/").status_code == 404
    course.serve("inquiry_notice", "2026-11-02")
    with at_desk.day("2026-11-02", 15):
        client = there.client()
        home = client.get("/employer/").content.decode()
        assert Case.objects.get(id=course.case_id).number in home
        page = client.get(f"/employer/case/{course.case_id}/").content.decode()
        assert "劳动保障监察调查询问通知书" in page
        for hidden in ("立案审批表", "调查终结报告", "现场检查笔录", "林晓彤", "99000", "拖欠26人工资", "131,400.55"):
            assert hidden not in page, hidden


def test_a_step_in_a_paper_not_served_yet_is_not_known() -> None:
    """The order is signed and sealed, but nobody has handed it over: the employer still reads the notice of inquiry alone."""
    course = courses.investigated()
    there = firm.of_case(course.case_id)
    course.serve("inquiry_notice", "2026-11-02")
    order = courses.outcomes.Order(
        violation=Prose("拖欠26人工资。"), content=Prose("足额支付。"), owed=courses.OWED, perform_by=date(2026, 11, 20)
    )
    course.approved("order", order, "2026-11-02", courses.head("2026-11-03"))
    assert firm.paper("order_text").stage == Paper.Stage.SEALED
    address = f"/employer/case/{course.case_id}/"
    with at_desk.day("2026-11-03"):
        client = there.client()
        for page in (address, "/employer/", "/employer/record/"):
            said = client.get(page).content.decode()
            assert "责令" not in said and "131,400.55" not in said and "报告履行" not in said, page
        assert client.get(f"{address}act/prove/").status_code == 302
    course.serve("order_text", "2026-11-04")
    with at_desk.day("2026-11-04"):
        client = there.client()
        said = client.get(address).content.decode()
        assert "已责令限期改正" in said and "131,400.55 元" in said and "2026年11月20日" in said and "报告履行" in said
        assert "131,400.55 元" in client.get("/employer/record/").content.decode()


def test_an_annulled_case_and_a_service_struck_out_are_seen_no_more() -> None:
    course = courses.ordered()
    there = firm.of_case(course.case_id)
    with at_desk.day("2026-11-05"):
        assert there.client().get(f"/employer/case/{course.case_id}/").status_code == 200
    served = loading.look(course.case_id).dossier.events[-1]
    course.do("correct", Correction(served.number, "送错了地方"), "2026-11-05", "boan.head")
    with at_desk.day("2026-11-05"):
        assert there.client().get(f"/employer/case/{course.case_id}/").status_code == 404


@pytest.fixture
def notified() -> Course:
    """A fine is announced, with the right to a hearing, and the notice served on 26 November 2026."""
    course = courses.ordered()
    default = courses.outcomes.Default(reason=Prose("一分没有支付。"), unpaid=courses.OWED)
    course.approved("find_default", default, "2026-11-23", courses.head("2026-11-24"))
    notice = courses.outcomes.Notice(
        content=Prose("拟处罚款。"), fine=Money(5000), factors=Prose("首次违法。"), hearing=courses.asks.Hearing.MAY_ASK
    )
    course.approved("notify", notice, "2026-11-25", courses.head("2026-11-25"))
    course.serve("prior_notice", "2026-11-26")
    return course


def test_a_hearing_is_asked_for_within_five_working_days_and_not_a_day_later(notified: Course) -> None:
    """Served on Thursday 26 November: the fifth working day is Thursday 3 December (行政处罚法 64)."""
    there = firm.of_case(notified.case_id)
    address = f"/employer/case/{notified.case_id}/act/request_hearing/"
    with at_desk.day("2026-12-03"):
        client = there.client()
        home = client.get("/employer/").content.decode()
        assert "12月3日" in home and "今天到期" in home and "行政处罚法》第64条" in home
        assert "12月3日" in client.get(address).content.decode()
        assert address in client.get(f"/employer/case/{notified.case_id}/").content.decode()
    with at_desk.day("2026-12-04"):
        client = there.client()
        late = client.post(address, {"reason": "对罚款数额有异议，要求听证", "key": "a"})
        said = late.content.decode()
        assert late.status_code == 422 and "现在不能办" in said and "64" in said, said[-2500:]
        assert "对罚款数额有异议，要求听证" in said
    assert not Case.objects.filter(parent=notified.case_id, case_type="hearing").exists()
    with at_desk.day("2026-12-03"):
        client = there.client()
        for _ in range(2):  # pressed twice: asked once
            assert client.post(address, {"reason": "要求听证", "key": "b"}).status_code == 302
    while province.work("2026-12-03", 12):
        pass
    assert Case.objects.filter(parent=notified.case_id, case_type="hearing").count() == 1
    hearing = Case.objects.get(parent=notified.case_id, case_type="hearing")
    with at_desk.day("2026-12-03", 13):
        client = there.client()
        assert client.get(f"/employer/case/{hearing.id}/").status_code == 404, "until its notice is served"
        said = client.get(f"/employer/case/{notified.case_id}/").content.decode()
        assert "要求听证" in said and address not in said, "what may be done once is offered once"


def test_the_trail_names_the_person_and_for_whom(notified: Course) -> None:
    there = firm.of_case(notified.case_id)
    with at_desk.day("2026-11-27"):
        client = there.client()
        address = f"/employer/case/{notified.case_id}/"
        ledger = SimpleUploadedFile("工资表.pdf", pdf())
        given = {"says": "工程款没有拨付。", "evidence-new": ledger, "key": "x"}
        answer = client.post(f"{address}act/state_defence/", given)
        assert answer.status_code == 302, answer.content.decode()[-3000:]
        page = client.get(address).content.decode()
        assert "工程款没有拨付" in page and "工资表.pdf" in page and f"{firm.NAME}（经办人 王示例）" in page
        desk = at_desk.signed_in("boan.inspector").get(f"/desk/case/{notified.case_id}/").content.decode()
    assert desk.count(f"{firm.NAME}（经办人 王示例）") >= 2, "in the trail and beside the file"
    event = loading.look(notified.case_id).dossier.events[-1]
    assert (event.action.name, event.actor) == ("state_defence", str(there.agent.token))
    assert officers_named([event.actor]) == {event.actor: f"{firm.NAME}（经办人 王示例）"}, "what papers print"


def test_an_exe_is_refused_and_the_rest_stays(notified: Course) -> None:
    there = firm.of_case(notified.case_id)
    with at_desk.day("2026-11-27"):
        client = there.client()
        address = f"/employer/case/{notified.case_id}/act/state_defence/"
        bad = SimpleUploadedFile("工资表.exe", b"MZ\x90\x00" + bytes(200))
        answer = client.post(address, {"says": "已经付清", "evidence-new": [bad, SimpleUploadedFile("说明.txt", "回单".encode())], "key": "x"})
        said = answer.content.decode()
        assert answer.status_code == 422 and "“工资表.exe”" in said and "已经付清" in said and "说明.txt" in said, said[-3000:]
    assert StoredFile.objects.filter(case=notified.case_id, title="说明.txt").count() == 0


def test_a_step_that_is_over_keeps_what_was_typed(notified: Course) -> None:
    there = firm.of_case(notified.case_id)
    with at_desk.day("2026-11-27"):
        answer = there.client().post(f"/employer/case/{notified.case_id}/act/answer/", {"says": "名册在这里", "key": "x"})
        assert answer.status_code == 422 and "名册在这里" in answer.content.decode() and "现在不能办" in answer.content.decode()


def test_who_complained_stands_nowhere() -> None:
    """A complaint was accepted and opened the inspection; the employer has the notice of inquiry, and nothing of the complaint."""
    here = province.build()
    filed, inspector = province.file("2026-11-02"), here.asker("boan.inspector")
    store.act(filed.case_id, "take", None, inspector, province.at("2026-11-02"))
    accepted = Acceptance(main=courses.MAIN, second=courses.SECOND)
    store.act(filed.case_id, "accept", accepted, inspector, province.at("2026-11-03"))
    course = Course(here, Case.objects.get(parent=filed.case_id).id)
    course.do("summon", firm.summons("2026-11-10", "302"), "2026-11-03")
    there = firm.of_case(course.case_id)
    firm.serve(course, course.case_id, "inquiry_notice", "2026-11-03")
    number = Case.objects.get(id=filed.case_id).number
    with at_desk.day("2026-11-03"):
        client = there.client()
        assert client.get(f"/employer/case/{filed.case_id}/").status_code == 404
        for page in ("/employer/", "/employer/record/", f"/employer/case/{course.case_id}/"):
            said = client.get(page).content.decode()
            assert "深宝劳监立" in said
            for hidden in ("林晓彤", "林", "5521", "440306199003070002", "7 月进场", "18,600", "投诉", number):
                assert hidden not in said, (page, hidden)


def test_an_answer_brings_a_ledger_in_excel_and_a_photograph() -> None:
    course = courses.filed()
    course.do("summon", firm.summons("2026-10-20", "302"), "2026-10-14")
    there = firm.of_case(course.case_id, since="2026-10-14")
    firm.serve(course, course.case_id, "inquiry_notice", "2026-10-14")
    with at_desk.day("2026-10-15"):
        client = there.client()
        address = f"/employer/case/{course.case_id}/"
        ledgers = [SimpleUploadedFile("工资表.xlsx", workbook()), SimpleUploadedFile("名册.jpg", photo("navy"))]
        given = {"says": "名册和工资表在这里", "evidence-new": ledgers, "key": "x"}
        assert client.post(f"{address}act/answer/", given).status_code == 302
        page = client.get(address).content.decode()
        assert "工资表.xlsx" in page and "名册.jpg" in page and "名册和工资表在这里" in page
        kept = StoredFile.objects.get(title="工资表.xlsx")
        assert kept.submitted_by == str(there.agent.token)
        assert client.get(f"{address}file/{kept.id}/").status_code in (200, 404)


def workbook() -> bytes:
    """Return a spreadsheet of one row."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("工资").write_row(0, 0, ["姓名", "应发", "实发"])
    book.close()
    return out.getvalue()


def test_proving_shows_the_voucher_and_who_brought_it() -> None:
    course = courses.ordered()
    there = firm.of_case(course.case_id)
    with at_desk.day("2026-11-05"):
        client = there.client()
        address = f"/employer/case/{course.case_id}/"
        empty = client.post(f"{address}act/prove/", {"says": "", "paid": "很多", "key": "x"})
        assert empty.status_code == 422 and 'value="很多"' in empty.content.decode()
        given = {"paid": "131400.55", "says": "11月5日转账给26人", "evidence-new": SimpleUploadedFile("回单.pdf", pdf()), "key": "y"}
        assert client.post(f"{address}act/prove/", given).status_code == 302
        page = client.get(address).content.decode()
        assert "131,400.55" in page and "回单.pdf" in page
        file = StoredFile.objects.get(case=course.case_id, title="回单.pdf")
        assert client.get(f"{address}file/{file.id}/")["Content-Type"] == "application/pdf"


def test_the_pages_take_the_same_queries_for_one_case_and_for_many(notified: Course) -> None:
    """Pinned: session, account and mandate are three; the list six, its consent one; a case page four, and three of its own."""
    there = firm.of_case(notified.case_id)
    paths = ("/employer/", "/employer/record/", f"/employer/case/{notified.case_id}/")
    with at_desk.day("2026-11-27"):
        client = there.client()
        client.get("/employer/")
        assert counted(client, paths) == [10, 9, 10]
        for _ in range(2):
            firm.serve(notified, firm.more(notified, there, "2026-11-27"), "inquiry_notice", "2026-11-27")
        assert counted(client, paths) == [10, 9, 10]


def counted(client: Client, paths: tuple[str, ...]) -> list[int]:
    found = []
    for path in paths:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        found.append(len(queries))
    return found


def test_the_hearing_is_seen_once_its_notice_is_served_and_the_decision_once_it_is(notified: Course) -> None:
    there, address = firm.of_case(notified.case_id), f"/employer/case/{notified.case_id}/"
    with at_desk.day("2026-11-27"):
        assert there.client().post(f"{address}act/request_hearing/", {"reason": "要求听证", "key": "a"}).status_code == 302
    notified.print("2026-11-27")
    hearing = Case.objects.get(parent=notified.case_id, case_type="hearing").id
    day = HearingDay(day=date(2026, 12, 15), start=time(9), end=time(11, 30), room="五楼听证室", chair="周岚")
    notified.do("schedule", day, "2026-11-30", case=hearing)
    with at_desk.day("2026-11-30"):
        assert there.client().get(f"/employer/case/{hearing}/").status_code == 404
    firm.serve(notified, hearing, "notice", "2026-12-01")
    with at_desk.day("2026-12-01"):
        said = there.client().get(f"/employer/case/{hearing}/").content.decode()
        assert "听证通知书" in said and "放弃听证" in said
    notified.do("hold", Minutes(report=Prose("当事人：工程款没有拨付。")), "2026-12-15", case=hearing)
    notified.do("discuss", courses.outcomes.Discussion(present="梁某", minutes=Prose("清楚。"), result=Prose("同意。")), "2026-12-16", "boan.head")
    penalty = courses.outcomes.Penalty(
        found=Prose("拖欠26人工资。"), defence=Prose("没有提出。"), content=Prose("处以罚款。"), perform_by=date(2026, 12, 31),
        fine=Money(5000), factors=Prose("首次违法。"),
    )  # fmt: skip
    notified.approved("penalise", penalty, "2026-12-17", ("second", "2026-12-18", "同意。"), courses.head("2026-12-21"))
    with at_desk.day("2026-12-21"):
        said = there.client().get(address).content.decode()
        assert "行政处罚决定" not in said and "5,000" not in said and "听证笔录" not in said and "集体讨论" not in said
    notified.serve("penalty_decision", "2026-12-22")
    with at_desk.day("2026-12-22"):
        client = there.client()
        said = client.get(address).content.decode()
        assert "已作出行政处罚决定，请按时履行" in said and "5,000 元" in said and "2026年12月31日" in said and "缴纳罚款" in said
        record = client.get("/employer/record/").content.decode()
        assert "5,000 元" in record and "行政处罚听证" in record
