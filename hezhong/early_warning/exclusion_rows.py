"""Lawful exclusions as officers have entered and approved them, for the rules of a day."""

import hashlib
from collections.abc import Mapping
from datetime import date

from hezhong.early_warning import exclusions, rules
from hezhong.early_warning.detection import Excluded
from hezhong.early_warning.models import LawfulExclusion


def standing(on: date) -> list[LawfulExclusion]:
    """Return the exclusions that hold on a day: approved, begun, not run out, not ended early. One query."""
    rows = LawfulExclusion.objects.filter(since__lte=on, until__gte=on).exclude(approved_at=None).order_by("id")
    return [row for row in rows if row.ended_on is None or row.ended_on > on]


def excluded(on: date) -> Excluded:
    """Return who is left out of each rule on a day; the rows are read once."""
    rows = standing(on)
    return lambda edition: exclusions.left_out(rows, edition.rule, on)


def rows_of(on: date) -> list[tuple[str, int, int]]:
    """Return (rule, subject, worker) of everybody who is left out of a rule on a day."""
    rows, known = standing(on), rules.declared().values()
    return sorted({(rule.code, row.subject, row.worker) for rule in known for row in rows if exclusions.holds(row, rule, on)})


def ids_of(on: date) -> Mapping[tuple[str, int], tuple[int, ...]]:
    """Return (rule, subject) -> ids of the exclusions that leave anybody of it out on a day."""
    rows, found = standing(on), dict[tuple[str, int], tuple[int, ...]]()
    for rule in rules.declared().values() if rows else ():
        for row in rows:
            if exclusions.holds(row, rule, on):
                found[rule.code, row.subject] = (*found.get((rule.code, row.subject), ()), row.pk)
    return found


def digest(on: date) -> str:
    """Return a digest of the exclusions of a day."""
    return hashlib.sha256(",".join(str(row.pk) for row in standing(on)).encode()).hexdigest()[:16]
