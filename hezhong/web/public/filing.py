"""The end of a flow: check what was said, prove the phone, file once, and what comes next."""

import unicodedata
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.engine import drafts, filing, tracker
from hezhong.engine.answers import Phone
from hezhong.engine.core import Refused
from hezhong.engine.drafts import TooMany
from hezhong.engine.filing import Filed
from hezhong.engine.store import Submission
from hezhong.kernel import understand
from hezhong.kernel.identity import BadIdentity
from hezhong.kernel.names import BadName
from hezhong.kernel.understand import Unclear
from hezhong.web import clock, visits
from hezhong.web.public.asking import flow_of
from hezhong.web.public.drafting import Drafting, context, with_cookie
from hezhong.web.public.following import follow
from hezhong.web.public.walk import Walk
from hezhong.web.widgets.model import Raw

PURPOSE = "file"
FILED = "filed"
NOT_PROVED = "验证码不对，或者过了 10 分钟。请再看一看短信，或者重新获取"
TOO_SOON = "一分钟内刚发过一次，短信可能还在路上。请等一分钟再试"


class NotFiled(Exception):
    """The case was not filed; the message says why, and the status goes to the browser."""

    def __init__(self, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.status = status


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, flow: str) -> HttpResponse:
    """Show all that was said; on sending, a code goes to the phone."""
    drafting = Drafting.of(request, flow_of(flow))
    walk = drafting.walk()
    if drafting.filed is not None and request.method == "POST":
        return _done(request, flow, filing.told(drafting.filed))
    if (missing := walk.unanswered()) is not None:
        return redirect("question", flow, missing.slug)
    if request.method == "POST":
        phone = phone_in(walk)
        try:
            visits.spend(request, visits.CODES, clock.now())
            drafts.send_phone_code(phone, PURPOSE, clock.now())
        except TooMany as many:
            return _checked(request, drafting, walk, str(many))
        if not drafts.proved(drafting.code, phone):
            drafts.bind_phone(drafting.code, phone, verified=False)
        return redirect("phone-code", flow)
    return _checked(request, drafting, walk)


def _checked(request: HttpRequest, drafting: Drafting, walk: Walk, error: str = "") -> HttpResponse:
    values = context(drafting, groups=walk.said(), error=error, last=walk.pages[-1].slug)
    return with_cookie(render(request, "public/check.html", values, status=429 if error else 200), drafting)


@require_http_methods(["GET", "POST"])
def phone_code(request: HttpRequest, flow: str) -> HttpResponse:
    """Ask for the code that was sent; the right one files the case, once however often it is pressed."""
    drafting = Drafting.of(request, flow_of(flow))
    if drafting.filed is not None:
        return _done(request, flow, filing.told(drafting.filed)) if request.method == "POST" else redirect("done", flow)
    walk = drafting.walk()
    if walk.unanswered() is not None:
        return redirect("check", flow)
    error, notice, status = "", "", 200
    if request.method == "POST":
        try:
            if "resend" not in request.POST:
                return _done(request, flow, _file(request, drafting, walk))
            visits.spend(request, visits.CODES, clock.now())
            notice = "又发了一次。" if drafts.send_phone_code(phone_in(walk), PURPOSE, clock.now()) else TOO_SOON
        except TooMany as many:
            error, status = str(many), 429
        except NotFiled as wrong:
            error, status = str(wrong), wrong.status
    phone = phone_in(walk)
    values = context(drafting, error=error, notice=notice, typed=request.POST.get("code", "")[:20])
    values["phone"] = f"{phone[:3]}****{phone[-4:]}"
    return with_cookie(render(request, "public/phone_code.html", values, status=status), drafting)


def phone_in(walk: Walk) -> str:
    """Return the phone among the answers, '' before it was given."""
    return next((value.typed for value in walk.reading.values.values() if isinstance(value, Phone)), "")


def _file(request: HttpRequest, drafting: Drafting, walk: Walk) -> Filed:
    """File the draft, or tell again what was filed when another press was first. Raises NotFiled, TooMany."""
    refusal: Exception | None = None
    with drafts.held(drafting.code, clock.now()) as kept:
        if kept.filed_as is not None:
            return filing.told(kept.filed_as)
        proved = _proved(request, drafting.code, phone_in(walk))
        if proved:
            answers, submission = walk.reading.answers(walk.flow.facts), Submission(f"draft/{kept.id}")
            try:
                return filing.file(walk.flow.code, answers, clock.moment(), submission, drafts.row(drafting.code))
            except (Refused, BadIdentity, BadName, Unclear) as why:
                refusal = why
    raise NotFiled(str(refusal) if refusal else NOT_PROVED)


def _proved(request: HttpRequest, code: str, phone: str) -> bool:
    """Whether this draft's phone is proved: by the code typed now, or before."""
    if drafts.proved(code, phone):
        return True
    right = drafts.check_phone_code(phone, PURPOSE, digits(request.POST.get("code", "")), clock.now())
    if right:
        drafts.bind_phone(code, phone, verified=True)
    return right


def digits(text: str) -> str:
    """Return the digits of what was typed, full-width ones as plain ones."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isdecimal())


def _done(request: HttpRequest, flow: str, filed: Filed) -> HttpResponse:
    """Remember what to tell, let this browser follow the matter, and go to where it is told."""
    follow(request, tracker.filer_of(filed.case_id))
    request.session[FILED] = {"number": filed.number, "code": filed.query_code, "office": filed.office}
    return redirect("done", flow)


@require_safe
def done(request: HttpRequest, flow: str) -> HttpResponse:
    """Say that it arrived, with number, code and what comes next."""
    filed: dict[str, Any] | None = request.session.get(FILED)
    if not filed:
        return redirect("resume")
    declared = flow_of(flow)
    values = {"service": declared.service, "flow": flow, "after": declared.afterwards, **filed}
    response = render(request, "public/done.html", values | {"steps": declared.afterwards.told(filed["office"])})
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def saved(request: HttpRequest, flow: str) -> HttpResponse:
    """Show the code with which the draft is found again; ask for the phone that goes with it, if it is not known yet."""
    drafting = Drafting.of(request, flow_of(flow))
    if not drafting.code:
        return redirect("start", flow)
    error = ""
    if request.method == "POST":
        typed = request.POST.get("phone", "")
        try:
            understand.phone(typed)
            drafting.keep(_with_phone(drafting, typed))
        except Unclear as unclear:
            error = str(unclear)
    phone = phone_in(drafting.walk())
    if phone and not drafts.proved(drafting.code, phone):
        drafts.bind_phone(drafting.code, phone, verified=False)
    shown = f"{phone[:3]}****{phone[-4:]}" if phone else ""
    values = context(drafting, code=drafting.code, phone=shown, error=error, typed=request.POST.get("phone", ""))
    return with_cookie(render(request, "public/saved.html", values, status=422 if error else 200), drafting)


def _with_phone(drafting: Drafting, typed: str) -> Raw:
    """Return what was typed with this phone added, where the flow asks for one."""
    name = next(name for name, each in drafting.walk().fields.items() if each.kind is Phone)
    return Raw({**drafting.raw, name: [typed]})
