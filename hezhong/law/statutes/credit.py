"""Grades of good faith (劳动保障守法诚信等级): A, B, C, once a year.

The measures of 2016 were read in news reports and local reprints only: nothing of them binds until somebody has read them.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from hezhong.kernel.dates import Months
from hezhong.law.duties import credit as duty
from hezhong.law.model import Confidence, Decision, Statute, TimeLimit
from hezhong.law.rule import Threshold, any_of, rule
from hezhong.law.statutes.inspection import GUANGDONG_ACT

MEASURES = Statute("企业劳动保障守法诚信等级评价办法", date(2017, 1, 1))
UNREAD = Confidence.FROM_MEMORY

LIMITS = (
    TimeLimit(
        duty.GRADE,
        Months(12),
        MEASURES.article(0),
        confidence=Confidence.FROM_MEMORY,
        entries=("credit_annual",),
    ),
    TimeLimit(
        duty.LOOK_BACK,
        Months(36),
        GUANGDONG_ACT.article(19, 2),
        entries=("credit_lookback_gd",),
        backwards=True,
        rolls=False,
    ),
)

PENALISED_IN_A_YEAR = Threshold("credit_c_three_times", Decimal(3), "times", MEASURES.article(0), confidence=UNREAD)


class Grade(StrEnum):
    """The three grades."""

    A = "A"
    B = "B"
    C = "C"


class Serious(StrEnum):
    """What makes a C, as far as reprints and memory say."""

    THREE_TIMES = "一年内因劳动保障违法行为被查处三次以上"
    INCIDENT = "引发群体性事件、极端事件或者造成严重不良社会影响"
    CHILD_OR_FORCED_LABOUR = "因使用童工、强迫劳动等严重违法行为被查处"
    DISOBEYED = "拒不履行整改指令、行政处理决定或者行政处罚决定"
    OBSTRUCTED = "无理抗拒、阻挠劳动保障监察"
    PROSECUTED = "被追究刑事责任"


@rule(UNREAD, credit_c_conditions=MEASURES.article(0))
def is_graded_c(serious: tuple[Serious, ...]) -> Decision:
    """Return whether one of the conditions of a C is met."""
    return any_of(serious, MEASURES.article(0), "没有评为C级的情形", UNREAD)


@rule(UNREAD, credit_grades=MEASURES.article(0))
def grade(times_penalised: int, serious: tuple[Serious, ...] = ()) -> Grade:
    """Return the grade of a year: A never penalised, C one of the conditions (three times is one), else B."""
    if serious or PENALISED_IN_A_YEAR.holds(times_penalised):
        return Grade.C
    return Grade.B if times_penalised else Grade.A
