"""Every warning rule that the domains declare: each folder's warnings.py, found and not listed."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Mapping
from functools import cache

from hezhong.early_warning.vocabulary import WarningRule, problems

WAGES = "wages"


class BadRule(Exception):
    """A rule contradicts itself, or two have one code."""


@cache
def declared(package: str = "hezhong.domains") -> Mapping[str, WarningRule]:
    """Return code -> rule, in the order of their codes. Raises BadRule."""
    found: dict[str, WarningRule] = {}
    wrong: list[str] = []
    for rule in (rule for name in _folders(package) for rule in _of(f"{name}.warnings")):
        wrong += [f"{rule.code}: {problem}" for problem in problems(rule)]
        wrong += [f"{rule.code}: declared twice"] if rule.code in found else []
        found[rule.code] = rule
    if wrong:
        raise BadRule("; ".join(wrong))
    return dict(sorted(found.items()))


@cache
def matters(package: str = "hezhong.domains") -> Mapping[str, str]:
    """Return code -> what the warning is about, so that warnings of one subject about one thing share a case.

    Wages that are owed are one matter, whichever rules see them; everything else goes by the folder of the rule.
    """
    return {
        rule.code: WAGES if rule.family.money else name.rpartition(".")[2]
        for name in _folders(package)
        for rule in _of(f"{name}.warnings")
    }


def _folders(package: str) -> list[str]:
    root = importlib.import_module(package)
    return [module.name for module in pkgutil.iter_modules(root.__path__, f"{package}.") if module.ispkg]


def _of(module: str) -> tuple[WarningRule, ...]:
    rules: tuple[WarningRule, ...] = importlib.import_module(module).RULES if importlib.util.find_spec(module) else ()
    return rules
