"""What becomes of the claims of the matter when an inspection ends."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hezhong.domains.inspection.facts import Findings
from hezhong.engine.dossier import Dossier, Moment
from hezhong.engine.matter import ClaimItem, ItemStatus

ANSWERED = ("performed", "enforcing")
"""States from which a case is closed with what it found: paid, or in the hands of the court."""


def settle(dossier: Dossier[Findings], given: Any, at: Moment) -> tuple[ClaimItem, ...]:
    """Return the claims as the closing leaves them: decided, with the sum that was found owed where there is but one.

    A case that was rescinded, sent to the procedure for disputes or removed has decided nothing: its claims are open again,
    for whoever takes them up next (一事不再理 does not bar it).
    """
    mine = [item for item in dossier.matter.items if item.case == dossier.number]
    if dossier.state.name not in ANSWERED:
        return tuple(replace(item, status=ItemStatus.OPEN, case="") for item in mine)
    owed = dossier.facts.owed
    found = Decimal(owed) if owed is not None and len(mine) == 1 else None
    return tuple(replace(item, status=ItemStatus.DECIDED, awarded=found) for item in mine)
