"""Wages of building sites, counted by hand on rows at the edges. Row: colour, measure, people, fen."""

from datetime import date
from typing import Any

import pytest

from hezhong.early_warning.tests.employer_rows import found

ON = date(2026, 3, 31)
DUE = date(2026, 3, 10)
GUANGZHOU = 440100


def line(site: int, worker: int, month: int = 202602, due_on: date | None = DUE, net: int = 500_000, paid: int = 0, **said: Any) -> dict[str, Any]:
    row = {"site": site, "worker": worker, "month": month, "lines": 1, "due_on": due_on, "due_fen": net, "net_fen": net, "paid_fen": paid, "hired_by": 7}
    return {**row, **said}


def test_unpaid_by_people() -> None:
    rows = [
        line(1, 11, paid=499_999),
        line(1, 12, paid=500_000), line(1, 12, 202601, paid=600_000),
        line(2, 21, due_on=date(2026, 3, 30)),
        line(3, 31, due_on=ON),  # due today: not late yet
        line(4, 41, due_on=None), line(5, 51, lines=0),
        line(6, 61, 202504), line(6, 62, 202503),  # the twelfth month counts, the thirteenth does not
        line(0, 71, employer=9),  # of no site: another rule
        *(line(8, worker) for worker in range(800, 810)), line(8, 800, 202601),  # ten people, one of them twice
        *(line(9, worker) for worker in range(900, 909)),
        *(line(10, worker, paid=-1) for worker in range(1000, 1030)),
    ]  # fmt: skip
    assert found("site_wages_unpaid", ON, worker_month=rows) == {
        1: "黄 1 1 1", 2: "黄 1 1 500000", 6: "黄 1 1 500000", 8: "橙 10 10 5500000", 9: "黄 9 9 4500000", 10: "红 30 30 15000030",
    }  # fmt: skip


@pytest.mark.parametrize(("due_on", "says"), [
    (date(2026, 3, 31), None), (date(2026, 3, 30), "黄 1 1 1"), (date(2026, 3, 25), "黄 6 1 1"), (date(2026, 3, 24), "橙 7 1 1"),
    (date(2026, 3, 2), "橙 29 1 1"), (date(2026, 3, 1), "红 30 1 1"), (date(2026, 2, 28), "红 31 1 1"),
])  # fmt: skip
def test_days_late(due_on: date, says: str | None) -> None:
    rows = [line(1, 11, due_on=due_on, net=1), line(1, 12, due_on=date(2026, 1, 1), paid=500_000)]
    assert found("site_wages_late", ON, worker_month=rows).get(1) == says


def test_amount_owed() -> None:
    rows = [line(1, 1, net=2_999_999), line(2, 1, net=2_999_999), line(2, 2, net=1), line(3, 1, net=10_000_000), line(3, 2, paid=700_000)]
    assert found("site_wages_owed", ON, worker_month=rows) == {2: "橙 3000000 2 3000000", 3: "红 10000000 1 10000000"}


def test_months_running() -> None:
    rows = [
        line(1, 11, 202601), line(1, 11, 202602),
        line(2, 21, 202510), line(2, 21, 202511), line(2, 21, 202512),  # the run need not reach the last month
        line(3, 31, 202512), line(3, 31, 202602),  # a gap
        line(4, 41, 202601), line(4, 42, 202602),  # two people, one month each
        line(5, 51, 202601), line(5, 51, 202602, paid=500_000),
        line(6, 61, 202511), line(6, 61, 202512), line(6, 61, 202601), line(6, 61, 202602, due_on=ON),  # the last one is not due
        line(7, 71, 202601), line(8, 71, 202602),  # two sites
    ]  # fmt: skip
    assert found("site_wages_running", ON, worker_month=rows) == {
        1: "橙 2 1 1000000", 2: "红 3 1 1500000", 6: "红 3 1 1500000",
    }  # fmt: skip


def test_paid_in_part_and_returned() -> None:
    rows = [
        line(1, 11, paid=1), line(2, 21, paid=0), line(3, 31, paid=500_000), line(4, 41, paid=1, due_on=ON),
        *(line(5, worker, paid=499_999) for worker in range(500, 510)),
    ]  # fmt: skip
    assert found("site_wages_in_part", ON, worker_month=rows) == {1: "黄 1 1 499999", 5: "橙 10 10 10"}
    back = {"returned_fen": 500_000}
    rows = [
        line(1, 11, **back), line(1, 12, paid=499_999, **back), line(2, 21, paid=500_000, **back), line(3, 31),
        line(4, 41, due_on=None, **back), line(5, 51, lines=0, net=0, **back), line(6, 61, 202503, **back), line(7, 71, returned_fen=200),
    ]  # fmt: skip
    assert found("site_payment_returned", ON, worker_month=rows) == {1: "黄 2 2 500001", 4: "黄 1 1 500000", 7: "黄 1 1 200"}


def test_minimum_wage() -> None:
    # Shenzhen 2,520.00 and Guangzhou 2,500.00 a month from 2025-03; February 2026 had 16 working days, January 21.
    rows = [
        line(1, 11, net=251_999, stated_days=16), line(1, 12, net=252_000, stated_days=16),
        line(2, 21, net=251_999, stated_days=None, days=17),
        line(3, 31, net=173_793, stated_days=15),  # 2520 / 21.75 x 15 = 1737.931...
        line(4, 41, net=173_794, stated_days=15),
        line(5, 51, 202601, net=243_310, stated_days=21), line(6, 61, 202601, net=231_724, stated_days=20),  # of 20 days 2317.241...
        line(7, 71, 202601, net=231_725, stated_days=20),
        line(8, 81, net=0, stated_days=0, days=16), line(9, 91, net=1, stated_days=16, per="hour"), line(10, 1, net=1, stated_days=16, lines=0),
        line(11, 1, net=1, stated_days=16, due_on=date(2026, 4, 1)), line(12, 1, net=1, stated_days=16, due_on=None), line(13, 1, net=1, stated_days=16, due_on=ON),
        line(14, 1, 202603, net=1, stated_days=22), line(15, 1, 202512, net=1, stated_days=23), line(16, 1, 202511, net=1, stated_days=20),
        line(17, 1, net=249_999, stated_days=16, city=GUANGZHOU), line(18, 1, net=250_000, stated_days=16, city=GUANGZHOU),
        line(19, 1, net=1, stated_days=16, city=445300),  # the run was not told of this city
    ]  # fmt: skip
    assert found("site_minimum_wage", ON, worker_month=rows) == dict.fromkeys((1, 2, 3, 5, 6, 12, 13, 15, 17), "橙 1 1 0")


def test_average_wage() -> None:
    def month(site: int, stated: int, due_fen: int, month: int = 202602) -> dict[str, Any]:
        return {"site": site, "month": month, "stated": stated, "due_fen": due_fen}

    rows = [
        month(1, 2, 503_999), month(2, 2, 504_000), month(3, 0, 0), month(4, 1, 1, 202603), month(5, 1, 1, 202512), month(5, 1, 1, 202601),
        month(6, 1, 1, 202511),
    ]  # fmt: skip
    assert found("site_average_wage", ON, site_month=rows) == {1: "红 1 0 0", 5: "红 2 0 0"}


def test_confirmation() -> None:
    rows = [
        line(1, 11, unconfirmed=1, due_on=ON), line(1, 12, unconfirmed=2), line(2, 21, unconfirmed=1, due_on=date(2026, 4, 1)),
        line(3, 31, unconfirmed=1, due_on=None), line(4, 41, refused=1), line(5, 51, 202601, unconfirmed=1), line(6, 61, 202512, unconfirmed=1),
        *(line(7, worker, unconfirmed=1) for worker in range(700, 730)),
    ]  # fmt: skip
    assert found("site_payroll_unconfirmed", ON, worker_month=rows) == {1: "黄 2 2 0", 5: "黄 1 1 0", 7: "橙 30 30 0"}
    rows = [line(1, 11, refused=1, paid=500_000), line(2, 21, 202504, refused=1), line(3, 31, 202503, refused=1), line(4, 41, unconfirmed=1)]
    assert found("site_payroll_refused", ON, worker_month=rows) == {1: "黄 1 1 0", 2: "黄 1 1 0"}


@pytest.mark.parametrize(("on", "says"), [
    (date(2026, 3, 15), {2: "橙 2 0 0"}),  # 28 February and 15 days is 15 March: not over
    (date(2026, 3, 16), {1: "黄 1 0 0", 2: "红 3 0 0"}),
])  # fmt: skip
def test_payroll_missing(on: date, says: dict[int, str]) -> None:
    def month(site: int, month: int, attended: int = 1, stated: int = 0) -> dict[str, Any]:
        return {"site": site, "month": month, "attended": attended, "stated": stated}

    rows = [
        month(1, 202602), month(1, 202601, stated=1), month(1, 202603), month(2, 202602), month(2, 202601), month(2, 202504), month(2, 202503),
        month(3, 202602, attended=0),
    ]  # fmt: skip
    assert found("site_payroll_missing", on, site_month=rows) == says


def test_pay_day_before_rest() -> None:
    saturday, friday, sunday = date(2026, 3, 14), date(2026, 3, 13), date(2026, 3, 15)
    rows = [
        line(1, 11, due_on=saturday, paid=500_000, last_paid_on=friday), line(2, 21, due_on=saturday, paid=500_000, last_paid_on=saturday),
        line(3, 31, due_on=sunday, paid=500_000, last_paid_on=saturday), line(4, 41, due_on=saturday, paid=499_999, last_paid_on=friday),
        line(5, 51, due_on=friday, paid=500_000, last_paid_on=sunday),
        line(6, 61, due_on=date(2026, 2, 28), paid=500_000, last_paid_on=date(2026, 2, 28)),  # a Saturday worked in exchange
        line(7, 71, due_on=date(2026, 2, 17), paid=500_000, last_paid_on=date(2026, 2, 14)),  # Spring Festival; the 14th was worked
        line(8, 81, due_on=date(2026, 2, 17), paid=500_000, last_paid_on=date(2026, 2, 15)),
        line(9, 91, due_on=saturday, net=0, paid=0),
        line(10, 1, due_on=date(2026, 1, 31), paid=0), line(11, 1, 202512, due_on=date(2026, 1, 25), paid=0),  # out of sight
        line(12, 1, 202512, due_on=date(2026, 3, 14), paid=0), line(13, 1, 202511, due_on=date(2026, 3, 14), paid=0),
    ]  # fmt: skip
    assert found("site_pay_before_rest", ON, worker_month=rows) == {
        2: "黄 1 1 0", 3: "黄 1 1 0", 4: "黄 1 1 1", 8: "黄 1 1 0", 10: "黄 1 1 500000", 12: "黄 1 1 500000",
    }  # fmt: skip


def test_pay_day_at_the_edges_of_sight() -> None:
    rows = [line(1, 11, 202606, due_on=date(2026, 7, 11)), line(2, 21, 202606, due_on=date(2026, 7, 12)), line(3, 31, 202605, due_on=date(2026, 5, 9))]
    # 11 and 12 July are a weekend. Friday the 10th is not over on the 10th, and is on the 11th.
    assert found("site_pay_before_rest", date(2026, 7, 10), worker_month=rows) == {}
    assert set(found("site_pay_before_rest", date(2026, 7, 11), worker_month=rows)) == {1, 2}
    rows = [line(1, 11, 202606, due_on=date(2026, 5, 10)), line(2, 21, 202606, due_on=date(2026, 5, 16))]
    assert set(found("site_pay_before_rest", date(2026, 7, 10), worker_month=rows)) == {1, 2}, "61 days back is 10 May"
    assert set(found("site_pay_before_rest", date(2026, 7, 11), worker_month=rows)) == {2}


LEFT = date(2026, 3, 23)


def stay(site: int, worker: int, left_on: date | None = LEFT, employer: int = 7) -> dict[str, Any]:
    return {"site": site, "worker": worker, "employer": employer, "entered_on": date(2025, 3, 1), "left_on": left_on}


def test_left_unsettled() -> None:
    roster = [
        stay(1, 11), stay(2, 21, date(2026, 3, 24)), stay(3, 31, None), stay(4, 41), stay(4, 41, None, employer=8), stay(5, 51), stay(6, 61),
        stay(7, 71, date(2025, 4, 1)), stay(8, 81, date(2025, 3, 31)), stay(9, 91), stay(10, 1), stay(11, 1, date(2026, 1, 5)),
    ]  # fmt: skip
    months = [
        line(1, 11, due_on=None), line(2, 21), line(3, 31), line(4, 41), line(5, 51, paid=500_000), line(5, 51, 202603, days=3, lines=0, net=0),
        line(6, 61, paid=500_000), line(7, 71, 202504), line(8, 81, 202504), line(9, 91, 202503), line(10, 1, 202603, days=0, lines=0, net=0),
        line(11, 2),  # another worker
    ]  # fmt: skip
    assert found("site_left_unsettled", ON, worker_month=months, roster=roster) == {
        1: "黄 1 1 500000", 5: "黄 1 1 0", 7: "黄 1 1 500000",
    }  # fmt: skip


def test_left_without_confirmation() -> None:
    roster = [stay(1, 11), stay(2, 21), stay(3, 31, ON), stay(4, 41), stay(5, 51), stay(6, 61), stay(7, 71)]
    months = [
        line(1, 11, 202603, days=1, lines=0), line(2, 21, 202603, days=1, lines=2, unconfirmed=1), line(3, 31, 202603, days=1, lines=0),
        line(4, 41, 202603, days=1, lines=2, unconfirmed=1, refused=1), line(5, 51, 202602, days=1, lines=0), line(6, 61, 202603, days=0, lines=0),
        line(7, 71, 202603, days=1, lines=1, unconfirmed=1),
    ]  # fmt: skip
    assert found("site_left_without_confirmation", ON, worker_month=months, roster=roster) == dict.fromkeys((1, 4, 7), "红 1 1 0")
