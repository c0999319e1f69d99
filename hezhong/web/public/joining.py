"""Joining a complaint by its link or QR code, on one's own phone: one page of questions, a code, a case of one's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hezhong.engine import drafts, filing, joining, tracker
from hezhong.engine.core import Refused
from hezhong.engine.drafts import TooMany
from hezhong.engine.filing import Filed
from hezhong.engine.intake import Flow, Page
from hezhong.engine.joining import Already, Closed, Invited
from hezhong.kernel.fields import asked
from hezhong.kernel.identity import BadIdentity
from hezhong.kernel.names import BadName
from hezhong.kernel.understand import Unclear
from hezhong.web import clock, visits
from hezhong.web.prefilled import raw_of
from hezhong.web.public.drafting import Drafting, remember
from hezhong.web.public.filing import FILED, NOT_PROVED, TOO_SOON, digits, phone_in
from hezhong.web.public.following import follow
from hezhong.web.widgets.model import Raw

SERVICE = "和工友一起投诉"
COOKIE, PURPOSE, AT = "join", "join", "/join/"
ASKS = "填您自己的"
WRONG = (Refused, BadIdentity, BadName, Unclear)
NOT_YOU = "姓名和身份证号码对不上，或者已经登记过。请对着身份证再看一遍；还是不行，请打 12333 或者到窗口办"
OTHER_PHONE = "这个身份证号码已经加入这次投诉了，不用再加入。要看进度，请用加入时留的手机号；手机号换了，请带身份证到窗口，或打 12333"


@dataclass(frozen=True)
class Sent:
    """What was just typed, what is wrong with it, and why it cannot go on now though nothing is."""

    raw: Raw | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    held_up: str = ""
    stale: bool = False


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """What it is about, and the questions; a code goes to the phone once all is clear."""
    invited = joining.found(token)
    if invited is None or invited.withdrawn or not invited.open:
        return _not_here(request, token, invited)
    drafting = _drafting(request, invited)
    if "new" in request.GET:  # another colleague, on the same phone
        response = redirect("join", token)
        response.delete_cookie(COOKIE, path=AT, samesite="Lax")
        return response
    if drafting.filed is not None:
        return _done(request, token, filing.told(drafting.filed))
    if request.method == "GET":
        return _shown(request, token, invited, drafting)
    page = drafting.flow.pages[0]
    raw, errors = drafting.answered(request, page)
    walk = drafting.walk(raw)
    if errors := {**walk.reading.errors, **errors}:
        return _shown(request, token, invited, drafting, Sent(raw, errors))
    drafting.keep(raw)
    try:
        visits.spend(request, visits.CODES, clock.now())
        drafts.send_phone_code(phone_in(walk), PURPOSE, clock.now())
    except TooMany as many:
        return _shown(request, token, invited, drafting, Sent(raw, held_up=str(many)))
    return _kept(redirect("join-code", token), drafting)


def _shown(
    request: HttpRequest, token: str, invited: Invited, drafting: Drafting, typed: Sent = Sent()
) -> HttpResponse:
    page, errors, raw, held_up = drafting.flow.pages[0], typed.errors, typed.raw, typed.held_up
    if raw is None:
        raw = Raw({**raw_of(invited.together.suggests(invited.lead), clock.today()), **drafting.raw})
    fields = drafting.walk(raw).bound(page, dict(errors))
    values = {
        "service": SERVICE,
        "invited": invited,
        "token": token,
        "fields": fields,
        "errors": [each for each in fields if each.error],
        "held_up": held_up,
        "asks": ASKS,
        "stale": typed.stale,
    }
    status = 403 if typed.stale else 429 if held_up else 422 if errors else 200
    return _kept(render(request, "public/join.html", values, status=status), drafting)


def typed_again(request: HttpRequest, token: str) -> HttpResponse | None:
    """Return the page with what was typed and a fresh form, when the form's own token was too old. Nothing is kept."""
    invited = joining.found(token)
    if invited is None or invited.withdrawn or not invited.open:
        return None
    drafting = _drafting(request, invited)
    return _shown(request, token, invited, drafting, Sent(Raw({**drafting.raw, **Raw.sent(request.POST.lists())}), stale=True))


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code that was sent; the right one opens the case, once however often it is pressed."""
    invited = joining.found(token)
    if invited is None:
        return _not_here(request, token, None)
    drafting = _drafting(request, invited)
    if drafting.filed is not None:
        return _done(request, token, filing.told(drafting.filed))
    if not drafting.code or drafting.walk().unanswered() is not None:
        return redirect("join", token)
    error, notice, status = "", "", 200
    if request.method == "POST":
        try:
            if "resend" not in request.POST:
                return _joined(request, token, invited, drafting)
            visits.spend(request, visits.CODES, clock.now())
            notice = "又发了一次。" if drafts.send_phone_code(phone_in(drafting.walk()), PURPOSE, clock.now()) else TOO_SOON
        except TooMany as many:
            error, status = str(many), 429
        except Closed:
            return _not_here(request, token, joining.found(token))
        except WRONG as wrong:
            error, status = str(wrong), 422
    phone = phone_in(drafting.walk())
    values = {"service": SERVICE, "token": token, "error": error, "notice": notice, "phone": f"{phone[:3]}****{phone[-4:]}"}
    values["typed"] = request.POST.get("code", "")[:20]
    return _kept(render(request, "public/join_code.html", values, status=status), drafting)


def _joined(request: HttpRequest, token: str, invited: Invited, drafting: Drafting) -> HttpResponse:
    """Open the case, or tell who is in it already. Raises what ``joining.join`` raises, Refused, TooMany."""
    walk, row = drafting.walk(), drafts.row(drafting.code)
    phone = phone_in(walk)
    assert row is not None
    if not drafts.proved(drafting.code, phone):
        if not drafts.check_phone_code(phone, PURPOSE, digits(request.POST.get("code", "")), clock.now()):
            raise Refused(NOT_PROVED)
        drafts.bind_phone(drafting.code, phone, verified=True)
    answers = walk.reading.answers(drafting.flow.facts)
    try:
        return _done(request, token, joining.join(invited, answers, clock.moment(), row))
    except Already as there:
        return _already(request, there, phone)


def _already(request: HttpRequest, there: Already, phone: str) -> HttpResponse:
    """Tell who proved identity, name and phone how it stands; who did not, nothing of the case."""
    if not there.named:
        raise Refused(NOT_YOU)
    follower = tracker.recognise_case(there.case_id, phone)
    if follower is None:
        raise Refused(OTHER_PHONE)
    follow(request, follower)
    moment = clock.moment()
    view = tracker.view(follower, moment.happened_on, moment.book)
    response = render(request, "public/join_already.html", {"service": SERVICE, "v": view})
    response["Cache-Control"] = "no-store"
    return response


def _done(request: HttpRequest, token: str, filed: Filed) -> HttpResponse:
    follow(request, tracker.filer_of(filed.case_id))
    request.session[FILED] = {"number": filed.number, "code": filed.query_code, "office": filed.office}
    return redirect("join-done", token)


@require_safe
def done(request: HttpRequest, token: str) -> HttpResponse:
    """Say that it arrived, with number, code and what comes next."""
    filed: dict[str, Any] | None = request.session.get(FILED)
    invited = joining.found(token)
    if not filed or invited is None:
        return redirect("resume")
    after = replace(invited.flow.afterwards, title="您已经加入，有了自己的投诉")
    steps = (*after.told(filed["office"]), "工友怎么办、拿多少钱，各人是各人的，互相看不到。")
    response = render(request, "public/join_done.html", {"service": SERVICE, "after": after, "steps": steps, "token": token, **filed})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def alone(request: HttpRequest, token: str) -> HttpResponse:
    """Begin a complaint of one's own, in which what is known of the lead is filled in."""
    invited = joining.found(token)
    if invited is None:
        return _not_here(request, token, None)
    draft = drafts.new(invited.flow.code, clock.now())
    drafts.save(draft, raw_of(invited.together.alone(invited.lead), clock.today()), clock.now())
    response = redirect("start", invited.flow.code)
    remember(response, draft)
    return response


def _not_here(request: HttpRequest, token: str, invited: Invited | None) -> HttpResponse:
    """Say why nobody joins here, and what to do instead."""
    values = {"service": SERVICE, "invited": invited, "token": token}
    return render(request, "public/join_closed.html", values, status=404 if invited is None else 410)


def _drafting(request: HttpRequest, invited: Invited) -> Drafting:
    given = invited.together.given(invited.lead)
    page = Page("join", ASKS, tuple(each.name for each in asked(given)))
    flow = Flow(f"join-{invited.id}", SERVICE, given, (page,), invited.flow.case_type, invited.flow.intake, invited.flow.afterwards)
    return Drafting.of(request, flow, COOKIE)


def _kept(response: HttpResponse, drafting: Drafting) -> HttpResponse:
    """Let this browser find what was typed for as long as it is kept."""
    if drafting.code:
        age = int(drafts.KEPT.total_seconds())
        response.set_cookie(COOKIE, drafting.code, max_age=age, httponly=True, samesite="Lax", secure=settings.HTTPS, path=AT)
    response["Cache-Control"] = "no-store"
    return response


def address_of(request: HttpRequest, token: str) -> str:
    """Return the whole address of an invitation, as it stands in the QR code."""
    return request.build_absolute_uri(reverse("join", args=[token]))


