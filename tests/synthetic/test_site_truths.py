"""Sites: attendance, rosters, contracts, hours, accounts and what a site must have."""

from collections import defaultdict
from datetime import timedelta

import pytest

from tests.synthetic import plainly
from tests.synthetic.conftest import Province
from tests.synthetic.plainly import DAY, month_later
from tests.synthetic.test_pay_truths import said

pytestmark = pytest.mark.database  # needs none; it takes too long for the first tier


def workers(province: Province, kind: str, wrong: bool = True) -> set[tuple[int, int]]:
    return {(fact.site, fact.worker) for fact in province.truth.of(kind) if fact.wrong == wrong}


def sites(province: Province, kind: str, wrong: bool = True) -> set[int]:
    return {fact.site for fact in province.truth.of(kind) if fact.wrong == wrong}


def test_attendance_and_sheets(province: Province) -> None:
    rows = province.rows
    assert plainly.attended_not_listed(rows) == said(province, "attended_not_listed").keys()
    assert plainly.listed_not_attended(rows) == said(province, "listed_not_attended").keys()
    assert {key for key in rows.days if key not in rows.roster} == workers(province, "not_on_roster")
    honest = {key for key in rows.months if key in rows.stated}
    assert {key for key in honest if rows.stated[key]["days"] != rows.months[key]} == set()


def test_nobody_works_before_entry_or_after_leaving(province: Province) -> None:
    for key, row in province.rows.roster.items():
        days = province.rows.days.get(key, set())
        assert all(row["entered_on"] <= day <= (row["left_on"] or day) for day in days)


def test_two_sites(province: Province) -> None:
    by_day, other = defaultdict(set), defaultdict(set)
    for (site, worker), days in province.rows.days.items():
        other[worker].add(site)
        for day in days:
            by_day[worker, day].add(site)
    both = defaultdict(int)
    for (worker, day), where in by_day.items():
        both[worker, plainly.month_of(day)] += len(where) > 1
    told = {(fact.worker, fact.month): fact.number for fact in province.truth.of("two_sites_one_day") if fact.wrong}
    assert {key: days for key, days in both.items() if days} == told != {}
    moved = {worker for _, worker in workers(province, "two_sites_one_day", wrong=False)}
    assert {worker for worker, where in other.items() if len(where) > 1} == moved | {worker for worker, _ in told} and moved


def test_left(province: Province) -> None:
    rows = province.rows
    gone = {(site, worker, plainly.month_of(row["left_on"])) for (site, worker), row in rows.roster.items() if row["left_on"]}
    unsettled = {key for key in gone if key not in rows.stated and not rows.paid(key)}
    assert unsettled == said(province, "left_unsettled").keys()
    assert said(province, "left_unsettled", wrong=False).keys() <= gone - unsettled
    (finished,) = province.truth.of("site_finished")
    (site,) = (row for row in rows["sites"] if row["site"] == finished.site)
    assert site["state"] == "finished" and all(day <= site["ended_on"] for (where, _), days in rows.days.items() if where == finished.site for day in days)


def test_forged_swipes(province: Province) -> None:
    alone, days_of = set(), plainly.minutes(province.rows)
    for key, directions in days_of.items():
        same = [len(days) > 5 and len(set.union(*days.values())) == 1 for days in directions.values()]
        alone |= {key} if all(same) else set()
    assert alone == said(province, "same_minute_every_day").keys()
    by_site = defaultdict(lambda: defaultdict(set))
    for (site, _, month), directions in days_of.items():
        for direction, days in directions.items():
            for day, found in days.items():
                by_site[site, month][direction, day] |= found
    together = {key for key, days in by_site.items() if all(len(found) == 1 for found in days.values())}
    assert together == {(fact.site, fact.month) for fact in province.truth.of("same_minute_together")}


def test_midnight(province: Province) -> None:
    (fact,) = province.truth.of("midnight")
    swipes = [row for row in province.rows["attendance"] if (row["site"], row["worker"]) == (fact.site, fact.worker) and plainly.month_of(row["day"]) == fact.month]
    moments = {(row["direction"], row["swiped_at"].hour, row["swiped_at"].minute) for row in swipes}
    assert {("go", 23, 59), ("come", 23, 59), ("go", 0, 1)} <= moments
    assert len({row["day"] for row in swipes}) == fact.number
    assert [row["swiped_at"].date() - row["day"] for row in swipes if row["swiped_at"].hour == 0] == [DAY]


def test_rest(province: Province) -> None:
    runs = plainly.runs(province.rows)
    told = {fact.worker: fact.number for fact in province.truth.of("no_rest")}
    assert {worker: run for worker, run in runs.items() if run > 6} == {worker: number for worker, number in told.items() if number > 6}
    assert {worker: runs[worker] for worker in told} == told and sorted(told.values()) == [6, 6, 7, 7]
    assert any(fact.since and plainly.month_of(fact.since) != plainly.month_of(fact.since + 6 * DAY) for fact in province.truth.of("no_rest"))


def test_hours(province: Province) -> None:
    month, day = defaultdict(int), defaultdict(int)
    for row in province.rows["labour_days"]:
        beyond = row["minutes"] - 480
        assert beyond >= 0
        month[row["site"], row["worker"], plainly.month_of(row["day"])] += beyond
        day[row["site"], row["worker"]] = max(day[row["site"], row["worker"]], beyond)
    told = {(fact.site, fact.worker, fact.month): fact.number for fact in province.truth.of("overtime_month")}
    assert sorted(told.values()) == [2160, 2161, 3000] and {key: month[key] for key in told} == told
    assert {key for key, minutes in month.items() if minutes > 36 * 60} == said(province, "overtime_month").keys()
    assert {key for key, minutes in day.items() if minutes > 180} == workers(province, "overtime_day")
    assert {day[key] for key in workers(province, "overtime_day", wrong=False)} == {180}


def test_contracts(province: Province) -> None:
    rows, none, before = province.rows, set(), {}
    for key, row in rows.roster.items():
        signed = rows.signed.get(row["contract"]) if row["contract"] else None
        none |= {key} if not signed or signed > month_later(row["entered_on"]) else set()
        early = [day for day in rows.days.get(key, ()) if not signed or day < signed]
        before |= {key: len(early)} if early else {}
    assert none == workers(province, "no_contract")
    assert before == {(fact.site, fact.worker): fact.number for fact in province.truth.of("work_before_contract")}
    waits = {(rows.signed[rows.roster[key]["contract"]] - rows.roster[key]["entered_on"]).days for key in before if rows.roster[key]["contract"]}
    assert {1, 29, 30, 31} <= waits
    assert not none & workers(province, "no_contract", wrong=False)


def test_registers(province: Province) -> None:
    register = province.rows["sites"]
    assert {row["site"] for row in register if row["security"] == "none"} == sites(province, "no_security")
    assert {row["site"] for row in register if row["security_until"] and row["security_until"] < province.truth.as_of} == sites(province, "security_expired")
    ends = sorted(row["security_until"] - province.truth.as_of for row in register if row["security_until"])
    assert ends[:3] == [-DAY, timedelta(0), DAY] and ends[3] > 100 * DAY
    assert {row["site"] for row in register if not row["notice_board"]} == sites(province, "no_notice_board")
    assert {row["site"] for row in register if not row["labour_officer"]} == sites(province, "no_labour_officer")


def test_notices_of_banks(province: Province) -> None:
    """Each notice by itself: the site by name or by the account, wrong when it outlives its day and has no lawful reason."""
    of_account = {row["wage_account"]: row["site"] for row in province.rows["sites"]}
    wrong, right = defaultdict(set), defaultdict(set)
    for row in province.rows["account_notices"]:
        stands = row["lifted_on"] is None or row["lifted_on"] > row["noticed_on"]
        lawful = row["kind"] != "short" and row["reason"] in ("own_wages", "by_law")
        kind = "funds_short" if row["kind"] == "short" else "funds_held"
        (wrong if stands and not lawful else right)[kind].add(row["site"] or of_account[row["account"]])
    for kind in ("funds_short", "funds_held"):
        assert wrong[kind] == sites(province, kind) and right[kind] == sites(province, kind, wrong=False) != set()
    assert {row["account"] for row in province.rows["account_notices"] if row["site"]}.isdisjoint(of_account)


def test_accounts_balance(province: Province) -> None:
    """What the bank booked is what the account says, day by day, and no account is ever overdrawn."""
    spent = defaultdict(int)
    for row in province.rows["bank_lines"]:
        spent[row["account"], row["booked_on"]] += row["paid_fen"]
        if row["state"] == "returned":
            spent[row["account"], row["returned_on"]] -= row["paid_fen"]
    before, of_sites = {}, {row["wage_account"] for row in province.rows["sites"]}
    for row in sorted(province.rows["account_balances"], key=lambda row: row["day"]):
        assert row["paid_fen"] == spent.pop((row["account"], row["day"]), 0)
        assert row["balance_fen"] == before.get(row["account"], row["balance_fen"] - row["received_fen"] + row["paid_fen"]) + row["received_fen"] - row["paid_fen"] >= 0
        before[row["account"]] = row["balance_fen"]
    assert before.keys() == of_sites and not of_sites & {account for account, _ in spent}


def test_balances_before_the_pay_day(province: Province) -> None:
    rows, payroll, first = province.rows, defaultdict(int), {}
    for (site, _, month), row in rows.stated.items():
        payroll[site, month] += row["net_fen"] if row["site"] else 0
    for row in rows["bank_lines"]:
        if row["channel"] == "wage_account":
            first[row["site"], row["month"]] = min(row["booked_on"], first.get((row["site"], row["month"]), row["booked_on"]))
    balance = {(row["site"], row["day"]): row["balance_fen"] for row in rows["account_balances"]}
    lacking = {key: payroll[key] - balance[key[0], day - DAY] for key, day in first.items()}
    told = {(fact.site, fact.month): fact.amount_fen for fact in province.truth.of("balance_short")}
    assert {key: fen for key, fen in lacking.items() if fen > 0} == {key: fen for key, fen in told.items() if fen}
    assert {lacking[key] for key, fen in told.items() if not fen} == {0} and 1 in told.values()


def test_labour_fees(province: Province) -> None:
    rows, due, came = province.rows, defaultdict(list), defaultdict(list)
    for row in rows["labour_fees"]:
        due[row["site"]].append((row["due_on"], row["due_fen"]))
    for row in rows["account_balances"]:
        if row["received_fen"]:
            came[row["site"]].append((row["day"], row["received_fen"]))
    late = set()
    for site, instalments in due.items():
        before = min(instalments)[0] - 40 * DAY
        for on, fen in sorted(instalments):
            late |= {(site, on)} if sum(got for day, got in came[site] if before < day <= on) < fen else set()
            before = on
    assert late == {(fact.site, fact.since) for fact in province.truth.of("fee_late") if fact.wrong}
    finished = {fact.site for fact in province.truth.of("site_finished")}
    ends = {site: sorted({day for day, _ in days} | {province.truth.as_of}) for site, days in came.items() if site not in finished}
    apart = {site for site, days in ends.items() if any(day > month_later(before) for before, day in zip(days, days[1:], strict=False))}
    assert apart == sites(province, "fee_late")
    assert sites(province, "fee_late", wrong=False) and not apart & sites(province, "fee_late", wrong=False)
