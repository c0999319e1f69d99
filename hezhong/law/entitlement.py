"""What somebody may claim under the law: the facts it asks, how it is reckoned, what proves it; and all of them by id."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

from hezhong.kernel.places import Place
from hezhong.law import facts
from hezhong.law.book import LawBook
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Article, Result

PACKAGE = "hezhong.law.entitlements"
"""By name only: its modules import this one."""
HOME_REGION = "440000"
T = TypeVar("T")


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
        """Return the result for plain values with the keys ``city`` and, if something was claimed, ``claimed``.

        Raises BadFacts, with every field that is wrong.
        """
        told, wrong = dict(plain), list[facts.Wrong]()
        city, asked_for = str(told.pop("city", None) or HOME_REGION), told.pop("claimed", None)
        place = _or_why(wrong, lambda: facts.place_of(city))
        claimed = _or_why(wrong, lambda: facts.amount_of("claimed", asked_for))
        known = _or_why(wrong, lambda: facts.read(self.facts, told))
        if place is None or wrong:
            raise facts.BadFacts(wrong)
        return replace(self.reckoned(known, place, book), claimed=claimed)


def _or_why(wrong: list[facts.Wrong], read: Callable[[], T]) -> T | None:
    """Return what is read, or None; why it could not be is added to the list."""
    try:
        return read()
    except facts.BadFacts as bad:
        wrong.extend(bad.wrong)
        return None


@cache
def by_id() -> Mapping[str, Entitlement]:
    """Return id -> entitlement, of every module in entitlements/ that declares one."""
    names = [module.name for module in pkgutil.iter_modules(importlib.import_module(PACKAGE).__path__, f"{PACKAGE}.")]
    modules = [importlib.import_module(name) for name in names]
    found: list[Entitlement] = [module.ENTITLEMENT for module in modules if hasattr(module, "ENTITLEMENT")]
    return {each.id: each for each in sorted(found, key=lambda each: each.id)}
