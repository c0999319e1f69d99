"""代发文件: the accounts that the bank serves, and the pay files that were given to it for them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from hezhong.engine import pay_orders
from hezhong.engine.core import Refused
from hezhong.engine.handing_in import NoSuchFile
from hezhong.ledger.ways_in import bank_orders
from hezhong.web import clock, handing_page
from hezhong.web.bank.pages import for_banks, hander, page


@require_safe
@for_banks
def show(request: HttpRequest) -> HttpResponse:
    """What waits for the bank, what it took, and its accounts."""
    return _shown(request)


@require_POST
@for_banks
def fetch(request: HttpRequest, order: UUID) -> HttpResponse:
    """The pay file in the layout that was chosen; that it was taken is kept."""
    key = request.POST.get("layout", "")
    try:
        data, ending = pay_orders.fetch(order, hander(request), key, clock.now())
    except NoSuchFile as none:
        raise Http404(str(none)) from None
    except Refused as refused:
        return _shown(request, str(refused), 422)
    return handing_page.sent(data, "application/octet-stream", f"pay-{key}-{str(order)[:8]}.{ending}")


def _shown(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    who = hander(request)
    lines = pay_orders.waiting(who)
    values = {"error": error, "lines": lines, "left": sum(each.waits for each in lines), "accounts": who.accounts.values()}
    return page(request, "bank/orders.html", status, "orders", layouts=bank_orders.TITLES.items(), **values)
