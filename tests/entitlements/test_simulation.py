"""What is reckoned for many at once equals, to the fen, what is reckoned for one."""

import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hezhong.kernel.places import GUANGDONG
from hezhong.law import simulation
from hezhong.law.book import from_files
from hezhong.law.entitlement import by_id
from tests.entitlements import second

Person = tuple[date, date, int, str]
"""First day, last day, wage in fen, city."""
DAYS = st.dates(date(1996, 1, 1), date(2026, 12, 31))
FEN = st.integers(0, 9_000_000) | st.sampled_from([250_000, 268_000, 4_111_074, 4_111_075, 4_111_076, 4_426_425, 4_426_426])
PEOPLE = st.lists(
    st.tuples(DAYS, st.dates(date(2008, 1, 1), date(2026, 12, 31)), FEN, st.sampled_from([second.GUANGZHOU, second.SHENZHEN])),
    min_size=1,
    max_size=20,
)
CUT = simulation.ceiling(from_files(), GUANGDONG, date(2025, 7, 1))


def together(people: list[Person]) -> simulation.People:
    least = [second.figure(second.MINIMUM[city], ended) or 0 for _, ended, _, city in people]
    average = [second.figure(second.AVERAGE[city], ended) or 0 for _, ended, _, city in people]
    return simulation.People(
        np.array([hired for hired, _, _, _ in people], "M8[D]"),
        np.array([ended for _, ended, _, _ in people], "M8[D]"),
        np.array([wage for _, _, wage, _ in people], np.int64),
        np.array(least, np.int64) * 100,
        np.array(average, np.int64) * 100,
    )


def alone(id: str, person: Person, **more: str) -> int:
    hired, ended, wage, city = person
    facts = {"city": city, "hire_date": hired, "end_date": ended, "last12_wages": Decimal(wage) / 100, **more}
    amount = by_id()[id].from_plain(facts, from_files()).amount
    assert amount is not None
    return int(amount * 100)


def in_order(people: list[Person]) -> list[Person]:
    return [(min(one, other), max(one, other), wage, city) for one, other, wage, city in people]


@settings(max_examples=100, deadline=None)
@example([(date(2024, 8, 31), date(2025, 2, 27), 900_001, second.GUANGZHOU), (date(2012, 7, 1), date(2026, 6, 30), 4_426_426, second.SHENZHEN)])
@given(PEOPLE)
def test_severance_equals_that_of_one(people: list[Person]) -> None:
    people = in_order(people)
    owed = simulation.severance(together(people), CUT)
    assert owed.tolist() == [alone("severance", person, reason_code="44_1") for person in people]


@settings(max_examples=100, deadline=None)
@given(PEOPLE)
def test_damages_equal_those_of_one(people: list[Person]) -> None:
    people = in_order(people)
    owed = simulation.damages(together(people), CUT, 2)
    assert owed.tolist() == [alone("unlawful_termination_damages", person, reason_code="39", unlawful_ground="no_ground") for person in people]


MINUTES = st.integers(0, 200 * 60)
OVERTIME = st.lists(st.tuples(st.integers(0, 5_000_000), MINUTES, MINUTES, MINUTES), min_size=1, max_size=20)


@settings(max_examples=100, deadline=None)
@example([(696_000, 600, 960, 480), (200_000, 1200, 0, 0), (1, 1, 0, 0)])
@given(OVERTIME)
def test_overtime_equals_that_of_one(worked: list[tuple[int, int, int, int]]) -> None:
    wage, weekday, restday, holiday = (np.array(column, np.int64) for column in zip(*worked, strict=True))
    rates = simulation.rates(from_files(), GUANGDONG / "440100", date(2025, 4, 1))
    owed = simulation.overtime(wage, np.full(len(wage), 250_000), weekday, restday, holiday, rates)
    assert owed.tolist() == [overtime_alone(*each) for each in worked]


def overtime_alone(wage: int, weekday: int, restday: int, holiday: int) -> int:
    hours = {"weekday_hours": weekday, "restday_hours": restday, "holiday_hours": holiday}
    facts = {"city": "广州", "date": "2025-04-01", "monthly_normal_wage": Decimal(wage) / 100}
    amount = by_id()["overtime_standard"].from_plain(facts | {name: Decimal(each) / 60 for name, each in hours.items()}, from_files()).amount
    assert amount is not None
    return int(amount * 100)


UNSIGNED = st.lists(st.tuples(st.dates(date(2006, 1, 1), date(2025, 12, 31)), st.integers(0, 500), st.integers(0, 5_000_000)), min_size=1, max_size=20)


@settings(max_examples=100, deadline=None)
@example([(date(2025, 3, 1), 198, 800_000), (date(2025, 1, 31), 400, 600_001), (date(2025, 3, 1), 24, 600_000)])
@given(UNSIGNED)
def test_double_wages_equal_those_of_one(unsigned: list[tuple[date, int, int]]) -> None:
    of = simulation.unwritten(from_files(), GUANGDONG, date(2025, 7, 1), date(2027, 12, 31))
    hired = [each[0] for each in unsigned]
    last = [max(begun, date(2008, 1, 1)) + timedelta(days) for begun, days, _ in unsigned]
    owed = simulation.double_wages(np.array(hired, "M8[D]"), np.array(last, "M8[D]"), np.array([wage for _, _, wage in unsigned]), of)
    assert owed.tolist() == [double_alone(begun, end, wage) for begun, end, (_, _, wage) in zip(hired, last, unsigned, strict=True)]


def double_alone(hired: date, last: date, wage: int) -> int:
    facts = {"city": "广州", "hire_date": hired, "employment_end": last, "monthly_wages": Decimal(wage) / 100, "wage_base": "all"}
    amount = by_id()["double_wages"].from_plain(facts, from_files()).amount
    assert amount is not None
    return int(amount * 100)


@settings(max_examples=200)
@given(DAYS, DAYS)
def test_half_months_are_those_walked_day_by_day(one: date, other: date) -> None:
    hired, ended = sorted((one, other))
    halves = simulation.half_months(np.array([hired], "M8[D]"), np.array([ended], "M8[D]"))
    assert halves.tolist() == [second.half_years(hired, ended)]


def test_more_than_one_block() -> None:
    person: Person = (date(2016, 1, 4), date(2025, 7, 15), 6_000_000, second.GUANGZHOU)
    owed = simulation.severance(together([person] * (simulation.BLOCK + 1)), CUT)
    assert len(owed) == simulation.BLOCK + 1 and set(owed.tolist()) == {41_110_750}


def test_an_empty_column_owes_nothing() -> None:
    assert simulation.severance(together([]), CUT).tolist() == []


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [("ended", "2000-01-01", "早于入职日期"), ("wage", -1, "不能是负数"), ("average", -1, "不能是负数")],
)
def test_people_that_cannot_be_are_refused(column: str, value: str | int, why: str) -> None:
    good = together([(date(2020, 1, 1), date(2025, 12, 31), 900_000, second.GUANGZHOU)])
    columns = {name: getattr(good, name).copy() for name in ("hired", "ended", "wage", "minimum", "average")}
    columns[column][0] = value
    with pytest.raises(ValueError, match=why):
        simulation.People(**columns)


def test_columns_of_different_lengths_are_refused() -> None:
    good = together([(date(2020, 1, 1), date(2025, 12, 31), 900_000, second.GUANGZHOU)])
    with pytest.raises(ValueError, match="人数不一样"):
        simulation.People(good.hired, good.ended, good.wage, good.minimum, np.zeros(2, np.int64))


def test_the_entitlements_start_without_numpy() -> None:
    told = "import sys; from hezhong.law.entitlement import by_id; by_id(); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0


def test_nothing_of_the_product_imports_the_simulation() -> None:
    root = Path(__file__).parents[2] / "hezhong"
    importing = [file for file in root.rglob("*.py") if "law.simulation" in file.read_text("utf8") or "import simulation" in file.read_text("utf8")]
    assert importing == []
