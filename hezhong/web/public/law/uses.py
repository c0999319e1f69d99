"""Where a law id is used: the deadlines of case types, the calculations that rest on a figure, the function that decides."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from hezhong.engine import catalogue
from hezhong.engine.vocabulary import Deadline
from hezhong.law.book import from_files
from hezhong.law.entitlement import by_id
from hezhong.law.entries import encoded
from hezhong.law.model import TimeLimit
from hezhong.law.provision_files import not_encoded
from hezhong.law.rule import Rule
from hezhong.law.worked import examples


def uses(id: str) -> tuple[str, ...]:
    """Return where the product uses an id, in words; empty where nothing does yet."""
    how = encoded().get(id)
    found: list[str] = []
    if isinstance(how, TimeLimit):
        found += _deadlines().get(how.duty.code, [])
    if isinstance(how, Rule):
        found.append(f"规则函数 {how.decide.__module__.removeprefix('hezhong.')}.{how.decide.__name__}")
    if id in not_encoded():
        found.append(f"没有写成函数：{not_encoded()[id]}")
    return (*found, *_figures().get(id, ()))


@cache
def _deadlines() -> Mapping[str, list[str]]:
    """Return duty -> the deadlines that name it, by the title of their case type."""
    found: dict[str, list[str]] = defaultdict(list)
    for case_type in catalogue.current().case_types.values():
        for deadline in case_type.words(Deadline).values():
            found[deadline.duty.code].append(f"{case_type.title}的期限：{deadline.duty.title}")
    return {code: list(dict.fromkeys(words)) for code, words in found.items()}


@cache
def _figures() -> Mapping[str, tuple[str, ...]]:
    """Return figure -> the entitlements whose worked examples rest on it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for entitlement in by_id().values():
        for example in examples(entitlement.id):
            for value in entitlement.from_plain(example.facts, from_files()).used:
                found[value.name][f"计算：{entitlement.title}"] = None
    return {name: tuple(words) for name, words in found.items()}
