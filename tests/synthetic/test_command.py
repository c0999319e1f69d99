"""``hezhong province``: what it prints and writes, and what it refuses."""

import json
from pathlib import Path

import pytest

from hezhong.app.command import main

pytestmark = pytest.mark.database  # needs none; it takes too long for the first tier

BAD = {
    ("--seed", "x"): "--seed 要写 0 到",
    ("--months", "0"): "--months 要写 1 到 24 之间的整数",
    ("--months", "25"): "--months 要写 1 到 24 之间的整数",
    ("--scale", "much"): "--scale 要写 0 到 2 之间的数",
    ("--scale", "nan"): "--scale 要写 0 到 2 之间的数",
    ("--scale", "-1"): "--scale 要写 0 到 2 之间的数",
    ("--first", "2025-13"): "--first 要写年月",
    ("--first", "2018-12"): "--first 要在2019-01到2026-11之间",
    ("--first", "2026-11", "--months", "2"): "请改小 --months 或者改早 --first",
    ("--colour", "red"): "命令写得不对",
}


@pytest.mark.parametrize(("asked", "says"), BAD.items(), ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_refused(asked: tuple[str, ...], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["province", "--out", str(tmp_path / "new"), *asked]) == 1
    assert says in capsys.readouterr().err and not (tmp_path / "new").exists()


def test_a_folder_is_asked_for_and_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["province"]) == 1 and "请用 --out" in capsys.readouterr().err
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["province", "--out", str(tmp_path)]) == 1 and "已经有内容" in capsys.readouterr().err


def test_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["province", "--seed", "4", "--months", "1", "--scale", "0", "--first", "2026-05", "--out", str(tmp_path)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["as_of"] == "2026-06-30" and said["truths"]["unpaid_people"] == 5 and said["rows"]["attendance"] > 1000
    assert (tmp_path / "truth" / "boundary.csv").stat().st_size and (tmp_path / "ledger" / "attendance" / "month=202605").is_dir()
