"""Reporting: what happened, check, receipt. What is typed is parked sealed; the form alone has the key between pages."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from hezhong.domains.reports import lodging, receipts
from hezhong.domains.reports.lodging import FiledAlready, Gone, Slip
from hezhong.domains.reports.sealing import Unsealed
from hezhong.domains.reports.telling import Told
from hezhong.engine.core import Refused
from hezhong.engine.uploads import BadUpload
from hezhong.web import clock
from hezhong.web.public.anonymous import form as forms
from hezhong.web.public.anonymous.form import Form
from hezhong.web.public.anonymous.gate import SAYS, challenge, gate
from hezhong.web.public.anonymous.quiet import quiet

SERVICE = "匿名举报"
NOT_THERE = "没有提交的举报只放一天，前面存的已经删掉了。请把这一页填好，再按“继续”"
FILED = "这份举报已经提交了。要补充的，请凭取件码写信"


def drawn(request: HttpRequest, template: str, status: int = 200, **values: Any) -> HttpResponse:
    """Return a page of this service."""
    values |= {"service": SERVICE, "challenge": challenge(clock.now())}
    return render(request, template, values, status=status)


@quiet
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """The first page; sent whole, the second: check what was said."""
    if request.method == "GET":
        return _form(request, Form(Told()))
    try:
        if "again" in request.POST:
            return _form(request, _form_of(Slip.read(request.POST.get("slip", ""))))
        return _told(request)
    except Gone as gone:
        return _form(request, Form(forms.read(request.POST), held_up=_why(gone)), 422)


def _why(gone: Gone) -> str:
    return FILED if isinstance(gone, FiledAlready) else NOT_THERE


def _told(request: HttpRequest) -> HttpResponse:
    told, today = forms.read(request.POST), clock.today()
    sent = request.POST.get("slip", "")
    if not gate.passes(request, clock.now()):
        return _form(request, Form(told, sent, held_up=SAYS), 429)
    slip = Slip.read(sent) if sent else Slip.new()
    report = lodging.park(slip, told, today)
    if sent:
        report.keep_only(_ids(request))
    errors = forms.faults(told, today) | _enclosed(request, report, today)
    form = Form(told, slip.text, report.enclosures(), errors)
    return _form(request, form, 422) if errors else _check(request, form)


def _ids(request: HttpRequest) -> list[str]:
    """Return the files that stay, of those that were named in the form as it was sent."""
    return [each for each in request.POST.getlist("kept") if len(each) == 36 and each.count("-") == 4]


def _enclosed(request: HttpRequest, report: Unsealed, on: date) -> dict[str, str]:
    """Keep each good file, so that another's fault does not lose it."""
    errors: dict[str, str] = {}
    for upload in request.FILES.getlist("files"):
        try:
            report.enclose(upload, on)
        except BadUpload as bad:
            errors.setdefault("files", f"“{(upload.name or '')[:40]}”：{bad}")
    return errors


def _form_of(slip: Slip) -> Form:
    report = lodging.parked(slip)
    return Form(report.told(), slip.text, report.enclosures())


def _form(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    return drawn(request, "anonymous/tell.html", status, form=form)


def _check(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    return drawn(request, "anonymous/check.html", status, form=form, said=form.said(clock.today()))


@quiet
@require_POST
def receipt(request: HttpRequest) -> HttpResponse:
    """File what is parked and show its receipt. The same form shows the same receipt again, and nothing else does."""
    try:
        slip = Slip.read(request.POST.get("slip", ""))
        if not gate.passes(request, clock.now()):
            form = _form_of(slip)
            form.held_up = SAYS
            return _check(request, form, 429)
        if wrong := _still_wrong(slip):
            return _form(request, wrong, 422)
        code = lodging.file(slip, clock.moment())
    except Gone:
        return _form(request, Form(Told(), held_up=NOT_THERE), 422)
    except Refused as refused:
        form = _form_of(slip)
        form.held_up = str(refused)
        return _check(request, form, 422)
    return drawn(request, "anonymous/receipt.html", receipt=receipts.shown(code), groups=receipts.shown(code).split("-"))


def _still_wrong(slip: Slip) -> Form | None:
    """Return the form with its faults where somebody skipped the checking, or None; a report that is filed has none."""
    try:
        form = _form_of(slip)
    except Gone:
        return None
    form.errors = forms.faults(form.told, clock.today())
    return form if form.errors else None
