"""The time to apply for arbitration (仲裁时效): a year from knowing, interrupted, suspended; wages while employed.

The commission does not raise it of its own motion: the conditions of acceptance do not name it (办案规则 30).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hezhong.kernel.dates import ONE_DAY, Calendar, Months, Span, SquareKind, add_months, squares
from hezhong.kernel.places import GUANGDONG
from hezhong.law.duties import arbitration as duty
from hezhong.law.model import Decision, Statute, Step, TimeLimit
from hezhong.law.rule import any_of, rule
from hezhong.law.statutes.arbitration import ACT, RULES

GUANGDONG_MINUTES = Statute(
    "广东省高级人民法院、广东省劳动人事争议仲裁委员会关于审理劳动人事争议案件若干问题的座谈会纪要",
    date(2012, 7, 23),
    place=GUANGDONG,
)
A_YEAR = Months(12)

LIMITS = (
    TimeLimit(duty.APPLY, Months(12), ACT.article(27, 1), entries=("limitation_general",)),
    TimeLimit(duty.APPLY_FOR_WAGES, Months(12), ACT.article(27, 4), entries=("limitation_wages",)),
    TimeLimit(
        duty.LOOK_BACK_DOUBLE_WAGE,
        Months(12),
        GUANGDONG_MINUTES.article(15),
        entries=("double_wage_lookback_gd",),
        backwards=True,
        rolls=False,
    ),
)


class Interruption(StrEnum):
    """What makes the year begin anew (办案规则 27)."""

    ASSERTED = "向对方当事人主张权利"
    SOUGHT_HELP = "投诉、申请仲裁、起诉或者申请支付令等请求权利救济"
    ADMITTED = "对方当事人同意履行义务"


class Hindrance(StrEnum):
    """What makes the year stand still (办案规则 28)."""

    FORCE_MAJEURE = "不可抗力"
    NO_GUARDIAN = "无民事行为能力或者限制民事行为能力劳动者的法定代理人未确定"
    OTHER = "其他正当理由"


@dataclass(frozen=True)
class Grievance:
    """What the time to apply depends on.

    known_on: the day the claimant knew or should have known. wages: for wages owed during employment. ended_on: of the
    employment. interruptions: (day, what). hindrances: (days, what); the last may still last.
    """

    known_on: date
    wages: bool = False
    ended_on: date | None = None
    interruptions: tuple[tuple[date, Interruption], ...] = ()
    hindrances: tuple[tuple[Span, Hindrance], ...] = ()


@dataclass(frozen=True)
class TimeToApply:
    """The last day to apply, with the reasons; none while the time does not run, or stands still."""

    last_day: date | None
    steps: tuple[Step, ...]

    def too_late(self, filed_on: date) -> bool:
        """Return whether an application of that day comes too late, if the other side says so."""
        return self.last_day is not None and filed_on > self.last_day


def time_to_apply(grievance: Grievance, calendar: Calendar) -> TimeToApply:
    """Return the last day to apply for arbitration (调解仲裁法 27): start, interruptions, suspension, roll-over."""
    if grievance.wages and grievance.ended_on is None:
        return TimeToApply(None, (Step("劳动关系存续期间拖欠劳动报酬，不受一年时效限制", ACT.article(27, 4)),))
    start, steps = _began(grievance)
    last, drawn = _last_day(start, grievance, calendar), list(steps)
    for day, what in sorted(grievance.interruptions):
        if day < start or (last is not None and day > last):
            continue
        drawn.append(Step(f"{day}{what}，时效中断，重新计算一年", RULES.article(27)))
        start, last = day, _last_day(day, grievance, calendar)
    drawn += [Step(f"{what}期间不计入，原因消除后继续计算", RULES.article(28)) for _, what in grievance.hindrances]
    ends = f"时效至{last}届满" if last else "时效中止，届满日待原因消除后确定"
    return TimeToApply(last, (*drawn, Step(ends, ACT.article(27, 1))))


def _began(grievance: Grievance) -> tuple[date, tuple[Step, ...]]:
    """Return the day after which the year runs, and why (27, 1; for wages 27, 4)."""
    if grievance.wages and grievance.ended_on:
        says = f"劳动关系{grievance.ended_on}终止，追索劳动报酬自终止之日起一年内提出"
        return grievance.ended_on, (Step(says, ACT.article(27, 4)),)
    says = f"自{grievance.known_on}知道或者应当知道权利被侵害之日起一年"
    return grievance.known_on, (Step(says, ACT.article(27, 1)),)


def _last_day(start: date, grievance: Grievance, calendar: Calendar) -> date | None:
    """Return the day the year is full, days of hindrance not counted; none while one lasts (27, 3; 民诉法 85)."""
    idle = [span for span, _ in grievance.hindrances]
    *_, last = squares(start, (A_YEAR,), calendar, idle)
    return None if last.kind is SquareKind.SUSPENDED else last.day


@rule(limitation_interrupt=RULES.article(27, 1))
def interrupts(events: tuple[Interruption, ...]) -> Decision:
    """Return whether something interrupted the time to apply."""
    return any_of(events, RULES.article(27, 1), "没有中断时效的事由")


@rule(limitation_suspend=RULES.article(28))
def suspends(hindrances: tuple[Hindrance, ...]) -> Decision:
    """Return whether something suspends the time to apply while it lasts."""
    return any_of(hindrances, RULES.article(28), "没有中止时效的事由")


@dataclass(frozen=True)
class LookBack:
    """The days for which a second wage is still supported, both included."""

    since: date
    until: date
    steps: tuple[Step, ...]


def double_wage_within(claimed_on: date) -> LookBack:
    """Return the year before the claim, for which Guangdong supports the second wage (座谈会纪要 15), by months."""
    since = add_months(claimed_on, -A_YEAR.months)
    says = f"从{claimed_on}主张权利之日往前倒推一年，{since}以前的二倍工资差额不予支持"
    return LookBack(since, claimed_on - ONE_DAY, (Step(says, GUANGDONG_MINUTES.article(15)),))
