"""Answers as they are kept: what rules say of a subject and why, with tokens for people; and its money by month."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hezhong.early_warning.detection import Frame
from hezhong.early_warning.editions import Standing
from hezhong.early_warning.explaining import Explanation, why_not
from hezhong.early_warning.vocabulary import Subject, Tables
from hezhong.kernel.places import Place

MONTHS = 12
"""How many months back the money of a subject is shown."""
KEPT = ("employer", "worker", "month", "fen", "value")


@dataclass(frozen=True)
class About:
    """Whom a question is about, and the place whose figures hold there."""

    kind: Subject
    subject: int
    place: Place


def of(about: About, standing: Iterable[Standing], tables: Tables, frame: Frame, *, whole: bool) -> dict[str, Any]:
    """Return what rules say of a subject on the day of the frame. whole: with the facts of each worker; else with the months."""
    found = why_not(standing, tables, frame, about.kind, about.subject, about.place)
    said = [as_json(each, whole=whole) for each in found]
    return {"said": said} if whole else {"said": said, "months": _months(about, tables, frame)}


def as_json(found: Explanation, *, whole: bool) -> dict[str, Any]:
    """Return an explanation as it is kept. whole: with its rows, which speak of single workers."""
    edition, rule = found.edition, found.edition.rule
    return {
        "rule": rule.code,
        "version": edition.version,
        "figures": edition.figures,
        "basis": [str(each) for each in edition.basis],
        "sentence": rule.says,
        "closes": rule.family.closes,
        "why": found.why.name,
        "words": found.words,
        "grade": int(found.grade) if found.grade else 0,
        "finding": asdict(found.finding) if found.finding else None,
        "rows": [{name: int(row[name]) for name in KEPT} for row in found.rows] if whole else [],
        "hidden": found.hidden,
        "left_out": found.left_out,
        "law": [list(each) for each in found.law],
        "trouble": found.trouble,
    }


def _months(about: About, tables: Tables, frame: Frame) -> list[Mapping[str, Any]]:
    """Return a line for each month, newest first: people, wages stated, wages paid. Units: fen."""
    if "worker_month" not in tables:
        return []
    all_months, asked = tables["worker_month"], frame.asked({})
    here = all_months.site == about.subject
    if about.kind is Subject.EMPLOYER:
        here = (all_months.employer == about.subject) | (all_months.hired_by == about.subject).fill_null(False)
    own = all_months.filter(here, all_months.month >= asked.month(MONTHS), all_months.month <= asked.month())
    lines = own.group_by("month").aggregate(
        people=own.worker.nunique(), due=own.due_fen.sum(), net=own.net_fen.sum(), paid=own.paid_fen.sum(), late=own.paid_late_fen.sum()
    )
    return [{name: int(value or 0) for name, value in row.items()} for row in lines.order_by(lines.month.desc()).to_pyarrow().to_pylist()]
