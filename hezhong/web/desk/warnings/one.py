"""The page of one warning: what was found, by which rule and on what basis, how it went on, what would close it, and the facts."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from hezhong.directory import employers, offices, people
from hezhong.directory.people import PersonCard
from hezhong.early_warning import questions, rules, viewings
from hezhong.early_warning.exclusions import REASONS, Reason
from hezhong.early_warning.going import UNSEEN
from hezhong.early_warning.models import Question, Warning
from hezhong.early_warning.questions import Asking
from hezhong.early_warning.reading import may_read
from hezhong.early_warning.subjects import Known
from hezhong.early_warning.vocabulary import Band, Grade, Measure, WarningRule
from hezhong.early_warning.wording import measured
from hezhong.engine import raising
from hezhong.engine.raising import Standing
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.warnings import shown

BY_VALUE = (Measure.MOST, Measure.TOTAL)
"""Measures that are made of the facts' values; of the others a value has no unit that anybody has declared."""
NOBODY = "没有这条预警，或者不在您岗位管的地区"


@dataclass(frozen=True)
class Fact:
    """A line of the facts. who: the worker, None where the directory has nobody of that token; someone: whether it is of anybody.

    value: days, minutes or people with their unit, '' where the rule does not go by it.
    """

    who: PersonCard | None
    someone: bool
    firm: str
    month: str
    fen: Decimal
    value: str


@dataclass(frozen=True)
class Step:
    """A line of the history: the day, what happened, the colour, and what was found then. why: it is not looked at any more, '' else."""

    row: Any
    grade: Grade
    words: str
    why: str


def found(request: HttpRequest, id: UUID) -> Warning:
    """Return a warning that the officer may read. Raises Http404."""
    row = Warning.objects.filter(id=id).first()
    if row is None or not may_read(officer(request).asker, row):
        raise Http404(NOBODY)
    return row


@require_safe
@for_officers
def show(request: HttpRequest, id: UUID) -> HttpResponse:
    """The warning; its facts once somebody has asked the ledger for them."""
    row, on = found(request, id), clock.today()
    rule = rules.declared().get(row.rule)
    case = raising.standings([row.case_id]).get(row.case_id) if row.case_id else None
    reads_case = bool(row.case_id and raising.readable([row.case_id], officer(request).asker, on))
    subject = shown.subjects_of([row])[row.subject_kind, row.subject]
    asked = questions.already(asking(row)) if reads_case else None
    facts = _facts(asked, rule)
    _note(request, row, facts)
    return page(
        request, "desk/warning.html", shown.AT,
        row=row, line=shown.lines([row])[0], rule=rule, subject=subject, kind=shown.KINDS[row.subject_kind],
        bands=_bands(row, rule), numbers=_numbers(row, rule), basis=shown.basis_of(rule.basis) if rule else (),
        change=row.figures.get("change"), steps=_steps(row, rule), case=case, state=shown.state_of(case, row.outcome),
        office=_office(case), reads_case=reads_case, asked=asked, facts=facts, said=_said(asked),
        reasons=_reasons(rule, subject), over=_unseen(row.over),
    )  # fmt: skip


def _note(request: HttpRequest, row: Warning, facts: list[Fact]) -> None:
    """Keep who is about to see lines of single workers."""
    page_of = viewings.Page(shown.KINDS[row.subject_kind], row.subject, viewings.WARNING, f"{shown.title_of(row.rule)}，{row.case_number}")
    viewings.note(page_of, sum(fact.someone for fact in facts), (officer(request).standing.token, shown.hand(request).words), clock.now())


def asking(row: Warning) -> Asking:
    """Return the question for the facts behind a warning, of the day on which it was last looked at."""
    return Asking(row.subject_kind, row.subject, row.seen_on, row.rule)


@require_POST
@for_officers
def ask(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put the question for the facts; the page shows its progress and its answer. Only for who may read the case."""
    row, who, at = found(request, id), officer(request), clock.moment()
    if not row.case_id or not raising.readable([row.case_id], who.asker, at.happened_on):
        raise Http404(NOBODY)
    questions.put(asking(row), who.standing.token, at, questions.latest_seq())
    return redirect("warning", row.id)


def _bands(row: Warning, rule: WarningRule | None) -> list[tuple[Grade, str]]:
    """Return the bands that graded the warning, as they were then."""
    if rule is None:
        return []
    return shown.bands_of(rule, (Band(least, Grade(grade), above) for least, grade, above in row.figures.get("bands", ())))


def _numbers(row: Warning, rule: WarningRule | None) -> list[tuple[str, str]]:
    words = rule.family.parameters if rule else {}
    given = row.figures.get("parameters", {})
    return [(words[name].title, f"{number:,} {words[name].unit}") for name, number in given.items() if name in words]


def _steps(row: Warning, rule: WarningRule | None) -> list[Step]:
    lines = row.steps.order_by("-id")[:200]
    return [
        Step(each, Grade(each.grade), measured(rule.family, each.measure, each.among, each.people, each.fen) if rule else "", _unseen(each.note)) for each in lines
    ]


def _unseen(why: str) -> str:
    """Return in words why a warning is not looked at any more, '' where it is gone for good or stands."""
    return str(Warning.Over(why).label) if why in UNSEEN else ""


def _office(case: Standing | None) -> str:
    if case is None:
        return ""
    try:
        return offices.office(case.office).name
    except offices.NoSuchOffice:
        return ""


def _said(asked: Question | None) -> dict[str, Any]:
    """Return what the rule said when it was asked, {} without an answer."""
    said: list[dict[str, Any]] = asked.answer.get("said", []) if asked else []
    return said[0] if said else {}


def _facts(asked: Question | None, rule: WarningRule | None) -> list[Fact]:
    """Return the facts behind a warning with the names of people; two queries whatever their number."""
    rows: list[dict[str, int]] = _said(asked).get("rows", [])
    cards = people.cards(row["worker"] for row in rows)
    firms = employers.cards(row["employer"] for row in rows)
    unit = rule.family.shown_unit if rule and rule.family.measure in BY_VALUE else ""
    return [_fact(row, cards.get(row["worker"]), firms.get(row["employer"]), unit) for row in rows]


def _fact(row: dict[str, int], card: PersonCard | None, firm: Any, unit: str) -> Fact:
    month = f"{row['month'] // 100}年{row['month'] % 100}月" if row["month"] else ""
    value = f"{row['value']:,} {unit}" if row["value"] and unit else ""
    return Fact(card, bool(row["worker"]), firm.name if firm else "", month, Decimal(row["fen"]) / 100, value)


def _reasons(rule: WarningRule | None, subject: Known) -> list[Reason]:
    """Return the lawful exclusions that could apply to such a warning there."""
    if rule is None:
        return []
    return [reason for reason in REASONS.values() if reason.silences(rule) and reason.place.covers(subject.place)]
