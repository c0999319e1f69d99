"""Errands: what the worker does after an action, at least once and with effect once.

An errand is a row written in the transaction of its event. It touches cases that exist already: it tells the parent
that a child has ended, and ends a child whose opening was struck out; and it renders papers that have been numbered.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, F, Q

from hezhong.engine import outbox
from hezhong.engine.dossier import Moment
from hezhong.engine.models import Errand
from hezhong.engine.steps import Step

TELL_PARENT = "tell_parent"
ANNUL_CHILD = "annul_child"
SEAL_PAPER = "seal_paper"
PRINT_WHOLE = "print_whole"
MOVING = (TELL_PARENT, ANNUL_CHILD)
"""What moves a case goes before what is only printed: somebody waits for the next step, and printing takes long."""
TRIES = 100  # over more than a day, see waiting
AT_ONCE = 20  # errands between two looks at what has come in meanwhile

Run = Callable[[Errand, Moment], None]


def needed(steps: Iterable[Step], at: Moment) -> Iterator[Errand]:
    """Yield the errands that these events make necessary."""
    for step in steps:
        row, event = step.row, step.event
        key, now = f"{row.id}/{event.number}", at.recorded_at
        if row.parent_id and step.after.closed and not step.before.closed:
            yield Errand(key=f"{key}/parent", kind=TELL_PARENT, case=row, data={"event": event.number}, created_at=now)
        if event.strikes:
            yield Errand(key=f"{key}/child", kind=ANNUL_CHILD, case=row, data={"event": event.strikes}, created_at=now)


def put(errands: Sequence[Errand]) -> None:
    """Write errands; a second one of the same key changes nothing."""
    if errands:
        Errand.objects.bulk_create(errands, ignore_conflicts=True)


def waiting(at: datetime, leaving: Collection[str] = (), limit: int = AT_ONCE) -> list[UUID]:
    """Return the errands to do now but for some kinds, what moves cases first, then the oldest.

    One that failed waits longer each time.
    """
    rested = Q(tries=0) | Q(created_at__lt=at - F("tries") * F("tries") * timedelta(seconds=10))
    due = Errand.objects.filter(rested, done_at__isnull=True, tries__lt=TRIES).exclude(kind__in=leaving)
    moves = ExpressionWrapper(Q(kind__in=MOVING), BooleanField())
    return list(due.order_by(moves.desc(), "created_at").values_list("id", flat=True)[:limit])


def wait_from_now(at: datetime) -> None:
    """Let every errand that waits begin to wait now: what a history that was lived through at once has left to do."""
    Errand.objects.filter(done_at=None).update(created_at=at)


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
