"""Indicators of inspection that a plan sets targets for; those of its complaints stand with the complaints."""

from hezhong.engine.conditions import Between, Condition, Has, Not, either
from hezhong.indicators.vocabulary import Indicator, Measure, Sense, Today, together

NEVER_FILED = ("clue", "unfounded")


def filed(_: Today) -> Condition:
    """What is still being looked into, and what was not filed, are no cases yet."""
    return Not(either(*(Has("state", state) for state in NEVER_FILED)))


def inspections(_: Today) -> Condition:
    return Has("case_type", "inspection")


def concluded(today: Today) -> Condition:
    return Between("closed_on", today.on.replace(month=1, day=1), today.on)


def of_the_year(today: Today) -> Condition:
    """Open now or concluded this year: what was carried over, and what was filed since."""
    return either(Has("open", True), concluded(today))


ALL = together(inspections, filed, of_the_year)

INDICATORS: tuple[Indicator, ...] = ()
YEARLY = (
    Indicator(
        "inspection_concluded", "监察案件结案率", "%",
        "今年结案的监察案件，占上年没有结、转到今年的和今年立案的案件的多少。待立案、不予立案的不算。"
        "这是本平台的算法：规划没有写明，国家统计调查制度的正式口径没有取得，取得后由主管机关确认。",
        ALL, Measure.SHARE, met=together(ALL, concluded), closed=True, sense=Sense.GOOD, grades=(60, 80, 96),
    ),
)  # fmt: skip
