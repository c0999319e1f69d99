"""Indicators of answering warnings: how many stand where, in which colour, how soon and how well they are closed.

All are about cases that a warning has opened: one that is only tried out opens none and is counted nowhere. Shares are about
what was dispatched within ninety days, so that what is still open of it is not left out.
"""

from hezhong.early_warning.vocabulary import Grade
from hezhong.engine.conditions import Between, Condition, Has, Not, both
from hezhong.indicators.vocabulary import (
    BEGINNING,
    LATELY,
    LONG,
    Indicator,
    Measure,
    Sense,
    Today,
    Which,
    is_open,
    received_within,
    together,
)
from hezhong.kernel.dates import ONE_DAY

TRUE = "true"
"""A yes among the facts of a case, as the database compares it."""


def warnings(_: Today) -> Condition:
    return Has("case_type", "warning_response")


def of_colour(grade: Grade) -> Which:
    """Return the cases of one colour, open or not."""
    return lambda _: Has("colour", int(grade))


def nobody_has_looked(_: Today) -> Condition:
    return Has("state", "dispatched")


def late(today: Today) -> Condition:
    return Between("next_due", BEGINNING, today.on - ONE_DAY)


def due_today(today: Today) -> Condition:
    return Between("next_due", today.on, today.on)


def answer_is_owed_above(_: Today) -> Condition:
    return Has("supervision_waits", TRUE)


def ended(_: Today) -> Condition:
    return Has("open", False)


def a_month_old(today: Today) -> Condition:
    return Between("opened_on", today.back(LONG), today.on - LATELY * ONE_DAY)


def within_a_month(today: Today) -> Condition:
    return both(ended(today), Between("days_open", 0, LATELY))


def was_one(_: Today) -> Condition:
    return Not(Has("state", "dismissed"))


def was_judged(_: Today) -> Condition:
    """What the ledger does not look at any more was found to be neither true nor false."""
    return Not(Has("state", "set_aside"))


OPEN = together(warnings, is_open)
LATELY_SENT = together(warnings, received_within(LONG))
LATELY_CLOSED = together(LATELY_SENT, ended)
LATELY_JUDGED = together(LATELY_CLOSED, was_judged)
A_MONTH = together(warnings, a_month_old)


def _coloured(grade: Grade) -> Indicator:
    return Indicator(
        f"warnings_{grade.code}",
        f"{grade.title}色预警",
        "件",
        f"已派单、还没有办结的预警里，现在是{grade.title}色的。降级的按降级后的颜色算，期限还按较重的颜色走；台账里已经没有、还没有办结的，按最后的颜色算。",
        together(OPEN, of_colour(grade)),
        part_of="warnings_open",
    )


INDICATORS = (
    Indicator("warnings_open", "在办预警", "件", "已派单、还没有办结的预警。试运行的规则不派单，不算。", OPEN),
    *(_coloured(grade) for grade in Grade),
    Indicator(
        "warnings_due_today", "预警今天到期", "件", "在办预警里，核查处置的最后一天是今天的。", together(OPEN, due_today), part_of="warnings_open"
    ),
    Indicator(
        "warnings_waiting", "派单未核查", "件", "在办预警里，派单以后还没有登记核查、督促整改或者转监察的。", together(OPEN, nobody_has_looked),
        part_of="warnings_open", sense=Sense.BAD, grades=(60, 40, 20),
    ),
    Indicator(
        "warnings_overdue", "派单超期", "件",
        "在办预警里，核查处置的最后一天已经过了的。各颜色的期限是本平台建议、由主管机关定的，不是法律规定的。",
        together(OPEN, late), part_of="warnings_open", sense=Sense.BAD, grades=(20, 10, 1),
    ),
    Indicator(
        "warnings_supervised", "督办待答复", "件", "在办预警里，上级督办或者超期自动升级以后，还没有答复督办的。",
        together(OPEN, answer_is_owed_above), part_of="warnings_open", sense=Sense.BAD, grades=(20, 10, 1),
    ),
    Indicator(
        "warnings_closed_in_a_month", "预警 30 天办结率", "%",
        f"派单满 {LATELY} 天、不到 {LONG} 天的预警里，派单后 {LATELY} 天内办结的占多少。自动消除、核实为误报的也算办结。",
        A_MONTH, Measure.SHARE, met=together(A_MONTH, within_a_month), closed=True, sense=Sense.GOOD, grades=(60, 80, 95),
    ),
    Indicator(
        "warnings_closed", "预警办结率", "%", f"最近 {LONG} 天派单的预警里，已经办结的占多少。",
        LATELY_SENT, Measure.SHARE, met=LATELY_CLOSED, closed=True, sense=Sense.GOOD, grades=(40, 60, 80),
    ),
    Indicator(
        "warnings_precise", "预警准确率", "%",
        f"最近 {LONG} 天派单、已经办结的预警里，没有被核实为误报的占多少；“没达到”的就是误报。误报由负责人签批。不再处置的（合法排除、规则停用或者改动）没有核实结果，不算。",
        LATELY_JUDGED, Measure.SHARE, met=together(LATELY_JUDGED, was_one), closed=True, sense=Sense.GOOD, grades=(60, 80, 90),
    ),
    Indicator(
        "warnings_days", "预警办结用时中位数", "天",
        f"最近 {LONG} 天派单、已经办结的预警，从派单到办结用了几天（自然日），按长短排好取中间一件（双数时取靠前的）。",
        LATELY_CLOSED, Measure.MEDIAN, column="days_open", closed=True, sense=Sense.BAD, grades=(30, 15, 7),
    ),
)  # fmt: skip
