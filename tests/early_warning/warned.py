"""A province with sites that owe wages, and the warnings a run brings: what tests of pages and questions begin with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

import duckdb
import ibis
import pytest

from hezhong.directory import employers, people, sites
from hezhong.early_warning import questions, rule_book, rules, runs
from hezhong.early_warning.models import Run, Warning
from hezhong.engine.answers import TypedPerson
from hezhong.ledger.side_by_side import Source
from tests.early_warning.months import asking, owed, table
from tests.province import at

BOAN, TIANHE, NANSHAN = "440306001", "440106001", "440305001"
WAGES = "site_wages_unpaid"
DAY = "2026-03-17"


def keep(monkeypatch: pytest.MonkeyPatch, *codes: str) -> None:
    """Let only these rules be declared."""
    only = {code: rules.declared()[code] for code in codes}
    monkeypatch.setattr(rule_book.rules, "declared", lambda: only)


def site(name: str, town: str) -> int:
    """Return a site in a town, with a general contractor of its own."""
    employer = employers.register(f"{name}总承包有限公司", "", region=town, registered=True)
    return sites.register(name, town, contractor=employer)


def worker(name: str, number: str) -> int:
    """Return the token of a person of the directory."""
    return people.register(TypedPerson(name, "resident", number))


def workers(where: int, count: int, net: int = 3_000_000, paid: int = 0, **more: Any) -> list[dict[str, Any]]:
    return [owed(where, 1000 + n, net, paid, **more) for n in range(count)]


def tables(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the one table that the rule about unpaid wages reads."""
    return {"worker_month": ibis.memtable(table("worker_month", *rows))}


def run(on: str, rows: Iterable[Mapping[str, Any]], seq: int = 1) -> Run | None:
    """Ask the ledger and bring every city up to date."""
    moment = at(on)
    made = runs.begin(_opened([*rows]), asking(on, seq), moment)
    for id in runs.waiting():
        runs.bring_city(id, moment)
    return made


def _opened(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Return how to open the tables of cities: those that the rules kept read, and no others, since there are many."""

    @contextmanager
    def open_cities(cities: Sequence[int]) -> Iterator[Source]:
        there = Source(duckdb.connect())
        for name in runs.reads():
            own = rows if name == "worker_month" else ()
            there.put(name, table(name, *[row for row in own if row.get("city", 440300) in cities]))
        yield there

    return open_cities


def answer(rows: Iterable[Mapping[str, Any]], on: str = DAY, seq: int = 1) -> int:
    """Do what the worker does with questions that wait."""
    return questions.answer_each(lambda day, place: nullcontext(tables(rows)), at(on), seq)


def warning(subject: int) -> Warning:
    return Warning.objects.get(subject=subject)
