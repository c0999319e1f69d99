"""Warnings in words: what the pages of early warning have in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from hezhong.directory import regions
from hezhong.early_warning import rules
from hezhong.early_warning.editions import Edition
from hezhong.early_warning.models import Warning
from hezhong.early_warning.rule_changes import Hand, edge
from hezhong.early_warning.subjects import Known, known
from hezhong.early_warning.vocabulary import Band, Basis, Grade, Subject, WarningRule
from hezhong.early_warning.wording import measured
from hezhong.engine import catalogue, raising
from hezhong.engine.case_type import CaseType
from hezhong.engine.raising import Standing
from hezhong.engine.vocabulary import State
from hezhong.law.model import Article
from hezhong.web.asking import officer

AT = "warnings"
KINDS: Mapping[str, Subject] = {kind.code: kind for kind in Subject}
LARGEST = 2**63 - 1
"""The largest number a row can have."""


@dataclass(frozen=True)
class Line:
    """A warning as lists show it. state: of its case, in words, '' where it has none."""

    row: Warning
    grade: Grade
    title: str
    kind: Subject
    subject: Known
    place: str
    words: str
    state: str
    due: date | None


def hand(request: HttpRequest) -> Hand:
    """Return who is at the desk as somebody who proposes or approves."""
    who = officer(request)
    account: Any = request.user
    office = f"（{who.post.office_name}）" if who.post else ""
    return Hand(account.pk or 0, f"{who.name or account.get_username()}{office}", who.asker)


def title_of(code: str) -> str:
    """Return the title of a rule; its code where it is declared no more."""
    rule = rules.declared().get(code)
    return rule.title if rule else code


def said(row: Warning) -> str:
    """Return what a warning found, in one phrase."""
    rule = rules.declared().get(row.rule)
    return measured(rule.family, row.measure, row.among, row.people, row.fen) if rule else str(row.measure)


def subjects_of(rows: Iterable[Warning]) -> Mapping[tuple[str, int], Known]:
    """Return (kind, token) -> what the directory knows, a few queries whatever the number of rows."""
    asked: dict[Subject, dict[int, int]] = {kind: {} for kind in Subject}
    for row in rows:
        asked[KINDS[row.subject_kind]][row.subject] = int(row.city)
    return {(kind.code, token): one for kind, found in asked.items() if found for token, one in known(kind, found).items()}


def lines(rows: Iterable[Warning]) -> list[Line]:
    """Return warnings in words; the number of queries does not grow with them."""
    found = list(rows)
    about = subjects_of(found)
    cases = raising.standings(row.case_id for row in found if row.case_id)
    return [_line(row, about[row.subject_kind, row.subject], cases.get(row.case_id) if row.case_id else None) for row in found]


def _line(row: Warning, subject: Known, case: Standing | None) -> Line:
    place = regions.full_name(row.town or row.county or row.city) or regions.code_name(row.city)
    due = case.next_due if case and case.closed_on is None and case.next_due < date(9000, 1, 1) else None
    return Line(
        row, Grade(row.grade), title_of(row.rule), KINDS[row.subject_kind], subject, place, said(row), state_of(case, row.outcome), due
    )


def state_of(case: Standing | None, outcome: str) -> str:
    """Return where the case of a warning stands, in words: its outcome for this warning before its present state."""
    name = outcome or (case.state if case else "")
    return states().get(name, name)


def opened() -> list[type[CaseType]]:
    """Return the types of the cases that rules open."""
    found = catalogue.current().case_types
    return [found[code] for code in sorted({rule.opens for rule in rules.declared().values()})]


def states() -> Mapping[str, str]:
    """Return name -> title of every state of those cases."""
    return {name: state.title for case_type in opened() for name, state in case_type.words(State).items()}


def outcomes() -> Mapping[str, str]:
    """Return name -> title of the ways in which such a case can end."""
    return {name: state.title for case_type in opened() for name, state in case_type.words(State).items() if state in case_type.closed}


def bands_of(rule: WarningRule, bands: Iterable[Band]) -> list[tuple[Grade, str]]:
    """Return (colour, from where on) of each band, worst first."""
    return [(band.grade, f"{'超过' if band.above else '达到'} {edge(rule, band.least)}") for band in bands]


def parameters_of(edition: Edition) -> list[tuple[str, str]]:
    """Return (title, number with its unit) of each parameter."""
    words = edition.rule.family.parameters
    return [(words[name].title, f"{number:,} {words[name].unit}") for name, number in edition.parameters.items() if name in words]


def basis_of(basis: Iterable[Basis]) -> list[tuple[str, str]]:
    """Return (words, what to look for in the law pages) of each basis; '' for a policy, which is no law."""
    return [(str(each), each.statute.title.removeprefix("中华人民共和国") if isinstance(each, Article) else "") for each in basis]


def kind_of(code: str) -> Subject | None:
    """Return the kind of subject that a code of an address names, or None."""
    return KINDS.get(code)
