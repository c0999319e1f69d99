"""工资和考勤: an employer hands in the files of its sites and of its own payroll office."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.engine.handers import Hander
from hezhong.web import clock, handing_page, labour_page, order_page, signed_page
from hezhong.web.employer.pages import agent, for_employers, page
from hezhong.web.handing_page import Door
from hezhong.web.order_page import OrderDoor

AT = "ledger-files"


@require_http_methods(["GET", "POST"])
@for_employers
def index(request: HttpRequest) -> HttpResponse:
    """The list of what the employer handed in, and the form for one more."""
    return handing_page.index(request, _door(request))


@require_http_methods(["GET", "POST"])
@for_employers
def one(request: HttpRequest, handed: UUID) -> HttpResponse:
    """One file: what was understood of it, what is wrong, its receipt."""
    return handing_page.one(request, _door(request), handed)


@require_http_methods(["GET", "POST"])
@for_employers
def signed(request: HttpRequest, handed: UUID) -> HttpResponse:
    """Photographs of a payroll that its workers have signed on paper."""
    return signed_page.answer(request, _door(request), handed)


@require_http_methods(["GET", "POST"])
@for_employers
def labour_days(request: HttpRequest) -> HttpResponse:
    """A day's 计工单 of a site."""
    return labour_page.answer(request, _door(request), reverse("employer-labour-days"))


@require_safe
@for_employers
def pay_order(request: HttpRequest, order: UUID) -> HttpResponse:
    """An order that went to a bank: which payments it answered, and what is open."""
    files, mandate = reverse("employer-ledger-files"), agent(request).mandate

    def shown(status: int, values: Mapping[str, Any]) -> HttpResponse:
        return page(request, "employer/order.html", status, AT, **values)

    return order_page.answer(request, OrderDoor(_hander(request), (mandate.token, mandate.shown), files, (files, "工资和考勤"), shown), order)


def _door(request: HttpRequest) -> Door:
    mandate = agent(request).mandate

    def shown(part: str, status: int, values: Mapping[str, Any]) -> HttpResponse:
        return page(request, f"employer/{part}.html", status, AT, **values)

    return Door(
        _hander(request), (mandate.token, mandate.shown), reverse("employer-ledger-files"), lambda name: reverse("employer-ledger-file", args=[name]),
        shown, lambda name: reverse("employer-pay-order", args=[name]),
    )  # fmt: skip


def _hander(request: HttpRequest) -> Hander:
    mandate = agent(request).mandate
    return Hander(str(mandate.token), clock.today(), mandate.employer)
