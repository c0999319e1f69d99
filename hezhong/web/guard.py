"""Who may come to the desk at all: signed in, not idle, and outside the demonstration with a second factor."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from hezhong.directory.models import Account
from hezhong.web import clock
from hezhong.web.errors import forbidden

IDLE = 15 * 60
ABSOLUTE = 12 * 3600
SEEN, SINCE = "seen_at", "signed_in_at"
STAFF_PATHS = ("/desk/", "/api/")
WITHOUT_SESSION = ("/api/law/", "/api/ledger/")
"""What the law says is nobody's secret; the ledger is fed by machines, whose tokens its own door asks for."""
OTHER_DOORS: dict[str, str] = {Account.Kind.EMPLOYER: "用人单位办事", Account.Kind.BANK: "银行办事"}
"""Kinds of accounts that have pages of their own and none at the desk."""
SECOND_FACTOR = "/account/2fa/"
BY_ITSELF = "X-Live"
"""Header of a request that a page makes when something moved; it does not count as somebody being there."""


class Guard:
    """Middleware: ends idle and old sessions of staff, and asks for the second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(STAFF_PATHS) or request.path.startswith(WITHOUT_SESSION):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return _to_login(request)
        if door := OTHER_DOORS.get(getattr(request.user, "kind", "")):
            return _program(request, 403, f"这个账号请到“{door}”") or forbidden(request)
        if over(request):
            logout(request)
            return _to_login(request, idle="1")
        if needs_second_factor(request):
            return _program(request, 403, "请先登录并开启两步验证") or redirect(SECOND_FACTOR)
        note(request)
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        return response


def _to_login(request: HttpRequest, **more: str) -> HttpResponse:
    """Lead to the login and from there back to the page somebody looked at; htmx must leave its page for it."""
    if answer := _program(request, 401, "请先登录"):
        return answer
    login = f"{settings.LOGIN_URL}?{urlencode({'next': _looked_at(request), **more})}"
    if not request.headers.get("HX-Request"):
        return redirect(login)
    away = HttpResponse(status=204)
    away["HX-Redirect"] = login
    return away


def _program(request: HttpRequest, status: int, message: str) -> HttpResponse | None:
    """Return the answer to a program, which no login page helps; None for people."""
    asked_by_program = request.path.startswith("/api/")
    return JsonResponse({"message": message}, status=status) if asked_by_program else None


def _looked_at(request: HttpRequest) -> str:
    """Return the page that a form or a fragment was asked from; a page asked for itself is that page."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    here = came_from.netloc == request.get_host() and came_from.path.startswith("/desk/")
    return f"{came_from.path}?{came_from.query}" if here and came_from.query else came_from.path if here else "/desk/"


def may_stay(request: HttpRequest) -> bool:
    """Return whether somebody who is signed in may stay at the desk; changes nothing."""
    return not over(request) and not needs_second_factor(request)


def over(request: HttpRequest) -> bool:
    """Return whether the session has been idle or open for too long."""
    now = clock.now().timestamp()
    seen, since = request.session.get(SEEN, now), request.session.get(SINCE, now)
    return bool(now - seen > IDLE or now - since > ABSOLUTE)


def seconds_left(request: HttpRequest) -> float:
    """Return for how long the session may still go on if nobody touches it."""
    now = clock.now().timestamp()
    seen, since = request.session.get(SEEN, now), request.session.get(SINCE, now)
    return float(max(min(seen + IDLE, since + ABSOLUTE) - now, 0))


def needs_second_factor(request: HttpRequest) -> bool:
    """Return whether a second factor is still missing; only accounts of a demonstration do without."""
    if settings.HEZHONG_DEMO and getattr(request.user, "demo", False):
        return False
    return not is_mfa_enabled(request.user)


def note(request: HttpRequest) -> None:
    """Remember that somebody is there, at most once a minute."""
    now = clock.now().timestamp()
    request.session.setdefault(SINCE, now)
    if BY_ITSELF not in request.headers and now - request.session.get(SEEN, 0) > 60:
        request.session[SEEN] = now
