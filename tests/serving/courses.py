"""An inspection with sealed papers for one firm, ready to be served in whichever way."""

from datetime import date, time
from uuid import UUID

from hezhong.domains.inspection import facts as asks
from hezhong.domains.inspection import outcomes
from hezhong.engine import casefile
from hezhong.engine.answers import Prose
from hezhong.engine.models import Paper
from hezhong.engine.views import PaperLine
from tests import province
from tests.documents.inspection import courses
from tests.documents.inspection.courses import OWED, PAIR, Course, head

ORDER = "限期整改指令书"
SUMMONS = asks.Summons(
    **PAIR, about=Prose("工资支付情况"), bring=Prose("工资表"), day=date(2026, 10, 20), start=time(14, 30), room="三楼302室"
)


def sealed(*, absconded: bool = False) -> Course:
    """Return a case whose order of 3 November 2026 is sealed and waits to be served on the firm."""
    course = courses.filed()
    course.do("summon", SUMMONS, "2026-10-14")
    if absconded:
        text = asks.Announcement(text=Prose("请负责人到本机关接受调查。"), where="项目部大门，门户网站")
        course.approved("announce", text, "2026-10-14", head("2026-10-14"))
        course.do("end_notice", asks.AnnouncementResult(absconded=True, reason=Prose("没有来。")), "2026-10-20")
    conclusion = asks.Conclusion(
        found=Prose("拖欠26人工资。"), people=26, owed=OWED, grave=False, proposal=Prose("责令支付。")
    )
    course.do("conclude_inquiry", conclusion, "2026-10-30")
    order = outcomes.Order(
        violation=Prose("拖欠26人2026年7月至9月工资。"), content=Prose("足额支付。"), owed=OWED, perform_by=date(2026, 11, 20)
    )  # fmt: skip
    course.approved("order", order, "2026-11-02", head("2026-11-03"))
    return course


def the_order(course: Course) -> Paper:
    return Paper.objects.get(case=course.case_id, document="order_text", role="employer")


def line(course: Course, day: str, document: str = "order_text", who: str = "boan.inspector") -> PaperLine:
    moment = province.at(day)
    view = casefile.view(course.case_id, course.here.asker(who), moment.happened_on, moment.book)
    paper: UUID = Paper.objects.get(case=course.case_id, document=document, role="employer").id
    return next(each for each in view.papers if each.id == paper)
