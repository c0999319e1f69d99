"""The case that handles the warnings of one subject about one matter: opened, told what the ledger says, closed by it."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from hezhong.early_warning import going, rules
from hezhong.early_warning.answering import Alert, Colour, Reading
from hezhong.early_warning.editions import Edition
from hezhong.early_warning.models import Warning
from hezhong.early_warning.subjects import Known
from hezhong.early_warning.vocabulary import Grade, Subject
from hezhong.early_warning.wording import measured
from hezhong.engine import catalogue, core, own_word, raising, store
from hezhong.engine.core import THE_CLOCK
from hezhong.engine.dossier import Dossier, Event, Moment
from hezhong.engine.matter import ClaimItem
from hezhong.engine.own_word import OwnWord
from hezhong.kernel.values import Money
from hezhong.law.finality import ClaimKind

NOTHING_LEFT = "台账里已经没有这个情况"
NOT_LOOKED_AT = "台账不再看这个情况"


def place(row: Warning, edition: Edition, known: Known, at: Moment) -> None:
    """Give a warning its case: the open one about the same matter of the same subject, or a new one. Not saved."""
    if (case := _open_case(row)) is not None:
        row.case_id, row.case_number = case.case_id, case.case_number
        return
    raised = raising.open_case(edition.rule.opens, _cause(row, edition, known), at)
    row.case_id, row.case_number = raised.case_id, raised.number


def _open_case(row: Warning) -> Warning | None:
    matter = rules.matters()
    others = Warning.objects.filter(subject=row.subject, subject_kind=row.subject_kind).exclude(case_id=None).order_by("-first_on", "id")
    about = [each for each in others if matter.get(each.rule) == matter[row.rule] and each.case_id]
    standing = raising.standings(each.case_id for each in about if each.case_id)
    still_open = {case_id for case_id, case in standing.items() if case.closed_on is None}
    return next((each for each in about if each.case_id in still_open), None)


def _cause(row: Warning, edition: Edition, known: Known) -> raising.Cause:
    rule = edition.rule
    facts = catalogue.current().case_types[rule.opens].facts
    assert issubclass(facts, Alert)
    reading = read([row], row.seen_on, row.seq)
    alert = facts(
        **{each.name: getattr(reading, each.name) for each in fields(Reading)},
        warning=str(row.id), rule=rule.code, title=rule.title, subject=known.name, sentence=rule.says,
        basis="；".join(str(each) for each in edition.basis), suggested=rule.suggested, version=edition.version,
        closes=rule.family.closes, money=rule.family.money,
    )  # fmt: skip
    items = (ClaimItem(1, ClaimKind.WAGES, Decimal(row.fen) / 100),) if rule.family.money and row.fen else ()
    return raising.Cause(alert, known.place, f"{rule.title}：{known.name}", row.employer, items, row.people)


def read(rows: Sequence[Warning], on: date, seq: int, unseen: str = "") -> Reading:
    """Return what the ledger says of all warnings a case handles: the worst colour, the most owed, each in words.

    unseen: why warnings of the case that are gone are not looked at any more, '' where they are.
    """
    if not rows:
        found = f"{NOT_LOOKED_AT}：{unseen}" if unseen else NOTHING_LEFT
        return Reading(found=found, owed=Money(0), as_of=on, seq=seq, still_found=False, unseen=unseen)
    known = rules.declared()
    worst_first = sorted(rows, key=lambda row: (row.grade, row.rule))
    owed = [row.fen for row in rows if row.rule in known and known[row.rule].family.money]
    return Reading(
        colour=Colour.of(Grade(worst_first[0].grade)),
        found="；".join(_words(row) for row in worst_first),
        people=max(row.people for row in rows),
        owed=Money(Decimal(max(owed)) / 100) if owed else None,
        as_of=on,
        seq=seq,
        unseen=unseen,
        alleged=tuple(dict.fromkeys(known[row.rule].alleged for row in worst_first if row.rule in known)),
    )


def _words(row: Warning) -> str:
    rule = rules.declared().get(row.rule)
    if rule is None:
        return row.rule
    return f"{rule.title}：{measured(rule.family, row.measure, row.among, row.people, row.fen)}"


def tell(case_id: UUID, on: date, seq: int, at: Moment) -> None:
    """Record in the case what the ledger says of its warnings, when that has changed.

    A worse colour starts its own clock. Once nothing is left and nobody has had to act, the case closes itself; not by what
    the employer itself has told of its pay meanwhile, which somebody has to look at.
    """
    mine = list(Warning.objects.filter(case_id=case_id, outcome=""))
    reading = read([row for row in mine if row.gone_on is None], on, seq, going.said(mine, on))
    store.by_clock(case_id, lambda dossier: _told(dossier, reading, _own_word(case_id, dossier, reading), at), at)


def _told(dossier: Dossier[Any], reading: Reading, own: OwnWord, at: Moment) -> list[Event]:
    facts = dossier.facts
    if reading.unseen and not reading.still_found:  # what is not looked at is as it was last seen, and not nothing
        reading = replace(reading, colour=facts.colour, people=facts.people, owed=facts.owed, alleged=facts.alleged)
    if own:
        reading = replace(reading, found=f"{reading.found}。派单以来有 {own}是单位自己报的，请对照银行流水核实后再办结")
    graded = any(event.action.name.startswith("grade_") for event in dossier.events)
    if dossier.closed or (graded and _same(facts, reading)):
        return []
    can = {action.name for action in core.allowed(dossier, THE_CLOCK)}
    worse = reading.still_found and (not graded or _rank(reading) < _rank(facts))
    grading = f"grade_{reading.colour.name.lower()}"
    events = [core.decide(dossier, grading if worse and grading in can else "note_ledger", THE_CLOCK, at, reading)]
    after = core.evolve(dossier, events[0])
    if not reading.still_found and not own and "clear" in {action.name for action in core.allowed(after, THE_CLOCK)}:
        try:
            events.append(core.decide(after, "clear", THE_CLOCK, at))
        except core.Refused:
            return events  # the office above waits for an answer: an officer closes it
    return events


def _own_word(case_id: UUID, dossier: Dossier[Any], reading: Reading) -> OwnWord:
    """Return what the employer itself has told of pay since the case began, where that may be why nothing is owed any more."""
    row = Warning.objects.filter(case_id=case_id).first()
    if row is None or dossier.closed or reading.still_found or reading.unseen or not dossier.facts.money:
        return OwnWord()
    told = own_word.of_site if row.subject_kind == Subject.SITE.code else own_word.of_employer
    return told(row.subject, dossier.events[0].recorded_at)


def _rank(said: Reading) -> int:
    return list(Colour).index(said.colour)


def _same(facts: Alert, reading: Reading) -> bool:
    """Return whether the case knows it already; the day alone is no news."""
    said = [(each.found, each.people, each.owed, each.still_found, each.unseen) for each in (facts, reading)]
    if reading.still_found and facts.alleged != reading.alleged:
        return False
    return said[0] == said[1] and _rank(facts) <= _rank(reading)
