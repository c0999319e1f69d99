"""How a rule has fared in the places of somebody: how often it found, how often that was false, how far ahead it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from hezhong.early_warning.models import Warning
from hezhong.early_warning.reading import mine
from hezhong.engine import coming_after
from hezhong.engine.rights import Asker

FALSE, SET_ASIDE = "dismissed", "set_aside"
COMPLAINT = "complaint"
LOOKED_BACK = timedelta(days=365)
MOST = 20_000
"""Of how many of the latest warnings the lead is taken."""


@dataclass(frozen=True)
class Tally:
    """hits: warnings ever. open: that stand now. ended: whose case has ended; dismissed: as a false alarm among them.

    lead: median days from a warning of the last year to the first complaint about its employer after it; None without one.
    """

    hits: int = 0
    open: int = 0
    ended: int = 0
    dismissed: int = 0
    lead: float | None = None

    @property
    def precision(self) -> int | None:
        """Return 1 - dismissed / ended in per cent, rounded down; None while no case has ended."""
        return (self.ended - self.dismissed) * 100 // self.ended if self.ended else None


def by_rule(asker: Asker, on: date) -> Mapping[str, Tally]:
    """Return code -> how the rule has fared where the asker may read. Three queries at most."""
    there = Warning.objects.filter(mine(asker))
    counted = there.values("rule").annotate(
        hits=Count("id"),
        open=Count("id", filter=Q(gone_on=None, shadow=False)),
        ended=Count("id", filter=~Q(outcome__in=("", SET_ASIDE))),
        dismissed=Count("id", filter=Q(outcome=FALSE)),
    )
    lately = there.filter(first_on__gte=on - LOOKED_BACK).exclude(employer=0).order_by("-first_on")
    about = list(lately.values_list("rule", "employer", "first_on")[:MOST])
    leads = coming_after.medians(COMPLAINT, about)
    return {
        row["rule"]: Tally(row["hits"], row["open"], row["ended"], row["dismissed"], leads.get(row["rule"]))
        for row in counted.order_by("rule")
    }
