"""What a case page offers first: what leads the case on, and never what has nothing to act on."""

import re
from datetime import date, time
from uuid import UUID

import pytest

from hezhong.domains.inspection import facts as asks
from hezhong.domains.inspection import outcomes
from hezhong.domains.inspection.children import HearingDay
from hezhong.engine import casefile
from hezhong.engine.answers import Money, Prose
from hezhong.engine.models import Case
from hezhong.engine.views import CaseView
from hezhong.kernel.fields import Reason
from tests import at_desk, province
from tests.documents.inspection import courses
from tests.documents.inspection.courses import OWED, Course, head

pytestmark = pytest.mark.django_db


def page(course: Course, day: str, case: UUID | None = None) -> CaseView:
    moment = province.at(day)
    return casefile.view(case or course.case_id, course.here.asker("boan.inspector"), moment.happened_on, moment.book)


def first(view: CaseView) -> str:
    return next((each.action.title for each in view.actions if each.primary), "")


def titles(view: CaseView) -> set[str]:
    return {each.action.title for each in view.actions}


def test_what_leads_on_is_offered_first_and_a_notice_is_not_about_evidence_that_nobody_keeps() -> None:
    course = courses.ordered()
    assert page(course, "2026-11-05").waits.startswith("等单位履行（限期11月")
    default = outcomes.Default(reason=Prose("一分没有支付。"), unpaid=OWED)
    course.approved("find_default", default, "2026-11-23", head("2026-11-24"))
    notice = outcomes.Notice(
        content=Prose("拟处罚款。"), fine=Money(5000), factors=Prose("首次违法。"), hearing=asks.Hearing.MAY_ASK
    )
    course.approved("notify", notice, "2026-11-25", head("2026-11-25"))
    course.serve("prior_notice", "2026-11-26")
    asked = page(course, "2026-11-27")
    assert first(asked) == "陈述申辩" and {"处理登记保存的证据", "延长办案期限", "要求听证"} <= titles(asked)
    course.do("request_hearing", Reason("对数额有异议"), "2026-11-27")
    assert "要求听证" not in titles(page(course, "2026-11-27"))
    course.print("2026-11-27")
    hearing = Case.objects.get(parent=course.case_id, case_type="hearing").id
    assert first(page(course, "2026-11-27", hearing)) == "定听证日"
    day = HearingDay(day=date(2026, 12, 15), start=time(9), end=time(11, 30), room="五楼听证室", chair="周岚")
    course.do("schedule", day, "2026-11-30", case=hearing)
    fixed = page(course, "2026-11-30", hearing)
    assert first(fixed) == "举行听证" and "定听证日" in titles(fixed)


def test_what_the_office_owes_comes_first_with_its_own_article() -> None:
    course = courses.heard()
    with at_desk.day("2026-12-16"):
        text = at_desk.signed_in("boan.inspector").get(f"/desk/case/{course.case_id}/").content.decode()
    assert re.search(r"要求听证<span class=.left t-calm.>已届满", text), "the other side's time to ask is nobody's delay"
    told = next(line.says for line in page(course, "2026-12-16").events if line.title == "子案件办结")
    assert re.fullmatch("行政处罚听证深宝劳监听〔2026〕1号：已听证", told)
    penalty = outcomes.Penalty(
        found=Prose("拖欠工资。"), defence=Prose("不予采纳。"), content=Prose("处以罚款。"), perform_by=date(2026, 12, 31),
        fine=Money(5000), factors=Prose("首次违法。"),
    )  # fmt: skip
    course.approved("penalise", penalty, "2026-12-17", ("second", "2026-12-18", "同意。"), head("2026-12-21"))
    course.serve("penalty_decision", "2026-12-22")
    with at_desk.day("2026-12-22"):
        text = at_desk.signed_in("boan.inspector").get(f"/desk/case/{course.case_id}/").content.decode()
    top = re.search(r'<p class="facts">.*?</p>', text, re.S)
    assert top and "把决定报上一级备案" in top[0] and "第48条" in top[0] and "第67条" not in top[0], top
    assert first(page(course, "2026-12-22")) == "报上一级备案"
    course.do("report_up", None, "2026-12-23")
    assert first(page(course, "2026-12-23")) == "履行"


def test_a_line_of_the_trail_ends_no_part_twice() -> None:
    told = [line.says for line in page(courses.ordered(), "2026-11-05").events]
    assert any("。" in said and "；" in said for said in told) and not [said for said in told if "。；" in said]
