"""What the pages of orders, of the calendar and of the runs over clocks show. Case numbers and days; no party, no facts."""

from collections.abc import Mapping
from typing import Any

from hezhong.engine import catalogue
from hezhong.engine.models import CalendarYear, ClockRun, RegionOrder
from hezhong.engine.vocabulary import Deadline

SHOWN = 100


class NoSuchRun(LookupError):
    """No order, year or run has this id."""


def orders() -> list[RegionOrder]:
    """Return the orders, the newest first, each with its decision and its runs."""
    found = RegionOrder.objects.select_related("decision", "changes").prefetch_related("runs")
    return list(found.order_by("-id")[:SHOWN])


def order(id: int) -> RegionOrder:
    """Return one order with its decision. Raises NoSuchRun."""
    found = RegionOrder.objects.select_related("decision", "changes").filter(pk=id).first()
    if found is None:
        raise NoSuchRun(str(id))
    return found


def changeable() -> tuple[tuple[str, str], ...]:
    """Return (number, words) of the orders that a later one may change: first ones that were approved."""
    found = RegionOrder.objects.filter(changes=None, decision__agrees=True).order_by("-id")[:SHOWN]
    return tuple((each.number, f"{each.number}　{each.title}") for each in found)


def years() -> list[CalendarYear]:
    """Return the years that were typed in, the newest first, each with its decision and its dry run."""
    found = CalendarYear.objects.select_related("decision").prefetch_related("runs")
    return list(found.order_by("-id")[:SHOWN])


def year(id: int) -> CalendarYear:
    """Return one year with its decision. Raises NoSuchRun."""
    found = CalendarYear.objects.select_related("decision").filter(pk=id).first()
    if found is None:
        raise NoSuchRun(str(id))
    return found


def run(id: int) -> ClockRun:
    """Return one run with what it is for. Raises NoSuchRun."""
    found = ClockRun.objects.select_related("order", "year").filter(pk=id).first()
    if found is None:
        raise NoSuchRun(str(id))
    return found


def runs_of(order: RegionOrder) -> list[ClockRun]:
    """Return the dry run of an order, and the run that applies it once it is approved."""
    return list(ClockRun.objects.filter(order=order).order_by("id"))


def recomputations() -> list[ClockRun]:
    """Return the runs by which a changed calendar was brought to every deadline, the newest first."""
    return list(ClockRun.objects.filter(kind=ClockRun.Kind.CALENDAR).order_by("-id")[:SHOWN])


def duties() -> Mapping[str, str]:
    """Return code -> words of every duty that some procedure keeps on a clock."""
    types = catalogue.current().case_types.values()
    found: dict[str, Any] = {d.duty.code: d.duty.title for each in types for d in each.words(Deadline).values()}
    return dict(sorted(found.items(), key=lambda each: each[1]))
