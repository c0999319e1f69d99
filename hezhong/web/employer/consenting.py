"""The confirmation of the address for service (送达地址确认书): the employer agrees to its mailbox, or takes that back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.directory import mailbox
from hezhong.engine import confirmation
from hezhong.web import clock
from hezhong.web.employer.pages import agent, for_employers, page
from hezhong.web.public.following import pdf_response


@require_http_methods(["GET", "POST"])
@for_employers
def show(request: HttpRequest) -> HttpResponse:
    """The confirmation to agree to; once agreed it can be printed, and taken back."""
    who, error = agent(request).mandate, ""
    if request.method == "POST" and "take-back" in request.POST:
        mailbox.take_back(who.employer, who.token, clock.now())
        return redirect("employer-consent")
    if request.method == "POST":
        if request.POST.get("agree") == "yes":
            mailbox.agree(who.employer, who.token, clock.now())
            return redirect("employer-consent")
        error = "请先勾选“同意”，再确认。不同意的，不用办这一步，文书照旧送到单位"
    values = {"consent": mailbox.consent(who.employer), "error": error, "today": clock.today()}
    laws = {"consent_under": mailbox.CONSENT_UNDER, "effect_under": mailbox.EFFECT_UNDER}
    return page(request, "employer/consent.html", 422 if error else 200, at="consent", **values, **laws)


@require_safe
@for_employers
def printed(request: HttpRequest) -> HttpResponse:
    """The confirmation as PDF, once the employer has agreed."""
    agreed = mailbox.consent(agent(request).mandate.employer)
    if agreed is None:
        raise Http404("还没有确认")
    return pdf_response(confirmation.printed(agreed), "送达地址确认书")
