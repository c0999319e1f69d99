"""Wages of employers without a site, counted by hand on rows at the edges."""

from datetime import date
from typing import Any

import pytest

from hezhong.early_warning.tests.employer_rows import found

ON = date(2026, 3, 31)


def line(employer: int, worker: int, month: int = 202602, due_on: date | None = date(2026, 3, 10), net: int = 500_000, paid: int = 0, **said: Any) -> dict[str, Any]:
    row = {"employer": employer, "worker": worker, "month": month, "lines": 1, "due_on": due_on, "due_fen": net, "net_fen": net, "paid_fen": paid}
    return {**row, **said}


def test_unpaid_by_people() -> None:
    rows = [
        line(1, 11, paid=499_999),  # one fen short
        line(1, 12, paid=500_000),
        line(1, 12, month=202601, paid=600_000),  # more than enough
        line(2, 21, due_on=date(2026, 3, 30)),  # due yesterday
        line(3, 31, due_on=ON),  # due today: not late yet
        line(4, 41, due_on=None),
        line(5, 51, lines=0),
        line(6, 61, month=202504), line(6, 62, month=202503),  # the twelfth month counts, the thirteenth does not
        line(0, 71, site=9, hired_by=7),  # of a site: another rule
        *(line(8, worker) for worker in range(800, 810)), line(8, 800, month=202601),  # ten people, one of them twice
        *(line(9, worker) for worker in range(900, 905)),
    ]  # fmt: skip
    assert found("employer_wages_unpaid", ON, worker_month=rows) == {
        1: "黄 1 1 1", 2: "黄 1 1 500000", 6: "黄 1 1 500000", 8: "红 10 10 5500000", 9: "橙 5 5 2500000",
    }  # fmt: skip


@pytest.mark.parametrize(("due_on", "says"), [
    (date(2026, 3, 31), None), (date(2026, 3, 30), "黄 1 1 1"), (date(2026, 3, 25), "黄 6 1 1"), (date(2026, 3, 24), "橙 7 1 1"),
    (date(2026, 3, 1), "橙 30 1 1"), (date(2026, 2, 28), "红 31 1 1"),
])  # fmt: skip
def test_days_late(due_on: date, says: str | None) -> None:
    rows = [line(1, 11, due_on=due_on, net=1), line(1, 12, due_on=date(2026, 1, 1), paid=500_000)]
    assert found("employer_wages_late", ON, worker_month=rows).get(1) == says


def test_months_running() -> None:
    due = date(2026, 3, 10)
    rows = [
        line(1, 11, 202601, due), line(1, 11, 202602, due),
        line(2, 21, 202510, due), line(2, 21, 202511, due), line(2, 21, 202512, due),  # over; the run need not reach the last month
        line(3, 31, 202512, due), line(3, 31, 202602, due),  # a gap
        line(4, 41, 202601, due), line(4, 42, 202602, due),  # two people, one month each
        line(5, 51, 202601, due), line(5, 51, 202602, due, paid=500_000),
        *(line(6, 61, month, due, net=100) for month in (202504, 202505, 202506, 202507, 202508, 202509, 202510, 202511, 202512, 202601, 202602, 202603)),
    ]  # fmt: skip
    assert found("employer_months_running", ON, worker_month=rows) == {1: "橙 2 1 1000000", 2: "红 3 1 1500000", 6: "红 12 1 1200"}


def test_many_and_much() -> None:
    rows = [
        *(line(1, 100 + n, net=300_000) for n in range(10)),  # ten people, 30,000.00 together
        *(line(2, 200 + n, net=300_000) for n in range(9)), line(2, 209, net=299_999),  # one fen less
        *(line(3, 300 + n, net=5_000_000) for n in range(9)),  # nine people
        *(line(4, 400 + n, net=1_000_000) for n in range(10)), line(4, 499, paid=500_000),
    ]  # fmt: skip
    assert found("employer_arrears_of_many", ON, worker_month=rows) == {1: "橙 3000000 10 3000000", 4: "红 10000000 10 10000000"}


def test_often_overdue() -> None:
    paid_late = {"paid": 500_000, "paid_late_fen": 1}
    rows = [
        line(1, 11, 202602), line(1, 12, 202602), line(1, 13, 202602, paid=500_000),  # one month, however many people
        line(2, 21, 202512, **paid_late), line(2, 22, 202601, **paid_late), line(2, 21, 202602, paid=499_999),
        *(line(3, 31, month, **paid_late) for month in (202510, 202511, 202512, 202601, 202602)),
        line(4, 41, 202602, paid=500_000),
        line(5, 51, 202602, due_on=ON),
        line(6, 61, 202503, **paid_late),  # the thirteenth month
        line(7, 71, 202602, lines=0, **paid_late), line(8, 81, 202602, due_on=None, **paid_late), line(9, 91, 202602, due_on=date(2026, 3, 30), **paid_late),
    ]  # fmt: skip
    assert found("employer_often_overdue", ON, worker_month=rows) == {1: "黄 1 0 1000000", 2: "橙 3 0 1", 3: "红 5 0 0", 9: "黄 1 0 0"}


def test_below_the_minimum_of_shenzhen() -> None:
    """2,520.00 a month from March 2025. Working days of March 2026: 22; of February, with the Spring Festival: 16."""
    rows = [
        line(1, 11, 202603, net=251_999, stated_days=22),
        line(2, 21, 202603, net=252_000, stated_days=22),
        line(3, 31, 202603, net=100, stated_days=21),  # a day short of the month
        line(4, 41, 202603, net=100),  # nobody knows the days
        line(5, 51, 202602, net=252_000 - 100, stated_days=16), line(5, 51, 202601, net=1, stated_days=23),  # one person in two months
        line(6, 61, 202512, net=1, stated_days=23),  # too long ago
        *(line(7, 700 + n, 202603, net=250_000, stated_days=23) for n in range(10)),
        line(8, 81, 202603, net=100, stated_days=22, city=440200),  # a city that was not asked about
    ]  # fmt: skip
    assert found("employer_pay_below_minimum", ON, worker_month=rows) == {1: "橙 1 1 1", 5: f"橙 1 1 {100 + 251_999}", 7: "红 10 10 20000"}


def test_deductions() -> None:
    rows = [
        line(1, 11, net=100_000, deducted_fen=20_000),  # exactly a fifth
        line(2, 21, net=100_000, deducted_fen=20_001),
        line(3, 31, net=0, deducted_fen=1),
        line(4, 41, net=0, deducted_fen=0),
        line(5, 51, month=202512, net=100_000, deducted_fen=90_000),  # too long ago
        line(7, 71, lines=0, net=100_000, deducted_fen=90_000),
        *(line(6, 600 + n, net=100_000, deducted_fen=50_000) for n in range(10)),
    ]  # fmt: skip
    assert found("employer_pay_deducted", ON, worker_month=rows) == {2: "黄 1 1 20001", 3: "黄 1 1 1", 6: "橙 10 10 500000"}


def test_pay_days_of_rest() -> None:
    """14 and 15 March 2026 are a Saturday and a Sunday; Friday the 13th was the last working day before them.

    Saturday 28 February is worked in exchange. From Sunday 15 to Monday 23 February is the Spring Festival; Saturday the 14th is worked.
    """
    sunday, friday, saturday = date(2026, 3, 15), date(2026, 3, 13), date(2026, 3, 14)
    rows = [
        line(1, 11, due_on=sunday, paid=500_000, last_paid_on=friday),
        line(2, 21, due_on=sunday, paid=500_000, last_paid_on=saturday),
        line(3, 31, due_on=sunday, paid=499_999, last_paid_on=friday),
        line(4, 41, due_on=date(2026, 2, 28), paid=500_000, last_paid_on=date(2026, 3, 2)),  # late, but due on a working day
        line(5, 51, due_on=date(2026, 2, 23), paid=500_000, last_paid_on=date(2026, 2, 14)),
        line(6, 61, due_on=date(2026, 2, 23), paid=500_000, last_paid_on=date(2026, 2, 15)),
        line(7, 71, due_on=date(2026, 4, 4)),  # to come
        line(8, 81, due_on=date(2026, 1, 1), month=202601, paid=500_000, last_paid_on=date(2025, 12, 31)),  # a Wednesday
        line(9, 91, due_on=date(2026, 1, 1), month=202601, paid=500_000, last_paid_on=date(2026, 1, 1)),
    ]  # fmt: skip
    assert found("employer_pay_after_rest_day", ON, worker_month=rows) == {2: "蓝 1 1 0", 3: "蓝 1 1 1", 6: "蓝 1 1 0", 9: "蓝 1 1 0"}


def test_today_is_a_day_of_rest() -> None:
    """Sunday 5 April 2026 is in the holiday of Qingming, the 4th to the 6th."""
    rows = [line(1, 11, month=202603, due_on=date(2026, 4, 5)), line(2, 21, month=202603, due_on=date(2026, 4, 6))]
    assert found("employer_pay_after_rest_day", date(2026, 4, 5), worker_month=rows) == {1: "蓝 1 1 500000"}


def test_no_sheet() -> None:
    rows = [
        line(1, 11, 202601, lines=0, paid=1),
        line(2, 21, 202602, lines=0, paid=1),  # last month: its sheet may still come
        line(3, 31, 202502, lines=0, days=1), line(3, 32, 202501, lines=0, days=1),  # the twelfth month before and the one before it
        line(4, 41, 202601, paid=1),
        line(5, 51, 202601, lines=0, site=9),
        line(6, 61, 202601, lines=0),  # neither paid nor at work
    ]  # fmt: skip
    assert found("employer_without_payroll", ON, worker_month=rows) == {1: "黄 1 1 1", 3: "黄 1 1 0"}
