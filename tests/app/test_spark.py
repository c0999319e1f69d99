"""``hezhong warn --backend spark``: the same rows as DuckDB in one process; ``bench/spark.sh`` asks all rules of a small cluster."""

import importlib.util
import shutil
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hezhong.app import spark_tables, synthetic, warn_command
from hezhong.ledger import compaction
from hezhong.ledger.place import Ledger, local
from hezhong.ledger.tables import TABLES

pytestmark = pytest.mark.database  # needs none; it takes too long for the first tier
SHENZHEN, DAY = 440300, "2025-03-31"
RULES = ("site_wages_unpaid", "site_fees_unpaid", "site_swipes_at_once", "site_money_held", "site_told_short", "employer_wages_late", "tax_owed")
there = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = local(tmp_path_factory.mktemp("province") / "ledger")
    synthetic.make(11, 2, 0.0001, date(2025, 1, 1), made, (SHENZHEN,))
    for part in compaction.due(made.manifest.state(), most=10**9):
        compaction.fold(made, part)
    return made


def asked(ledger: Ledger, out: Path, *more: str) -> list[str]:
    rules = [word for rule in RULES for word in ("--rule", rule)]
    return ["--as-of", DAY, "--ledger", str(ledger.root), "--out", str(out), *rules, *more]


@pytest.mark.skipif(not there, reason="pyspark and Java are not part of the product")
def test_spark_finds_what_duckdb_finds_and_leaves_nothing_behind(ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert warn_command.run(asked(ledger, tmp_path / "duckdb")) == 0
    assert warn_command.run(asked(ledger, tmp_path / "spark", "--backend", "spark", "--master", "local[2]")) == 0
    ours, theirs = (pq.read_table(tmp_path / name / f"findings-{DAY}.parquet").to_pylist() for name in ("duckdb", "spark"))
    assert ours == theirs and ours
    assert f"{len(RULES)}/{len(RULES)}" in capsys.readouterr().err
    assert not list((ledger.root / "derived").glob("spark-*"))


@pytest.mark.skipif(there, reason="pyspark is installed")
def test_without_spark_it_says_what_to_install(ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert warn_command.run(asked(ledger, tmp_path, "--backend", "spark")) == 1
    assert "pip install pyspark" in capsys.readouterr().err


def test_a_derived_month_reads_one_month_only_of_what_is_kept_by_the_date_it_looks_at() -> None:
    # By hand from worker_months and site_months: the column that each is held against the month.
    looked_at = {"attendance": "day", "labour_days": "day", "payroll_lines": "month", "labour_fees": "due_on", "account_balances": "day"}
    assert {name: TABLES[name].dated for name in spark_tables.OWN_MONTH} == looked_at
