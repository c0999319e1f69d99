"""名册: the window or the officer registers everybody of a list beside the case that leads them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hezhong.engine import joining
from hezhong.engine.views import CaseView
from hezhong.web import roster_page
from hezhong.web.asking import officer
from hezhong.web.desk.case import view_of
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.roster_page import Desk


@require_http_methods(["GET", "POST"])
@for_officers
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The page, and what is done on it."""
    view, who = view_of(request, case_id), officer(request)
    if not may_enrol(request, view):
        raise Http404("这件案件没有名册，或者不由您登记")

    def shown(status: int, values: dict[str, Any]) -> HttpResponse:
        return page(request, "desk/roster.html", "worklist", status, case=view, **values)

    return roster_page.answer(request, Desk(case_id, who.asker, reverse("roster", args=[case_id]), who.asker.person, shown))


def may_enrol(request: HttpRequest, view: CaseView) -> bool:
    """Whether colleagues can be registered beside this case, by this officer: its own, or the window of its office."""
    who = officer(request)
    window = bool(who.post and (who.post.clerk or who.post.leader) and who.post.office_name == view.office)
    return joining.flow_of(view.type_code) is not None and (view.handled or window)
