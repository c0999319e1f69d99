"""One small province for all tests: three cities, three months, every case at least once."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from hezhong.app import synthetic
from hezhong.ledger.place import Ledger, local
from hezhong.ledger.reading import Reader
from hezhong.ledger.tables import TABLES
from tests.synthetic.plainly import Rows

CITIES = (440100, 440300, 442000)
FIRST = date(2025, 1, 1)


@dataclass(frozen=True)
class Province:
    truth: synthetic.Truth
    rows: Rows
    ledger: Ledger


def rows_of(ledger: Ledger) -> Rows:
    reader = Reader(ledger.root, ledger.manifest.state())
    return Rows({name: reader.rows(table).to_pylist() for name, table in TABLES.items()})


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    ledger = local(Path(tmp_path_factory.mktemp("province")))
    truth = synthetic.make(11, 3, 0.0003, FIRST, ledger, CITIES)
    return Province(truth, rows_of(ledger), ledger)
