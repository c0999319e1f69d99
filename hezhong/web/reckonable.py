"""The facts of an entitlement as a form asks them: nothing is an answer to how much, and some questions are for lawyers only."""

from dataclasses import MISSING, field, make_dataclass, replace
from functools import cache
from typing import Any, get_args

from hezhong.kernel.fields import Asked, Question, asked
from hezhong.kernel.values import Months
from hezhong.law.entitlement import Entitlement, by_id

YEARS_BACK = 20
"""How far back months may be chosen: wages of an employment that still runs are not barred (调解仲裁法 第二十七条第四款)."""
SWITCHES = "口径"
"""The group of facts that are not facts: readings of the law on which a lawyer decides; a worker is never asked."""


def questions_of(entitlement: Entitlement, *, switches: bool) -> tuple[Asked, ...]:
    """Return the questions of an entitlement, without the switches where a worker is asked."""
    found = (each for each in asked(entitlement.facts) if switches or each.question.group != SWITCHES)
    return tuple(replace(each, question=_words(each)) for each in found)


def _words(each: Asked) -> Question:
    years = YEARS_BACK if _is_months(each.kind) and not each.question.most else each.question.most
    return replace(each.question, least=0, most=years)


def _is_months(kind: Any) -> bool:
    return kind is Months or Months in get_args(kind)


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
