"""Understand what people type: amounts, days, telephone numbers. Raises Unclear with words that say what to do."""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from hezhong.kernel.money import to_cent

DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")}
SPELT = str.maketrans("〇两壹贰叁肆伍陆柒捌玖拾佰仟wWkK", "零二一二三四五六七八九十百千万万千千")
PLACES = {"千": 1000, "百": 100, "十": 10, "个": 1}
BIG = {"千": 1000, "万": 10_000, "亿": 100_000_000}
ONE = "[一二三四五六七八九1-9]"
FOUR_PLACES = re.compile(rf"(?:(?P<千>{ONE})千)?(?:(?P<百>零?{ONE})百)?(?:(?P<十>零?{ONE}?)十)?(?P<个>零?{ONE})?")
GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
MOST = Decimal(10_000_000_000)
LONGEST_QUOTE = 30
NEAR = {"今天": 0, "昨天": 1, "前天": 2, "大前天": 3}
DAY = re.compile(r"^(?:(\d{4})\s*[-./年])?\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?$")


class Unclear(ValueError):
    """The words of this error are shown to the person."""


def amount(text: str, example: str = "12000 或 1.2万") -> Decimal:
    """Return the yuan meant by 12000, 1.2万, 2万5, 一万二, １２，０００元, 3千, 3w. Raises Unclear."""
    plain = re.sub(r"[\s¥￥]|元整?|块钱?|人民币", "", unicodedata.normalize("NFKC", text))
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
    """Return the number of 12,000.50, 1.2万, 2万5, 3千, 三千五. Raises ValueError."""
    if "," in plain:
        if not GROUPED.fullmatch(plain):
            raise ValueError(plain)
        plain = plain.replace(",", "")
    if re.fullmatch(r"\d+(\.\d+)?", plain):
        return Decimal(plain)
    plain = plain.translate(SPELT)
    if found := re.fullmatch(r"(\d+\.\d+)([千万亿])", plain):
        return Decimal(found[1]) * BIG[found[2]]
    return Decimal(chinese_number(plain))


def chinese_number(text: str) -> int:
    """Return 12000 for 一万二, 1万2千 or 壹万贰仟, 3500 for 三千五. Raises ValueError for what is no number.

    A bare last digit takes the place after the last unit.
    """
    text = text.translate(SPELT)
    for unit in "亿万":
        before, found, after = text.partition(unit)
        if found:
            return _below_ten_thousand(before) * BIG[unit] + _after(after, BIG[unit])
    return _below_ten_thousand(text, shortened=True)


def _after(text: str, unit: int) -> int:
    """Return what stands after 万 or 亿; a single digit is so many tenths of it."""
    if not text:
        return 0
    if len(text) == 1:
        return _digit(text) * unit // 10
    rest = chinese_number(text.removeprefix("零"))
    if rest >= unit:
        raise ValueError(text)
    return rest


def _below_ten_thousand(text: str, shortened: bool = False) -> int:
    """Return a number of up to four places. ``shortened``: it may end as in 三千五."""
    if text.isdecimal():
        return int(text)
    found = FOUR_PLACES.fullmatch(text)
    if not text or found is None:
        raise ValueError(text)
    places = {
        place: _digit(found[place].removeprefix("零") or "一")
        for place in FOUR_PLACES.groupindex
        if found[place] is not None
    }
    last = next((place for place in ("十", "百", "千") if place in places), "")
    value = sum(digit * PLACES[place] for place, digit in places.items())
    if "个" in places and last in ("百", "千") and not found["个"].startswith("零"):
        if not shortened:
            raise ValueError(text)
        value += places["个"] * (PLACES[last] // 10 - 1)
    return value


def _digit(sign: str) -> int:
    return int(sign) if sign.isdecimal() else DIGITS[sign]


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
