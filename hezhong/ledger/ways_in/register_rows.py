"""The rows of registers that employers and offices keep: contracts, layoffs, people insured, what is used and owed, labour fees.

Units: money in fen; numbers as Decimal. What may be written of a code stands in the ledger's own table.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.ledger.ways_in import cells
from hezhong.ledger.ways_in.row_fields import Person, read_by


@dataclass(frozen=True)
class ContractRow(Person):
    """One labour contract. term: as written."""

    KIND = "contract"
    TITLE = "劳动合同台账"
    contract_no: str | None = read_by(cells.text, "劳动合同编号", needed=True)
    signed: date | None = read_by(cells.day, "订立日期")
    since: date | None = read_by(cells.day, "起始日期", needed=True)
    until: date | None = read_by(cells.day, "终止日期")
    term: str | None = read_by(cells.text, "期限")
    agreed: cells.Rate | None = read_by(cells.month_rate, "约定工资")
    ended: date | None = read_by(cells.day, "解除或者终止日期")


@dataclass(frozen=True)
class LayoffRow:
    """What an employer that lays people off tells of a day. reason: as written."""

    KIND = "layoff"
    TITLE = "裁员日报告"
    number: int
    day: date | None = read_by(cells.day, "报告日期", needed=True)
    employed: Decimal | None = read_by(cells.number, "职工总数", needed=True)
    planned: Decimal | None = read_by(cells.number, "拟裁减人数", needed=True)
    dismissed: Decimal | None = read_by(cells.number, "当日解除人数", needed=True)
    severance: int | None = read_by(cells.paid, "应付经济补偿")
    reason: str | None = read_by(cells.text, "原因")
    employer: str | None = read_by(cells.text, "单位名称")
    employer_code: str | None = read_by(cells.text, "统一社会信用代码")


@dataclass(frozen=True)
class InsuredRow:
    """How many people an employer has insured in a month. insurance: as written."""

    KIND = "insured"
    TITLE = "社会保险参保人数"
    number: int
    employer_code: str | None = read_by(cells.text, "统一社会信用代码", needed=True)
    month: tuple[int, int] | None = read_by(cells.month, "费款所属月", needed=True)
    insurance: str | None = read_by(cells.text, "险种", needed=True)
    heads: Decimal | None = read_by(cells.number, "参保人数", needed=True)
    owed: int | None = read_by(cells.paid, "欠缴金额")
    employer: str | None = read_by(cells.text, "单位名称")


@dataclass(frozen=True)
class SignalRow:
    """What an employer used and owes of one supply or charge in a month. supply: as written; used: cubic metres or kWh."""

    KIND = "signal"
    TITLE = "生产经营信号"
    number: int
    employer_code: str | None = read_by(cells.text, "统一社会信用代码", needed=True)
    month: tuple[int, int] | None = read_by(cells.month, "费用所属月", needed=True)
    supply: str | None = read_by(cells.text, "类别", needed=True)
    used: Decimal | None = read_by(cells.number, "用量")
    billed: int | None = read_by(cells.paid, "当月应缴金额")
    owed: int | None = read_by(cells.paid, "其中欠缴金额")
    employer: str | None = read_by(cells.text, "单位名称")


@dataclass(frozen=True)
class LabourFeeRow:
    """What the owner of a site has agreed to pay for labour on a day."""

    KIND = "labour_fee"
    TITLE = "人工费用拨付计划"
    number: int
    due_on: date | None = read_by(cells.day, "约定拨付日", needed=True)
    due: int | None = read_by(cells.paid, "应拨付人工费用", needed=True)
