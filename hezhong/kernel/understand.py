"""Understand what people type: amounts, days, telephone numbers. Raises Unclear with words that say what to do."""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from hezhong.kernel.money import to_cent

DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
UNITS = {"十": 10, "百": 100, "千": 1000}
MOST = Decimal(10_000_000_000)
LONGEST_QUOTE = 30
NEAR = {"今天": 0, "昨天": 1, "前天": 2, "大前天": 3}
DAY = re.compile(r"^(?:(\d{4})\s*[-./年])?\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?$")
MIXED = re.compile(r"^(\d+(?:\.\d+)?)[万wW](\d{1,4})?$")


class Unclear(ValueError):
    """The words of this error are shown to the person."""


def amount(text: str, example: str = "12000 或 1.2万") -> Decimal:
    """Return the yuan meant by 12000, 1.2万, 2万5, 一万二, １２，０００元, 3w. Raises Unclear."""
    plain = re.sub(r"[,，\s¥￥]|元整?|块钱?|人民币", "", unicodedata.normalize("NFKC", text))
    if plain.startswith("-"):
        raise Unclear(f"写了“{quoted(text)}”，金额不能是负数。请填写金额，如 {example}")
    try:
        value = _number(plain)
    except (ValueError, InvalidOperation):
        raise Unclear(f"没看懂“{quoted(text)}”。请填写金额，如 {example}") from None
    if value > MOST:
        raise Unclear(f"“{quoted(text)}”超过一百亿元，请再看一看有没有多写几个零")
    if not to_cent(value):
        raise Unclear(f"写了“{quoted(text)}”，金额要大于 0，如 {example}")
    return to_cent(value)


def quoted(text: str) -> str:
    """Return what was typed, short enough to be said back in a sentence."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def _number(plain: str) -> Decimal:
    if found := MIXED.match(plain):
        whole, rest = found.groups()
        tail = Decimal(rest) * (1000 if len(rest) == 1 else 1) if rest else Decimal(0)
        return Decimal(whole) * 10000 + tail
    if re.fullmatch(r"\d+(\.\d+)?", plain):
        return Decimal(plain)
    return Decimal(chinese_number(plain))


def chinese_number(text: str) -> int:
    """Return 12000 for 一万二, 3500 for 三千五: a bare last digit takes the place after the last unit. Raises ValueError."""
    if not text:
        raise ValueError(text)
    total = part = digit = 0
    last = 1
    for sign in text:
        if sign in DIGITS:
            digit, last = DIGITS[sign], (1 if sign in "零〇" else last)
        elif sign in UNITS:
            part, digit, last = part + (digit or 1) * UNITS[sign], 0, UNITS[sign]
        elif sign == "万":
            total, part, digit, last = (total + part + digit) * 10000, 0, 0, 10000
        else:
            raise ValueError(text)
    return total + part + digit * (last // 10 if last > 1 else 1)


def day(text: str, today: date) -> date:
    """Return the day meant by 2026-8-3, 8月3日, 昨天. Without a year it is the nearest that has passed. Raises Unclear."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in NEAR:
        return today - timedelta(days=NEAR[plain])
    if re.fullmatch(r"\d{8}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    found = DAY.match(plain)
    try:
        if found is None:
            raise ValueError(text)
        year, month, number = found.groups()
        if year:
            return date(int(year), int(month), int(number))
        this_year = date(today.year, int(month), int(number))
        return this_year if this_year <= today else date(today.year - 1, int(month), int(number))
    except ValueError:
        raise Unclear(f"没看懂“{quoted(text)}”。请填写日期，如 2026-8-3 或 8月3日") from None


def phone(text: str) -> str:
    """Return a mainland mobile number as eleven digits. Raises Unclear."""
    plain = re.sub(r"[\s\-()（）]", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"^(\+|00)?86(?=1\d{10}$)", "", plain)
    if not re.fullmatch(r"1\d{10}", plain):
        raise Unclear(f"没看懂“{quoted(text)}”。手机号是 1 开头的 11 位数字，请再看一看")
    return plain
