"""What the page of an office counts of each officer beside what is open: the lists of what was closed."""

from hezhong.engine.conditions import Between, Condition, both
from hezhong.engine.workload import LOOK_BACK, ended
from hezhong.indicators.vocabulary import Indicator, Measure, Today
from hezhong.kernel.dates import ONE_DAY


def this_month(today: Today) -> Condition:
    return both(Between("closed_on", today.on.replace(day=1), today.on), ended())


def lately(today: Today) -> Condition:
    return both(Between("closed_on", today.on - LOOK_BACK * ONE_DAY, today.on), ended())


INDICATORS = (
    Indicator("closed_this_month", "本月办结", "件", "办结日在本月 1 日到今天的案件。受理后转成监察案件的投诉，等监察案件办结才算。", this_month, closed=True),
    Indicator(
        "days_to_close",
        "办结用时中位数",
        "天",
        f"最近 {LOOK_BACK} 天办结的案件，从登记到办结用了几天（自然日），按长短排好取中间一件。受理后转成监察案件的投诉不算。",
        lately,
        Measure.MEDIAN,
        closed=True,
    ),
)
