"""One cell to one typed value, as it was typed: full-width digits, 1,234.50元, dates as text, numbers that lost digits.

Every reader takes a filled cell and raises WrongCell. Money is integer fen; times are China's, without a zone.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from hezhong.kernel.identity import BadIdentity, kind_of, normalise
from hezhong.ledger.ways_in.faults import WrongCell, shown

Cell = str | int | float | bool | date | datetime | time | timedelta
EMPTY = {"", "-", "--", "—", "——", "/", "\\", "nan", "NaN", "null", "None"}
LOST_FROM = 10**15
"""A spreadsheet keeps fifteen digits of a number."""
MOST_FEN = 10**12
MOST_COUNTED = 10**9
NOISE = Decimal("0.000001")
SERIAL_ZERO = datetime(1899, 12, 30)
SERIALS = (20_000, 80_000)
LOST_DIGITS = "这一格成了数字，后面几位已经丢了。请把单元格格式改成“文本”，对照证件或者银行卡重新填写"
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?(?:份)?|(\d{4})(\d{2})")
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?")
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
EPOCH = datetime(1970, 1, 1, 8)
"""The start of the epoch by China's clock."""
YES, NO = {"是", "1", "true", "y", "yes", "有"}, {"否", "0", "false", "n", "no", "无"}


@dataclass(frozen=True)
class Rate:
    """An agreed wage: fen per day, hour or month."""

    fen: int
    per: str


def plain(cell: Cell) -> str:
    """Return a cell as one line of half-width text; a whole number without its point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(unicodedata.normalize("NFKC", str(cell)).split())


def is_empty(cell: Cell) -> bool:
    return isinstance(cell, str) and plain(cell) in EMPTY


def text(cell: Cell) -> str:
    """Return text. Raises WrongCell where a number is so long that its end is lost."""
    if isinstance(cell, int | float) and not abs(cell) < LOST_FROM:
        raise WrongCell(LOST_DIGITS)
    return plain(cell)


def name(cell: Cell) -> str:
    """Return a person's name: no spaces between Chinese signs, one kind of middle dot."""
    found = re.sub(r"[•・‧∙.．]", "·", plain(cell))
    found = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", found)
    if re.fullmatch(r"[\d\s,.]+", found):
        raise WrongCell("这一格应当是姓名，现在是数字。请看看是不是错了一栏")
    return found


def number(cell: Cell) -> Decimal:
    """Return a number of days or hours: 22, 22.5, 22天, 8h, ８小时."""
    if isinstance(cell, bool | date | time | timedelta):
        raise WrongCell("这一格应当是数字。请把单元格格式改成“常规”，重新填写")
    found = re.sub(r"(个?工日?|天|小时|工时|h|H|次|人)$", "", plain(cell)).strip()
    value = _decimal(found)
    if value < 0:
        raise WrongCell(f"“{shown(found)}”小于零。请对照原表再看一看")
    if value > MOST_COUNTED:
        raise WrongCell(f"“{shown(found)}”太大了。请看看是不是错了一栏")
    return value


def fen(cell: Cell) -> int:
    """Return an amount in fen; of 应扣 and the like it may be below zero."""
    if isinstance(cell, date | time | timedelta | bool):
        raise WrongCell("这一格成了日期。请把单元格格式改成“数值”，重新填写金额")
    found = re.sub(r"[￥¥\s]|人民币|RMB|CNY|元整?$|圆整?$", "", plain(cell))
    if bracketed := re.fullmatch(r"\(([\d,.]+)\)", found):
        found = f"-{bracketed[1]}"
    value = _decimal(found) * 100
    if abs(value) > MOST_FEN:
        raise WrongCell(f"“{shown(found)}”超过一百亿元。请看看是不是多写了几个零，或者错了一栏")
    cents = value.quantize(Decimal(1), ROUND_HALF_UP)
    if abs(value - cents) > NOISE:
        raise WrongCell(f"“{shown(found)}”不到一分的零头没有去掉。请四舍五入到分")
    return int(cents)


def paid(cell: Cell) -> int:
    """Return an amount in fen that cannot be below zero."""
    if (value := fen(cell)) < 0:
        raise WrongCell("金额小于零。要扣的钱请写在“扣款”一栏")
    return value


def rate(cell: Cell) -> Rate:
    """Return 300, 300元/天, 15000元/月; a bare number is per day."""
    found = re.fullmatch(r"(.+?)(?:元|块)?/(天|日|工日|月|小时|时)", plain(cell))
    if not found:
        return Rate(paid(cell), "day")
    return Rate(paid(found[1]), {"月": "month", "小时": "hour", "时": "hour"}.get(found[2], "day"))


def hour_rate(cell: Cell) -> Rate:
    """Return a rate of which a bare number is per hour."""
    found = rate(cell)
    return found if "/" in plain(cell) else Rate(found.fen, "hour")


def month_rate(cell: Cell) -> Rate:
    """Return a rate of which a bare number is per month."""
    found = rate(cell)
    return found if "/" in plain(cell) else Rate(found.fen, "month")


def identity(cell: Cell) -> str:
    """Return the number of an identity card, residence permit or foreigner's card, checked by the kernel."""
    if isinstance(cell, float | int):
        if not abs(cell) < LOST_FROM:
            raise WrongCell(LOST_DIGITS)
        cell = int(cell)
    found = plain(cell).replace(" ", "").upper()
    if "*" in found:
        raise WrongCell("证件号码被遮住了。请用完整的号码")
    if re.fullmatch(r"\d{15}", found):
        raise WrongCell("这是 15 位的旧身份证号。请换成 18 位的号码")
    try:
        return normalise(kind_of(found), found)
    except BadIdentity as bad:
        raise WrongCell(str(bad)) from None


def account(cell: Cell) -> str:
    """Return a bank account or card: 8 to 32 digits. Luhn is not asked: not all domestic cards keep it."""
    found = re.sub(r"[\s-]", "", text(cell))
    if not re.fullmatch(r"\d{8,32}", found):
        raise WrongCell(f"银行账号应当是 8 到 32 位数字，现在是“{shown(found)}”。请对照银行卡重新填写")
    return found


def routing(cell: Cell) -> str:
    """Return the number of a bank's branch: 12 digits."""
    found = text(cell).replace(" ", "")
    if not re.fullmatch(r"\d{12}", found):
        raise WrongCell("联行号是 12 位数字。请对照开户行再看一看")
    return found


def phone(cell: Cell) -> str:
    """Return a telephone number, digits only."""
    found = re.sub(r"^\+?86(?=1\d{10}$)|[\s()-]", "", re.sub(r"[\s-]", "", text(cell)))
    if not re.fullmatch(r"1[3-9]\d{9}|0\d{9,11}|[2-8]\d{6,7}", found):
        raise WrongCell("电话号码不对：手机是 11 位数字，座机请带区号")
    return found


def day(cell: Cell) -> date:
    """Return a day, also from text, 20260311 and a spreadsheet's day number."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and SERIALS[0] <= cell <= SERIALS[1]:
        return (SERIAL_ZERO + timedelta(days=float(cell))).date()
    found = plain(cell)
    parts = DAY.match(found) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", found)
    try:
        return date(*map(int, parts.groups())) if parts and _only_time(found[parts.end() :]) else _no_day(found)
    except ValueError:
        return _no_day(found)


def month(cell: Cell) -> tuple[int, int]:
    """Return (year, month)."""
    if isinstance(cell, date):
        return cell.year, cell.month
    if isinstance(cell, int | float) and SERIALS[0] <= cell <= SERIALS[1]:
        found_day = day(cell)
        return found_day.year, found_day.month
    found = plain(cell)
    if DAY.fullmatch(found):
        return day(cell).year, day(cell).month
    parts = MONTH.fullmatch(found)
    year, within = (int(parts[1] or parts[3]), int(parts[2] or parts[4])) if parts else (0, 0)
    if not 1 <= within <= 12 or not 1990 <= year <= 2100:
        raise WrongCell(f"“{shown(found)}”不是年月。请写成 2026-03")
    return year, within


def moment(cell: Cell) -> datetime:
    """Return a day and time, also from the seconds or milliseconds of an epoch."""
    if isinstance(cell, datetime):
        return cell
    found = plain(cell)
    if re.fullmatch(r"\d{10}|\d{13}", found):
        return EPOCH + timedelta(seconds=int(found[:10]))
    clock_part = TIME.search(found)
    if not clock_part:
        raise WrongCell(f"“{shown(found)}”不是日期和时间。请写成 2026-03-11 07:30:00")
    return datetime.combine(day(found), clock(clock_part[0]))


def clock(cell: Cell) -> time:
    """Return a time of day."""
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    if isinstance(cell, float) and 0 <= cell < 1:
        return (SERIAL_ZERO + timedelta(days=cell)).time()
    parts = TIME.fullmatch(plain(cell))
    try:
        if parts:
            return time(int(parts[1]), int(parts[2]), int(parts[3] or 0))
    except ValueError:
        parts = None
    raise WrongCell(f"“{shown(plain(cell))}”不是时间。请写成 07:30")


def flag(cell: Cell) -> bool:
    """Return yes or no."""
    found = plain(cell).lower()
    if found not in YES | NO:
        raise WrongCell(f"“{shown(found)}”看不出是还是否。请写“是”或者“否”")
    return found in YES


def _decimal(found: str) -> Decimal:
    if "," in found and GROUPED.fullmatch(found):
        found = found.replace(",", "")
    try:
        value = Decimal(found)
    except InvalidOperation:
        raise WrongCell(f"“{shown(found)}”不是数字。请只写数字，如 1234.50") from None
    if not value.is_finite():
        raise WrongCell("这一格不是数字。请只写数字，如 1234.50")
    return value


def _only_time(rest: str) -> bool:
    return not rest or bool(TIME.fullmatch(rest.strip(" T")))


def _no_day(found: str) -> date:
    raise WrongCell(f"“{shown(found)}”不是日期。请写成 2026-03-11")
