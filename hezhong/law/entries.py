"""Where the law package encodes each entry of provisions/: as a time limit, a threshold, a range of a fine, or a rule."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from hezhong.law import fines, statutes
from hezhong.law.fines import FineRange
from hezhong.law.model import Article, TimeLimit
from hezhong.law.rule import Rule, Threshold

Encoded = TimeLimit | Threshold | FineRange | Rule[Any, Any]


@cache
def all_encoded() -> tuple[tuple[str, Encoded], ...]:
    """Return (id, how it is encoded) for every one, in the order of the modules; once, though others import it."""
    names = [module.name for module in pkgutil.iter_modules(statutes.__path__, f"{statutes.__name__}.")]
    modules = (*map(importlib.import_module, names), fines)
    return tuple(dict.fromkeys(found for module in modules for found in _of(vars(module))))


@cache
def encoded() -> Mapping[str, Encoded]:
    """Return id -> how it is encoded."""
    return dict(all_encoded())


def article_of(entry: str, how: Encoded) -> Article:
    """Return the article that an encoding cites for the entry."""
    return dict(how.under)[entry] if isinstance(how, Rule) else how.article


def _of(names: Mapping[str, Any]) -> Iterator[tuple[str, Encoded]]:
    module = names["__name__"]
    for limit in names.get("LIMITS", ()):
        for entry in limit.entries:
            yield entry, limit
    for found in names.values():
        if isinstance(found, Rule) and found.decide.__module__ == module:
            for entry, _ in found.under:
                yield entry, found
        elif isinstance(found, (Threshold, FineRange)) and found.entry:
            yield found.entry, found
