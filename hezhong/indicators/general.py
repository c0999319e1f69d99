"""Indicators of every case, whatever its business."""

from hezhong.engine import catalogue
from hezhong.engine.conditions import Between, Condition, Has, Not, both
from hezhong.indicators.vocabulary import (
    BEGINNING,
    LATELY,
    SOON,
    Indicator,
    Measure,
    Sense,
    Today,
    is_open,
    received_within,
    together,
)
from hezhong.kernel.dates import ONE_DAY


def overdue(today: Today) -> Condition:
    return both(is_open(today), Between("next_due", BEGINNING, today.on - ONE_DAY))


def begun(_: Today) -> Condition:
    """No other case has opened it: an inspection that a complaint has led to came in once, as the complaint."""
    return Has("begun", True)


def apart(today: Today) -> Condition:
    """Open, and not beside the case that has opened it, as a hearing is: money and people are counted once."""
    return both(is_open(today), *(Not(Has("case_type", code)) for code in sorted(catalogue.current().beside)))


def due_soon(today: Today) -> Condition:
    return both(is_open(today), Between("next_due", today.on, today.soon))


INDICATORS = (
    Indicator("open", "在办", "件", "现在还没有办结的案件，不分业务。", is_open),
    Indicator(
        "received",
        "近 30 天收到",
        "件",
        f"登记或提交日在最近 {LATELY} 天（含今天）里的案件，办结了的也算。"
        "投诉受理以后转成的监察案件不再算一次。",
        together(received_within(LATELY), begun),
        closed=True,
    ),
    Indicator(
        "overdue",
        "逾期",
        "件",
        "在办案件里，机关最近该做的一件事已经过了最后一天的。当事人该做的不算，中止计时的不算。",
        overdue,
        part_of="open",
        sense=Sense.BAD,
        grades=(20, 10, 1),
    ),
    Indicator(
        "due_soon",
        "三个工作日内到期",
        "件",
        f"在办案件里，机关最近该做的一件事，最后一天在今天或者今后 {SOON} 个工作日里的。逾期的不算。",
        due_soon,
        part_of="open",
        sense=Sense.BAD,
        grades=(50, 30, 10),
    ),
    Indicator(
        "amount",
        "在办金额",
        "元",
        "在办案件里当事人主张的金额之和。没有写金额的不算；同一事项有几个程序同时在办的，只算一次。",
        lambda today: both(apart(today), Between("amount", 0, 10**12)),
        Measure.TOTAL,
        column="amount",
    ),
    Indicator(
        "people",
        "在办涉及人数",
        "人",
        "在办案件涉及的人数之和。同一个人有几个事项，算几次；同一事项有几个程序同时在办的，只算一次。",
        apart,
        Measure.TOTAL,
        column="people",
    ),
)
