"""Questions to the ledger that pages put: kept in a row, answered by the worker under its limits, shown from the row.

The same question of the same day and ledger is put once; who asks it again gets the one that waits or has its answer.
"""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from hezhong.directory import regions
from hezhong.early_warning import exclusion_rows, replies, rule_book, runs, trials, trying
from hezhong.early_warning.detection import Frame
from hezhong.early_warning.models import Question, RuleChange, RuleTrial, Run
from hezhong.early_warning.subjects import place_of
from hezhong.early_warning.trying import Opened
from hezhong.early_warning.vocabulary import Subject
from hezhong.engine.dossier import Moment

log = logging.getLogger(__name__)
Kind = Question.Kind
KEPT = timedelta(days=30)
"""How long an answer stays: it names workers by token, and the ledger can always be asked again."""


@dataclass(frozen=True)
class Asking:
    """What is asked. rule '': every rule. kind change: subject is the id of the change; trial: of what is tried."""

    kind: str
    subject: int
    on: date
    rule: str = ""


def latest_seq() -> int:
    """Return the number of the ledger that the latest run read, 0 before the first run. One query."""
    return Run.objects.order_by("-id").values_list("seq", flat=True).first() or 0


def put(asking: Asking, by: int, at: Moment, seq: int) -> Question:
    """Return the question, the one that was already put of this day and ledger unless it failed. by: token of an officer."""
    same = _same(asking, seq)
    if found := Question.objects.filter(**same).first():
        return found
    try:
        with transaction.atomic():
            return Question.objects.create(**same, asked_by=by, at=at.recorded_at)
    except IntegrityError:  # somebody else put it at this moment
        return Question.objects.get(**same)


def already(asking: Asking) -> Question | None:
    """Return the latest question like this that was put, of whatever ledger, or None. One query."""
    asked = Question.objects.filter(kind=asking.kind, subject=asking.subject, rule=asking.rule, on=asking.on)
    return asked.order_by("-id").first()


def about_change(id: int) -> Question | None:
    """Return the latest question what a change of a rule would do, of whatever day, or None. One query."""
    return Question.objects.filter(kind=Kind.CHANGE, subject=id).order_by("-id").first()


def about_trial(id: int) -> Question | None:
    """Return the latest question what tried figures would do, or None. One query."""
    return Question.objects.filter(kind=Kind.TRIAL, subject=id).order_by("-id").first()


def _same(asking: Asking, seq: int) -> dict[str, object]:
    return {"kind": asking.kind, "subject": asking.subject, "rule": asking.rule, "on": asking.on, "seq": seq, "trouble": ""}


def waiting() -> list[int]:
    """Return the ids of the questions without an answer, oldest first."""
    return list(Question.objects.filter(done_at=None).order_by("id").values_list("id", flat=True))


def answer_each(opened: Opened, at: Moment, seq: int) -> int:
    """Answer every question that waits; return how many. One that fails says so and holds up no other.

    opened: a day and a place -> the tables of its city as they stood then, so that nothing booked later counts; closed after it.
    seq: number of the ledger that the tables show; it stands in the answer.
    """
    return sum(_answered(id, opened, at, seq) for id in waiting())


def _answered(id: int, opened: Opened, at: Moment, seq: int) -> bool:
    with transaction.atomic():
        row = Question.objects.select_for_update(skip_locked=True).filter(id=id, done_at=None).first()
        if row is None:
            return False  # another worker has it
        frame = Frame(row.on, at.book, runs.cities(), excluded=exclusion_rows.excluded(row.on))
        try:
            with transaction.atomic():
                row.answer = {"seq": seq, **answer(row, opened, frame)}
        except Exception as trouble:  # noqa: BLE001 - whoever asked is told, and the others still get their answers
            log.exception("question %s", id)
            row.trouble = f"{type(trouble).__name__}: {trouble}"[:500]
        row.done_at = at.recorded_at
        row.save(update_fields=["answer", "trouble", "done_at"])
    return True


def answer(question: Question, opened: Opened, frame: Frame) -> dict[str, Any]:
    """Return the answer to a question as JSON: what rules say of a subject, or what a change of a rule would do."""
    if question.kind == Kind.CHANGE:
        return trying.tried(RuleChange.objects.get(id=question.subject), opened, frame)
    if question.kind == Kind.TRIAL:
        return trying.tried(trials.as_change(RuleTrial.objects.get(id=question.subject)), opened, frame, trials.MONTHS)
    standing = rule_book.in_force(frame.on)
    kind = next(each for each in Subject if each.code == question.kind)
    asked = [standing[question.rule]] if question.rule else list(standing.values())
    about = replies.About(kind, question.subject, place_of(kind, question.subject))
    with opened(frame.on, regions.root() if kind is Subject.EMPLOYER else about.place) as tables:
        return replies.of(about, asked, tables, frame, whole=bool(question.rule))


def forget_old(now: datetime) -> int:
    """Remove answers that are older than they may be, with what was only tried; return how many answers."""
    trials.forget(now - KEPT)
    return Question.objects.filter(done_at__lt=now - KEPT).delete()[0]
