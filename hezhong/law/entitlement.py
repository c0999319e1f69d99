"""What somebody may claim under the law: the facts it asks, how it is reckoned, what proves it; and all of them by id."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from hezhong.kernel.places import Place
from hezhong.law import facts
from hezhong.law.book import LawBook
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Article, Result

PACKAGE = "hezhong.law.entitlements"
"""By name only: its modules import this one."""


@dataclass(frozen=True)
class Entitlement:
    """One right that can be reckoned.

    id: as lawyers and other programs name it. plain: the same in a worker's words. facts: a dataclass whose fields ask,
    with ``wrong()``. reckon: pure; it raises nothing for facts that were checked. kind: None where nothing is claimed by it.
    """

    id: str
    title: str
    plain: str
    facts: type[Any]
    reckon: Callable[[Any, Place, LawBook], Result]
    under: tuple[Article, ...]
    evidence: tuple[str, ...]
    kind: ClaimKind | None = None

    def reckoned(self, known: Any, place: Place, book: LawBook) -> Result:
        """Return the result for facts that were read. Raises BadFacts where they contradict each other."""
        return replace(self.reckon(facts.checked(known), place, book), evidence=self.evidence)

    def from_plain(self, plain: Mapping[str, Any], book: LawBook) -> Result:
        """Return the result for plain values with the keys ``city`` and, if something was claimed, ``claimed``. Raises BadFacts."""
        told = dict(plain)
        place = facts.place_of(str(told.pop("city", "440000")))
        claimed = facts.amount_of("claimed", told.pop("claimed", None))
        return replace(self.reckoned(facts.read(self.facts, told), place, book), claimed=claimed)


@cache
def by_id() -> Mapping[str, Entitlement]:
    """Return id -> entitlement, of every module in entitlements/ that declares one."""
    names = [module.name for module in pkgutil.iter_modules(importlib.import_module(PACKAGE).__path__, f"{PACKAGE}.")]
    modules = [importlib.import_module(name) for name in names]
    found: list[Entitlement] = [module.ENTITLEMENT for module in modules if hasattr(module, "ENTITLEMENT")]
    return {each.id: each for each in sorted(found, key=lambda each: each.id)}
