"""What an entry of procedure answers as plain JSON values, for the command and the API. The shape is docs/commands.md's."""

from datetime import date
from decimal import Decimal
from typing import Any

from hezhong.law.limit_answer import LimitAnswer
from hezhong.law.model import Step


def plain(found: LimitAnswer, on: date, region: str) -> dict[str, Any]:
    """Return the answer as plain JSON values."""
    instead = found.superseded_by
    return {
        "id": found.entry,
        "title": found.title,
        "trigger": found.trigger,
        "on": on.isoformat(),
        "region": region,
        "amount": _number(found.amount),
        "most": _number(found.most),
        "unit": found.unit,
        "day_kind": found.day_kind,
        "due": found.due.isoformat() if found.due else None,
        "stricter": found.stricter.isoformat() if found.stricter else None,
        "backwards": found.backwards,
        "rolls": found.rolls,
        "stands_still": found.stands_still,
        "stopped": found.stopped.isoformat() if found.stopped else None,
        "steps": [_step(step) for step in found.steps],
        "article": found.article,
        "confidence": found.confidence.name.lower(),
        "binding": found.confidence.binding,
        "consequence": found.consequence,
        "rule": found.rule,
        "in_force": found.in_force,
        "not_in_force": found.not_in_force,
        "superseded_by": {"id": instead.entry, "article": instead.article, "why": instead.why} if instead else None,
        "provisional_years": list(found.provisional_years),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "says": step.says,
        "article": str(step.article) if step.article else None,
        "confidence": step.confidence.name.lower(),
    }


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)
