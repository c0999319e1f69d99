"""The deadlines of labour inspection counted by hand, against the day-by-day loop; nothing of the product is read."""

import datetime
import re
from decimal import Decimal

import pytest

from tests.clock import day_loop

BOOK = day_loop.load("inspection.toml")
VECTORS, DOUBTFUL, SURCHARGE = BOOK["vector"], BOOK["doubtful"], BOOK["surcharge"]
READINGS = [(case, reading) for case in DOUBTFUL for reading in case["readings"]]
INPUT = {
    "unit", "days", "hours", "start", "before", "extension", "suspensions", "toll", "restart", "after", "roll",
}  # fmt: skip
PERIOD = {"unit", "days", "roll"}
STEP = re.compile(r"(\d\d)-(\d\d)(?:\.\.(?:(\d\d)-)?(\d\d))? (\d+)(?:-(\d+))?(?![\d:-])")
ARTICLE = re.compile(r"[一-龥]+ \d+(\(\d+\))*(, \d+(\(\d+\))*)*(; [一-龥]+ \d+(\(\d+\))*(, \d+(\(\d+\))*)*)*")


def named(case: dict) -> str:
    return case["name"]


def read(case: dict, reading: dict) -> dict:
    """The case as one of its readings has it."""
    return {key: value for key, value in (case | reading).items() if key in INPUT}


@pytest.mark.parametrize("vector", VECTORS, ids=named)
def test_loop_agrees_with_the_hand_count(vector):
    assert day_loop.due(vector) == vector.get("due")
    if "after" in vector:
        assert day_loop.due_after(vector) == vector["due_after"]


@pytest.mark.parametrize(("case", "reading"), READINGS, ids=lambda each: each.get("name") or each["says"])
def test_loop_agrees_with_every_reading(case, reading):
    assert day_loop.due(read(case, reading)) == reading["due"]


@pytest.mark.parametrize("row", SURCHARGE, ids=lambda row: f"{row['fine']}-{row['on']}")
def test_loop_agrees_with_the_surcharge(row):
    assert set(row) <= {"fine", "due", "on", "late", "surcharge", "stopped", "doubt"}
    assert day_loop.days_late(row) == row["late"]
    assert day_loop.surcharge(row) == Decimal(row["surcharge"])


@pytest.mark.parametrize("vector", VECTORS, ids=named)
def test_vector_is_well_formed(vector):
    assert set(vector) <= INPUT | {"name", "article", "why", "due", "due_after", "open", "count"}
    assert ("due" in vector) != vector.get("open", False)
    assert ("after" in vector) == ("due_after" in vector)
    assert vector["why"] and vector["count"] and ARTICLE.fullmatch(vector["article"])
    assert_inputs(vector)
    assert type(vector.get("due", datetime.date.min)) is type(vector.get("start", datetime.date.min))


@pytest.mark.parametrize("case", DOUBTFUL, ids=named)
def test_doubtful_case_is_well_formed(case):
    assert set(case) <= INPUT | {"name", "article", "quote", "why", "readings"}
    assert case["quote"] and case["why"] and ARTICLE.fullmatch(case["article"])
    assert len({reading["due"] for reading in case["readings"]}) == len(case["readings"]) >= 2
    for reading in case["readings"]:
        assert set(reading) <= INPUT | {"says", "due", "count"}
        assert reading["says"] and reading["count"]
        assert_inputs(read(case, reading))


def assert_inputs(case: dict) -> None:
    assert ("start" in case) != ("before" in case)
    assert ("hours" in case) != ("unit" in case) and ("unit" in case) == ("days" in case)
    assert all(set(period) <= PERIOD for period in case.get("after", ()))
    for key in ("before", "restart"):
        assert type(case.get(key, datetime.date.min)) is datetime.date


def test_names_are_distinct_and_there_are_enough():
    names = [case["name"] for case in (*VECTORS, *DOUBTFUL, *day_loop.load("vectors.toml")["vector"])]
    assert len(set(names)) == len(names)
    assert len(VECTORS) >= 65


@pytest.mark.parametrize("vector", [each for each in VECTORS if each.get("unit") == "working"], ids=named)
def test_trace_numbers_every_counted_day_up_to_the_due_day(vector):
    """A step like `09-14 10` or `08-25..29 5-9` must be counted days, as many as its numbers say, to the last."""
    for part in re.split("; ", vector["count"]):
        if part.startswith("notice"):
            continue
        last = 0
        for month, day, to_month, to_day, number, to_number in STEP.findall(part):
            days = counted((int(month), int(day)), (int(to_month or month), int(to_day or day)), vector)
            assert len(days) == int(to_number or number) - int(number) + 1, (month, day, number)
            assert last in (0, int(number) - 1), (month, day, number)
            last = int(to_number or number)
    if "due" in vector:
        assert days[-1] == vector["due"]
        assert last == vector.get("extension", vector)["days"]


def counted(first: tuple, until: tuple, vector: dict) -> list[datetime.date]:
    """The counted days from one month and day to the other, in the year in which the vector comes by them."""
    begin = vector.get("start") or vector["due"]
    year = begin.year if datetime.date(begin.year, *until) >= begin else begin.year + 1
    days = day_loop.both_included(datetime.date(year, *first), datetime.date(year, *until))
    out, _ = day_loop.left_out(vector, None)
    return sorted(day for day in days - out if day_loop.is_working(day))


@pytest.mark.parametrize(
    ("zero", "months", "same_number", "whole"),
    [
        (datetime.date(2024, 8, 31), 6, datetime.date(2025, 2, 28), datetime.date(2025, 2, 28)),
        (datetime.date(2023, 8, 31), 6, datetime.date(2024, 2, 29), datetime.date(2024, 2, 29)),
        (datetime.date(2024, 2, 29), 6, datetime.date(2024, 8, 29), datetime.date(2024, 8, 31)),
        (datetime.date(2025, 1, 15), 12, datetime.date(2026, 1, 15), datetime.date(2026, 1, 15)),
    ],
)
def test_months(zero, months, same_number, whole):
    assert day_loop.months_on(zero, months) == same_number
    assert day_loop.whole_months_on(zero, months) == whole


def test_no_months_with_days_left_out():
    with pytest.raises(ValueError, match="months"):
        day_loop.due(
            {
                "unit": "month",
                "days": 3,
                "start": datetime.date(2025, 1, 15),
                "toll": [[datetime.date(2025, 2, 3), datetime.date(2025, 2, 4)]],
            }
        )
