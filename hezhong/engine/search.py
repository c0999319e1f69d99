"""Full-text search of cases: two-character pieces in a tsvector, the whole words checked again by LIKE.

The same pieces serve numbers, names and Chinese text; one PostgreSQL, no dictionary.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Func, Value

from hezhong.engine.models import Case
from hezhong.engine.numbers import spelled
from hezhong.kernel.bigrams import bigrams, plain

NUMBER = re.compile(r"(\w+)\s*[〔\[［【(（](\d{4})[〕\]］】)）]\s*第?\s*0*(\d+)\s*号?")
FORMS = ("有限责任公司", "股份有限公司", "有限公司", "分公司")
COMMON = frozenset(piece for form in FORMS for piece in bigrams(form))
"""Pieces that nearly every firm's name holds: as conditions they cost the most and exclude the least."""


@dataclass(frozen=True)
class Matching:
    """A condition on the case row ``c`` in SQL, with its parameters."""

    text: str
    parameters: tuple[str, ...]


def vector(text: str) -> Any:
    """Return the value of the search column for a text, as an expression."""
    return Func(Value(sorted(set(bigrams(text)))), function="array_to_tsvector")


def text_of(*parts: str) -> str:
    """Return what is searched of a case: its parts as one normalised text."""
    return plain(" ".join(part for part in parts if part))


def matching(words: str) -> Matching | None:
    """Return the condition that a case contains these words, or None where there is nothing to search for.

    A whole number that some case has is looked up instead: its pieces are in too many others. Plain text holds letters
    and digits only, so that neither a quote nor a wildcard can stand in it.
    """
    pieces = sorted(set(bigrams(words)))
    if not pieces:
        return None
    if (shape := NUMBER.fullmatch(words.strip())) and Case.objects.filter(number=(number := spelled(*shape.groups()))).exists():
        return Matching("c.number = %s", (number,))
    pieces = [piece for piece in pieces if piece not in COMMON] or pieces  # what is left out, LIKE still demands
    query = " & ".join(f"'{piece}'" for piece in pieces)
    return Matching("c.search @@ %s::tsquery AND c.search_text LIKE %s", (query, f"%{plain(words)}%"))
