"""Electronic service: with the employer's consent only, on the day it reaches the mailbox, with proof on both sides."""

from datetime import datetime

import pytest
from django.test import Client

from hezhong.directory.models import Consent, MailboxItem
from hezhong.engine.models import Message, Paper
from tests import at_desk
from tests.documents.inspection import courses
from tests.documents.inspection.courses import Course
from tests.documents.reading import words
from tests.province import ZONE
from tests.web.employer import firm
from tests.web.employer.firm import Firm

pytestmark = pytest.mark.django_db
DAY = "2026-11-02"


@pytest.fixture
def course() -> Course:
    return courses.investigated()


@pytest.fixture
def there(course: Course) -> Firm:
    return firm.of_case(course.case_id)


def agree(there: Firm, hour: int = 10) -> None:
    with at_desk.day(DAY, hour):
        assert there.client().post("/employer/consent/", {"agree": "yes"}).status_code == 302


def serve(course: Course, document: str, **more: str) -> tuple[Client, object]:
    """Serve a paper electronically as the desk does it: choose the method, take what the form proposes, record it."""
    paper = firm.paper(document)
    address = f"/desk/case/{course.case_id}/paper/{paper.id}/serve/"
    officer = at_desk.signed_in("boan.inspector")
    proposed = officer.post(address, {"method": "electronic", "again": "1"})
    fields = {each.name: each.c["value"] for each in proposed.context["serving"].form.fields if each.name in ("where", "consent", "proof")}
    return officer, officer.post(address, {"method": "electronic", "key": "once", **fields, **more})


def test_the_desk_proposes_what_the_record_needs_and_the_paper_lies_in_the_mailbox(course: Course, there: Firm) -> None:
    agree(there)
    with at_desk.day(DAY, 11):
        officer, answer = serve(course, "inquiry_notice")
        assert answer.status_code == 302, answer.content.decode()[-3000:]  # type: ignore[attr-defined]
    paper = firm.paper("inquiry_notice")
    item = MailboxItem.objects.get(paper=paper.id)
    assert (paper.stage, paper.served_on.isoformat(), paper.served_by) == ("served", DAY, "电子送达")  # type: ignore[union-attr]
    assert item.put_at == datetime(2026, 11, 2, 11, tzinfo=ZONE) and item.sha256 == paper.sha256 and item.opened_at is None
    told = Message.objects.get(key__startswith="mailbox/")
    assert told.to == there.agent.contact and told.case is None, "a message with a case would carry the worker's query code"
    with at_desk.day(DAY, 12):
        client = there.client()
        home = client.get("/employer/").content.decode()
        assert "有 1 份文书没有看" in home
        pdf = client.get(f"/employer/case/{course.case_id}/paper/{paper.id}/")
        assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
        assert "没有看" not in client.get("/employer/").content.decode()
    with at_desk.day(DAY, 13):
        client = there.client()
        client.get(f"/employer/case/{course.case_id}/paper/{paper.id}/")
        page = at_desk.signed_in("boan.inspector").get(f"/desk/case/{course.case_id}/").content.decode()
    assert "11月2日 11:00放入单位电子信箱，11月2日 12:00王示例打开" in page and paper.sha256 in page


def test_without_consent_nothing_is_put_anywhere(course: Course, there: Firm) -> None:
    with at_desk.day(DAY, 11):
        _, answer = serve(course, "inquiry_notice", where="a@example.com", consent="2026-10-20 纸质确认书", proof="邮件已到")
        assert answer.status_code == 302  # type: ignore[attr-defined]
    assert not MailboxItem.objects.exists() and not Message.objects.filter(key__startswith="mailbox/").exists()


def test_another_day_than_today_cannot_be_recorded(course: Course, there: Firm) -> None:
    agree(there)
    with at_desk.day(DAY, 11):
        _, answer = serve(course, "inquiry_notice", happened_on="2026-10-30")
    said = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422 and "当天就是送达日" in said and "行政处罚法第六十一条" in said  # type: ignore[attr-defined]
    assert firm.paper("inquiry_notice").stage == Paper.Stage.SEALED and not MailboxItem.objects.exists()


def test_a_second_press_delivers_once(course: Course, there: Firm) -> None:
    agree(there)
    with at_desk.day(DAY, 11):
        serve(course, "inquiry_notice")
        serve(course, "inquiry_notice")
    assert MailboxItem.objects.count() == 1 and Message.objects.filter(key__startswith="mailbox/").count() == 1


def test_consent_is_given_once_dated_and_can_be_taken_back(course: Course, there: Firm) -> None:
    agree(there)
    agree(there, 11)
    with at_desk.day(DAY, 12):
        client = there.client()
        page = client.get("/employer/consent/").content.decode()
        assert "从11月2日 10:00起有效" in page and "行政处罚法第六十一条第二款" in page and "民事诉讼法第九十条第二款" in page
        sheet = client.get("/employer/consent/pdf/")
        said = "".join(words(sheet.content).split())
        assert firm.CODE in said and "2026年11月2日10:00" in said and "王示例" in said and "当天就是送达日" in said
        client.post("/employer/consent/", {"take-back": "1"})
        assert client.get("/employer/consent/pdf/").status_code == 404
        assert "先不确认" in client.get("/employer/consent/").content.decode()
    ended = Consent.objects.get()
    assert ended.until == datetime(2026, 11, 2, 12, tzinfo=ZONE) and ended.ended_by == there.agent
    with at_desk.day(DAY, 13):
        officer = at_desk.signed_in("boan.inspector")
        asked = officer.post(f"/desk/case/{course.case_id}/paper/{firm.paper('inquiry_notice').id}/serve/", {"method": "electronic", "again": "1"})
        assert "电子信箱，今天" not in asked.content.decode()


def test_confirming_without_the_tick_says_what_to_do(course: Course, there: Firm) -> None:
    with at_desk.day(DAY):
        answer = there.client().post("/employer/consent/", {})
        assert answer.status_code == 422 and "请先勾选“同意”" in answer.content.decode()
    assert not Consent.objects.exists()


def test_every_person_of_the_employer_is_told_but_not_those_who_stand_for_it_no_more(course: Course, there: Firm) -> None:
    agree(there)
    second = firm.admitted(firm.CODE, firm.NAME, firm.OTHER_PHONE, "2026-11-01")
    second.until = datetime(2026, 11, 2, tzinfo=ZONE).date()
    second.save()
    with at_desk.day(DAY, 11):
        serve(course, "inquiry_notice")
    assert [message.to for message in Message.objects.filter(key__startswith="mailbox/")] == [there.agent.contact]
