"""``hezhong entitlement``: what somebody may claim for the facts of a file, as JSON. Asks no database.

Exit codes: 0 answered, in full or in part (``missing`` says what a full answer lacks); 1 the input is wrong, one Chinese line
for each field on stderr. The shape of the answer is docs/commands.md's.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from hezhong.app.answering import BadInput, Reader, printed, refused
from hezhong.law import entitlement_answer
from hezhong.law.book import from_files
from hezhong.law.entitlement import Entitlement, by_id
from hezhong.law.facts import BadFacts

MEANS = "算一项权利：hezhong entitlement 编号 --facts 文件（- 为标准输入），或 --schema；hezhong entitlement --list"
STDIN = "-"


def run(arguments: Sequence[str]) -> int:
    """Print the answer; return the exit code."""
    try:
        printed(answered(arguments))
    except BadInput as bad:
        return refused(bad)
    return 0


def answered(arguments: Sequence[str]) -> Any:
    """Return what was asked for as plain JSON values. Raises BadInput."""
    given = _reader().parse_args(arguments)
    if given.list:
        return entitlement_answer.listed(by_id())
    entitlement = _entitlement(given.entitlement)
    if given.schema:
        return entitlement_answer.schema(entitlement)
    if not given.facts:
        raise BadInput([f"请用 --facts 写事实的文件（JSON 或 TOML，- 为标准输入）。要写哪些事实：hezhong entitlement {entitlement.id} --schema"])
    try:
        return entitlement_answer.answer(entitlement, entitlement.from_plain(_facts(given.facts), from_files()))
    except BadFacts as bad:
        raise BadInput([f"{field}：{why}" for field, why in bad.wrong]) from None


def _reader() -> argparse.ArgumentParser:
    reader = Reader("hezhong entitlement", description=MEANS, allow_abbrev=False)
    reader.add_argument("entitlement", nargs="?", default="", metavar="编号")
    reader.add_argument("--facts", default="", metavar="文件", help="事实，JSON 或 TOML；- 为标准输入")
    reader.add_argument("--schema", action="store_true", help="要写哪些事实（JSON Schema）")
    reader.add_argument("--list", action="store_true", help="有哪些权利")
    return reader


def _entitlement(id: str) -> Entitlement:
    if id not in by_id():
        before = f"没有“{id}”这一项。" if id else "请写权利的编号。"
        raise BadInput([f"{before}可以写的有：{'、'.join(by_id())}"])
    return by_id()[id]


def _facts(name: str) -> Mapping[str, Any]:
    """Return the plain values of a file, TOML by its name or its looks, else JSON. Raises BadInput."""
    try:
        text = sys.stdin.buffer.read().decode("utf8") if name == STDIN else Path(name).read_text("utf8")
    except OSError:
        raise BadInput([f"--facts 打不开文件“{name}”，请检查路径"]) from None
    except UnicodeDecodeError:
        raise BadInput(["--facts 文件要用 UTF-8 编码"]) from None
    toml = name.endswith(".toml") or (name == STDIN and not text.lstrip("\ufeff \t\r\n").startswith(("{", "[")))
    try:
        read = tomllib.loads(text, parse_float=Decimal) if toml else json.loads(text.lstrip("\ufeff"), parse_float=Decimal)
    except (ValueError, RecursionError) as why:
        raise BadInput([f"--facts 文件不是{'TOML' if toml else 'JSON'}：{why}"]) from None
    if not isinstance(read, dict):
        raise BadInput(['--facts 文件要是一个对象，如 {"city": "440100", "hire_date": "2024-05-01"}'])
    return read
