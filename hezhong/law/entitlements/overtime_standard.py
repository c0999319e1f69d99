"""Overtime under standard hours (标准工时加班费). Source: 劳动法 第四十四条; 工资支付暂行规定 第十三条; 广东省工资支付条例 第二十条."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hezhong.kernel.fields import Answers, ask
from hezhong.kernel.places import Place
from hezhong.kernel.values import Money
from hezhong.law import overtime
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Result
from hezhong.law.overtime import Overtime
from hezhong.law.statutes.labour_standards import INTERPRETATION_1, LABOUR_ACT, PAID_DAYS, WAGE_RULES
from hezhong.law.working import Working, money

ZERO = Decimal(0)


def by_piece(answers: Answers) -> bool:
    return bool(answers.get("piece_rate_flag"))


def by_time(answers: Answers) -> bool:
    return not by_piece(answers)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody who worked overtime in one month says. With piece rates the pieces beyond the quota stand for the hours."""

    date: datetime.date = ask("哪个月加的班", "写那个月的任意一天；每个月分开算", example="2025-6-1", group="加班")
    piece_rate_flag: bool = ask("按件算钱", default=False, group="工资", mark=True)
    monthly_normal_wage: Money | None = ask(
        "说好的一个月多少钱", "正常上班、不加班的月工资，不含加班费", default=None, unit="元", group="工资", when=by_time
    )
    weekday_hours: Decimal = ask("平时下班后加班", "这个月一共几小时", default=ZERO, unit="小时", group="加班", when=by_time)
    restday_hours: Decimal = ask("休息日加班", "周末或者轮休日来干活，一共几小时", default=ZERO, unit="小时", group="加班", when=by_time)
    restday_compensated_hours: Decimal = ask(
        "休息日加班里已经补休的", "后来给放了假的小时数", default=ZERO, unit="小时", group="加班", when=by_time
    )
    holiday_hours: Decimal = ask(
        "法定节假日加班", "只算春节、国庆等法定的那几天，调休放的不算；补休不能抵", default=ZERO, unit="小时", group="加班", when=by_time
    )
    piece_price: Money | None = ask("一件多少钱", default=None, unit="元", group="工资", when=by_piece)
    weekday_pieces: Decimal = ask("平时下班后多做的", "完成定额以后做的", default=ZERO, unit="件", group="加班", when=by_piece)
    restday_pieces: Decimal = ask("休息日多做的", "没有补休的", default=ZERO, unit="件", group="加班", when=by_piece)
    holiday_pieces: Decimal = ask("法定节假日多做的", default=ZERO, unit="件", group="加班", when=by_piece)
    emergency: bool = ask("是抢险、抢修", "不受每月加班小时数的限制", default=False, group="加班", mark=True)
    over_age: bool = ask("超过退休年龄，不是弹性延迟退休", default=False, group="工作", mark=True)
    overtime_paid: Money | None = ask("已经付了的加班费", optional=True, default=None, unit="元", group="工资")

    def wrong(self) -> Iterator[Wrong]:
        if self.piece_rate_flag and self.piece_price is None:
            yield "piece_price", "请填写一件多少钱"
        if not self.piece_rate_flag and self.monthly_normal_wage is None:
            yield "monthly_normal_wage", "请填写说好的一个月多少钱"
        yield from self.hours.wrong(self.date)

    @property
    def hours(self) -> Overtime:
        return Overtime(self.weekday_hours, self.restday_hours, self.restday_compensated_hours, self.holiday_hours)

    @property
    def pieces(self) -> Overtime:
        return Overtime(self.weekday_pieces, self.restday_pieces, holiday=self.holiday_pieces)


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the overtime still owed for one month, by kind of day."""
    sheet = Working(place, book)
    if facts.over_age and not overtime.over_age_covered(facts.date, 9, sheet):
        return sheet.result(None)
    owed = _by_piece(facts, sheet) if facts.piece_rate_flag else _by_hour(facts, sheet)
    if owed is None:
        return sheet.result(None)
    due, figures = owed
    if not figures:
        sheet.say("没有要付加班费的时间", LABOUR_ACT.article(44))
    sheet.warn("加班的事实由劳动者举证；考勤由单位掌握、单位不拿出来的，单位承担不利后果", INTERPRETATION_1.article(42))
    left = overtime.less_paid(due, facts.overtime_paid, sheet, overtime.article(place))
    return sheet.result(left, figures=figures, since=facts.date.replace(day=1))


def _by_hour(facts: Facts, sheet: Working) -> overtime.Owed | None:
    wage = overtime.at_least_minimum(facts.monthly_normal_wage or ZERO, facts.date, sheet)
    each = overtime.hourly(wage, facts.date, sheet)
    most = sheet.figure("cn.overtime.monthly_max", facts.date)
    if most is not None and facts.weekday_hours > most and not facts.emergency:
        sheet.warn(
            f"平时加班{money(facts.weekday_hours)}小时，超过每月{most}小时的上限：加班费照付，安排本身违法", LABOUR_ACT.article(41)
        )
    return None if each is None else overtime.owed(each, facts.hours, facts.date, sheet)


def _by_piece(facts: Facts, sheet: Working) -> overtime.Owed | None:
    sheet.say("按件计酬，定额以外的按计件单价乘同样的倍数", WAGE_RULES.article(13, 2))
    return overtime.owed(facts.piece_price or ZERO, facts.pieces, facts.date, sheet)


ENTITLEMENT = Entitlement(
    "overtime_standard",
    "加班费（标准工时）",
    "下了班、周末、过节还让干活，加班费该有多少",
    Facts,
    reckon,
    (LABOUR_ACT.article(44), WAGE_RULES.article(13), PAID_DAYS.article(2)),
    (
        "考勤、打卡记录（单位保管，不拿出来由单位承担不利后果）",
        "加班通知、排班表、工作群里叫去干活的消息（自己留着）",
        "工资条和银行流水",
        "一起干活的人作证",
    ),
    ClaimKind.WAGES,
)
