"""Wages and hours of one person against a second way of reckoning them, to the fen."""

import json
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hezhong.law.book import from_files
from hezhong.law.entitlement import by_id
from tests.entitlements import second_wages as second
from tests.entitlements.second import GUANGZHOU, SHENZHEN

MANY = settings(max_examples=300, deadline=None)
day = st.dates(date(2022, 1, 1), date(2025, 12, 31))
hired_on = st.dates(date(2022, 1, 1), date(2024, 12, 31))
fen = st.integers(0, 6_000_000)
tenths = st.integers(0, 2000)
city = st.sampled_from([GUANGZHOU, SHENZHEN])


def ours(id: str, **facts: Any) -> int:
    """Return what the entitlement says, in fen."""
    result = by_id()[id].from_plain(json.loads(json.dumps(facts, default=str)), from_files())
    assert result.amount is not None, result.missing
    return int(result.amount * 100)


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


def tenth(number: int) -> str:
    return f"{number // 10}.{number % 10}"


@MANY
@given(fen, st.tuples(tenths, tenths, tenths), city, day)
def test_overtime(wage: int, worked: tuple[int, int, int], city: str, on: date) -> None:
    names = ("weekday_hours", "restday_hours", "holiday_hours")
    told = dict(zip(names, map(tenth, worked), strict=True))
    a, b, c = (Fraction(each, 10) for each in worked)
    assert ours("overtime_standard", city=city, date=on, monthly_normal_wage=yuan(wage), **told) == second.overtime(
        Fraction(wage, 100), (a, b, c), city, on
    )


@MANY
@given(hired_on, st.none() | st.integers(0, 500), st.none() | st.integers(0, 900), fen)
def test_double_wages(hired: date, signed: int | None, claimed: int | None, wage: int) -> None:
    signed_on = hired + timedelta(signed) if signed is not None else None
    claimed_on = hired + timedelta(claimed) if claimed is not None else None
    told = {"hire_date": hired, "sign_date": signed_on, "claim_date": claimed_on, "monthly_wages": yuan(wage)}
    told = {name: value for name, value in told.items() if value is not None}
    assert ours("double_wages", **told) == second.double_wages(hired, signed_on, claimed_on, Fraction(wage, 100))
    from_hiring = second.double_wages_from_hiring(hired, signed_on, claimed_on, Fraction(wage, 100))
    assert ours("double_wages", **told, month_basis="anniversary") == from_hiring


@MANY
@given(st.integers(0, 400), st.none() | st.integers(0, 364), st.none() | st.integers(0, 364), st.integers(0, 5), fen)
def test_annual_leave(years: int, joined: int | None, left: int | None, taken: int, wage: int) -> None:
    first = date(2025, 1, 1)
    joined, left = (min(joined, left), max(joined, left)) if joined is not None and left is not None else (joined, left)
    days = {"joined_date": joined, "left_date": left}
    told = {name: first + timedelta(number) for name, number in days.items() if number is not None}
    taken = taken if years >= 10 else 0
    due = second.leave_days(Fraction(years, 10), told.get("joined_date"), told.get("left_date"), taken)
    facts = {"year": 2025, "cumulative_years": tenth(years), "taken_days": taken, "last12_wages_excl_ot": yuan(wage), **told}
    assert ours("annual_leave_pay", **facts) == second.fen(Fraction(wage, 100) / second.MONTH_OF_DAYS * due * 2)


@MANY
@given(st.dates(date(2022, 1, 1), date(2025, 6, 30)), st.integers(1, 180), fen, city)
def test_stoppage(stop: date, length: int, wage: int, city: str) -> None:
    resume = stop + timedelta(length)
    told = {"city": city, "stop_date": stop, "resume_date": resume, "normal_wage": yuan(wage)}
    assert ours("stoppage_pay", **told) == second.stoppage(stop, resume, Fraction(wage, 100), city)


@MANY
@given(tenths, st.integers(0, 10_000), day)
def test_part_time(hours: int, rate: int, on: date) -> None:
    told = {"city": GUANGZHOU, "date": on, "hours": tenth(hours), "rate": yuan(rate)}
    assert ours("part_time", **told) == second.part_time(Fraction(hours, 10), Fraction(rate, 100), on)


@MANY
@given(st.integers(0, 47), st.sampled_from([("quarter", 3), ("year", 12)]), st.integers(0, 20_000), tenths, st.integers(0, 20_000), city)
def test_comprehensive(month: int, cycle: tuple[str, int], hours: int, holiday: int, wage: int, city: str) -> None:
    name, months = cycle
    start = date(2022 + month // 12, month % 12 + 1, 1)
    hours = max(hours, holiday)
    told = {"city": city, "approval_id": "1", "cycle": name, "cycle_start": start, "hourly_wage": yuan(wage)}
    expected = second.comprehensive(start, months, Fraction(hours, 10), Fraction(holiday, 10), Fraction(wage, 100), city)
    assert ours("overtime_comprehensive", **told, actual_hours=tenth(hours), holiday_hours=tenth(holiday)) == expected
