"""What an inspection tells the employer of its facts beside the papers: the figures of what was served, and no others."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from hezhong.domains.inspection.facts import Findings
from hezhong.kernel.money import yuan

Say = Callable[[Any], str]


def _yuan(amount: Any) -> str:
    return f"{yuan(amount)} 元"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


FIGURES: Mapping[str, tuple[str, Say, tuple[str, ...]]] = {
    "应付金额": ("owed", _yuan, ("order_text", "pay_decision")),
    "罚款": ("fine", _yuan, ("penalty_decision",)),
    "加付赔偿金": ("extra", _yuan, ("default_order",)),
    "最迟履行": ("perform_by", _day, ("order_text", "pay_decision", "penalty_decision")),
}
"""Label -> fact, how it is said, and the papers of which one must have been served."""


def told(facts: Findings, served: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return (label, words) of the figures that stand in a paper the employer has."""
    found = ((label, getattr(facts, name), say, papers) for label, (name, say, papers) in FIGURES.items())
    return tuple((label, say(value)) for label, value, say, papers in found if value is not None and served & set(papers))
