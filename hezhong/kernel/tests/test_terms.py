"""Hours, days of the year, months and days in words: tables written by hand."""

from datetime import date, datetime, timedelta, timezone

import pytest

from hezhong.kernel.dates import (
    ONE_DAY,
    Calendar,
    DayKind,
    Hours,
    Months,
    Period,
    Span,
    SquareKind,
    YearDay,
    add_months,
    calendar_days,
    last_day,
    month_end,
    spoken,
    squares,
    working_days,
    working_days_between,
)
from hezhong.kernel.holidays import state_council

CALENDAR = state_council()
BEIJING = timezone(timedelta(hours=8))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "hours", "held", "end"),
    [
        ("2025-09-30T15:30", 24, [], "2025-10-01T15:30"),  # through the holiday
        ("2025-07-01T00:00", 24, [], "2025-07-02T00:00"),
        ("2025-07-01T23:59", 1, [], "2025-07-02T00:59"),
        ("2025-07-01T10:00", 72, [], "2025-07-04T10:00"),
        ("2025-07-01T10:00", 24, [("2025-07-02", "2025-07-04")], "2025-07-04T10:00"),  # ten left at midnight
        ("2025-07-01T10:00", 24, [("2025-07-01", "2025-07-02")], "2025-07-03T00:00"),  # the first day is held: all left
        ("2025-07-01T10:00", 2, [("2025-07-02", "2025-07-04")], "2025-07-01T12:00"),  # over before it is held
        ("2025-07-01T10:00", 24, [("2025-07-02", None)], None),
        ("2025-07-01T10:00", 2, [("2025-07-02", None)], "2025-07-01T12:00"),
    ],
)
def test_hours_end_at_a_moment(start: str, hours: int, held: list[tuple[str, str | None]], end: str | None) -> None:
    spans = [Span(day(since), day(until) if until else None) for since, until in held]
    for zone in (None, BEIJING):
        ended = Hours(hours).end(datetime.fromisoformat(start).replace(tzinfo=zone), spans)
        assert ended == (datetime.fromisoformat(end).replace(tzinfo=zone) if end else None)


@pytest.mark.parametrize(
    ("start", "hours", "last"),
    [("2025-07-01", 24, "2025-07-02"), ("2025-07-04", 24, "2025-07-05"), ("2025-07-01", 25, "2025-07-03")],
)
def test_hours_of_a_bare_day_run_from_its_end_and_do_not_roll(start: str, hours: int, last: str) -> None:
    assert Hours(hours).after(day(start), CALENDAR) == day(last)


@pytest.mark.parametrize(
    ("term", "start", "last"),
    [
        (YearDay(3, 31), "2025-06-01", "2026-03-31"),
        (YearDay(3, 31), "2026-03-30", "2026-03-31"),
        (YearDay(3, 31), "2026-03-31", "2027-03-31"),  # the day itself begins the next year's
        (YearDay(10, 1), "2025-06-01", "2025-10-09"),  # rolls over the holiday
        (YearDay(2, 30), "2023-12-01", "2024-02-29"),  # a month too short has it on its last day
        (YearDay(2, 29), "2024-12-01", "2025-02-28"),
        (YearDay(1, 15, every=3), "2025-02-01", "2025-04-15"),
        (YearDay(1, 31, every=3), "2025-02-01", "2025-04-30"),
        (YearDay(6, 30, every=6), "2025-07-01", "2025-12-30"),
    ],
)
def test_days_of_the_year(term: YearDay, start: str, last: str) -> None:
    assert term.after(day(start), CALENDAR) == day(last)


def test_a_day_of_the_year_waits_for_nothing_but_the_roll_over() -> None:
    held = (Span(day("2025-06-05"), day("2025-06-20")),)
    assert last_day(squares(day("2025-06-01"), (YearDay(6, 18),), CALENDAR, held)) == day("2025-06-18")


@pytest.mark.parametrize(("month", "of", "every"), [(0, 1, 12), (13, 1, 12), (1, 0, 12), (1, 32, 12), (1, 1, 5)])
def test_no_such_day_of_the_year(month: int, of: int, every: int) -> None:
    with pytest.raises(ValueError, match="no such day"):
        YearDay(month, of, every)


def test_terms_in_words() -> None:
    terms = (working_days(5), calendar_days(15), Hours(24), YearDay(3, 31), YearDay(1, 15, 3))
    assert [str(term) for term in terms] == [
        "5个工作日", "15个自然日", "24小时", "每年3月31日前", "每3个月一次（自1月15日起）",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="a period of -1 days"):
        Period(-1, DayKind.WORKING)


def test_a_walk_stops_on_the_day_it_is_held_without_end() -> None:
    drawn = list(squares(day("2025-07-01"), (working_days(5),), CALENDAR, (Span(day("2025-07-03")),)))
    assert [square.kind for square in drawn] == [SquareKind.START, SquareKind.COUNTED, SquareKind.SUSPENDED]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2025-09-30", "2025-10-11", 3),  # 9, 10 and Saturday 11 October
        ("2025-09-26", "2025-09-28", 1),  # Sunday 28 September is worked
        ("2025-10-01", "2025-10-08", 0),
        ("2025-07-07", "2025-07-07", 0),
        ("2025-07-10", "2025-07-07", -3),
    ],
)
def test_working_days_between(start: str, end: str, days: int) -> None:
    assert working_days_between(day(start), day(end), CALENDAR) == days


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2025-05-10", 24, "2027-05-10"),
        ("2025-05-10", 0, "2025-05-10"),
    ],
)
def test_months_later(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


def test_month_ends() -> None:
    ends = {"2024-02-10": "2024-02-29", "2025-02-28": "2025-02-28", "2025-12-01": "2025-12-31"}
    assert {start: month_end(day(start)).isoformat() for start in ends} == ends


def test_days_in_words() -> None:
    assert spoken(day("2026-10-13")) == "10月13日（周二）"
    assert spoken(day("2026-10-13"), 2026) == "10月13日（周二）"
    assert spoken(day("2027-01-03"), 2026) == "2027年1月3日（周日）"


def test_a_calendar_without_announcements_counts_weekdays() -> None:
    plain = Calendar()
    friday = day("2025-10-03")
    assert plain.is_working(friday) and not plain.is_working(friday + ONE_DAY) and not plain.announced


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 5, 20), 6, date(2026, 11, 20)),  # a Friday
        (date(2026, 8, 31), 6, date(2027, 3, 1)),  # 28 February 2027 is a Sunday
        (date(2024, 11, 29), 3, date(2025, 2, 28)),
        (date(2025, 11, 29), 3, date(2026, 2, 28)),  # a Saturday worked after 春节
        (date(2026, 7, 1), 3, date(2026, 10, 8)),  # 1 to 7 October are off
    ],
)
def test_months_end_on_the_same_day_or_the_months_last_and_roll_over_rest(start: date, months: int, end: date) -> None:
    assert Months(months).after(start, state_council()) == end
