"""What does not fit into a connection's memory: put beside the ledger and taken away, never anywhere else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from hezhong.ledger.connecting import SPILL, Limits, connect
from hezhong.ledger.place import local
from hezhong.ledger.upkeep import sweep

SMALL = Limits("60MB", 2)
TOO_MUCH = "CREATE TEMP TABLE much AS SELECT range AS i, hash(range) AS h FROM range(6000000)"
COUNTED = "SELECT count(*), sum(i::HUGEINT) FROM much"


def test_what_does_not_fit_stands_in_the_ledgers_folder_as_long_as_the_connection(tmp_path: Path) -> None:
    with connect(SMALL, tmp_path) as connection:
        assert not list(tmp_path.iterdir()), "nothing as long as it fits"
        connection.execute(TOO_MUCH)
        assert connection.execute(COUNTED).fetchall() == [(6_000_000, 6_000_000 * 5_999_999 // 2)]
        (folder,) = tmp_path.iterdir()
        assert folder.name.startswith(SPILL) and any(folder.iterdir())
    assert not list(tmp_path.iterdir())


def test_without_a_folder_it_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with connect(SMALL) as connection, pytest.raises(duckdb.OutOfMemoryException):
        connection.execute(TOO_MUCH)
    assert not list(tmp_path.iterdir())


def test_what_a_killed_reader_left_is_swept(tmp_path: Path) -> None:
    left = tmp_path / f"{SPILL}0123" / "duckdb_temp_storage_DEFAULT-0.tmp"
    left.parent.mkdir()
    left.write_bytes(b"rows")
    ledger, now = local(tmp_path), datetime.now(UTC)
    assert sweep(ledger, now) == 0 and left.exists(), "it may be somebody's who is at it"
    assert sweep(ledger, now + timedelta(days=2)) == 1 and not left.exists()
