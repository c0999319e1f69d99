"""Orders of a region that its clocks stand still (区域中止), brought to one clock: what is missing on it, or too much.

The book says which orders stand and for which days; a clock says which of them it has. The difference is what a tick
does, so that an order never tolls a clock twice, and a corrected order takes the place of what it said before.
"""

from dataclasses import dataclass, replace

from hezhong.engine.clock import Clock, Hold, due
from hezhong.engine.dossier import Moment
from hezhong.engine.vocabulary import Op, Tick
from hezhong.kernel.dates import Span
from hezhong.kernel.places import Place
from hezhong.law.book import Toll


@dataclass(frozen=True)
class Where:
    """Where a case is handled, and its procedure: the code of its case type."""

    place: Place
    procedure: str


def owed(clock: Clock, where: Where, at: Moment) -> list[Tick]:
    """Return the ticks that bring a running clock in line with the orders in the book; none where it is.

    A deadline counted backwards from an appointment is never tolled: it would fall earlier. The appointment is moved.
    """
    if clock.deadline.before or not at.book.tolls:
        return []
    held = {hold.order: hold.span for hold in clock.holds if hold.order}
    wanted = {toll.order: toll.span for toll in at.book.tolls if _holds(toll, clock, where, at, toll.order in held)}
    lifted = {
        toll.order: Span(held[toll.order].since, held[toll.order].since)
        for toll in at.book.tolls
        if toll.order in held and toll.order not in wanted
    }
    spans = {**wanted, **lifted}
    return [
        Tick(Op.TOLL, clock.deadline, span=span, party=clock.party, order=order)
        for order, span in spans.items()
        if held.get(order) != span
    ]


def brought(clock: Clock, order: str, where: Where, at: Moment) -> list[Tick]:
    """Return what one order does to a clock; where it gives an overdue clock time again, also what others then do to it."""
    ticks = [tick for tick in owed(clock, where, at) if tick.order == order]
    while ticks and (more := [tick for tick in owed(tolled(clock, ticks), where, at) if tick.order not in {each.order for each in ticks}]):
        ticks += more
    return ticks


def tolled(clock: Clock, ticks: list[Tick]) -> Clock:
    """Return the clock as these ticks leave it, before any event records them: what a dry run looks at."""
    orders = {tick.order for tick in ticks}
    others = tuple(hold for hold in clock.holds if hold.order not in orders)
    return replace(clock, holds=(*others, *(Hold(tick.span, 0, order=tick.order) for tick in ticks if tick.span)))


def _holds(toll: Toll, clock: Clock, where: Where, at: Moment, there: bool) -> bool:
    """Return whether the order stands this clock still: it covers it, and reaches it before its time is over."""
    until = toll.span.until
    if not toll.covers(where.place, where.procedure, clock.limit.duty) or (until and until <= clock.start):
        return False
    last = due(clock, at.calendar)
    return there or last is None or last >= min(toll.span.since, at.happened_on)
