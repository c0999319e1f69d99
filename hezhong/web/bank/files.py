"""回单和对账单: a bank hands in what it booked or sent back, and what stood on its accounts."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hezhong.web import handing_page
from hezhong.web.bank.pages import clerk, for_banks, hander, page
from hezhong.web.handing_page import Door

AT = "files"


@require_http_methods(["GET", "POST"])
@for_banks
def index(request: HttpRequest) -> HttpResponse:
    """The list of what the bank handed in, and the form for one more."""
    return handing_page.index(request, _door(request))


@require_http_methods(["GET", "POST"])
@for_banks
def one(request: HttpRequest, handed: UUID) -> HttpResponse:
    """One file: what was understood of it, what is wrong, its receipt."""
    return handing_page.one(request, _door(request), handed)


def _door(request: HttpRequest) -> Door:
    def shown(part: str, status: int, values: Mapping[str, Any]) -> HttpResponse:
        return page(request, f"bank/{part}.html", status, AT, **values)

    who = clerk(request)
    return Door(hander(request), (who.token, who.shown), reverse("bank-files"), lambda name: reverse("bank-file", args=[name]), shown, lambda name: reverse("bank-order", args=[name]))
