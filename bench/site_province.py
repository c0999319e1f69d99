"""A province's building sites, invented by the million: straight to the ledger's files, one commit a city and table.

At scale 1 a month has three million workers on 40,000 sites in 21 cities, 90 million swipes (two a worker and day, half
of the days), a payroll line, a bank line and a roster line for nearly everybody. Kept out: the month's last day, which
comes afterwards as a batch of its own.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hezhong.ledger.batch import Batch
from hezhong.ledger.commits import BatchKept, DataFile, Part
from hezhong.ledger.disk import ROW_GROUP
from hezhong.ledger.months import first_day, last_day
from hezhong.ledger.pay_tables import ACCOUNT_BALANCES, BANK_LINES, CONTRACTS, PAYROLL_LINES
from hezhong.ledger.place import Ledger, local, new_path
from hezhong.ledger.shapes import arrow_schema, file_schema
from hezhong.ledger.site_tables import ATTENDANCE, LABOUR_FEES, ROSTER, SITES
from hezhong.ledger.vocabulary import WITHDRAWN, Table

WORKERS, SITE_COUNT, SLICE = 3_000_000, 40_000, 40_000
SHARES: Mapping[int, float] = {
    440100: .14, 440300: .14, 440600: .10, 441900: .10, 441300: .07, 442000: .05, 440400: .05, 440700: .05, 440500: .04, 440800: .04, 440900: .03,
    441200: .03, 441800: .03, 445200: .02, 441400: .02, 441600: .02, 441700: .02, 445100: .015, 440200: .015, 441500: .01, 445300: .01,
}  # fmt: skip

Columns = Mapping[str, np.ndarray | pa.Array]


@dataclass(frozen=True)
class People:
    """The workers of a city, sorted by site and worker; one employer a site."""

    city: int
    site: np.ndarray
    worker: np.ndarray
    chance: np.random.Generator

    @property
    def employer(self) -> np.ndarray:
        return self.site + 10**13

    @property
    def card(self) -> np.ndarray:
        return self.worker + 10**12

    def some(self, share: float) -> "People":
        """Return a share of them."""
        chosen = self.chance.random(len(self.worker)) < share
        return People(self.city, self.site[chosen], self.worker[chosen], self.chance)


def people(scale: float) -> Iterator[People]:
    """Yield the workers of each city."""
    for city, share in SHARES.items():
        chance = np.random.default_rng(city)
        count, sites = max(int(WORKERS * scale * share), 20), max(int(SITE_COUNT * scale * share), 2)
        site = np.sort(city * 10**6 + chance.integers(0, sites, count))
        worker = np.unique(chance.integers(20 * 10**12, 90 * 10**12, count))
        yield People(city, site[: len(worker)], worker, chance)


def registers(ledger: Ledger, who: People) -> None:
    """Put the city's sites, roster and contracts down. Some are on no roster, some without a contract."""
    known = who.some(0.98)
    contract = known.worker + 2 * 10**13
    named = pa.array(contract, mask=known.chance.random(len(contract)) < 0.15)
    since = _days(known.chance, date(2025, 3, 1), 200, len(contract))
    put(ledger, ROSTER, who.city, 0, [{
        "site": known.site, "worker": known.worker, "employer": known.employer, "entered_on": since, "card": known.card,
        "agreed_fen": known.chance.integers(30, 120, len(contract)) * 10_000, "per": _same("month", len(contract)), "contract": named,
    }])  # fmt: skip
    signed = known.some(0.93)
    put(ledger, CONTRACTS, who.city, 0, [{
        "contract": signed.worker + 2 * 10**13, "employer": signed.employer, "worker": signed.worker, "site": signed.site,
        "since": _days(signed.chance, date(2025, 3, 1), 200, len(signed.worker)), "term": _same("task", len(signed.worker)),
    }])  # fmt: skip
    sites = np.unique(who.site)
    put(ledger, SITES, who.city, 0, [{
        "site": sites, "trade": _same("housing", len(sites)), "state": _same("building", len(sites)), "wage_account": sites + 10**12,
        "security": _same("guarantee", len(sites)), "notice_board": np.ones(len(sites), bool),
    }])  # fmt: skip


def month_of(ledger: Ledger, who: People, month: int) -> None:
    """Put a city's month down, but for its last day."""
    first, days = first_day(month), last_day(month).day
    put(ledger, ATTENDANCE, who.city, month, swipes(who, first, days - 1))
    lines = who.some(0.99)
    count = len(lines.worker)
    due = lines.chance.integers(3_000, 12_000, count) * 100
    payday = last_day(month) + timedelta(days=15)
    put(ledger, PAYROLL_LINES, who.city, month, [{
        "month": np.full(count, month), "sheet": lines.site, "worker": lines.worker, "employer": lines.employer, "site": lines.site,
        "days": lines.chance.integers(10, 20, count), "due_fen": due, "net_fen": due, "due_on": np.full(count, np.datetime64(payday)),
        "confirmed": _same("signed", count),
    }])  # fmt: skip
    banked = lines.chance.random(count) < 0.97
    paid = People(who.city, lines.site[banked], lines.worker[banked], who.chance)
    put(ledger, BANK_LINES, who.city, _month(payday), [_payments(paid, due[banked], payday, payday.day - 1, None)])
    sites = np.unique(who.site)
    put(ledger, LABOUR_FEES, who.city, month, [{"site": sites, "due_on": np.full(len(sites), np.datetime64(first)), "due_fen": np.full(len(sites), 10**8)}])
    put(ledger, ACCOUNT_BALANCES, who.city, month, [{
        "account": sites + 10**12, "day": np.full(len(sites), np.datetime64(first)), "received_fen": np.full(len(sites), 10**8),
        "paid_fen": np.zeros(len(sites)), "balance_fen": who.chance.integers(0, 10**9, len(sites)),
    }])  # fmt: skip


def last_day_of(who: People, month: int) -> tuple[Batch, Batch]:
    """Return the swipes of the month's last day, and some bank lines for its wages that were booked late."""
    late = who.some(0.02)
    payday = last_day(month) + timedelta(days=25)
    lines = _payments(late, np.full(len(late.worker), 10_000), payday, 0, month)
    return _batch(ATTENDANCE, who.city, swipes(who, last_day(month), 1)), _batch(BANK_LINES, who.city, [lines])


def comings(who: People, month: int) -> Iterator[Batch]:
    """Yield what else a day brings: newcomers with their contracts, some who leave, and the pay sheets of a hundredth of the workers."""
    on = np.datetime64(last_day(month))
    come, gone, paid = who.some(0.003), who.some(0.003), who.some(0.01)
    worker = come.worker + 7 * 10**13
    line = {"site": come.site, "worker": worker, "employer": come.employer, "entered_on": np.full(len(worker), on), "card": worker + 1, "contract": worker + 2 * 10**13}
    left = {"site": gone.site, "worker": gone.worker, "employer": gone.employer, "entered_on": np.full(len(gone.worker), np.datetime64("2025-06-01")), "card": gone.card}
    yield _batch(ROSTER, who.city, [line, {**left, "left_on": np.full(len(gone.worker), on)}])
    signed = {"contract": worker + 2 * 10**13, "employer": come.employer, "worker": worker, "site": come.site, "since": np.full(len(worker), on)}
    yield _batch(CONTRACTS, who.city, [{**signed, "term": _same("task", len(worker))}])
    count = len(paid.worker)
    due = paid.chance.integers(3_000, 12_000, count) * 100
    yield _batch(PAYROLL_LINES, who.city, [{
        "month": np.full(count, month), "sheet": paid.site + 1, "worker": paid.worker, "employer": paid.employer, "site": paid.site, "due_fen": due, "net_fen": due,
        "due_on": np.full(count, on), "confirmed": _same("signed", count),
    }])  # fmt: skip


def swipes(who: People, first: date, days: int) -> Iterator[Columns]:
    """Yield swipes in the order of the ledger, of some workers at a time: in by seven, out by six."""
    for since in range(0, len(who.worker), SLICE):
        site, worker = who.site[since : since + SLICE], who.worker[since : since + SLICE]
        row, day = np.nonzero(who.chance.random((len(worker), days)) < 0.5)
        row, day = np.repeat(row, 2), np.repeat(day, 2)
        second = who.chance.integers(0, 3600, len(row)) + np.tile([6 * 3600 + 1800, 18 * 3600], len(row) // 2)
        on = np.datetime64(first) + day
        ways = pa.DictionaryArray.from_arrays(pa.array(np.arange(len(row)) % 2, pa.int8()), ["come", "go"])
        yield {
            "site": site[row], "worker": worker[row], "day": on, "swiped_at": on.astype("datetime64[us]") + second.astype("timedelta64[s]"),
            "direction": ways, "means": _same("face", len(row)), "gate": site[row] + 1, "employer": site[row] + 10**13,
        }  # fmt: skip


def put(ledger: Ledger, table: Table, city: int, month: int, pieces: Iterable[Columns]) -> None:
    """Write a partition that is in order already, and commit it."""
    part = Part(table.name, month, city)
    path, schema, rows = new_path(part, "made"), file_schema(table), 0
    span: list[str] = []
    (ledger.root / path).parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(ledger.root / path, schema, compression="zstd") as writer:
        for columns in pieces:
            piece = _wide(table, city, columns)
            rows += piece.num_rows
            span += map(str, pc.min_max(piece[table.dated]).as_py().values()) if table.dated else [""]
            writer.write_table(piece, row_group_size=ROW_GROUP)
    name = f"made-{table.name}-{month}-{city}"
    ledger.manifest.commit(lambda _: BatchKept(name, table.name, name, rows, 0, (DataFile(part, path, rows, 0, min(span), max(span), ""),)))


def _payments(who: People, fen: np.ndarray, on: date, spread: int, month: int | None) -> Columns:
    count = len(who.worker)
    booked = np.sort(np.datetime64(on) - (np.arange(count) % (spread + 1)))
    return {
        "booked_on": booked, "line": np.arange(count) + 10**9 + on.toordinal() * 10**7, "account": who.site + 10**12, "employer": who.employer, "site": who.site,
        "worker": who.worker, "card": who.card, "paid_fen": fen, "month": pa.array(np.full(count, month or 0, np.int32), mask=np.full(count, month is None)),
        "channel": _same("wage_account", count), "state": _same("paid", count),
    }  # fmt: skip


def _wide(table: Table, city: int, columns: Columns) -> pa.Table:
    count = len(next(iter(columns.values())))
    given = {"city": np.full(count, city), WITHDRAWN: np.zeros(count, bool), **columns}
    schema = file_schema(table)
    arrays = [pa.array(given[field.name]).cast(field.type) if field.name in given else pa.nulls(count, field.type) for field in schema]
    return pa.table(arrays, schema=schema)


def _batch(table: Table, city: int, pieces: Iterable[Columns]) -> Batch:
    rows = pa.concat_tables([_wide(table, city, columns) for columns in pieces]).select(arrow_schema(table).names)
    return Batch(table, "bench", rows, number=f"late-{table.name}-{city}")


def _days(chance: np.random.Generator, since: date, most: int, count: int) -> np.ndarray:
    return np.datetime64(since) + chance.integers(0, most, count)


def _same(code: str, count: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int8)), [code])


def _month(on: date) -> int:
    return on.year * 100 + on.month


def main() -> None:
    """Make a province: folder, scale, months."""
    root, scale, months = Path(sys.argv[1]), float(sys.argv[2]), [int(month) for month in sys.argv[3:]]
    root.mkdir(parents=True, exist_ok=True)
    ledger = local(root)
    for who in people(scale):
        registers(ledger, who)
        for month in months:
            month_of(ledger, who, month)


if __name__ == "__main__":
    main()
