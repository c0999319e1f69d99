"""What one paper of inspection says, and the values that many of them print. Values only: no name of any person."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar

from hezhong.domains.inspection.case import Inspection
from hezhong.domains.inspection.quotations import Cited
from hezhong.engine.answers import Prose
from hezhong.engine.clock import clocks, due
from hezhong.engine.dossier import Dossier, Event, Moment
from hezhong.engine.matter import ClaimItem
from hezhong.engine.vocabulary import Deadline
from hezhong.kernel.dates import DayKind, Period
from hezhong.kernel.money import capital
from hezhong.law.model import Duty

Content = dict[str, Any]
NUMBERED = re.compile(r"^(\d{1,2}([、)）]|[.．](?!\d))|[一二三四五六七八九十]+、)\s*")
G = TypeVar("G")


@dataclass(frozen=True)
class Wording:
    """grounds: what the paper rests on, named in its text; further: what else is quoted at its end; more: its fields."""

    grounds: tuple[Cited, ...]
    more: Mapping[str, Any] = field(default_factory=dict)
    further: tuple[Cited, ...] = ()
    remedy: str = ""

    def content(self, shared: Content) -> Content:
        """Return the paper as the engine keeps it: what was quoted as a ground is not quoted again."""
        articles = tuple(dict.fromkeys((*self.grounds, *self.further)))
        fields = {**shared, **self.more, "grounds": len(dict.fromkeys(self.grounds))}
        return {"articles": articles, "remedy": self.remedy, "fields": fields}


def said(dossier: Dossier[Any], kind: type[G]) -> G | None:
    """Return what was last filled in on a form of this kind, or None."""
    found = [event.given for event in dossier.done if isinstance(event.given, kind)]
    return found[-1] if found else None


def given(dossier: Dossier[Any], kind: type[G]) -> G:
    """Return what the act filled in that issues the paper: the last event."""
    found = dossier.events[-1].given
    assert isinstance(found, kind), f"{type(found).__name__} is not {kind.__name__}"
    return found


def day_of(dossier: Dossier[Any], *names: str) -> str:
    """Return the ISO day on which one of these actions was last done, '' for never."""
    found = done_by(dossier, *names)
    return found.happened_on.isoformat() if found else ""


def done_by(dossier: Dossier[Any], *names: str) -> Event | None:
    """Return the last of these actions that took effect, or None."""
    found = [event for event in dossier.done if event.action.name in names]
    return found[-1] if found else None


def last_day(dossier: Dossier[Any], deadline: Deadline, at: Moment) -> str:
    """Return the ISO day by which the duty is due, '' while it does not run or stands still."""
    clock = clocks(dossier.events).get((deadline, ""))
    day = due(clock, at.calendar) if clock else None
    return day.isoformat() if day else ""


def term(dossier: Dossier[Any], duty: Duty, at: Moment, *, longer: bool = False) -> str:
    """Return how long the law gives for a duty, or by how much it may be ``longer``: 45个工作日, 15日, 3个月."""
    limit = at.book.limit(duty, dossier.matter.place, at.happened_on)
    assert limit.extension or not longer
    period = limit.extension.period if longer and limit.extension else limit.period
    if isinstance(period, Period) and period.kind is DayKind.CALENDAR:
        return f"{period.days}日"
    return str(period)


def sums(**amounts: Decimal | None) -> Content:
    """Return each amount to the cent, and in capitals as <name>_capital; '' where there is none. Unit: yuan."""
    found: Content = {}
    for name, amount in amounts.items():
        found[name] = f"{amount:,.2f}" if amount is not None else ""
        found[f"{name}_capital"] = capital(amount) if amount is not None else ""
    return found


def listed(text: Prose) -> list[str]:
    """Return what was typed one on a line, without the writer's own numbering."""
    return [NUMBERED.sub("", line.strip()) for line in text.splitlines() if line.strip()]


def clock_time(at: time) -> str:
    """Return 上午9时 or 下午2时30分."""
    half, hour = ("上午", at.hour) if at.hour <= 12 else ("下午", at.hour - 12)
    return f"{half}{hour}时" + (f"{at.minute}分" if at.minute else "")


def cites(articles: Iterable[Cited]) -> list[str]:
    """Return the articles as they are named, without what they say."""
    return [named for named, _ in articles]


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def claims(items: Iterable[ClaimItem]) -> list[Content]:
    """Return what is claimed in money, a line each."""
    return [{"kind": each.kind.value, "amount": f"{each.claimed:,.2f}"} for each in items if each.claimed]


def filed_on(dossier: Dossier[Any]) -> str:
    """Return the ISO day the case was filed: the first on which it was investigated, '' before that."""
    days = [event.happened_on for event in dossier.done if event.state is Inspection.investigating]
    return days[0].isoformat() if days else ""
