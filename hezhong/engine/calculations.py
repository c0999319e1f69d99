"""Saved calculations: kept beside a case, read by whoever reads the case, found by the figures of law they rest on."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from hezhong.engine.answers import Sums
from hezhong.engine.claim_sheet import Line
from hezhong.engine.dossier import Moment
from hezhong.engine.models import Calculation, Case
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement, by_id
from hezhong.law.model import Result, Value


@dataclass(frozen=True)
class Kept:
    """A saved calculation as a page shows it. shown: the lines of that day. by: token of whoever reckoned it."""

    id: UUID
    entitlement: Entitlement
    facts: Mapping[str, Any]
    amount: Decimal | None
    unit: str
    shown: Mapping[str, Any]
    law: str
    by: str
    at: datetime


def keep(case_id: UUID, entitlement: str, plain: Mapping[str, Any], by: str, at: Moment) -> UUID:
    """Reckon by the law of the moment and keep it beside the case; return its id. Raises BadFacts."""
    row = _row(case_id, by_id()[entitlement], plain, by, at)
    row.save(force_insert=True)
    return row.id


def keep_all(case_id: UUID, sums: Sums, by: str, at: Moment) -> None:
    """Keep what a worker reckoned before filing, in one statement. Raises BadFacts."""
    Calculation.objects.bulk_create(
        _row(case_id, by_id()[each.entitlement], {**json.loads(each.told), "city": each.city}, by, at) for each in sums.items
    )


def of_case(case_id: UUID) -> tuple[Kept, ...]:
    """Return what was reckoned in the matter of this case, the newest first."""
    matter = Case.objects.filter(id=case_id).values("matter")
    return tuple(map(_kept, Calculation.objects.filter(case__matter__in=matter).order_by("-at", "entitlement")))


def one(case_id: UUID, calculation: UUID) -> Kept | None:
    """Return one of them, None where there is none of that id in the matter."""
    return next((each for each in of_case(case_id) if each.id == calculation), None)


def resting_on(name: str) -> Iterable[Calculation]:
    """Return the calculations that used a figure of law, the newest first, with their cases."""
    return Calculation.objects.filter(names__contains=[name]).select_related("case").order_by("-at")


def reckoned(entitlement: Entitlement, plain: Mapping[str, Any], book: LawBook) -> tuple[Result, Line]:
    """Return the result of plain facts and the line that shows it. Raises BadFacts."""
    result = entitlement.from_plain(plain, book)
    return result, Line.of(entitlement, result)


def _row(case_id: UUID, entitlement: Entitlement, plain: Mapping[str, Any], by: str, at: Moment) -> Calculation:
    result, line = reckoned(entitlement, plain, at.book)
    return Calculation(
        case_id=case_id,
        entitlement=entitlement.id,
        facts=dict(plain),
        claimed=result.claimed,
        amount=result.amount,
        unit=result.unit,
        shown=vars(line),
        used=[_used(value) for value in result.used],
        names=sorted({value.name for value in result.used}),
        law=at.book.version,
        by=by,
        at=at.recorded_at,
    )


def _used(value: Value) -> dict[str, Any]:
    return {
        "name": value.name,
        "case": value.case,
        "place": list(value.place.path),
        "since": value.since.isoformat(),
        "amount": str(value.figure) if value.figure is not None else None,
        "confidence": value.confidence.name,
    }


def _kept(row: Calculation) -> Kept:
    return Kept(row.id, by_id()[row.entitlement], row.facts, row.amount, row.unit, row.shown, row.law, row.by, row.at)
