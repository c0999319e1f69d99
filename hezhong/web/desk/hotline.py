"""What stands beside a fresh case: those that may be the same, and the words to paste back into a hotline's ticket."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hezhong.directory import offices
from hezhong.engine import duplicates, tracker
from hezhong.engine.duplicates import LOOK_BACK
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.views import CaseView
from hezhong.kernel.dates import spoken
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.case import view_of
from hezhong.web.desk.pages import for_officers, page

TICKET = "热线工单"


@require_safe
@for_officers
def reply(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The words to paste back (回复工单): what was done, by whom, until when. They name nobody."""
    view = view_of(request, case_id)
    ticket = next((words for _, label, words in view.facts if label == TICKET), "")
    says = sentence(view, _now(request, view), ticket)
    return page(request, "desk/reply.html", "worklist", case=view, ticket=ticket, says=says)


def _now(request: HttpRequest, view: CaseView) -> CaseView:
    """Return the case in which the matter is handled now, where the asker may read it: after acceptance, the inspection."""
    latest = tracker.latest_case_beside(view.id)
    if latest in (None, view.id):
        return view
    try:
        return view_of(request, latest)
    except Http404:
        return view


def sentence(view: CaseView, now: CaseView, ticket: str) -> str:
    """Return what the hotline can tell the caller. now: the case in which the matter stands."""
    office = next(each for each in offices.known().offices.values() if each.name == view.office)
    came = f"贵处转来的 {ticket}，" if ticket else ""
    parts = [
        f"{came}{view.office}已于{_day(view.opened_on)}登记，案号{view.number}",
        f"已受理，立案编号{now.number}" if now is not view else "",
        f"目前进展：{now.state_public}" + (f"（{_day(now.closed_on)}）" if now.closed_on else ""),
        _due(now),
        f"投诉人可以凭查询码和手机号在网上查进度，也可以打 {office.phone or '12333'} 问",
    ]
    return "。".join(part for part in parts if part) + "。"


def _due(view: CaseView) -> str:
    """Return what the office owes next, by when and under which article."""
    running = next((each for each in view.clocks if not each.met_on and each.due.on), None)
    if running is None or running.due.on is None:
        return ""
    return f"按照{running.article}，最迟{spoken(running.due.on)}前{running.title}"


def _day(day: object) -> str:
    return f"{day:%Y年%-m月%-d日}"


@require_safe
@for_officers
def same(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The cases that may be the same as this one; htmx asks for the panel alone."""
    today = clock.today()
    try:
        likely = duplicates.of_case(case_id, officer(request).asker, today)
    except NoSuchCase as none:
        raise Http404(str(none)) from None
    template = "desk/duplicates.html" if request.headers.get("HX-Request") else "desk/same.html"
    return page(request, template, "worklist", likely=likely, days=LOOK_BACK.days, case_id=case_id)
