"""The form of a change with what its figures would do: asked before anybody proposes them, answered while the form stays as typed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hezhong.directory import regions
from hezhong.early_warning import questions, rule_changes, trials
from hezhong.early_warning.models import Question, RuleTrial
from hezhong.early_warning.questions import Asking
from hezhong.early_warning.reading import may_decide
from hezhong.early_warning.rule_changes import Proposed
from hezhong.early_warning.vocabulary import Grade, WarningRule
from hezhong.engine.core import Refused
from hezhong.kernel.understand import Unclear
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.warnings import figures, rules_page, shown
from hezhong.web.desk.warnings.listing import last_run
from hezhong.web.forms import Form

NO_TRIAL = "没有这次试算，或者不在您岗位管的地区"
NO_RUN = "台账还没有运行过，运行以后才能试算。填的内容还在"
Days = list[tuple[str, list[tuple[Grade, int, int]], tuple[int, int]]]


def form_shown(request: HttpRequest, rule: WarningRule, form: Form, status: int = 200, refusal: str = "", **more: Any) -> HttpResponse:
    """Return the form of a change, with what refuses it on top, and with what its figures would do where that was asked."""
    return page(
        request, "desk/warning_propose.html", shown.AT, status, rule=rule, form=form, refusal=refusal,
        refusals=refusal.split("；") if refusal else (), **more,
    )  # fmt: skip


def tried(request: HttpRequest, rule: WarningRule, form: Form) -> HttpResponse:
    """Ask what the typed figures would do; the form stays as it was typed, whatever comes of it."""
    if form.errors:
        return form_shown(request, rule, form, 422, trying=True)
    run, at = last_run(), clock.moment()
    try:
        wanted = _wanted(rule, form.reading.values)
        if not may_decide(officer(request).asker, regions.place(wanted.region)):
            raise Refused(rule_changes.NOT_YOURS)
        trial = trials.kept(wanted, at)
    except (Refused, Unclear) as wrong:
        return form_shown(request, rule, form, 422, str(wrong), trying=True)
    if run is None:
        return form_shown(request, rule, form, 422, NO_RUN, trying=True)
    asked = questions.put(Asking(Question.Kind.TRIAL, trial.pk, run.on, rule.code), officer(request).standing.token, at, run.seq)
    return form_shown(request, rule, form, **_told(trial, asked))


def _wanted(rule: WarningRule, given: dict[str, Any]) -> Proposed:
    """Return the figures as typed; the document may come later. Raises Unclear."""
    return Proposed(
        rule=rule.code, region=given["region"], mode=given["mode"], since=given["since"], bands=figures.bands(rule, given),
        parameters=figures.parameters(rule, given), basis_title="", basis_issuer="", basis_on=given["since"],
    )  # fmt: skip


@require_safe
@for_officers
def show(request: HttpRequest, id: int) -> HttpResponse:
    """What was tried and what came of it, by itself: the form fetches its answer from here."""
    trial = RuleTrial.objects.filter(id=min(id, shown.LARGEST)).first()
    if trial is None or not may_decide(officer(request).asker, regions.place(trial.region)):
        raise Http404(NO_TRIAL)
    asked = questions.about_trial(trial.pk)
    return page(request, "desk/warning_trial.html", shown.AT, rule=rules_page.rule_of(trial.rule), **_told(trial, asked))


def _told(trial: RuleTrial, asked: Question | None) -> dict[str, Any]:
    edition = rule_changes.edition(trials.as_change(trial))
    return {
        "trial": trial, "asked": asked, "days": days(asked), "where": rules_page.where(trial.region), "mode": edition.mode,
        "tried_bands": shown.bands_of(edition.rule, edition.bands), "tried_numbers": shown.parameters_of(edition),
    }  # fmt: skip


def days(asked: Question | None) -> Days:
    """Return (day, (colour, subjects now, as proposed) of each colour, the two sums)."""
    found: Days = []
    for each in asked.answer.get("days", ()) if asked else ():
        counts = [(grade, each["now"].get(grade.code, 0), each["then"].get(grade.code, 0)) for grade in Grade]
        found.append((each["on"], counts, (sum(now for _, now, _ in counts), sum(then for _, _, then in counts))))
    return found
