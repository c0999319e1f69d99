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

WORDS: Mapping[str, str] = {
    "investigating": "正在调查，请按通知配合",
    "announced": "已公告通知接受调查",
    "notified": "已告知拟作的决定，可以陈述申辩",
    "ordered": "已责令限期改正",
    "handled": "已作出行政处理决定，请按时履行",
    "penalised": "已作出行政处罚决定，请按时履行",
    "overdue": "到期没有履行",
    "enforceable": "没有履行，可以申请法院强制执行",
    "urged": "已催告，请马上履行",
    "performed": "已经履行",
    "redirected": "没能查实，已告知走争议处理程序",
}
"""State -> how the employer reads it, where the words for the public speak of the employer."""


def told(facts: Findings, served: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return (label, words) of the figures that stand in a paper the employer has."""
    found = ((label, getattr(facts, name), say, papers) for label, (name, say, papers) in FIGURES.items())
    return tuple((label, say(value)) for label, value, say, papers in found if value is not None and served & set(papers))
