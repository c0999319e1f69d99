"""Where rules are asked: at once where that goes, else city by city, and what is broken is named and holds up nothing else."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from hezhong.early_warning.detection import Compiled, Detection
from hezhong.early_warning.sweeping import Sweep
from hezhong.ledger.side_by_side import Source

CITIES = (1, 2, 3)
ONE = "SELECT city, city AS subject, 0 AS employer, 1 AS measure, 1 AS among, 0 AS people, 0 AS fen FROM cities"
ALL = "SELECT max(city) AS city, 9 AS subject, 9 AS employer, sum(city) AS measure, 1 AS among, 0 AS people, 0 AS fen FROM cities"
WRONG = "SELECT CAST('no number' AS INTEGER) AS city FROM cities"
NOT_OF_TWO = f"SELECT * FROM ({ONE}) WHERE CASE WHEN city = 2 THEN error('unreadable') ELSE true END"


class Opened:
    """Cities that are opened for whoever asks. shut: those that cannot be."""

    def __init__(self, *shut: int) -> None:
        self.shut, self.asked = shut, list[tuple[int, ...]]()

    @contextmanager
    def __call__(self, cities: Sequence[int]) -> Iterator[Source]:
        self.asked.append(tuple(cities))
        if set(self.shut) & set(cities):
            raise OSError("a file is broken")
        source = Source(duckdb.connect())
        source.put("cities", pa.table({"city": pa.array(cities, pa.int64())}))
        yield source


def swept(opened: Opened, sites: dict[str, str], groups: Sequence[Sequence[int]] = (CITIES,), broken: dict[int, str] | None = None) -> Detection:
    of_sites = [Compiled(code, {}, sql) for code, sql in sites.items()]
    return Sweep(opened, of_sites, [Compiled("firm", {}, ALL)]).over(groups, CITIES, broken or {})


def told(found: Detection) -> set[tuple[str, int, int]]:
    return {(each.rule, each.finding.city, each.finding.measure) for each in found.found}


EVERYBODY = {("site", 1, 1), ("site", 2, 1), ("site", 3, 1), ("firm", 3, 6)}


def test_all_cities_are_opened_once_for_all_rules() -> None:
    opened = Opened()
    found = swept(opened, {"site": ONE})
    assert told(found) == EVERYBODY and (found.troubles, found.broken) == ({}, {})
    assert opened.asked == [(1, 2, 3)]


def test_in_groups_the_rules_of_employers_are_asked_of_all_cities() -> None:
    opened = Opened()
    assert told(swept(opened, {"site": ONE}, [(3,), (1, 2)])) == EVERYBODY
    assert opened.asked == [(3,), (1, 2), (1, 2, 3)]


def test_cities_in_which_nothing_changed_are_asked_for_employers_only() -> None:
    opened = Opened()
    assert told(swept(opened, {"site": ONE}, [(2,)])) == {("site", 2, 1), ("firm", 3, 6)}
    assert told(swept(opened, {"site": ONE}, [])) == {("firm", 3, 6)}


def test_a_city_that_cannot_be_opened_holds_up_no_other() -> None:
    for groups in ([CITIES], [(1, 2), (3,)], [(1,), (2,), (3,)]):
        found = swept(Opened(2), {"site": ONE, "other": ONE}, groups)
        assert told(found) == {("site", 1, 1), ("site", 3, 1), ("other", 1, 1), ("other", 3, 1), ("firm", 3, 4)}
        assert found.broken == {2: "OSError: a file is broken"} and found.troubles == {}


def test_a_city_that_one_rule_cannot_read_is_named_too() -> None:
    found = swept(Opened(), {"site": ONE, "other": NOT_OF_TWO})
    assert list(found.broken) == [2] and "unreadable" in found.broken[2] and found.troubles == {}
    assert {each for each in told(found) if each[0] != "site"} == {("other", 1, 1), ("other", 3, 1), ("firm", 3, 4)}


def test_a_city_that_is_known_to_be_broken_is_not_opened() -> None:
    opened = Opened(2)
    found = swept(opened, {"site": ONE}, broken={2: "its months could not be made"})
    assert told(found) == {("site", 1, 1), ("site", 3, 1), ("firm", 3, 4)} and found.broken == {2: "its months could not be made"}
    assert opened.asked == [(1, 3)]


def test_a_rule_that_fails_everywhere_is_the_rules_own_trouble() -> None:
    found = swept(Opened(), {"site": ONE, "wrong": WRONG})
    assert told(found) == EVERYBODY and found.broken == {}
    assert list(found.troubles) == ["wrong"] and "no number" in found.troubles["wrong"]


def test_what_could_not_be_written_as_a_query_is_named_and_not_asked() -> None:
    opened = Opened()
    found = Sweep(opened, [Compiled("site", {}, ONE), Compiled("no", {}, trouble="KeyError: x")], []).over([CITIES], CITIES, {})
    assert told(found) == {("site", 1, 1), ("site", 2, 1), ("site", 3, 1)} and found.troubles == {"no": "KeyError: x"}
    assert opened.asked == [(1, 2, 3)]


def test_a_rule_asked_with_two_sets_of_figures_is_told_once_or_not_at_all() -> None:
    both = [Compiled("rule", {"n": 1}, ONE), Compiled("rule", {"n": 2}, NOT_OF_TWO)]
    found = Sweep(Opened(), both, []).over([CITIES], CITIES, {})
    told_of = sorted((each.parameters["n"], each.finding.city) for each in found.found)
    assert told_of == [(1, 1), (1, 3), (2, 1), (2, 3)] and list(found.broken) == [2]


def test_all_of_a_province_may_be_broken() -> None:
    found = swept(Opened(1, 2, 3), {"site": ONE, "other": ONE})
    assert told(found) == set() and (found.broken, sorted(found.troubles)) == ({}, ["firm", "other", "site"])
