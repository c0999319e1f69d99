"""工资和考勤文件: an officer hands in files of sites of the place, and writes labour days down where there is no gate."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hezhong.engine.handers import Hander
from hezhong.web import clock, handing_page, labour_page, signed_page
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.warnings.shown import hand
from hezhong.web.handing_page import Door

AT = "ledger-files"


@require_http_methods(["GET", "POST"])
@for_officers
def index(request: HttpRequest) -> HttpResponse:
    """The list of files that this office handed in, and the form for one more."""
    return handing_page.index(request, _door(request))


@require_http_methods(["GET", "POST"])
@for_officers
def one(request: HttpRequest, handed: UUID) -> HttpResponse:
    """One file: what was understood of it, what is wrong, its receipt."""
    return handing_page.one(request, _door(request), handed)


@require_http_methods(["GET", "POST"])
@for_officers
def signed(request: HttpRequest, handed: UUID) -> HttpResponse:
    """Photographs of a payroll that its workers have signed on paper."""
    return signed_page.answer(request, _door(request), handed)


@require_http_methods(["GET", "POST"])
@for_officers
def labour_days(request: HttpRequest) -> HttpResponse:
    """A day's 计工单 of a site."""
    return labour_page.answer(request, _door(request), reverse("labour-days"))


def _door(request: HttpRequest) -> Door:
    who = officer(request)
    post = who.post
    assert post is not None
    hander = Hander(who.asker.person, clock.today(), office=post.office, place=post.place)

    def shown(part: str, status: int, values: Mapping[str, Any]) -> HttpResponse:
        response = page(request, f"desk/{part}.html", AT, status, **values)
        response["Cache-Control"] = "no-store"
        return response

    return Door(hander, (who.standing.token, hand(request).words), reverse("ledger-files"), lambda name: reverse("ledger-file", args=[name]), shown)
