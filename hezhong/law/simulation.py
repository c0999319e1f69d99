"""The end of work, overtime and double wages for a million people at once, in whole fen: what a change of the law's figures would cost.

The same sums as severance, unlawful_termination_damages, overtime_standard and double_wages in entitlements/, without steps and sources. Nothing of the
web imports this module, so that NumPy never slows its start.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from hezhong.kernel.dates import ONE_DAY
from hezhong.kernel.places import Place
from hezhong.law.book import LawBook
from hezhong.law.statutes.labour_contract import ACT

Fen = NDArray[np.int64]
Minutes = NDArray[np.int64]
Days = NDArray[np.datetime64]
BLOCK = 16_384
"""People reckoned at once: so few that their arrays stay in the processor's cache."""
MONTHS_A_YEAR, HALVES, MINUTES_AN_HOUR = 12, 2, 60


@dataclass(frozen=True)
class Ceiling:
    """Where a high wage is cut (劳动合同法 第四十七条第二款). multiple: of the average; years: at most."""

    multiple: int
    years: int


@dataclass(frozen=True)
class People:
    """One entry a person, all arrays of one length.

    hired, ended: first and last day, datetime64[D]. wage: the average month's, in fen. minimum: a month's minimum wage,
    in fen, 0 where unknown. average: a year's average wage of the city, in fen, 0 where unknown. Raises ValueError.
    """

    hired: Days
    ended: Days
    wage: Fen
    minimum: Fen
    average: Fen

    def __post_init__(self) -> None:
        if len({len(each) for each in self.arrays}) != 1:
            raise ValueError("各列的人数不一样，请核对")
        if bool((self.ended < self.hired).any()):
            raise ValueError("有人的最后一天早于入职日期，请核对")
        if any(bool((each < 0).any()) for each in (self.wage, self.minimum, self.average)):
            raise ValueError("工资不能是负数，请核对")

    @property
    def arrays(self) -> tuple[Days, Days, Fen, Fen, Fen]:
        return self.hired, self.ended, self.wage, self.minimum, self.average

    def blocks(self) -> Iterator[tuple[slice, tuple[Days, Days, Fen, Fen, Fen]]]:
        """Yield the people a block at a time, and where they stand."""
        for start in range(0, len(self.wage), BLOCK):
            here = slice(start, start + BLOCK)
            hired, ended, wage, minimum, average = self.arrays
            yield here, (hired[here], ended[here], wage[here], minimum[here], average[here])


def ceiling(book: LawBook, place: Place, on: date) -> Ceiling:
    """Return the ceiling in force. Raises NotInForce."""
    multiple, years = book.value("cn.severance.cap_multiple", place, on), book.value("cn.severance.cap_years", place, on)
    return Ceiling(int(multiple.amount), int(years.amount))


def severance(people: People, cut: Ceiling) -> Fen:
    """Return the compensation of each whose contract ran out, in fen: service before 2008 is then not counted.

    Source: 劳动合同法 第四十七条、第九十七条; 粤高法〔2012〕284号 第32条（一）.
    """
    owed = np.empty(len(people.wage), np.int64)
    since = np.datetime64(ACT.since, "D")
    for here, (hired, ended, wage, minimum, average) in people.blocks():
        halves = half_months(np.maximum(hired, since), ended)
        owed[here] = _owed(halves, wage, minimum, average, cut, 1)
    return owed


def damages(people: People, cut: Ceiling, multiple: int) -> Fen:
    """Return the damages for an unlawful end of each, in fen; all service counts. Source: 劳动合同法 第八十七条; 实施条例 第二十五条."""
    owed = np.empty(len(people.wage), np.int64)
    for here, (hired, ended, wage, minimum, average) in people.blocks():
        owed[here] = _owed(half_months(hired, ended), wage, minimum, average, cut, multiple)
    return owed


@dataclass(frozen=True)
class Rates:
    """What a minute of overtime weighs, in whole numbers. weekday, restday, holiday: a minute's weight; month: that of a month's work."""

    weekday: int
    restday: int
    holiday: int
    month: int


def rates(book: LawBook, place: Place, on: date) -> Rates:
    """Return the rates in force, in hundredths. Raises NotInForce; ValueError where a figure has more than two decimals."""
    weekday, restday, holiday = (book.value(f"cn.overtime.rate.{kind}", place, on).amount for kind in ("weekday", "restday", "holiday"))
    days, hours = book.value("cn.pay.days_per_month", place, on).amount, book.value("cn.hours.daily_max_standard", place, on).amount
    return Rates(_hundredths(weekday), _hundredths(restday), _hundredths(holiday), _hundredths(days * hours * MINUTES_AN_HOUR))


def overtime(wage: Fen, minimum: Fen, weekday: Minutes, restday: Minutes, holiday: Minutes, of: Rates) -> Fen:
    """Return the overtime pay of each for a month, in fen; wages below the minimum count as the minimum. Source: 劳动法 第四十四条.

    Shape: one entry a person. Units: a month's wage and minimum in fen, the minimum 0 where unknown; minutes by kind of day.
    """
    owed = np.empty(len(wage), np.int64)
    for start in range(0, len(wage), BLOCK):
        here = slice(start, start + BLOCK)
        weight = weekday[here] * of.weekday + restday[here] * of.restday + holiday[here] * of.holiday
        owed[here] = (2 * np.maximum(wage[here], minimum[here]) * weight + of.month) // (2 * of.month)
    return owed


@dataclass(frozen=True)
class Unwritten:
    """What is owed without a written contract (劳动合同法 第八十二条).

    deadline, deemed, most: months until it is owed, until a contract is taken to exist, and paid at most. month: the paid
    days of a month in hundredths. worked: how many working days lie before each day since ``first``.
    """

    deadline: int
    deemed: int
    most: int
    month: int
    worked: NDArray[np.int64]
    first: date

    def share(self, first: Days, last: Days, whole: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return what days of one month earn, both counted: all of it, or their working days of its paid days."""
        start = np.datetime64(self.first, "D")
        days = self.worked[(last + 1 - start).astype(np.int64)] - self.worked[(first - start).astype(np.int64)]
        return np.where(whole, self.month, np.minimum(100 * days, self.month))


def unwritten(book: LawBook, place: Place, on: date, until: date) -> Unwritten:
    """Return the figures in force, with the calendar of the book from 2008 to a day. Raises NotInForce."""
    names = ("cn.contract.written_deadline_months", "cn.contract.deemed_open_ended_months", "cn.contract.double_wage_max_months")
    deadline, deemed, most = (int(book.value(name, place, on).amount) for name in names)
    days = [ACT.since + n * ONE_DAY for n in range((until - ACT.since).days + 1)]
    worked = np.cumsum([0, *map(book.calendar.is_working, days)], dtype=np.int64)
    return Unwritten(deadline, deemed, most, _hundredths(book.value("cn.pay.days_per_month", place, on).amount), worked, ACT.since)


def double_wages(hired: Days, last: Days, wage: Fen, of: Unwritten) -> Fen:
    """Return the second wages of each, in fen, for a wage the same every month and before limitation. Source: 劳动合同法 第八十二条.

    last: the last day of work without a written contract; whole months by their wage, parts of months by their working days.
    Raises IndexError where somebody's time ends after the calendar.
    """
    owed = np.empty(len(wage), np.int64)
    for start in range(0, len(wage), BLOCK):
        here = slice(start, start + BLOCK)
        shares = np.minimum(_unwritten_shares(np.maximum(hired[here], np.datetime64(ACT.since, "D")), last[here], of), of.most * of.month)
        owed[here] = (2 * wage[here] * shares + of.month) // (2 * of.month)
    return owed


def _unwritten_shares(hired: Days, last: Days, of: Unwritten) -> NDArray[np.int64]:
    """Return the months owed, in parts of a month's paid days."""
    since, until = later(hired, of.deadline), np.minimum(later(hired, of.deemed) - 1, last)
    until = np.maximum(until, since - 1)
    begins, ends = since.astype("M8[M]"), until.astype("M8[M]")
    first_ends, last_begins = (begins + 1).astype("M8[D]") - 1, ends.astype("M8[D]")
    opens, closes = since == begins.astype("M8[D]"), until == (ends + 1).astype("M8[D]") - 1
    one = begins == ends
    head = of.share(since, np.minimum(first_ends, until), opens & (~one | closes))
    tail = of.share(last_begins, until, closes)
    between = (ends - begins).astype(np.int64) - 1
    return np.where(one, head, head + between * of.month + tail) * (until >= since)


def later(days: Days, months: int) -> Days:
    """Return the same day of a later month, or that month's last day where it has none."""
    month = days.astype("M8[M]")
    first, next_first = (month + months).astype("M8[D]"), (month + months + 1).astype("M8[D]")
    moved: Days = np.minimum(first + (days - month.astype("M8[D]")), next_first - 1)
    return moved


def _hundredths(amount: Decimal) -> int:
    if amount * 100 % 1:
        raise ValueError(f"{amount}多于两位小数，不能按整数计算")
    return int(amount * 100)


def half_months(hired: Days, ended: Days) -> Fen:
    """Return twice the months' wages that service earns: half a year or more is a year, less is half; 0 where it ended before."""
    after = ended + np.timedelta64(1, "D")
    month, hired_month = after.astype("M8[M]"), hired.astype("M8[M]")
    first, next_first = month.astype("M8[D]"), (month + 1).astype("M8[D]")
    day = (after - first).astype(np.int64)
    hired_day = (hired - hired_month.astype("M8[D]")).astype(np.int64)
    corresponding = np.minimum(hired_day, (next_first - first).astype(np.int64) - 1)
    full = (month - hired_month).astype(np.int64) - (corresponding > day)
    years, rest = np.divmod(full, MONTHS_A_YEAR)
    begun = (rest > 0) | (corresponding != day)
    halves = HALVES * years + begun + (rest >= MONTHS_A_YEAR // 2)
    return np.where(ended < hired, 0, halves)


def _owed(halves: Fen, wage: Fen, minimum: Fen, average: Fen, cut: Ceiling, times: int) -> Fen:
    """Return so many halves of a month's wage, ``times`` over, after floor and ceiling; half a fen goes up."""
    high = (average > 0) & (wage >= minimum) & (wage * MONTHS_A_YEAR > cut.multiple * average)
    plain = (times * halves * np.maximum(wage, minimum) + 1) // HALVES
    if not high.any():
        return plain
    parts = HALVES * MONTHS_A_YEAR
    capped = (2 * times * np.minimum(halves, HALVES * cut.years) * cut.multiple * average + parts) // (2 * parts)
    return np.where(high, capped, plain)
