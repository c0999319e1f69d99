"""Every rule about employers finds what its sentence says: against the slow references, on muddled and on synthetic rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from hezhong.app import synthetic
from hezhong.early_warning.backtest import Rows, Score, compare
from hezhong.early_warning.detection import Frame
from hezhong.early_warning.editions import Standing, declared
from hezhong.early_warning.references.employer_catalogue import OF_EMPLOYERS
from hezhong.early_warning.rules import declared as rules
from hezhong.early_warning.vocabulary import Subject
from hezhong.kernel.places import GUANGDONG
from hezhong.law.book import LawBook, from_files
from hezhong.ledger.asking import asked, cities_of
from hezhong.ledger.batch import Batch
from hezhong.ledger.ingest import ingest
from hezhong.ledger.place import Ledger, local
from hezhong.ledger.reading import Reader
from hezhong.ledger.refreshing import refresh
from hezhong.ledger.shapes import arrow_schema
from hezhong.ledger.tables import TABLES
from tests.backtest import muddled_employers

MUDDLED = ((1, date(2026, 3, 1)), (2, date(2026, 1, 31)), (3, date(2025, 10, 9)), (4, date(2025, 3, 31)))
"""Seed and day: the days after a holiday, a weekend and a February; ends of months; a minimum wage that was just raised."""
SYNTHETIC = (date(2025, 3, 14), date(2025, 3, 15), date(2025, 4, 30))
Scores = Mapping[str, Score]


@pytest.fixture(scope="module")
def book() -> LawBook:
    return from_files()


def rows_of(ledger: Ledger) -> Rows:
    reader = Reader(ledger.root, ledger.manifest.state())
    return {name: reader.rows(table).to_pylist() for name, table in TABLES.items()}


def months_before(on: date) -> list[int]:
    """Return the month of the day and the 13 before it."""
    last = on.year * 12 + on.month - 1
    return [(last - back) // 12 * 100 + (last - back) % 12 + 1 for back in range(14)]


def score(ledger: Ledger, rows: Rows, on: date, book: LawBook, scores: dict[str, Score]) -> None:
    """Compare every rule about employers with its reference, on one day."""
    cities = {city: GUANGDONG / str(city) for city in cities_of(ledger)}
    there = {part.month for part in ledger.manifest.state().parts}
    with asked(ledger, there.intersection(months_before(on)), cities, until=on) as tables:
        for code, reference in OF_EMPLOYERS.items():
            rule = rules()[code]
            compare(Standing(rule, (declared(rule),)), reference, rows, tables, Frame(on, book, cities), scores.setdefault(code, Score()))


def taken_in(tables: Mapping[str, Sequence[Mapping[str, Any]]], root: Path) -> Ledger:
    ledger = local(root)
    for name, rows in tables.items():
        if rows:
            ingest(ledger, Batch(TABLES[name], "muddle", pa.Table.from_pylist([dict(row) for row in rows], schema=arrow_schema(TABLES[name]))))
    refresh(ledger)
    return ledger


def wrong(scores: Scores) -> dict[str, Any]:
    """Return what differs, by rule."""
    return {code: each for code, each in scores.items() if each.false or each.missed or each.other}


def table(scores: Scores) -> str:
    """Return precision and recall of each rule, for reading."""
    return "\n".join(f"{code:30} right {each.right:5} precision {each.precision} recall {each.recall}" for code, each in scores.items())


def test_every_rule_about_employers_has_a_reference() -> None:
    assert set(OF_EMPLOYERS) == {code for code, rule in rules().items() if rule.family.subject is Subject.EMPLOYER}


@pytest.fixture(scope="module")
def muddled(tmp_path_factory: pytest.TempPathFactory, book: LawBook) -> Scores:
    scores: dict[str, Score] = {}
    for seed, on in MUDDLED:
        ledger = taken_in(muddled_employers.draw(seed, on, book.calendar), tmp_path_factory.mktemp("muddle"))
        score(ledger, rows_of(ledger), on, book, scores)
    print(table(scores))
    return scores


@pytest.mark.database  # needs none, but takes half a minute: the second tier
def test_on_muddled_rows_of_one_day(tmp_path: Path, book: LawBook) -> None:
    scores: dict[str, Score] = {}
    seed, on = MUDDLED[0]
    ledger = taken_in(muddled_employers.draw(seed, on, book.calendar), tmp_path)
    score(ledger, rows_of(ledger), on, book, scores)
    assert wrong(scores) == {}


@pytest.mark.prove
def test_on_muddled_rows(muddled: Scores) -> None:
    assert wrong(muddled) == {}


@pytest.mark.prove
def test_each_rule_is_heard_on_muddled_rows(muddled: Scores) -> None:
    assert [code for code, each in muddled.items() if each.right == 0] == []


@pytest.mark.prove
def test_on_a_synthetic_province(tmp_path: Path, book: LawBook) -> None:
    ledger, scores = local(tmp_path), dict[str, Score]()
    synthetic.make(11, 3, 0.0003, date(2025, 1, 1), ledger, (440100, 440300, 442000))
    refresh(ledger)
    rows = rows_of(ledger)
    for on in SYNTHETIC:
        score(ledger, rows, on, book, scores)
    print(table(scores))
    assert wrong(scores) == {}
