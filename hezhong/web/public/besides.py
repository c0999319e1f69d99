"""Beside the steps of the procedure: inviting colleagues, a new phone, whether the money came, how it was."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from hezhong.domains.complaints.facts import Arrived, Payment, Unpaid
from hezhong.engine import afterwards, drafts, joining, received, store
from hezhong.engine.afterwards import Besides
from hezhong.engine.core import Refused
from hezhong.engine.drafts import TooMany
from hezhong.engine.store import Submission
from hezhong.engine.tracker import Follower
from hezhong.engine.views import TrackerView
from hezhong.engine.vocabulary import Action
from hezhong.kernel import understand
from hezhong.kernel.understand import Unclear
from hezhong.web import acting, clock, visits
from hezhong.web.acting import ActionForm
from hezhong.web.public.filing import NOT_PROVED, TOO_SOON, digits
from hezhong.web.public.following import tracked
from hezhong.web.public.joining import address_of

PURPOSE = "change-phone"
WORDS = {
    "钱到了吗": ("钱到了吗？", "答一次就行。没有到齐的，办案机关会接着查，进度里看得到。"),
    "评价": ("给办案打个分", "只用来改进办案，不影响您的案子。"),
}
"""What stands over the two questions that come after closing."""
View = Callable[..., HttpResponse]
Tracked = tuple[Follower, TrackerView, Besides]


def for_follower(view: View) -> View:
    """Let in who follows the matter of the code, with what is offered there; others go to the tracker's door."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str) -> HttpResponse:
        found = tracked(request, code)
        if found is None:
            return redirect("resume")
        besides = afterwards.besides(found[0])
        if besides is None:
            raise Http404("没有这一页")
        request.acting_as = found[0].asker.person  # type: ignore[attr-defined]
        response = view(request, (*found, besides))
        response["Cache-Control"] = "no-store"
        return response

    return guarded


@require_http_methods(["GET", "POST"])
@for_follower
def invite(request: HttpRequest, there: Tracked) -> HttpResponse:
    """The link and the QR code by which colleagues join; making them, making them anew, closing them."""
    follower, view, besides = there
    if not besides.members:
        raise Http404("没有这一页")
    if request.method == "POST":
        if "close" in request.POST:
            joining.close(besides.case_id, clock.now())
        else:
            joining.invite(besides.case_id, follower.asker.person, clock.now())
        return redirect("invite", view.code)
    code = joining.code_of(besides.case_id)
    address = address_of(request, code) if code else ""
    values = {"v": view, "service": view.service, "besides": besides, "address": address, "qr": _drawn(address) if code else ""}
    return render(request, "public/invite.html", values)


def _drawn(address: str) -> Any:
    """Return the address as a QR code, drawn in the page itself: no request tells anybody of it."""
    drawn = segno.make(address, error="m", micro=False)
    return mark_safe(drawn.svg_inline(border=4, omitsize=True, dark="#000", light="#fff"))  # noqa: S308 (segno wrote it)


@require_http_methods(["GET", "POST"])
@for_follower
def phone(request: HttpRequest, there: Tracked) -> HttpResponse:
    """A new phone, proved by a code that goes to it."""
    follower, view, _ = there
    typed, sent = request.POST.get("phone", "").strip()[:40], request.POST.get("sent", "").strip()[:20]
    values: dict[str, Any] = {"v": view, "service": view.service, "phone": typed, "sent": sent, "asked": "asked" in request.POST}
    values |= {"key": request.POST.get("key", "") or acting.new_key(), "errors": {}}
    status = 200
    if request.method == "POST":
        try:
            if _proved(request, values):
                moment = clock.moment()
                afterwards.change_phone(follower, understand.phone(typed), moment, Submission(values["key"]))
                return render(request, "public/phone_changed.html", values | {"phone": _masked(typed)})
        except Unclear as unclear:
            values["errors"]["phone"], status = str(unclear), 422
        except Refused as refused:
            values["errors"]["sent" if str(refused) == NOT_PROVED else "phone"], status = str(refused), 422
        except TooMany as many:
            values["held_up"], status = str(many), 429
    return render(request, "public/change_phone.html", values, status=status)


def _proved(request: HttpRequest, values: dict[str, Any]) -> bool:
    """Whether the new phone is proved by the code; without one yet, one is sent. Raises Unclear, Refused, TooMany."""
    new = understand.phone(values["phone"])
    if not values["asked"] or "resend" in request.POST:
        visits.spend(request, visits.CODES, clock.now())
        values["notice"] = "" if drafts.send_phone_code(new, PURPOSE, clock.now()) else TOO_SOON
        values["asked"] = True
        return False
    visits.check(request, visits.MISSES, clock.now())
    if not drafts.check_phone_code(new, PURPOSE, digits(values["sent"]), clock.now()):
        visits.count(request, visits.MISSES, clock.now())
        raise Refused(NOT_PROVED)
    return True


def _masked(typed: str) -> str:
    plain = understand.phone(typed)
    return f"{plain[:3]}****{plain[-4:]}"


@require_http_methods(["GET", "POST"])
@for_follower
def money(request: HttpRequest, there: Tracked) -> HttpResponse:
    """Whether the money came: asked once, when the last case of the matter has closed."""
    return _said(request, there, Action("钱到了吗", (), None, by=(), given=Payment), there[2].money, _of_payment)


def _of_payment(given: Payment) -> tuple[str, Any]:
    """Return the action that this answer is, and what it records."""
    if given.arrived is Arrived.ALL:
        return "confirm_paid", given
    return "report_unpaid", Unpaid(arrived=given.arrived, amount=given.amount if given.arrived is Arrived.PART else None)


@require_http_methods(["GET", "POST"])
@for_follower
def rating(request: HttpRequest, there: Tracked) -> HttpResponse:
    """How it was, in one of five words."""
    rate = afterwards.action_of(there[2].case_id, afterwards.RATING)
    return _said(request, there, rate, there[2].rating, lambda given: (rate.name, given))


def _said(
    request: HttpRequest, there: Tracked, action: Action, due: bool, meant: Callable[[Any], tuple[str, Any]]
) -> HttpResponse:
    """The form of something a worker says after closing, and saying it; pressed twice it is said once."""
    follower, view, besides = there
    if request.method == "GET":
        if not due:
            return redirect("track", view.code)
        return _form(request, view, acting.blank(request, action, besides.version, ""))
    form = acting.sent(request, action, "")
    if not form.sound:
        return _form(request, view, form, 422)
    name, given = meant(form.given)
    try:
        store.act(besides.case_id, name, given, follower.asker, clock.moment(), Submission(form.key))
    except (Refused, received.KeyReused) as refused:
        return _form(request, view, acting.refused(form, str(refused)), 422)
    return redirect("track", view.code)


def _form(request: HttpRequest, view: TrackerView, form: ActionForm, status: int = 200) -> HttpResponse:
    title, lead = WORDS[form.action.title]
    values = {"v": view, "service": view.service, "form": form, "title": title, "lead": lead}
    return render(request, "public/said.html", values, status=status)
