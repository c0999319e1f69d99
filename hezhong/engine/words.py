"""Answers in words, as a trail, a table or a paper prints them."""

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

from hezhong.engine.answers import Address, Employer, Evidence, Months, Option, Person, Phone
from hezhong.engine.dossier import Destination
from hezhong.kernel.fields import asked
from hezhong.kernel.places import Place

Names = Mapping[str, str]
"""Token or region code or office id, as text -> name."""


def said(value: Any, names: Names) -> str:
    """Return a value in words; tokens and codes by their names."""
    for kind, say in SAY.items():
        if isinstance(value, kind):
            return say(value, names)
    return str(value) if value is not None else ""


def lines(answers: Any, names: Names) -> tuple[tuple[str, str, str], ...]:
    """Return (group, label, words) for each field of a dataclass that holds something."""
    if not is_dataclass(answers) or isinstance(answers, type):
        return ()
    found = (
        (each.question.group, each.question.label, _with_unit(getattr(answers, each.name), each.question.unit, names))
        for each in asked(type(answers))
        if not each.question.inner and (not each.question.mark or getattr(answers, each.name))
    )
    return tuple(line for line in found if line[2])


def tokens_in(value: Any) -> set[str]:
    """Return the tokens of people and employers that stand anywhere in a value."""
    if isinstance(value, (Person, Employer, Phone)):
        return {str(value.token)} if value.token else set()
    if isinstance(value, tuple):
        return {token for each in value for token in tokens_in(each)}
    if is_dataclass(value) and not isinstance(value, type):
        return {token for each in asked(type(value)) for token in tokens_in(getattr(value, each.name))}
    return set()


def _with_unit(value: Any, unit: str, names: Names) -> str:
    words = said(value, names)
    return f"{words} {unit}" if words and unit else words


def _money(value: Decimal, names: Names) -> str:
    whole = f"{value:,.2f}"
    return whole.removesuffix(".00")


def _day(value: date, names: Names) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _months(value: Months, names: Names) -> str:
    (y1, m1), (y2, m2) = value.since, value.until
    return f"{y1}年{m1}月" + (f"到 {y2}年{m2}月，共 {len(value)} 个月" if len(value) > 1 else "")


def _place(value: Place, names: Names) -> str:
    return "".join(names.get(code, "") for code in value.path[1:])


def _members(value: tuple[Any, ...], names: Names) -> str:
    return "、".join(said(each, names) for each in value)


SAY: Mapping[type, Callable[[Any, Names], str]] = {
    bool: lambda value, names: "是" if value else "否",
    Decimal: _money,
    datetime: lambda value, names: f"{_day(value, names)} {value:%H:%M}",
    date: _day,
    time: lambda value, names: f"{value:%H:%M}",
    Option: lambda value, names: str(value.label),
    Enum: lambda value, names: str(value.value),
    Months: _months,
    Place: _place,
    Address: lambda value, names: _place(value.place, names) + value.rest,
    Person: lambda value, names: names.get(str(value.token), "") if value.token else "",
    Employer: lambda value, names: names.get(str(value.token), "") if value.token else "",
    Phone: lambda value, names: "",
    Destination: lambda value, names: names.get(f"office:{value.office}", ""),
    Evidence: lambda value, names: f"{len(value.files)} 个文件" if value.files else "",
    tuple: _members,
}
