"""A figure of law in words: its number with the unit, several numbers as a small table, its place and its file's heading."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.directory import regions
from hezhong.kernel.places import Place
from hezhong.kernel.understand import Unclear, quoted
from hezhong.law.model import Value
from hezhong.law.parameter_files import CLASS_OF_CITY, Parameter, cities_of_class, parameters

FILES = {
    "minimum_wage": "最低工资",
    "working_time": "工时和加班",
    "contract": "劳动合同",
    "wage_payment": "工资支付",
    "ending": "解除和终止",
    "leave": "休假、病假、停工和扣减",
    "heat": "高温",
    "maternity": "生育和女职工",
    "insurance": "社会保险和工伤",
    "agency_work": "劳务派遣",
    "construction": "工程建设领域",
    "collective": "集体协商和集体合同",
    "disputes": "争议和时效",
    "other": "其他",
}
"""Name of a file of parameters -> its heading, in the order of the page."""
UNITS = {
    "CNY": "元", "CNY/day": "元/日", "CNY/hour": "元/小时", "CNY/month": "元/月", "CNY/year": "元/年", "CNY_range": "元",
    "celsius": "℃", "class": "", "count": "次", "day": "日", "day/week": "日/周", "day/year": "日/年", "hour": "小时",
    "hour/day": "小时/日", "hour/month": "小时/月", "hour/week": "小时/周", "list": "", "minute/day": "分钟/日", "mixed": "",
    "month": "个月", "months": "月份", "multiple": "倍", "percent": "%", "ratio": "%", "ratio_range": "%", "text": "", "year": "年",
}  # fmt: skip
SHARES = {"ratio", "ratio_range"}
"""Kept as a share of one, shown and typed in per cent."""
ALL_CITIES = 21
SHORT = 8
"""A list of things no longer than this stands in one line."""
TYPED = re.compile(r"([-−]?)(\d{1,15}(?:\.\d{1,12})?)([万%]?)", re.ASCII)
MOST, PLACES = Decimal(10) ** 11, 4


@dataclass(frozen=True)
class Said:
    """What a figure says. text: in one line, '' where it has parts. parts: (what, how much)."""

    text: str
    parts: tuple[tuple[str, str], ...] = ()
    members: tuple[str, ...] = ()


def said(value: Value) -> Said:
    """Return what a figure says; nothing where nobody has entered it."""
    words = parameters().get(value.name) or Parameter(value.name, "", "", "", "other")
    if value.missing:
        return Said("没有数值")
    if value.parts:
        return Said("", tuple((words.words.get(part, part), number(each, words.unit)) for part, each in value.parts))
    if value.members:
        members = tuple(member(value.name, each) for each in value.members)
        return Said("、".join(members)) if max(map(len, members)) <= SHORT else Said("", members=members)
    return Said(value.text or number(value.amount, words.unit))


def number(amount: Decimal, unit: str) -> str:
    """Return 2,700 元/月, 150%, 21.75 日: without zeros that say nothing."""
    if unit in SHARES:
        return f"{plain(amount * 100)}%"
    return f"{plain(amount)} {UNITS.get(unit, unit)}".strip()


def plain(amount: Decimal) -> str:
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def note(text: str, words: Parameter | None) -> str:
    """Return a note of the research in Chinese throughout: the codes of parts by their words."""
    for code, word in {**(words.words if words else {}), "from_memory": "凭记忆", "secondary": "转载"}.items():
        text = text.replace(code, word) if len(code) > 1 else text
    return text


def member(name: str, text: str) -> str:
    """Return one of a list in words: of a class of cities the city's name."""
    return regions.code_name(text) or text if name == CLASS_OF_CITY else f"{text} 月" if text.isdecimal() else text


def unit(name: str) -> str:
    """Return the unit in which a figure is typed, '' where its parts say theirs."""
    return UNITS.get(parameters()[name].unit, "")


def typed(text: str, name: str) -> Decimal:
    """Return the number meant by 2,700, 21.75, 150%. Raises Unclear in words: also for what is negative or too exact."""
    tidy = re.sub(r"[\s,]|元", "", unicodedata.normalize("NFKC", text))
    found = TYPED.fullmatch(tidy)
    if not found:
        raise Unclear(f"没看懂“{quoted(text)}”。请写数字，如 2700 或 21.75")
    sign, digits, tail = found.groups()
    value = Decimal(digits) * (10_000 if tail == "万" else 1)
    if sign and value:
        raise Unclear(f"写了“{quoted(text)}”，不能是负数，请按文件上的写")
    if value > MOST:
        raise Unclear(f"“{quoted(text)}”太大了，请再看一看有没有多写几个零")
    if tail == "%" or parameters()[name].unit in SHARES:
        value /= 100
    if round(value, PLACES) != value:
        raise Unclear(f"写了“{quoted(text)}”，小数最多四位，请再看一看")
    return value


def where(place: Place) -> str:
    return regions.code_name(place.path[-1]) if place.path else "全国"


def places(all_of: Iterable[Place], on: date) -> str:
    """Return several places in words: a whole class of cities by its number, then the rest by name."""
    left = list(dict.fromkeys(all_of))
    if len(left) == 1:
        return where(left[0])
    if len(left) == ALL_CITIES:
        return "21 个市"
    for number in (1, 2, 3, 4):
        if set(left) == set(cities_of_class(number, on)):
            return f"{'一二三四'[number - 1]}类地区：{'、'.join(where(place).removesuffix('市') for place in left)}"
    return "、".join(where(place).removesuffix("市") for place in left)


def title(name: str) -> str:
    known = parameters()
    return known[name].title if name in known else name


def case_words(name: str, case: str) -> str:
    """Return which of several figures of that name, '' for the only one."""
    known = parameters()
    return known[name].words.get(case, case) if case and name in known else ""
