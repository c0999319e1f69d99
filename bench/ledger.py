"""What the ledger costs: ``python -m bench.ledger [--rows 1000000] [--batches 10]``, or ``--month 202601 [--scale 0.1]``.

Taking attendance in (rows a second, against writing the same rows as bare Parquet), and reading it: the sum of the
needed columns through the reader against the floor, the same sum over bare sorted Parquet of the same rows. With
``--month``: what is derived from a province's month and kept (``bench.derived``).
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench import derived
from bench.timing import Times, milliseconds, side_by_side, table
from hezhong.ledger.batch import Batch
from hezhong.ledger.compaction import due, fold
from hezhong.ledger.connecting import Limits, connect
from hezhong.ledger.ingest import ingest
from hezhong.ledger.place import Ledger, local
from hezhong.ledger.reading import Reader
from hezhong.ledger.site_tables import ATTENDANCE

CITIES = (440100, 440300, 440600, 441900)
DAYS = 30
FIRST = np.datetime64(date(2026, 1, 1), "D")
SUMS = "SELECT sum(site::HUGEINT), sum(worker::HUGEINT), sum(epoch(day)), count(*) FROM "
LIMITS = Limits("1500MB", 2)


def month(rows: int, batches: int, seed: int = 7) -> Iterator[pa.Table]:
    """Yield a month of swipes, two a worker and day, as batches of some days each, shuffled as senders do."""
    chance = np.random.default_rng(seed)
    token = np.unique(chance.integers(10**12, 10**13, max(rows // (2 * DAYS), 1)))
    workers = len(token)
    site, city = token // 10**10, np.array(CITIES, np.int32)[np.arange(workers) % len(CITIES)]
    for days in np.array_split(np.arange(DAYS), batches):
        who = chance.permutation(np.tile(np.arange(workers), len(days) * 2))
        day = np.repeat(np.tile(days, 2), workers)[chance.permutation(len(who))]
        yield _swipes(chance, (token[who], site[who], city[who]), day)


def _swipes(chance: np.random.Generator, people: tuple[np.ndarray, ...], day: np.ndarray) -> pa.Table:
    worker, site, city = people
    on = FIRST + day
    at = on.astype("datetime64[us]") + chance.integers(0, 86_400_000_000, len(day)).astype("timedelta64[us]")
    ways = pa.DictionaryArray.from_arrays(pa.array(chance.integers(0, 2, len(day)), pa.int8()), ["come", "go"])
    return pa.table({"city": city, "site": site, "worker": worker, "day": on, "swiped_at": at, "direction": ways.cast(pa.string())})


def taking_in(ledger: Ledger, batches: list[pa.Table]) -> float:
    """Return the seconds that taking the batches in took."""
    start = time.perf_counter()
    for number, rows in enumerate(batches):
        ingest(ledger, Batch(ATTENDANCE, "bench", rows, number=str(number)))
    return time.perf_counter() - start


def bare(folder: Path, batches: list[pa.Table]) -> float:
    """Return the seconds that writing the batches as they come takes, unsorted, unchecked, unsynced."""
    start = time.perf_counter()
    for number, rows in enumerate(batches):
        pq.write_table(rows, folder / f"bare{number}.parquet", compression="zstd")
    return time.perf_counter() - start


def floor_files(folder: Path, ledger: Ledger) -> str:
    """Return a SELECT of bare sorted Parquet, one file a city, of all rows."""
    reader = Reader(ledger.root, ledger.manifest.state(), LIMITS)
    for city in CITIES:
        rows = reader.sql(ATTENDANCE, lambda part, city=city: part.city == city)  # type: ignore[misc]
        reader.connection.execute(f"COPY (SELECT * FROM ({rows}) ORDER BY site, worker, day, swiped_at) TO '{folder}/{city}.parquet' (COMPRESSION zstd)")
    paths = ", ".join(f"'{folder}/{city}.parquet'" for city in CITIES)
    return f"{SUMS} read_parquet([{paths}])"


def scanning(ledger: Ledger, least: str, rounds: int) -> list[Times]:
    """Return the times of the sum through the reader, and of the floor."""
    ours = Reader(ledger.root, ledger.manifest.state(), LIMITS)
    query, other = SUMS + f"({ours.sql(ATTENDANCE)})", connect(LIMITS)
    assert ours.connection.execute(query).fetchall() == other.execute(least).fetchall()
    return side_by_side(rounds, _asking(ours.connection, query), _asking(other, least))


def _asking(connection: duckdb.DuckDBPyConnection, query: str) -> Callable[[int], object]:
    return lambda _: connection.execute(query).fetchall()


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--batches", type=int, default=10)
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--month", type=int, default=0, help="a province's month, YYYYMM: scale 1 is 90 million swipes")
    asked.add_argument("--months", type=int, default=1, help="so many months from there")
    asked.add_argument("--scale", type=float, default=0.1)
    asked.add_argument("--folder", type=Path, default=None, help="where to make it, and to leave it; else it is removed afterwards")
    given = asked.parse_args()
    if given.month:
        derived.main(given.month, given.months, given.scale, given.folder)
        return
    batches = list(month(given.rows, given.batches))
    rows = sum(each.num_rows for each in batches)
    with tempfile.TemporaryDirectory() as folder:
        root, there = Path(folder) / "ledger", Path(folder)
        ledger = local(root)
        written, took = bare(there, batches), taking_in(ledger, batches)
        print(f"{rows:,} rows in {len(batches)} batches: {rows / took:,.0f} rows/s, {took / written:.1f} x bare Parquet")
        lines = [("scan and sum", "ours ms", "floor ms", "ratio"), _line("as batches came", scanning(ledger, floor_files(there, ledger), given.rounds))]
        start = time.perf_counter()
        folded = [fold(ledger, part, LIMITS) for part in due(ledger.manifest.state(), most=1)]
        print(f"folding {len(folded)} partitions: {rows / (time.perf_counter() - start):,.0f} rows/s")
        lines.append(_line("folded", scanning(ledger, floor_files(there, ledger), given.rounds)))
        correction = batches[0].slice(0, rows // 100).set_column(5, "direction", pa.array(["unknown"] * (rows // 100)))
        ingest(ledger, Batch(ATTENDANCE, "bench", correction, number="late"))
        ingest(ledger, Batch(ATTENDANCE, "bench", batches[1].slice(0, rows // 100), number="again"))
        lines.append(_line("1 % stated again", scanning(ledger, floor_files(there, ledger), given.rounds)))
        print(table(lines))
        print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def _line(what: str, times: list[Times]) -> tuple[str, str, str, str]:
    ours, least = times
    return what, milliseconds(ours.p50), milliseconds(least.p50), f"{ours.p50 / least.p50:.2f}"


if __name__ == "__main__":
    main()
