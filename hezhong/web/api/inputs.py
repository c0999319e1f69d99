"""What an action asks, as JSON: its schema, and how JSON becomes what a form would have been sent.

From there the widgets read it, so that the desk and the API know the same limits and say the same sentences.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin

from hezhong.engine.answers import Address, Employer, Evidence, Money, Months, Option, Person, Phone, Prose, Sums
from hezhong.engine.dossier import Destination
from hezhong.kernel.fields import Asked, asked
from hezhong.kernel.understand import Unclear
from hezhong.web.forms import Reading, read
from hezhong.web.widgets.model import Raw, Surroundings

Json = dict[str, Any]
Typed = Mapping[str, list[str]]
TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer"}
MONTH: Json = {"type": "array", "prefixItems": [WHOLE, WHOLE], "minItems": 2, "maxItems": 2}


class Unfit(TypeError):
    """A value has not the shape that its schema says."""


@dataclass(frozen=True)
class Form:
    """One type as JSON. schema: what it looks like. typed: name and value -> what a browser would have sent."""

    schema: Json
    typed: Callable[[str, Any], Typed]


def schema(given: type[Any] | None) -> Json:
    """Return the JSON schema of what an action asks."""
    fields = asked(given) if given else ()
    needed = [each.name for each in fields if each.required and each.question.when is None]
    properties = {each.name: _described(each) for each in fields}
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def answers(given: type[Any] | None, sent: Json, around: Surroundings) -> Reading:
    """Return what was understood of JSON, with a sentence for each field that was not."""
    fields = asked(given) if given else ()
    unknown = {name: f"没有“{name}”这一项，请删掉" for name in sent.keys() - {each.name for each in fields}}
    raw, unfit = Raw(), {}
    for each in fields:
        if sent.get(each.name) is not None:
            try:
                raw.update(_form(each, around).typed(each.name, sent[each.name]))
            except (Unfit, KeyError, IndexError):
                unfit[each.name] = f"{each.question.label}的格式与接口说明不符，请按 /api/openapi.json 的结构填写"
            if set(raw.get(f"{each.name}-kept", [])) - around.files.keys():
                unfit[each.name] = "有的文件不是这次登录以后上传的。请先上传，再用它的 id"
    understood = read(fields, raw, around)
    return Reading(understood.values, understood.errors | unfit | unknown)


def _described(each: Asked) -> Json:
    words = each.question
    more = {"title": words.label, "description": words.hint, "examples": [words.example] if words.example else []}
    limit = {"maxLength": words.most} if words.most and _kind(each) in (str, Prose) else {}
    return {**_form(each, None).schema, **{name: said for name, said in more.items() if said}, **limit}


def _kind(each: Asked) -> Any:
    """Return the type to ask for: of an optional one the other half."""
    if get_origin(each.kind) in (Union, types.UnionType):
        return next(kind for kind in get_args(each.kind) if kind is not type(None))
    return each.kind


def _form(each: Asked, around: Surroundings | None) -> Form:
    kind = _kind(each)
    if get_origin(kind) is tuple:
        member = get_args(kind)[0]
        return Form({"type": "array", "items": _options(member) if issubclass(member, Enum) else TEXT}, _several)
    if around and each.name in around.choices:
        return Form(TEXT, _text)
    return Form(_options(kind), _text) if issubclass(kind, Enum) else FORMS[kind]


def _options(kind: type[Enum]) -> Json:
    return {"type": "string", "oneOf": [{"const": _code(each), "title": _words(each)} for each in kind]}


def _code(member: Enum) -> str:
    return member.code if isinstance(member, Option) else member.name.lower()


def _words(member: Enum) -> str:
    return member.label if isinstance(member, Option) else str(member.value)


def _is(value: Any, *kinds: type) -> Any:
    """Return the value when it is of one of these JSON types; a truth value is no number."""
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise Unfit
    return value


def _text(name: str, value: Any) -> Typed:
    return {name: [_is(value, str)]}


def _number(name: str, value: Any) -> Typed:
    return {name: [str(_is(value, int, float, str))]}


def _several(name: str, value: Any) -> Typed:
    return {name: [_is(each, str) for each in _is(value, list)]}


def _parts(*names: str) -> Callable[[str, Any], Typed]:
    """Return the turn of an object whose members are the parts of a field."""

    def typed(name: str, value: Any) -> Typed:
        if _is(value, dict).keys() - set(names):
            raise Unfit
        return {f"{name}-{part}": [_is(value[part], str)] for part in names if part in value}

    return typed


def _months(name: str, value: Any) -> Typed:
    (y1, m1), (y2, m2) = ((_is(v[0], int), _is(v[1], int)) for v in (_is(value, dict)["since"], value["until"]))
    return {
        f"{name}-{part}": [str(number)] for part, number in zip(("y1", "m1", "y2", "m2"), (y1, m1, y2, m2), strict=True)
    }


def _employer(name: str, value: Any) -> Typed:
    return {name: [_is(_is(value, dict)["name"], str)], f"{name}-code": [_is(value.get("choice", ""), str)]}


def _address(name: str, value: Any) -> Typed:
    levels = {f"{name}-{n}": [_is(code, str)] for n, code in enumerate(_is(_is(value, dict)["place"], list), 1)}
    return {**levels, f"{name}-rest": [_is(value.get("rest", ""), str)]}


def _object(required: tuple[str, ...], **properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


FORMS: Mapping[type, Form] = {
    str: Form(TEXT, _text),
    Prose: Form(TEXT, _text),
    Phone: Form(TEXT, _text),
    int: Form(WHOLE, lambda name, value: {name: [str(_is(value, int))]}),
    bool: Form({"type": "boolean"}, lambda name, value: {name: ["yes" if _is(value, bool) else "no"]}),
    date: Form({"type": "string", "format": "date"}, _text),
    time: Form({"type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}$"}, _text),
    Money: Form({"type": ["number", "string"]}, _number),
    Decimal: Form({"type": ["number", "string"]}, _number),
    Months: Form(_object(("since", "until"), since=MONTH, until=MONTH), _months),
    Person: Form(
        _object(("name", "kind", "number"), name=TEXT, kind=TEXT, number=TEXT), _parts("name", "kind", "number")
    ),
    Employer: Form(_object(("name",), name=TEXT, choice=TEXT), _employer),
    Address: Form(_object(("place",), place={"type": "array", "items": TEXT}, rest=TEXT), _address),
    Destination: Form(
        _object(("office",), office=WHOLE), lambda name, value: {name: [str(_is(_is(value, dict)["office"], int))]}
    ),
    Sums: Form(
        {"type": "array", "items": _object(("id", "city", "facts"), id=TEXT, city=TEXT, facts={"type": "object"})},
        lambda name, value: {name: [json.dumps(_is(value, list), ensure_ascii=False)]},
    ),
    Evidence: Form(
        _object(("files",), files={"type": "array", "items": {"type": "string", "format": "uuid"}}),
        lambda name, value: _several(f"{name}-kept", _is(value, dict)["files"]),
    ),
}


def day(text: str | None, today: date) -> date | None:
    """Return the day something happened on, None for today. Raises Unclear."""
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Unclear(f"没看懂“{text[:20]}”。happened_on 请写成 2026-11-02 的样子") from None
    if found > today:
        raise Unclear("发生日还没有到。已经发生的事才能登记，请改成今天或以前的日子")
    return found
