"""A city whose files cannot be read is named and left out; what is found in all others is found, and its own once they are put right."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from hezhong.app import synthetic, warn_command
from hezhong.ledger.place import local

pytestmark = pytest.mark.database  # needs none; it takes too long for the first tier

GUANGZHOU, SHAOGUAN, SHENZHEN = 440100, 440200, 440300
ON = "2025-03-31"
ASKED = ("site_wages_unpaid", "site_swipes_at_once", "site_account_low", "site_board_missing", "days_without_rest")


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("province") / "ledger"
    synthetic.make(11, 2, 0.0001, date(2025, 1, 1), local(folder), (GUANGZHOU, SHAOGUAN, SHENZHEN))
    return folder


class Warned:
    """A copy of the province, and what ``hezhong warn`` says of it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.capsys = root, capsys

    def __call__(self) -> tuple[int, dict[str, Any], list[dict[str, Any]]]:
        out = self.root.parent / "out"
        code = warn_command.run(["--as-of", ON, "--ledger", str(self.root), "--out", str(out), *(word for rule in ASKED for word in ("--rule", rule))])
        return code, json.loads(self.capsys.readouterr().out), pq.read_table(out / f"findings-{ON}.parquet").to_pylist()

    @contextmanager
    def damaged(self, table: str) -> Iterator[None]:
        """Cut off the end of every file of a table of Shaoguan, and put it back."""
        files = [file for file in self.root.rglob("*.parquet") if f"/{table}/" in str(file) and str(SHAOGUAN) in str(file)]
        assert files
        whole = {file: file.read_bytes() for file in files}
        for file, content in whole.items():
            file.chmod(0o600)
            file.write_bytes(content[: len(content) // 2])
        yield
        for file, content in whole.items():
            file.write_bytes(content)


@pytest.fixture
def warned(province: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Warned:
    shutil.copytree(province, tmp_path / "ledger")
    return Warned(tmp_path / "ledger", capsys)


def of_sites(found: list[dict[str, Any]], *cities: int) -> list[dict[str, Any]]:
    return [row for row in found if row["rule"].startswith("site_") and row["city"] in cities]


@pytest.mark.parametrize("table", ["attendance", "payroll_lines", "bank_lines", "roster", "account_balances"])
def test_files_damaged_before_the_months_are_made(warned: Warned, province: Path, tmp_path: Path, table: str) -> None:
    with warned.damaged(table):
        code, told, found = warned()
    assert (code, list(told["broken"]), told["troubles"]) == (2, [str(SHAOGUAN)], {})
    code, told, whole = warned()
    assert (code, told["broken"], told["troubles"]) == (0, {}, {})
    assert of_sites(whole, SHAOGUAN) and of_sites(found, GUANGZHOU, SHENZHEN) == of_sites(whole, GUANGZHOU, SHENZHEN) != []
    assert not of_sites(found, SHAOGUAN)


@pytest.mark.parametrize("table", ["worker_month", "site_month", "sites", "attendance"])
def test_files_damaged_afterwards(warned: Warned, table: str) -> None:
    code, told, whole = warned()
    assert code == 0
    with warned.damaged(table):
        code, told, found = warned()
    assert (code, list(told["broken"]), told["troubles"]) == (2, [str(SHAOGUAN)], {})
    assert of_sites(found, GUANGZHOU, SHENZHEN) == of_sites(whole, GUANGZHOU, SHENZHEN) != []
    code, told, again = warned()
    assert (code, told["broken"], again) == (0, {}, whole)
