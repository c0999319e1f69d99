"""The employer's cases: what waits, a case with its papers and steps, and the record of all of them."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.directory import mailbox
from hezhong.engine import firms, received, store
from hezhong.engine.core import Refused
from hezhong.engine.firms import FirmView
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.uploads import Kind
from hezhong.kernel.identity import BadIdentity
from hezhong.kernel.understand import Unclear
from hezhong.web import acting, clock
from hezhong.web.acting import ActionForm
from hezhong.web.draw.ribbon import drawn
from hezhong.web.employer.pages import agent, for_employers, page
from hezhong.web.public.following import pdf_response, sent_inline


@require_safe
@for_employers
def home(request: HttpRequest) -> HttpResponse:
    """What waits: papers not read yet, then each open case with what is owed in it and until when."""
    who, moment = agent(request), clock.moment()
    found = firms.cases(who.asker, moment.happened_on, moment.book)
    unread = [(case, notice) for case in found for notice in case.notices if notice.unread]
    running = [case for case in found if case.closed_on is None]
    consented = mailbox.consent(who.mandate.employer) is not None
    context: dict[str, Any] = {"cases": running, "unread": unread, "closed": len(found) - len(running), "consented": consented}
    return page(request, "employer/home.html", at="home", **context)


@require_safe
@for_employers
def record(request: HttpRequest) -> HttpResponse:
    """All cases of the employer, with what was decided in each and whether it was performed."""
    moment = clock.moment()
    found = firms.cases(agent(request).asker, moment.happened_on, moment.book)
    return page(request, "employer/record.html", at="record", cases=found)


def _view(request: HttpRequest, case_id: UUID) -> FirmView:
    """Return the case for the employer. Raises Http404."""
    moment = clock.moment()
    try:
        return firms.view(case_id, agent(request).asker, moment.happened_on, moment.book)
    except NoSuchCase as none:
        raise Http404(str(none)) from None


@require_safe
@for_employers
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A case: where it stands, what is owed, the papers, the steps, what was handed in."""
    view, today = _view(request, case_id), clock.today()
    ribbons = [(each, drawn(each, today, per_row=7)) for each in view.clocks]
    return page(request, "employer/case.html", v=view, case=view.case, ribbons=ribbons, today=today)


@require_http_methods(["GET", "POST"])
@for_employers
def act(request: HttpRequest, case_id: UUID, name: str) -> HttpResponse:
    """A step the employer may take: its form, and doing it."""
    view = _view(request, case_id)
    action = firms.step_of(view, name)
    if action is None:
        raise Http404("没有这一步")
    if request.method == "GET":
        if action not in view.actions:
            return redirect("employer-case", case_id)
        return _form(request, view, acting.blank(request, action, view.version, ""))
    form = acting.sent(request, action, "")
    if not form.sound:
        return _form(request, view, form, 422)
    try:  # a second press comes when the step is over already: the engine knows its key
        store.act(case_id, name, form.given, agent(request).asker, clock.moment(), acting.submission(form))
    except (Refused, received.KeyReused, BadIdentity, Unclear) as refused:
        return _form(request, view, acting.refused(replace(form, seen=view.version), str(refused)), 422)
    return redirect("employer-case", case_id)


def _form(request: HttpRequest, view: FirmView, form: ActionForm, status: int = 200) -> HttpResponse:
    within = form.action.within
    owed = next((each for each in view.case.owed if within and each.due.title == within.duty.title), None)
    return page(request, "employer/step.html", status, v=view, case=view.case, form=form, owed=owed)


@require_safe
@for_employers
def paper(request: HttpRequest, case_id: UUID, paper: UUID) -> HttpResponse:
    """A paper that was served on the employer, as sealed; that it was opened is kept."""
    view = _view(request, case_id)
    found = firms.paper_of(view, paper, agent(request).asker, clock.now())
    if found is None:
        raise Http404("没有这份文书")
    line = next(notice for notice in view.case.notices if notice.id == paper)
    return pdf_response(found, f"{line.title} {line.number}")


@require_safe
@for_employers
def file(request: HttpRequest, case_id: UUID, file: UUID) -> HttpResponse:
    """The clean copy of a file that the employer handed in."""
    opened = firms.file_of(_view(request, case_id), file)
    if opened is None:
        raise Http404("没有这个文件")
    return sent_inline(opened.data, Kind(opened.kind).shown_as, opened.title)
