"""Facts add up to findings, counted by hand on a few rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import ibis
import pandas as pd
import pytest

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.finding import Finding, facts, findings
from hezhong.early_warning.vocabulary import FACTS, Band, Family, Grade, Measure, Policy, Subject, WarningRule, problems
from hezhong.kernel.places import GUANGDONG
from hezhong.law.book import from_files

ASKED = Asked(date(2026, 3, 31), from_files(), {440300: GUANGDONG / "440300"}, {})
ROWS = (
    # subject, worker, hit, fen, value
    (1, 11, 1, 500, 3),
    (1, 11, 1, 200, 9),
    (1, 12, 1, 100, 4),
    (1, 13, 0, 0, 40),
    (2, 21, 0, 0, 1),
    (3, 31, 1, 1, 2),
    (3, 0, 1, 0, 5),
)


def rule(measure: Measure, *bands: Band, employer: Callable[[int], int] = lambda worker: 7) -> WarningRule:
    given = pd.DataFrame([(440300, s, employer(w), w, 202603, h, f, v) for s, w, h, f, v in ROWS], columns=list(FACTS))
    family = Family("f", "问", Subject.SITE, measure, (), 1, lambda tables, asked: ibis.memtable(given), closes="")
    basis = Policy("试", "试", date(2020, 1, 1))
    return WarningRule("r", "试", family, "试", bands, (basis,), date(2020, 1, 1))


def found(of: WarningRule, excluded: Any = None, watched: tuple[int, ...] = ()) -> dict[int, Finding]:
    out = pd.DataFrame(excluded, columns=["subject", "worker"]) if excluded else None
    looked_at = facts(of, {}, ASKED, None if out is None else ibis.memtable(out))
    rows = findings(of, looked_at, of.bands, watched).to_pyarrow().to_pylist()
    return {row["subject"]: Finding(**row) for row in rows}


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (Measure.PEOPLE, {1: (2, 1), 3: (1, 1)}),
        (Measure.COUNT, {1: (3, 1), 3: (2, 1)}),
        (Measure.AMOUNT, {1: (800, 1), 3: (1, 1)}),
        (Measure.MOST, {1: (9, 1), 3: (5, 1)}),
        (Measure.TOTAL, {1: (16, 1), 3: (7, 1)}),
        (Measure.SHARE, {1: (3, 4), 3: (2, 2)}),
    ],
)
def test_each_measure(measure: Measure, expected: dict[int, tuple[int, int]]) -> None:
    got = found(rule(measure, Band(1, Grade.BLUE)))
    assert {subject: (each.measure, each.among) for subject, each in got.items()} == expected
    assert (got[1].people, got[1].fen, got[1].employer, got[1].city) == (2, 800, 7, 440300)


def test_a_share_is_compared_without_rounding() -> None:
    third = Band(3333, Grade.RED)
    assert third.reached(1, 3) and not Band(3334, Grade.RED).reached(1, 3)
    assert Band(1000, Grade.RED).reached(10, 100) and not Band(1000, Grade.RED, above=True).reached(10, 100)
    assert Band(1000, Grade.RED, above=True).reached(1001, 10000) and not Band(1000, Grade.RED).reached(99, 1000)
    assert rule(Measure.SHARE, third).grade(1, 1) is Grade.RED and rule(Measure.COUNT, third).grade(1, 1) is None, "one of one is the whole"
    of = rule(Measure.SHARE, Band(7500, Grade.RED, above=True))
    assert set(found(of)) == {3}, "three of four are not more than 75 %"
    assert set(found(replace(of, bands=(Band(7500, Grade.RED),)))) == {1, 3}


def test_who_is_excluded_is_not_counted_and_who_is_watched_is_shown_below_the_bands() -> None:
    of = rule(Measure.PEOPLE, Band(2, Grade.RED))
    assert set(found(of)) == {1}
    assert found(of, [(1, 12)], watched=(1,))[1].measure == 1
    assert 1 not in found(of, [(1, 12)])
    assert 1 not in found(of, [(1, 0)], watched=(1,)), "a site left out whole has no facts at all"
    assert 2 not in found(of, watched=(2,)), "nobody counts: there is nothing left of it"
    assert found(rule(Measure.SHARE, Band(9_000, Grade.RED)), watched=(2,))[2].measure == 0, "of a share it is told how many there are"


def test_the_employer_is_one_whose_workers_count_and_the_same_whether_watched_or_not() -> None:
    of = rule(Measure.PEOPLE, Band(1, Grade.RED), employer=lambda worker: {13: 9, 12: 8}.get(worker, 7))
    assert found(of)[1].employer == found(of, watched=(1, 2))[1].employer == 8, "of 7 and 8 workers count, of 9 nobody does"
    share = rule(Measure.SHARE, Band(1, Grade.RED), employer=lambda worker: {13: 9, 12: 8, 21: 5}.get(worker, 7))
    assert found(share)[1].employer == 8
    assert found(share, watched=(2,))[2].employer == 5, "nobody counts: of all"


def test_the_worst_colour_that_is_reached() -> None:
    of = rule(Measure.PEOPLE, Band(30, Grade.RED), Band(10, Grade.ORANGE), Band(1, Grade.YELLOW))
    assert [of.grade(n, 1) for n in (0, 1, 9, 10, 29, 30)] == [
        None, Grade.YELLOW, Grade.YELLOW, Grade.ORANGE, Grade.ORANGE, Grade.RED,
    ]  # fmt: skip


def test_a_declaration_that_contradicts_itself_is_told() -> None:
    of = rule(Measure.PEOPLE, Band(1, Grade.RED), Band(10, Grade.YELLOW))
    assert problems(of) == ["a worse colour needs a greater measure"]
    assert problems(replace(of, bands=(Band(0, Grade.RED),))) == ["a band that also those reach of whom nothing counts"]
    assert problems(replace(of, bands=(Band(0, Grade.RED, above=True),))) == []
    assert problems(replace(of, bands=())) == ["each colour has one band, and there is at least one"]
    assert any("parameters" in problem for problem in problems(replace(of, bands=(Band(1, Grade.RED),), parameters={"x": 1})))
