"""Receipts to be signed and mail labels, read back from the PDF."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hezhong.directory.models import Employer
from hezhong.engine import sheets
from hezhong.engine.models import Paper
from tests import province
from tests.at_desk import day, signed_in
from tests.documents.inspection.courses import Course
from tests.documents.reading import out_of_order, pages, words
from tests.serving import courses

pytestmark = pytest.mark.django_db
ON = "2026-11-04"


@pytest.fixture(name="course")
def the_course() -> Course:
    course = courses.sealed()
    Employer.objects.update(address="深圳市宝安区新桥街道示范路1号")
    return course


def chosen(course: Course) -> list[Paper]:
    return list(Paper.objects.filter(case=course.case_id).exclude(number="").order_by("event"))


def asked(course: Course, sheet: str, papers: list[Paper]) -> bytes:
    with day(ON):
        client = signed_in("boan.inspector")
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/desk/case/{course.case_id}/{sheet}/", {"paper": [str(each.id) for each in papers]})
        assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf", answer.content[:500]
        assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) <= 16
    return answer.content


def test_a_receipt_has_a_row_for_each_paper_of_one_addressee(course: Course) -> None:
    pdf = asked(course, "receipts", chosen(course))
    text = words(pdf)
    of_the_firm = [paper for paper in chosen(course) if paper.role == "employer"]
    assert len(of_the_firm) >= 2, "several documents on one sheet"
    told = ["宝安区人力资源局", "送达回证", "案号", "受送达人", "示例建工集团第三工程有限公司", "用人单位", "案由", "拖欠工资", "送达单位"]
    assert out_of_order(text, [*told, "深圳市宝安区新桥街道示范路1号", "送达文件", "签发人", "送达人", "收到日期", "受送达人签名"]) == ""
    assert all(paper.title in text and "".join(paper.number.split()) in text for paper in of_the_firm)
    assert "年月日时" in text and "见证人" in text and "备注" in text
    assert text.count("受送达人签名或者盖章") == len({(paper.role, paper.party) for paper in chosen(course) if paper.role != "file"}) == pages(pdf)


def test_labels_carry_the_address_and_what_lies_inside(course: Course) -> None:
    text = words(asked(course, "labels", chosen(course)))
    assert out_of_order(text, ["收件人", "示例建工集团第三工程有限公司", "深圳市宝安区新桥街道示范路1号", "内件", courses.ORDER, "案号", "寄件", "宝安区人力资源局"]) == ""


def test_what_goes_to_nobody_is_not_printed(course: Course) -> None:
    kept = Paper.objects.filter(case=course.case_id, role="file")
    assert kept
    with pytest.raises(sheets.NobodyToServe, match="请先签发"):
        sheets.receipts(course.case_id, [str(kept[0].id)], province.at(ON).happened_on)
    with day(ON):
        answer = signed_in("boan.inspector").get(f"/desk/case/{course.case_id}/receipts/")
    assert answer.status_code == 422 and "请先在“文书”里勾选要印送达回证的文书" in answer.content.decode()
