"""The facts of an entitlement as a form asks them: nothing is an answer to how much, and some questions are for lawyers only."""

from dataclasses import MISSING, field, make_dataclass, replace
from functools import cache
from typing import Any

from hezhong.kernel.fields import Asked, asked
from hezhong.law.entitlement import Entitlement, by_id

SWITCHES = "口径"
"""The group of facts that are not facts: readings of the law on which a lawyer decides; a worker is never asked."""


def questions_of(entitlement: Entitlement, *, switches: bool) -> tuple[Asked, ...]:
    """Return the questions of an entitlement, without the switches where a worker is asked."""
    found = (each for each in asked(entitlement.facts) if switches or each.question.group != SWITCHES)
    return tuple(replace(each, question=replace(each.question, least=0)) for each in found)


@cache
def form_of(entitlement: str) -> type[Any]:
    """Return the dataclass a form at the desk is made of, with all questions."""
    return make_dataclass(
        "Facts",
        [(each.name, each.kind, field_of(each)) for each in questions_of(by_id()[entitlement], switches=True)],
        frozen=True,
        kw_only=True,
    )


def field_of(each: Asked) -> Any:
    """Return a dataclass field that asks this; what may stay empty still may."""
    if each.default is MISSING:
        return field(metadata={"question": each.question})
    return field(default=each.default, metadata={"question": each.question})
