"""Employers before the offices: layoffs, people insured, complaints, and the events of cases."""

from collections import defaultdict

import pytest

from tests.synthetic import plainly
from tests.synthetic.conftest import Province

pytestmark = pytest.mark.database  # needs none; it takes too long for the first tier


def employers(province: Province, kind: str, wrong: bool = True) -> set[int]:
    return {fact.employer for fact in province.truth.of(kind) if fact.wrong == wrong}


def test_layoffs(province: Province) -> None:
    reports = defaultdict(list)
    for row in province.rows["layoff_reports"]:
        reports[row["employer"]].append((row["day"], row["dismissed"], row["employed"]))
    found = {}
    for employer, days in reports.items():
        people = plainly.most_within([(day, count) for day, count, _ in days], 30)
        found[employer] = people, people >= 20 or people / max(employed for *_, employed in days) >= 0.1
    assert found == {fact.employer: (fact.number, fact.wrong) for fact in province.truth.of("layoff_line")}
    cases = {fact.case.split("#")[0]: (fact.number, fact.wrong) for fact in province.truth.of("layoff_line")}
    assert cases == {
        "layoff_19": (19, False), "layoff_20": (20, True), "layoff_21": (21, True), "layoff_9_9_percent": (10, False),
        "layoff_10_percent": (10, True), "layoff_20_in_30_days": (20, True), "layoff_20_in_31_days": (10, False),
    }  # fmt: skip


def test_insured(province: Province) -> None:
    heads, owed = defaultdict(dict), defaultdict(int)
    for row in province.rows["insured_heads"]:
        heads[row["employer"], row["insurance"]][row["month"]] = row["heads"]
        owed[row["employer"]] += row["owed_fen"] or 0
    fell = {employer for (employer, _), by in heads.items() for before, after in zip(sorted(by), sorted(by)[1:], strict=False) if by[after] <= by[before] * 0.7}
    assert fell == employers(province, "insured_fall") and len(fell) == 2
    assert sorted(fact.number for fact in province.truth.of("insured_fall")) == [29, 30, 40]
    assert {employer: fen for employer, fen in owed.items() if fen} == {fact.employer: fact.amount_fen for fact in province.truth.of("insurance_owed")}


def test_signals(province: Province) -> None:
    used, owed = defaultdict(dict), defaultdict(int)
    for row in province.rows["signals"]:
        owed[row["kind"], row["employer"]] += row["owed_fen"]
        if row["used"] is not None:
            used[row["kind"], row["employer"]][row["month"]] = row["used"]
    now, before = (202501, 202502, 202503), (202410, 202411, 202412)
    fell = {employer for (_, employer), by in used.items() if sum(by[month] for month in now) * 2 <= sum(by[month] for month in before)}
    assert fell == employers(province, "supplies_fall") and len(fell) == len(employers(province, "supplies_fall", wrong=False)) == 1
    told = {(fact.kind.removesuffix("_owed"), fact.employer): fact.amount_fen for kind in ("tax_owed", "rent_owed") for fact in province.truth.of(kind)}
    assert {key: fen for key, fen in owed.items() if fen} == told and len(told) == 2


def test_complaints(province: Province) -> None:
    of = defaultdict(list)
    for row in province.rows["complaints"]:
        of[row["employer"]].append((row["received_on"], 1))
    assert {employer for employer, days in of.items() if plainly.most_within(days, 30) >= 3} == employers(province, "complaints_repeated")
    assert {employer for employer, days in of.items() if len(days) > 1} == employers(province, "complaints_repeated") | employers(province, "complaints_repeated", wrong=False)
    groups = {row["employer"] for row in province.rows["complaints"] if row["people"] >= 10}
    assert groups == employers(province, "complaint_group") and len(employers(province, "complaint_group", wrong=False)) == 1


def test_cases_follow_from_complaints(province: Province) -> None:
    received = {row["employer"]: row["received_on"] for row in province.rows["complaints"]}
    steps = defaultdict(list)
    for row in sorted(province.rows["case_events"], key=lambda row: row["day"]):
        steps[row["case"]].append(row["step"])
        assert received[row["employer"]] < row["day"] == row["happened_at"].date() <= province.truth.as_of
    assert all(each == ["opened", "moved", "decided", "closed"][: len(each)] for each in steps.values())
