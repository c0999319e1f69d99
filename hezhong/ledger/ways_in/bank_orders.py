"""Pay files out to a bank: fixed width in GBK, CSV, and lines with bars, as banks take them for paying wages.

Each is refused whole, every reason named, where one payment would not stand in it as it should.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from hezhong.ledger.ways_in.faults import Fault, shown
from hezhong.ledger.ways_in.layouts import FIXED, LAYOUTS, Fixed
from hezhong.ledger.ways_in.written import FORMULA_SIGNS

FEWEST_BARRED, MOST_BARRED = 5, 1000
LINE = "\r\n"


class Counting(Enum):
    """What the widths of a fixed file count. Banks differ, so it is asked of the bank."""

    BYTES = "按字节"
    SIGNS = "按字符"


@dataclass(frozen=True)
class Payment:
    """One wage to pay. serial: the sender's own number of it, within the file; fen: above zero; month: YYYYMM of the wages, 0 where unknown."""

    serial: str
    name: str
    account: str
    fen: int
    purpose: str = ""
    bank: str = ""
    identity: str = ""
    month: int = 0

    @property
    def yuan(self) -> str:
        return f"{self.fen // 100}.{self.fen % 100:02d}"


def numbered(number: str, payments: Sequence[Payment]) -> list[Payment]:
    """Return the payments of an order as its file names them: its number at the head of each serial number and after each purpose."""
    return [
        replace(each, serial=f"{number}{place:06d}", purpose=f"{each.purpose} {number}".strip())
        for place, each in enumerate(payments, 1)
    ]


class BadOrder(ValueError):
    """Payments of which no file can be made, and every reason; row: the payment, counted from 1."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("；".join(map(str, faults)))


def fixed_width(payments: Sequence[Payment], counting: Counting = Counting.BYTES, order: Fixed = FIXED[0]) -> bytes:
    """Return the file of fixed width (工行 layout), GBK with CRLF, the amount to the right. Raises BadOrder."""
    lines, faults = [], list(_faults(payments))
    for row, payment in enumerate(payments, 1):
        parts = []
        for head, width, text in zip(order.heads, order.widths, _fixed_cells(payment, order), strict=True):
            try:
                parts.append(_padded(text, width, counting, right=head == order.amount))
            except UnicodeEncodeError:
                faults.append(Fault("", row, head, "有银行文件写不了的生僻字。请改用 CSV 文件，或者按银行登记的写法填写"))
            except ValueError:
                faults.append(Fault("", row, head, f"太长，最多 {width} 个{'字节（一个汉字两个）' if counting is Counting.BYTES else '字'}。请写短一些"))
        lines.append(b"".join(parts) + LINE.encode())
    _refuse(faults)
    return b"".join(lines)


def separated(payments: Sequence[Payment]) -> bytes:
    """Return the CSV (建行 layout), UTF-8 with the mark by which Excel knows it. Raises BadOrder."""
    _refuse(list(_faults(payments)))
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator=LINE)
    lines.writerow(("序号", "收款账号", "收款户名", "收款方开户行", "金额", "用途"))
    for row, each in enumerate(payments, 1):
        lines.writerow((row, each.account, each.name, each.bank, each.yuan, each.purpose))
    return out.getvalue().encode("utf-8-sig")


def barred(payments: Sequence[Payment]) -> bytes:
    """Return the file with bars (兰州银行 layout), GB 18030, a bar at the end of each line. Raises BadOrder."""
    faults = list(_faults(payments))
    if not FEWEST_BARRED <= len(payments) <= MOST_BARRED:
        faults.append(Fault("", 0, "", f"这种文件每份 {FEWEST_BARRED} 到 {MOST_BARRED} 笔，现在是 {len(payments)} 笔。请分开做，或者改用 CSV 文件"))
    cells = [(str(row), "".join(each.name.split()), each.account, each.yuan, each.identity) for row, each in enumerate(payments, 1)]
    faults += [Fault("", row, "", "有竖线“|”，会把一栏分成两栏。请去掉") for row, line in enumerate(cells, 1) if any("|" in cell for cell in line)]
    _refuse(faults)
    return "".join(f"{'|'.join(line)}|{LINE}" for line in cells).encode("gb18030")


WRITERS: Mapping[str, Callable[[Sequence[Payment]], bytes]] = {"B1": fixed_width, "B2": separated, "B3": barred}
TITLES: Mapping[str, str] = {each.key: each.title for each in LAYOUTS if each.key in WRITERS}
ENDINGS: Mapping[str, str] = {"B1": "txt", "B2": "csv", "B3": "txt"}


def _fixed_cells(payment: Payment, order: Fixed) -> Iterator[str]:
    told = {
        "银行流水号": payment.serial, "收款方账号": payment.account, "收款方户名": payment.name, "收款方开户行": payment.bank,
        "金额": payment.yuan, "用途": payment.purpose,
    }  # fmt: skip
    yield from (told.get(head, "") for head in order.heads)


def _padded(text: str, width: int, counting: Counting, *, right: bool) -> bytes:
    """Return a text filled up with spaces. Raises UnicodeEncodeError, and ValueError where it is too long."""
    data = text.encode("gbk")
    room = width - (len(data) if counting is Counting.BYTES else len(text))
    if room < 0:
        raise ValueError(text)
    return b" " * room + data if right else data + b" " * room


def _faults(payments: Sequence[Payment]) -> Iterator[Fault]:
    if not payments:
        yield Fault("", 0, "", "没有要付的工资。请先选一批工资表")
    first: dict[str, int] = {}
    for row, each in enumerate(payments, 1):
        if each.fen <= 0:
            yield Fault("", row, "金额", "应当大于零。不用付的人请不要放进来")
        if not each.account.isascii() or not each.account.isdigit():
            yield Fault("", row, "收款账号", "没有填，或者不全是数字。请补上这个人的银行卡号")
        if not each.name.strip():
            yield Fault("", row, "收款户名", "没有填。请填写")
        for title, text in (("收款户名", each.name), ("开户行", each.bank), ("用途", each.purpose)):
            if text.startswith(FORMULA_SIGNS) or any(sign in text for sign in "\r\n\t"):
                yield Fault("", row, title, f"“{shown(text)}”会被表格软件当成公式或者换行。请改写")
        if first.setdefault(each.serial, row) != row:
            yield Fault("", row, "流水号", f"和第 {first[each.serial]} 笔的流水号相同。每笔要有自己的号")


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise BadOrder(tuple(sorted(faults, key=lambda fault: fault.row)))
