"""Every rule about building sites against its reference, on days about which the rows were drawn, and on a made province."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from hezhong.app import synthetic
from hezhong.early_warning.backtest import Rows, Score, compare
from hezhong.early_warning.detection import Frame
from hezhong.early_warning.editions import Standing
from hezhong.early_warning.editions import declared as as_declared
from hezhong.early_warning.references.numbered import window
from hezhong.early_warning.references.site_catalogue import OF_SITES
from hezhong.early_warning.rules import declared
from hezhong.early_warning.vocabulary import Tables
from hezhong.kernel.places import GUANGDONG
from hezhong.law.book import from_files
from hezhong.ledger.asking import asked
from hezhong.ledger.batch import Batch
from hezhong.ledger.ingest import ingest
from hezhong.ledger.place import Ledger, local
from hezhong.ledger.reading import Reader
from hezhong.ledger.shapes import arrow_schema
from hezhong.ledger.tables import TABLES
from tests.backtest.muddle import CITIES, draw

RULES = {code: rule for code, rule in declared().items() if rule.family.subject.code == "site"}
ABOUT = date(2025, 4, 10)
DAYS = (ABOUT, date(2025, 4, 30))
DOUBLED = {"site_card_of_others", "site_contract_first", "site_contract_late", "site_minimum_wage", "site_stay_dates"}
"""Rules that read the roster's latest row and the latest contract where the sentence speaks of any: decision 033."""


@dataclass(frozen=True)
class Muddled:
    """A ledger with the rows that stand in it."""

    ledger: Ledger
    rows: Rows


def taken_in(where: Path, seed: int, *, twice: bool = False) -> Muddled:
    ledger, rows = local(where), draw(seed, ABOUT, twice=twice)
    for name, of in rows.items():
        ingest(ledger, Batch(TABLES[name], "muddle", pa.Table.from_pylist(of, schema=arrow_schema(TABLES[name]))))
    return Muddled(ledger, rows)


@contextmanager
def known(ledger: Ledger, on: date, cities: tuple[int, ...]) -> Iterator[tuple[Tables, Frame]]:
    """Give the tables as they were known on a day, and the frame to ask them in."""
    with asked(ledger, window(on, 13), cities, until=on) as tables:
        yield tables, Frame(on, from_files(), {city: GUANGDONG / str(city) for city in cities})


def scores(of: Muddled, days: tuple[date, ...], cities: tuple[int, ...]) -> Mapping[str, Score]:
    """Return how each rule fared over the days."""
    found = {code: Score() for code in RULES}
    for on in days:
        with known(of.ledger, on, cities) as (tables, frame):
            for code, rule in RULES.items():
                compare(Standing(rule, (as_declared(rule),)), OF_SITES[code], of.rows, tables, frame, found[code])
    return found


def wrong(fared: Mapping[str, Score]) -> dict[str, tuple[list[tuple[date, int]], ...]]:
    """Return the rules that found what they should not, missed what they should, or measured otherwise."""
    return {code: (score.false, score.missed, score.other) for code, score in fared.items() if score.precision not in (1, None) or score.recall not in (1, None)}


def test_every_rule_about_a_site_has_a_reference() -> None:
    assert OF_SITES.keys() == RULES.keys()


@pytest.fixture(scope="module")
def fared(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Score]:
    return scores(taken_in(tmp_path_factory.mktemp("muddled"), 7), DAYS, CITIES)


@pytest.mark.database  # needs none, but takes a minute: the second tier
def test_rules_find_what_their_sentences_say(tmp_path: Path) -> None:
    assert wrong(scores(taken_in(tmp_path, 7), (ABOUT,), CITIES)) == {}


@pytest.mark.prove
def test_rules_find_what_their_sentences_say_at_the_end_of_a_month(fared: Mapping[str, Score]) -> None:
    assert wrong(fared) == {}


@pytest.mark.prove
def test_every_rule_found_something(fared: Mapping[str, Score]) -> None:
    assert {code for code, score in fared.items() if not score.right} == set()


@pytest.mark.prove
def test_with_two_employers_on_a_site_some_rules_read_the_latest_row_only(tmp_path: Path) -> None:
    doubled = scores(taken_in(tmp_path, 4, twice=True), (ABOUT,), CITIES)
    assert wrong(doubled).keys() <= DOUBLED


@pytest.mark.prove
def test_a_made_province(tmp_path: Path) -> None:
    ledger = local(tmp_path)
    synthetic.make(11, 2, 0.0001, date(2025, 1, 1), ledger, (440300,))
    reader = Reader(ledger.root, ledger.manifest.state())
    rows = {name: reader.rows(table).to_pylist() for name, table in TABLES.items()}
    assert wrong(scores(Muddled(ledger, rows), (date(2025, 2, 28), date(2025, 3, 16)), (440300,))) == {}
