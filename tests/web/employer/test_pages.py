"""An employer's pages over real cases: what is seen and what is not, what is owed, what is done there."""

import pytest

from hezhong.engine.models import Case, Paper
from tests import at_desk
from tests.documents.inspection import courses
from tests.web.employer import firm

pytestmark = pytest.mark.django_db


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
