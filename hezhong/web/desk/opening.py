"""A case that an officer opens: a clue from a patrol, a random check, a warning; declared by its case type (``at_desk``)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from hezhong.engine import filing
from hezhong.engine.case_type import CaseType
from hezhong.engine.core import Refused
from hezhong.engine.intake import AtDesk
from hezhong.engine.received import KeyReused
from hezhong.engine.store import Submission
from hezhong.engine.vocabulary import Action
from hezhong.kernel.credit_code import BadCreditCode
from hezhong.kernel.names import BadName
from hezhong.kernel.understand import Unclear
from hezhong.web import acting, clock
from hezhong.web.acting import ActionForm
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_officers, openable, page

WRONG = (Refused, BadName, BadCreditCode, Unclear, KeyReused)


@require_http_methods(["GET", "POST"])
@for_officers
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The form, and opening the case that it asks for. What is wrong is said and everything typed stays."""
    case_type = next((each for each in openable(officer(request)) if each.code == code), None)
    if case_type is None or case_type.at_desk is None:
        raise Http404("这类案件不能在这里登记，或者不由您登记")
    action = _as_action(case_type.at_desk)
    if request.method == "GET":
        return _shown(request, case_type, acting.blank(request, action, 0, code))
    again = "again" in request.POST
    form = acting.sent(request, action, code, complain=not again)
    if again or not form.sound:
        return _shown(request, case_type, form, 200 if again else 422)
    return _opened(request, case_type, form)


def _opened(request: HttpRequest, case_type: type[CaseType], form: ActionForm) -> HttpResponse:
    assert case_type.at_desk is not None
    try:
        moment = clock.moment(acting.happened_on(form.happened_on))
        intake = case_type.at_desk.intake(form.given)
        filed = filing.open_case(case_type.code, intake, officer(request).asker, moment, Submission(form.key))
    except WRONG as refused:
        return _shown(request, case_type, acting.refused(form, str(refused)), 422)
    return redirect("case", filed.case_id)


def _as_action(words: AtDesk) -> Action:
    """Return what is asked as an action, which forms are drawn from."""
    return Action(words.title, (), None, by=(), given=words.given)


def _shown(request: HttpRequest, case_type: type[CaseType], form: ActionForm, status: int = 200) -> HttpResponse:
    values: dict[str, Any] = {"form": form, "case_type": case_type, "code": case_type.code}
    return page(request, "desk/open.html", f"open-{case_type.code}", status, **values)
