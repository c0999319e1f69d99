"""Workers' months out of swipes, labour days, payroll lines, payments, the roster and contracts."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from hezhong.early_warning.backtest import Rows
from hezhong.early_warning.references.numbered import back, first_day, last_day, month_of, window

BACK = 13
Month = dict[str, Any]
Row = Mapping[str, Any]
Key = tuple[int, int, int, int, int]
"""City, month, site (0 where there is none), employer (0 on a site), worker."""


def months(rows: Rows, on: date) -> list[Month]:
    """Return the workers' months that are known on a day."""
    found: dict[Key, Month] = {}
    wanted = window(on, BACK)
    _swipes(found, [row for row in rows["attendance"] if row["day"] <= on and month_of(row["day"]) in wanted])
    _labour_days(found, [row for row in rows["labour_days"] if row["day"] <= on and month_of(row["day"]) in wanted])
    _payroll(found, [row for row in rows["payroll_lines"] if row["month"] in wanted])
    _payments(found, [row for row in rows["bank_lines"] if row["booked_on"] <= on and paid_for(row) in wanted], on)
    _roster(found, rows["roster"], wanted, on)
    _contracts(found.values(), rows["contracts"], on)
    for month in found.values():
        _finish(month)
    return list(found.values())


def paid_for(line: Row) -> int:
    """Return the month whose wages a payment is; the month before it was booked, where it does not say."""
    month: int | None = line["month"]
    return back(line["booked_on"], 1) if month is None else month


def returned(line: Row, on: date) -> bool:
    """Return whether a payment has come back by that day; one that comes back later has been paid so far."""
    return bool(line["state"] == "returned" and (line["returned_on"] is None or line["returned_on"] <= on))


def on_the_roster(row: Row, month: int, on: date) -> bool:
    """Return whether a roster row holds in a month: entered by its end (by the day asked for), not left before it began."""
    entered = row["entered_on"] <= min(last_day(month), on)
    return bool(entered and (row["left_on"] is None or row["left_on"] >= first_day(month)))


def left(row: Row, on: date) -> date | None:
    """Return the day on which somebody left; None where he has not, that day still ahead among it."""
    day: date | None = row["left_on"]
    return None if day is None or day > on else day


def _month(found: dict[Key, Month], row: Row, month: int) -> Month:
    site = row.get("site") or 0
    employer = 0 if site else row.get("employer") or 0
    key = (row["city"], month, site, employer, row["worker"])
    if key not in found:
        found[key] = {
            "city": row["city"], "month": month, "site": site, "employer": employer, "worker": row["worker"], "hired_by": None,
            "dates": set(), "cards": set(), "registered": set(), "pers": set(), "swipes": 0, "come_bits": 0, "come_first": None, "come_last": None,
            "written_minutes": None, "written_most": None, "lines": 0, "stated_days": None, "due_fen": 0, "deducted_fen": 0, "net_fen": 0,
            "due_on": None, "unconfirmed": 0, "refused": 0, "paid_fen": 0, "paid_late_fen": 0, "other_fen": 0, "returned_fen": 0,
            "first_paid_on": None, "last_paid_on": None, "on_roster": False, "entered_on": None, "left_on": None,
            "agreed_fen": None, "per": None, "card": None, "contract": None, "contract_since": None,
            "at_gate": [], "on_sheet": [], "of_roster": [],
        }  # fmt: skip
    return found[key]


def _swipes(found: dict[Key, Month], swipes: Iterable[Row]) -> None:
    for row in swipes:
        month = _month(found, row, month_of(row["day"]))
        month["dates"].add(row["day"])
        month["swipes"] += 1
        if row["employer"]:
            month["at_gate"].append(row["employer"])
        if row["direction"] == "come":
            minute = row["swiped_at"].hour * 60 + row["swiped_at"].minute
            month["come_first"] = _least(month["come_first"], minute)
            month["come_last"] = _most(month["come_last"], minute)
            month["come_bits"] |= 1 << row["day"].day << (31 if minute % 2 else 0)


def _labour_days(found: dict[Key, Month], written: Iterable[Row]) -> None:
    for row in written:
        month = _month(found, row, month_of(row["day"]))
        month["dates"].add(row["day"])
        month["written_minutes"] = (month["written_minutes"] or 0) + row["minutes"]
        month["written_most"] = _most(month["written_most"], row["minutes"])


def _payroll(found: dict[Key, Month], lines: Iterable[Row]) -> None:
    for row in lines:
        month = _month(found, row, row["month"])
        month["lines"] += 1
        month["on_sheet"].append(row["employer"])
        if row["days"] is not None:
            month["stated_days"] = (month["stated_days"] or 0) + row["days"]
        month["due_fen"] += row["due_fen"]
        month["deducted_fen"] += row["deducted_fen"] or 0
        month["net_fen"] += row["net_fen"]
        if row["due_on"] is not None:
            month["due_on"] = _least(month["due_on"], row["due_on"])
        month["unconfirmed"] += row["confirmed"] == "no"
        month["refused"] += row["confirmed"] == "refused"


def _payments(found: dict[Key, Month], lines: Iterable[Row], on: date) -> None:
    """After the payroll, whose due day says which payments are late."""
    for row in lines:
        month = _month(found, row, paid_for(row))
        if returned(row, on):
            month["returned_fen"] += row["paid_fen"]
            continue
        month["paid_fen"] += row["paid_fen"]
        if month["due_on"] is not None and row["booked_on"] > month["due_on"]:
            month["paid_late_fen"] += row["paid_fen"]
        if row["channel"] != "wage_account":
            month["other_fen"] += row["paid_fen"]
        month["first_paid_on"] = _least(month["first_paid_on"], row["booked_on"])
        month["last_paid_on"] = _most(month["last_paid_on"], row["booked_on"])
        month["cards"].add(row["card"])


def _roster(found: dict[Key, Month], roster: Iterable[Row], wanted: Iterable[int], on: date) -> None:
    for row in roster:
        for number in wanted:
            if on_the_roster(row, number, on):
                _month(found, row, number)["of_roster"].append(row)
    for month in found.values():
        if month["of_roster"]:
            _enter(month, min(last_day(month["month"]), on))


def _enter(month: Month, until: date) -> None:
    """Enter what stood by then. Of several rows: the earliest entry, and the last leaving if all have left; the rest as the latest row says."""
    rows = sorted(month["of_roster"], key=lambda row: (row["entered_on"], row["employer"]))
    month["on_roster"] = True
    month["entered_on"] = rows[0]["entered_on"]
    gone = [left(row, until) for row in rows]
    month["left_on"] = None if None in gone else max(day for day in gone if day)
    for row in rows:
        for name in ("agreed_fen", "per", "card", "contract"):
            month[name] = month[name] if row[name] is None else row[name]
        if row["card"]:
            month["registered"].add(row["card"])
        month["pers"].add(row["per"])


def _contracts(found: Iterable[Month], contracts: Iterable[Row], on: date) -> None:
    """The roster's contract, else the earliest in force that month of the same site or of the employer who hired there."""
    since = {row["contract"]: row["since"] for row in contracts}
    of_worker: dict[tuple[int, int], list[Row]] = {}
    for row in contracts:
        of_worker.setdefault((row["city"], row["worker"]), []).append(row)
    for month in found:
        month["hired_by"] = _hired_by(month)
        if month["contract"] is None:
            month["contract"] = next(_in_force(month, of_worker.get((month["city"], month["worker"]), []), on), None)
        if month["contract"] is not None:
            month["contract_since"] = since.get(month["contract"])


def _hired_by(month: Month) -> int | None:
    employers = [row["employer"] for row in month["of_roster"]] or month["on_sheet"] or month["at_gate"]
    return min(employers) if employers else None


def _in_force(month: Month, contracts: Iterable[Row], on: date) -> Iterator[int]:
    end = min(last_day(month["month"]), on)
    for row in sorted(contracts, key=lambda each: (each["since"], each["contract"])):
        ended = row["ended_on"] if row["ended_on"] and row["ended_on"] <= end else row["until"]
        if row["since"] <= end and (ended is None or ended >= first_day(month["month"])) and _same(month, row):
            yield row["contract"]


def _same(month: Month, contract: Row) -> bool:
    employer = month["hired_by"] if month["site"] else month["employer"]
    return bool(contract["employer"] == employer or (month["site"] and contract["site"] == month["site"]))


def _finish(month: Month) -> None:
    month["days"] = len(month["dates"])
    month["day_bits"] = sum(1 << day.day for day in month["dates"])
    month["card_low"] = min(month["cards"], default=None)
    month["card_high"] = max(month["cards"], default=None)


def _least(known: Any, new: Any) -> Any:
    return new if known is None or new < known else known


def _most(known: Any, new: Any) -> Any:
    return new if known is None or new > known else known
