"""Orders to pay as rows: whose they are, how far they are, and what stands sealed in them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from hezhong.directory import vault
from hezhong.engine import on_behalf
from hezhong.engine.handers import Hander
from hezhong.engine.models import HandedFile, PayAnswer, PayOrder
from hezhong.ledger.ways_in.bank_orders import Payment
from hezhong.ledger.ways_in.order_answers import Answer

BODY, SAID = "engine_payorder.body", "engine_payanswer.body"
ANSWERED = Count("answers__place", distinct=True)
RETURNED = Count("answers__place", distinct=True, filter=Q(answers__outcome=PayAnswer.Outcome.RETURNED))


@dataclass(frozen=True)
class Booked:
    """How a bank booked a payment, by which the ledger knows its line: the bank's serial number, the day, the month of the wages (YYYYMM)."""

    serial: str
    on: date | None
    month: int


def of(hander: Hander) -> QuerySet[PayOrder]:
    """Return the orders that somebody may see: a bank's of its accounts, an employer's of its own payrolls and of those it pays for others."""
    if hander.bank:
        return PayOrder.objects.filter(account__in=list(hander.accounts))
    if not hander.employer:
        return PayOrder.objects.none()
    return PayOrder.objects.filter(Q(handed__sender=hander.sender) | Q(handed__in=on_behalf.shared(hander).values("id")))


def progressed(orders: QuerySet[PayOrder]) -> QuerySet[Any]:
    """Return the orders, each with ``replaced`` (a correction of its payroll was taken since), ``answered`` and ``returned``."""
    later = HandedFile.objects.filter(series=OuterRef("handed__series"), state=HandedFile.State.TAKEN, taken_at__gt=OuterRef("handed__taken_at"))
    return orders.select_related("handed").annotate(replaced=Exists(later), answered=ANSWERED, returned=RETURNED)


def unanswered(orders: QuerySet[Any]) -> QuerySet[Any]:
    """Return of progressed orders those with payments that nobody answered. A replaced one may have been paid before it was."""
    return orders.filter(answered__lt=F("people"))


def months_in_words(months: Iterable[int]) -> str:
    """Return 2026年3月、2026年4月."""
    return "、".join(f"{month // 100}年{month % 100}月" for month in months)


def sealed(order: UUID, payments: Sequence[Payment]) -> bytes:
    """Return the payments of an order as its row keeps them."""
    return vault.seal(json.dumps([asdict(each) for each in payments], ensure_ascii=False), f"{BODY}:{order}")


def kept(order: PayOrder) -> list[Payment]:
    """Return the payments of an order; none of one that was given before orders kept them."""
    if order.body is None:
        return []
    return [Payment(**each) for each in json.loads(vault.open_sealed(bytes(order.body), f"{BODY}:{order.id}"))]


def said_sealed(order: UUID, answer: Answer, booked: Booked) -> bytes:
    """Return what a bank said of a payment as the row of its answer keeps it."""
    told = {"reason": answer.reason, "serial": booked.serial, "booked_on": booked.on.isoformat() if booked.on else "", "month": booked.month}
    return vault.seal(json.dumps(told, ensure_ascii=False), f"{SAID}:{order}:{answer.place}")


def reason(answer: PayAnswer) -> str:
    """Return the bank's words, '' for none."""
    return str(_said(answer)["reason"])


def booked(answer: PayAnswer) -> Booked:
    """Return how the bank booked a payment that it answered."""
    told = _said(answer)
    return Booked(told["serial"], date.fromisoformat(told["booked_on"]) if told["booked_on"] else None, told["month"])


def _said(answer: PayAnswer) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(vault.open_sealed(bytes(answer.body), f"{SAID}:{answer.order_id}:{answer.place}"))
    return told
