"""A change of a rule: one head proposes it, sees with everybody what it would do, and another head decides."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hezhong.directory import regions
from hezhong.early_warning import questions, rule_changes
from hezhong.early_warning.editions import Edition, declared
from hezhong.early_warning.models import Question, RuleChange
from hezhong.early_warning.questions import Asking
from hezhong.early_warning.reading import may_decide, may_read_place
from hezhong.early_warning.rule_changes import Proposed
from hezhong.early_warning.vocabulary import Grade, WarningRule
from hezhong.engine.core import Refused
from hezhong.kernel.understand import Unclear
from hezhong.web import clock
from hezhong.web.asking import Officer, officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.warnings import figures, rules_page, shown, trial_page
from hezhong.web.desk.warnings.listing import last_run
from hezhong.web.forms import Form
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Choice, Raw

NO_CHANGE = "没有这份改动"


@require_http_methods(["GET", "POST"])
@for_officers
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a change, filled with what holds here now; heads of labour inspection only."""
    rule, who = rules_page.rule_of(code), officer(request)
    if not may_decide(who.asker, rules_page.place_of(who)):
        raise PermissionDenied
    if request.method == "GET":
        now = rule_changes.standing(rule, clock.today()).at(rules_page.place_of(who)) or declared(rule)
        return trial_page.form_shown(request, rule, _form(rule, who, Raw(_filled(now, who))))
    if request.POST.get("step") == "try":
        return trial_page.tried(request, rule, _form(rule, who, Raw.sent(request.POST.lists()), complain=True, later=figures.BASIS))
    form = _form(rule, who, Raw.sent(request.POST.lists()), complain=True)
    if form.reading.errors:
        return trial_page.form_shown(request, rule, form, 422)
    try:
        row = rule_changes.propose(_proposed(rule, form.reading.values), shown.hand(request), clock.moment())
    except (Refused, Unclear) as wrong:
        return trial_page.form_shown(request, rule, form, 422, str(wrong))
    _try(request, row)
    return redirect("rule-change", row.pk)


def _filled(now: Edition, who: Officer) -> dict[str, list[str]]:
    own = rules_page.place_of(who).path[-1]
    return {"region": [own], "mode": [now.mode.code], **{name: [text] for name, text in figures.typed(now)}}


def _form(rule: WarningRule, who: Officer, raw: Raw, *, complain: bool = False, later: Collection[str] = ()) -> Form:
    choices = {"region": places(who), "mode": figures.modes()}
    return Form.of(figures.form_of(rule), raw, around(clock.today(), choices=choices), complain=complain, later=later)


def places(who: Officer) -> tuple[Choice, ...]:
    """Return the region of the post and those below it down to counties."""
    own = rules_page.place_of(who).path[-1]
    below = [code for code, _ in regions.children(own) if regions.level(code) != "town"]
    deeper = [(code, *(each for each, _ in regions.children(code) if regions.level(each) == "county")) for code in below]
    return ((own, rules_page.where(own)), *((code, rules_page.where(code)) for group in deeper for code in group))


def _proposed(rule: WarningRule, given: dict[str, Any]) -> Proposed:
    """Return the change that was typed. Raises Unclear."""
    return Proposed(
        rule=rule.code, region=given["region"], mode=given["mode"], since=given["since"], until=given.get("until"),
        bands=figures.bands(rule, given), parameters=figures.parameters(rule, given), basis_title=given["basis_title"],
        basis_issuer=given["basis_issuer"], basis_on=given["basis_on"], basis_number=given.get("basis_number", ""),
        reason=str(given.get("reason", "")),
    )  # fmt: skip


def _try(request: HttpRequest, row: RuleChange) -> None:
    """Ask what the change would do on the day of the last run; before the first run there is nothing to ask."""
    if run := last_run():
        questions.put(Asking(Question.Kind.CHANGE, row.pk, run.on, row.rule), officer(request).standing.token, clock.moment(), run.seq)


def _row(id: int) -> RuleChange:
    row = RuleChange.objects.select_related("decision").filter(id=min(id, shown.LARGEST)).first()
    if row is None:
        raise Http404(NO_CHANGE)
    return row


@require_safe
@for_officers
def one(request: HttpRequest, id: int) -> HttpResponse:
    """A change: what it says beside what holds, what it would do, who has decided."""
    return _shown(request, _row(id))


def _shown(request: HttpRequest, row: RuleChange, status: int = 200, refusal: str = "") -> HttpResponse:
    rule, who, place = rules_page.rule_of(row.rule), officer(request), regions.place(row.region)
    proposed = rule_changes.edition(row)
    now = rule_changes.standing(rule, row.since).at(place)
    asked = questions.about_change(row.pk) if may_read_place(who.asker, place) else None
    state, own = rules_page.state(row), row.by == shown.hand(request).account
    return page(
        request, "desk/warning_change.html", shown.AT, status,
        row=row, rule=rule, where=rules_page.where(row.region), state=state, mode=proposed.mode,
        bands=_beside(rule, proposed, now if state == "waiting" else None), parameters=_numbers(proposed, now if state == "waiting" else None),
        now=now, asked=asked, days=trial_page.days(asked), own=own, may=state == "waiting" and may_decide(who.asker, place),
        refusal=refusal, reason=request.POST.get("reason", ""), reads=may_read_place(who.asker, place), run=last_run(),
    )  # fmt: skip


def _beside(rule: WarningRule, proposed: Edition, now: Edition | None) -> list[tuple[Grade, str, str]]:
    """Return (colour, as proposed, as it stands) of each colour that either has."""
    new = dict(shown.bands_of(rule, proposed.bands))
    old = dict(shown.bands_of(rule, now.bands)) if now else {}
    return [(grade, new.get(grade, "不用"), old.get(grade, "不用")) for grade in Grade if grade in new or grade in old]


def _numbers(proposed: Edition, now: Edition | None) -> list[tuple[str, str, str]]:
    old = dict(shown.parameters_of(now)) if now else {}
    return [(title, number, old.get(title, "")) for title, number in shown.parameters_of(proposed)]


@require_POST
@for_officers
def decide(request: HttpRequest, id: int) -> HttpResponse:
    """Agree, or not with a reason; who proposed it withdraws it."""
    row = _row(id)
    step = request.POST.get("step", "")
    try:
        if step not in ("agree", "decline"):
            raise Refused("请按页面上的按钮：批准、不同意或者撤回")
        reason = request.POST.get("reason", "").replace("\0", "")[:500]
        rule_changes.decide(row.pk, shown.hand(request), clock.moment(), agrees=step == "agree", reason=reason)
    except Refused as refused:
        return _shown(request, _row(id), 422, str(refused))
    return redirect("rule-change", row.pk)


@require_POST
@for_officers
def again(request: HttpRequest, id: int) -> HttpResponse:
    """Ask once more what the change would do, by the ledger of the last run."""
    row = _row(id)
    if not may_read_place(officer(request).asker, regions.place(row.region)):
        raise PermissionDenied
    _try(request, row)
    return redirect("rule-change", row.pk)
