"""What two administrators decide of many clocks: orders of a region, years of the calendar; and the book made of them.

One proposes, another approves; nobody approves their own. Nothing is edited: a later order changes the days of an
earlier one, a later notice of a year takes the place of the earlier.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from hezhong.directory import regions
from hezhong.engine.core import Refused
from hezhong.engine.models import CalendarYear, ClockDecision, ClockRun, RegionOrder
from hezhong.kernel.dates import Calendar, Span
from hezhong.kernel.holidays import DaysOff, with_years
from hezhong.law.book import LawBook, Toll

GRACE = timedelta(minutes=1)
"""A run that changes cases begins this long after the decision: by then nobody acts any more by the book before it."""


@dataclass(frozen=True)
class Administrator:
    """Who proposes or decides: the id of the account, and how it is shown."""

    account: int
    words: str


@dataclass(frozen=True)
class Order:
    """An order as typed. region: code; until: the first day that counts again. changes: number of an earlier order."""

    number: str
    title: str
    authority: str
    basis: str
    region: str
    since: date
    until: date
    procedures: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    note: str = ""
    changes: str = ""


@dataclass(frozen=True)
class Notice:
    """The days off of one year as typed from a notice of the State Council's office."""

    year: int
    number: str
    issued: date
    off: tuple[date, ...]
    worked: tuple[date, ...]


def issue(given: Order, by: Administrator, at: datetime) -> RegionOrder:
    """Keep an order, and let its dry run begin; it changes nothing until it is approved. Raises Refused."""
    first = _changed(given.changes) if given.changes else None
    if given.until < given.since or (given.until == given.since and first is None):
        raise Refused("“恢复计算的那天”要在开始那天以后")
    scope = {"region": given.region, "procedures": list(given.procedures), "duties": list(given.duties)}
    if first is not None:
        scope = {"region": first.region, "procedures": first.procedures, "duties": first.duties}
    try:
        with transaction.atomic():
            order = RegionOrder.objects.create(
                number=given.number, title=given.title, authority=given.authority, basis=given.basis,
                since=given.since, until=given.until, note=given.note, changes=first,
                by=by.account, by_words=by.words, at=at, **scope,
            )  # fmt: skip
            _begin(ClockRun.Kind.ORDER_DRY, f"order/{order.pk}/dry", at, order=order)
            return order
    except IntegrityError:
        raise Refused(f"文号{given.number}已经录入过。要改日期，请录入一份更正它的文件") from None


def _changed(number: str) -> RegionOrder:
    """Return the order that another one changes: always the first, whose number the clocks know. Raises Refused."""
    found = RegionOrder.objects.filter(number=number, changes=None, decision__agrees=True).first()
    if found is None:
        raise Refused(f"没有已经批准的{number}，不能更正。请从列表里选")
    return found


def propose(given: Notice, by: Administrator, at: datetime) -> CalendarYear:
    """Keep the days off of a year, and let its dry run begin. Raises Refused where the days make no sense."""
    if not given.off:
        raise Refused("请填写放假的日子")
    if wrong := [day for day in given.worked if day.weekday() < 5]:
        raise Refused(f"{wrong[0]}不是周末，不用写在调休上班里")
    if both := sorted({*given.off} & {*given.worked}):
        raise Refused(f"{both[0]}又放假又上班，请对着通知再看一看")
    near = {given.year - 1, given.year}  # a notice reaches back into December at most
    if far := [day for day in (*given.off, *given.worked) if day.year not in near]:
        raise Refused(f"{far[0]}不在{given.year}年，请对着通知再看一看")
    with transaction.atomic():
        year = CalendarYear.objects.create(
            year=given.year, number=given.number, issued=given.issued, off=sorted({*given.off}),
            worked=sorted({*given.worked}), by=by.account, by_words=by.words, at=at,
        )  # fmt: skip
        _begin(ClockRun.Kind.CALENDAR_DRY, f"year/{year.pk}/dry", at, year=year)
        return year


Undecided = RegionOrder | CalendarYear
"""What one administrator has entered and another one decides."""


def decide(target: Undecided, by: Administrator, at: datetime, *, agrees: bool, reason: str = "") -> None:
    """Approve or refuse, once, by somebody else. An approved order is applied from a minute later on. Raises Refused.

    A year needs no run of its own: the job sees that the calendar has changed, wherever the change came from.
    """
    if by.account == target.by:
        raise Refused("录入的人不能批准自己的，请另一位管理员来办")
    if not agrees and not reason.strip():
        raise Refused("不同意的，请写理由")
    is_order = isinstance(target, RegionOrder)
    dry = ClockRun.objects.filter(key=f"{'order' if is_order else 'year'}/{target.pk}/dry").first()
    if agrees and (dry is None or dry.finished_at is None):
        raise Refused("试算还没有算完，请等算完看过再批准")
    try:
        with transaction.atomic():
            ClockDecision.objects.create(
                order=target if isinstance(target, RegionOrder) else None,
                year=target if isinstance(target, CalendarYear) else None,
                agrees=agrees, reason=reason.strip(), by=by.account, by_words=by.words, at=at,
            )  # fmt: skip
            if agrees and isinstance(target, RegionOrder):
                _begin(ClockRun.Kind.ORDER, f"order/{target.pk}", at + GRACE, order=target)
    except IntegrityError:
        raise Refused("已经有人办过了，请先看最新情况") from None


def again(order: RegionOrder, at: datetime) -> None:
    """Let the run of an order walk its region once more, for what failed; what has the order owes nothing. Raises Refused."""
    with transaction.atomic():
        run = ClockRun.objects.select_for_update().filter(key=f"order/{order.pk}").exclude(finished_at=None).first()
        if run is None:
            raise Refused("还没有办完一遍，请等办完再看")
        run.moves.exclude(trouble="").delete()
        run.finished_at, run.cursor, run.done, run.failed, run.not_before = None, None, 0, 0, at
        run.save()


def _begin(kind: ClockRun.Kind, key: str, at: datetime, **of: RegionOrder | CalendarYear) -> None:
    ClockRun.objects.create(kind=kind, key=key, created_at=at, not_before=at, **of)


def over(book: LawBook, decided: int) -> LawBook:
    """Return the book with the calendar and the orders that were approved up to this decision."""
    if not decided:
        return book
    years = CalendarYear.objects.filter(decision__agrees=True, decision__id__lte=decided).order_by("decision__id")
    orders = RegionOrder.objects.filter(decision__agrees=True, decision__id__lte=decided).order_by("decision__id")
    return replace(
        book,
        version=f"{book.version}/{decided}",
        calendar=_calendar(years, book.calendar),
        tolls=tuple(_tolls(orders.select_related("changes")).values()),
    )


def _calendar(years: Iterable[CalendarYear], of_files: Calendar) -> Calendar:
    confirmed = {row.year: _days_off(row) for row in years}
    return with_years(confirmed) if confirmed else of_files


def _days_off(row: CalendarYear) -> DaysOff:
    return DaysOff(frozenset(row.off), frozenset(row.worked))


def with_year(book: LawBook, proposed: CalendarYear) -> LawBook:
    """Return the book as it would be if the year were approved now."""
    approved = CalendarYear.objects.filter(decision__agrees=True).order_by("decision__id")
    confirmed = {row.year: _days_off(row) for row in (*approved, proposed)}
    return replace(book, calendar=with_years(confirmed))


def with_order(book: LawBook, order: RegionOrder) -> LawBook:
    """Return the book as it is with the order approved."""
    toll = toll_of(order)
    return replace(book, tolls=(*(each for each in book.tolls if each.order != toll.order), toll))


def _tolls(orders: Iterable[RegionOrder]) -> Mapping[str, Toll]:
    """Return number of the first order -> what it says since its last change."""
    return {(toll := toll_of(order)).order: toll for order in orders}


def toll_of(order: RegionOrder) -> Toll:
    """Return what an order does to clocks: a changing one does it under the number of the first."""
    return Toll(
        (order.changes or order).number,
        regions.place(order.region),
        Span(order.since, order.until),
        frozenset(order.procedures),
        frozenset(order.duties),
    )
