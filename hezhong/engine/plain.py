"""Values of declared types to plain JSON values and back, directed by the type; unknown keys are refused.

A writer and a reader are built once for each type. Personal data never passes: a person who is typed but not
yet registered has no plain form.
"""

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from hezhong.engine.answers import Option
from hezhong.kernel.places import Place

Turn = Callable[[Any], Any]


class Unreadable(ValueError):
    """What was stored does not fit the declaration of today; the message names the place."""


class Untokenised(TypeError):
    """A person, employer or phone was to be written down before the directory gave it a token."""


def canonical(value: Any) -> bytes:
    """Return plain JSON as its one sequence of bytes, the same for the same value for ever."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@cache
def writer(kind: Any) -> Turn:
    """Return the function that turns a value of this type into plain JSON values."""
    if kind in (str, int, bool, type(None), Any):
        return _same
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _union_writer(arguments)
    if origin in (tuple, frozenset):
        return _each(writer(arguments[0]), list)
    if isinstance(kind, type):
        return _class_writer(kind)
    raise Unreadable(f"no plain form for {kind}")


@cache
def reader(kind: Any) -> Turn:
    """Return the function that turns plain JSON values into a value of this type. It raises Unreadable."""
    if kind in (str, int, bool, type(None), Any):
        return _same
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _union_reader(arguments)
    if origin in (tuple, frozenset):
        return _tuple_reader(arguments) if origin is tuple else _each(reader(arguments[0]), frozenset)
    if isinstance(kind, type):
        return _class_reader(kind)
    raise Unreadable(f"no plain form for {kind}")


def as_plain(value: Any) -> Any:
    """Return the value as plain JSON values, by its own type."""
    return writer(value.__class__)(value)


def _same(value: Any) -> Any:
    return value


def _each(turn: Turn, into: Callable[[Any], Any]) -> Turn:
    return lambda values: into(turn(value) for value in (sorted(values) if isinstance(values, frozenset) else values))


def _class_writer(kind: type) -> Turn:
    if kind is Place:
        return lambda place: list(place.path)
    if issubclass(kind, Option):
        return lambda option: option.code
    if issubclass(kind, Enum):
        return lambda member: member.name
    if issubclass(kind, (date, datetime, time)):
        return lambda when: when.isoformat()
    if issubclass(kind, (Decimal, UUID)):
        return str
    if issubclass(kind, (str, int)):
        return _same
    if is_dataclass(kind):
        return _dataclass_writer(kind)
    raise Unreadable(f"no plain form for {kind.__name__}")


def _dataclass_writer(kind: type) -> Turn:
    hints = get_type_hints(kind)
    turns = {name: writer(hints[name]) for name in _written(kind)}

    def write(value: Any) -> dict[str, Any]:
        if getattr(value, "typed", None):
            raise Untokenised(f"{kind.__name__} has no token yet")
        return {name: turn(getattr(value, name)) for name, turn in turns.items()}

    return write


def _written(kind: Any) -> list[str]:
    """Return the fields that have a plain form: not what is typed before it has a token, nor what is marked unwritten."""
    return [each.name for each in fields(kind) if each.name != "typed" and not each.metadata.get("unwritten")]


def _class_reader(kind: type) -> Turn:
    if kind is Place:
        return lambda path: Place(tuple(path))
    if issubclass(kind, Option):
        return lambda code: _member(kind, code.upper())
    if issubclass(kind, Enum):
        return lambda name: _member(kind, name)
    if issubclass(kind, (datetime, date, time)):
        return kind.fromisoformat
    if issubclass(kind, (Decimal, UUID)) or (issubclass(kind, (str, int)) and kind not in (str, int)):
        return kind
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    raise Unreadable(f"no plain form for {kind.__name__}")


def _member(kind: type, name: str) -> Any:
    try:
        return kind[name]  # type: ignore[index]
    except KeyError:
        raise Unreadable(f"{kind.__name__} has no {name}") from None


def _dataclass_reader(kind: type) -> Turn:
    hints = get_type_hints(kind)
    turns = {name: reader(hints[name]) for name in _written(kind)}
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}

    def read(value: dict[str, Any]) -> Any:
        if unknown := value.keys() - turns.keys():
            raise Unreadable(f"{kind.__name__}: unknown {', '.join(sorted(unknown))}")
        if missing := needed - value.keys():
            raise Unreadable(f"{kind.__name__}: missing {', '.join(sorted(missing))}")
        return kind(**{name: turns[name](each) for name, each in value.items()})

    return read


def _union_writer(arguments: tuple[Any, ...]) -> Turn:
    """Optional values stand as null; of several dataclasses each says which it is."""
    several = [each for each in arguments if each is not type(None)]
    if len(several) == 1:
        turn = writer(several[0])
        return lambda value: None if value is None else turn(value)
    turns = {each: writer(each) for each in several}
    return lambda value: None if value is None else {"is": type(value).__name__, **turns[type(value)](value)}


def _union_reader(arguments: tuple[Any, ...]) -> Turn:
    several = [each for each in arguments if each is not type(None)]
    if len(several) == 1:
        turn = reader(several[0])
        return lambda value: None if value is None else turn(value)
    turns = {each.__name__: reader(each) for each in several}

    def read(value: Any) -> Any:
        if value is None:
            return None
        return turns[value["is"]]({name: each for name, each in value.items() if name != "is"})

    return read


def _tuple_reader(arguments: tuple[Any, ...]) -> Turn:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return _each(reader(arguments[0]), tuple)
    turns = [reader(each) for each in arguments]
    return lambda values: tuple(turn(value) for turn, value in zip(turns, values, strict=True))
