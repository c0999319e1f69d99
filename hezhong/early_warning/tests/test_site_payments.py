"""How wages of building sites were paid, counted by hand on rows at the edges. Row: colour, measure, people, fen."""

from datetime import date
from typing import Any

from hezhong.early_warning.tests.employer_rows import found

ON = date(2026, 3, 31)
GUANGZHOU = 440100


def paid(site: int, worker: int, month: int = 202602, fen: int = 500_000, **said: Any) -> dict[str, Any]:
    row = {"site": site, "worker": worker, "month": month, "lines": 1, "net_fen": 500_000, "paid_fen": fen, "card": 1, "card_low": 1, "card_high": 1}
    return {**row, "on_roster": True, "days": 20, **said}


def test_cards() -> None:
    rows = [
        paid(1, 11), paid(2, 21, card_low=2, card_high=2), paid(3, 31, card_high=2), paid(4, 41, card=None, card_low=2, card_high=2),
        paid(5, 51, card=2), paid(5, 52, card=2, fen=100), paid(6, 61, fen=0, card_low=None, card_high=None),
        paid(7, 71, 202601, card=2), paid(8, 81, 202512, card=2), paid(0, 91, card=2, employer=9),
        paid(10, 1, card=1, card_low=0, card_high=1),
    ]  # fmt: skip
    assert found("site_card_of_others", ON, worker_month=rows) == {
        2: "橙 1 1 500000", 3: "橙 1 1 500000", 5: "橙 2 2 500100", 7: "橙 1 1 500000", 10: "橙 1 1 500000",
    }  # fmt: skip
    assert found("site_cards_changed", ON, worker_month=rows) == {3: "黄 1 1 500000", 10: "黄 1 1 500000"}


def booked(site: int | None, worker: int, card: int, on: date = date(2026, 3, 10), **said: Any) -> dict[str, Any]:
    return {"site": site, "worker": worker, "card": card, "booked_on": on, "paid_fen": 100, "state": "paid", "employer": 7, **said}


def test_one_card_of_several_workers() -> None:
    rows = [
        booked(1, 11, 1), booked(1, 12, 1), booked(1, 11, 1, date(2026, 2, 1)),
        booked(2, 21, 2), booked(3, 22, 2),  # of two sites: both count
        booked(4, 41, 3), booked(None, 42, 3),
        booked(5, 51, 4), booked(5, 52, 4, date(2026, 1, 31)),  # before last month
        booked(6, 61, 5), booked(6, 62, 5, state="returned", returned_on=ON),
        booked(7, 71, 6), booked(7, 72, 6, state="returned", returned_on=date(2026, 4, 1)),  # on the day asked for it had not come back
        booked(8, 81, 7), booked(8, 82, 7, date(2026, 4, 1)),
        booked(9, 91, 8), booked(9, 92, 8, city=GUANGZHOU),
        booked(10, 1, 9), booked(10, 2, 9), booked(10, 3, 9),
        booked(12, 1, 10), booked(12, 2, 10, state="returned", returned_on=None),
    ]  # fmt: skip
    assert found("site_card_shared", ON, bank_lines=rows) == {
        1: "橙 2 2 300", 2: "橙 1 1 100", 3: "橙 1 1 100", 4: "橙 1 1 100", 7: "橙 2 2 200", 10: "红 3 3 300",
    }  # fmt: skip


def test_not_by_the_account_and_too_much() -> None:
    rows = [
        paid(1, 11), paid(2, 21, other_fen=1), paid(3, 31, fen=500_001), paid(4, 41, fen=1, lines=0, net_fen=0), paid(5, 51, 202512, other_fen=1),
        paid(6, 61, 202601, fen=500_002, other_fen=500_002), paid(7, 71, fen=499_999),
    ]  # fmt: skip
    assert found("site_not_by_account", ON, worker_month=rows) == {2: "橙 1 1 1", 6: "橙 1 1 500002"}
    assert found("site_paid_too_much", ON, worker_month=rows) == {3: "黄 1 1 1", 6: "黄 1 1 2"}


def test_strangers() -> None:
    unknown = {"lines": 0, "net_fen": 0, "on_roster": False, "days": 0}
    rows = [
        paid(1, 11, **unknown), paid(2, 21, **{**unknown, "lines": 1}), paid(3, 31, **{**unknown, "on_roster": True}), paid(4, 41, **{**unknown, "days": 1}),
        paid(5, 51, other_fen=500_000, **unknown), paid(6, 61, other_fen=499_999, **unknown), paid(7, 71, 202512, **unknown),
        paid(8, 81, **unknown), paid(8, 81, 202504, fen=0),  # known eleven months before
        paid(9, 91, **unknown), paid(9, 91, 202503, fen=0),
        paid(10, 1, **unknown), paid(11, 1, fen=0),  # known at another site
    ]  # fmt: skip
    assert found("site_account_to_strangers", ON, worker_month=rows) == {
        1: "红 1 1 500000", 6: "红 1 1 1", 9: "红 1 1 500000", 10: "红 1 1 500000",
    }  # fmt: skip


def test_outliers() -> None:
    rows = [
        *(paid(1, 11, 202600 + n, fen=fen) for n, fen in ((1, 5_000_001), (2, 12_500_000), (3, 12_500_000))),  # one fen more than both
        *(paid(2, 21, 202600 + n, fen=fen) for n, fen in ((1, 5_000_000), (2, 12_500_000), (3, 12_500_000))),  # 300,000.00 is not more
        *(paid(3, 31, 202500 + n, fen=9_000_000) for n in (10, 11, 12)), paid(3, 31, 202601, fen=9_000_000), paid(3, 31, 202602, fen=9_000_000),
        paid(4, 41, 202601, fen=20_000_000), paid(5, 41, 202602, fen=20_000_000),  # two sites
        paid(6, 61, 202601, fen=30_000_001),
    ]  # fmt: skip
    assert found("site_pay_outliers", ON, worker_month=rows) == {1: "红 1 1 30000001", 6: "红 1 1 30000001"}
    many = [*(paid(1, 11, 202600 + n, fen=5_000_000) for n in range(1, 8)), *(paid(2, 21, 202600 + n, fen=5_000_001) for n in range(1, 8))]
    assert found("site_pay_outliers", date(2026, 12, 31), worker_month=many) == {2: "红 1 1 35000007"}


def test_account_silent() -> None:
    rows = [
        paid(1, 11, 202601, fen=0), paid(2, 21, 202602, fen=0),  # last month is too early
        paid(3, 31, 202601, other_fen=500_000), paid(4, 41, 202601, fen=0), paid(4, 42, 202601, fen=1), paid(5, 51, 202601, fen=0, days=0),
        paid(6, 61, 202504, fen=0), paid(6, 61, 202505, fen=0), paid(7, 71, 202503, fen=0),
        paid(8, 81, 202601, fen=0), paid(8, 82, 202601, fen=1, days=0),  # paid to one who had not come: the account did pay
    ]  # fmt: skip
    assert found("site_account_silent", ON, worker_month=rows) == {1: "红 1 0 0", 3: "红 1 0 0", 6: "红 2 0 0"}


def test_heads_paid() -> None:
    def month(site: int, attended: int, paid: int, month: int = 202601) -> dict[str, Any]:
        return {"site": site, "month": month, "attended": attended, "paid": paid}

    rows = [month(1, 100, 99), month(2, 100, 100), month(3, 100, 101), month(4, 0, 0), month(5, 1, 0, 202602), month(6, 1, 0, 202512), month(7, 3, 0)]
    assert found("site_heads_paid", ON, site_month=rows) == {1: "黄 1 0 0", 7: "黄 3 0 0"}


def test_no_pay_record() -> None:
    bare = {"month": 202601, "lines": 0, "fen": 0}
    rows = [
        *(paid(1, n, 202601) for n in range(1, 10)), paid(1, 10, **bare),  # 1 of 10 is not more than 10 %
        *(paid(2, n, 202601) for n in range(1, 9)), paid(2, 9, **bare),
        paid(3, 1, **{**bare, "lines": 1}), paid(4, 1, **{**bare, "fen": 1}), paid(5, 1, **bare, days=0), paid(6, 1, **{**bare, "month": 202602}),
    ]  # fmt: skip
    assert found("site_no_pay_record", ON, worker_month=rows) == {2: "红 1/9 1 0"}
