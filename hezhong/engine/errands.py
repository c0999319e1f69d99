"""Errands: what the worker does after an action, at least once and with effect once.

An errand is a row written in the transaction of its event. It touches cases that exist already: it tells the parent
that a child has ended, and ends a child whose opening was struck out; and it renders papers that have been numbered.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from hezhong.engine import outbox
from hezhong.engine.dossier import Dossier, Event, Moment
from hezhong.engine.models import Case, Errand

TELL_PARENT = "tell_parent"
ANNUL_CHILD = "annul_child"
SEAL_PAPER = "seal_paper"
TRIES = 100  # over more than a day, see waiting

Run = Callable[[Errand, Moment], None]


def leave(row: Case, before: Dossier[object], after: Dossier[object], event: Event, at: Moment) -> None:
    """Write the errands an event makes necessary."""
    if row.parent_id and after.closed and not before.closed:
        put(f"{row.id}/{event.number}/parent", TELL_PARENT, row, {"event": event.number}, at.recorded_at)
    if event.strikes:
        put(f"{row.id}/{event.number}/child", ANNUL_CHILD, row, {"event": event.strikes}, at.recorded_at)


def put(key: str, kind: str, case: Case, data: Mapping[str, object], at: datetime) -> None:
    """Write one errand; a second one of the same key changes nothing."""
    Errand.objects.bulk_create([Errand(key=key, kind=kind, case=case, data=data, created_at=at)], ignore_conflicts=True)


def waiting(at: datetime, limit: int = 100) -> list[UUID]:
    """Return the errands to do now, oldest first; one that failed waits longer each time."""
    rested = Q(tries=0) | Q(created_at__lt=at - F("tries") * F("tries") * timedelta(seconds=10))
    due = Errand.objects.filter(rested, done_at__isnull=True, tries__lt=TRIES)
    return list(due.order_by("created_at").values_list("id", flat=True)[:limit])


def run(errand_id: UUID, how: Mapping[str, Run], at: Moment) -> bool:
    """Do one errand unless it is done or in other hands; return whether it was done now.

    Its effect and its mark are one transaction: a worker killed in between has done nothing.
    """
    with transaction.atomic():
        errand = Errand.objects.select_for_update(skip_locked=True).filter(id=errand_id, done_at=None).first()
        if errand is None:
            return False
        how[errand.kind](errand, at)
        outbox.announce(errand.case.office)
        errand.done_at = at.recorded_at
        errand.save(update_fields=["done_at"])
        return True


def failed(errand_id: UUID, why: str) -> None:
    """Note that an errand could not be done this time; it will be tried again."""
    Errand.objects.filter(id=errand_id).update(tries=F("tries") + 1, trouble=why[:500])
