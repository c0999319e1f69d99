"""Text files of banks and exports: their signs, their separators, and lines of fixed width."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hezhong.ledger.ways_in.faults import Unreadable
from hezhong.ledger.ways_in.layouts import FIXED, Fixed

SEPARATORS = ("|", "\t", ",", ";")
FAILED, PAID = ("fail", "失败", "退回", "退票"), ("success", "成功", "paysuccess")
AMOUNT = re.compile(r"\d+(\.\d{1,2})?")
LINES_TO_LOOK_AT = 50
Text = TypeVar("Text", str, bytes)


@dataclass(frozen=True)
class Lines:
    """A fixed-width file as rows, the first of which are its heads."""

    name: str
    rows: Sequence[Sequence[str]]


def decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or GB 18030 (GBK fails on rare names). Raises Unreadable."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("这个文件的文字读不出来。请用 Excel 或者 WPS 打开，另存为 .xlsx 再上传")


def separated(data: bytes) -> list[list[str]]:
    """Return the rows of separated text. A separator at the end of every line makes no column."""
    whole = decoded(data)
    sample = [line for line in whole.splitlines()[:LINES_TO_LOOK_AT] if line.strip() and not line.startswith("#")]
    by = max(SEPARATORS, key=lambda sign: sum(sign in line for line in sample))
    if by == "|":
        rows = [[part.strip() for part in line.split("|")] for line in whole.splitlines()]
    else:
        try:
            rows = list(csv.reader(io.StringIO(whole), delimiter=by))
        except csv.Error:
            raise Unreadable("这个文本文件的引号或者分隔不完整。请用 Excel 或者 WPS 打开，另存为 .xlsx 再上传") from None
    if sample and all(not row[-1] for row in rows if len(row) > 1):
        rows = [row[:-1] if len(row) > 1 else row for row in rows]
    return rows


def fixed_width(data: bytes) -> Lines | None:
    """Return the rows of a known fixed-width order, or None. Widths count bytes or signs: what fits every line is meant."""
    for order in FIXED:
        for rows in (_cut_bytes(data, order), _cut_signs(data, order)):
            if rows and all(_fits(row, order) for row in rows):
                return Lines(order.name, [list(order.heads), *rows])
    return None


def _cut_bytes(data: bytes, order: Fixed) -> list[list[str]]:
    lines = [line for line in re.split(rb"\r?\n", data) if line.strip()]
    if any(len(line) > sum(order.widths) or len(line) < order.least for line in lines):
        return []
    try:
        return [[part.decode("gb18030").strip() for part in _cut(line, order)] for line in lines]
    except UnicodeDecodeError:
        return []


def _cut_signs(data: bytes, order: Fixed) -> list[list[str]]:
    try:
        lines = [line for line in decoded(data).splitlines() if line.strip()]
    except Unreadable:
        return []
    if any(len(line) > sum(order.widths) or len(line) < order.least for line in lines):
        return []
    return [[part.strip() for part in _cut(line, order)] for line in lines]


def _cut(line: Text, order: Fixed) -> Iterator[Text]:
    at = 0
    for width in order.widths:
        yield line[at : at + width]
        at += width


def _fits(row: Sequence[str], order: Fixed) -> bool:
    amount, account = row[order.heads.index(order.amount)], row[order.heads.index(order.account)]
    return bool(AMOUNT.fullmatch(amount)) and account.isdigit()


def outcome_of(name: str) -> str:
    """Return paid or failed from the name of a list or sheet, or nothing."""
    low = name.lower()
    if any(word in low for word in FAILED):
        return "failed"
    return "paid" if any(word in low for word in PAID) else ""
