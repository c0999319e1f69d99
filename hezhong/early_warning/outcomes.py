"""How cases of warnings have ended, noted with the warnings: what tells a rule's precision, and keeps false alarms quiet."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from hezhong.early_warning.models import Warning, WarningStep
from hezhong.engine import raising
from hezhong.engine.dossier import Moment


def note(at: Moment, **among: object) -> int:
    """Note the outcome of every warning whose case has closed meanwhile; return how many. among: which warnings to look at."""
    waiting = list(Warning.objects.filter(outcome="", **among).exclude(case_id=None))
    cases = raising.standings({row.case_id for row in waiting if row.case_id})
    closed = {case_id for case_id, case in cases.items() if case.closed_on}
    ended = [row for row in waiting if row.case_id in closed]
    with transaction.atomic():
        for row in ended:
            row.outcome = _state(row, cases)
            row.save(update_fields=["outcome"])
        WarningStep.objects.bulk_create(_step(row, at) for row in ended)
    return len(ended)


def _state(row: Warning, cases: Mapping[UUID, raising.Standing]) -> str:
    return cases[row.case_id].state if row.case_id else ""


def _step(row: Warning, at: Moment) -> WarningStep:
    return WarningStep(
        warning=row, kind=WarningStep.Kind.ENDED, on=at.happened_on, at=at.recorded_at, grade=row.grade, measure=row.measure,
        among=row.among, people=row.people, fen=row.fen, seq=row.seq, note=row.outcome,
    )  # fmt: skip
