"""Loads, measures and reports; run by ``bench.cases`` with the address of its server in the environment."""

import sys
import time
from typing import Any

import django

django.setup()

import psycopg  # noqa: E402 (Django first: what follows needs its settings)
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench import floor, world  # noqa: E402
from bench.measuring import Bench, Result  # noqa: E402
from bench.timing import Times, milliseconds, table  # noqa: E402

MOST_QUERIES = 8
READING = ("待办 50 list", "案件页 page", "搜案号 by number", "搜单位 by firm")


def main(cases: int, first: int, rounds: int) -> int:
    """Measure at the first size and at the last; return the exit code."""
    call_command("migrate", verbosity=0)
    connection.ensure_connection()
    url = connection.get_connection_params()
    where = {name: url[name] for name in ("dbname", "user", "password", "host", "port")}
    with psycopg.connect(**where, autocommit=True) as loading, psycopg.connect(**where, autocommit=True) as raw:
        press = _timed("province, officers, people and models", lambda: world.build(loading, people=100_000, firms=20_000))
        bench = Bench(raw, press, rounds)
        _timed(f"{first:,} cases", lambda: press.run(first))
        small = list(bench.all())
        if cases > first:
            _timed(f"{cases:,} cases", lambda: press.run(cases - first))
        print(f"database: {_size(raw)}")
        large = list(bench.all())
        return _report(bench, small, large)


def _timed(what: str, doing: Any) -> Any:
    start = time.monotonic()
    done = doing()
    print(f"{what}: {time.monotonic() - start:.0f} s", flush=True)
    return done


def _size(raw: psycopg.Connection[Any]) -> str:
    row = raw.execute("SELECT pg_size_pretty(pg_database_size(current_database()))").fetchone()
    return str(row[0]) if row else ""


def _report(bench: Bench, small: list[Result], large: list[Result]) -> int:
    rows = [("ms", "ours p50", "p95", "floor p50", "p95", "floor/ours", "queries", "growth", "the floor's")]
    for before, after in zip(small, large, strict=True):
        spread = [milliseconds(each) for each in (after.ours.p50, after.ours.p95, after.floor.p50, after.floor.p95)]
        ratio, growth = after.floor.p50 / after.ours.p50, after.ours.p50 / before.ours.p50
        least = after.floor.p50 / before.floor.p50
        rows.append((after.name, *spread, f"{ratio:.2f}", str(after.queries), f"{growth:.2f}", f"{least:.2f}"))
    print(table(rows), "\n")
    print("list for everybody, p50 and p95 in ms:")
    print(table([(who, milliseconds(times.p50), milliseconds(times.p95)) for who, times in bench.everybody()]), "\n")
    print("floor of create:", *floor.CREATE, sep="\n  ")
    print("floor of act:", *floor.ACT, sep="\n  ")
    return _judged(small, large, bench.empty())


def _judged(small: list[Result], large: list[Result], empty: Times) -> int:
    """Print each aim and whether it is met; return 1 where one is missed."""
    by_name = {each.name: each for each in large}
    create, listed = large[0], by_name[READING[0]]
    aims = [
        ("create, of the raw loop", create.floor.p50 / create.ours.p50, 0.4, True),
        ("list of 50, times an empty page", listed.ours.p50 / empty.p50, 6.0, False),
        *(
            (f"growth of {after.name}", after.ours.p50 / before.ours.p50, 1.2, False)
            for before, after in zip(small, large, strict=True)
        ),
        *((f"queries of {name}", float(by_name[name].queries), float(MOST_QUERIES), False) for name in READING),
    ]
    missed = 0
    for name, value, aim, least in aims:
        met = value >= aim if least else value <= aim
        missed += not met
        print(f"{'met   ' if met else 'MISSED'}  {name}: {value:.2f} ({'at least' if least else 'at most'} {aim:g})")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
