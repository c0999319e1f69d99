"""Damages for an unlawful end of the contract (违法解除、终止赔偿金, 2N). Source: 劳动合同法 第四十八、八十七条."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.dates import ONE_DAY
from hezhong.kernel.fields import Answers, ask
from hezhong.kernel.places import Place
from hezhong.kernel.values import Money, Option
from hezhong.law.book import LawBook
from hezhong.law.ending import Ending
from hezhong.law.entitlement import Entitlement
from hezhong.law.entitlements import severance
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.meanwhile import wages_meanwhile
from hezhong.law.model import Article, Figure, Result
from hezhong.law.service import Service
from hezhong.law.statutes.labour_contract import ACT, IMPLEMENTATION
from hezhong.law.statutes.labour_standards import INTERPRETATION_1, INTERPRETATION_2
from hezhong.law.working import Working, money

MULTIPLE = "cn.unlawful_termination.multiple"

BY_EMPLOYER = frozenset(
    {
        Ending.NO_FAULT,
        Ending.LAYOFF,
        Ending.EXPIRED,
        Ending.CLOSED,
        Ending.TASK_DONE,
        Ending.WORKER_REFUSED_TO_SIGN,
        Ending.REFUSED_IN_FIRST_MONTH,
        Ending.DISMISSED_FOR_FAULT,
        Ending.FAILED_PROBATION,
    }
)
"""Ends that the employer brought about, so that they can be unlawful."""


class Ground(Option):
    """Why the end was unlawful, in the words of whom it happened to."""

    NO_GROUND = "单位说的理由不成立、拿不出证据，或者没说理由"
    PROTECTED = "我在医疗期、孕期、产期、哺乳期，或者工伤等受保护期间，单位还是让我走", "第四十二条"
    NO_EXIT_CHECK = "我接触职业病危害，离岗前没有安排职业健康检查", "第四十二条第一项"
    EXTENSION_DUE = "合同到期了，但我在受保护期间，应当续延", "第四十五条"
    UNION_NOT_TOLD = "单位的理由成立，但没有事先通知工会", "第四十三条"
    LAWFUL = "单位的做法合法"

    @classmethod
    def aliases(cls) -> Mapping[str, "Ground"]:
        """Return how lawyers name the grounds: by articles."""
        return {"42": cls.PROTECTED, "42_1": cls.NO_EXIT_CHECK, "45": cls.EXTENSION_DUE, "43": cls.UNION_NOT_TOLD}


class Obstacle(Option):
    """Why the contract cannot be gone on with."""

    EXPIRED = "仲裁、诉讼中合同到期，又不该续订、续延"
    PENSION = "我开始领养老金了"
    BANKRUPT = "单位被宣告破产"
    DISSOLVED = "单位解散（合并、分立的不算）"
    NEW_JOB = "我已经到别的单位上班，影响严重或者单位提出后不辞那一份"
    OTHER = "客观上没法继续"
    EXAMINED = "单位补做了离岗检查、没有职业病，或者我没有理由不去检查"


FITS: Mapping[Ground, frozenset[Ending]] = {
    Ground.PROTECTED: frozenset({Ending.NO_FAULT, Ending.LAYOFF}),
    Ground.NO_EXIT_CHECK: frozenset({Ending.NO_FAULT, Ending.LAYOFF, Ending.EXPIRED}),
    Ground.EXTENSION_DUE: frozenset({Ending.EXPIRED}),
    Ground.UNION_NOT_TOLD: frozenset({Ending.NO_FAULT, Ending.DISMISSED_FOR_FAULT, Ending.FAILED_PROBATION}),
}
"""The ends to which a ground can belong; the others fit all of the employer's."""

UNDER: Mapping[Ground, Article] = {
    Ground.NO_GROUND: ACT.article(48),
    Ground.PROTECTED: ACT.article(42),
    Ground.NO_EXIT_CHECK: ACT.article(42),
    Ground.EXTENSION_DUE: ACT.article(45),
    Ground.UNION_NOT_TOLD: INTERPRETATION_1.article(47),
}


def _by_employer(answers: Answers) -> bool:
    return answers.get("reason_code") in BY_EMPLOYER


def _about_union(answers: Answers) -> bool:
    return answers.get("unlawful_ground") is Ground.UNION_NOT_TOLD


def _goes_on(answers: Answers) -> bool:
    return bool(answers.get("continue_contract"))


@dataclass(frozen=True, kw_only=True)
class Facts(severance.Facts):
    """What somebody says who was made to go against the law."""

    unlawful_ground: Ground | None = ask("单位错在哪里", default=None, group="违法", when=_by_employer)
    has_union: bool | None = ask("单位建立了工会吗", default=None, group="违法", when=_about_union)
    corrected_before_suit: bool = ask("起诉以前，单位补了通知工会的手续", default=False, group="违法", when=_about_union)
    continue_contract: bool = ask(
        "我要求回去继续上班", "能继续的，不付赔偿金，付这段时间的工资", default=False, group="以后", when=_by_employer, mark=True
    )
    obstacle: Obstacle | None = ask("合同不能继续的原因", "没有就不填", optional=True, default=None, group="以后", when=_goes_on)
    restored_on: date | None = ask("从哪天起继续上班", "还不知道就不填", optional=True, default=None, group="以后", when=_goes_on)
    normal_monthly_wage: Money | None = ask(
        "正常上班时每月多少工资", "提供正常劳动时的工资标准", unit="元", optional=True, default=None, group="以后", when=_goes_on
    )
    both_at_fault: bool = ask("双方都有过错", default=False, group="以后", when=_goes_on, mark=True)

    def wrong(self) -> Iterator[Wrong]:
        yield from super().wrong()
        ground = self.unlawful_ground
        if self.reason_code in BY_EMPLOYER and ground is None:
            yield "unlawful_ground", "请选单位错在哪里"
        if ground and self.reason_code not in FITS.get(ground, BY_EMPLOYER):
            yield "unlawful_ground", f"“{ground}”与“{self.reason_code}”不能同时成立，请核对其中一项"
        if ground is Ground.UNION_NOT_TOLD and self.has_union is None:
            yield "has_union", "请填单位有没有建立工会"
        if self.restored_on and self.restored_on <= self.end_date:
            yield "restored_on", f"继续上班的日期要在最后一天（{self.end_date}）以后"
        if self.obstacle is Obstacle.EXAMINED and ground is not Ground.NO_EXIT_CHECK:
            yield "obstacle", "只有没做离岗检查的，才能选补做检查"


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the damages owed, or none where the contract goes on: then the wages of the time between as a figure."""
    sheet = Working(place, book)
    if facts.over_age:
        return severance.over_age(facts.end_date, sheet)
    if facts.reason_code is Ending.PUBLIC_POST:
        sheet.lack("reason_code", "公益性岗位没有经济补偿；违法解除时按不按它的标准付赔偿金，没有读到明文，请人工核对")
        sheet.say("公益性岗位不适用支付经济补偿的规定", IMPLEMENTATION.article(12))
        return sheet.result(None)
    if not _unlawful(facts, sheet):
        return sheet.result(Decimal(0))
    if facts.continue_contract and facts.obstacle is None:
        return _continued(facts, sheet)
    if facts.obstacle:
        sheet.say(f"要求继续履行，但合同已经不能继续：{facts.obstacle}", _obstacle_under(facts.obstacle))
    return _damages(facts, sheet)


def _unlawful(facts: Facts, sheet: Working) -> bool:
    """Say why the end was unlawful or not, and return which."""
    ground = facts.unlawful_ground
    if facts.reason_code not in BY_EMPLOYER or ground is None:
        sheet.say(f"{facts.reason_code}：不是单位违法解除、终止，没有赔偿金；该有的经济补偿另算", ACT.article(48))
        return False
    if ground is Ground.LAWFUL:
        sheet.say("单位的解除、终止合法，没有赔偿金；该有的经济补偿另算", ACT.article(48))
        return False
    if ground is Ground.UNION_NOT_TOLD and not facts.has_union:
        sheet.say("单位没有建立工会，不能只因为没有通知工会要赔偿金", UNDER[ground])
        return False
    if ground is Ground.UNION_NOT_TOLD and facts.corrected_before_suit:
        sheet.say("起诉前单位已经补正通知工会的手续，没有赔偿金", UNDER[ground])
        return False
    sheet.say(f"{ground}：属于违法解除、终止", UNDER[ground])
    return True


def _obstacle_under(obstacle: Obstacle) -> Article:
    return INTERPRETATION_2.article(17 if obstacle is Obstacle.EXAMINED else 16)


def _continued(facts: Facts, sheet: Working) -> Result:
    """Return nothing as damages, and the wages until work goes on where the facts are there."""
    sheet.say("要求继续履行，合同也能继续的，单位应当继续履行，不付赔偿金", ACT.article(48))
    if facts.unlawful_ground is Ground.NO_EXIT_CHECK:
        sheet.say("没有组织离岗前职业健康检查的，请求继续履行得到支持", INTERPRETATION_2.article(17))
    if facts.both_at_fault:
        sheet.warn("双方都有过错的，各自承担相应的责任：期间的工资要不要分担，请人工核对", INTERPRETATION_2.article(18, 2))
    figures: tuple[Figure, ...] = ()
    if facts.restored_on and facts.normal_monthly_wage is not None:
        wages = wages_meanwhile(facts.normal_monthly_wage, facts.end_date + ONE_DAY, facts.restored_on - ONE_DAY, sheet)
        figures = (Figure("wages_meanwhile", "违法解除后到继续上班前一天的工资", Money(wages)),) if wages is not None else ()
    else:
        sheet.say("单位还要付违法解除后到继续上班前一天的工资；填写哪天起继续上班和正常工资就能算出来", INTERPRETATION_2.article(18, 1))
    return sheet.result(Decimal(0), figures=figures)


def _damages(facts: Facts, sheet: Working) -> Result:
    severance.say_merged(facts, sheet)
    if facts.prior_service_merged_from and facts.prior_compensation_paid:
        sheet.warn("条例只说依法解除、终止时不再算前一家的年限；赔偿金要不要算，请人工核对", IMPLEMENTATION.article(10))
    wage = facts.last12_wages.average()
    multiple = sheet.figure(MULTIPLE, facts.end_date)
    if wage is None:
        sheet.lack("last12_wages", "要知道离开前12个月平均每月应得多少工资")
    if wage is None or multiple is None:
        return sheet.result(None)
    service = Service(facts.counted_from, facts.end_date)
    sheet.say(f"从用工之日起算：{service} → 折合{service.months_owed}个月工资", IMPLEMENTATION.article(25))
    wage, months = severance.standard(wage, service.months_owed, facts.end_date, sheet)
    sheet.say(f"{multiple} × {months} × {money(wage)} = {money(multiple * months * wage)}元", ACT.article(87))
    sheet.say("付了赔偿金的，不再付经济补偿", IMPLEMENTATION.article(25))
    return sheet.result(multiple * months * wage, figures=(Figure("months", "折合几个月工资", months, "个月"),))


ENTITLEMENT = Entitlement(
    "unlawful_termination_damages",
    "违法解除、终止赔偿金",
    "单位没有道理就让我走，该赔我多少钱",
    Facts,
    reckon,
    (ACT.article(48), ACT.article(87), IMPLEMENTATION.article(25)),
    ("劳动合同", "解除或者终止劳动合同的通知", "单位说的理由和证据", "离开前12个月的工资流水", "单位通知工会的材料"),
    ClaimKind.DAMAGES,
)
