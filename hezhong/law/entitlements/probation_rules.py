"""How long a probation may be, what an unlawful one costs, and its least wage (试用期). Source: 劳动合同法 第十九、二十、八十三条."""

from collections.abc import Iterator, Mapping
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
from hezhong.law.model import Article, Figure, Result
from hezhong.law.statutes.labour_contract import ACT, IMPLEMENTATION
from hezhong.law.working import Working, money

MOST, RATIO, MINIMUM_WAGE = "cn.probation.max_months", "cn.probation.wage_ratio", "gd.min_wage.monthly"
LONGEST = Decimal(600)


class Term(Option):
    """What kind of contract it was."""

    FIXED = "有固定期限"
    OPEN_ENDED = "无固定期限"
    TASK = "以完成一定工作任务为期限"
    PART_TIME = "非全日制", "按小时计酬的零工"
    PROBATION_ONLY = "只约定了试用期，没有别的期限"


NONE_ALLOWED: Mapping[Term, Article] = {
    Term.TASK: ACT.article(19, 3),
    Term.PART_TIME: ACT.article(70),
    Term.PROBATION_ONLY: ACT.article(19, 4),
}
"""Contracts that may have no probation at all."""


def _fixed(answers: Answers) -> bool:
    return answers.get("term", Term.FIXED) is Term.FIXED


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A probation: how long it was agreed for and lasted, and what was paid."""

    probation_start: date = ask("试用期从哪天开始", example="2025-3-1", group="合同")
    term: Term = ask("签的是哪种合同", default=Term.FIXED, group="合同")
    contract_term_months: Decimal | None = ask("合同签了几个月", "一年写12", unit="个月", default=None, group="合同", when=_fixed)
    agreed_probation: Decimal = ask("约定试用几个月", "半个月写0.5", unit="个月", group="试用期")
    served_probation: Decimal = ask("实际试用了几个月", "还在试用的，写到今天", unit="个月", group="试用期")
    second_time: bool = ask("在这家单位试用过一次了", "包括续签、调岗、离开后又回来", default=False, group="试用期", mark=True)
    full_wage: Money = ask("转正后每月工资", "没有转正的，写合同约定的工资", unit="元", group="工资")
    probation_wage: Money | None = ask("试用期每月工资", unit="元", optional=True, default=None, group="工资")
    lowest_post_wage: Money | None = ask("同样岗位最低一档的工资", "不知道就不填", unit="元", optional=True, default=None, group="工资")

    def wrong(self) -> Iterator[Wrong]:
        if self.term is Term.FIXED and not self.contract_term_months:
            yield "contract_term_months", "请填合同签了几个月，要大于0"
        for name in ("contract_term_months", "agreed_probation", "served_probation"):
            if (getattr(self, name) or 0) > LONGEST:
                yield name, f"不能超过{LONGEST}个月，请核对"
        if self.term is Term.FIXED and self.contract_term_months and self.agreed_probation > self.contract_term_months:
            yield "agreed_probation", "试用期包含在合同期限里，不能比合同长；只约定了试用期的，请改选合同种类"


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the damages for what was served beyond the lawful probation; the least wages are figures of their own."""
    sheet = Working(place, book)
    lines = _wage_lines(facts, sheet)
    cap = _cap(facts, sheet)
    if cap is None:
        return sheet.result(None, figures=lines)
    beyond = max(facts.served_probation - cap, Decimal(0))
    if facts.agreed_probation <= cap:
        sheet.say(f"约定试用{facts.agreed_probation}个月，不超过{cap}个月", ACT.article(19))
        beyond = _prolonged(facts, beyond, sheet)
    elif not beyond:
        sheet.say(f"约定试用{facts.agreed_probation}个月，违法；超过的部分还没有履行，没有赔偿金，可以要求改正", ACT.article(83))
    damages = beyond * facts.full_wage
    if beyond:
        sheet.say(f"超过法定试用期{beyond}个月，另付赔偿金：{beyond} × {money(facts.full_wage)} = {money(damages)}元", ACT.article(83))
    return sheet.result(damages, figures=(Figure("cap", "试用期最长", cap, "个月"), Figure("beyond", "超过", beyond, "个月"), *lines))


def _prolonged(facts: Facts, beyond: Decimal, sheet: Working) -> Decimal:
    """Return what was served beyond a lawful agreement: whoever is kept on probation for longer is treated as if it was agreed."""
    if beyond:
        sheet.warn("约定没有超过，实际试用更久：是不是延长了试用期约定，请人工核对", ACT.article(83))
    return beyond


def _cap(facts: Facts, sheet: Working) -> Decimal | None:
    """Return the months that probation may last at most, or None where the figure is missing."""
    if facts.second_time:
        sheet.say("同一单位与同一劳动者只能约定一次试用期，再约定的都算超过", ACT.article(19, 2))
        return Decimal(0)
    if facts.term is Term.PROBATION_ONLY:
        sheet.say("只约定试用期的，试用期不成立，那段时间就是合同期限", ACT.article(19, 4))
        sheet.warn("试用期不成立的，除了补足工资，是不是还要付违法试用的赔偿金，有不同看法，请人工核对", ACT.article(83))
        return Decimal(0)
    cap = sheet.figure(MOST, facts.probation_start, _case(facts))
    if cap is not None:
        kind = f"{facts.term}{facts.contract_term_months or ''}" + ("个月" if facts.contract_term_months else "")
        sheet.say(f"{kind}的合同，试用期最长{cap}个月", NONE_ALLOWED.get(facts.term, ACT.article(19, 1 if cap else 3)))
    return cap


def _case(facts: Facts) -> str:
    """Return which of the figures holds for a contract of this length."""
    if facts.term in NONE_ALLOWED:
        return "under_3_months"
    months = facts.contract_term_months
    if facts.term is Term.OPEN_ENDED or months is None or months >= 36:
        return "from_3_years"
    return "under_3_months" if months < 3 else "under_1_year" if months < 12 else "under_3_years"


def _wage_lines(facts: Facts, sheet: Working) -> tuple[Figure, ...]:
    """Return the least wages: under the lower line is a violation, under the higher one a hint."""
    ratio, minimum = sheet.figure(RATIO, facts.probation_start), sheet.figure(MINIMUM_WAGE, facts.probation_start)
    if ratio is None or minimum is None:
        return ()
    wages = (facts.full_wage,) if facts.lowest_post_wage is None else (facts.full_wage, facts.lowest_post_wage)
    lower, higher = max(ratio * min(wages), minimum), max(ratio * max(wages), minimum)
    sheet.say(f"试用期工资不得低于{money(lower)}元（{ratio:.0%}与最低工资{money(minimum)}元，取高的）", IMPLEMENTATION.article(15))
    lines = (Figure("wage_floor", "试用期工资的下限", Money(lower)), Figure("wage_hint", "试用期工资的提示线", Money(higher)))
    paid = facts.probation_wage
    if paid is None or paid >= higher:
        return lines
    if paid < lower:
        sheet.say(f"试用期工资{money(paid)}元低于下限，每月少{money(lower - paid)}元，另算工资差额", ACT.article(20))
        return (*lines, Figure("wage_short", "试用期工资每月少的", Money(lower - paid)))
    sheet.warn(f"试用期工资{money(paid)}元在两条线（{money(lower)}元、{money(higher)}元）之间，违不违法有两种读法，请人工核对", IMPLEMENTATION.article(15))
    return lines


ENTITLEMENT = Entitlement(
    "probation_rules",
    "试用期上限与违法试用赔偿",
    "试用期太长，该赔我多少；试用期工资够不够",
    Facts,
    reckon,
    (ACT.article(19), ACT.article(20), ACT.article(83)),
    ("劳动合同", "转正通知", "试用期和转正后的工资流水"),
    ClaimKind.DAMAGES,
)
