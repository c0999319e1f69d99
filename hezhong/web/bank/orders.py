"""代发指令: the accounts that the bank serves, the pay files that were given to it for them, and what it answered."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.engine import pay_order_views, pay_orders
from hezhong.engine.core import Refused
from hezhong.engine.handing_in import NoSuchFile
from hezhong.ledger.ways_in import bank_orders
from hezhong.web import clock, handing_page, order_page
from hezhong.web.bank.pages import clerk, for_banks, hander, page
from hezhong.web.order_page import OrderDoor


@require_safe
@for_banks
def show(request: HttpRequest) -> HttpResponse:
    """What waits for the bank, what it took, and its accounts."""
    who = hander(request)
    lines = pay_order_views.waiting(who)
    values = {"lines": lines, "left": sum(each.waits for each in lines), "accounts": who.accounts.values(), "layouts": bank_orders.TITLES.items()}
    return page(request, "bank/orders.html", 200, "orders", **values)


@require_http_methods(["GET", "POST"])
@for_banks
def one(request: HttpRequest, order: UUID) -> HttpResponse:
    """An order payment by payment; or its pay file in the layout that was chosen, and that it was taken is kept."""
    if request.method == "GET":
        return order_page.answer(request, _door(request), order)
    key = request.POST.get("layout", "")
    try:
        out = pay_orders.fetch(order, hander(request), key, clock.now())
    except NoSuchFile as none:
        raise Http404(str(none)) from None
    except Refused as refused:
        return order_page.answer(request, _door(request), order, str(refused))
    with order_page.noted(out.about, out.number, out.lines, _by(request)):
        return handing_page.sent(out.data, "application/octet-stream", f"{out.number}-{key}.{out.ending}")


def _door(request: HttpRequest) -> OrderDoor:
    def shown(status: int, values: Mapping[str, Any]) -> HttpResponse:
        return page(request, "bank/order.html", status, "orders", **values)

    return OrderDoor(hander(request), _by(request), reverse("bank-files"), (reverse("bank"), "代发指令"), shown)


def _by(request: HttpRequest) -> tuple[int, str]:
    who = clerk(request)
    return who.token, who.shown
