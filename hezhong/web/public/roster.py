"""A roster that the leading complainant, or an elected representative, hands in from the tracker."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hezhong.web import roster_page
from hezhong.web.public.besides import Tracked, for_follower
from hezhong.web.roster_page import Desk


@require_http_methods(["GET", "POST"])
@for_follower
def mine(request: HttpRequest, there: Tracked) -> HttpResponse:
    """The page, and what is done on it. It shows nobody who is in it already."""
    follower, view, besides = there
    if not besides.roster:
        raise Http404("没有这一页")

    def shown(status: int, values: dict[str, Any]) -> HttpResponse:
        return render(request, "public/roster.html", {"v": view, "service": view.service, **values}, status=status)

    here = reverse("my-roster", args=[view.code])
    return roster_page.answer(request, Desk(besides.leads, follower.asker, here, "", shown))
