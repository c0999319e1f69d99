"""The product's severance and damages against a second way of reckoning them, over dates, wages and two cities."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hezhong.law.book import from_files
from hezhong.law.entitlement import by_id
from tests.entitlements import second

DAYS = st.dates(date(2008, 1, 1), date(2026, 12, 31))
OLD_DAYS = st.dates(date(1995, 1, 1), date(2026, 12, 31))
FEN = st.integers(0, 9_000_000) | st.sampled_from([250_000, 268_000, 4_111_074, 4_111_075, 4_111_076, 4_426_425, 4_426_426])
CITIES = st.sampled_from([second.GUANGZHOU, second.SHENZHEN])


def ours(id: str, hired: date, ended: date, wage: object, city: str, **more: str) -> int:
    facts = {"city": city, "hire_date": hired, "end_date": ended, "last12_wages": wage, **more}
    amount = by_id()[id].from_plain(facts, from_files()).amount
    assert amount is not None
    return int(amount * 100)


@settings(max_examples=300, deadline=None)
@example(date(2024, 8, 31), date(2025, 2, 27), 900_000, second.GUANGZHOU)
@example(date(2024, 2, 29), date(2025, 2, 27), 900_000, second.GUANGZHOU)
@example(date(2012, 7, 1), date(2026, 6, 30), 4_426_426, second.SHENZHEN)
@given(DAYS, DAYS, FEN, CITIES)
def test_severance_of_one_wage(one: date, other: date, fen: int, city: str) -> None:
    hired, ended = sorted((one, other))
    expected = second.severance(hired, ended, Fraction(fen, 100), city)
    assert ours("severance", hired, ended, Decimal(fen) / 100, city, reason_code="40") == expected


@settings(max_examples=150, deadline=None)
@given(DAYS, st.integers(0, 4000), st.lists(FEN, min_size=1, max_size=12), CITIES)
def test_severance_of_different_wages(hired: date, days: int, fen: list[int], city: str) -> None:
    ended = hired + timedelta(days)
    expected = second.severance(hired, ended, Fraction(sum(fen), 100 * len(fen)), city)
    assert ours("severance", hired, ended, [Decimal(each) / 100 for each in fen], city, reason_code="41") == expected


@settings(max_examples=200, deadline=None)
@example(date(2005, 7, 1), date(2025, 6, 30), 800_000, second.GUANGZHOU)
@given(OLD_DAYS, st.dates(date(2008, 1, 1), date(2026, 12, 31)), FEN, CITIES)
def test_damages_count_from_the_first_day(hired: date, ended: date, fen: int, city: str) -> None:
    hired, ended = min(hired, ended), max(hired, ended)
    expected = second.damages(hired, ended, Fraction(fen, 100), city)
    wage = Decimal(fen) / 100
    assert ours("unlawful_termination_damages", hired, ended, wage, city, reason_code="39", unlawful_ground="no_ground") == expected


@pytest.mark.parametrize(
    ("hired", "ended", "halves"),
    [
        ("2019-03-01", "2025-05-31", 13),
        ("2016-01-04", "2025-07-15", 20),
        ("2008-01-01", "2025-06-30", 36),
        ("2025-01-01", "2025-06-30", 2),
        ("2025-01-01", "2025-06-29", 1),
        ("2024-08-31", "2025-02-27", 2),
        ("2024-01-01", "2024-12-31", 2),
        ("2024-01-01", "2025-01-15", 3),
        ("2025-01-01", "2025-01-01", 1),
    ],
)
def test_the_second_way_keeps_the_date_vectors(hired: str, ended: str, halves: int) -> None:
    assert second.half_years(date.fromisoformat(hired), date.fromisoformat(ended)) == halves
