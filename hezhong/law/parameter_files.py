"""The figures of law that change by day and place, as the files in parameters/ hold them.

A file is a table of parameters: [<id>] with title, unit, cites and confidence, and [[<id>.value]] with since, until and the
figure. What the ordinance sets for a class of cities (city_class) holds for the cities of that class on the day.
words: what the codes of parts and cases are called. expected, expected_since: that every city has one, from which day.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hezhong.kernel.places import GUANGDONG, Place
from hezhong.law.model import Confidence, Value

FOLDER = Path(__file__).parent / "parameters"
SAME = "同上"
CLASS_OF_CITY = "gd.min_wage.class_of_city"


@dataclass(frozen=True)
class Parameter:
    """What a figure is called, in which unit it counts, where it comes from. file: the name of its file.

    words: code of a part or a case -> what it is called. expected_since: from when every city must have one, None where a
    city need not. classes: whether it is set for classes of cities.
    """

    title: str
    unit: str
    cites: str
    note: str
    file: str
    words: Mapping[str, str] = field(default_factory=dict)
    expected_since: date | None = None
    classes: bool = False


@cache
def parameters() -> Mapping[str, Parameter]:
    """Return id -> words of every figure that the files know."""
    return {name: _parameter(name, table, file) for file, tables in _read().items() for name, table in tables.items()}


def _parameter(name: str, table: dict[str, Any], file: str) -> Parameter:
    """Return the words of one figure. Raises KeyError for an ``expected`` that is not a kind of region known here."""
    return Parameter(
        table["title"],
        table["unit"],
        table["cites"],
        table.get("note", ""),
        file,
        table.get("words", {}),
        {"prefecture": table.get("expected_since")}[table["expected"]] if "expected" in table else None,
        name != CLASS_OF_CITY and any("city_class" in row for row in table["value"]),
    )


@dataclass(frozen=True)
class Shape:
    """What a figure consists of: one amount, several numbers (parts), a list or words. cases: which figures of that name."""

    kind: str
    parts: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


@cache
def shape(name: str) -> Shape:
    """Return what the files show a figure to consist of. Raises KeyError for a name that they do not know."""
    rows = [value for value in values() if value.name == name]
    if not rows:
        raise KeyError(name)
    cases = tuple(dict.fromkeys(value.case for value in rows))
    parts = tuple(dict.fromkeys(part for value in rows for part, _ in value.parts))
    if parts:
        return Shape("parts", parts, cases)
    if any(value.members for value in rows):
        return Shape("members", cases=cases)
    return Shape("text" if any(value.text for value in rows) else "amount", cases=cases)


def holds_in(name: str, place: Place) -> bool:
    """Return whether a figure can be set for a place: where the files have it, or for every city where each has its own."""
    words = parameters()[name]
    city = len(place.path) == len(GUANGDONG.path) + 1 and GUANGDONG.covers(place)
    return (city and (words.classes or words.expected_since is not None)) or any(
        value.place == place for value in values() if value.name == name
    )


@cache
def values() -> tuple[Value, ...]:
    """Return every figure of the files, those of a class of cities once for each of its cities."""
    return tuple(
        value
        for tables in _read().values()
        for name, table in tables.items()
        for row in table["value"]
        for value in _values(name, table, row)
    )


@cache
def _read() -> dict[str, dict[str, Any]]:
    """Return file -> its tables, each with a source of its own."""
    return {
        file.stem: _with_sources(tomllib.loads(file.read_text("utf8"), parse_float=Decimal))
        for file in sorted(FOLDER.glob("*.toml"))
    }


def _with_sources(tables: dict[str, Any]) -> dict[str, Any]:
    """Return the tables with the source before written out where one says 同上: a document cites it without its neighbour."""
    before = ""
    for table in tables.values():
        if table["cites"].startswith(SAME):
            table["cites"] = before + table["cites"].removeprefix(SAME)
        before = table["cites"]
    return tables


def _values(name: str, table: dict[str, Any], row: dict[str, Any]) -> Iterator[Value]:
    value = Value(
        name,
        Decimal(row["amount"]) if "amount" in row else None,
        row.get("cites", table["cites"]),
        row["since"],
        row.get("until"),
        Place(tuple(row.get("place", ()))),
        Confidence[row.get("confidence", table["confidence"]).upper()],
        row.get("case", str(row["city_class"]) if name == CLASS_OF_CITY else ""),
        tuple((part, Decimal(number)) for part, number in row.get("parts", {}).items()),
        tuple(row.get("members", ())),
        row.get("text", ""),
        row.get("note", ""),
    )
    if "city_class" not in row or name == CLASS_OF_CITY:
        yield value
    else:
        yield from _of_cities(value, row["city_class"])


def _of_cities(value: Value, number: int) -> Iterator[Value]:
    """Yield the figure once for each city, for as long as the city is of that class and the figure in force."""
    for since, until, cities in _classes(number):
        starts, ends = max(since, value.since), min(until or date.max, value.until or date.max)
        if starts <= ends:
            for city in cities:
                yield replace(value, since=starts, until=None if ends == date.max else ends, place=GUANGDONG / city)


def cities_of_class(number: int, on: date) -> tuple[Place, ...]:
    """Return the cities of a class on that day, in the order of the ordinance; none before there were classes."""
    return tuple(
        GUANGDONG / city
        for since, until, cities in _classes(number)
        if since <= on <= (until or date.max)
        for city in cities
    )


@cache
def _classes(number: int) -> list[tuple[date, date | None, list[str]]]:
    """Return (since, until, cities) for one class of cities."""
    rows = [row for tables in _read().values() for row in tables.get(CLASS_OF_CITY, {}).get("value", ())]
    return [(row["since"], row.get("until"), row["members"]) for row in rows if row["city_class"] == number]
