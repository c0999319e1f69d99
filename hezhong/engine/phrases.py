"""Phrases (常用语) that officers keep for what they write: their own, and those of the office. No part of any case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hezhong.engine.core import Refused
from hezhong.engine.models import Phrase

MOST = 200
LONGEST = 500


@dataclass(frozen=True)
class Keeper:
    """Who keeps phrases where. leads: this officer looks after the office's own."""

    officer: int
    office: int
    leads: bool


def of(keeper: Keeper, field: str = "") -> list[Phrase]:
    """Return the phrases this officer may put in, the officer's own first; field: only those for it, and for any."""
    found = _seen(keeper)
    found = found.filter(field__in=["", field]) if field else found
    return sorted(found, key=lambda each: (each.officer is None, each.field == "", each.id))


def add(keeper: Keeper, text: str, field: str, *, shared: bool, at: datetime) -> None:
    """Keep a phrase; one that is there already is kept once. Raises Refused."""
    text = text.strip()
    if not text:
        raise Refused("请写常用语的内容")
    if len(text) > LONGEST:
        raise Refused(f"一条常用语最多 {LONGEST} 字，现在多了 {len(text) - LONGEST} 字")
    if shared and not keeper.leads:
        raise Refused("全机关用的常用语由负责人和窗口人员管理。您可以存成自己的")
    owner = None if shared else keeper.officer
    if Phrase.objects.filter(office=keeper.office, officer=owner).count() >= MOST:
        raise Refused(f"最多存 {MOST} 条，请先删掉不用的")
    Phrase.objects.get_or_create(
        office=keeper.office, officer=owner, text=text, defaults={"field": field, "by": str(keeper.officer), "at": at}
    )


def put(keeper: Keeper, texts: Iterable[tuple[str, str]], at: datetime) -> None:
    """Give an office its first phrases: (field, text)."""
    rows = [Phrase(office=keeper.office, field=field, text=text, by=str(keeper.officer or ""), at=at) for field, text in texts]
    Phrase.objects.bulk_create(rows, ignore_conflicts=True)


def drop(keeper: Keeper, phrase: int) -> bool:
    """Delete a phrase that is this officer's to delete; return whether one was."""
    mine = Q(officer=keeper.officer) | Q(officer=None) if keeper.leads else Q(officer=keeper.officer)
    return bool(Phrase.objects.filter(mine, id=phrase, office=keeper.office).delete()[0])


def _seen(keeper: Keeper) -> QuerySet[Phrase]:
    return Phrase.objects.filter(Q(officer=keeper.officer) | Q(officer=None), office=keeper.office)
