"""What one entry of procedure says of one day: when it is due, why, under which article, and which entry binds instead.

The entry's own clock under the national calendar, wherever the region lies. Pure: no clock is read, nothing is stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from hezhong.kernel.dates import ONE_DAY, DayKind, Hours, Period
from hezhong.kernel.places import NATION, Place
from hezhong.law.book import LawBook
from hezhong.law.clock_events import BadEvents, ClockEvent, course, day_of, read
from hezhong.law.counting import counted, told
from hezhong.law.entries import article_of, encoded
from hezhong.law.model import Article, Confidence, NotInForce, Statute, Step, TimeLimit
from hezhong.law.provision_files import Provision, provisions


class UnknownEntry(LookupError):
    """No such entry, or no such duty. The message says what to do."""


@dataclass(frozen=True)
class Superseded:
    """The entry that binds instead, and why. entry: '' where the binding article is no entry of the table."""

    entry: str
    article: str
    why: str


@dataclass(frozen=True)
class LimitAnswer:
    """What an entry says of one day.

    due: the last day in time, a moment for hours; none while it stands still, and where there is no clock. stricter: of a
    limit that runs back, the last day by the reading that does not count the day of notice either. amount: none for a rule,
    whose text is ``rule``. not_in_force: why its statute does not hold there or then, or ''. provisional_years: those whose
    days off are not announced, or not held as data.
    """

    entry: str
    title: str
    trigger: str
    amount: Decimal | None
    most: Decimal | None
    unit: str
    day_kind: str
    due: date | None
    steps: tuple[Step, ...]
    article: str
    confidence: Confidence
    consequence: str
    rule: str = ""
    backwards: bool = False
    rolls: bool = True
    stands_still: bool = False
    stopped: date | None = None
    stricter: date | None = None
    superseded_by: Superseded | None = None
    not_in_force: str = ""
    provisional_years: tuple[int, ...] = ()

    @property
    def in_force(self) -> bool:
        return not self.not_in_force


SAME_AS = {"arbitration.conclude": "award_period", "arbitration.notify_panel": "tribunal_formation"}
"""Duty -> the entry whose statute gives the same time as the one the engine cites: the rules (45, 37) repeat the act (43, 32)."""

Events = Sequence[ClockEvent | Mapping[str, Any]]


def answer(entry: str, on: date, place: Place, book: LawBook, events: Events = ()) -> LimitAnswer:
    """Return what the entry says of a start on that day (of one that runs back: the day of the appointment).

    events: what happened to the clock, plain or read. Raises UnknownEntry, BadEvents.
    """
    provision = provisions().get(entry)
    if provision is None:
        raise UnknownEntry(f"没有编号为“{entry}”的期限、门槛或者规则。编号见 hezhong/law/provisions/")
    happened = _read(events)
    if provision.has_clock:
        limit = next((each for each in book.limits if entry in each.entries), None)
        if limit is None:
            raise UnknownEntry(f"这一版法律里没有“{entry}”（{provision.cites}）")
        return _clock(provision, limit, on, place, book, happened)
    if happened:
        raise BadEvents([f"{entry}没有期限，不能有事件（{provision.cites}）"])
    return _without_clock(provision, on, place)


def resolve(duty: str, on: date, place: Place, book: LawBook, events: Events = ()) -> LimitAnswer:
    """Return what the entry says that binds there and then for a duty. Raises UnknownEntry, NotInForce, BadEvents."""
    limit = next((each for each in book.limits if each.duty.code == duty), None)
    if limit is None:
        raise UnknownEntry(f"没有代码为“{duty}”的义务。代码见 hezhong/law/duties/")
    binding = book.limit(limit.duty, place, day_of(on))
    entry = next(iter(binding.entries), SAME_AS.get(duty))
    if entry:
        return answer(entry, on, place, book, events)
    return _clock(None, binding, on, place, book, _read(events))


def _read(events: Events) -> tuple[ClockEvent, ...]:
    plain = [each for each in events if not isinstance(each, ClockEvent)]
    return read(plain) if plain else tuple(each for each in events if isinstance(each, ClockEvent))


def _clock(
    provision: Provision | None, limit: TimeLimit, on: date, place: Place, book: LawBook, events: tuple[ClockEvent, ...]
) -> LimitAnswer:
    """Return the answer of an entry whose time runs; provision: none where the table lacks the limit."""
    now = course(_start(limit, on), events, limit)
    count = counted(limit, now, book.calendar)
    missed = limit.missed or (provision.missed if provision else "")
    return LimitAnswer(
        entry=provision.entry if provision else "",
        title=provision.title if provision else limit.duty.title,
        trigger=provision.trigger if provision else "",
        amount=provision.amount if provision else _amount(limit),
        most=None,
        unit=provision.unit if provision else _unit(limit),
        day_kind=limit.period.kind.value if isinstance(limit.period, Period) else "",
        due=count.due,
        steps=told(limit, on, events, count, missed),
        article=_cited(limit.article, provision),
        confidence=limit.confidence,
        consequence=missed,
        backwards=limit.backwards,
        rolls=limit.rolls and not isinstance(limit.period, Hours),
        stands_still=now.stands_still,
        stopped=now.stopped,
        stricter=count.stricter,
        superseded_by=_superseded(provision, limit, day_of(on), place, book),
        not_in_force=_not_in_force(limit.article.statute, place, day_of(on)),
        provisional_years=count.provisional_years,
    )


def _without_clock(provision: Provision, on: date, place: Place) -> LimitAnswer:
    """Return the answer of a threshold or a rule."""
    how = encoded().get(provision.entry)
    article = article_of(provision.entry, how) if how else None
    text = provision.quote or provision.applies_when or provision.note
    statute = _statutes()[provision.statute]
    words = [text] if provision.applies_when in ("", text) else [text, f"适用：{provision.applies_when}"]
    return LimitAnswer(
        entry=provision.entry,
        title=provision.title,
        trigger=provision.trigger,
        amount=provision.amount,
        most=provision.most,
        unit=provision.unit,
        day_kind="",
        due=None,
        steps=tuple(Step(each, article, provision.confidence) for each in words),
        article=_cited(article, provision),
        confidence=provision.confidence,
        consequence=provision.missed,
        rule="；".join(each.rstrip("。；") for each in words) if provision.unit == "rule" else "",
        rolls=False,
        not_in_force=_not_in_force(statute, place, day_of(on)),
    )


def _start(limit: TimeLimit, on: date) -> date:
    """Return the start as the clock needs it: hours from a bare day are counted from its end."""
    if not isinstance(limit.period, Hours):
        return day_of(on)
    return on if isinstance(on, datetime) else datetime.combine(on + ONE_DAY, time())


def _superseded(
    provision: Provision | None, limit: TimeLimit, on: date, place: Place, book: LawBook
) -> Superseded | None:
    """Return the entry that binds instead: the nearer or newer for the same duty, or the one the table names."""
    if provision and provision.yields_to:
        other = next((each for each in book.limits if provision.yields_to.entry in each.entries), None)
        if other and not _not_in_force(other.article.statute, place, on):
            return Superseded(provision.yields_to.entry, str(other.article), provision.yields_to.why)
    try:
        binding = book.limit(limit.duty, place, on)
    except NotInForce:
        return None
    if binding is limit:
        return None
    why = next((each.why for each in book.rivals(limit.duty, place, on) if each.limit is limit), "本规定不适用于该地")
    return Superseded(next(iter(binding.entries), ""), str(binding.article), why)


def _not_in_force(statute: Statute, place: Place, on: date) -> str:
    """Return why a statute does not hold in the place on the day, or ''."""
    if not statute.place.covers(place):
        where = "全国" if place == NATION else "该地"
        return f"《{statute.title}》是地方规定，不适用于{where}"
    if on < statute.since:
        return f"《{statute.title}》{statute.since}起施行，当时尚未生效"
    if statute.until and statute.until < on:
        return f"《{statute.title}》{statute.until}后不再施行"
    return ""


def _cited(article: Article | None, provision: Provision | None) -> str:
    """Return the article in Chinese; where its number was not checked, as the table words it."""
    if article and article.number:
        return str(article)
    return provision.cites if provision else str(article)


def _amount(limit: TimeLimit) -> Decimal:
    period = limit.period
    return Decimal(period.days if isinstance(period, Period) else getattr(period, "hours", getattr(period, "months", 0)))


def _unit(limit: TimeLimit) -> str:
    if isinstance(limit.period, Period):
        return "working_day" if limit.period.kind is DayKind.WORKING else "calendar_day"
    return "hour" if isinstance(limit.period, Hours) else "month"


@cache
def _statutes() -> Mapping[str, Statute]:
    """Return title -> statute, of all that entries cite."""
    return {found.title: found for entry, how in encoded().items() for found in [article_of(entry, how).statute]}
