"""Complaints, supplies, taxes and rent, counted by hand at the edges of their windows."""

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from hezhong.early_warning.tests.employer_rows import found

ON = date(2026, 3, 31)
NUMBERS = count(1)


def complaint(employer: int, back: int, people: int = 1, subject: str = "wages", **said: Any) -> dict[str, Any]:
    """Return one received so many days before the day."""
    said = {"complaint": next(NUMBERS), **said}
    return {"employer": employer, "received_on": ON - timedelta(back), "people": people, "subject": subject, "channel": "online", **said}


def test_often() -> None:
    rows = [
        *(complaint(1, back) for back in (0, 1, 89)), *(complaint(2, back) for back in (0, 1, 90)),  # the 90th day back, and the 91st
        *(complaint(3, 5, closed_on=ON) for _ in range(5)), *(complaint(4, 5) for _ in range(10)), complaint(5, 5), *(complaint(6, -1) for _ in range(9)),
    ]  # fmt: skip
    assert found("complaints_repeated", ON, complaints=rows) == {1: "黄 3 0 0", 3: "橙 5 0 0", 4: "红 10 0 0"}


def test_of_a_group() -> None:
    rows = [
        complaint(1, 0, 10, claimed_fen=7), complaint(1, 0, 3, claimed_fen=1), complaint(2, 0, 9), complaint(2, 1, 9),
        complaint(3, 29, 30), complaint(4, 30, 30), complaint(5, 29, 29),
    ]  # fmt: skip
    assert found("complaint_of_a_group", ON, complaints=rows) == {1: "橙 10 0 8", 3: "红 30 0 0", 5: "橙 29 0 0"}


def test_people_within_thirty_days() -> None:
    rows = [complaint(1, 0, 4), complaint(1, 29, 6), complaint(2, 0, 4), complaint(2, 30, 6), complaint(3, 0, 9)]
    assert found("complaints_people", ON, complaints=rows) == {1: "红 10 0 0"}


@pytest.mark.parametrize(("now", "before", "says"), [(2, 0, None), (3, 0, "黄 3 0 0"), (3, 3, None), (13, 10, "黄 13 0 0"), (12, 10, None), (4, 3, "黄 4 0 0")])
def test_more_than_before(now: int, before: int, says: str | None) -> None:
    rows = [complaint(1, back) for back in [0, 29][:now] + [15] * (now - 2)] + [complaint(1, back) for back in [30, 59][:before] + [40] * (before - 2)]
    rows += [complaint(1, 60), complaint(2, 5)]
    assert found("complaints_growing", ON, complaints=rows).get(1) == says


def test_the_same_again() -> None:
    rows = [
        complaint(1, 10), complaint(1, 5), complaint(1, 1),  # two of three come again
        complaint(2, 10), complaint(2, 5),  # one of two
        complaint(3, 10), complaint(3, 5, subject="hours"), complaint(3, 1, subject="contract"),
        complaint(4, 0), complaint(4, 89),  # 89 days between, and the earlier itself is the first
        complaint(5, 0), complaint(5, 90),  # 90 days between
        complaint(6, 89), complaint(6, 178),  # the earlier one lies before the window
        complaint(7, 3), complaint(7, 3), complaint(7, 3),  # on one day
        *(complaint(8, back) for back in (50, 40, 30)), complaint(8, 3, subject="hours"), complaint(8, 2, subject="other"),  # two of five
    ]  # fmt: skip
    assert found("complaints_again", ON, complaints=rows) == {1: "橙 2/3 0 0", 6: "橙 1/1 0 0", 7: "橙 2/3 0 0"}


def test_much_claimed_and_still_open() -> None:
    rows = [
        complaint(1, 364, claimed_fen=4_999_999), complaint(1, 0, claimed_fen=1), complaint(2, 365, claimed_fen=9_000_000),
        complaint(3, 5, claimed_fen=9_000_000, closed_on=ON), complaint(4, 5, claimed_fen=10_000_000, closed_on=ON + timedelta(1)),
        complaint(5, 5), complaint(5, 5, claimed_fen=4_999_999),
    ]  # fmt: skip
    assert found("complaints_claimed", ON, complaints=rows) == {1: "橙 5000000 0 5000000", 4: "红 10000000 0 10000000"}


def signal(employer: int, month: int, kind: str, used: int | None = None, billed: int | None = None, owed: int | None = None) -> dict[str, Any]:
    return {"employer": employer, "month": month, "kind": kind, "used": used, "billed_fen": billed, "owed_fen": owed}


BEFORE, AFTER = (202509, 202510, 202511), (202512, 202601, 202602)


def series(employer: int, kind: str, before: int, after: int) -> list[dict[str, Any]]:
    name = "billed" if kind == "tax" else "used"
    return [signal(employer, month, kind, **{name: much}) for months, much in ((BEFORE, before), (AFTER, after)) for month in months]


def test_supplies_that_fall() -> None:
    rows = [
        *series(1, "water", 100, 50), *series(2, "water", 100, 51), *series(3, "water", 0, 0),
        *series(4, "power", 100, 10), *series(4, "tax", 10_000, 0),
        *series(5, "water", 100, 10), *series(5, "gas", 100, 0), *series(5, "power", 9, 1), *series(5, "rent", 100, 1),
        *series(6, "water", 100, 10)[:-1], signal(6, 202603, "water", 1),  # a month is missing; this one is not over
        *series(7, "water", 100, 10)[1:], signal(7, 202508, "water", 900), signal(7, 202509, "water"),  # told, but empty
        *(signal(8, month, "tax", used=5) for month in BEFORE + AFTER),  # tax goes by what is billed
        *series(9, "water", 40, 20)[3:], *(signal(9, month, "water", much) for month, much in zip(BEFORE, (0, 0, 120), strict=True)),
    ]  # fmt: skip
    assert found("supplies_falling", ON, signals=rows) == {1: "黄 1 0 0", 4: "橙 2 0 0", 5: "红 3 0 0", 9: "黄 1 0 0"}


@pytest.mark.parametrize(("code", "kind", "other"), [("tax_owed", "tax", "rent"), ("rent_owed", "rent", "tax")])
def test_what_is_owed(code: str, kind: str, other: str) -> None:
    rows = [
        signal(1, 202603, kind, owed=1), signal(2, 202603, other, owed=1), signal(3, 202504, kind, owed=5), signal(4, 202503, kind, owed=5),
        signal(5, 202601, kind, owed=9_999_999), signal(5, 202602, kind, owed=1), signal(6, 202601, kind, owed=0), signal(7, 202601, kind, billed=9),
    ]  # fmt: skip
    assert found(code, ON, signals=rows) == {1: "黄 1 0 1", 3: "黄 5 0 5", 5: "橙 10000000 0 10000000"}
