"""What an entitlement answers, and which facts it asks, as plain JSON values for other programs. The shape is docs/commands.md's."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hezhong.kernel.fields import Asked, asked
from hezhong.kernel.places import Place
from hezhong.kernel.values import Money, MonthlyWages, Months
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import cities, plain_value
from hezhong.law.model import Article, Figure, Result, Step, Value
from hezhong.law.parameter_files import parameters

NATION_CODE = "000000"
MONTH = r"\d{4}-\d{2}"
AMOUNT: dict[str, Any] = {"type": ["number", "string"], "minimum": 0}


def answer(entitlement: Entitlement, result: Result) -> dict[str, Any]:
    """Return the result. Amounts are text, so that no reader turns them into floating point; null where none can be said."""
    return {
        "id": entitlement.id,
        "title": entitlement.title,
        "amount": _number(result.amount),
        "unit": result.unit,
        "claimed": _number(result.claimed),
        "supported": _number(result.supported),
        "since": _day(result.since),
        "until": _day(result.until),
        "figures": [_figure(figure) for figure in result.figures],
        "steps": [_step(step) for step in result.steps],
        "citations": [str(article) for article in dict.fromkeys((*entitlement.under, *result.articles))],
        "parameters": [_parameter(value) for value in result.used],
        "confidence": result.confidence.name.lower(),
        "binding": result.confidence.binding,
        "warnings": [{"says": warning.says, "article": _article(warning.article)} for warning in result.warnings],
        "missing": [{"what": gap.what, "says": gap.says} for gap in result.missing],
        "evidence": list(result.evidence),
    }


def listed(entitlements: Mapping[str, Entitlement]) -> list[dict[str, Any]]:
    """Return every entitlement with its titles, what kind of claim it is and the articles it stands on."""
    return [
        {
            "id": each.id,
            "title": each.title,
            "plain": each.plain,
            "kind": str(each.kind) if each.kind else None,
            "citations": [str(article) for article in each.under],
        }
        for each in entitlements.values()
    ]


def schema(entitlement: Entitlement) -> dict[str, Any]:
    """Return the JSON schema (2020-12) of the facts, with ``city`` and ``claimed``, which every entitlement takes.

    x-unit, x-group, x-options: for people. x-conditional: asked only if earlier answers make it matter, and then needed
    unless it has a default.
    """
    facts = asked(entitlement.facts)
    around = {
        "city": {"type": "string", "title": "城市", "description": f"六位行政区划代码，或者{'、'.join(cities())}", "default": "440000"},
        "claimed": {**AMOUNT, "title": "请求的数额", "x-unit": "元"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": entitlement.title,
        "description": entitlement.plain,
        "type": "object",
        "properties": around | {each.name: _property(each) for each in facts},
        "required": [each.name for each in facts if each.required and each.question.when is None],
        "additionalProperties": False,
    }


def _property(each: Asked) -> dict[str, Any]:
    words = each.question
    told = {"description": words.hint, "x-unit": words.unit, "x-group": words.group}
    found = _kind(each.kind) | {"title": words.label} | {name: text for name, text in told.items() if text}
    if words.when is not None:
        found["x-conditional"] = True
    if each.default is not MISSING and each.default is not None:
        found["default"] = plain_value(each.default)
    return found


def _kind(kind: Any) -> dict[str, Any]:
    """Return the schema of a type: of an optional one the other half."""
    if get_origin(kind) in (Union, types.UnionType):
        return _kind(next(half for half in get_args(kind) if half is not type(None)))
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _kind(get_args(kind)[0])}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _options(kind)
    if kind in SIMPLE:
        return dict(SIMPLE[kind])
    if isinstance(kind, type) and is_dataclass(kind):
        return _row(kind)
    raise TypeError(f"no schema for {kind}")


SIMPLE: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": ["integer", "string"], "minimum": 0},
    date: {"type": "string", "format": "date"},
    Decimal: AMOUNT,
    Money: AMOUNT,
    Months: {"type": "string", "pattern": f"^{MONTH}(/{MONTH})?$"},
    MonthlyWages: {
        "oneOf": [
            AMOUNT,
            {"type": "array", "items": AMOUNT, "minItems": 1},
            {"type": "object", "patternProperties": {f"^{MONTH}$": AMOUNT}, "additionalProperties": False},
        ]
    },
}


def _options(kind: type[Enum]) -> dict[str, Any]:
    codes = {getattr(member, "code", str(member.value)): member for member in kind}
    aliases: Mapping[str, Enum] = getattr(kind, "aliases", dict)()
    options = [
        {"code": code, "label": str(member), "hint": getattr(member, "hint", ""), "aliases": [a for a, m in aliases.items() if m is member]}
        for code, member in codes.items()
    ]
    return {"enum": [*codes, *aliases], "x-options": options}


def _row(kind: type[Any]) -> dict[str, Any]:
    """Return the schema of a row of a list."""
    hints, rows = get_type_hints(kind), {each.name: each for each in asked(kind)}
    properties = {each.name: _property(rows[each.name]) if each.name in rows else _kind(hints[each.name]) for each in fields(kind)}
    needed = [each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING]
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _parameter(value: Value) -> dict[str, Any]:
    """Return a figure of law that was used, as far as it has an amount, parts, members or words."""
    told = {
        "amount": _number(value.figure),
        "parts": {part: _number(number) for part, number in value.parts},
        "members": list(value.members),
        "text": value.text,
        "case": value.case,
        "note": value.note,
    }
    return {
        "id": value.name,
        "title": parameters()[value.name].title if value.name in parameters() else value.name,
        **{name: each for name, each in told.items() if each},
        "since": _day(value.since),
        "until": _day(value.until),
        "place": _code(value.place),
        "cites": value.cites,
        "confidence": value.confidence.name.lower(),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"name": figure.name, "title": figure.title, "amount": _number(figure.amount), "unit": figure.unit}


def _step(step: Step) -> dict[str, Any]:
    return {"says": step.says, "article": _article(step.article), "confidence": step.confidence.name.lower()}


def _article(article: Article | None) -> str | None:
    return str(article) if article else None


def _code(place: Place) -> str:
    return place.path[-1] if place.path else NATION_CODE


def _number(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
