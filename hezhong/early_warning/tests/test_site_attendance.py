"""Who works on building sites, counted by hand on rows at the edges. Row: colour, measure, people, fen."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from hezhong.early_warning.tests.employer_rows import found

ON = date(2026, 3, 31)
GUANGZHOU = 440100


def bits(days: Iterable[int]) -> int:
    return sum(1 << day for day in days)


def came(site: int, worker: int, month: int = 202603, on: Iterable[int] = (10,), **said: Any) -> dict[str, Any]:
    days = set(on)
    row = {"site": site, "worker": worker, "month": month, "day_bits": bits(days), "days": len(days), "on_roster": True, "contract": 5}
    return {**row, "entered_on": date(2026, 1, 1), **said}


def test_real_names() -> None:
    rows = [
        came(1, 11, on_roster=False), came(1, 12), came(2, 21), came(3, 31, on=(), on_roster=False), came(4, 41, 202602, on_roster=False),
        came(5, 51, 202601, on_roster=False), came(6, 61, 202602, on_roster=False), came(6, 61, on_roster=False),
        came(0, 71, employer=9, on_roster=False),
    ]  # fmt: skip
    assert found("site_real_names", ON, worker_month=rows) == dict.fromkeys((1, 4, 6), "橙 1 1 0")


def test_contract_first() -> None:
    since = date(2026, 3, 10)
    rows = [
        came(1, 11, contract=None), came(2, 21, on=(10,), contract_since=since), came(3, 31, on=(9, 10), contract_since=since),
        came(4, 41, on=(31,), contract_since=date(2026, 4, 1)), came(5, 51, on=(1,), contract_since=date(2026, 2, 28)), came(6, 61, contract_since=None),
        came(7, 71, 202601, contract=None), came(8, 81, on=(), contract=None), came(9, 91, 202602, on=(28,), contract_since=date(2026, 3, 1)),
        came(10, 1, on=(1,), contract_since=date(2026, 3, 1)), came(11, 1, on=(30, 31), contract_since=date(2026, 3, 31)),
        came(12, 1, on=(1,), contract_since=date(2025, 12, 31)), came(13, 1, on=(1,), contract_since=date(2027, 1, 1)),
    ]  # fmt: skip
    assert found("site_contract_first", ON, worker_month=rows) == dict.fromkeys((1, 3, 4, 9, 11, 13), "橙 1 1 0")


def test_contract_late() -> None:
    bare = {"contract": None, "on": ()}
    rows = [
        came(1, 11, entered_on=date(2026, 2, 28), **bare),  # the month ends on 28 March
        came(2, 21, entered_on=date(2026, 3, 1), **bare), came(3, 31, entered_on=date(2026, 1, 1), on=()),
        came(4, 41, entered_on=date(2026, 1, 1), left_on=date(2026, 3, 20), **bare), came(5, 51, 202602, entered_on=date(2026, 1, 1), **bare),
        came(6, 61, on_roster=False, entered_on=None, **bare), *(came(7, n, **bare) for n in range(700, 710)),
    ]  # fmt: skip
    assert found("site_contract_late", ON, worker_month=rows) == {1: "橙 1 1 0", 7: "红 10 10 0"}
    rows = [came(1, 11, entered_on=date(2026, 2, 28), **bare), came(2, 21, entered_on=date(2026, 2, 27), **bare)]
    assert set(found("site_contract_late", date(2026, 3, 28), worker_month=rows)) == {2}
    rows = [came(1, 11, entered_on=date(2026, 1, 31), **bare), came(2, 21, entered_on=date(2026, 2, 1), **bare)]
    assert set(found("site_contract_late", date(2026, 3, 1), worker_month=rows)) == {1}, "31 January and a month is 28 February"
    rows = [came(n, n, entered_on=date(2026, 2, 3), on=(), contract_since=date(2026, 3, day)) for n, day in ((1, 4), (2, 5))]
    assert set(found("site_contract_late", date(2026, 3, 4), worker_month=rows)) == {2}, "the line names a contract that begins the day after"
    assert found("site_contract_late", date(2026, 3, 5), worker_month=rows) == {}


def test_stay_dates() -> None:
    def stay(site: int, entered_on: date, worker: int = 1) -> dict[str, Any]:
        return {"site": site, "worker": worker, "entered_on": entered_on}

    on = date(2026, 3, 10)
    roster = [stay(n, on) for n in range(1, 8)] + [stay(5, date(2026, 1, 5)), stay(8, date(2026, 1, 1)), stay(9, date(2026, 1, 1))]
    first = {"entered_on": on}  # of the line he came to last, as a worker's month has it
    rows = [
        came(1, 1, on=(10,), **first), came(2, 1, on=(9, 10, 11), **first), came(3, 1, on=(10, 20, 21), left_on=date(2026, 3, 20), **first),
        came(4, 1, on=(10, 20), left_on=date(2026, 3, 20), **first), came(5, 1, on=(9,), **first),  # he had come before, with another employer
        came(6, 1, on=(9,), on_roster=False), came(7, 1, 202602, on=(1,), **first),
        came(8, 1, on=(31,), left_on=date(2026, 3, 31)), came(9, 1, on=(31,), left_on=date(2026, 3, 30)),
    ]  # fmt: skip
    assert found("site_stay_dates", ON, worker_month=rows, roster=roster) == dict.fromkeys((2, 3, 7, 9), "黄 1 1 0")


def test_attended_and_stated() -> None:
    stated = {"month": 202602, "lines": 1, "due_fen": 100, "net_fen": 90}
    rows = [
        came(1, 11, 202602), came(1, 12, on=(), **stated), came(2, 21, **stated), came(2, 22, 202602), came(3, 31, 202602),  # no payroll at all
        came(4, 41, on=(), **stated),  # nobody came
        came(5, 51, **stated), came(5, 52, on=(), **{**stated, "due_fen": 0}), came(6, 61, 202603), came(6, 62, on=(), **{**stated, "month": 202603}),
        came(7, 71, 202512), came(7, 72, on=(), **{**stated, "month": 202512}), came(8, 81, 202511), came(8, 82, on=(), **{**stated, "month": 202511}),
        came(9, 91, 202602), came(9, 92, on=(), **{**stated, "month": 202601}),
    ]  # fmt: skip
    assert found("site_left_off_payroll", ON, worker_month=rows) == dict.fromkeys((1, 2, 7), "黄 1 1 0")
    assert found("site_ghosts", ON, worker_month=rows) == dict.fromkeys((1, 7), "黄 1 1 90")


def test_heads_differ() -> None:
    def month(site: int, attended: int, stated: int, month: int = 202602) -> dict[str, Any]:
        return {"site": site, "month": month, "attended": attended, "stated": stated}

    rows = [
        month(1, 100, 110), month(2, 100, 111), month(3, 100, 89), month(4, 100, 90), month(5, 0, 5), month(6, 5, 0), month(7, 1, 9, 202603),
        month(8, 1, 2, 202512), month(8, 1, 4, 202601), month(9, 1, 2, 202511),
    ]  # fmt: skip
    assert found("site_heads_differ", ON, site_month=rows) == {2: "橙 11 0 0", 3: "橙 11 0 0", 8: "橙 3 0 0"}


def test_the_same_minute() -> None:
    ten, minute = range(1, 11), {"come_first": 450, "come_last": 450}
    rows = [
        came(1, 11, on=ten, **minute), came(2, 21, on=range(1, 10), **minute), came(3, 31, on=ten, come_first=450, come_last=451),
        came(4, 41, on=ten), came(5, 51, 202602, on=ten, **minute), came(5, 51, on=ten, **minute), came(6, 61, 202601, on=ten, **minute),
        *(came(7, n, on=ten, **minute) for n in range(700, 710)),
    ]  # fmt: skip
    assert found("site_minutes_alike", ON, worker_month=rows) == {1: "黄 1 1 0", 5: "黄 1 1 0", 7: "橙 10 10 0"}


def swipe(site: int, worker: int, on: date, minute: int = 0, second: int = 0, direction: str = "come") -> dict[str, Any]:
    at = datetime(on.year, on.month, on.day, 7, minute, second)
    return {"site": site, "worker": worker, "day": on, "swiped_at": at, "direction": direction}


def months_of(swipes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the months of whoever swiped: bits 1 to 31 are the days of even minutes, the next 31 those of odd ones."""
    found: dict[tuple[int, int, int], int] = {}
    for row in swipes:
        key = (row["site"], row["worker"], row["day"].year * 100 + row["day"].month)
        bit = 2 ** row["day"].day * (2**31 if row["swiped_at"].minute % 2 else 1) if row["direction"] == "come" else 0
        found[key] = found.get(key, 0) | bit
    return [{"site": site, "worker": worker, "month": month, "come_bits": bits} for (site, worker, month), bits in found.items()]


def test_all_at_once() -> None:
    on, ten = date(2026, 3, 10), range(1, 11)
    rows = [
        *(swipe(1, n, on, second=n) for n in ten), *(swipe(2, n, on) for n in range(1, 10)), *(swipe(3, n, on, minute=n == 10) for n in ten),
        *(swipe(4, n, on) for n in ten), swipe(4, 1, on, minute=30), *(swipe(5, n, on) for n in ten), swipe(5, 1, on, minute=30, direction="go"),
        *(swipe(6, n, date(2026, 2, 1)) for n in ten), *(swipe(7, n, date(2026, 1, 31)) for n in ten), *(swipe(8, n, date(2026, 4, 1)) for n in ten),
        *(swipe(9, n, date(2026, 3, day)) for n in ten for day in range(1, 6)), *(swipe(10, 1, on, second=n) for n in ten),
        *(swipe(11, n, on, minute=2 * (n % 2)) for n in ten), *(swipe(12, n, on, minute=31) for n in ten), *(swipe(13, n, on, direction="go") for n in ten),
        *(swipe(14, n, date(2026, 3, 31), minute=59) for n in ten), *(swipe(14, n, date(2026, 3, 1), minute=1) for n in range(1, 10)),
    ]  # fmt: skip
    one = dict.fromkeys((1, 5, 6, 12, 14), "黄 1 0 0")
    assert found("site_swipes_at_once", ON, attendance=rows, worker_month=months_of(rows)) == {**one, 9: "橙 5 0 0"}


def test_the_same_day_elsewhere() -> None:
    rows = [
        came(1, 11, on=(1, 2)), came(2, 11, on=(2, 3)), came(3, 12, on=(1,)), came(4, 12, on=(2,)), came(5, 13), came(6, 13, 202602),
        came(7, 14), came(8, 14, city=GUANGZHOU), came(9, 15, 202601), came(10, 15, 202601), came(11, 16, on=(31,)), came(12, 16, on=(31,)),
        came(12, 17, on=(5,)), came(13, 17, on=(5,)), came(14, 17, on=(5,)), came(0, 18, employer=9), came(15, 18),
    ]  # fmt: skip
    assert found("site_same_days_elsewhere", ON, worker_month=rows) == {
        **dict.fromkeys((1, 2, 11, 13, 14), "黄 1 1 0"), 12: "黄 2 2 0",
    }  # fmt: skip


def test_without_rest() -> None:
    others = [came(site, n) for site in (1, 2, 5) for n in range(site * 100, site * 100 + 10)]
    rows = [
        *others,
        came(1, 11, on=range(1, 8)),  # one of eleven
        came(2, 21, on=range(1, 7)),
        came(3, 31, 202602, on=(25, 26, 27, 28)), came(3, 31, on=(1, 2, 3)),  # over the turn of the month, one of one
        came(4, 41, 202602, on=(25, 26, 27)), came(4, 41, on=(1, 2, 3, 4)),  # the 28th was free
        came(5, 51, 202601, on=range(1, 32)), came(5, 52, on=(1, 2, 3, 5, 6, 7, 8)),
        came(6, 61, on=(25, 26, 27)), came(7, 61, on=(28, 29, 30, 31)),  # not added up over sites
        came(8, 81, on=range(1, 32)), *(came(8, n) for n in range(800, 809)),  # one of ten
        came(9, 91, 202602, on=range(22, 29)), *(came(9, n) for n in range(900, 909)), came(9, 92, on=range(25, 32)), came(9, 93, on=range(25, 32)),
        came(9, 94, on=range(25, 32)), came(9, 95, on=range(25, 32)),  # five of fourteen
    ]  # fmt: skip
    assert found("site_without_rest", ON, worker_month=rows) == {1: "黄 1/11 1 0", 3: "红 1/1 1 0", 8: "橙 1/10 1 0", 9: "红 5/14 5 0"}


def test_hours_a_day() -> None:
    rows = [came(1, 11, written_most=661), came(2, 21, written_most=660), came(3, 31, 202601, written_most=900), came(4, 41), came(5, 51, 202602, written_most=700)]
    assert found("site_hours_a_day", ON, worker_month=rows) == dict.fromkeys((1, 5), "黄 1 1 0")


def test_group_complaints() -> None:
    def complaint(number: int, site: int | None, people: int, on: date = ON, **said: Any) -> dict[str, Any]:
        return {"received_on": on, "complaint": number, "site": site, "people": people, "employer": 7, "subject": "wages", **said}

    rows = [
        complaint(1, 1, 9), complaint(2, 2, 9), complaint(3, 2, 1, date(2026, 3, 2), claimed_fen=500), complaint(4, 3, 9),
        complaint(5, 3, 1, date(2026, 3, 1)), complaint(6, 4, 10, subject="hours"), complaint(7, 5, 10, closed_on=ON),
        complaint(8, 6, 10, closed_on=date(2026, 4, 1)), complaint(9, None, 10), complaint(10, 7, 30), complaint(11, 8, 10, date(2026, 4, 1)),
    ]  # fmt: skip
    assert found("site_group_complaints", ON, complaints=rows) == {2: "橙 10 0 500", 6: "橙 10 0 0", 7: "红 30 0 0"}
