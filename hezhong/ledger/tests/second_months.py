"""The second implementation of the derived tables: rows of plain dictionaries, one after another, from what columns mean.

Written from ``derived_tables`` and not from the expressions; it knows no SQL and is slow.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

Row = Mapping[str, Any]
Rows = Mapping[str, list[Row]]
Key = tuple[int, int, int]


def workers_months(rows: Rows, month: int, city: int, until: date | None = None) -> dict[Key, dict[str, Any]]:
    """Return (site, employer, worker) -> the row of WORKER_MONTH."""
    seen = _Seen(rows, month, city, until)
    found: dict[Key, dict[str, Any]] = {}

    def row(site: int | None, employer: int | None, worker: int) -> dict[str, Any]:
        key = (site or 0, 0 if site else employer or 0, worker)
        return found.setdefault(key, _blank(city, month, key))

    for swipe in seen.swipes():
        _swiped(row(swipe["site"], None, swipe["worker"]), swipe)
    for written in seen.written():
        _written(row(written["site"], None, written["worker"]), written)
    for line in seen.lines():
        _stated(row(line["site"], line["employer"], line["worker"]), line, until)
    for line in seen.payments():
        _paid(row(line["site"], line["employer"], line["worker"]), line, until)
    for person in sorted(seen.roster(), key=lambda each: (each["entered_on"], each["employer"])):
        _listed(row(person["site"], None, person["worker"]), person, seen)
    for each in found.values():
        _closed(each, seen)
    return found


def knows(rows: Rows, month: int, city: int, until: date | None, dated: Collection[tuple[int, int]]) -> bool:
    """Whether the city knows anything of the month, the day's own aside. dated: month and city of every row there ever was."""
    return (month, city) in dated or any(_Seen(rows, month, city, until).payments())


class _Seen:
    """What counts for the month."""

    def __init__(self, rows: Rows, month: int, city: int, until: date | None) -> None:
        self.rows, self.month, self.city, self.until = rows, month, city, until or date(2099, 12, 31)
        self.first = date(month // 100, month % 100, 1)
        self.end = self.first.replace(day=monthrange(self.first.year, self.first.month)[1])
        self.last = min(self.end, self.until)

    def of(self, table: str) -> Iterable[Row]:
        return [row for row in self.rows.get(table, []) if row["city"] == self.city]

    def swipes(self) -> Iterable[Row]:
        return [row for row in self.of("attendance") if self.first <= row["day"] <= self.last]

    def written(self) -> Iterable[Row]:
        return [row for row in self.of("labour_days") if self.first <= row["day"] <= self.last]

    def lines(self) -> Iterable[Row]:
        return [row for row in self.of("payroll_lines") if row["month"] == self.month]

    def payments(self) -> Iterable[Row]:
        return [row for row in self.of("bank_lines") if row["booked_on"] <= self.until and self.month == (row["month"] or _before(row["booked_on"]))]

    def roster(self) -> Iterable[Row]:
        return [row for row in self.of("roster") if row["entered_on"] <= self.last and (row["left_on"] is None or row["left_on"] >= self.first)]

    def contracts(self) -> Iterable[Row]:
        ends = [(row, min(row["until"] or date.max, row["ended_on"] or date.max)) for row in self.of("contracts")]
        return [row for row, end in ends if row["since"] <= self.last and end >= self.first]


def _before(on: date) -> int:
    return (on.year - 1) * 100 + 12 if on.month == 1 else on.year * 100 + on.month - 1


SUMS = ("swipes", "come_bits", "lines", "due_fen", "deducted_fen", "net_fen", "unconfirmed", "refused", "paid_fen", "paid_late_fen", "other_fen", "returned_fen")
EMPTY = (
    "hired_by", "come_first", "come_last", "written_minutes", "written_most", "stated_days", "due_on", "first_paid_on", "last_paid_on", "card_low",
    "card_high", "entered_on", "left_on", "agreed_fen", "per", "card", "contract", "contract_since",
)  # fmt: skip


def _blank(city: int, month: int, key: Key) -> dict[str, Any]:
    site, employer, worker = key
    known = {"city": city, "month": month, "site": site, "employer": employer, "worker": worker, "on_roster": False}
    return {**known, **dict.fromkeys(SUMS, 0), **dict.fromkeys(EMPTY), "days_worked": set(), "gates": [], "sheets": [], "payments": []}


def _swiped(row: dict[str, Any], swipe: Row) -> None:
    row["days_worked"].add(swipe["day"].day)
    row["swipes"] += 1
    if swipe["direction"] == "come":
        minute = swipe["swiped_at"].hour * 60 + swipe["swiped_at"].minute
        row["come_bits"] |= 2 ** (swipe["day"].day + 31 * (minute % 2))
        row["come_first"] = minute if row["come_first"] is None else min(row["come_first"], minute)
        row["come_last"] = minute if row["come_last"] is None else max(row["come_last"], minute)
    if swipe["employer"]:
        row["gates"].append(swipe["employer"])


def _written(row: dict[str, Any], written: Row) -> None:
    row["days_worked"].add(written["day"].day)
    row["written_minutes"] = (row["written_minutes"] or 0) + written["minutes"]
    row["written_most"] = max(row["written_most"] or 0, written["minutes"])


def _stated(row: dict[str, Any], line: Row, until: date | None) -> None:
    said_later = until is not None and line["confirmed_on"] is not None and line["confirmed_on"] > until
    row["sheets"].append(line["employer"])
    row["lines"] += 1
    row["due_fen"] += line["due_fen"]
    row["deducted_fen"] += line["deducted_fen"] or 0
    row["net_fen"] += line["net_fen"]
    row["unconfirmed"] += said_later or line["confirmed"] == "no"
    row["refused"] += line["confirmed"] == "refused" and not said_later
    if line["days"] is not None:
        row["stated_days"] = (row["stated_days"] or 0) + line["days"]
    if line["due_on"] is not None:
        row["due_on"] = min(row["due_on"] or line["due_on"], line["due_on"])


def _paid(row: dict[str, Any], line: Row, until: date | None) -> None:
    back_later = until is not None and line["returned_on"] is not None and line["returned_on"] > until
    if line["state"] == "returned" and not back_later:
        row["returned_fen"] += line["paid_fen"]
    else:
        row["payments"].append(line)


def _listed(row: dict[str, Any], person: Row, seen: _Seen) -> None:
    row["on_roster"] = True
    row.update({name: person[name] for name in ("entered_on", "agreed_fen", "per", "card", "contract")})
    row["roster_employer"] = person["employer"]
    row["left_on"] = person["left_on"] if person["left_on"] is not None and person["left_on"] <= seen.last else None


def _closed(row: dict[str, Any], seen: _Seen) -> None:
    """Fill what needs all of it."""
    worked, gates, sheets, payments = (row.pop(name) for name in ("days_worked", "gates", "sheets", "payments"))
    row["days"] = len(worked)
    row["day_bits"] = sum(2**number for number in worked)
    row["hired_by"] = row.pop("roster_employer", None) or min(sheets, default=None) or min(gates, default=None)
    for line in payments:
        row["paid_fen"] += line["paid_fen"]
        row["paid_late_fen"] += line["paid_fen"] if row["due_on"] and line["booked_on"] > row["due_on"] else 0
        row["other_fen"] += line["paid_fen"] if line["channel"] != "wage_account" else 0
    if payments:
        row["first_paid_on"], row["last_paid_on"] = min(line["booked_on"] for line in payments), max(line["booked_on"] for line in payments)
        row["card_low"], row["card_high"] = min(line["card"] for line in payments), max(line["card"] for line in payments)
    if row["contract"] is not None:
        row["contract_since"] = next((each["since"] for each in seen.of("contracts") if each["contract"] == row["contract"]), None)
        return
    boss = row["hired_by"] or row["employer"]
    own = [each for each in seen.contracts() if each["worker"] == row["worker"]]
    on_site = [each for each in own if each["site"] and each["site"] == row["site"]]
    of_boss = [each for each in own if each["employer"] == boss]
    best = min(on_site or of_boss, key=lambda each: (each["since"], each["contract"]), default=None)
    if best:
        row["contract"], row["contract_since"] = best["contract"], best["since"]


def sites_months(rows: Rows, workers: Mapping[Key, Row], month: int, city: int, until: date | None = None) -> dict[int, dict[str, Any]]:
    """Return site -> the row of SITE_MONTH."""
    seen = _Seen(rows, month, city, until)
    found: dict[int, dict[str, Any]] = {}
    sums = ("attended", "stated", "paid", "on_roster", "due_fen", "net_fen", "paid_fen", "fee_due_fen", "received_fen", "spent_fen")

    def site(token: int) -> dict[str, Any]:
        known = {"city": city, "month": month, "site": token, "balance_fen": None, "balance_on": None}
        return found.setdefault(token, {**known, **dict.fromkeys(sums, 0)})

    for row in workers.values():
        if row["site"]:
            there = site(row["site"])
            there["attended"] += row["days"] > 0
            there["stated"] += row["lines"] > 0
            there["paid"] += row["paid_fen"] > 0
            there["on_roster"] += row["on_roster"]
            for name in ("due_fen", "net_fen", "paid_fen"):
                there[name] += row[name]
    for fee in seen.of("labour_fees"):
        if seen.first <= fee["due_on"] <= seen.last:
            site(fee["site"])["fee_due_fen"] += fee["due_fen"]
    holders = {each["wage_account"]: each["site"] for each in sorted(seen.of("sites"), key=lambda each: -each["site"]) if each["wage_account"]}
    latest: dict[int, Row] = {}
    for line in sorted(seen.of("account_balances"), key=lambda each: each["day"]):
        token = line["site"] or holders.get(line["account"])
        if token and seen.first <= line["day"] <= seen.last:
            site(token)["received_fen"] += line["received_fen"]
            site(token)["spent_fen"] += line["paid_fen"]
            latest[line["account"]] = {**line, "site": token}
    for line in latest.values():
        there = site(line["site"])
        there["balance_fen"] = (there["balance_fen"] or 0) + line["balance_fen"]
        there["balance_on"] = min(there["balance_on"] or line["day"], line["day"])
    return found
