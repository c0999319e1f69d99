"""What every page of the employer's side has: for whom the person acts today, and the door that only they pass."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hezhong.directory import authorised
from hezhong.directory.authorised import Mandate
from hezhong.directory.models import Account
from hezhong.engine.rights import Asker
from hezhong.web import clock, guard

SERVICE = "用人单位办事"

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Agent:
    """A person at work for an employer, and the asker that this makes."""

    mandate: Mandate
    asker: Asker


def agent(request: HttpRequest) -> Agent:
    """Return who acts, and for whom. Only behind ``for_employers``."""
    found: Agent = request.agent  # type: ignore[attr-defined]
    return found


def asker_of(mandate: Mandate) -> Asker:
    """Return the asker that a mandate makes: the mandate is the actor, and its employer the party."""
    return Asker(str(mandate.token), acts_for=frozenset({str(mandate.employer)}))


def for_employers(view: View) -> View:
    """Let in who stands for an employer today; lead everybody else to the door, and those who do not yet to the reason."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not is_employers(request):
            return _to_door(request)
        if guard.over(request):
            logout(request)
            return _to_door(request, idle="1")
        mandate = authorised.standing(request.user.pk or 0, clock.today())
        if mandate is None:
            return not_yet(request, request.user.pk or 0)
        request.agent = Agent(mandate, asker_of(mandate))  # type: ignore[attr-defined]
        request.acting_as = str(mandate.token)  # type: ignore[attr-defined]
        guard.note(request)
        response = view(request, *arguments, **named)
        response.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def is_employers(request: HttpRequest) -> bool:
    """Return whether the account signed in is one of an employer's."""
    account: Any = request.user
    return bool(account.is_authenticated and account.kind == Account.Kind.EMPLOYER)


def _to_door(request: HttpRequest, **more: str) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else request.path  # what was typed there is kept in its tab
    return redirect(f"{reverse('employer-enter')}?{urlencode({'next': back, **more})}")


def not_yet(request: HttpRequest, account: int) -> HttpResponse:
    """Say why this account stands for nobody: not admitted yet, declined, or ended."""
    row = authorised.application_of(account)
    response = page(request, "employer/not_yet.html", 403, applicant=row)
    response["Cache-Control"] = "no-store"
    return response


def page(request: HttpRequest, template: str, status: int = 200, at: str = "", **context: Any) -> HttpResponse:
    """Return a page of the employer's side. at: where in the navigation it stands."""
    there: Agent | None = getattr(request, "agent", None)
    context |= {"service": SERVICE, "mandate": there and there.mandate, "at": at}
    return render(request, template, context, status=status)
