"""The day-by-day loop against the days counted by hand, and its table of days off against chinese_calendar."""

import datetime

import chinese_calendar
import pytest

from tests.clock import day_loop

VECTORS = day_loop.load("vectors.toml")["vector"]
KEYS = {
    "name", "why", "doubt", "unit", "days", "start", "served", "each", "before", "extension", "suspensions",
    "toll", "restart", "due", "due_each", "open", "count",
}  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_loop_agrees_with_the_hand_count(vector):
    assert day_loop.due(vector) == vector.get("due")
    if vector.get("each"):
        assert day_loop.due_each(vector) == vector["due_each"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_vector_is_well_formed(vector):
    assert set(vector) <= KEYS
    assert vector["why"] and vector["count"]
    assert sum(key in vector for key in ("start", "served", "before")) == 1
    assert ("due" in vector) != vector.get("open", False)
    assert ("due_each" in vector) == vector.get("each", False)
    for key in ("start", "before", "restart", "due"):
        assert type(vector.get(key, datetime.date.min)) is datetime.date


def test_names_are_distinct_and_there_are_enough():
    assert len({vector["name"] for vector in VECTORS}) == len(VECTORS) >= 40


@pytest.mark.parametrize("year", range(2019, 2027))
def test_table_agrees_with_chinese_calendar(year):
    day = datetime.date(year, 1, 1)
    while day.year == year:
        assert day_loop.is_working(day) == chinese_calendar.is_workday(day), day
        day += day_loop.DAY


def test_table_lists_the_very_days_of_chinese_calendar():
    first, last = day_loop.TABLE["first"], day_loop.TABLE["last"]
    assert {day for day in chinese_calendar.holidays if first <= day <= last} == day_loop.OFF
    assert {day for day in chinese_calendar.workdays if first <= day <= last} == day_loop.MADE_UP


def test_table_is_consistent():
    assert not day_loop.OFF & day_loop.MADE_UP
    assert all(day.weekday() >= day_loop.SATURDAY for day in day_loop.MADE_UP)


@pytest.mark.parametrize("day", [datetime.date(2018, 12, 31), datetime.date(2027, 1, 1)])
def test_no_answer_outside_the_table(day):
    with pytest.raises(ValueError, match="no table"):
        day_loop.is_working(day)
