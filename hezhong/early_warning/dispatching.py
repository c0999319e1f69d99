"""What a run brings to one city: new warnings are placed in cases at the office of the place, others brought up to date.

One transaction for each site or employer, in which its case hears once what is left; a warning that fails is named and tried
again, and holds up neither the others nor another city.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction

from hezhong.early_warning import announcing, exclusion_rows, going, handling, outcomes, rule_book
from hezhong.early_warning.editions import Edition, Mode, Standing
from hezhong.early_warning.finding import Finding
from hezhong.early_warning.models import CityRun, Warning, WarningStep
from hezhong.early_warning.subjects import Known, city_of, known
from hezhong.early_warning.vocabulary import Grade, Subject
from hezhong.engine.dossier import Moment

log = logging.getLogger(__name__)
Kind = WarningStep.Kind
FALSE = "dismissed"
"""How a case ends that was no case: its warning stays quiet while the same is found, unless it gets worse."""


@dataclass(frozen=True)
class Seen:
    """A finding with the edition that holds at its place. grade: None below every band, though something may be left.

    excluded: ids of the exclusions that leave anybody of it out.
    """

    edition: Edition
    known: Known
    finding: Finding
    grade: Grade | None
    on: date
    seq: int
    excluded: tuple[int, ...] = ()

    @property
    def left(self) -> bool:
        """Return whether the matter is still open: wages until the last fen, everything else until it is below the bands."""
        family = self.edition.rule.family
        return self.grade is not None or (family.money and self.finding.fen > 0)


@dataclass(frozen=True)
class Ground:
    """What decides what is looked at on the day of a run. excluded: (rule, subject) -> ids of the exclusions that hold."""

    standing: Mapping[str, Standing]
    excluded: Mapping[tuple[str, int], tuple[int, ...]]


def bring(city_run: CityRun, at: Moment) -> Counter[str]:
    """Bring a city up to date with what was found there; return how many warnings took which step.

    A subject's warnings and what its cases hear of them are one transaction. Troubles are kept with the city and make it
    wait for another try.
    """
    ground = Ground(rule_book.in_force(city_run.run.on), exclusion_rows.ids_of(city_run.run.on))
    seen, failed = _seen(city_run, ground), city_run.run.troubles
    outcomes.note(at, asked_in=city_run.city, subject_kind=city_run.kind)
    open_ones = {(row.rule, row.subject): row for row in _open(city_run)}
    taken: Counter[str] = Counter()
    troubles: list[str] = []
    # A rule that could not be asked finds nothing, which says nothing; of an employer neither does a province without one of its cities.
    partly = city_run.kind == Subject.EMPLOYER.code and bool(city_run.run.broken)
    keys = sorted((key for key in {*seen, *open_ones} if key in seen or not (partly or key[0] in failed)), key=lambda key: _worst_first(key, seen))
    for subject, own in groupby(keys, key=lambda key: key[1]):
        steps: Counter[str] = Counter()
        with _named(troubles, str(subject)):
            with transaction.atomic():
                told: set[UUID] = set()
                for key in own:
                    with _named(troubles, f"{key[0]}/{subject}"), transaction.atomic():
                        steps.update(_one(open_ones.get(key), seen.get(key), city_run, ground, at, told))
                for case_id in sorted(told):
                    with _named(troubles, f"{subject} {case_id}"), transaction.atomic():
                        handling.tell(case_id, city_run.run.on, city_run.run.seq, at)
                        outcomes.note(at, case_id=case_id)
            taken += steps  # only now has any of it happened
    _note(city_run, taken, troubles, at)
    return taken


@contextmanager
def _named(troubles: list[str], what: str) -> Iterator[None]:
    """Name what fails; everything else must go out."""
    try:
        yield
    except Exception as trouble:
        log.exception("%s could not be brought up to date", what)
        troubles.append(f"{what}: {type(trouble).__name__}: {trouble}"[:300])


def _worst_first(key: tuple[str, int], seen: Mapping[tuple[str, int], Seen]) -> tuple[int, int, str]:
    """A subject's worst warning comes first, so that the case is named after it; what is gone comes last."""
    grade = seen[key].grade if key in seen else None
    return key[1], grade or 9, key[0]


def _open(city_run: CityRun) -> list[Warning]:
    return list(Warning.objects.filter(asked_in=city_run.city, subject_kind=city_run.kind, gone_on=None))


def _note(city_run: CityRun, taken: Counter[str], troubles: list[str], at: Moment) -> None:
    city_run.counts = dict(Counter(city_run.counts) + taken)
    city_run.trouble, city_run.tries = "；".join(troubles)[:2000], city_run.tries + 1
    city_run.done_at = None if troubles else at.recorded_at
    city_run.save()
    announcing.brought(city_run.city)


def _seen(city_run: CityRun, ground: Ground) -> dict[tuple[str, int], Seen]:
    """Return (rule, subject) -> what was found, under the edition of its place; what no edition there asks is left out."""
    run, standing, out = city_run.run, ground.standing, ground.excluded
    rows = [(each["rule"], each["parameters"], Finding(**each["finding"])) for each in city_run.findings if each["rule"] in standing]
    subjects = _subjects(standing, rows)
    found = {}
    for rule, parameters, finding in rows:
        here = subjects[standing[rule].rule.family.subject][finding.subject]
        edition = standing[rule].at(here.place)
        if edition is None or edition.mode is Mode.OFF or dict(edition.parameters) != parameters:
            continue
        grade = edition.grade(finding.measure, finding.among)
        found[rule, finding.subject] = Seen(edition, here, finding, grade, run.on, run.seq, out.get((rule, finding.subject), ()))
    return found


def _subjects(standing: Mapping[str, Standing], rows: list[tuple[str, Any, Finding]]) -> dict[Subject, Mapping[int, Known]]:
    """Return kind -> token -> what the directory knows; a query for each kind, not one for each finding."""
    tokens: dict[Subject, dict[int, int]] = {kind: {} for kind in Subject}
    for rule, _, finding in rows:
        tokens[standing[rule].rule.family.subject][finding.subject] = finding.city
    return {kind: known(kind, found) for kind, found in tokens.items()}


def _one(row: Warning | None, seen: Seen | None, city_run: CityRun, ground: Ground, at: Moment, told: set[UUID]) -> list[str]:
    """Bring one warning up to date; return the steps it took. told: gains the case that has to hear of it, once for all its warnings.

    What was tried before may have failed at the telling: then the case hears of it though nothing has changed since.
    """
    if row is None:
        return _raise(seen, city_run.city, at, told) if seen and seen.grade else []
    if city_run.tries and row.case_id and not row.outcome:
        told.add(row.case_id)
    if seen is None or not seen.left:
        return _go(row, seen, city_run, ground, at, told)
    return _change(row, seen, at, told)


def _raise(seen: Seen, asked_in: str, at: Moment, told: set[UUID]) -> list[str]:
    """Write a new warning; a live one opens its case, or goes on in the case of the same matter that is still open."""
    assert seen.grade
    rule, finding, path = seen.edition.rule, seen.finding, seen.known.place.path
    row = Warning(
        rule=rule.code, subject_kind=rule.family.subject.code, subject=finding.subject,
        employer=seen.known.employer or finding.employer, asked_in=asked_in, grade=seen.grade, worst=seen.grade,
        city=city_of(seen.known.place), county=next((code for code in path[2:] if len(code) == 6), ""),
        town=next((code for code in path if len(code) == 9), ""), first_on=seen.on,
        shadow=seen.edition.mode is Mode.SHADOW,
    )  # fmt: skip
    _say(row, seen)
    if not row.shadow:
        handling.place(row, seen.edition, seen.known, at)
    row.save(force_insert=True)
    _step(row, Kind.RAISED, seen.on, at)
    if row.case_id:
        told.add(row.case_id)
    return [Kind.RAISED]


def _say(row: Warning, seen: Seen) -> None:
    finding = seen.finding
    # What is seen otherwise was not paid: only what was paid before stays the difference between both.
    otherwise = row.most_fen and going.looks_otherwise(row, seen.edition, seen.excluded)
    row.most_fen = finding.fen + row.most_fen - row.fen if otherwise else max(row.most_fen, finding.fen)
    row.excluded = list(seen.excluded)
    row.measure, row.among, row.people, row.fen = finding.measure, finding.among, finding.people, finding.fen
    row.seen_on, row.seq = seen.on, seen.seq
    row.version, row.figures = seen.edition.version, seen.edition.figures


def _change(row: Warning, seen: Seen, at: Moment, told: set[UUID]) -> list[str]:
    """Bring a warning that is still found up to date. A milder colour is noted; the clock of the worse one runs on."""
    grade = seen.grade or Grade.BLUE
    same = (row.measure, row.among, row.people, row.fen, row.grade) == (*_numbers(seen.finding), grade)
    kind = Kind.WORSE if grade < row.grade else Kind.MILDER if grade > row.grade else Kind.CHANGED
    first_live = row.case_id is None and seen.edition.mode is Mode.LIVE and seen.grade is not None
    quiet = row.outcome == FALSE and grade >= row.worst
    row.grade, row.worst = grade, min(row.worst, grade)
    row.shadow = row.shadow and seen.edition.mode is Mode.SHADOW
    less = kind == Kind.MILDER or seen.finding.people < row.people or seen.finding.fen < row.fen
    why = going.why_less(row, seen.edition, seen.excluded) if less else ""
    _say(row, seen)
    if (first_live or (row.outcome and not quiet)) and seen.grade:
        row.outcome = ""
        handling.place(row, seen.edition, seen.known, at)
    row.save()
    if row.case_id and not row.outcome and not (same and not first_live):
        told.add(row.case_id)
    if same and not first_live:
        return []
    _step(row, kind, seen.on, at, why)
    return [kind]


def _numbers(finding: Finding) -> tuple[int, int, int, int]:
    return finding.measure, finding.among, finding.people, finding.fen


def _go(row: Warning, seen: Seen | None, city_run: CityRun, ground: Ground, at: Moment, told: set[UUID]) -> list[str]:
    """The ledger finds nothing more: the warning is gone, and where nothing hides it its case may be closed."""
    run = city_run.run
    row.over = going.why(row, ground.standing, ground.excluded.keys())
    numbers = _numbers(seen.finding) if seen else (0, 0 if row.among == 1 else row.among, 0, 0)
    if row.over in going.UNSEEN:
        row.most_fen = numbers[3] + row.most_fen - row.fen
    row.measure, row.people, row.fen = numbers[0], numbers[2], numbers[3]
    row.gone_on, row.seen_on, row.seq = run.on, run.on, run.seq
    row.save()
    if row.case_id and not row.outcome:
        told.add(row.case_id)
    _step(row, Kind.GONE, run.on, at, row.over)
    return [Kind.GONE]


def _step(row: Warning, kind: str, on: date, at: Moment, note: str = "") -> None:
    WarningStep.objects.create(
        warning=row, kind=kind, on=on, at=at.recorded_at, grade=row.grade, measure=row.measure, among=row.among,
        people=row.people, fen=row.fen, seq=row.seq, note=note,
    )  # fmt: skip
    announcing.announce(row)


