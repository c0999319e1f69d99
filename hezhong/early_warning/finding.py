"""Findings: what a rule's facts add up to for each subject, and the facts behind one of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.vocabulary import FACTS, Band, Family, Measure, Subject, Tables, WarningRule
from hezhong.ledger.joining import empty


@dataclass(frozen=True)
class Finding:
    """What a rule found of one subject. among: of a share, all facts; else 1. fen: money in question."""

    city: int
    subject: int
    employer: int
    measure: int
    among: int
    people: int
    fen: int


def facts(rule: WarningRule, tables: Tables, asked: Asked, excluded: ibis.Table | None = None) -> ibis.Table:
    """Return the facts a rule looks at, lawful exclusions left out. excluded: columns subject and worker (0: all of it)."""
    found = rule.family.facts(tables, asked)
    found = found.select(*(found[name].cast(kind).fill_null(0).name(name) for name, kind in FACTS.items()))
    if excluded is None:
        return found
    return found.anti_join(excluded, [found.subject == excluded.subject, (excluded.worker == 0) | (found.worker == excluded.worker)])


def findings(
    rule: WarningRule, looked_at: ibis.Table, bands: Iterable[Band], watched: Collection[int] | ir.Column | None = None
) -> ibis.Table:
    """Return one row per subject that reaches a band, or of whom anything still counts and a warning is open: columns of Finding.

    bands: of the rule and of its variants in force; which of them holds for a subject is decided by its place. watched: of
    whom a warning is open.
    """
    if rule.family.measure is not Measure.SHARE:
        # Most rows are of people with whom all is well, and only a share needs them; known to the engine before it reads.
        looked_at = looked_at.filter(looked_at.hit == 1)
    added = added_up(rule, looked_at)
    return added.filter(ibis.or_(*(_reached(band, added, rule.family.measure) for band in bands)) | _watched(added.subject, watched))


def added_up(rule: WarningRule, looked_at: ibis.Table) -> ibis.Table:
    """Return one row per subject of the facts: columns of Finding.

    Of a site one row for each city that has rows of it, so that it does not matter which cities are asked together; an
    employer is one in all of them. The employer of a site and the city of an employer: the greatest of the facts that count,
    of all where none does.
    """
    family, hits = rule.family, looked_at.hit == 1
    of_site = family.subject is Subject.SITE
    of_people = family.measure is Measure.PEOPLE  # who are counted once: DuckDB would count them again under the other name
    added = looked_at.group_by(*(("city", "subject") if of_site else ("subject",))).aggregate(
        **({"employer": _of_hits(looked_at.employer, hits)} if of_site else {"city": _of_hits(looked_at.city, hits)}),
        measure=_measure(family, looked_at, hits).cast("int64").fill_null(0),
        among=looked_at.count() if family.measure is Measure.SHARE else ibis.literal(1, "int64"),
        fen=looked_at.fen.sum(where=hits).cast("int64").fill_null(0),
        **({} if of_people else {"people": _people(family, looked_at, hits).cast("int64").fill_null(0)}),
    )
    added = added.mutate(people=added.measure) if of_people else added
    added = added if of_site else added.mutate(employer=added.subject)
    return added.select("city", "subject", "employer", "measure", "among", "people", "fen")


def _watched(subject: ir.Column, watched: Collection[int] | ir.Column | None) -> ir.BooleanValue:
    if watched is None or (isinstance(watched, Collection) and not watched):
        return ibis.literal(False)
    return subject.isin(watched)


def _of_hits(column: ir.Column, hits: ir.BooleanColumn) -> ir.Scalar:
    """Return the greatest of the rows that count, of all where none does."""
    return ibis.coalesce(column.max(where=hits), column.max())


def _measure(family: Family, looked_at: ibis.Table, hits: ir.BooleanColumn) -> ir.Scalar:
    match family.measure:
        case Measure.PEOPLE:
            return _people(family, looked_at, hits)
        case Measure.AMOUNT:
            return looked_at.fen.sum(where=hits)
        case Measure.MOST:
            return looked_at.value.max(where=hits)
        case Measure.TOTAL:
            return looked_at.value.sum(where=hits)
        case Measure.COUNT | Measure.SHARE:
            return hits.sum()


def _people(family: Family, looked_at: ibis.Table, hits: ir.BooleanColumn) -> ir.IntegerScalar:
    workers = hits & (looked_at.worker != 0)
    if family.once:
        return workers.sum()
    if family.measure is Measure.SHARE:
        # A list of those who count. To tell people apart DuckDB keeps all rows in memory first, also of those who do not.
        return looked_at.worker.collect(where=workers).unique().length()
    # Not nunique(where=...): DuckDB then tells all workers apart, also those who do not count, which was half of most rules.
    return ibis.ifelse(workers, looked_at.worker, empty("int64")).nunique()


def _reached(band: Band, added: ibis.Table, measure: Measure) -> ir.BooleanColumn:
    found, wanted = (added.measure * 10_000, added.among * band.least) if measure is Measure.SHARE else (added.measure, band.least)
    return found > wanted if band.above else found >= wanted
