"""Small ledgers by chance: few sites and workers, so that rows meet; every table that derived ones are made of."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from hezhong.ledger.batch import Batch
from hezhong.ledger.shapes import key_schema
from hezhong.ledger.tables import TABLES
from hezhong.ledger.tests.second_months import Row, Rows
from hezhong.ledger.tests.world import batch
from hezhong.ledger.vocabulary import Table

MONTHS = (202801, 202802)
"""31 days, and the leap February."""
DAY = date(2028, 2, 29)
"""The day that it is."""
CITIES = (440100, 440300)


def _days(first: date, last: date) -> st.SearchStrategy[date]:
    return st.dates(first, last) | st.sampled_from([date(2028, 1, 1), date(2028, 1, 31), date(2028, 2, 1), date(2028, 2, 29)])


NEAR = _days(date(2028, 1, 1), date(2028, 3, 2))
SITE, WORKER, EMPLOYER = st.sampled_from([11, 12]), st.sampled_from([21, 22, 23]), st.sampled_from([31, 32])
CITY = st.sampled_from([440100, 440300, 440300, 440300])
FEN = st.integers(-500, 5000)
MOMENTS = st.sampled_from([datetime(2028, 1, 31, 23, 59, 59), datetime(2028, 2, 1), datetime(2028, 2, 29, 7, 30, 59, 999999)]) | st.datetimes(
    datetime(2028, 1, 1), datetime(2028, 3, 1)
)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def _row(table: str, **columns: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    empty = dict.fromkeys(TABLES[table].all_columns)
    return st.fixed_dictionaries({"city": CITY, **columns}).map(lambda row: {**empty, **row})


def _code(table: str, column: str) -> st.SearchStrategy[str]:
    return st.sampled_from(list(TABLES[table].columns[column].codes))


ROWS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "attendance": _row("attendance", site=SITE, worker=WORKER, day=NEAR, swiped_at=MOMENTS, direction=_code("attendance", "direction"), employer=maybe(EMPLOYER)),
    "labour_days": _row("labour_days", site=SITE, worker=WORKER, day=NEAR, minutes=st.integers(0, 1440)),
    "payroll_lines": _row(
        "payroll_lines", month=st.sampled_from(MONTHS), sheet=st.integers(61, 63), worker=WORKER, employer=EMPLOYER, site=maybe(SITE), days=maybe(st.integers(0, 31)),
        due_fen=FEN, deducted_fen=maybe(FEN), net_fen=FEN, due_on=maybe(NEAR), confirmed=_code("payroll_lines", "confirmed"), confirmed_on=maybe(NEAR),
    ),
    "bank_lines": _row(
        "bank_lines", booked_on=_days(date(2028, 1, 1), date(2028, 6, 30)), line=st.integers(71, 76), account=st.just(7), employer=maybe(EMPLOYER), site=maybe(SITE),
        worker=WORKER, card=st.integers(41, 43), paid_fen=FEN, month=maybe(st.sampled_from(MONTHS)), channel=_code("bank_lines", "channel"),
        state=_code("bank_lines", "state"), returned_on=maybe(NEAR),
    ),
    "roster": _row(
        "roster", site=SITE, worker=WORKER, employer=EMPLOYER, entered_on=_days(date(2027, 11, 1), date(2028, 3, 2)), left_on=maybe(NEAR), card=maybe(st.just(41)),
        agreed_fen=maybe(FEN), per=maybe(_code("roster", "per")), contract=maybe(st.integers(51, 54)),
    ),
    "contracts": _row(
        "contracts", contract=st.integers(51, 55), employer=EMPLOYER, worker=WORKER, site=maybe(SITE), since=_days(date(2027, 11, 1), date(2028, 3, 2)),
        until=maybe(NEAR), term=st.just("fixed"), ended_on=maybe(NEAR),
    ),
    "sites": _row("sites", site=SITE, trade=st.just("housing"), wage_account=maybe(st.integers(81, 82)), state=st.just("building"), security=st.just("none"), notice_board=st.just(True)),
    "labour_fees": _row("labour_fees", site=SITE, due_on=NEAR, due_fen=FEN),
    "account_balances": _row(
        "account_balances", account=st.integers(81, 83), day=NEAR, site=maybe(SITE), received_fen=FEN, paid_fen=FEN, balance_fen=FEN,
    ),
}  # fmt: skip


@st.composite
def batches(draw: st.DrawFn, number: str = "") -> Batch:
    """A batch of one table; of what it may take back, some stands."""
    name = draw(st.sampled_from([*ROWS, "attendance", "bank_lines"]))
    table = TABLES[name]
    rows = _once(table, draw(st.lists(ROWS[name], max_size=6)))
    gone = _once(table, draw(st.lists(ROWS[name], max_size=1)))
    return batch(rows.values(), [row for key, row in gone.items() if key not in rows], table=table, number=number)


def some_of_a_register(draw: st.DrawFn) -> Batch:
    """A batch of few rows of what names workers beside swipes and payments, some taken back."""
    name = draw(st.sampled_from(["roster", "roster", "contracts", "payroll_lines", "labour_days"]))
    rows = _once(TABLES[name], draw(st.lists(ROWS[name], max_size=3)))
    gone = _once(TABLES[name], draw(st.lists(ROWS[name], max_size=1)))
    return batch(rows.values(), [row for key, row in gone.items() if key not in rows], table=TABLES[name])


def days_of_swipes(draw: st.DrawFn) -> Batch:
    """A batch that most often only adds: one day's swipes."""
    day = draw(NEAR)
    rows = draw(st.lists(ROWS["attendance"], min_size=1, max_size=4))
    at = [{**row, "day": day, "swiped_at": datetime.combine(day, datetime.min.time()) + timedelta(minutes=n)} for n, row in enumerate(rows)]
    return batch(_once(TABLES["attendance"], at).values(), table=TABLES["attendance"])


adding, few = st.composite(days_of_swipes), st.composite(some_of_a_register)


def dated(told: Iterable[Batch]) -> set[tuple[int, int]]:
    """Return month and city of every row that was ever told of, and taken back, of what makes a month be known."""
    days = {"attendance": "day", "labour_days": "day", "labour_fees": "due_on", "account_balances": "day", "payroll_lines": "month"}
    said = [(each.table.name, row) for each in told for table in (each.rows, each.withdrawn) if table for row in table.to_pylist()]
    found = [(row[days[name]], row["city"]) for name, row in said if name in days]
    return {(on if isinstance(on, int) else on.year * 100 + on.month, city) for on, city in found}


def standing(kept: Iterable[Batch]) -> Rows:
    """Return table -> the rows that batches leave standing, one after another."""
    found: dict[str, dict[tuple[Any, ...], Row]] = {}
    for each in kept:
        rows = found.setdefault(each.table.name, {})
        rows.update(_once(each.table, each.rows.to_pylist()))
        for gone in each.withdrawn.to_pylist() if each.withdrawn else ():
            rows.pop(tuple(gone[name] for name in key_schema(each.table).names), None)
    return {name: list(rows.values()) for name, rows in found.items()}


def _once(table: Table, rows: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    return {tuple(row[name] for name in table.identity): row for row in rows}
