"""Work without a written contract, counted by hand: from the roster, from the payroll, from a month alone; and after the end."""

from datetime import date
from typing import Any

import pytest

from hezhong.early_warning.tests.employer_rows import found

ON = date(2026, 3, 31)


def month(employer: int, worker: int, of: int = 202603, **said: Any) -> dict[str, Any]:
    return {"employer": employer, "worker": worker, "month": of, "lines": 1, **said}


COLLEAGUES: list[dict[str, Any]] = [
    {"contract": 900 + employer, "employer": employer, "worker": 900 + employer, "since": date(2020, 1, 1), "term": "open"} for employer in range(1, 10)
]
"""A contract of somebody else at each employer, by which it is known to tell of them."""


def without(
    on: date, months: list[dict[str, Any]], lines: list[dict[str, Any]] | None = None, contracts: list[dict[str, Any]] = COLLEAGUES
) -> dict[int, str]:
    return found("work_without_contract", on, worker_month=months, payroll_lines=lines or [], contracts=contracts)


@pytest.mark.parametrize(("entered_on", "on", "says"), [
    (date(2026, 3, 13), ON, None), (date(2026, 3, 12), ON, "蓝 20 1 0"),  # the 19th day, and the 20th
    (date(2026, 3, 3), ON, "蓝 29 1 0"), (date(2026, 3, 2), ON, "橙 30 1 0"), (date(2026, 3, 1), ON, "橙 31 1 0"),
    (date(2026, 2, 28), ON, "红 32 1 0"),  # the 28th of March was its month's day
    (date(2026, 3, 1), date(2026, 4, 1), "红 32 1 0"),
    (date(2026, 2, 1), date(2026, 2, 28), "蓝 28 1 0"), (date(2026, 2, 1), date(2026, 3, 1), "红 32 1 0"),  # a month of 28 days
    (date(2026, 1, 31), date(2026, 2, 27), "蓝 28 1 0"), (date(2026, 1, 31), date(2026, 2, 28), "红 32 1 0"),  # no 31st in February
    (date(2026, 1, 15), ON, "红 76 1 0"), (date(2026, 4, 1), ON, None),
])  # fmt: skip
def test_which_day_it_is(entered_on: date, on: date, says: str | None) -> None:
    rows = [{"site": 9, "hired_by": 1, "worker": 11, "month": on.year * 100 + on.month, "days": 1, "entered_on": entered_on}]
    assert without(on, rows).get(1) == says


def test_since_when_somebody_is_hired() -> None:
    months = [
        month(1, 11, 202602), month(1, 11),  # the payroll says since when
        month(2, 21, 202602), month(2, 21),  # it does not: the last day of the first month
        month(3, 31, 202601), month(3, 31),
        month(4, 41, hired_by=5),  # somebody else hires
        {"site": 9, "worker": 61, "month": 202603, "days": 3},  # nobody knows who hires
        month(7, 71, 202602, entered_on=date(2026, 2, 20)), month(7, 71, entered_on=date(2026, 3, 20)),  # the earlier of two sites
        month(8, 81, 202601, entered_on=date(2026, 1, 1), left_on=date(2026, 1, 20)), month(8, 81),  # who left longer ago came again
        month(9, 91),
    ]
    lines = [
        {"employer": 1, "worker": 11, "month": 202603, "sheet": 2, "since": date(2026, 3, 1), "confirmed": "no"},
        {"employer": 1, "worker": 11, "month": 202602, "sheet": 1, "since": date(2026, 2, 20), "confirmed": "no"},
        {"employer": 9, "worker": 91, "month": 202503, "sheet": 4, "since": date(2025, 3, 5), "confirmed": "no"},  # the thirteenth month
        {"employer": 9, "worker": 91, "month": 202603, "sheet": 5, "since": date(2026, 3, 5), "confirmed": "no"},
        {"employer": 5, "worker": 41, "month": 202603, "sheet": 3, "since": date(2026, 3, 10), "confirmed": "no"},
    ]
    assert without(ON, months, lines) == {
        1: "红 40 1 0", 2: "红 32 1 0", 3: "红 60 1 0", 5: "蓝 22 1 0", 7: "红 40 1 0", 8: "红 90 1 0", 9: "蓝 27 1 0",
    }  # fmt: skip


def test_who_has_a_contract_or_left_or_stopped_is_not_counted() -> None:
    early = date(2026, 1, 5)
    months = [
        month(1, 11, 202601, entered_on=early, contract=8), month(1, 11, entered_on=early),  # it ended meanwhile: another rule
        month(2, 21, entered_on=early, left_on=date(2026, 3, 30)),
        month(3, 31, 202601, entered_on=early),  # no work since
        month(8, 81, 202602, entered_on=early, left_on=date(2026, 2, 20)),
        month(9, 91, 202602, entered_on=early), month(9, 91, entered_on=early, left_on=date(2026, 3, 30)),
        month(4, 41, 202602, entered_on=early),  # last month
        month(5, 51, 202602, entered_on=early), month(5, 51, entered_on=early, lines=0, on_roster=True),
        month(6, 61, entered_on=early, lines=0, on_roster=True),  # on a list only
        month(7, 71, entered_on=early), month(7, 72, entered_on=date(2026, 3, 20)), month(7, 73, entered_on=early, contract=9),
    ]  # fmt: skip
    assert without(ON, months) == {4: "红 86 1 0", 5: "红 86 1 0", 7: "红 86 2 0"}


def test_who_never_told_of_a_contract_is_not_judged_by_it() -> None:
    early = date(2026, 1, 5)
    months = [
        month(1, 11, entered_on=early),  # never told
        month(2, 21, entered_on=early), month(2, 22, entered_on=early, contract=9),  # the roster names a colleague's
        month(3, 31, entered_on=early),  # handed in one, of somebody who left long ago
        month(4, 41, 202503, entered_on=early, contract=7), month(4, 42, entered_on=early),  # named one in the thirteenth month only
        month(5, 51, entered_on=early), month(6, 51, entered_on=early, contract=6),  # another employer's contract of the same worker
    ]  # fmt: skip
    told = [{"contract": 5, "employer": 3, "worker": 39, "since": date(2020, 1, 1), "until": date(2020, 12, 31), "term": "fixed"}]
    assert without(ON, months, contracts=told) == {2: "红 86 1 0", 3: "红 86 1 0"}


def test_a_contract_that_begins_only_later_is_none_yet() -> None:
    """The month knows it already, since it begins within it; or the roster names it early."""
    signed = {"entered_on": date(2026, 2, 20), "contract": 9}
    months = [
        month(1, 11, **signed, contract_since=date(2026, 3, 31)), month(2, 21, **signed, contract_since=date(2026, 4, 1)),
        month(3, 31, 202602, **signed, contract_since=date(2026, 2, 20)), month(3, 31, **{**signed, "contract": 8}, contract_since=date(2026, 4, 1)),
        month(4, 41, **signed),  # named by the roster, handed in by nobody: since when is not known
    ]  # fmt: skip
    assert without(ON, months) == {2: "红 40 1 0"}
    assert without(date(2026, 3, 30), months) == {1: "红 39 1 0", 2: "红 39 1 0"}


def ends(employer: int, worker: int, until: date | None, **said: Any) -> dict[str, Any]:
    return {"contract": employer * 100 + worker, "employer": employer, "worker": worker, "since": date(2025, 1, 1), "until": until, "term": "fixed", **said}


@pytest.mark.parametrize(("until", "on", "says"), [
    (date(2026, 2, 28), ON, "蓝 31 1 0"),  # 1 March is the first day
    (date(2026, 2, 27), date(2026, 3, 27), "蓝 28 1 0"), (date(2026, 2, 27), date(2026, 3, 28), "橙 32 1 0"),
])  # fmt: skip
def test_a_month_after_the_end(until: date, on: date, says: str) -> None:
    """A month from 1 March is over on 1 April, one from 28 February on 28 March."""
    assert found("work_after_contract_end", on, contracts=[ends(1, 11, until)], worker_month=[month(1, 11)]) == {1: says}


def test_after_the_end() -> None:
    over = date(2026, 2, 10)
    contracts = [
        ends(1, 11, over), ends(2, 21, over), ends(3, 31, over), ends(3, 31, None, contract=9, term="open"),
        ends(4, 41, over), ends(4, 41, date(2026, 12, 31), contract=8), ends(5, 51, ON), ends(6, 61, date(2026, 3, 5)),
        ends(7, 71, date(2026, 12, 31), ended_on=over), ends(8, 81, over), ends(9, 91, date(2026, 2, 28)),
    ]  # fmt: skip
    months = [
        month(1, 11, 202602), month(1, 11), month(2, 21, 202602), month(3, 31), month(4, 41), month(5, 51), month(6, 61), month(7, 71),
        {"site": 5, "hired_by": 8, "worker": 81, "month": 202603, "days": 1}, month(9, 91, 202602), month(9, 91, lines=0, on_roster=True),
    ]  # fmt: skip
    # 2: no work after February; 3, 4: another contract runs; 5: ends today; 6: the month of the end shows nothing; 9: on a list only
    assert found("work_after_contract_end", ON, contracts=contracts, worker_month=months) == {1: "橙 49 1 0", 7: "橙 49 1 0", 8: "橙 49 1 0"}


def test_about_to_end() -> None:
    """From 31 March 2026 thirty days are over on 29 April."""
    contracts = [
        ends(1, 11, ON), ends(1, 12, date(2026, 4, 29)), ends(2, 21, date(2026, 3, 30)), ends(3, 31, date(2026, 4, 30)),
        ends(4, 41, date(2026, 4, 5)), ends(4, 41, date(2027, 4, 5), contract=7), ends(5, 51, date(2026, 4, 5)), ends(6, 61, None, term="open"),
        ends(7, 71, date(2027, 4, 5), ended_on=date(2026, 4, 5)), ends(8, 81, date(2026, 4, 5)),
    ]  # fmt: skip
    months = [
        month(1, 11), month(1, 12, 202602), month(2, 21), month(3, 31), month(4, 41), month(5, 51, 202601), month(6, 61), month(7, 71),
        {"site": 5, "hired_by": 8, "worker": 81, "month": 202603, "days": 1}, month(8, 82),
    ]  # fmt: skip
    assert found("contracts_about_to_end", ON, contracts=contracts, worker_month=months) == {1: "蓝 2 2 0", 7: "蓝 1 1 0", 8: "蓝 1 1 0"}
