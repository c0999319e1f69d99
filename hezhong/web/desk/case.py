"""The case page and what is done on it: actions, signatures, assignment, files, notes. Papers: ``serving``."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hezhong.engine import casefile, collective, electronic, files, links, notes, papers, received, store
from hezhong.engine.core import NOT_NOW, Refused
from hezhong.engine.dossier import Opinion
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.views import ActionChoice, CaseView
from hezhong.engine.vocabulary import Action
from hezhong.kernel.identity import BadIdentity
from hezhong.kernel.names import BadName
from hezhong.kernel.understand import Unclear
from hezhong.web import acting, clock
from hezhong.web.acting import ActionForm
from hezhong.web.asking import officer
from hezhong.web.desk import choosing, together
from hezhong.web.desk.pages import LEFT, for_officers, page
from hezhong.web.desk.warnings import behind
from hezhong.web.draw.ribbon import drawn

MEMBERS_SHOWN = 10
OWN_BUTTONS = {"serve", "sign_off", "take"}
"""Actions with a button of their own on the page."""
WRONG = (Refused, BadIdentity, BadName, Unclear, received.KeyReused)
TYPED = {"number": "案号", "opinion": "意见", "happened_on": "哪天", "text": "备注"}
HIDDEN = {"csrfmiddlewaretoken", "key", "seen", "agrees"}


def view_of(request: HttpRequest, case_id: UUID) -> CaseView:
    """Return the case for the officer at the desk. Raises Http404."""
    moment = clock.moment()
    try:
        return casefile.view(case_id, officer(request).asker, moment.happened_on, moment.book)
    except NoSuchCase as none:
        raise Http404(str(none)) from None


@require_safe
@for_officers
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    return shown(request, view_of(request, case_id))


def shown(
    request: HttpRequest, view: CaseView, form: ActionForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """Return the case page, with a form open or a message on top."""
    today = clock.today()
    warnings = behind.rows_of(view)
    choices = [choice for choice in view.actions if choice.action.name not in OWN_BUTTONS | choosing.NOT_ON_A_CASE]
    claimed = sum((item.claimed for item in view.items if item.claimed), Decimal(0))
    context = {
        "case": view,
        "primary": next((choice for choice in choices if choice.primary), None),
        "rest": [choice for choice in choices if not choice.primary],
        "may": {choice.action.name for choice in view.actions},
        "clocks": [(each, drawn(each, today)) for each in view.clocks],
        "cited": next((each.article for each in view.clocks if not each.met_on and view.next_due and each.title == view.next_due.title), ""),
        "claimed": claimed,
        "claimed_together": sum((member.amount for member in view.members), claimed),
        "form": form,
        "choice": _choice(view, form.action.name) if form else None,
        "ticks": _ticks(request, view, form) if form else (),
        "first_members": view.members[:MEMBERS_SHOWN],
        "waits_together": {name for member in view.members for name in member.waits},
        "many": view.members[MEMBERS_SHOWN:],
        "mailed": electronic.proofs(view.papers),
        "warnings": behind.behind(warnings, officer(request).asker),
        "key": acting.new_key(),
        "printed_at": clock.now(),
        **more,
    }
    with behind.noted(request, view, warnings):
        return page(request, "desk/case.html", "worklist", status, **context)


def _choice(view: CaseView, name: str) -> ActionChoice | None:
    return next((choice for choice in view.actions if choice.action.name == name), None)


@require_http_methods(["GET", "POST"])
@for_officers
def act(request: HttpRequest, case_id: UUID, name: str) -> HttpResponse:
    """An action's form, and doing it. htmx asks for the form alone."""
    view = view_of(request, case_id)
    choice = _choice(view, name)
    if choice is None or name in OWN_BUTTONS | choosing.NOT_ON_A_CASE:
        return done(request, case_id) if _pressed_twice(request, view, name) else _moved_on(request, view)
    action = choosing.asked_of(choice.action)
    offered = _offered(request, action, view)
    if request.method == "GET":
        return _form(request, view, acting.blank(request, action, view.version, view.type_code, offered, view.raw.facts))
    again = "again" in request.POST
    form = acting.sent(request, action, view.type_code, offered, complain=not again)
    if again or not form.sound:
        return _form(request, view, form, 200 if again else 422)
    try:
        moment = clock.moment(acting.happened_on(form.happened_on))
        given = choosing.meant(form.given)
        others = together.chosen(request, view)
        how = store.Submission(form.key, others=others | ({case_id: form.seen} if form.seen else {}))
        store.act_many([case_id, *others], name, given, officer(request).asker, moment, how)
    except store.Outrun as outrun:
        return _form(request, view, replace(acting.refused(form, str(outrun)), seen=view.version), 422)
    except (*WRONG, NoSuchCase) as refused:
        return _form(request, view, acting.refused(form, str(refused)), 422)
    return _gone(request, view) if action.moves else done(request, case_id)


def _offered(request: HttpRequest, action: Action, view: CaseView) -> acting.Choices:
    who = officer(request)
    return choosing.choices(action, view, who.office, who.asker.person, clock.today())


def _pressed_twice(request: HttpRequest, view: CaseView, name: str) -> bool:
    """Return whether this form was sent before and did its work: the first press has moved the case on."""
    action = view.raw.case_type.words(Action).get(name)
    if request.method == "GET" or action is None:
        return False
    action = choosing.asked_of(action)
    offered = _offered(request, action, view)
    form = acting.sent(request, action, view.type_code, offered)
    try:
        cases = [view.id, *together.chosen(request, view)]
        return form.sound and store.acted(cases, name, choosing.meant(form.given), officer(request).asker, form.key)
    except (received.KeyReused, Refused):
        return False


def _moved_on(request: HttpRequest, view: CaseView) -> HttpResponse:
    """Show the case as it is now, with what was typed for a step that is no longer open."""
    if request.method == "GET":
        raise Http404(NOT_NOW)
    if request.headers.get("HX-Request"):
        typed = _typed(request)
        return page(request, "desk/moved_on.html", "worklist", 422, refusal=NOT_NOW, typed=typed, case=view)
    return shown(request, view, status=422, refusal=NOT_NOW, typed=_typed(request))


def _form(request: HttpRequest, view: CaseView, form: ActionForm, status: int = 200) -> HttpResponse:
    if request.headers.get("HX-Request"):
        choice = _choice(view, form.action.name)
        ticks = _ticks(request, view, form)
        return page(request, "desk/act.html", "worklist", status, form=form, case=view, choice=choice, ticks=ticks)
    return shown(request, view, form, status)


def _ticks(request: HttpRequest, view: CaseView, form: ActionForm) -> tuple[together.Tick, ...]:
    """Return the members to tick; after a refusal, which has said what moved on, as they are now."""
    fresh = request.method == "GET" or bool(form.refusal)
    return together.ticks(request, view, form.action.name, fresh=fresh)


def _gone(request: HttpRequest, view: CaseView) -> HttpResponse:
    """Go to the case that another office has now where it may still be read; else to the worklist, which says so."""
    try:
        view_of(request, view.id)
    except Http404:
        request.session[LEFT] = view.number
        return _lead(request, redirect("worklist"))
    return done(request, view.id)


def done(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Go to the case as it is now."""
    return _lead(request, redirect("case", case_id))


def _lead(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the response that leads there; htmx is told to leave its page."""
    if request.headers.get("HX-Request"):
        away = HttpResponse(status=204)
        away["HX-Redirect"] = response["Location"]
        return away
    return response


@require_POST
@for_officers
def sign(request: HttpRequest, case_id: UUID, name: str) -> HttpResponse:
    """Agree, or send back with an opinion."""
    agrees = request.POST.get("agrees") == "yes"
    text = request.POST.get("opinion", "").strip()
    if not agrees and not text:
        return _refused(request, case_id, "退回要写明理由，让承办人知道改什么")
    opinion = Opinion(agrees, text or "同意")
    how = store.Submission(request.POST.get("key", ""))

    def signing() -> Any:
        others = together.chosen(request, view_of(request, case_id))
        all_of_them, seen = [case_id, *others], store.Submission(how.key, others=others)
        return store.sign_many(all_of_them, name, opinion, officer(request).asker, clock.moment(), seen)

    return attempt(request, case_id, signing)


@require_POST
@for_officers
def take(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take a case that is nobody's yet; with one that leads others, those that are nobody's either."""
    how, asker = store.Submission(request.POST.get("key", "")), officer(request).asker

    def taking() -> Any:
        moment = clock.moment()
        store.act(case_id, "take", None, asker, moment, how)
        store.act_many(collective.free_members(case_id), "take", None, asker, moment)

    return attempt(request, case_id, taking)


@require_safe
@for_officers
def file(request: HttpRequest, case_id: UUID, file: UUID) -> HttpResponse:
    """A file of the case: the cleaned copy to look at, or the original to download."""
    view = view_of(request, case_id)
    line, original = next((each for each in view.files if each.id == file), None), "original" in request.GET
    if line is None:
        raise Http404("没有这个文件")
    with behind.file_noted(request, view, line, original=original):
        return sent(next(iter(files.by_ids([str(file)]))), original=original)


def sent(stored: Any, *, original: bool) -> HttpResponse:
    """Return a stored file as a browser may have it: what it shows can run nothing."""
    shown = None if original else files.open_shown(stored)
    opened = shown or files.open_original(stored)
    response = HttpResponse(opened.data, content_type=opened.kind if shown else "application/octet-stream")
    response["Content-Disposition"] = "inline" if shown else f"attachment; filename=\"{stored.id}\""
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@for_officers
def note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add a working note."""
    view = view_of(request, case_id)
    text = request.POST.get("text", "").strip()
    if text:
        notes.add(view.id, text[:2000], officer(request).asker.person, clock.now())
    return done(request, case_id)


@require_POST
@for_officers
def tie(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Tie the case to another one by its number."""
    number = request.POST.get("number", "")
    return attempt(request, case_id, lambda: links.tie(case_id, number, officer(request).asker, clock.moment()))


def paper_of(request: HttpRequest, case_id: UUID, paper: UUID) -> Any:
    """Return a paper of this case, as far as the officer may read it. Raises Http404."""
    view = view_of(request, case_id)
    if paper not in {each.id for each in view.papers}:
        raise Http404("没有这份文书")
    return papers.get(paper)


def press(request: HttpRequest, case_id: UUID, name: str, given: Any) -> HttpResponse:
    """Do an action that has a button of its own, and go to the case as it is then."""
    how = store.Submission(request.POST.get("key", ""))

    def doing() -> Any:
        moment = clock.moment(acting.happened_on(request.POST.get("happened_on", "")))
        return store.act(case_id, name, given, officer(request).asker, moment, how)

    return attempt(request, case_id, doing)


def attempt(request: HttpRequest, case_id: UUID, doing: Callable[[], Any]) -> HttpResponse:
    """Do something in a case and go to it; what refuses is shown there with all that was typed."""
    try:
        doing()
    except NoSuchCase as none:
        raise Http404(str(none)) from None
    except WRONG as refused:
        return _refused(request, case_id, str(refused))
    return redirect("case", case_id)


def _refused(request: HttpRequest, case_id: UUID, why: str) -> HttpResponse:
    """Show the case with the reason on top; what was typed stands there again."""
    view = view_of(request, case_id)
    typed = _typed(request)
    return shown(request, view, status=422, refusal=why, typed=typed, typed_raw=request.POST)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed, each with its label, so that nothing is lost."""
    typed = [(TYPED.get(name, "填写"), str(text)) for name, text in request.POST.items() if name not in HIDDEN]
    return [(label, text) for label, text in typed if text]
