"""A month's wage in place of notice (代通知金, +1). Source: 劳动合同法 第四十条; 实施条例 第二十条."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.fields import Answers, ask
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.kernel.values import Money
from hezhong.law.book import LawBook
from hezhong.law.ending import Ending
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Figure, Result
from hezhong.law.statutes.labour_contract import ACT, IMPLEMENTATION
from hezhong.law.statutes.labour_standards import GUANGDONG_MINUTES
from hezhong.law.working import Working, money

NOTICE, BASIS = "cn.termination.notice_days", "cn.wage.additional_month_basis"


def _without_fault(answers: Answers) -> bool:
    return answers.get("reason_code") is Ending.NO_FAULT


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody says who had to go without having done wrong."""

    end_date: date = ask("最后一天", "合同的最后一天，当天算在内", example="2025-5-31", group="工作")
    reason_code: Ending = ask("为什么不干了", group="工作")
    notice_given_days: int | None = ask(
        "单位提前几天书面通知我", "没有书面通知的写0；口头说的不算", unit="天", default=None, group="工作", when=_without_fault
    )
    last_month_wage: Money | None = ask("离开前一个月的工资", unit="元", default=None, group="工资", when=_without_fault)
    normal_wage: Money | None = ask(
        "平常每月工资", "离开前一个月请过假等，工资不正常的才填", unit="元", optional=True, default=None, group="工资", when=_without_fault
    )
    found_unlawful: bool = ask("我主张单位违法解除，要赔偿金", default=False, group="工作", when=_without_fault, mark=True)

    def wrong(self) -> Iterator[Wrong]:
        if self.reason_code is Ending.NO_FAULT and self.notice_given_days is None:
            yield "notice_given_days", "请填单位提前几天书面通知，没有书面通知的写0"
        if self.reason_code is Ending.NO_FAULT and self.last_month_wage is None:
            yield "last_month_wage", "请填离开前一个月的工资"


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return one month's wage where notice of article 40 was not given in time in writing, else nothing."""
    sheet = Working(place, book)
    if facts.reason_code is not Ending.NO_FAULT:
        sheet.say(f"{facts.reason_code}：不是第四十条的三种情形，没有代通知金", ACT.article(40))
        return sheet.result(Decimal(0))
    notice = sheet.value(NOTICE, facts.end_date)
    wage, told = facts.last_month_wage, facts.notice_given_days
    if notice is None or wage is None or told is None:
        return sheet.result(None)
    owed_days = notice.part("employer_art40")
    if told >= owed_days:
        sheet.say(f"提前{told}天书面通知，够{owed_days}天，不用付代通知金", ACT.article(40))
        return sheet.result(Decimal(0))
    if sheet.value(BASIS, facts.end_date) is None:
        return sheet.result(None)
    sheet.say(f"书面通知提前{told}天，不够{owed_days}天，要额外付一个月工资", ACT.article(40))
    sheet.say(f"按上一个月的工资标准：{money(wage)}元", IMPLEMENTATION.article(20))
    if facts.found_unlawful and GUANGDONG.covers(place):
        sheet.warn("单位违法解除的，广东的口径是不支持代通知金：与赔偿金只能要一样，请人工核对", GUANGDONG_MINUTES.article(26))
    return sheet.result(wage, figures=_otherwise(facts, sheet))


def _otherwise(facts: Facts, sheet: Working) -> tuple[Figure, ...]:
    """Return the normal wage as a flagged figure: that it may stand in for the last month's was never read."""
    if facts.normal_wage is None or facts.normal_wage == facts.last_month_wage:
        return ()
    sheet.warn("上一个月工资不能反映正常水平时能不能按正常工资，没有读到明文，没有计入，请人工核对", IMPLEMENTATION.article(20))
    return (Figure("by_normal_wage", "按平常工资（未计入）", facts.normal_wage),)


ENTITLEMENT = Entitlement(
    "pay_in_lieu_of_notice",
    "代通知金",
    "我没有错，单位没提前一个月书面通知就让我走，该多付多少",
    Facts,
    reckon,
    (ACT.article(40), IMPLEMENTATION.article(20)),
    ("解除劳动合同的通知（看日期和理由）", "离开前一个月的工资条或者流水"),
    ClaimKind.DAMAGES,
)
