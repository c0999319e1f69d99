"""The rows a file is read to, one class for each kind of table; every field says how its cells are read.

Units: money in fen; days and hours as Decimal. ``number`` is the row as the spreadsheet counts.
"""

from collections.abc import Mapping
from dataclasses import Field, dataclass, fields
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from hezhong.ledger.ways_in import cells
from hezhong.ledger.ways_in.register_rows import ContractRow, InsuredRow, LabourFeeRow, LayoffRow, SignalRow
from hezhong.ledger.ways_in.row_fields import Person as Person
from hezhong.ledger.ways_in.row_fields import read_by


@dataclass(frozen=True)
class PayrollRow(Person):
    """One worker's wages for one period."""

    KIND = "payroll"
    TITLE = "工资表"
    ONE_OF = ("gross", "net")
    month: tuple[int, int] | None = read_by(cells.month, "月份")
    days: Decimal | None = read_by(cells.number, "出勤天数")
    hours: Decimal | None = read_by(cells.number, "总工时")
    overtime_hours: Decimal | None = read_by(cells.number, "加班工时")
    overtime_days: Decimal | None = read_by(cells.number, "加班天数")
    day_rate: cells.Rate | None = read_by(cells.rate, "日工资")
    overtime_pay: int | None = read_by(cells.paid, "加班工资")
    travel_pay: int | None = read_by(cells.paid, "路费")
    gross: int | None = read_by(cells.paid, "应发工资")
    advance: int | None = read_by(cells.paid, "预支", adds=True)
    fine: int | None = read_by(cells.fen, "扣款", adds=True)
    social_deduct: int | None = read_by(cells.fen, "社保个人扣除", adds=True)
    tax: int | None = read_by(cells.fen, "个人所得税")
    other: int | None = read_by(cells.fen, "其他")
    net: int | None = read_by(cells.paid, "实发工资")
    paid_by_contractor: int | None = read_by(cells.paid, "项目部代付")
    paid_by_foreman: int | None = read_by(cells.paid, "包工头付", adds=True)
    unpaid: int | None = read_by(cells.paid, "未支付")
    is_back_pay: bool | None = read_by(cells.flag, "是否为补发")
    back_pay_month: tuple[int, int] | None = read_by(cells.month, "补发月份")
    pay_date: date | None = read_by(cells.day, "发放日期")
    bank_account: str | None = read_by(cells.account, "银行卡号")
    bank_name: str | None = read_by(cells.text, "开户行")
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class RosterRow(Person):
    """One worker of a site."""

    KIND = "roster"
    TITLE = "花名册"
    gender: str | None = read_by(cells.text, "性别")
    birth_date: date | None = read_by(cells.day, "出生日期")
    address: str | None = read_by(cells.text, "家庭地址")
    ethnic_group: str | None = read_by(cells.text, "民族")
    leads_team: bool | None = read_by(cells.flag, "是否班组长")
    entered: date | None = read_by(cells.day, "入场日期")
    left: date | None = read_by(cells.day, "退场日期")
    contract_no: str | None = read_by(cells.text, "劳动合同编号")
    day_rate: cells.Rate | None = read_by(cells.rate, "日工资")
    hour_rate: cells.Rate | None = read_by(cells.hour_rate, "工时工资")
    bank_account: str | None = read_by(cells.account, "银行卡号")
    bank_name: str | None = read_by(cells.text, "开户行")
    routing_no: str | None = read_by(cells.routing, "联行号")
    gate_card: str | None = read_by(cells.text, "门禁卡号")


@dataclass(frozen=True)
class MovementRow(Person):
    """A worker enters or leaves a site. ``moves``: in, out."""

    KIND = "movement"
    TITLE = "进退场表"
    name: str | None = read_by(cells.name, "姓名")
    day: date | None = read_by(cells.day, "日期", needed=True)
    moves: str | None = read_by(cells.text, "进退场", needed=True)


@dataclass(frozen=True)
class AttendanceRow(Person):
    """One worker and day. ``days``: 1, 0.5, 0; ``punches``: the times of a punch clock; ``status``: as written."""

    KIND = "attendance"
    TITLE = "考勤表"
    worker_no: str | None = read_by(cells.text, "工号")
    day: date | None = read_by(cells.day, "日期", needed=True)
    days: Decimal | None = read_by(cells.number, "出勤工日")
    hours: Decimal | None = read_by(cells.number, "当日工时")
    overtime_hours: Decimal | None = read_by(cells.number, "加班工时")
    day_pay: int | None = read_by(cells.paid, "当日总工资")
    started: time | None = read_by(cells.clock, "上班打卡时间")
    ended: time | None = read_by(cells.clock, "下班打卡时间")
    status: str | None = read_by(cells.text, "打卡结果")
    punches: tuple[time, ...] = ()


@dataclass(frozen=True)
class TeamMonthRow:
    """A team's month, no worker named."""

    KIND = "team_month"
    TITLE = "班组考勤统计"
    number: int
    month: tuple[int, int] | None = read_by(cells.month, "考勤月份", needed=True)
    team: str | None = read_by(cells.text, "班组", needed=True)
    employer: str | None = read_by(cells.text, "分包单位")
    trade: str | None = read_by(cells.text, "工种")
    swipes: Decimal | None = read_by(cells.number, "打卡次数")
    people: Decimal | None = read_by(cells.number, "人数")
    attended: Decimal | None = read_by(cells.number, "总出勤")
    days: Decimal | None = read_by(cells.number, "总工日")


@dataclass(frozen=True)
class BankRow(Person):
    """One payment to a worker. ``outcome``: ordered, paid, failed, retry. ``returned_on``: of what was paid first and sent back later."""

    KIND = "bank"
    TITLE = "银行代发或者回盘文件"
    serial: str | None = read_by(cells.text, "流水号")
    bank_account: str | None = read_by(cells.account, "收款账号", needed=True)
    bank_name: str | None = read_by(cells.text, "收款方开户行")
    routing_no: str | None = read_by(cells.routing, "联行号")
    amount: int | None = read_by(cells.paid, "金额", needed=True)
    purpose: str | None = read_by(cells.text, "用途")
    month: tuple[int, int] | None = read_by(cells.month, "月份")
    pay_date: date | None = read_by(cells.day, "发放日期")
    gross: int | None = read_by(cells.paid, "应付金额")
    tax: int | None = read_by(cells.fen, "个人所得税")
    reason: str | None = read_by(cells.text, "失败原因")
    outcome: str | None = read_by(cells.text, "结果")
    returned_on: date | None = None


@dataclass(frozen=True)
class AnswerRow:
    """What became of one payment, told by the number of the order alone. ``outcome``: paid, failed, retry."""

    KIND = "answer"
    TITLE = "发薪结果"
    number: int
    serial: str | None = read_by(cells.text, "流水号", needed=True)
    outcome: str | None = read_by(cells.text, "结果", needed=True)
    reason: str | None = read_by(cells.text, "失败原因")
    month: tuple[int, int] | None = read_by(cells.month, "月份")
    paid_at: datetime | None = read_by(cells.moment, "发放时间")


@dataclass(frozen=True)
class StatementRow:
    """One line of an account's statement; a payroll shows here as one lump, so it proves no worker's wage."""

    KIND = "statement"
    TITLE = "对账单"
    ONE_OF = ("income", "expense", "amount")
    number: int
    day: date | None = read_by(cells.day, "交易日期", needed=True)
    account: str | None = read_by(cells.account, "专户账号")
    project_code: str | None = read_by(cells.text, "项目编码")
    income: int | None = read_by(cells.paid, "收入")
    expense: int | None = read_by(cells.paid, "支出")
    amount: int | None = read_by(cells.paid, "发生额")
    side: str | None = read_by(cells.text, "收支")
    balance: int | None = read_by(cells.fen, "余额")
    business: str | None = read_by(cells.text, "业务类型")
    other_account: str | None = read_by(cells.account, "对方账号")
    other_name: str | None = read_by(cells.text, "对方户名")
    summary: str | None = read_by(cells.text, "摘要")


@dataclass(frozen=True)
class NoticeRow:
    """What a bank tells of an account. ``matter``, ``reason``: as written; ``lifted``: when it was made good, lifted or given back."""

    KIND = "notice"
    TITLE = "账户资金告知"
    number: int
    serial: str | None = read_by(cells.text, "告知编号", needed=True)
    day: date | None = read_by(cells.day, "告知日期", needed=True)
    matter: str | None = read_by(cells.text, "事项", needed=True)
    account: str | None = read_by(cells.account, "账号")
    project_code: str | None = read_by(cells.text, "项目编号")
    reason: str | None = read_by(cells.text, "原因")
    amount: int | None = read_by(cells.paid, "涉及金额")
    lifted: date | None = read_by(cells.day, "解除日期")


@dataclass(frozen=True)
class SwipeRow(Person):
    """One pass through a gate. ``moves``: in, out; ``source``: as the device says (card, face, made up by hand)."""

    KIND = "swipe"
    TITLE = "门禁记录"
    ONE_OF = ("identity", "card", "name")
    name: str | None = read_by(cells.name, "姓名")
    card: str | None = read_by(cells.text, "卡号")
    at: datetime | None = read_by(cells.moment, "时间", needed=True)
    device_at: datetime | None = read_by(cells.moment, "设备时间")
    moves: str | None = read_by(cells.text, "进出", needed=True)
    device: str | None = read_by(cells.text, "设备编号")
    source: str | None = read_by(cells.text, "打卡方式")


Row = (
    PayrollRow | RosterRow | MovementRow | AttendanceRow | TeamMonthRow | BankRow | AnswerRow | StatementRow | NoticeRow | SwipeRow
    | ContractRow | LayoffRow | InsuredRow | SignalRow | LabourFeeRow
)
KINDS: Mapping[str, type[Row]] = {
    each.KIND: each
    for each in (
        PayrollRow, RosterRow, MovementRow, AttendanceRow, TeamMonthRow, BankRow, AnswerRow, StatementRow, NoticeRow, SwipeRow,
        ContractRow, LayoffRow, InsuredRow, SignalRow, LabourFeeRow,
    )
}  # fmt: skip


@cache
def readable(kind: str) -> Mapping[str, Field[Any]]:
    """Return the fields of a kind that columns may hold, by name."""
    return {each.name: each for each in fields(KINDS[kind]) if "reader" in each.metadata}
