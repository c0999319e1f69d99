"""Who may come to the desk at all: signed in, not idle, and outside the demonstration with a second factor."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from hezhong.web import clock

IDLE = 15 * 60
ABSOLUTE = 12 * 3600
SEEN, SINCE = "seen_at", "signed_in_at"
STAFF_PATHS = ("/desk/", "/api/")
SECOND_FACTOR = "/account/2fa/"


class Guard:
    """Middleware: ends idle and old sessions of staff, and asks for the second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(STAFF_PATHS):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect(f"{settings.LOGIN_URL}?next={request.path}")
        if self._over(request):
            logout(request)
            return redirect(f"{settings.LOGIN_URL}?next={request.path}&idle=1")
        if self._needs_second_factor(request):
            return redirect(SECOND_FACTOR)
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        return response

    def _over(self, request: HttpRequest) -> bool:
        now = clock.now().timestamp()
        seen, since = request.session.get(SEEN, now), request.session.setdefault(SINCE, now)
        if now - seen > IDLE or now - since > ABSOLUTE:
            return True
        if now - seen > 60 or SEEN not in request.session:
            request.session[SEEN] = now
        return False

    def _needs_second_factor(self, request: HttpRequest) -> bool:
        if settings.HEZHONG_DEMO and getattr(request.user, "demo", False):
            return False
        return not is_mfa_enabled(request.user)
