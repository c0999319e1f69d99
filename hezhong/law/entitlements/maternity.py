"""Leave and pay around a birth (生育保护): days, and money as figures. Source: 女职工劳动保护特别规定 第七、八条; 广东省人口与计划生育条例 第三十条."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.fields import Answers, ask
from hezhong.kernel.places import Place
from hezhong.kernel.values import Money, Option
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Figure, Result, Value
from hezhong.law.statutes.labour_standards import GUANGDONG_BIRTHS, SOCIAL_INSURANCE, WOMEN_WORKERS
from hezhong.law.working import Working, money

Day = date
"""The type, where a field is called date."""
BASE, REWARD = "cn.maternity.base_days", "gd.maternity.reward_days"
DAYS_A_MONTH = Decimal(30)
"""By memory (折算口径): whatever rests on it stays a flagged figure."""
SURELY_UNDER, SURELY_OVER = 16, 18
"""Weeks that are under four months, and over, whichever way a month is counted."""
MOST_BABIES, MOST_WEEKS = 9, 42


class Parent(Option):
    """Who asks."""

    MOTHER = "女方"
    FATHER = "男方"


class Delivery(Option):
    """How it ended."""

    NORMAL = "顺产"
    DIFFICULT = "难产", "剖宫产等，以医院证明为准"
    MISCARRIAGE = "流产"


def _mother(answers: Answers) -> bool:
    return answers.get("parent", Parent.MOTHER) is Parent.MOTHER


def _born(answers: Answers) -> bool:
    return _mother(answers) and answers.get("delivery_type") is not Delivery.MISCARRIAGE


def _miscarried(answers: Answers) -> bool:
    return answers.get("delivery_type") is Delivery.MISCARRIAGE


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A birth or a miscarriage, who asks, and what money is known."""

    date: Day = ask("生育或者流产的日期", example="2025-6-1", group="生育")
    parent: Parent = ask("谁休假", default=Parent.MOTHER, group="生育")
    delivery_type: Delivery = ask("怎么生的", default=Delivery.NORMAL, group="生育")
    babies: int = ask("生了几个", unit="个", default=1, group="生育", when=_born)
    miscarriage_weeks: int | None = ask("怀孕几周流产", unit="周", default=None, group="生育", when=_miscarried)
    four_months: bool | None = ask("怀孕满4个月了吗", "看医院证明", optional=True, default=None, group="生育", when=_miscarried)
    lawful_birth: bool = ask("符合法律法规规定生育", "奖励假、陪产假、育儿假要这个条件", default=True, group="生育")
    insured: bool = ask("单位给我缴了生育保险", default=True, group="工资", when=_mother)
    unit_avg_wage: Money | None = ask("单位上年度职工月平均工资", "不知道就不填", unit="元", optional=True, default=None, group="工资", when=_mother)
    own_wage: Money | None = ask("我休假前每月工资", unit="元", optional=True, default=None, group="工资")

    def wrong(self) -> Iterator[Wrong]:
        if not 1 <= self.babies <= MOST_BABIES:
            yield "babies", f"要在1到{MOST_BABIES}之间"
        lost = self.delivery_type is Delivery.MISCARRIAGE
        if lost and self.parent is Parent.FATHER:
            yield "parent", "流产假是女方的假，请改选女方"
        if lost and self.miscarriage_weeks is None and self.four_months is None:
            yield "miscarriage_weeks", "请填怀孕几周流产"
        if not lost and self.miscarriage_weeks is not None:
            yield "miscarriage_weeks", "选了生育，就不填流产的周数"
        if (self.miscarriage_weeks or 0) > MOST_WEEKS:
            yield "miscarriage_weeks", f"不能超过{MOST_WEEKS}周，请核对"


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the days of leave. Unit: days. Money is figures: its conversion by thirty days was never read."""
    sheet = Working(place, book)
    reward = sheet.value(REWARD, facts.date) if facts.delivery_type is not Delivery.MISCARRIAGE and facts.lawful_birth else None
    if facts.parent is Parent.FATHER:
        return _father(facts, reward, sheet)
    base = sheet.value(BASE, facts.date)
    if base is None:
        return sheet.result(None, unit="天")
    days = _miscarriage(facts, base, sheet) if facts.delivery_type is Delivery.MISCARRIAGE else _birth(facts, base, sheet)
    extra = _reward(reward, sheet)
    figures = [Figure("maternity_days", "产假", days, "天")]
    if extra:
        figures.append(Figure("reward_days", "奖励假", extra, "天"))
    figures += _childcare(reward, sheet)
    figures += _money(facts, days, extra, sheet)
    sheet.say("孕期、产期、哺乳期不得因此降工资、辞退、解除合同", WOMEN_WORKERS.article(5))
    return sheet.result(days + extra, unit="天", figures=tuple(figures))


def _birth(facts: Facts, base: Value, sheet: Working) -> Decimal:
    normal, difficult, each = base.part("normal"), base.part("difficult_extra"), base.part("per_extra_baby")
    sheet.say(f"产假{normal}天，其中产前可以休{base.part('prenatal_max')}天", WOMEN_WORKERS.article(7, 1))
    days = normal
    if facts.delivery_type is Delivery.DIFFICULT:
        sheet.say(f"难产加{difficult}天", WOMEN_WORKERS.article(7, 1))
        days += difficult
    if facts.babies > 1:
        sheet.say(f"多生{facts.babies - 1}个，加{each * (facts.babies - 1)}天", WOMEN_WORKERS.article(7, 1))
        days += each * (facts.babies - 1)
    return days


def _miscarriage(facts: Facts, base: Value, sheet: Working) -> Decimal:
    """Return the days after a miscarriage: where weeks leave open whether four months were full, the fewer, and say so."""
    full, weeks = facts.four_months, facts.miscarriage_weeks
    if full is None and weeks is not None and SURELY_UNDER <= weeks < SURELY_OVER:
        sheet.lack("four_months", f"怀孕{weeks}周是不是满4个月，请按医院证明填写；满4个月的有{base.part('miscarriage_ge4m')}天")
    if full is None:
        full = weeks is not None and weeks >= SURELY_OVER
    days = base.part("miscarriage_ge4m") if full else base.part("miscarriage_lt4m")
    sheet.say(f"怀孕{'满' if full else '未满'}4个月流产，产假{days}天", WOMEN_WORKERS.article(7, 2))
    return days


def _reward(reward: Value | None, sheet: Working) -> Decimal:
    if reward is None:
        return Decimal(0)
    days = reward.part("mother_reward")
    sheet.say(f"奖励假{days}天，照发工资，不影响福利待遇和全勤评奖", GUANGDONG_BIRTHS.article(30, 1))
    return days


def _childcare(reward: Value | None, sheet: Working) -> list[Figure]:
    if reward is None:
        return []
    days = reward.part("childcare_per_parent_per_year_until_age3")
    sheet.say(f"子女三周岁以内，父母每年各有{days}天育儿假，另算", GUANGDONG_BIRTHS.article(30, 2))
    return [Figure("childcare_days", "育儿假（每年，到三周岁）", days, "天")]


def _father(facts: Facts, reward: Value | None, sheet: Working) -> Result:
    if reward is None:
        if not facts.lawful_birth:
            sheet.say("陪产假要符合法律法规规定生育", GUANGDONG_BIRTHS.article(30, 1))
            return sheet.result(Decimal(0), unit="天")
        return sheet.result(None, unit="天")
    days = reward.part("paternity")
    sheet.say(f"陪产假{days}天，照发工资，不影响福利待遇和全勤评奖", GUANGDONG_BIRTHS.article(30, 1))
    paid = [] if facts.own_wage is None else [_converted("paternity_pay", "陪产假的工资（折算）", facts.own_wage, days, sheet)]
    return sheet.result(days, unit="天", figures=(*_childcare(reward, sheet), *paid))


def _money(facts: Facts, days: Decimal, extra: Decimal, sheet: Working) -> Iterator[Figure]:
    """Yield what the fund and the employer pay, as flagged figures."""
    own, average = facts.own_wage, facts.unit_avg_wage
    if facts.insured:
        sheet.say("参加了生育保险：生育津贴按单位上年度职工月平均工资，由生育保险基金付", SOCIAL_INSURANCE.article(56))
    else:
        sheet.say("没有参加生育保险：按产假前的工资，由单位付；医疗费也由单位付", WOMEN_WORKERS.article(8))
    if facts.insured and average is not None:
        yield _converted("allowance", "生育津贴（折算）", average, days, sheet)
    if facts.insured and average is not None and own is not None and own > average:
        sheet.warn("津贴低于本人工资，差额由单位补足：没有读到明文，请人工核对", WOMEN_WORKERS.article(5))
        yield _converted("top_up", "单位补足的差额（折算）", own - average, days, sheet)
    if not facts.insured and own is not None:
        yield _converted("maternity_pay", "产假期间单位付的工资（折算）", own, days, sheet)
    if extra and own is not None:
        yield _converted("reward_pay", "奖励假的工资（折算）", own, extra, sheet)


def _converted(name: str, title: str, monthly: Decimal, days: Decimal, sheet: Working) -> Figure:
    sheet.warn(f"{title}：{money(monthly)} ÷ {DAYS_A_MONTH} × {days}；每月按{DAYS_A_MONTH}天折算没有读到明文，请人工核对", WOMEN_WORKERS.article(8))
    return Figure(name, title, Money(monthly / DAYS_A_MONTH * days))


ENTITLEMENT = Entitlement(
    "maternity",
    "生育保护",
    "生孩子能休多少天，这段时间发多少钱",
    Facts,
    reckon,
    (WOMEN_WORKERS.article(7), WOMEN_WORKERS.article(8), GUANGDONG_BIRTHS.article(30)),
    ("出生医学证明、医院证明", "劳动合同", "生育保险缴费记录", "休假前的工资流水"),
    ClaimKind.LABOUR_STANDARD,
)
