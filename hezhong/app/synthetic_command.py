"""``hezhong province``: makes a synthetic Guangdong, a ledger and the truths about it. Asks no database.

Exit codes: 0 made; 1 the input is wrong, one Chinese line for each error on stderr. Its files are described in docs/commands.md.
"""

import argparse
import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hezhong.app import synthetic
from hezhong.app.answering import BadInput, Reader, printed, refused
from hezhong.ledger.place import local

MEANS = "造一个合成的广东省（台账和真值）：hezhong province --seed 1 --months 3 --scale 0.01 --out 文件夹 [--first 2025-01]"
FIRST = "2025-01"
EARLIEST, LATEST = date(2019, 1, 1), date(2026, 11, 1)
"""The months whose days off are announced; that of the settlement comes after."""
MOST_MONTHS, GREATEST = 24, 2.0


def run(arguments: Sequence[str]) -> int:
    """Make the province; return the exit code."""
    try:
        printed(made(arguments))
    except BadInput as bad:
        return refused(bad)
    return 0


def made(arguments: Sequence[str]) -> dict[str, object]:
    """Return what was made, in figures. Raises BadInput."""
    given = _reader().parse_args(arguments)
    wrong: list[str] = []
    seed, months = _whole("--seed", given.seed, (0, 2**63 - 1), wrong), _whole("--months", given.months, (1, MOST_MONTHS), wrong)
    scale, first, out = _scale(given.scale, wrong), _first(given.first, wrong), _folder(given.out, wrong)
    if first and not wrong and synthetic.Span(first, months).start(months) > date(LATEST.year, LATEST.month + 1, 1):
        wrong.append(f"最后一个月的工资在次月支付，次月要在{LATEST.year}年{LATEST.month + 1}月以前（再往后的放假安排没有公布）。请改小 --months 或者改早 --first")
    if wrong or not first or not out:
        raise BadInput(wrong)
    truth = synthetic.make(seed, months, scale, first, local(out / "ledger"))
    truth.write(out / "truth")
    return {
        "ledger": str(out / "ledger"), "truth": str(out / "truth"), "as_of": str(truth.as_of),
        "rows": dict(sorted(truth.rows.items())), "truths": dict(sorted(truth.counts.items())),
    }  # fmt: skip


def _reader() -> argparse.ArgumentParser:
    reader = Reader("hezhong province", description=MEANS, allow_abbrev=False)
    reader.add_argument("--seed", default="1", metavar="数", help="同一个数造出同样的省")
    reader.add_argument("--months", default="3", metavar="数", help="几个月")
    reader.add_argument("--scale", default="0.01", metavar="数", help="1 是全省：四万个项目、三百万人、每月九千万次考勤")
    reader.add_argument("--first", default=FIRST, metavar="年月", help="第一个月")
    reader.add_argument("--out", default="", metavar="文件夹", help="放台账和真值的新文件夹")
    return reader


def _whole(name: str, text: str, between: tuple[int, int], wrong: list[str]) -> int:
    if text.isascii() and text.isdigit() and between[0] <= int(text) <= between[1]:
        return int(text)
    wrong.append(f"{name} 要写 {between[0]} 到 {between[1]} 之间的整数")
    return between[0]


def _scale(text: str, wrong: list[str]) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = math.nan
    if not 0 <= scale <= GREATEST:
        wrong.append(f"--scale 要写 0 到 {GREATEST:g} 之间的数，如 0.01")
    return scale


def _first(text: str, wrong: list[str]) -> date | None:
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        wrong.append("--first 要写年月，如 2025-01")
        return None
    if not EARLIEST <= first <= LATEST:
        wrong.append(f"--first 要在{EARLIEST:%Y-%m}到{LATEST:%Y-%m}之间")
    return first


def _folder(text: str, wrong: list[str]) -> Path | None:
    if not text:
        wrong.append("请用 --out 写一个新文件夹，台账和真值放在里面")
        return None
    folder = Path(text)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        wrong.append(f"--out“{text}”已经有内容，没有覆盖。请换一个新文件夹")
    return folder
