"""Answers that are known already, as what a person would have typed: so that nobody types them again."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_type_hints

from hezhong.engine.answers import Address, Employer, Money, Months, Option, Prose
from hezhong.kernel.fields import asked
from hezhong.kernel.values import MonthlyWages
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Raw


def shared(facts: Any, given: type[Any] | None) -> dict[str, Any]:
    """Return what the case knows already of that which an action asks for: the same name, or the one it is known as.

    Days are left out: a term of before is no term for now.
    """
    kinds = get_type_hints(type(facts))
    untold = {field.name: field.default for field in fields(facts)}
    found = {}
    for each in asked(given) if given else ():
        name = each.question.known_as or each.name
        if _bare(kinds.get(name)) == _bare(each.kind) and (value := getattr(facts, name)) != untold[name]:
            found[each.name] = value
    return found


def _bare(kind: Any) -> Any:
    """Return a type without None."""
    kinds = [each for each in get_args(kind) if each is not NoneType]
    return kinds[0] if len(kinds) == 1 and NoneType in get_args(kind) else kind


def raw_of(answers: dict[str, Any], today: Any) -> Raw:
    """Return name -> values of these answers; a type that is not among those below is left to be typed."""
    raw = Raw({})
    for name, value in answers.items():
        raw.update(_typed(name, value, today))
    return raw


def raw_of_facts(facts: Any) -> Raw:
    """Return the facts of a calculation as they would have been typed."""
    raw = Raw({})
    for each in asked(type(facts)):
        raw.update(_typed_fact(each.name, getattr(facts, each.name)))
    return raw


def _typed_fact(name: str, value: Any) -> dict[str, list[str]]:
    match value:
        case None:
            return {}
        case date():
            return {name: [value.isoformat()]}
        case Enum() if not isinstance(value, Option):
            return {name: [value.name.lower()]}
        case MonthlyWages():
            lines = [f"{year}-{month:02} {amount}" for (year, month), amount in value.named]
            even = value.even if value.even is not None or value.named else value.average()
            return {f"{name}-even": [str(even)] if even is not None else [], f"{name}-months": ["\n".join(lines)]}
        case Decimal() if not isinstance(value, Money):
            return {name: [str(value)]}
        case tuple() if value and is_dataclass(value[0]):
            rows = [(number, each.name, getattr(row, each.name)) for number, row in enumerate(value) for each in fields(row)]
            return {key: typed for number, part, one in rows for key, typed in _typed_fact(f"{name}-{number}-{part}", one).items()}
        case _:
            return _typed(name, value, None)


def _typed(name: str, value: Any, today: Any) -> dict[str, list[str]]:
    match value:
        case bool():
            return {name: ["yes" if value else "no"]}
        case Option():
            return {name: [value.code]}
        case str() | Prose() | int() | Money():
            return {name: [str(value)]}
        case tuple():
            return {name: [each.code for each in value if isinstance(each, Option)]}
        case Months():
            parts = zip(("y1", "m1", "y2", "m2"), (*value.since, *value.until), strict=True)
            return {name: [], **{f"{name}-{part}": [str(number)] for part, number in parts}}
        case Address():
            levels = {f"{name}-{n}": [code] for n, code in enumerate(value.place.path[1:], 1)}
            return {name: [], **levels, f"{name}-rest": [value.rest]}
        case Employer():
            card = around(today).employer(str(value.token))
            return {name: [card.name], f"{name}-code": [str(value.token)]} if card else {}
        case _:
            return {}
