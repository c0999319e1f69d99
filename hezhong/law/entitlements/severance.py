"""Economic compensation at the end of a contract (经济补偿, N). Source: 劳动合同法 第四十六、四十七、九十七条."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.dates import ONE_DAY
from hezhong.kernel.fields import ask
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.kernel.values import MonthlyWages
from hezhong.law.book import LawBook
from hezhong.law.ending import NOT_OWED_UNDER, OWED_UNDER, Ending
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong, spoken_place
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Confidence, Figure, NotInForce, Result
from hezhong.law.service import Service
from hezhong.law.statutes.labour_contract import ACT, IMPLEMENTATION
from hezhong.law.statutes.labour_standards import GUANGDONG_MINUTES, INTERPRETATION_1, OLD_SEVERANCE, OVERAGE_WORKERS
from hezhong.law.working import Working, money

MOST_YEARS = 70
MINIMUM_WAGE, AVERAGE_WAGE = "gd.min_wage.monthly", "gd.avg_wage.city_onpost_annual"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody who has to go says of the work."""

    hire_date: date = ask("入职日期", example="2019-3-1", group="工作")
    end_date: date = ask("最后一天", "合同的最后一天，当天算在内", example="2025-5-31", group="工作")
    reason_code: Ending = ask("为什么不干了", group="工作")
    last12_wages: MonthlyWages = ask(
        "离开前12个月平均每月应得工资", "扣社保、个税以前的，加班费、奖金、津贴都算；不满12个月的按实际月数平均", unit="元", group="工资"
    )
    prior_service_merged_from: date | None = ask(
        "从前一家单位转来的，从哪天算起", "不是自己要走、被安排到这家单位的，前一家的年限合并", optional=True, default=None, group="工作"
    )
    prior_compensation_paid: bool = ask("前一家单位付过经济补偿", default=False, group="工作", mark=True)
    over_age: bool = ask(
        "我已经超过法定退休年龄", "按国家规定办了弹性延迟退休的，延迟期间不算", default=False, group="工作", mark=True
    )

    incompetent: bool = ask(
        "是因为说我不能胜任工作", "只影响2008年以前的年限", default=False, group="工作", mark=True, optional=True
    )

    def wrong(self) -> Iterator[Wrong]:
        yield from wrong_service(self.hire_date, self.end_date)
        merged = self.prior_service_merged_from
        if merged and merged > self.hire_date:
            yield "prior_service_merged_from", "合并计算的日期要在入职日期以前"
        if merged and merged <= self.hire_date:
            yield from wrong_service(merged, self.end_date)

    @property
    def counted_from(self) -> date:
        """Return the day from which service counts: the earlier employer's, unless it has paid for it."""
        merged = self.prior_service_merged_from
        return merged if merged and not self.prior_compensation_paid else self.hire_date


def wrong_service(hired: date, ended: date) -> Iterator[Wrong]:
    """Yield why two days cannot be the first and the last of one employment."""
    if ended < hired:
        yield "end_date", f"最后一天（{ended}）早于入职日期（{hired}），请核对"
    elif Service(hired, ended).years >= MOST_YEARS:
        yield "hire_date", f"工作了{Service(hired, ended).years}年，超过{MOST_YEARS}年，请核对年份"


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the compensation owed; service before 2008 counts where a text that was read says how."""
    sheet = Working(place, book)
    if facts.over_age:
        return over_age(facts.end_date, sheet)
    if facts.reason_code in NOT_OWED_UNDER:
        sheet.say(f"{facts.reason_code}：单位不用付经济补偿", NOT_OWED_UNDER[facts.reason_code])
        return sheet.result(Decimal(0))
    sheet.say(f"{facts.reason_code}：单位应当付经济补偿", OWED_UNDER[facts.reason_code])
    say_merged(facts, sheet)
    wage = facts.last12_wages.average()
    if wage is None:
        sheet.lack("last12_wages", "要知道离开前12个月平均每月应得多少工资")
        return sheet.result(None)
    months = _months(Service(max(facts.counted_from, ACT.since), facts.end_date), sheet)
    wage, months = standard(wage, months, facts.end_date, sheet)
    months += _older(facts, sheet)
    sheet.say(f"{months} × {money(wage)} = {money(months * wage)}元", ACT.article(47))
    figure = Figure("months", "折合几个月工资", months, "个月")
    return sheet.result(months * wage, figures=(figure,), since=facts.end_date, until=facts.end_date)


def standard(wage: Decimal, months: Decimal, ended: date, sheet: Working) -> tuple[Decimal, Decimal]:
    """Return (a month's wage, months) after the floor and the ceiling: the standard of article 47, also of double damages."""
    minimum = sheet.figure(MINIMUM_WAGE, ended)
    average = _average(ended, sheet)
    if minimum is not None and wage < minimum:
        sheet.say(f"月工资{money(wage)}元低于当地最低工资，按{money(minimum)}元算", IMPLEMENTATION.article(27))
        return minimum, months
    if average is None:
        sheet.warn("没有当地上年度职工平均工资，没有核对是否高于三倍；高于三倍的要封顶，请人工核对", ACT.article(47, 2))
        return wage, months
    multiple, most = sheet.figure("cn.severance.cap_multiple", ended), sheet.figure("cn.severance.cap_years", ended)
    if multiple is None or most is None or wage <= multiple * average / 12:
        return wage, months
    ceiling = multiple * average / 12
    sheet.say(
        f"月工资{money(wage)}元高于当地上年度职工月平均工资的{multiple}倍，按{money(ceiling)}元算，最多{most}年", ACT.article(47, 2)
    )
    return ceiling, min(months, most)


def _average(ended: date, sheet: Working) -> Decimal | None:
    """Return the local average; one that nobody has read cuts no worker's wage: it counts as missing."""
    try:
        value = sheet.book.value(AVERAGE_WAGE, sheet.place, ended)
    except NotInForce:
        return sheet.figure(AVERAGE_WAGE, ended)
    if value.confidence is Confidence.FROM_MEMORY:
        sheet.lack(AVERAGE_WAGE, f"{spoken_place(sheet.place)}的上年度职工平均工资（{value.since}起）没有读到原文，不能用来封顶：请管理员核对")
        return None
    return sheet.figure(AVERAGE_WAGE, ended)


def over_age(ended: date, sheet: Working) -> Result:
    """Return no amount for work beyond the age of retirement: no text that was read says what is owed at its end."""
    if ended >= OVERAGE_WORKERS.since:
        sheet.say("超过法定退休年龄的，双方订立书面用工协议；协议期满、约定的工作完成、约定的终止条件出现或者协商一致的，用工终止", OVERAGE_WORKERS.article(8))
        sheet.say("本规定明确的是劳动报酬、休息休假、劳动安全卫生、工伤保障；因其他事项有争议的，可以向人民法院起诉", OVERAGE_WORKERS.article(19))
        sheet.say("按规定弹性延迟退休的，延迟期间仍然适用劳动合同法，请改选“没有超过”再算", OVERAGE_WORKERS.article(23))
    else:
        sheet.say("达到法定退休年龄的，劳动合同终止", IMPLEMENTATION.article(21))
        if GUANGDONG.covers(sheet.place):
            sheet.say("招用已达到法定退休年龄、还没有养老金的人，广东当时按劳务关系处理", GUANGDONG_MINUTES.article(11))
    sheet.lack("over_age", "从读到的条文推不出劳动合同法的经济补偿或者赔偿金，本规定也有几条没有读到：请看用工协议怎么约定，并请人工核对")
    return sheet.result(None)


OWED_BEFORE = frozenset({Ending.AGREED_BY_EMPLOYER, Ending.NO_FAULT, Ending.LAYOFF})
"""Endings for which compensation was owed before 2008 too: 劳动法 第二十四、二十六、二十七条, by its article 28."""
MOST_BEFORE = Decimal(12)
"""Months at most for service before 2008, of some endings: 座谈会纪要（粤高法〔2012〕284号）第32条."""


def _months(service: Service, sheet: Working) -> Decimal:
    if service.ended < service.hired:
        return Decimal(0)
    sheet.say(f"{service} → 折合{service.months_owed}个月工资", ACT.article(47))
    return service.months_owed


def say_merged(facts: Facts, sheet: Working) -> None:
    """Say whether the years with the employer before count."""
    if facts.prior_service_merged_from is None:
        return
    if facts.prior_compensation_paid:
        sheet.say("前一家单位已经付过补偿，那段年限不再算", IMPLEMENTATION.article(10))
    else:
        sheet.say(f"不是本人原因转来的，年限从{facts.counted_from}起合并", INTERPRETATION_1.article(46))


def _older(facts: Facts, sheet: Working) -> Decimal:
    """Return the months that service before 2008 adds in Guangdong, where the minutes of 2012 say how it counts.

    Service is then one from the day of hiring, but for the most that the old rules gave for some endings.
    """
    if facts.counted_from >= ACT.since:
        return Decimal(0)
    if facts.reason_code in (Ending.EXPIRED, Ending.TASK_DONE, Ending.CLOSED):
        sheet.say("2008年以前的年限：按当时规定，合同终止没有经济补偿，年限从2008年1月1日起算", ACT.article(97, 3))
        return Decimal(0)
    if facts.reason_code not in OWED_BEFORE:
        sheet.warn("2008年以前的年限：这种情形当时有没有经济补偿，没有读到规定，没有计入，请人工核对", ACT.article(97, 3))
        return Decimal(0)
    if not GUANGDONG.covers(sheet.place):
        sheet.warn(_estimate(facts), OLD_SEVERANCE.article(5))
        sheet.say("2008年1月1日以前的年限另按当时的规定算", ACT.article(97, 3))
        return Decimal(0)
    whole = Service(facts.counted_from, facts.end_date).months_owed
    since = Service(ACT.since, facts.end_date).months_owed
    older = whole - since
    sheet.say(f"2008年以前就要付补偿的，年限自用工之日起算：多{older}个月，基数不分段", GUANGDONG_MINUTES.article(32))
    capped = facts.reason_code is Ending.AGREED_BY_EMPLOYER or facts.incompetent
    if capped and older > MOST_BEFORE:
        sheet.say(f"协商一致或者不能胜任的，2008年以前的年限最多{MOST_BEFORE}年", GUANGDONG_MINUTES.article(32))
        return MOST_BEFORE
    if facts.reason_code is Ending.NO_FAULT and older > MOST_BEFORE:
        sheet.warn(f"如果是因为不能胜任工作，2008年以前的年限最多{MOST_BEFORE}年", GUANGDONG_MINUTES.article(32))
    return older


def _estimate(facts: Facts) -> str:
    """Return what the years before 2008 come to by a rule nobody has read: it stays out of the amount."""
    service = Service(facts.counted_from, min(facts.end_date, ACT.since - ONE_DAY))
    years = service.years + (0 if service.full_months % 12 == 0 and service.exact else 1)
    return f"2008年以前的{service}要按当时的规定分段计算（原文没有读到，凭记忆约{years}个月工资，没有计入合计），请人工核对"


ENTITLEMENT = Entitlement(
    "severance",
    "经济补偿",
    "单位让我走，或者单位有错我才走的，该补我多少钱",
    Facts,
    reckon,
    (ACT.article(46), ACT.article(47), ACT.article(97)),
    ("劳动合同", "解除或者终止劳动合同的通知", "离开前12个月的工资流水", "社保缴费记录"),
    ClaimKind.SEVERANCE,
)
