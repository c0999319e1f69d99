"""What leaves the house after an action: messages to people, once each, and the word to open pages that something moved.

A message is a row written in the transaction of its action; the worker sends it. When the gateway is down the row
waits: actions are never held up. The provider gets the row's id as its own idempotency key.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, IntegerField, Q
from django.db.models.functions import Cast

from hezhong.directory import people, vault
from hezhong.engine.dossier import Dossier, Event, Moment, Stage
from hezhong.engine.messenger import MessageRefused, Messenger, MessengerDown
from hezhong.engine.models import Case, Message
from hezhong.engine.roles import EMPLOYER, PARTIES, RESPONDENT

CHANNEL = "hezhong_changes"
AT = "at "
"""Begins a payload of the channel that names a place; the others are the ids of offices."""
TOLD = {role.name for role in PARTIES} - {EMPLOYER.name, RESPONDENT.name}
SEALED_TO = "engine_message.sealed_to"
QUERY_CODE = "engine_matter.code"
NOWHERE = 0
TRIES = 200  # over two weeks, see waiting
log = logging.getLogger(__name__)


def tell(row: Case, after: Dossier[Any], before: Dossier[Any] | None, event: Event, at: Moment) -> Iterator[Message]:
    """Yield a message to each worker who takes part when the case has come to a state with public words."""
    moved_on = before is None or before.state is not after.state
    if event.stage is not Stage.DONE or not moved_on or not after.state.public:
        return
    text = f"您的{after.case_type.title}（{row.number}）：{after.state.public}。"
    told = {int(party.token): int(party.contact) for party in after.parties if party.role in TOLD and party.contact}
    for token, contact in sorted(told.items()):
        yield Message(key=f"{row.id}/{event.number}/{token}", case=row, to=contact, text=text, created_at=at.recorded_at)


def put(messages: Iterable[Message]) -> None:
    """Write these messages."""
    Message.objects.bulk_create(messages)


def unsay(row: Case, struck: Event) -> None:
    """Take back what was to be said of an event that is struck out; what was sent was sent."""
    Message.objects.filter(key__startswith=f"{row.id}/{struck.number}/", case=row, sent_at=None).delete()


def send_to_phone(key: str, phone: str, text: str, at: datetime) -> None:
    """Write a message to a phone that is not yet anybody's: a code, a receipt."""
    message = Message(key=key, text=text, created_at=at)
    message.sealed_to = vault.seal(phone, f"{SEALED_TO}:{message.id}")
    message.save(force_insert=True)
    announce(NOWHERE)  # the person waits for it now: wake the worker


def announce(*offices: int, places: Iterable[str] = ()) -> None:
    """Say on the live channel that something moved in these offices and places; nobody hears it if the transaction fails.

    places: as ``where`` writes them.
    """
    with connection.cursor() as cursor:
        payloads = [*map(str, offices), *sorted(set(places))]
        cursor.execute("SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) payload", (CHANNEL, payloads))


def where(*codes: str) -> str:
    """Return the payload that names a place by its regions, from the province down; levels it does not have are empty."""
    return AT + "/".join(filter(None, codes))


def waiting(at: datetime, limit: int = 100) -> list[UUID]:
    """Return the messages to send now, oldest first; one that failed waits longer each time."""
    tries = Cast("tries", IntegerField())  # a small integer times itself is one no longer
    rested = Q(tries=0) | Q(created_at__lt=at - tries * F("tries") * timedelta(seconds=30))
    due = Message.objects.filter(rested, sent_at__isnull=True, tries__lt=TRIES)
    return list(due.order_by("created_at").values_list("id", flat=True)[:limit])


def deliver(message_id: UUID, messenger: Messenger, at: datetime) -> bool:
    """Send one message unless it was sent; return whether it is settled now. A gateway that is down leaves it waiting.

    One that the gateway will never send is settled too: it stands unsent with its reason and holds up no other.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update(skip_locked=True).filter(id=message_id, sent_at=None).first()
        if message is None:
            return False
        try:
            messenger.send(_phone(message), _text(message), str(message.id))
        except MessageRefused as trouble:
            message.tries, message.trouble = TRIES, str(trouble)
        except MessengerDown as trouble:
            message.tries, message.trouble = message.tries + 1, str(trouble)
        else:
            message.sent_at, message.trouble = at, ""
        message.save(update_fields=["tries", "trouble", "sent_at"])
        return message.sent_at is not None or message.tries >= TRIES


def drain(messenger: Messenger, at: datetime) -> int:
    """Send what waits; return how many were settled. Stops at the first failure: the gateway is down for all.

    One that cannot even be made ready is noted and tried again later; it holds up no other.
    """
    sent = 0
    for message_id in waiting(at):
        try:
            settled = deliver(message_id, messenger, at)
        except Exception as trouble:
            log.exception("message %s failed", message_id)
            failed(message_id, type(trouble).__name__)
            continue
        if not settled:
            break
        sent += 1
    return sent


def failed(message_id: UUID, why: str) -> None:
    """Note that a message could not be sent this time, for a reason that is not the gateway's."""
    Message.objects.filter(id=message_id, sent_at=None).update(tries=F("tries") + 1, trouble=why)


def _phone(message: Message) -> str:
    if message.sealed_to is not None:
        return vault.open_sealed(bytes(message.sealed_to), f"{SEALED_TO}:{message.id}")
    assert message.to is not None
    return people.phone_of(message.to)


def _text(message: Message) -> str:
    """Return the text as it leaves: the query code is added here, since rows keep it only encrypted."""
    matter = message.case.matter if message.case else None
    if matter is None or matter.sealed_code is None:
        return message.text
    code = vault.open_sealed(bytes(matter.sealed_code), f"{QUERY_CODE}:{matter.id}")
    return f"{message.text}查询码 {code}，凭它和手机号查进度。"
