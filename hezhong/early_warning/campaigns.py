"""Special actions (专项行动): which warnings they count down, who supervises each city, how many are left by when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Q

from hezhong.directory import officers, regions
from hezhong.early_warning import rules
from hezhong.early_warning.going import UNSEEN
from hezhong.early_warning.models import Campaign, CitySupervisor, Warning
from hezhong.early_warning.reading import may_decide, may_read_place, within
from hezhong.early_warning.rule_changes import Hand
from hezhong.early_warning.vocabulary import Grade
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Moment
from hezhong.engine.rights import Asker, column_of

GONE = "这次行动已经结束了"
PARTS = {"first": "开始时还在", "added": "后来新发", "closed": "已销", "left": "剩下"}
"""The numbers of a line, each with a list of its own."""


@dataclass(frozen=True)
class Wanted:
    """An action as somebody wants it. rules and grades empty: every one. supervisors: code of a region -> token of an officer."""

    title: str
    document: str
    region: str
    rules: tuple[str, ...]
    grades: tuple[int, ...]
    since: date
    until: date
    supervisors: Mapping[str, int]


@dataclass(frozen=True)
class Line:
    """One city, or county of a city's own action. first: open when it began. added: raised since. closed: of both. left: open now."""

    code: str
    name: str
    first: int
    added: int
    closed: int
    left: int
    officer: int
    supervisor: str

    @property
    def done(self) -> int:
        """Return per cent closed, rounded down, so that 100 means all of them."""
        there = self.first + self.added
        return self.closed * 100 // there if there else 100


@dataclass(frozen=True)
class Countdown:
    """How an action stands on a day. days: left to the last one, below zero once it has passed. whole: all lines together."""

    campaign: Campaign
    lines: tuple[Line, ...]
    whole: Line
    days: int


def divisions(region: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of what is counted apart: the cities of a province, the counties of a city, else the region itself."""
    below = tuple((code, name) for code, name in regions.children(region) if regions.level(code) in ("city", "county"))
    return below or ((region, regions.code_name(region)),)


def create(wanted: Wanted, who: Hand, at: Moment) -> Campaign:
    """Begin an action. Raises Refused with everything that is wrong."""
    if wrong := _faults(wanted, who.asker, at.happened_on):
        raise Refused("；".join(wrong))
    with transaction.atomic():
        made = Campaign.objects.create(
            title=wanted.title.strip(), document=wanted.document.strip(), region=wanted.region, rules=list(wanted.rules),
            grades=list(wanted.grades), since=wanted.since, until=wanted.until, by=who.account, by_words=who.words, at=at.recorded_at,
        )  # fmt: skip
        CitySupervisor.objects.bulk_create(
            CitySupervisor(campaign=made, city=code, officer=token) for code, token in wanted.supervisors.items()
        )
    return made


def _faults(wanted: Wanted, asker: Asker, on: date) -> list[str]:
    if not regions.code_name(wanted.region) or not may_decide(asker, regions.place(wanted.region)):
        return ["只有管这个地区的负责人才能发起专项行动，请从列出的地区里选"]
    there = divisions(wanted.region)
    missing = [name for code, name in there if not wanted.supervisors.get(code)]
    found = [f"每个地区要有一名督导人员，还缺：{'、'.join(missing)}"] if missing else []
    found += ["督导的地区不在这次行动里，请重新选"] if wanted.supervisors.keys() - {code for code, _ in there} else []
    found += ["请写明行动的名称"] if not wanted.title.strip() else []
    found += ["清零的日子要在开始以后，请核对两个日期"] if wanted.until <= wanted.since else []
    found += ["清零的日子已经过去了，请核对"] if wanted.until < on else []
    found += ["没有这些规则，请重新选"] if set(wanted.rules) - rules.declared().keys() else []
    found += ["没有这种颜色，请重新选"] if set(wanted.grades) - {int(grade) for grade in Grade} else []
    return found


def listed(asker: Asker, on: date, me: int = 0) -> list[Campaign]:
    """Return the actions of the asker's places, and those in which the officer ``me`` supervises; running ones first."""
    rows = list(Campaign.objects.prefetch_related("supervisors").order_by("-since", "-id"))
    own = [row for row in rows if _concerns(row, asker, me)]
    own.sort(key=lambda row: (row.ended_on is not None or row.until < on, row.until))
    return own


def one(id: int, asker: Asker, me: int) -> Campaign | None:
    """Return an action that concerns somebody, or None."""
    row = Campaign.objects.prefetch_related("supervisors").filter(id=id).first()
    return row if row and _concerns(row, asker, me) else None


def _concerns(row: Campaign, asker: Asker, me: int) -> bool:
    """An action is read by who reads its region, by those whose own place lies in it, and by its supervisors."""
    place = regions.place(row.region)
    inside = any(place.covers(duties.place) for duties in asker.duties)
    supervises = any(each.officer == me for each in row.supervisors.all())
    return asker.active and (inside or may_read_place(asker, place) or (bool(me) and supervises))


def countdown(row: Campaign, on: date) -> Countdown:
    """Return how an action stands at the end of a day: two queries, whatever the number of warnings."""
    until = min(on, row.ended_on or on)
    there, supervisors = divisions(row.region), {each.city: each.officer for each in row.supervisors.all()}
    names, counted = officers.names(supervisors.values()), _counted(row, there, until)
    lines = tuple(_line(code, name, counted.get(code, {}), supervisors.get(code, 0), names) for code, name in there)
    first, added, closed = (sum(getattr(line, each) for line in lines) for each in ("first", "added", "closed"))
    whole = Line(row.region, regions.code_name(row.region), first, added, closed, first + added - closed, 0, "")
    return Countdown(row, lines, whole, (row.until - on).days)


def _line(code: str, name: str, counted: Mapping[str, int], officer: int, names: Mapping[int, str]) -> Line:
    first, added, closed = (counted.get(each, 0) for each in ("first", "added", "closed"))
    return Line(code, name, first, added, closed, first + added - closed, officer, names.get(officer, ""))


def of(row: Campaign, until: date) -> Q:
    """Return the filter of the warnings that an action counts up to a day.

    They had the colour at their worst, and were still there when it began; what a rule only tries out does not count.
    """
    found = within(row.region) & Q(shadow=False, first_on__lte=until) & (Q(gone_on=None) | Q(gone_on__gt=row.since))
    if row.rules:
        found &= Q(rule__in=row.rules)
    return found & Q(worst__in=row.grades) if row.grades else found


def closed_by(until: date) -> Q:
    """Return the filter of what is closed: the ledger finds nothing more though it is looked at, or its case has ended."""
    return Q(gone_on__lte=until) & ~Q(over__in=UNSEEN) | ~Q(outcome="")


def part_of(row: Campaign, on: date, part: str) -> Q:
    """Return the filter of exactly the warnings that a number of the countdown counts on a day, over all its lines.

    part: one of ``PARTS``; together with ``within`` the code of a line, those of this line.
    """
    until, codes = min(on, row.ended_on or on), [code for code, _ in divisions(row.region)]
    level = column_of(codes[0])
    if level == "province":
        return Q(pk__in=())
    early, closed = Q(first_on__lte=row.since), closed_by(until)
    which = {"first": early, "added": ~early, "closed": closed, "left": ~closed}[part]
    return of(row, until) & Q(**{f"{level}__in": codes}) & which


def _counted(row: Campaign, there: Sequence[tuple[str, str]], until: date) -> Mapping[str, Mapping[str, int]]:
    level = column_of(there[0][0])
    early, closed = Q(first_on__lte=row.since), closed_by(until)
    if level == "province":
        return {}
    found: Iterable[dict[str, int]] = (
        Warning.objects.filter(of(row, until))
        .values(level)
        .annotate(first=Count("id", filter=early), added=Count("id", filter=~early), closed=Count("id", filter=closed))
        .order_by(level)
    )
    return {str(each[level]): each for each in found}


def finish(id: int, who: Hand, at: Moment) -> None:
    """End an action early. Raises Refused."""
    row = Campaign.objects.get(id=id)
    if row.ended_on is not None:
        raise Refused(GONE)
    if not may_decide(who.asker, regions.place(row.region)):
        raise Refused("只有管这个地区的负责人才能结束")
    row.ended_on = at.happened_on
    row.save(update_fields=["ended_on"])
