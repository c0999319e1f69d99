"""A province with warnings: sites that owe wages, found by real runs of one rule over a ledger of a few rows."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from hezhong.directory import employers, sites
from hezhong.domains.warning_response.facts import Visit
from hezhong.early_warning import rule_book, rules, runs
from hezhong.early_warning.models import Run, Warning
from hezhong.engine import store
from hezhong.engine.answers import Prose
from tests import province
from tests.at_desk import day
from tests.early_warning.months import asking, opened, owed
from tests.emptying import emptied
from tests.province import Province, at

TODAY = "2026-03-20"
BOAN, NANSHAN, TIANHE = "440306001", "440305001", "440106001"
RULE = "site_wages_unpaid"


def only_one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let runs ask nothing but whether a site has paid."""
    only = {RULE: rules.declared()[RULE]}
    monkeypatch.setattr(rule_book.rules, "declared", lambda: only)
    monkeypatch.setattr(runs.rules, "declared", lambda: only)


def site(name: str, town: str) -> int:
    """Return the token of a new site with its general contractor."""
    return sites.register(name, town, contractor=employers.register(f"{name}总承包有限公司", ""))


def workers(where: int, count: int, net: int = 3_000_000, paid: int = 0, city: int = 440300) -> list[dict[str, Any]]:
    """Return a row of the ledger for each worker of a site; amounts in fen."""
    return [{**owed(where, 1000 + n, net, paid), "city": city} for n in range(count)]


def run(on: str, rows: Iterable[Mapping[str, Any]], seq: int) -> Run | None:
    """Ask the ledger on a day and bring every city up to date."""
    moment = at(on)
    made = runs.begin(opened({"worker_month": [*rows]}), asking(on, seq), moment)
    for waiting in runs.waiting():
        runs.bring_city(waiting, moment)
    return made


def build() -> Province:
    """Four sites. On the 16th Bao'an's two come up, red with 30 workers and yellow with 3; on the 17th the yellow one is orange with 10
    and Nanshan's comes up yellow; on the 18th Nanshan's has paid and is gone; on the 19th Tianhe's comes up orange.

    The red one was looked into on the 16th; nobody has looked into the others.
    """
    here = province.build()
    red, rising, paying, far = (site(*each) for each in (("滨海湾一号", BOAN), ("海滨二期", BOAN), ("科技园三期", NANSHAN), ("珠江新城", TIANHE)))
    run("2026-03-16", [*workers(red, 30), *workers(rising, 3)], 1)
    case = Warning.objects.get(subject=red).case_id
    assert case
    inspector = here.asker("boan.inspector", at("2026-03-16").happened_on)
    store.act(case, "take", None, inspector, at("2026-03-16"))
    store.act(case, "visit", Visit(visited=Prose("到现场，老板在")), inspector, at("2026-03-16"))
    there = [*workers(red, 30), *workers(rising, 10)]
    run("2026-03-17", [*there, *workers(paying, 3)], 2)
    run("2026-03-18", [*there, *workers(paying, 3, paid=3_000_000)], 3)
    run("2026-03-19", [*there, *workers(far, 10, city=440100)], 4)
    return here


@contextmanager
def standing(blocker: Any) -> Iterator[Province]:
    """Give the province to a whole module on TODAY: each test's own changes are rolled back, and all of it is removed afterwards."""
    with blocker.unblock(), pytest.MonkeyPatch.context() as patched, day(TODAY):
        only_one_rule(patched)
        try:
            yield build()
        finally:
            emptied()
