"""受理审查表: the eight items of article 39 as a page, and what they say of one complaint; the officer decides."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hezhong.directory import offices
from hezhong.domains.complaints import intake_table
from hezhong.domains.complaints.case import Complaint
from hezhong.domains.complaints.intake_table import ACCEPT, BRANCHES, QUESTIONS, Situation, Suggestion
from hezhong.domains.complaints.steps import COLLECTIVE
from hezhong.engine import joining
from hezhong.engine.views import CaseView
from hezhong.kernel.fields import asked
from hezhong.web import clock
from hezhong.web.desk.case import view_of
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.roster import may_enrol

ANSWERS = {"yes": True, "no": False, "": None}
LABELS = {each.name: each.question.label for each in asked(Situation)}
HINTS = {each.name: each.question.hint for each in asked(Situation)}


@require_safe
@for_officers
def table(request: HttpRequest) -> HttpResponse:
    """The table by itself, with questions to try it on."""
    return _page(request, _answered(request, Situation()), None)


@require_safe
@for_officers
def of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The table for one complaint: what its file says is answered already. htmx asks for what stands beside the case."""
    view = view_of(request, case_id)
    if view.type_code != Complaint.code:
        raise Http404("受理审查表只用于投诉")
    situation = intake_table.known(view.raw, here=_is_ours(view))
    if request.headers.get("HX-Request"):
        return page(request, "desk/intake_beside.html", "worklist", **_beside(request, view, situation))
    return _page(request, _answered(request, situation), view)


def _is_ours(view: CaseView) -> bool | None:
    """Whether the office that has the complaint serves its place today."""
    here = view.raw.handled_at
    office = offices.competent(view.type_code, here.place, clock.today())
    return None if office is None else office.id == here.office


def _answered(request: HttpRequest, situation: Situation) -> Situation:
    """Return the situation with what was chosen on the page in the place of what the file says."""
    chosen = {name: ANSWERS[request.GET[name]] for name in QUESTIONS if request.GET.get(name) in ANSWERS}
    return replace(situation, **chosen)


def _beside(request: HttpRequest, view: CaseView, situation: Situation) -> dict[str, Any]:
    """Return what stands beside a complaint: what article 39 suggests, and who brings it together."""
    together = 1 + len(view.members)
    elected = [member for member in view.members if member.elected]
    names = [party.name for party in view.parties if party.note] + [member.who for member in elected]
    return {
        "case": view,
        "suggestion": _told(intake_table.suggested(situation)) if view.state == Complaint.received.title else None,
        "together": together if together > 1 else 0,
        "representatives": names,
        "suggest_election": together >= COLLECTIVE and not names and not view.closed_on,
        "may_elect": "elect" in {choice.action.name for choice in view.actions},
        "roster": not view.closed_on and view.lead is None and may_enrol(request, view),
        "invited": not view.closed_on and bool(joining.code_of(view.id)),
    }


def _told(found: Suggestion) -> dict[str, Any]:
    return {"branch": found.branch, "unsure": [LABELS[name] for name in found.unsure]}


def _page(request: HttpRequest, situation: Situation, view: CaseView | None) -> HttpResponse:
    found = intake_table.suggested(situation)
    may = {choice.action.name for choice in view.actions} if view else set()
    rows = [
        {
            "branch": branch,
            "when": [(LABELS[name], "是" if wanted else "否") for name, wanted in branch.when.items()],
            "now": branch is found.branch,
        }
        for branch in (*BRANCHES, ACCEPT)
    ]
    answers = [(name, LABELS[name], HINTS[name], getattr(situation, name)) for name in QUESTIONS]
    context: dict[str, Any] = {"rows": rows, "answers": answers, "case": view, "suggestion": _told(found), "may": found.branch.action in may}
    return page(request, "desk/intake_table.html", "intake-table", **context)
