"""Indicators of complaints: how soon they are taken up, where they go, what is refused.

All are about the complaints received within some days, so that what is still open of them is not left out.
"""

from hezhong.domains.complaints.facts import Arrived, Content
from hezhong.engine.conditions import Between, Condition, Has, either
from hezhong.indicators.vocabulary import (
    LATELY,
    LONG,
    Indicator,
    Measure,
    Sense,
    Today,
    received_within,
    together,
)
from hezhong.law.duties import inspection as duty


def complaints(_: Today) -> Condition:
    return Has("case_type", "complaint")


def accepted(_: Today) -> Condition:
    return Has("answer", "accepted")


def in_time(_: Today) -> Condition:
    return Has("in_time", True)


def moved(today: Today) -> Condition:
    return Between("moved_on", today.back(LATELY), today.on)


def refused(_: Today) -> Condition:
    return Has("state", "refused")


def answered(_: Today) -> Condition:
    return either(*(Has("arrived", each.code) for each in Arrived))


def all_arrived(_: Today) -> Condition:
    return Has("arrived", Arrived.ALL.code)


def rated(_: Today) -> Condition:
    return either(*(Has("content", each.code) for each in Content))


def content(_: Today) -> Condition:
    return either(*(Has("content", each.code) for each in (Content.VERY, Content.RATHER)))


NEW = together(complaints, received_within(LATELY))
TAKEN_UP = together(complaints, received_within(LONG), accepted)
ASKED = together(complaints, received_within(LONG), answered)
RATED = together(complaints, received_within(LONG), rated)

INDICATORS = (
    Indicator(
        "accepted_in_time",
        "按期受理率",
        "%",
        f"最近 {LONG} 天收到、已经受理的投诉里，由工作人员在法定期限内受理的占多少。"
        "期限从收到当日的次日起算；移送、补正以后重新计算的，按最后一次。到期没有答复、视为受理的，算没有按期。",
        TAKEN_UP,
        Measure.SHARE,
        met=together(TAKEN_UP, in_time),
        closed=True,
        duty=duty.ANSWER_COMPLAINT,
        sense=Sense.GOOD,
        grades=(80, 90, 98),
    ),
    Indicator(
        "days_to_accept",
        "受理用时中位数",
        "个工作日",
        f"最近 {LONG} 天收到、已经受理的投诉，从起算到受理用了几个工作日，按长短排好取中间一件（双数时取靠前的）。",
        TAKEN_UP,
        Measure.MEDIAN,
        column="answered_in",
        closed=True,
        duty=duty.ANSWER_COMPLAINT,
        sense=Sense.BAD,
        grades=(6, 5, 4),
    ),
    Indicator(
        "handed_over",
        "移送",
        "件",
        f"最近 {LATELY} 天收到的投诉里，从别的机关移送过来的。算在现在办它的地方；移送走的不在这里算。",
        together(NEW, moved),
        closed=True,
        part_of="received",
    ),
    Indicator(
        "refused",
        "不予受理",
        "件",
        f"最近 {LATELY} 天收到的投诉里，已经决定不予受理的。",
        together(NEW, refused),
        closed=True,
        part_of="received",
    ),
    Indicator(
        "money_arrived",
        "钱到账率",
        "%",
        f"最近 {LONG} 天收到、办结后投诉人答了“钱到了吗”的投诉里，答“全部到了”的占多少。没有答的不算在内；答“到了一部分”“没有到”的，另开核实。",
        ASKED,
        Measure.SHARE,
        met=together(ASKED, all_arrived),
        closed=True,
        sense=Sense.GOOD,
        grades=(60, 80, 95),
    ),
    Indicator(
        "satisfied",
        "满意率",
        "%",
        f"最近 {LONG} 天收到、办结后投诉人打了分的投诉里，打 5 分、4 分的占多少。没有打分的不算在内。",
        RATED,
        Measure.SHARE,
        met=together(RATED, content),
        closed=True,
        sense=Sense.GOOD,
        grades=(60, 80, 95),
    ),
)
