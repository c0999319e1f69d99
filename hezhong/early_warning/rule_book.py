"""The rules in force on a day: as declared, and as two officers have changed them for a place."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from hezhong.directory import regions
from hezhong.early_warning import rules
from hezhong.early_warning.editions import Edition, Mode, Standing, declared
from hezhong.early_warning.models import RuleChange
from hezhong.early_warning.vocabulary import Band, Grade, Policy, WarningRule


def in_force(on: date) -> Mapping[str, Standing]:
    """Return code -> the editions of each rule that are in force on a day. One query."""
    approved = RuleChange.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on, decision__agrees=True).order_by("id")
    changed: dict[str, list[RuleChange]] = {}
    for row in approved:
        changed.setdefault(row.rule, []).append(row)
    return {
        code: Standing(rule, (declared(rule), *_changed(rule, changed.get(code, ()))))
        for code, rule in rules.declared().items()
        if rule.in_force(on)
    }


def _changed(rule: WarningRule, rows: Iterable[RuleChange]) -> tuple[Edition, ...]:
    """Return the editions of these changes; of two for one place the later one stands."""
    latest = {row.region: row for row in rows}
    return tuple(edition(rule, row) for row in latest.values())


def edition(rule: WarningRule, row: RuleChange) -> Edition:
    """Return a rule as a change has it; what the change leaves empty stays as declared."""
    basis = Policy(
        f"{row.basis_title}{f'（{row.basis_number}）' if row.basis_number else ''}", row.basis_issuer, row.basis_on, confirmed=True
    )
    return Edition(
        rule,
        regions.place(row.region),
        next(mode for mode in Mode if mode.code == row.mode),
        tuple(Band(least, Grade(grade), above) for least, grade, above in row.bands) or rule.bands,
        {**rule.parameters, **row.parameters},
        (*rule.basis, basis),
        row.pk,
    )
