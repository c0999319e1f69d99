"""The employer's door: unified credit code, phone and password of the person who stands for it; the second step is theirs to choose."""

from dataclasses import dataclass, field

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from hezhong.directory import authorised
from hezhong.engine.drafts import TooMany
from hezhong.kernel import credit_code, understand
from hezhong.kernel.credit_code import BadCreditCode
from hezhong.kernel.understand import Unclear
from hezhong.web import clock, visits
from hezhong.web.employer.pages import SERVICE, is_employers, not_yet

NOT_KNOWN = "统一社会信用代码、手机号或者密码不对。请再看一看；连续错 5 次会锁定 15 分钟"


@dataclass
class Entering:
    """The form of the door. refusal: why it was not opened, though nothing typed is wrong in itself."""

    code: str = ""
    phone: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    refusal: str = ""
    status: int = 200


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in; whoever is signed in already goes on."""
    if is_employers(request):
        return redirect(_wanted(request))
    code, phone = (request.POST.get(name, "").strip()[:40] for name in ("code", "phone"))
    form = Entering(code, phone)
    if request.method == "POST" and (response := _entered(request, form)) is not None:
        return response
    values = {"service": SERVICE, "form": form, "next": _wanted(request)}
    response = render(request, "employer/enter.html", values, status=form.status)
    response["Cache-Control"] = "no-store"
    return response


def _entered(request: HttpRequest, form: Entering) -> HttpResponse | None:
    """Return where it leads, or None with the reasons in the form."""
    for name, read, wrong in (("code", credit_code.normalise, BadCreditCode), ("phone", understand.phone, Unclear)):
        try:
            setattr(form, name, read(getattr(form, name)))
        except wrong as unclear:
            form.errors[name] = str(unclear)
    if not request.POST.get("password"):
        form.errors["password"] = "请填密码"
    if form.errors:
        form.status = 422
        return None
    try:
        visits.check(request, visits.MISSES, clock.now())
        known = authorised.username(form.code, form.phone) or "nobody-of-this-name"
        user = get_adapter(request).authenticate(request, username=known, password=request.POST["password"])
    except (TooMany, ValidationError) as many:
        form.refusal, form.status = str(many) if isinstance(many, TooMany) else "试得太快了。请过一分钟再试", 429
        return None
    if user is None:
        visits.count(request, visits.MISSES, clock.now())
        form.refusal, form.status = NOT_KNOWN, 422
        return None
    return admitted(request, user.pk) or let_in(request, user)


def admitted(request: HttpRequest, account: int) -> HttpResponse | None:
    """Return the page that says why this account cannot act yet, None when it can."""
    return None if authorised.standing(account, clock.today()) else not_yet(request, account)


def let_in(request: HttpRequest, user: object) -> HttpResponse:
    """Sign somebody in, through the second step where the account has one."""
    response: HttpResponse = perform_login(request, user, redirect_url=_wanted(request))
    return response


def _wanted(request: HttpRequest) -> str:
    """Return the page of this side that somebody was on the way to."""
    there = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(there, None) and there.startswith(reverse("employer"))
    return there if ours and not there.startswith(reverse("employer-enter")) else reverse("employer")
