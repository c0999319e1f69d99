"""Published figures: definition, value and list frozen together, each with its hash, and read again with everything compared.

A value is made of the members of its list and of nothing else, so that it can be made again from what was frozen. A later
definition, a case that moves or is corrected changes nothing here.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hezhong.engine.conditions import both
from hezhong.engine.dossier import Moment
from hezhong.engine.foremost import Member, members
from hezhong.engine.plain import canonical
from hezhong.engine.rights import Asker
from hezhong.indicators.models import Published, Report
from hezhong.indicators.reckoning import here, percent
from hezhong.indicators.report_editions import Correction, agrees, latest, published_already, still_latest
from hezhong.indicators.vocabulary import Indicator, Measure, Today

CASES, WARNINGS = "cases", "warnings"


@dataclass(frozen=True)
class Frozen:
    """One figure as it is published. value: as written, '' where there is none. of: whether the list is of cases or of warnings.

    list: rows of (id, number of the case, what is taken of it): 0 or 1 of a share, a number of a sum or a median, '' of a count.
    """

    code: str
    title: str
    unit: str
    definition: str
    measure: str
    value: str
    of: str
    list: Sequence[Sequence[str]]

    @property
    def plain(self) -> dict[str, Any]:
        return {**vars(self), "list": [[*row] for row in self.list]}


@dataclass(frozen=True)
class Signing:
    """Who publishes, at which office. token: of the officer."""

    token: int
    words: str
    office: int


@dataclass(frozen=True)
class About:
    """What a report is about: its kind, region and period, and the day and number of the ledger that it stands for."""

    kind: str
    region: str
    since: date
    until: date
    run_on: date | None
    seq: int


@dataclass(frozen=True)
class Checked:
    """A published figure read again. same: its hash is right and its value is what its list comes to."""

    figure: Frozen
    hash: str
    same: bool


@dataclass(frozen=True)
class Whole:
    """A report read again. same: so are all its figures, and the hash of the whole is right."""

    report: Report
    text: Mapping[str, Any]
    figures: tuple[Checked, ...]
    same: bool

    def figure(self, code: str) -> Checked | None:
        """Return one of its figures, or None."""
        return next((each for each in self.figures if each.figure.code == code), None)


def frozen(asker: Asker, region: str, indicator: Indicator, today: Today) -> Frozen:
    """Return an indicator of a region with the list of exactly its cases, over those the asker may read."""
    of = indicator.met(today) if indicator.met else indicator.column or None
    rows = members(asker, both(here(region), indicator.cases(today)), of, today.on)
    listed = [(str(each.id), each.number, _taken(each)) for each in rows]
    value = made_of(indicator.measure.name, [row[2] for row in listed])
    return Frozen(indicator.code, indicator.title, indicator.unit, indicator.definition, indicator.measure.name, value, CASES, listed)


def _taken(each: Member) -> str:
    if each.value is None:
        return ""
    return str(int(each.value)) if isinstance(each.value, bool) else f"{each.value:f}"


def made_of(measure: str, taken: Sequence[str]) -> str:
    """Return the value that the members of a list make, as written; '' where there is nothing to take it of."""
    numbers = sorted(Decimal(each) for each in taken if each)
    match Measure[measure]:
        case Measure.COUNT:
            return str(len(taken))
        case Measure.SHARE:
            share = percent(int(sum(numbers)), len(taken))
            return "" if share is None else f"{share:f}"
        case Measure.MEDIAN:
            return f"{numbers[(len(numbers) - 1) // 2]:f}" if numbers else ""
        case Measure.TOTAL:
            return f"{sum(numbers, Decimal(0)):f}"


def not_yet_published(about: About, correction: Correction | None) -> None:
    """Refuse a period that has a report, and a correction of what has been corrected. Raises AlreadyPublished."""
    if correction is not None:
        return still_latest(correction.replaces)
    if there := latest(about.kind, about.region, about.since):
        raise published_already(there)
    return None


def publish(
    about: About, text: Mapping[str, Any], figures: Sequence[Frozen], by: Signing, at: Moment, correction: Correction | None = None
) -> Report:
    """Write a report with its figures; nothing of it changes afterwards. Raises AlreadyPublished, to all but one of those who press at once."""
    text = {**text, "correction": correction.told} if correction else text
    contents = [canonical(each.plain).decode() for each in figures]
    hashes = [_hash(content) for content in contents]
    report = Report(
        **vars(about), text=canonical(dict(text)).decode(), by=by.token, by_words=by.words, office=by.office, at=at.recorded_at,
        **(correction.columns if correction else {}),
    )  # fmt: skip
    report.hash = _hash_of(report, hashes)
    try:
        with transaction.atomic():
            report.save(force_insert=True)
            Published.objects.bulk_create(
                Published(report=report, place=place, code=each.code, content=content, hash=hash)
                for place, (each, content, hash) in enumerate(zip(figures, contents, hashes, strict=True))
            )
    except IntegrityError:
        not_yet_published(about, correction)  # somebody else was first
        raise
    return report


def read(id: UUID) -> Whole | None:
    """Return a report with everything compared anew, or None where there is none; two queries."""
    report = Report.objects.select_related("replaces", "replaced_by").filter(id=id).first()
    if report is None:
        return None
    rows = list(Published.objects.filter(report=report).order_by("place"))
    figures = tuple(_checked(row) for row in rows)
    same = report.hash == _hash_of(report, [row.hash for row in rows]) and all(each.same for each in figures)
    text = json.loads(report.text)
    return Whole(report, text, figures, same and agrees(report, text))


def of_region(region: str, most: int = 20) -> list[Report]:
    """Return the latest reports of a region, newest first."""
    return list(Report.objects.filter(region=region).select_related("replaced_by").order_by("-at", "-edition")[:most])


def _checked(row: Published) -> Checked:
    figure = Frozen(**json.loads(row.content))
    adds_up = figure.value == made_of(figure.measure, [taken for _, _, taken in figure.list])
    return Checked(figure, row.hash, _hash(row.content) == row.hash and adds_up)


def _hash_of(report: Report, hashes: Sequence[str]) -> str:
    told = {
        "kind": str(report.kind), "region": report.region, "since": report.since.isoformat(), "until": report.until.isoformat(),
        "run_on": report.run_on.isoformat() if report.run_on else "", "seq": report.seq, "by": report.by, "at": report.at.timestamp(),
        "text": report.text, "figures": [*hashes],
    }  # fmt: skip
    return _hash(canonical(told).decode())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
