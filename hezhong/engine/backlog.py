"""What waits for the worker: how much, since when, and what it has given up on. For monitoring and the doctor."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from hezhong.engine import errands as errands_left
from hezhong.engine import outbox
from hezhong.engine.models import Errand, Message, Task

GIVEN_UP = {Errand: errands_left.TRIES, Message: outbox.TRIES}


@dataclass(frozen=True)
class Backlog:
    """Errands or messages. Units: rows; seconds since the oldest that is still tried was written."""

    waiting: int
    oldest: float
    given_up: int


def errands(at: datetime) -> Backlog:
    """Return the errands that wait."""
    return _of(Errand, Q(done_at__isnull=True), at)


def messages(at: datetime) -> Backlog:
    """Return the messages that wait."""
    return _of(Message, Q(sent_at__isnull=True), at)


def silences(at: datetime) -> int:
    """Return how many deadlines have run out whose silence has not had its effect yet."""
    return Task.objects.filter(lapses=True, due_on__lt=at.date()).count()


def _of(model: type[Errand] | type[Message], open_rows: Q, at: datetime) -> Backlog:
    tried = Q(tries__lt=GIVEN_UP[model])
    found = model.objects.filter(open_rows).aggregate(
        waiting=Count("id", filter=tried), oldest=Min("created_at", filter=tried), given_up=Count("id", filter=~tried)
    )
    since = found["oldest"]
    return Backlog(found["waiting"], (at - since).total_seconds() if since else 0.0, found["given_up"])
