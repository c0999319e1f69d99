"""What building sites must have, and the money on their accounts, counted by hand at the edges. Row: colour, measure, people, fen."""

from datetime import date
from typing import Any

import pytest

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.sites import over
from hezhong.early_warning.tests.employer_rows import found, rule
from hezhong.law.book import from_files

ON = date(2026, 3, 31)
LONG_AGO = date(2025, 1, 1)
SMALL = 300_000_000


def site(token: int, **said: Any) -> dict[str, Any]:
    row = {"site": token, "state": "building", "began_on": LONG_AGO, "owner": 8, "general_contractor": 7, "wage_account": token, "labour_officer": 6}
    return {**row, "security": "deposit", "notice_board": True, **said}


NOT_BUILDING = ("preparing", "stopped", "finished")


def test_account_missing() -> None:
    rows = [
        site(1), site(2, wage_account=None), site(3, wage_account=None, began_on=date(2026, 3, 2)),  # the 30th day
        site(4, wage_account=None, began_on=date(2026, 3, 1)), site(5, wage_account=None, began_on=ON), site(6, wage_account=None, began_on=None),
        site(7, wage_account=None, began_on=date(2026, 4, 1)), *(site(10 + n, wage_account=None, state=state) for n, state in enumerate(NOT_BUILDING)),
    ]  # fmt: skip
    assert found("site_account_missing", ON, sites=rows) == {
        2: "橙 455 0 0", 3: "蓝 30 0 0", 4: "橙 31 0 0", 5: "蓝 1 0 0", 6: "蓝 1 0 0",
    }  # fmt: skip


def test_security_missing() -> None:
    # From 3 March, a Tuesday, twenty working days end on 31 March: on 1 April they are over.
    none = {"security": "none"}
    rows = [
        site(1, began_on=date(2026, 3, 3), **none), site(2, began_on=date(2026, 3, 2), **none), site(3), site(4, began_on=None, **none),
        site(5, contract_fen=SMALL, **none), site(6, contract_fen=SMALL - 1, **none), site(7, contract_fen=None, **none), site(8, state="stopped", **none),
    ]  # fmt: skip
    assert set(found("site_security_missing", ON, sites=rows)) == {2, 5, 7}
    assert found("site_security_missing", date(2026, 4, 1), sites=rows) == dict.fromkeys((1, 2, 5, 7), "橙 1 0 0")
    asked = Asked(ON, from_files(), {}, {})
    assert over(20, asked) == date(2026, 3, 2) and over(0, asked) == date(2026, 3, 30)


def test_security_small() -> None:
    def secured(token: int, fen: int | None, **said: Any) -> dict[str, Any]:
        return site(token, **{"security_fen": fen, "contract_fen": 1_000_000_000, **said})

    rows = [
        secured(1, 4_999_999), secured(2, 5_000_000), secured(3, None), secured(4, 1, contract_fen=None), secured(5, 1, contract_fen=SMALL - 1),
        secured(6, 0, security="none"), secured(7, 1, security="guarantee", contract_fen=SMALL), secured(8, 1, state="finished"),
    ]  # fmt: skip
    assert found("site_security_small", ON, sites=rows) == dict.fromkeys((1, 7), "黄 1 0 0")


def test_security_ends() -> None:
    rows = [
        site(1, security_until=ON), site(2, security_until=date(2026, 4, 30)), site(3, security_until=date(2026, 5, 1)),
        site(4, security_until=date(2026, 3, 30), security="guarantee"), site(5), site(6, security_until=date(2026, 3, 30), security="none"),
        site(7, security_until=date(2026, 3, 30), state="finished"), site(8, security_until=date(2026, 3, 1), security="insurance"),
    ]  # fmt: skip
    assert found("site_security_to_end", ON, sites=rows) == dict.fromkeys((1, 2), "黄 1 0 0")
    assert found("site_security_over", ON, sites=rows) == {4: "橙 1 0 0", 8: "橙 30 0 0"}


def test_board_and_officer() -> None:
    rows = [site(1), site(2, notice_board=False), site(3, labour_officer=None), site(4, notice_board=False, labour_officer=None, state="preparing")]
    assert found("site_board_missing", ON, sites=rows) == {2: "黄 1 0 0"}
    assert found("site_officer_missing", ON, sites=rows) == {3: "黄 1 0 0"}


def test_no_attendance() -> None:
    rows = [site(1), site(2), site(3), site(4, began_on=date(2026, 2, 1)), site(5, began_on=date(2026, 1, 31)), site(6, began_on=None), site(7, state="stopped")]
    months = [
        {"site": 1, "month": 202603, "attended": 0}, {"site": 2, "month": 202602, "attended": 1}, {"site": 3, "month": 202601, "attended": 9},
    ]  # fmt: skip
    assert found("site_attendance_missing", ON, sites=rows, site_month=months) == dict.fromkeys((1, 3, 5), "黄 1 0 0")


def fee(token: int, due_on: date, fen: int = 100) -> dict[str, Any]:
    return {"site": token, "due_on": due_on, "due_fen": fen}


def received(token: int, fen: int, month: int = 202603) -> dict[str, Any]:
    return {"site": token, "month": month, "received_fen": fen}


def test_labour_fees() -> None:
    january, march = date(2026, 1, 31), date(2026, 3, 26)
    fees = [
        fee(1, march), fee(2, date(2026, 3, 27)), fee(3, ON), fee(4, march), fee(5, january), fee(5, march), fee(6, january), fee(6, march),
        fee(7, date(2025, 4, 1)), fee(8, date(2025, 3, 31)), fee(9, january), fee(9, march), fee(10, date(2026, 3, 30)),
    ]  # fmt: skip
    months = [received(4, 100), received(5, 150), received(6, 99, 202504), received(9, 100, 202503), received(7, 50, 202504), received(7, 49, 202603)]
    tables = {"labour_fees": fees, "site_month": months, "sites": [site(n) for n in range(1, 10)]}
    assert found("site_fee_late", ON, **tables) == {
        1: "橙 5 0 100", 2: "黄 4 0 100", 5: "橙 5 0 50", 6: "橙 59 0 101", 7: "橙 364 0 1", 9: "橙 59 0 200", 10: "黄 1 0 100",
    }  # fmt: skip
    assert found("site_fees_unpaid", ON, **tables) == {6: "红 2 0 101", 9: "红 2 0 200"}


def day(account: int, on: date, got: int = 0, spent: int = 0, token: int | None = None) -> dict[str, Any]:
    return {"account": account, "day": on, "site": token, "received_fen": got, "paid_fen": spent}


def test_fee_cycle() -> None:
    # On 28 March a month has passed from 27 February, not from the 28th.
    on = date(2026, 3, 28)
    sites = [
        site(1), site(2), site(3), site(4, began_on=date(2026, 2, 28)), site(5, began_on=None), site(6), site(7, state="stopped"), site(8, wage_account=1),
        site(9, began_on=date(2026, 2, 20)),
    ]  # fmt: skip
    days = [
        day(1, date(2026, 2, 27), 1), day(1, date(2026, 3, 20), 0), day(2, date(2026, 2, 28), 1), day(3, date(2026, 1, 27), 1),
        day(6, date(2025, 3, 31), 1), day(8, date(2026, 3, 1), 1, token=8),
    ]  # fmt: skip
    assert found("site_fee_cycle", on, account_balances=days, sites=sites) == {
        1: "黄 29 0 0", 3: "橙 60 0 0", 6: "橙 451 0 0", 9: "黄 36 0 0",
    }  # fmt: skip


def test_balance_short() -> None:
    def line(token: int, net: int, paid: int = 0, due_on: date | None = date(2026, 4, 7), month: int = 202603, worker: int = 1) -> dict[str, Any]:
        return {"site": token, "worker": worker, "month": month, "lines": 1, "due_on": due_on, "net_fen": net, "paid_fen": paid, "hired_by": 7}

    def balance(token: int, fen: int | None, month: int = 202603) -> dict[str, Any]:
        return {"site": token, "month": month, "balance_fen": fen}

    lines = [
        line(1, 100), line(2, 101), line(3, 101, due_on=date(2026, 4, 8)), line(4, 100, paid=50), line(4, 51, worker=2), line(5, 101, paid=1),
        line(6, 101, due_on=None), line(7, 101), line(8, 101), line(9, 101), line(10, 200, month=202504, due_on=date(2025, 5, 1)),
        line(11, 200, month=202503, due_on=date(2025, 5, 1)), line(12, 101), line(12, 100, paid=300, worker=2),
    ]  # fmt: skip
    months = [
        *(balance(n, 100) for n in (1, 2, 3, 4, 5, 6, 10, 11, 12)), balance(8, None), balance(8, 100, 202602), balance(9, 100, 202601),
        balance(2, 500, 202602),
    ]  # fmt: skip
    assert found("site_account_low", ON, worker_month=lines, site_month=months) == {
        2: "红 1 0 1", 4: "红 1 0 1", 8: "红 1 0 1", 10: "红 1 0 100", 12: "红 1 0 1",
    }  # fmt: skip


def test_account_spent() -> None:
    def booked(account: int, fen: int, on: date = date(2026, 2, 10), state: str = "paid") -> dict[str, Any]:
        return {"account": account, "booked_on": on, "paid_fen": fen, "state": state}

    february = date(2026, 2, 28)
    days = [
        day(1, february, spent=20_000), day(2, february, spent=20_001), day(3, february, spent=1_010_000), day(3, date(2026, 2, 1), spent=10_000),
        day(4, date(2026, 3, 1), spent=99_999), day(5, date(2026, 1, 31), spent=99_999), day(99, february, spent=99_999), day(98, february, spent=10_001, token=6),
        day(7, february, spent=20_001),
    ]  # fmt: skip
    lines = [
        booked(1, 10_000), booked(2, 10_000), booked(3, 20_000), booked(7, 1), booked(7, 10_000, state="returned"), booked(2, 5_000, date(2026, 3, 1)),
    ]  # fmt: skip
    sites = [site(n) for n in range(1, 8)] + [site(20, wage_account=2)]  # of two sites with one account the first
    assert found("site_account_spent", ON, account_balances=days, bank_lines=lines, sites=sites) == {
        2: "橙 10001 0 10001", 3: "红 1000000 0 1000000", 6: "橙 10001 0 10001",
    }  # fmt: skip


def told(number: int, account: int, on: date, kind: str = "short", **said: Any) -> dict[str, Any]:
    return {"notice": number, "account": account, "noticed_on": on, "kind": kind, **said}


def test_bank_tells_that_money_is_missing() -> None:
    sites = [site(n) for n in range(1, 7)] + [site(20, wage_account=2), site(7, state="finished")]
    notices = [
        told(1, 1, ON, fen=500), told(2, 1, date(2026, 4, 1)),  # its own day is the first; what is told tomorrow is not there yet
        told(3, 2, date(2026, 3, 28)), told(4, 2, date(2026, 3, 30)),  # of two sites with one account the first; four days
        told(5, 3, date(2026, 3, 27)), told(6, 98, date(2020, 1, 1), site=4), told(7, 97, ON),  # a site of its own; an account that is nobody's
        told(8, 5, ON, lifted_on=ON), told(9, 6, date(2026, 3, 1), lifted_on=date(2026, 4, 1)), told(10, 4, ON, "held"), told(11, 7, ON),
        told(12, 3, date(2026, 1, 1), site=20, fen=7),  # what it names goes before whose account it is
    ]  # fmt: skip
    assert found("site_told_short", ON, account_notices=notices, sites=sites) == {
        1: "黄 1 0 500", 2: "黄 4 0 0", 3: "橙 5 0 0", 4: "橙 2282 0 0", 6: "橙 31 0 0", 7: "黄 1 0 0", 20: "橙 90 0 7",
    }  # fmt: skip


def test_money_is_held_or_taken() -> None:
    sites = [site(n) for n in range(1, 10)]
    notices = [
        told(1, 1, ON, "held", reason="other", fen=900), told(2, 2, ON, "taken", reason="own_wages"), told(3, 3, ON, "held", reason="by_law"),
        told(4, 4, ON, "held"), told(5, 5, ON, "short", reason="other"), told(6, 6, date(2026, 3, 1), "held", reason="other", lifted_on=ON),
        told(7, 7, date(2026, 3, 1), "taken", reason="other", lifted_on=date(2026, 4, 1)), told(8, 98, date(2020, 1, 1), "taken", reason="other", site=8, fen=1),
        told(9, 8, ON, "held", reason="other", fen=2), told(10, 9, date(2026, 4, 1), "held", reason="other"), told(11, 97, ON, "held", reason="other"),
    ]  # fmt: skip
    assert found("site_money_held", ON, account_notices=notices, sites=sites) == {
        1: "红 1 0 900", 4: "红 1 0 0", 7: "红 1 0 0", 8: "红 2 0 3",
    }  # fmt: skip


@pytest.mark.parametrize("code", ["site_board_missing", "site_account_missing", "site_security_over"])
def test_what_a_site_must_have_is_asked_of_the_register_alone(code: str) -> None:
    assert rule(code).family.months == 0 and rule(code).family.reads == ("sites",)
