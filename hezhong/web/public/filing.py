"""The end of a flow: check what was said, prove the phone, file once, and what comes next."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.engine import drafts, filing
from hezhong.engine.answers import Phone
from hezhong.engine.core import Refused
from hezhong.engine.drafts import TooMany
from hezhong.engine.store import Submission
from hezhong.engine.tracker import recognise
from hezhong.kernel.identity import BadIdentity
from hezhong.kernel.understand import Unclear
from hezhong.web import clock
from hezhong.web.public.asking import flow_of
from hezhong.web.public.drafting import Drafting, context, with_cookie
from hezhong.web.public.following import follow
from hezhong.web.public.walk import Walk

PURPOSE = "file"


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, flow: str) -> HttpResponse:
    """Show all that was said; on sending, a code goes to the phone."""
    drafting = Drafting.of(request, flow_of(flow))
    walk = drafting.walk()
    if (missing := walk.unanswered()) is not None:
        return redirect("question", flow, missing.slug)
    if request.method == "POST":
        phone = phone_in(walk)
        drafts.bind_phone(drafting.code, phone, verified=False)
        try:
            drafts.send_phone_code(phone, PURPOSE, clock.now())
        except TooMany as many:
            return _checked(request, drafting, walk, str(many))
        return redirect("phone-code", flow)
    return _checked(request, drafting, walk)


def _checked(request: HttpRequest, drafting: Drafting, walk: Walk, error: str = "") -> HttpResponse:
    values = context(drafting, groups=walk.said(), error=error, last=walk.pages[-1].slug)
    response = render(request, "public/check.html", values, status=429 if error else 200)
    return with_cookie(response, drafting, settings.HTTPS)


@require_http_methods(["GET", "POST"])
def phone_code(request: HttpRequest, flow: str) -> HttpResponse:
    """Ask for the code that was sent; the right one files the case, once however often it is pressed."""
    drafting = Drafting.of(request, flow_of(flow))
    walk = drafting.walk()
    if walk.unanswered() is not None:
        return redirect("check", flow)
    error, status = "", 200
    if request.method == "POST":
        try:
            if "resend" in request.POST:
                drafts.send_phone_code(phone_in(walk), PURPOSE, clock.now())
            elif _proved(request, drafting, walk):
                return _filed(request, drafting, walk)
            else:
                error, status = "验证码不对，或者过了 10 分钟。请再看一看短信，或者重新获取", 422
        except TooMany as many:
            error, status = str(many), 429
        except (Refused, BadIdentity, Unclear) as refused:
            error, status = str(refused), 422
    phone = phone_in(walk)
    values = context(drafting, error=error, phone=f"{phone[:3]}****{phone[-4:]}", typed=request.POST.get("code", ""))
    return with_cookie(render(request, "public/phone_code.html", values, status=status), drafting, settings.HTTPS)


def phone_in(walk: Walk) -> str:
    """Return the phone among the answers."""
    return next(value.typed for value in walk.reading.values.values() if isinstance(value, Phone))


def _proved(request: HttpRequest, drafting: Drafting, walk: Walk) -> bool:
    """Whether this draft's phone is proved: by the code typed now, or before."""
    if drafting.kept.phone_verified:
        return True
    typed = "".join(sign for sign in request.POST.get("code", "") if sign.isdecimal())
    right = drafts.check_phone_code(phone_in(walk), PURPOSE, typed, clock.now())
    if right:
        drafts.bind_phone(drafting.code, phone_in(walk), verified=True)
    return right


def _filed(request: HttpRequest, drafting: Drafting, walk: Walk) -> HttpResponse:
    answers = walk.reading.answers(walk.flow.facts)
    key = f"draft/{drafting.kept.id}"
    filed = filing.file(walk.flow.code, answers, clock.moment(), Submission(key), drafts.row(drafting.code))
    phone = phone_in(walk)
    follower = recognise(filed.query_code, phone)
    if follower is not None:
        follow(request, follower)
    request.session["filed"] = {"number": filed.number, "code": filed.query_code, "office": filed.office}
    return redirect("done", drafting.flow.code)


@require_safe
def done(request: HttpRequest, flow: str) -> HttpResponse:
    """Say that it arrived, with number, code and what comes next."""
    filed = request.session.get("filed")
    if not filed:
        return redirect("resume")
    response = render(request, "public/done.html", {"service": flow_of(flow).service, "flow": flow, **filed})
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def saved(request: HttpRequest, flow: str) -> HttpResponse:
    """Show the code with which the draft is found again."""
    drafting = Drafting.of(request, flow_of(flow))
    values = drafting.walk().reading.values
    phone = next((value.typed for value in values.values() if isinstance(value, Phone)), "")
    if phone:
        drafts.bind_phone(drafting.code, phone, verified=False)
    response = render(request, "public/saved.html", context(drafting, code=drafting.code, phone=bool(phone)))
    return with_cookie(response, drafting, settings.HTTPS)
