"""``hezhong warn``: asks every declared rule of a ledger in a folder and says what it finds. Opens no case, asks no database.

Exit codes: 0 asked; 1 the input is wrong, one Chinese line for each error on stderr; 2 a rule could not be asked.
"""

import importlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hezhong.app.answering import BadInput, Reader, printed, refused
from hezhong.app.detecting import Backend, InDuckDB, as_table, detected, in_force
from hezhong.early_warning import rules
from hezhong.early_warning.editions import Standing
from hezhong.ledger.connecting import Limits
from hezhong.ledger.place import JOURNAL, Ledger, local

MEANS = "按规则检查一个台账文件夹：hezhong warn --as-of 2026-03-31 --ledger 文件夹 [--backend duckdb|spark] [--rule 代码] [--out 文件夹]"
SPARK = "hezhong.app.spark"
LIMITS = Limits("900MB", 2)


def run(arguments: Sequence[str]) -> int:
    """Ask the rules; return the exit code."""
    try:
        answer = asked(arguments)
    except BadInput as bad:
        return refused(bad)
    printed(answer)
    return 2 if answer["troubles"] or answer["broken"] else 0


def asked(arguments: Sequence[str]) -> dict[str, Any]:
    """Return what was found, in figures by rule and colour. Raises BadInput."""
    reader = Reader("hezhong warn", description=MEANS, allow_abbrev=False)
    reader.add_argument("--as-of", default="", metavar="日期")
    reader.add_argument("--ledger", default="", metavar="文件夹")
    reader.add_argument("--backend", default="duckdb", choices=("duckdb", "spark"))
    reader.add_argument("--master", default="local[2]", metavar="地址", help="Spark 的主节点，如 spark://127.0.0.1:7077")
    reader.add_argument("--rule", action="append", default=[], metavar="代码")
    reader.add_argument("--out", default="", metavar="文件夹")
    given = reader.parse_args(arguments)
    wrong: list[str] = []
    on, ledger = day(given.as_of, wrong), folder(given.ledger, wrong)
    wrong += [f"没有代码为 {code} 的规则" for code in given.rule if code not in rules.declared()]
    if wrong or on is None or ledger is None:
        raise BadInput(wrong)
    standing = in_force(on, given.rule)
    detection = detected(on, standing, backend(given.backend, given.master, ledger, on))
    found = as_table(detection, standing)
    if given.out:
        written(found, Path(given.out), on)
    return {
        "as_of": str(on), "backend": given.backend, "rules": len(standing), "findings": by_rule(found, standing), "troubles": detection.troubles,
        "broken": {str(city): why for city, why in detection.broken.items()},
    }  # fmt: skip


def backend(name: str, master: str, ledger: Ledger, on: date) -> Backend:
    """Return what runs the queries, its derived tables made. Raises BadInput where Spark is not installed."""
    if name == "duckdb":
        made = InDuckDB(ledger, on, LIMITS)
        made.prepare()
        return made
    try:
        opened: Backend = importlib.import_module(SPARK).InSpark(ledger, on, master)
    except ModuleNotFoundError as missing:
        raise BadInput([f"没有安装 Spark（{missing.name}）：请先 pip install pyspark==4.0.5，并装好 Java 17。见 docs/scale.md"]) from None
    return opened


def day(text: str, wrong: list[str]) -> date | None:
    """Return a day, or note what to write."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        wrong.append("请用 --as-of 写明算到哪一天，如 --as-of 2026-03-31")
        return None


def folder(text: str, wrong: list[str]) -> Ledger | None:
    """Return the ledger of a folder, or note what is wrong."""
    if text and (Path(text) / JOURNAL).is_dir():
        return local(Path(text))
    wrong.append("请用 --ledger 指明台账文件夹（里面有 journal）。正式系统的用 hezhong ledger copy 复制一份，hezhong province 可以造一个")
    return None


def by_rule(found: pa.Table, standing: Mapping[str, Standing]) -> dict[str, dict[str, Any]]:
    """Return code -> title and how many subjects in which colour, of the rules that found anything."""
    counted = Counter(zip(found.column("rule").to_pylist(), found.column("grade").to_pylist(), strict=True))
    shown: dict[str, dict[str, Any]] = {}
    for (rule, grade), number in sorted(counted.items()):
        shown.setdefault(rule, {"title": standing[rule].rule.title})[grade] = number
    return shown


def written(found: pa.Table, out: Path, on: date) -> None:
    """Write the findings as Parquet: tokens and figures, no name of anybody."""
    out.mkdir(parents=True, exist_ok=True)
    pq.write_table(found, out / f"findings-{on}.parquet")
