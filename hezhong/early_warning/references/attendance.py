"""Who came to a site, and whether roster, sheet and contract agree with it."""

from collections.abc import Iterable
from datetime import date, timedelta

from hezhong.early_warning.backtest import Rows, Sheet
from hezhong.early_warning.references.account import of_sites
from hezhong.early_warning.references.money import Found, on_sites, people
from hezhong.early_warning.references.months import Month
from hezhong.early_warning.references.numbered import back, first_day
from hezhong.early_warning.references.sites import being_built


def attended(rows: Rows, on: date) -> list[Month]:
    """Return the months, this and the last, of workers who came to a site."""
    return [month for month in on_sites(rows, on, 1) if month["days"] > 0]


def missing(rows: Rows, sheet: Sheet) -> Found:
    """site_attendance_missing: nobody came this month and last, though work had begun before it."""
    seen = {month["site"] for month in attended(rows, sheet.on)}
    start = first_day(back(sheet.on, 1))
    return {
        site["site"]: (1, 1) for site in being_built(rows)
        if site["began_on"] is not None and site["began_on"] < start and site["site"] not in seen
    }  # fmt: skip


def ghosts(rows: Rows, sheet: Sheet) -> Found:
    """site_ghosts: workers with wages on the sheet of a month in which others came and they did not."""
    open_sites = {(month["month"], month["site"]) for month in of_sites(rows, sheet.on, 3, 1) if month["attended"] > 0}
    return people(
        month for month in on_sites(rows, sheet.on, 3, 1)
        if (month["month"], month["site"]) in open_sites and month["due_fen"] > 0 and month["days"] == 0
    )  # fmt: skip


def left_off_payroll(rows: Rows, sheet: Sheet) -> Found:
    """site_left_off_payroll: workers who came and are not on the sheet that others are on."""
    with_sheets = {(month["month"], month["site"]) for month in of_sites(rows, sheet.on, 3, 1) if month["stated"] > 0}
    return people(
        month for month in on_sites(rows, sheet.on, 3, 1)
        if (month["month"], month["site"]) in with_sheets and month["days"] > 0 and month["lines"] == 0
    )  # fmt: skip


def heads_differ(rows: Rows, sheet: Sheet) -> Found:
    """site_heads_differ: the greatest difference between who came and who is on the sheet."""
    found: dict[int, int] = {}
    for month in of_sites(rows, sheet.on, 3, 1):
        apart = abs(month["attended"] - month["stated"])
        if month["attended"] > 0 and month["stated"] > 0 and apart * 10_000 > sheet.figures["share"] * month["attended"]:
            found[month["site"]] = max(found.get(month["site"], 0), apart)
    return {site: (apart, 1) for site, apart in found.items()}


def heads_paid(rows: Rows, sheet: Sheet) -> Found:
    """site_heads_paid: how many fewer were paid than came."""
    found = {}
    for month in of_sites(rows, sheet.on, sheet.figures["back"], sheet.figures["back"]):
        if month["attended"] > 0 and month["paid"] * 10_000 < sheet.figures["share"] * month["attended"]:
            found[month["site"]] = (month["attended"] - month["paid"], 1)
    return found


def no_pay_record(rows: Rows, sheet: Sheet) -> Found:
    """site_no_pay_record: of those who came, who has neither a line nor a payment."""
    found: dict[int, tuple[int, int]] = {}
    for month in on_sites(rows, sheet.on, sheet.figures["back"], sheet.figures["back"]):
        if month["days"] > 0:
            none, all_of_them = found.get(month["site"], (0, 0))
            nothing = month["lines"] == 0 and month["paid_fen"] == 0
            found[month["site"]] = (none + nothing, all_of_them + 1)
    return found


def real_names(rows: Rows, sheet: Sheet) -> Found:
    """site_real_names: workers who came and are not on the roster."""
    return people(month for month in attended(rows, sheet.on) if not month["on_roster"])


def contract_first(rows: Rows, sheet: Sheet) -> Found:
    """site_contract_first: workers who came without a contract, or before it began."""
    return people(
        month for month in attended(rows, sheet.on)
        if month["contract"] is None or (month["contract_since"] is not None and min(month["dates"]) < month["contract_since"])
    )  # fmt: skip


def stay_dates(rows: Rows, sheet: Sheet) -> Found:
    """site_stay_dates: workers on the roster who came before they ever entered, or after they left."""
    entered: dict[tuple[int, int], date] = {}
    for row in rows["roster"]:
        if row["entered_on"] <= sheet.on:
            key = (row["site"], row["worker"])
            entered[key] = min(entered.get(key, row["entered_on"]), row["entered_on"])
    hits = []
    for month in attended(rows, sheet.on):
        if month["on_roster"]:
            early = min(month["dates"]) < entered[month["site"], month["worker"]]
            late = month["left_on"] is not None and max(month["dates"]) > month["left_on"]
            hits += [month] if early or late else []
    return people(hits)


def same_days(rows: Rows, sheet: Sheet) -> Found:
    """site_same_days_elsewhere: workers who came to another site of the city on the same days."""
    of_worker: dict[tuple[int, int, int], list[Month]] = {}
    for month in attended(rows, sheet.on):
        of_worker.setdefault((month["city"], month["month"], month["worker"]), []).append(month)
    hits = []
    for months in of_worker.values():
        for month in months:
            others = [other for other in months if other["site"] != month["site"]]
            if any(len(month["dates"] & other["dates"]) >= sheet.figures["days"] for other in others):
                hits.append(month)
    return people(hits)


def minutes_alike(rows: Rows, sheet: Sheet) -> Found:
    """site_minutes_alike: workers who came in at the very same minute on many days."""
    return people(
        month for month in attended(rows, sheet.on)
        if month["come_first"] is not None and month["come_first"] == month["come_last"] and month["days"] >= sheet.figures["days"]
    )  # fmt: skip


def hours_a_day(rows: Rows, sheet: Sheet) -> Found:
    """site_hours_a_day: workers with a longer day than so many minutes."""
    return people(
        month for month in on_sites(rows, sheet.on, 1)
        if month["written_most"] is not None and month["written_most"] > sheet.figures["minutes"]
    )  # fmt: skip


def swipes_at_once(rows: Rows, sheet: Sheet) -> Found:
    """site_swipes_at_once: days on which many came in, and all of them at one minute."""
    since = first_day(back(sheet.on, 1))
    workers: dict[tuple[int, date], set[int]] = {}
    minutes: dict[tuple[int, date], set[tuple[int, int]]] = {}
    for row in rows["attendance"]:
        if row["direction"] == "come" and since <= row["day"] <= sheet.on:
            key = (row["site"], row["day"])
            workers.setdefault(key, set()).add(row["worker"])
            minutes.setdefault(key, set()).add((row["swiped_at"].hour, row["swiped_at"].minute))
    found: dict[int, int] = {}
    for (site, day), among in workers.items():
        if len(among) >= sheet.figures["people"] and len(minutes[site, day]) == 1:
            found[site] = found.get(site, 0) + 1
    return {site: (days, 1) for site, days in found.items()}


def without_rest(rows: Rows, sheet: Sheet) -> Found:
    """site_without_rest: of those who came, who came so many days on end."""
    dates: dict[tuple[int, int], set[date]] = {}
    for month in attended(rows, sheet.on):
        dates.setdefault((month["site"], month["worker"]), set()).update(month["dates"])
    found: dict[int, tuple[int, int]] = {}
    for (site, _), among in dates.items():
        hit, everyone = found.get(site, (0, 0))
        found[site] = (hit + (on_end(among) >= sheet.figures["days"]), everyone + 1)
    return found


def on_end(dates: Iterable[date]) -> int:
    """Return the most days that follow one another."""
    best = length = 0
    before: date | None = None
    for day in sorted(dates):
        length = length + 1 if before is not None and day == before + timedelta(days=1) else 1
        best, before = max(best, length), day
    return best
