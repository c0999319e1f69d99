"""``hezhong warn`` and ``why-not`` over a small synthetic province: what is staged is found, and silence has a reason."""

import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hezhong.app import synthetic, warn_command, why_not_command
from hezhong.ledger.place import local

pytestmark = pytest.mark.database  # needs none; it takes too long for the first tier
RULE = "site_wages_unpaid"
SHENZHEN = 440300


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("province") / "ledger"
    synthetic.make(11, 2, 0.0001, date(2025, 1, 1), local(folder), (SHENZHEN,))
    return folder


def test_warn_finds_what_is_staged_and_why_not_says_the_same(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--as-of", "2025-03-31", "--ledger", str(ledger), "--rule", RULE, "--out", str(tmp_path)]
    assert warn_command.run(asked) == 0
    told = json.loads(capsys.readouterr().out)
    found = pq.read_table(tmp_path / "findings-2025-03-31.parquet").to_pylist()
    assert told["troubles"] == {} and sum(n for name, n in told["findings"][RULE].items() if name != "title") == len(found) > 0
    worst = min(found, key=lambda row: -row["people"])
    assert why_not_command.run([str(worst["subject"]), "2025-03-31", "--ledger", str(ledger), "--rule", RULE]) == 0
    (said,) = json.loads(capsys.readouterr().out)["rules"]
    assert said["why"] == "WARNED" and said["grade"] == worst["grade"] and "第12条" in said["basis"][0]
    assert len({row["worker"] for row in said["rows"]}) == worst["people"] and sum(row["fen"] for row in said["rows"]) == worst["fen"]
    assert why_not_command.run([str(worst["subject"]), "2025-01-15", "--ledger", str(ledger), "--rule", RULE]) == 0
    (before,) = json.loads(capsys.readouterr().out)["rules"]
    assert before["why"] in ("NO_FACTS", "BELOW") and before["grade"] is None


def test_bad_input_says_what_to_write(capsys: pytest.CaptureFixture[str]) -> None:
    assert warn_command.run(["--as-of", "昨天", "--ledger", "/nowhere", "--rule", "x"]) == 1
    said = capsys.readouterr().err
    assert "--as-of 2026-03-31" in said and "hezhong province" in said and "没有代码为 x 的规则" in said
    assert why_not_command.run(["工地", "2025-01-01"]) == 1
    assert "一串数字" in capsys.readouterr().err
