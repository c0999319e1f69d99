"""Facts of a calculation: plain values (of a file, of the API) to the dataclass an entitlement asks for, or why not.

Every field that is wrong is named with its reason, in Chinese; nothing is guessed and nothing unknown is passed over.
"""

import tomllib
import types
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Protocol, Union, get_args, get_origin, get_type_hints

from hezhong.kernel.fields import Asked, asked
from hezhong.kernel.places import GUANGDONG, NATION, Place
from hezhong.kernel.values import Money, Month, MonthlyWages, Months

Wrong = tuple[str, str]
"""(name of the field, why not)."""
MOST_MONEY = Decimal(100_000_000)
EARLIEST, LATEST = date(1949, 10, 1), date(2100, 1, 1)


class BadFacts(ValueError):
    """Facts that cannot be. wrong: every field with its reason."""

    def __init__(self, wrong: list[Wrong]) -> None:
        super().__init__("；".join(f"{field}：{why}" for field, why in wrong))
        self.wrong = wrong


class Facts(Protocol):
    """What an entitlement's facts can say of themselves: which fields contradict each other."""

    def wrong(self) -> Iterator[Wrong]: ...


def read(of: type[Any], plain: Mapping[str, Any]) -> Any:
    """Return the facts these plain values say. Raises BadFacts with every field that is wrong."""
    known = {each.name: each for each in asked(of)}
    wrong: list[Wrong] = [(name, f"没有这一项。可以写的有：{'、'.join(known)}") for name in plain if name not in known]
    values: dict[str, Any] = {}
    for each in known.values():
        given = plain.get(each.name)
        if given is None or given == "":
            if _needed(each, values):
                wrong.append((each.name, f"请填写{each.question.label}"))
            continue
        try:
            values[each.name] = _value(_kind(each), given)
        except ValueError as why:
            wrong.append((each.name, str(why)))
    if wrong:
        raise BadFacts(wrong)
    return checked(of(**values))


def checked(facts: Any) -> Any:
    """Return the facts. Raises BadFacts where they contradict each other."""
    if wrong := list(facts.wrong()):
        raise BadFacts(wrong)
    return facts


def plain(facts: Any) -> dict[str, Any]:
    """Return facts as the plain values that ``read`` understands; what was not answered is left out."""
    told = {each.name: plain_value(getattr(facts, each.name)) for each in asked(type(facts))}
    return {name: value for name, value in told.items() if value is not None}


def plain_value(value: Any) -> Any:
    """Return one value as ``read`` understands it: a code of an option, an amount or a day as text."""
    if isinstance(value, MonthlyWages):
        return _plain_wages(value)
    if isinstance(value, Months):
        return "/".join(f"{year}-{month:02}" for year, month in (value.since, value.until))
    if isinstance(value, Enum):
        return getattr(value, "code", str(value.value))
    if isinstance(value, (Decimal, date)):
        return str(value)
    if isinstance(value, tuple):
        return [plain_value(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {each.name: plain_value(getattr(value, each.name)) for each in fields(value)}
    return value


def _plain_wages(wages: MonthlyWages) -> Any:
    if wages.listed:
        return [str(amount) for amount in wages.listed]
    if wages.named:
        return {f"{year}-{month:02}": str(amount) for (year, month), amount in wages.named}
    return str(wages.even) if wages.even is not None else None


@cache
def cities() -> Mapping[str, str]:
    """Return name -> code of the prefectures that facts may name."""
    return {name: str(code) for name, code in tomllib.loads((Path(__file__).parent / "cities.toml").read_text("utf8")).items()}


def spoken_place(place: Place) -> str:
    """Return a place as a sentence names it: its prefecture, else the province's code, else the nation."""
    names = {code: name for name, code in cities().items()}
    known = [names[code] for code in place.path if code in names]
    if known:
        return known[-1]
    return {NATION: "全国", GUANGDONG: "广东"}.get(place, place.path[-1] if place.path else "全国")


def place_of(city: str) -> Place:
    """Return the place of a code of six digits, or of a prefecture's name. Raises BadFacts."""
    known = cities()
    code = known.get(city.removesuffix("市"), city)
    if len(code) != 6 or not code.isascii() or not code.isdigit() or code[:2] not in PROVINCES:
        raise BadFacts([("city", f"不认识“{city}”。请写六位行政区划代码，或者{'、'.join(known)}")])
    top, city_code = f"{code[:2]}0000", f"{code[:4]}00"
    if top == GUANGDONG.path[0] and code != top and city_code not in known.values():
        raise BadFacts([("city", f"广东没有代码为{city_code}的市。请写六位行政区划代码，或者{'、'.join(known)}")])
    path = dict.fromkeys((top, city_code, code))
    return Place(tuple(path)) if code != "000000" else NATION


def amount_of(field: str, given: Any) -> Decimal | None:
    """Return an amount that may be left out. Raises BadFacts."""
    try:
        return None if given is None or given == "" else _amount(given)
    except ValueError as why:
        raise BadFacts([(field, str(why))]) from None


PROVINCES = frozenset(
    str(code) for code in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82)
)
"""The first two digits of every province's code (GB/T 2260)."""


def _needed(each: Asked, values: Mapping[str, Any]) -> bool:
    applies = each.question.when is None or each.question.when(values)
    return each.required and applies


def _kind(each: Asked) -> Any:
    """Return the type asked for: of an optional one the other half."""
    if get_origin(each.kind) in (Union, types.UnionType):
        return next(half for half in get_args(each.kind) if half is not type(None))
    return each.kind


def _value(kind: Any, given: Any) -> Any:
    """Return the value of a type. Raises ValueError with the reason."""
    if get_origin(kind) is tuple:
        if not isinstance(given, list):
            raise ValueError("要写成列表")
        return tuple(_value(get_args(kind)[0], each) for each in given)
    if kind is MonthlyWages:
        return _wages(given)
    if kind is Months and isinstance(given, str):
        return _months(given)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member(kind, given)
    if kind is date:
        return _day(given)
    if kind is bool:
        if not isinstance(given, bool):
            raise ValueError("要写 true 或者 false")
        return given
    if kind is int:
        return _whole(given)
    if kind in (Money, Decimal):
        return kind(_amount(given))
    if kind is str:
        return str(given)
    if hasattr(kind, "__dataclass_fields__"):
        return _nested(kind, given)
    raise TypeError(f"no reading for {kind}")


def _nested(kind: type[Any], given: Any) -> Any:
    """Return a row of a list: a dataclass of plain values."""
    hints = get_type_hints(kind)
    if not isinstance(given, Mapping) or not set(given) <= set(hints):
        raise ValueError(f"每一行要写：{'、'.join(hints)}")
    needed = [each.name for each in fields(kind) if each.name not in given and each.default is each.default_factory]
    if needed:
        raise ValueError(f"缺{'、'.join(needed)}")
    return kind(**{name: _value(hints[name], value) for name, value in given.items()})


def _member(kind: type[Enum], given: Any) -> Enum:
    codes = {getattr(member, "code", str(member.value)): member for member in kind}
    aliases: Mapping[str, Enum] = getattr(kind, "aliases", dict)()
    found = codes.get(str(given)) or aliases.get(str(given))
    if found is None:
        options = "、".join(f"{code}（{member}）" for code, member in codes.items())
        raise ValueError(f"没有“{given}”这个选项。可以写：{options}")
    return found


def _day(given: Any) -> date:
    try:
        day = given if type(given) is date else date.fromisoformat(str(given))
    except ValueError:
        raise ValueError(f"“{given}”不是日期，要写成 2025-03-01 这样") from None
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"{day}太早或者太晚，请核对年份")
    return day


def _whole(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, (int, str)) or not str(given).strip().isdecimal():
        raise ValueError(f"“{given}”不是整数，要写不小于 0 的整数")
    return int(given)


def _amount(given: Any) -> Decimal:
    try:
        amount = Decimal(str(given)) if not isinstance(given, bool) else Decimal("nan")
    except InvalidOperation:
        amount = Decimal("nan")
    if not amount.is_finite():
        raise ValueError(f"“{given}”不是数额")
    if amount < 0:
        raise ValueError(f"数额不能是负数（{given}）")
    if amount > MOST_MONEY:
        raise ValueError(f"数额太大（{given}），请核对单位是不是元")
    return amount


def _wages(given: Any) -> MonthlyWages:
    """Return wages by month: one number for all, a list of the last months, or {"2025-03": 8000}."""
    if isinstance(given, Mapping):
        return MonthlyWages.of({_month(month): _amount(amount) for month, amount in given.items()})
    if isinstance(given, list):
        if not given:
            raise ValueError("至少要有一个月的工资")
        return MonthlyWages(listed=tuple(map(_amount, given)))
    return MonthlyWages(_amount(given))


def _months(text: str) -> Months:
    """Return a range of months: 2025-07, or 2025-07/2025-08 as ISO 8601 writes it."""
    since, _, until = (part.strip() for part in text.partition("/"))
    return Months(_month(since), _month(until or since))


def _month(text: Any) -> Month:
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ValueError(f"“{text}”不是月份，要写成 2025-03 这样") from None
    return day.year, day.month
