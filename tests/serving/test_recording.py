"""Recording service at the desk: by every method, with its receipt; what was refused; what is corrected afterwards."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hezhong.domains.inspection import outcomes
from hezhong.engine import casefile, codec, papers, store
from hezhong.engine.answers import Money, Prose
from hezhong.engine.case_type import Correction, Service
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Event
from hezhong.engine.models import Paper, StoredFile
from hezhong.engine.serving import Method, Notice, Result
from tests import province
from tests.at_desk import day, signed_in
from tests.documents.inspection.courses import OWED, Course, head
from tests.serving import courses

pytestmark = pytest.mark.django_db
NOTICE = {
    "method": "notice",
    "proof": "登记住所无人办公，邮件两次退回",
    "where": "注册地址大门",
    "media": "市人社局门户网站",
    "notice": "full",
}


@pytest.fixture(name="course")
def the_course() -> Course:
    return courses.sealed()


def path(course: Course, document: str = "order_text") -> str:
    paper = Paper.objects.get(case=course.case_id, document=document, role="employer")
    return f"/desk/case/{course.case_id}/paper/{paper.id}/serve/"


def post(course: Course, on: str, **typed: object) -> tuple[int, str]:
    with day(on):
        answer = signed_in("boan.inspector").post(path(course), {"key": f"k-{len(str(typed))}-{on}", **typed})
    return answer.status_code, answer.content.decode()


def the_file(name: str = "回证.png") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "white").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


WAYS = (
    ({"method": "direct", "proof": "前台收件员李敏签收"}, "直接送达"),
    ({"method": "left", "proof": "负责人拒签", "where": "公司前台", "witnesses": "居委会 陈主任"}, "留置送达"),
    ({"method": "mail", "proof": "回执由门卫代收", "mail_number": "1099880012345"}, "邮寄送达"),
    ({"method": "entrusted", "proof": "该局代为送达，回证已寄回", "through": "南山区人社局"}, "委托送达"),
    ({"method": "forwarded", "proof": "转交本人签收", "through": "某看守所"}, "转交送达"),
    ({"method": "electronic", "proof": "到达记录", "where": "单位信箱", "consent": "2026年11月2日确认书"}, "电子送达"),
)


@pytest.mark.parametrize(("typed", "method"), WAYS, ids=[way[1] for way in WAYS])
def test_each_way_takes_effect_on_its_own_day(course: Course, typed: dict, method: str) -> None:
    assert post(course, "2026-11-06", happened_on="11月5日", **typed)[0] == 302
    row, shown = courses.the_order(course), courses.line(course, "2026-11-06")
    assert (row.stage, row.served_on, row.served_by, row.posted_on) == ("served", date(2026, 11, 5), method, None)
    assert (shown.stage, shown.served) == ("served", f"11月5日（周四） {method}")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "请选一项：送达方式"),
        ({"method": "mail", "proof": "x"}, "请填写邮件号"),
        ({"method": "entrusted", "proof": "x"}, "请填写代为送达的机关、单位"),
        ({"method": "electronic", "proof": "x", "where": "信箱"}, "请填写同意电子送达的记录"),
        ({**NOTICE, "media": ""}, "请填写同时在哪里公告"),
        ({"method": "left", "proof": "拒签", "where": "前台"}, "留置送达要有见证人，或者交照片、录像"),
        ({**NOTICE, "notice": "short"}, "公告期3个自然日只用于欠薪逃匿或者欠薪引发群体性事件的案件"),
        ({"method": "other", "proof": "x"}, "请选一种法定的送达方式"),
        ({"method": "direct", "proof": "x", "happened_on": "2026年11月9日"}, "还没有到"),
        ({"method": "direct", "proof": "x", "happened_on": "11月2日"}, "才签发，送达日不能早于这一天"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(course: Course, typed: dict, words: str) -> None:
    status, text = post(course, "2026-11-06", **typed)
    assert status == 422 and words in text
    assert all(str(value) in text for name, value in typed.items() if name not in ("method", "notice"))
    assert courses.the_order(course).stage == "sealed"


def test_a_public_notice_is_on_its_way_until_its_day(course: Course) -> None:
    assert post(course, "2026-11-06", **NOTICE)[0] == 302
    row = courses.the_order(course)
    assert (row.stage, row.posted_on, row.served_on) == ("served", date(2026, 11, 6), date(2027, 1, 5))
    told = "公告送达：11月6日张贴，2027年1月5日视为送达（《广东省劳动保障监察条例》第47条第2款）"
    for on, stage, title in (("2026-11-06", "posted", "送达中"), ("2027-01-04", "posted", "送达中"), ("2027-01-05", "served", "已送达")):
        shown = courses.line(course, on)
        assert (shown.stage, shown.stage_title, shown.served) == (stage, title, told)
    assert [papers.seal_of(row.check_code, province.at(on).happened_on).served for on in ("2027-01-04", "2027-01-05")] == [False, True]
    assert "今天" not in told and "送达中" in inspector_sees(course, "2026-11-07")


def inspector_sees(course: Course, on: str) -> str:
    with day(on):
        return signed_in("boan.inspector").get(f"/desk/case/{course.case_id}/").content.decode()


def test_three_days_for_an_absconded_debtor() -> None:
    course = courses.sealed(absconded=True)
    assert post(course, "2026-11-06", **{**NOTICE, "notice": "short"})[0] == 302
    assert courses.the_order(course).served_on == date(2026, 11, 9)


def test_a_refused_letter_says_what_remains_and_loses_nothing(course: Course) -> None:
    refused = {"method": "mail", "result": "refused", "proof": "收件人拒收，邮件退回", "mail_number": "1099880012345"}
    assert post(course, "2026-11-06", **refused)[0] == 302
    row, shown = courses.the_order(course), courses.line(course, "2026-11-06")
    assert (row.stage, row.served_on) == ("sealed", None)
    assert shown.tried == ("11月6日（周五）邮寄送达，拒收",) and shown.may == ("serve",)
    assert shown.remaining == "留置送达（《中华人民共和国民事诉讼法》第89条）、公告送达（《中华人民共和国民事诉讼法》第95条）"
    text = inspector_sees(course, "2026-11-06")
    assert f"还可以用：{shown.remaining}" in text and "限期整改指令书，邮寄送达，拒收，示例建工" in text
    left = {"method": "left", "proof": "再次上门，负责人拒签", "where": "公司前台"}
    assert post(course, "2026-11-09", **left)[0] == 422
    assert post(course, "2026-11-09", **left, **{"receipt-new": the_file()})[0] == 302
    after = courses.line(course, "2026-11-09")
    assert (after.stage, after.remaining, after.tried) == ("served", "", shown.tried)


def test_the_signed_receipt_lies_beside_its_paper(course: Course) -> None:
    sent = {"method": "direct", "proof": "李敏签收", "receipt-new": the_file("签了名的回证.png")}
    assert post(course, "2026-11-06", **sent)[0] == 302
    (file,) = StoredFile.objects.filter(case=course.case_id, title="签了名的回证.png")
    assert courses.the_order(course).served_event == file.event
    assert courses.line(course, "2026-11-06").receipts == ((file.id, "签了名的回证.png"),)
    assert f'href="/desk/case/{course.case_id}/file/{file.id}/"' in inspector_sees(course, "2026-11-06")


def test_a_later_paper_says_served_only_once_the_notice_is_over(course: Course) -> None:
    post(course, "2026-11-06", **NOTICE)
    default = outcomes.Default(reason=Prose("一分没有支付。"), unpaid=OWED)
    course.approved("find_default", default, "2026-11-23", head("2026-11-24"))
    extra = outcomes.ExtraPay(reason=Prose("一分没有支付。"), unpaid=OWED, extra=Money("65700.28"))
    course.approved("order_extra", extra, "2026-11-23", head("2026-11-24"))
    later = Paper.objects.filter(case=course.case_id, role="employer").order_by("event").last()
    assert later is not None and later.document != "order_text"
    assert papers.data_of(later).fields["earlier"]["order_text"]["served_on"] == ""
    later.signed_on = date(2027, 1, 5)
    assert papers.data_of(later).fields["earlier"]["order_text"]["served_on"] == "2027-01-05"


def test_several_papers_on_one_receipt_are_recorded_all_or_none(course: Course) -> None:
    other = Paper.objects.get(case=course.case_id, document="inquiry_notice", role="employer")
    sent = {"method": "left", "proof": "拒签", "where": "公司前台", "also": str(other.id)}
    assert post(course, "2026-11-06", happened_on="2026年11月2日", **sent, **{"receipt-new": the_file()})[0] == 422
    other.refresh_from_db()
    assert (other.stage, courses.the_order(course).stage) == ("sealed", "sealed"), "the order was signed off later"
    assert post(course, "2026-11-06", **sent, **{"receipt-new": the_file("一张回证.png")})[0] == 302
    other.refresh_from_db()
    assert (other.stage, other.served_on, courses.the_order(course).served_on) == ("served", date(2026, 11, 6), date(2026, 11, 6))
    (file,) = StoredFile.objects.filter(case=course.case_id, title="一张回证.png")
    both = [courses.line(course, "2026-11-06", document).receipts for document in ("order_text", "inquiry_notice")]
    assert both == [((file.id, "一张回证.png"),)] * 2


def correct(course: Course, number: int, on: str, to: date | None = None) -> None:
    store.act(course.case_id, "correct", Correction(number, "记错了", to), course.here.asker("boan.head"), province.at(on))


def last(course: Course) -> int:
    moment = province.at("2027-06-01")
    return len(casefile.view(course.case_id, course.here.asker("boan.head"), moment.happened_on, moment.book).raw.events)


def test_a_notice_is_moved_and_struck_out_with_its_paper(course: Course) -> None:
    post(course, "2026-11-09", **NOTICE)
    number = last(course)
    with pytest.raises(Refused, match="2026-11-03以后"):
        correct(course, number, "2026-11-10", date(2026, 11, 2))
    correct(course, number, "2026-11-10", date(2026, 11, 6))
    row = courses.the_order(course)
    assert (row.posted_on, row.served_on) == (date(2026, 11, 6), date(2027, 1, 5))
    correct(course, number, "2026-11-10")
    row.refresh_from_db()
    assert (row.stage, row.posted_on, row.served_on, row.served_event, row.served_by) == ("sealed", None, None, None, "")


def test_who_fetches_the_paper_has_it_and_a_mistake_leads_back_to_the_notice(course: Course) -> None:
    post(course, "2026-11-06", **NOTICE)
    first = last(course)
    assert post(course, "2026-11-09", **NOTICE)[0] == 422, "the notice hangs already"
    assert post(course, "2026-11-12", method="direct", proof="负责人到窗口领取")[0] == 302
    row = courses.the_order(course)
    assert (row.served_on, row.posted_on, row.served_by) == (date(2026, 11, 12), None, "直接送达")
    correct(course, last(course), "2026-11-12")
    row.refresh_from_db()
    assert (row.served_event, row.posted_on, row.served_on) == (first, date(2026, 11, 6), date(2027, 1, 5))
    assert post(course, "2027-01-06", method="direct", proof="x")[0] == 422, "it counts as served already"


def test_records_of_before_are_read(course: Course) -> None:
    """An event stored when methods were free words, as its bytes stand in an old database."""
    row, asker = courses.the_order(course), course.here.asker("boan.inspector")
    given = Service("order_text", "employer", row.party, method=Method.DIRECT, proof="前台签收")
    store.act(course.case_id, "serve", given, asker, province.at("2026-11-05"))
    for words, method, proof in (("公告送达", Method.NOTICE, "前台签收"), ("派人捎去", Method.OTHER, "派人捎去；前台签收")):
        old = {"document": "order_text", "on": "employer", "method": words, "proof": "前台签收", "party": row.party}
        read = _read(course, old)
        assert (read.given.method, read.given.proof, read.counts_from) == (method, proof, date(2026, 11, 5))
        assert (read.given.result, read.given.notice) == (Result.DELIVERED, Notice.FULL)


def _read(course: Course, given: dict) -> Event:
    moment = province.at("2026-11-05")
    view = casefile.view(course.case_id, course.here.asker("boan.head"), moment.happened_on, moment.book)
    plain = codec.to_plain(view.raw.case_type, view.raw.events[-1])
    plain["given"] = given
    return codec.from_plain(view.raw.case_type, plain)
