"""What is derived from the tables and kept: a worker's month and a site's month, one row for all that is known of it.

Rules read these and not the swipes: three million rows instead of ninety. A row is there when any source knows the key,
so a worker on no roster, or on a roster only, does not vanish. Nothing here is stated by anybody; it can be made again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hezhong.ledger.vocabulary import CITY, Column, Kind, Table, code, count, day, fen, flag, token


@dataclass(frozen=True)
class Derived:
    """A table made from others, a partition a month and city. key: one row for each, with city and month."""

    name: str
    title: str
    one_row_per: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]

    @property
    def all_columns(self) -> Mapping[str, Column]:
        """Return the columns with city and month in front."""
        return {CITY: Column(Kind.CITY, "地级以上市"), "month": Column(Kind.MONTH, "所属月"), **self.columns}


WORKER_MONTH = Derived(
    "worker_month", "劳动者月度汇总", "worker and month on a site, or with an employer where there is no site",
    key=("site", "employer", "worker"),
    columns={
        "site": token("项目"),  # 0 where there is none
        "employer": token("单位"),  # of the key: 0 on a site, where several employers may share a worker
        "worker": token("劳动者"),
        "hired_by": token("用工单位", optional=True),  # from the roster, else the payroll, else the gate
        "day_bits": Column(Kind.TOKEN, "出勤日（按位）"),  # bit d is set when day d of the month was worked
        "days": count("出勤天数"),
        "swipes": count("刷卡次数"),
        "come_first": Column(Kind.MINUTES, "最早进场（分）", optional=True),  # minute of the day, over all days
        "come_last": Column(Kind.MINUTES, "最晚进场（分）", optional=True),
        "come_bits": Column(Kind.TOKEN, "进场日（按位，分钟单双分列）"),  # bit d: came in on day d at an even minute; bit 31 + d: at an odd one
        "written_minutes": Column(Kind.COUNT, "记工时长（分）", optional=True),  # of labour_days, where there is no gate
        "written_most": Column(Kind.MINUTES, "单日最长（分）", optional=True),
        "lines": count("工资表行数"),
        "stated_days": count("工资表出勤天数", optional=True),
        "due_fen": fen("应发"),
        "deducted_fen": fen("扣款"),
        "net_fen": fen("实发"),
        "due_on": day("应发日期", optional=True),  # the earliest of the lines
        "unconfirmed": count("未确认行数"),
        "refused": count("不认可行数"),
        "paid_fen": fen("已支付"),  # booked and not returned, for wages of this month, whenever booked
        "paid_late_fen": fen("应发日后支付"),  # of paid_fen: booked after due_on
        "other_fen": fen("专户外支付"),  # of paid_fen: not from the wage account
        "returned_fen": fen("退票"),
        "first_paid_on": day("最早支付日", optional=True),
        "last_paid_on": day("最晚支付日", optional=True),
        "card_low": token("收款卡（小）", optional=True),  # least and greatest card token: differ when there are two
        "card_high": token("收款卡（大）", optional=True),
        "on_roster": flag("在册"),
        "entered_on": day("进场日期", optional=True),
        "left_on": day("退场日期", optional=True),
        "agreed_fen": fen("约定工资", optional=True),
        "per": code("计薪方式", optional=True, month="月", day="日", hour="时", piece="计件"),
        "card": token("登记工资卡", optional=True),
        "contract": token("劳动合同", optional=True),  # of the roster, else a contract of the same worker and site or employer
        "contract_since": day("合同起始日", optional=True),
    },
)  # fmt: skip

SITE_MONTH = Derived(
    "site_month", "项目月度汇总", "site and month",
    key=("site",),
    columns={
        "site": token("项目"),
        "attended": count("出勤人数"),
        "stated": count("工资表人数"),
        "paid": count("已付人数"),
        "on_roster": count("在册人数"),
        "due_fen": fen("应发"),
        "net_fen": fen("实发"),
        "paid_fen": fen("已支付"),
        "fee_due_fen": fen("应拨人工费用"),  # of instalments due in this month
        "received_fen": fen("专户拨入"),
        "spent_fen": fen("专户支出"),
        "balance_fen": fen("最近余额", optional=True),
        "balance_on": day("余额日", optional=True),
    },
)  # fmt: skip

DERIVED: Mapping[str, Derived] = {table.name: table for table in (WORKER_MONTH, SITE_MONTH)}


def shaped(name: str, tables: Mapping[str, Table]) -> Table | Derived:
    """Return the declaration of a table, stated or derived. Raises: KeyError."""
    return DERIVED[name] if name in DERIVED else tables[name]
