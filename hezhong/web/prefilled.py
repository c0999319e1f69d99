"""Answers that are known already, as what a person would have typed: so that nobody types them again."""

from typing import Any

from hezhong.engine.answers import Address, Employer, Months, Option
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Raw


def raw_of(answers: dict[str, Any], today: Any) -> Raw:
    """Return name -> values of these answers; a type that is not among those below is left to be typed."""
    raw = Raw({})
    for name, value in answers.items():
        raw.update(_typed(name, value, today))
    return raw


def _typed(name: str, value: Any, today: Any) -> dict[str, list[str]]:
    match value:
        case bool():
            return {name: ["yes" if value else "no"]}
        case Option():
            return {name: [value.code]}
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
