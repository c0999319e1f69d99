"""Programs of banks and gate vendors that may feed the ledger: made once with a token that is shown once, and ended."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from hezhong.directory import changes, vault
from hezhong.directory.changes import Author
from hezhong.directory.models import Feeder

PREFIX = "hzf_"
"""What every token begins with, so that one left lying in a file is recognised."""


@dataclass(frozen=True)
class Admitted:
    """A feeder that may send today. sites, accounts: tokens of what it may speak of. layout: of the pay files it fetches, '' where it fetches none."""

    id: int
    name: str
    kind: str
    sites: frozenset[int]
    accounts: frozenset[int]
    layout: str = ""

    @property
    def sender(self) -> str:
        """Return how the ledger calls it."""
        return f"feeder:{self.id}"


def make(name: str, kind: str, author: Author, sites: Iterable[int] = (), accounts: Iterable[int] = ()) -> tuple[int, str]:
    """Return the number and the token of a new feeder; only a blind index of the token is kept."""
    token = PREFIX + secrets.token_urlsafe(32)
    row = Feeder.objects.create(
        name=name, kind=Feeder.Kind(kind), secret=_mark(token), sites=sorted(set(sites)), accounts=sorted(set(accounts)),
        since=author.at.date(), made_by=author.by,
    )  # fmt: skip
    changes.note("数据报送程序", [f"登记{row.get_kind_display()}“{name}”，可以报送 {len(row.sites)} 个项目、{len(row.accounts)} 个账户"], author)
    return row.pk, token


def end(feeder: int, author: Author) -> bool:
    """Return whether the feeder could still send; from now on it cannot."""
    ended = Feeder.objects.filter(pk=feeder, until=None).update(until=author.at.date())
    if ended:
        changes.note("数据报送程序", [f"停用第 {feeder} 号"], author)
    return bool(ended)


def names(feeders: Iterable[int]) -> Mapping[int, str]:
    """Return number -> name of feeders, ended ones too; one query, none for nobody."""
    wanted = list(feeders)
    return dict(Feeder.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def agree(feeder: int, layout: str, author: Author) -> bool:
    """Return whether there is such a bank; from now on its program fetches pay files in this layout."""
    agreed = Feeder.objects.filter(pk=feeder, kind=Feeder.Kind.BANK, until=None).update(layout=layout)
    if agreed:
        changes.note("数据报送程序", [f"第 {feeder} 号按 {layout} 的格式取代发文件"], author)
    return bool(agreed)


def banks_of(account: int, site: int) -> tuple[str, ...]:
    """Return the names of the banks whose people sign in here, or whose program fetches, and who serve an account, or the site it is for."""
    served = Q(accounts__contains=[account]) | (Q(sites__contains=[site]) if site else Q(pk__in=()))
    fetches = Q(clerks__until=None, clerks__isnull=False) | ~Q(layout="")
    rows = Feeder.objects.filter(served, fetches, kind=Feeder.Kind.BANK, until=None)
    return tuple(rows.order_by("name").values_list("name", flat=True).distinct())


def admitted(token: str, on: date) -> Admitted | None:
    """Return the feeder of this token, None when there is none that may send on this day."""
    row = Feeder.objects.filter(secret=_mark(token), since__lte=on, until=None).first() if token.startswith(PREFIX) else None
    return Admitted(row.pk, row.name, row.kind, frozenset(row.sites), frozenset(row.accounts), row.layout) if row else None


def _mark(token: str) -> bytes:
    return vault.index(token, "feeder")
