"""The page of an order to pay, at the bank's and at the employer's door alike: payment by payment what was answered, and what is open."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from hezhong.early_warning import viewings
from hezhong.early_warning.vocabulary import Subject
from hezhong.engine import pay_order_views
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import NoSuchFile
from hezhong.engine.uploads import MOST_BYTES
from hezhong.ledger.ways_in import bank_orders
from hezhong.web import clock

TITLES = {"open": "没有了结的", "paid": "已付的", "all": "全部"}
MOST_PLACES = 7
"""Digits of a place at the most."""


@dataclass(frozen=True)
class OrderDoor:
    """Whose page it is. by: token and words of who looks, for the record. files: where returns are handed in; back: where it leads back to, and its name."""

    hander: Hander
    by: tuple[int, str]
    files: str
    back: tuple[str, str]
    shown: Callable[[int, Mapping[str, Any]], HttpResponse]


def answer(request: HttpRequest, door: OrderDoor, name: UUID, error: str = "") -> HttpResponse:
    """Return the page of one order. error: why its file was not given out."""
    show, after = request.GET.get("show", "open"), request.GET.get("after", "")
    try:
        order = pay_order_views.look(
            name, door.hander, show if show in TITLES else "open", int(after) if after.isdecimal() and len(after) < MOST_PLACES else 0
        )
    except NoSuchFile as none:
        raise Http404(str(none)) from None
    values = {
        "o": order.line, "rows": order.rows, "sums": order.sums, "after": order.after, "show": show if show in TITLES else "open",
        "shows": TITLES.items(), "error": error, "files": door.files, "back": door.back, "bank": bool(door.hander.bank),
        "layouts": bank_orders.TITLES.items(), "most": MOST_BYTES // 1024 // 1024,
    }  # fmt: skip
    with noted(order.about, order.line.number, len(order.rows), door.by):
        return door.shown(422 if error else 200, values)


def noted(about: tuple[int, int], number: str, lines: int, by: tuple[int, str]) -> AbstractContextManager[None]:
    """Keep that somebody is about to see so many payments of workers."""
    site, employer = about
    page = viewings.Page(Subject.SITE if site else Subject.EMPLOYER, site or employer, viewings.PAY_ORDER, number)
    return viewings.noted(page, lines, by, clock.now())
