"""Lawful exclusions as officers have entered and approved them, for the rules of a day."""

import hashlib
from datetime import date

import ibis

from hezhong.early_warning.detection import Excluded
from hezhong.early_warning.editions import Edition
from hezhong.early_warning.models import LawfulExclusion


def standing(on: date) -> list[LawfulExclusion]:
    """Return the exclusions that hold on a day: approved, begun, not run out, not ended early. One query."""
    rows = LawfulExclusion.objects.filter(since__lte=on, until__gte=on).exclude(approved_at=None).order_by("id")
    return [row for row in rows if row.ended_on is None or row.ended_on > on]


def excluded(on: date) -> Excluded:
    """Return who is left out of each rule on a day; the rows are read once."""
    rows = standing(on)

    def of(edition: Edition) -> ibis.Table | None:
        kind, code = edition.rule.family.subject.code, edition.rule.code
        out = {(row.subject, row.worker) for row in rows if row.subject_kind == kind and (not row.rules or code in row.rules)}
        if not out:
            return None
        schema = ibis.schema({"subject": "int64", "worker": "int64"})
        return ibis.memtable([{"subject": subject, "worker": worker} for subject, worker in sorted(out)], schema=schema)

    return of


def digest(on: date) -> str:
    """Return a digest of the exclusions of a day."""
    return hashlib.sha256(",".join(str(row.pk) for row in standing(on)).encode()).hexdigest()[:16]
