"""Findings in words: how much of what, for pages, cases and messages."""

from decimal import Decimal

from hezhong.early_warning.vocabulary import Family, Measure
from hezhong.kernel.money import in_yuan


def measured(family: Family, measure: int, among: int, people: int, fen: int) -> str:
    """Return what was found, in one phrase: 31 人，差 900,000 元."""
    parts = [_measure(family, measure, among)]
    if family.measure is not Measure.PEOPLE and people:
        parts.append(f"涉及 {people:,} 人")
    if family.measure is not Measure.AMOUNT and fen:
        parts.append(f"{'差' if family.money else '涉及'} {in_yuan(fen)} 元")
    return "，".join(parts)


def _measure(family: Family, measure: int, among: int) -> str:
    match family.measure:
        case Measure.SHARE:
            share = Decimal(measure * 10_000 // max(among, 1)) / 100
            return f"{share}%（{measure:,}/{among:,}）"
        case Measure.AMOUNT:
            return f"{in_yuan(measure)} 元"
        case _:
            return f"{measure:,} {family.shown_unit}"
