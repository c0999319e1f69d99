"""What every page of the bank's side has: for which bank the person acts today, and the door that only they pass."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.views import LoginView
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hezhong.directory import bank_clerks
from hezhong.directory.bank_clerks import Clerk
from hezhong.directory.models import Account
from hezhong.engine.handers import Hander
from hezhong.web import clock, guard

SERVICE = "银行办事"

View = Callable[..., HttpResponse]
enter = LoginView.as_view(template_name="bank/enter.html", extra_context={"service": SERVICE})
"""The bank's door: the login of all staff, under the bank's own words; the same locks and the same second factor."""


def clerk(request: HttpRequest) -> Clerk:
    """Return who acts, and for which bank. Only behind ``for_banks``."""
    found: Clerk = request.clerk  # type: ignore[attr-defined]
    return found


def hander(request: HttpRequest) -> Hander:
    """Return the person as one who hands in for the bank."""
    who = clerk(request)
    return Hander(str(who.token), clock.today(), bank=who.bank)


def for_banks(view: View) -> View:
    """Let in who works at a bank that is registered today; wages and cards of people show here, so a second factor is asked."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not is_banks(request):
            return _to_door(request)
        if guard.over(request):
            logout(request)
            return _to_door(request, idle="1")
        who = bank_clerks.standing(request.user.pk or 0, clock.today())
        if who is None:
            return page(request, "bank/ended.html", 403)
        if guard.needs_second_factor(request):
            return redirect(guard.SECOND_FACTOR)
        request.clerk = who  # type: ignore[attr-defined]
        request.acting_as = str(who.token)  # type: ignore[attr-defined]
        guard.note(request)
        response = view(request, *arguments, **named)
        response.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def is_banks(request: HttpRequest) -> bool:
    """Return whether the account signed in is one of a bank's."""
    account: Any = request.user
    return bool(account.is_authenticated and account.kind == Account.Kind.BANK)


def _to_door(request: HttpRequest, **more: str) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else request.path
    return redirect(f"{reverse('bank-enter')}?{urlencode({'next': back, **more})}")


def page(request: HttpRequest, template: str, status: int = 200, at: str = "", **context: Any) -> HttpResponse:
    """Return a page of the bank's side. at: where in the navigation it stands."""
    context |= {"service": SERVICE, "clerk": getattr(request, "clerk", None), "at": at}
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    return response
