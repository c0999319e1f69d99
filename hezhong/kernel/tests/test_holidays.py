"""The table of days off against two packages that keep the same calendar, day by day, and its notices."""

import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays as other_holidays
import pytest

from hezhong.kernel import holidays
from hezhong.kernel.holidays import notices, state_council

CALENDAR = state_council()
YEARS = range(2019, 2027)


def days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", YEARS)
def test_as_chinese_calendar_has_it(year: int) -> None:
    theirs = {day for day in days(year) if chinese_calendar.is_workday(day)}
    assert {day for day in days(year) if CALENDAR.is_working(day)} == theirs


@pytest.mark.parametrize("year", YEARS)
def test_as_holidays_has_it(year: int) -> None:
    """It names no weekend that merely joins a day off, so a weekend counts as off there unless worked in exchange."""
    theirs = other_holidays.country_holidays("CN", years=[year - 1, year, year + 1])
    for day in days(year):
        off = day in theirs or (day.weekday() >= 5 and day not in theirs.weekend_workdays)
        assert CALENDAR.is_working(day) is not off, day


def test_the_arrangement_of_2019_begins_in_december() -> None:
    assert CALENDAR.is_working(date(2018, 12, 29)) and not CALENDAR.is_working(date(2018, 12, 31))
    assert not CALENDAR.is_working(date(2022, 12, 31))  # a Saturday, off by the notice for 2023


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2020-01-31", False),  # Friday, off by the second notice
        ("2020-02-01", False),  # Saturday, worked by the first notice, off by the second
        ("2020-02-02", False),
        ("2020-02-03", True),  # 2月3日（星期一）起正常上班
        ("2019-05-02", False),  # Thursday and Friday, off since the notice of March 2019
        ("2019-05-03", False),
        ("2019-05-05", True),  # a Sunday
        ("2024-02-09", True),  # the eve of 2024 was only recommended
        ("2025-01-28", False),  # since 2025 the eve is a day off
        ("2026-10-10", True),
    ],
)
def test_what_later_notices_changed(day: str, working: bool) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day)) is working


def test_every_year_cites_its_notices() -> None:
    assert set(notices()) == CALENDAR.announced == set(YEARS)
    for year, cited in notices().items():
        for notice in cited:
            number = re.fullmatch(r"国办发明电〔(\d{4})〕\d{1,2}号", notice.number)
            assert number and int(number[1]) == notice.issued.year, notice
        assert cited[0].issued.year == year - 1 and [n.issued for n in cited] == sorted(n.issued for n in cited)
    assert {year for year, cited in notices().items() if len(cited) == 2} == {2019, 2020}
    assert notices()[2020][1].number == "国办发明电〔2020〕1号"
    assert notices()[2019][0].number == "国办发明电〔2018〕15号"


def test_days_worked_in_exchange_are_weekends_and_never_off() -> None:
    assert all(day.weekday() >= 5 for day in CALENDAR.worked_weekends)
    assert not CALENDAR.worked_weekends & CALENDAR.days_off
    # as many as the notices name: 7 in 2019 (one of them in 2018), and so on to 6 in 2026
    assert Counter(day.year for day in CALENDAR.worked_weekends) == {
        2018: 1, 2019: 6, 2020: 6, 2021: 7, 2022: 7, 2023: 7, 2024: 8, 2025: 5, 2026: 6,
    }  # fmt: skip


def test_a_year_without_notice_has_the_days_off_of_the_law() -> None:
    assert 2027 not in CALENDAR.announced
    assert not CALENDAR.is_working(date(2027, 1, 1)) and not CALENDAR.is_working(date(2027, 2, 5))
    assert CALENDAR.is_working(date(2027, 2, 9)) and CALENDAR.is_working(date(2027, 10, 4))


@pytest.mark.parametrize("year", range(2027, 2031))
def test_the_days_of_the_law_are_those_another_calendar_has(year: int) -> None:
    """Days given back for weekends ("observed") are not fixed by the law but by the year's notice."""
    theirs = {day for day, name in other_holidays.China(years=year).items() if not name.endswith("(observed)")}
    assert {day for day in CALENDAR.days_off if day.year == year} == theirs


@pytest.mark.parametrize("year", [2019, *range(2023, 2027)])
def test_the_paid_days_off_are_those_that_another_calendar_does_not_call_exchanged(year: int) -> None:
    """In 2020, 2021 and 2022 it calls the eve a statutory day and 初二 or 初三 (or the day given for it) exchanged, against the law of 2013."""
    theirs = {day for day in days(year) if day.weekday() < 5 and chinese_calendar.is_holiday(day) and not chinese_calendar.is_in_lieu(day)}
    assert {day for day in CALENDAR.holidays if day.year == year} == theirs


@pytest.mark.parametrize("year", YEARS)
def test_the_weekdays_off_are_the_statutory_days_and_one_for_each_weekend_worked(year: int) -> None:
    table = tomllib.loads((Path(holidays.__file__).parent / "holidays.toml").read_text("utf8"))[str(year)]
    off = sum((first + timedelta(n)).weekday() < 5 for first, last in table["off"] for n in range((last - first).days + 1))
    more = {2020: 2}.get(year, 0)  # the second notice of 2020 took back a weekend that was to be worked and gave a Friday more
    assert off - len(table["worked"]) - more == (13 if year >= 2025 else 11)
    assert sum(day.year == year for day in CALENDAR.holidays) == (13 if year >= 2025 else 11)


@pytest.mark.parametrize(
    ("day", "paid"),
    [
        ("2025-06-02", True),  # Monday, given for Saturday 31 May
        ("2025-10-06", True),  # 中秋
        ("2025-10-07", False),  # exchanged for 28 September
        ("2025-10-08", False),
        ("2025-09-28", True),  # a Sunday that is worked
        ("2020-10-06", True),  # 1 October 2020 held two of them
        ("2020-10-07", False),
        ("2020-01-31", False),  # off by the second notice, no statutory day
        ("2027-05-03", True),  # 1 and 2 May 2027 are a weekend; no notice yet
    ],
)
def test_which_days_a_months_wage_pays_for(day: str, paid: bool) -> None:
    assert CALENDAR.is_paid(date.fromisoformat(day)) is paid
