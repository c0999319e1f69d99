"""Daily reports of layoffs, counted by hand at the edges of 20 people, a tenth of the staff, 30 days and 180 days."""

from datetime import date, timedelta
from typing import Any

import pytest

from hezhong.early_warning.tests.employer_rows import found

ON = date(2026, 3, 31)
FIRST = date(2026, 3, 2)  # the first of the thirty days


def report(employer: int, day: date, dismissed: int = 0, employed: int = 1000, planned: int = 0, **said: Any) -> dict[str, Any]:
    return {"employer": employer, "day": day, "dismissed": dismissed, "employed": employed, "planned": planned, **said}


def test_the_scale() -> None:
    rows = [
        report(1, FIRST, 10), report(1, ON, 10, severance_fen=500),  # twenty
        report(2, FIRST, 10), report(2, ON, 9),  # nineteen of a thousand
        report(3, FIRST - timedelta(1), 10), report(3, ON, 10),  # ten of them a day too early
        report(4, FIRST, 5, employed=95), report(4, ON, 5, employed=100),  # ten of a hundred: the greatest number of staff
        report(5, FIRST, 5, employed=95), report(5, ON, 5, employed=101),
        report(6, ON, 1, employed=10), report(7, ON, 0, employed=0), report(8, ON + timedelta(1), 500),
        report(9, ON, 50), report(10, ON, 99), report(11, ON, 100),
    ]  # fmt: skip
    assert found("layoffs_on_the_scale", ON, layoff_reports=rows) == {
        1: "黄 20 0 500", 4: "黄 10 0 0", 6: "黄 1 0 0", 9: "橙 50 0 0", 10: "橙 99 0 0", 11: "红 100 0 0",
    }  # fmt: skip


def test_no_plan_was_reported() -> None:
    rows = [
        report(1, ON, 20),
        report(2, ON, 20, planned=20),  # on the very day
        report(3, date(2025, 10, 3), planned=20), report(3, ON, 20),  # the 180th day back
        report(4, date(2025, 10, 2), planned=20), report(4, ON, 20),  # the 181st
        report(5, ON, 19),
    ]  # fmt: skip
    assert found("layoffs_not_reported", ON, layoff_reports=rows) == {1: "红 20 0 0", 4: "红 20 0 0"}


def test_too_soon_after_the_plan() -> None:
    """1 March and thirty days are 31 March."""
    rows = [
        report(1, date(2026, 3, 1), planned=30), report(1, date(2026, 3, 30), 10), report(1, ON, 20),  # the 29th day, and the 30th
        report(2, date(2026, 3, 1), planned=30), report(2, ON, 30),
        report(3, date(2026, 3, 10), 25), report(3, date(2026, 3, 20), planned=30),  # before the plan
        report(4, date(2026, 1, 5), planned=30), report(4, date(2026, 3, 15), planned=30), report(4, ON, 30),  # the first report is the one that counts
        report(5, date(2026, 3, 20), planned=19), report(5, ON, 19),  # below the scale
        report(6, ON, 30),  # no plan at all: another rule
    ]  # fmt: skip
    assert found("layoffs_too_soon", ON, layoff_reports=rows) == {1: "橙 10 0 0", 3: "橙 25 0 0"}


@pytest.mark.parametrize(("reported", "says"), [
    (range(23, 31), None),
    ((23, 24, 25, 26, 27), "黄 1 0 0"),  # Monday the 30th is missing; the 28th and 29th are a weekend
    ((23, 28, 29, 31), "橙 5 0 0"),  # on a weekend or today they fill no gap: 24 25 26 27 30
    ((23,), "橙 5 0 0"),
])  # fmt: skip
def test_days_without_report(reported: Any, says: str | None) -> None:
    """A plan of thirty on Monday 23 March 2026; yesterday is Monday the 30th."""
    rows = [report(1, date(2026, 3, day), dismissed=1 if day == 23 else 0, planned=30 if day == 23 else 0) for day in reported]
    assert found("layoff_days_without_report", ON, layoff_reports=rows).get(1) == says


def test_days_without_report_end_when_the_plan_is_done_and_reach_back_thirty_days() -> None:
    """The thirty days before 31 March 2026 are 1 to 30 March: 21 working days."""
    rows = [
        report(1, date(2026, 3, 23), 10, planned=30), report(1, date(2026, 3, 24), 20),  # done
        report(2, date(2026, 3, 23), 29, planned=30),
        report(3, date(2026, 1, 5), planned=30), report(3, date(2026, 3, 2)), report(3, date(2026, 3, 3)),
        report(4, date(2026, 3, 23), 5),  # no plan
        report(6, date(2026, 1, 5), planned=30),  # nothing since
        report(5, date(2026, 3, 20)), report(5, date(2026, 3, 30), planned=30),  # what came before the plan fills no gap and makes none
    ]  # fmt: skip
    assert found("layoff_days_without_report", ON, layoff_reports=rows) == {2: "橙 5 0 0", 3: "橙 19 0 0", 6: "橙 21 0 0"}
