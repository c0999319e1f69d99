"""What deriving costs, as ratios to the floor: scan and sum of the same columns of the same sorted Parquet, in the same run.

Seconds of the clock and of the processors; where others use the machine as well, the processors' are the fairer.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path

import duckdb
import ibis

from bench import rules as product
from bench import site_province
from bench.timing import table
from hezhong.early_warning.vocabulary import Subject
from hezhong.ledger.asking import asked, cities_of, together
from hezhong.ledger.commits import Part
from hezhong.ledger.connecting import Limits, connect
from hezhong.ledger.derived_tables import WORKER_MONTH
from hezhong.ledger.deriving import IBIS, worker_month_sql
from hezhong.ledger.ingest import ingest
from hezhong.ledger.months import Scope, last_day
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.place import Ledger, local
from hezhong.ledger.reading import Reader
from hezhong.ledger.refreshing import OF_WORKERS, refresh
from hezhong.ledger.showing import Views

LIMITS = Limits("900MB", 2)
ROUNDS = 2
NEEDED: Mapping[str, tuple[str, ...]] = {
    "attendance": ("site", "worker", "day", "swiped_at", "direction", "employer"),
    "payroll_lines": ("month", "site", "worker", "employer", "days", "due_fen", "deducted_fen", "net_fen", "due_on", "confirmed"),
    "bank_lines": ("month", "site", "worker", "employer", "card", "paid_fen", "booked_on", "channel", "state"),
    "roster": ("site", "worker", "employer", "entered_on", "left_on", "card", "agreed_fen", "per", "contract"),
    "contracts": ("contract", "employer", "worker", "site", "since", "until", "ended_on"),
}
"""The columns that a worker's month is made of."""
SUMMED: Mapping[str, str] = {"DATE": "sum(epoch({}))", "TIMESTAMP": "sum(epoch_us({}))", "VARCHAR": "max({})", "BIGINT": "sum({}::HUGEINT)", "INTEGER": "sum({})"}
Rule = Callable[[ibis.Table], tuple[ibis.Value, ibis.Value]]
RULES: Mapping[str, Rule] = {
    "nothing paid": lambda w: ((w.lines > 0) & (w.paid_fen == 0), w.net_fen),
    "paid short": lambda w: ((w.paid_fen > 0) & (w.paid_fen < w.net_fen), w.net_fen - w.paid_fen),
    "below the minimum": lambda w: ((w.paid_fen > 0) & (w.paid_fen * 2175 < w.days * 18_500_000), w.paid_fen),
    "worked, on no payroll": lambda w: ((w.days > 0) & (w.lines == 0), w.agreed_fen),
    "on the payroll, never there": lambda w: ((w.days == 0) & (w.lines > 0), w.net_fen),
    "another card": lambda w: (w.card_low.notnull() & (~w.on_roster | (w.card_low != w.card) | (w.card_high != w.card)), w.paid_fen),
    "no contract": lambda w: (w.contract.isnull() & (w.days > 0), w.agreed_fen),
    "not from the wage account": lambda w: (w.other_fen > 0, w.other_fen),
    "on no roster": lambda w: (~w.on_roster, w.net_fen),
    "paid late": lambda w: (w.paid_late_fen > 0, w.paid_late_fen),
}
Figures = list[tuple[str, float, float]]


@contextmanager
def timed(figures: Figures, what: str) -> Iterator[None]:
    """Note the seconds of the clock and of the processors."""
    clock, used = time.perf_counter(), time.process_time()
    yield
    figures.append((what, time.perf_counter() - clock, time.process_time() - used))


def floor(ledger: Ledger, months: list[int]) -> None:
    """Scan and sum the needed columns of the files, bare."""
    state, connection = ledger.manifest.state(), connect(LIMITS)
    for of in OF_WORKERS + (BANK_LINES,):
        if of.name in NEEDED:
            chosen = [part for part in state.parts if part.table == of.name and (of is BANK_LINES or not of.dated or part.month in months)]
            files = [str(ledger.root / placed.file.path) for part in chosen for placed in state.parts[part].active()]
            sums = ", ".join(SUMMED[of.all_columns[name].kind.sql].format(f'"{name}"') for name in NEEDED[of.name])
            connection.execute(f"SELECT {sums} FROM read_parquet({files})").fetchall()
    connection.close()


def anew(ledger: Ledger, month: int, *, asked_too: bool = True) -> dict[str, int]:
    """Return what ten rules find in a worker's month that is made of the stated tables, city by city."""
    state, found = ledger.manifest.state(), dict.fromkeys(RULES, 0)
    views = Views(Reader(ledger.root, state, LIMITS), dict(state.parts))
    for city in cities_of(ledger):
        for of in OF_WORKERS:
            views.standing(of, Part("worker_month", month, city))
        views.view(BANK_LINES.name, views.reader.sql(BANK_LINES, lambda part, city=city: part.city == city))
        views.reader.connection.execute(f"CREATE OR REPLACE TEMP TABLE worker_month AS {worker_month_sql(Scope(month, alone=True))}")
        if asked_too:
            rules(views.reader.connection, found)
    views.reader.connection.close()
    return found


@cache
def asking() -> Mapping[str, str]:
    """Return rule -> its SQL, each by itself, as the product asks."""
    workers = ibis.table({name: IBIS[column.kind.sql] for name, column in WORKER_MONTH.all_columns.items()}, name=WORKER_MONTH.name)
    looked_at = {name: (workers.filter(rule(workers)[0]), rule(workers)[1]) for name, rule in RULES.items()}
    return {name: str(ibis.to_sql(rows.agg(n=rows.count(), fen=fen.sum()), dialect="duckdb")) for name, (rows, fen) in looked_at.items()}


def rules(connection: duckdb.DuckDBPyConnection, found: dict[str, int]) -> None:
    """Ask every rule, and add what it finds."""
    for name, query in asking().items():
        ((count, _),) = connection.execute(query).fetchall()
        found[name] += count


def kept(ledger: Ledger, months: list[int], ask: Callable[[duckdb.DuckDBPyConnection, dict[str, int]], None]) -> dict[str, int]:
    """Return what rules find in the months as they are kept, as many cities at a time as the product asks."""
    found = dict.fromkeys(RULES, 0)
    for cities in together(ledger, cities_of(ledger), months):
        with asked(ledger, months, cities, LIMITS, of_sites=False) as shown:
            ask(shown.connection, found)
    return found


def three_months_unpaid(connection: duckdb.DuckDBPyConnection, found: dict[str, int]) -> None:
    """Count the workers who worked in three months of the year or more and were paid short for each of those."""
    query = "SELECT site, worker FROM worker_month WHERE days > 0 AND paid_fen < net_fen GROUP BY ALL HAVING count(*) >= 3"
    ((count,),) = connection.execute(f"SELECT count(*) FROM ({query})").fetchall()
    found["three months"] = found.get("three months", 0) + count


def one_month(ledger: Ledger, month: int, scale: float) -> Figures:
    """Measure a month: made anew, written, then a day that comes to it."""
    figures: Figures = []
    found = {}
    for _ in range(ROUNDS):
        with timed(figures, "floor"):
            floor(ledger, [month])
        with timed(figures, "made anew, ten rules"):
            found = anew(ledger, month)
    with timed(figures, "made anew, no rule"):
        anew(ledger, month, asked_too=False)
    print(found, f"peak {peak():.2f} GB", flush=True)
    with timed(figures, "made anew, written"):
        refresh(ledger, limits=LIMITS)
    with timed(figures, "kept, ten rules"):
        assert kept(ledger, [month], rules) == found
    payday_over = last_day(month) + timedelta(days=20)
    least = least_floor(figures)
    print(product.report(product.costs(ledger, [month], payday_over, LIMITS), least), flush=True)
    batches = [batch for who in site_province.people(scale) for batch in site_province.last_day_of(who, month)]
    rows = sum(batch.rows.num_rows for batch in batches)
    start = time.perf_counter()
    for batch in batches:
        ingest(ledger, batch)
    print(f"{rows:,} rows of the last day taken in at {rows / (time.perf_counter() - start):,.0f} rows/s", flush=True)
    del batches
    with timed(figures, "a day's refresh"):
        refresh(ledger, limits=LIMITS)
    with timed(figures, "added to, ten rules"):
        found = kept(ledger, [month], rules)
    for batch in (batch for who in site_province.people(scale) for batch in site_province.comings(who, month)):
        ingest(ledger, batch)
    with timed(figures, "refresh, some come, leave, are on a pay sheet"):
        refresh(ledger, limits=LIMITS)
    with timed(figures, "added to and some made again, ten rules"):
        found = kept(ledger, [month], rules)
    with timed(figures, "floor"):
        floor(ledger, [month])
    assert anew(ledger, month) == found
    print(f"peak {peak():.2f} GB", flush=True)
    print(product.report(product.costs(ledger, [month], payday_over, LIMITS, (Subject.EMPLOYER,)), least, "employers, a day folded in"), flush=True)
    print(product.report(product.costs(ledger, [month], payday_over, LIMITS, tuple(Subject)), least, "all, a day folded in"), flush=True)
    return figures


def many_months(ledger: Ledger, months: list[int]) -> Figures:
    """Measure a rule over several months that are kept, and all of the product, of which some read twelve and many two."""
    figures: Figures = []
    with timed(figures, "made anew, written"):
        refresh(ledger, limits=LIMITS)
    for _ in range(ROUNDS):
        with timed(figures, "floor"):
            floor(ledger, months)
        with timed(figures, "kept, a rule over all months"):
            found = kept(ledger, months, three_months_unpaid)
    print(found["three months"], f"found, peak {peak():.2f} GB", flush=True)
    cost = product.costs(ledger, months, last_day(months[-1]), LIMITS, tuple(Subject))
    print(product.report(cost, least_floor(figures), f"all, over {len(months)} months"), flush=True)
    return figures


def least_floor(figures: Figures) -> tuple[float, float]:
    """Return the least of the floor's seconds of the clock, and of the processors."""
    floors = [(clock, used) for what, clock, used in figures if what == "floor"]
    return min(clock for clock, _ in floors), min(used for _, used in floors)


def peak() -> float:
    """Return the most memory that this process held, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def report(figures: Figures) -> str:
    """Return the least of each figure, and its ratio to the least floor."""
    least = {what: (min(clock for name, clock, _ in figures if name == what), min(used for name, _, used in figures if name == what)) for what, *_ in figures}
    base = least["floor"]
    lines = [(what, f"{clock:.2f}", f"{clock / base[0]:.2f}", f"{used:.2f}", f"{used / base[1]:.2f}") for what, (clock, used) in least.items()]
    return table([("", "clock s", "ratio", "processor s", "ratio"), *lines])


def main(first: int, count: int, scale: float, folder: Path | None) -> None:
    """Make the months in a process of their own, so that its memory is not counted, measure, and print."""
    months = [(first // 100 + (first % 100 - 1 + later) // 12) * 100 + (first % 100 - 1 + later) % 12 + 1 for later in range(count)]
    root = (folder or Path(tempfile.mkdtemp())) / "ledger"
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", site_province.__name__, str(root), str(scale), *map(str, months)], check=True)
    print(f"{count} months at scale {scale} made in {time.perf_counter() - start:.0f} s", flush=True)
    try:
        ledger = local(root)
        print(report(one_month(ledger, first, scale) if count == 1 else many_months(ledger, months)))
        print(f"peak {peak():.2f} GB")
    finally:
        if folder is None:
            shutil.rmtree(root.parent)
