"""权益计算: the calculator beside a case. What the file knows is filled in; a result can be kept with the case and printed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.engine import calculations, claim_sheet
from hezhong.engine.calculations import Kept
from hezhong.engine.claim_sheet import Line
from hezhong.engine.views import CaseView
from hezhong.kernel.fields import asked
from hezhong.kernel.local_time import local_day
from hezhong.law import facts
from hezhong.law.entitlement import Entitlement, by_id
from hezhong.law.facts import BadFacts
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.case import view_of
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.forms import Form
from hezhong.web.prefilled import raw_of_facts
from hezhong.web.reckonable import form_of
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Raw


@require_safe
@for_officers
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What was reckoned in this matter, and everything that can be."""
    view = view_of(request, case_id)
    kept = calculations.of_case(case_id)
    return page(request, "desk/reckoning.html", "worklist", case=view, kept=kept, offered=by_id().values())


@require_http_methods(["GET", "POST"])
@for_officers
def reckon(request: HttpRequest, case_id: UUID, entitlement: str) -> HttpResponse:
    """One entitlement: its questions, what the law gives for the answers, and keeping it beside the case."""
    view, declared = view_of(request, case_id), by_id().get(entitlement)
    if declared is None:
        raise Http404("没有这一项计算")
    if request.method == "GET":
        return _shown(request, view, declared, _form(declared, _known(case_id, declared)))
    raw = Raw.sent(request.POST.lists())
    form = _form(declared, raw, complain=True)
    if form.reading.errors:
        return _shown(request, view, declared, form, status=422)
    try:
        known = facts.checked(declared.facts(**form.reading.values))
    except BadFacts as bad:
        return _shown(request, view, declared, _contradicted(form, bad), status=422)
    plain = {**facts.plain(known), "city": city_of(view)}
    if "keep" in request.POST:
        calculations.keep(case_id, entitlement, plain, officer(request).asker.person, clock.moment())
        return redirect("reckon", case_id)
    _, line = calculations.reckoned(declared, plain, clock.moment().book)
    return _shown(request, view, declared, form, line)


def city_of(view: CaseView) -> str:
    """Return the code of the county or city whose figures hold for the case; of a town, what it lies in."""
    path: tuple[str, ...] = view.raw.matter.place.path
    return next(code for code in reversed(path) if len(code) == 6)


def _known(case_id: UUID, declared: Entitlement) -> Raw:
    """Return what earlier calculations of the matter know of these questions, the newest first: nobody types it again."""
    raw = Raw()
    names = {each.name: each.kind for each in asked(declared.facts)}
    for kept in reversed(calculations.of_case(case_id)):
        plain = {name: value for name, value in kept.facts.items() if name != "city"}
        told = raw_of_facts(facts.read(kept.entitlement.facts, plain))
        same = {each.name for each in asked(kept.entitlement.facts) if names.get(each.name) == each.kind}
        raw.update({key: values for key, values in told.items() if any(key == name or key.startswith(f"{name}-") for name in same)})
    return raw


def _form(declared: Entitlement, raw: Raw, *, complain: bool = False) -> Form:
    return Form.of(form_of(declared.id), raw, around(clock.today()), complain=complain)


def _contradicted(form: Form, bad: BadFacts) -> Form:
    """Return the form with what contradicts said at its fields."""
    for name, why in bad.wrong:
        for bound in form.fields:
            if bound.name == name:
                bound.error = why
                form.errors.append(bound)
    return form


def _shown(
    request: HttpRequest, view: CaseView, declared: Entitlement, form: Form, line: Line | None = None, status: int = 200
) -> HttpResponse:
    named: dict[str, Any] = {"case": view, "declared": declared, "form": form, "line": line}
    return page(request, "desk/reckon.html", "worklist", status, **named)


@require_safe
@for_officers
def sheet(request: HttpRequest, case_id: UUID, calculation: UUID) -> HttpResponse:
    """A kept calculation as PDF, as it was that day."""
    view = view_of(request, case_id)
    kept = calculations.one(case_id, calculation)
    if kept is None:
        raise Http404("没有这次计算")
    content = claim_sheet.printed(told(kept), [line_of(kept)], local_day(kept.at), kept.amount or claim_sheet.NOTHING, view.number)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="calculation.pdf"'
    return response


def told(kept: Kept) -> list[tuple[str, str]]:
    """Return the facts of a kept calculation in words."""
    plain = {name: value for name, value in kept.facts.items() if name != "city"}
    form = _form(kept.entitlement, raw_of_facts(facts.read(kept.entitlement.facts, plain)))
    values = form.reading.values
    return [(bound.question.label, bound.widget.show(values[bound.name])) for bound in form.fields if bound.name in values]


def line_of(kept: Kept) -> Line:
    """Return the line as it was shown that day."""
    return Line(**{name: _tuples(value) for name, value in kept.shown.items()})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value
