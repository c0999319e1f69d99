"""People counted once at each level, by hand and against a slow count."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hezhong.early_warning.roll_up import Count, Level, Row, level_of, roll_up
from hezhong.kernel.places import GUANGDONG, Place

BAOAN = GUANGDONG / "440300" / "440306"
XINQIAO, SHAJING = BAOAN / "440306019", BAOAN / "440306020"
DONGGUAN = GUANGDONG / "441900" / "441900003"


def test_a_worker_of_two_sites_counts_once_above_them() -> None:
    rows = [
        Row(11, 1, 7, XINQIAO), Row(11, 1, 7, XINQIAO), Row(12, 1, 7, XINQIAO),
        Row(11, 2, 7, SHAJING), Row(13, 2, 8, SHAJING),
        Row(11, 3, 9, DONGGUAN), Row(0, 4, 9, DONGGUAN), Row(14, 0, 9, DONGGUAN),
    ]  # fmt: skip
    found = roll_up(rows)
    assert found[Level.SITE] == {"1": Count(2, 1, 1), "2": Count(2, 1, 2), "3": Count(1, 1, 1), "4": Count(0, 1, 1)}
    assert found[Level.EMPLOYER] == {"7": Count(2, 2, 1), "8": Count(1, 1, 1), "9": Count(2, 2, 1)}
    assert found[Level.TOWN] == {"440306019": Count(2, 1, 1), "440306020": Count(2, 1, 2), "441900003": Count(2, 2, 1)}
    assert found[Level.COUNTY] == {"440306": Count(3, 2, 2)}, "a town of Dongguan lies in no county"
    assert found[Level.CITY] == {"440300": Count(3, 2, 2), "441900": Count(2, 2, 1)}
    assert found[Level.PROVINCE] == {"440000": Count(4, 4, 3)}, "the worker of both cities is one"


def test_nothing_is_nothing() -> None:
    assert roll_up([]) == {level: {} for level in Level}


@pytest.mark.parametrize(("code", "level"), [
    ("440000", Level.PROVINCE), ("440300", Level.CITY), ("441900", Level.CITY), ("440306", Level.COUNTY), ("440306019", Level.TOWN), ("441900003", Level.TOWN),
])  # fmt: skip
def test_levels(code: str, level: Level) -> None:
    assert level_of(code) is level


PLACES = [XINQIAO, SHAJING, BAOAN, DONGGUAN, GUANGDONG / "441900", GUANGDONG, Place()]
ROWS = some.lists(some.builds(Row, some.integers(0, 5), some.integers(0, 3), some.integers(0, 3), some.sampled_from(PLACES)), max_size=20)


@given(ROWS)
def test_against_a_slow_count(rows: list[Row]) -> None:
    found = roll_up(rows)
    for place in PLACES:
        inside = [row for row in rows if place.covers(row.place)]
        if inside and place.path:
            count = found[level_of(place.path[-1])][place.path[-1]]
            assert count.people == len({row.worker for row in inside} - {0})
            assert count.sites == len({row.site for row in inside} - {0})
            assert count.employers == len({row.employer for row in inside} - {0})
    assert set(found[Level.SITE]) == {str(row.site) for row in rows if row.site}
    assert all(found[Level.EMPLOYER][str(row.employer)].people <= len({row.worker for row in rows}) for row in rows if row.employer)


@given(ROWS, some.randoms())
def test_order_and_repetition_do_not_matter(rows: list[Row], chance: Random) -> None:
    twice = [*rows, *rows]
    chance.shuffle(twice)
    assert roll_up(twice) == roll_up(rows)
