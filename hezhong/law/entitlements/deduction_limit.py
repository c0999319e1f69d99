"""How much of a month's wage may be kept back for a loss (损失赔偿扣减上限). Source: 工资支付暂行规定 第十五、十六条; 广东省工资支付条例 第十五条."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hezhong.kernel.fields import ask
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.kernel.values import Money
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.model import Figure, Result
from hezhong.law.overtime import MINIMUM_WAGE
from hezhong.law.statutes.labour_standards import GUANGDONG_WAGES, WAGE_RULES
from hezhong.law.working import Working, money

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody whose wage is kept back says of one month."""

    date: datetime.date = ask("哪个月扣的", "写那个月的任意一天", example="2025-6-1", group="扣款")
    month_wage: Money = ask("当月工资多少", "扣社保、个税以前的", unit="元", group="工资")
    claim_balance: Money = ask("单位说还要赔多少", "已经扣过的除外", unit="元", group="扣款")
    written_notice: bool = ask("扣之前书面告诉过原因和数额", default=False, group="扣款", mark=True)
    worker_at_fault: bool = ask("损失是我自己的原因造成的", default=True, group="扣款")
    agreed_in_contract: bool = ask("劳动合同里写了要赔", default=True, group="扣款")
    deducted: Money | None = ask("当月实际扣了多少", "个税、社保、法院扣的不算", optional=True, default=None, unit="元", group="扣款")

    def wrong(self) -> Iterator[Wrong]:
        if self.deducted is not None and self.deducted > self.month_wage:
            yield "deducted", f"扣的{self.deducted}元比当月工资{self.month_wage}元还多，请核对"


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the most that may be kept back in one month; a figure says what was kept back beyond it."""
    sheet = Working(place, book)
    if not _allowed(facts, sheet):
        return _result(facts, ZERO, sheet)
    share, minimum = sheet.figure("cn.deduction.monthly_cap_ratio", facts.date), sheet.figure(MINIMUM_WAGE, facts.date)
    if share is None:
        return sheet.result(None)
    cap = facts.month_wage * share
    sheet.say(f"每月最多扣当月工资的{money(100 * share)}%：{money(cap)}元", WAGE_RULES.article(16))
    if minimum is None:
        return sheet.result(None, figures=(Figure("cap", "按比例最多扣", cap),))
    spare = max(ZERO, facts.month_wage - minimum)
    sheet.say(f"扣了以后不能低于最低工资{money(minimum)}元，最多扣{money(spare)}元", WAGE_RULES.article(16))
    return _result(facts, min(facts.claim_balance, cap, spare), sheet)


def _allowed(facts: Facts, sheet: Working) -> bool:
    """Return whether anything may be kept back at all."""
    if not (facts.worker_at_fault and facts.agreed_in_contract):
        sheet.say("不是劳动者本人原因造成的损失，或者合同没有约定赔偿的，不能从工资里扣", WAGE_RULES.article(16))
        return False
    if GUANGDONG.covers(sheet.place) and not facts.written_notice:
        sheet.say("广东：扣之前没有书面告诉原因和数额的，不能扣", GUANGDONG_WAGES.article(15))
        sheet.warn("广东条例这一条读到的是转述，请人工核对原文", GUANGDONG_WAGES.article(15))
        return False
    return True


def _result(facts: Facts, most: Decimal, sheet: Working) -> Result:
    sheet.say(f"这个月最多可以扣{money(most)}元；个税、社保个人部分、法院扣的不在里面", WAGE_RULES.article(15))
    if facts.deducted is None:
        return sheet.result(most)
    over = max(ZERO, facts.deducted - most)
    sheet.say(f"实际扣了{money(facts.deducted)}元，多扣{money(over)}元，应当退还", WAGE_RULES.article(15))
    return sheet.result(most, figures=(Figure("excess", "多扣的", over),))


ENTITLEMENT = Entitlement(
    "deduction_limit",
    "工资扣减上限（赔偿损失）",
    "单位说我弄坏了东西要扣钱，最多能扣多少",
    Facts,
    reckon,
    (WAGE_RULES.article(15), WAGE_RULES.article(16), GUANGDONG_WAGES.article(15)),
    ("单位要求赔偿、扣款的通知", "劳动合同里写赔偿的那一条", "工资条、工资支付台账里的扣款项目（单位保管）", "损失是谁造成、值多少的证明（由单位举证）"),
)
