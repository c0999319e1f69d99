"""Pay: what was owed on a sheet, what the bank paid, what stands on the account and what the bank tells of it, what the contract says."""

from hezhong.ledger.vocabulary import Column, Kind, Table, code, count, day, fen, token

PAYROLL_LINES = Table(
    "payroll_lines", "工资支付表明细", "worker on a payroll sheet for a month's wages",
    key=("month", "sheet", "worker"),
    columns={
        "month": Column(Kind.MONTH, "工资所属月"),
        "sheet": token("工资支付表"),
        "worker": token("劳动者"),
        "employer": token("用人单位"),
        "site": token("项目", optional=True),
        "since": day("计薪起日", optional=True),
        "until": day("计薪止日", optional=True),
        "days": count("出勤天数", optional=True),
        "due_fen": fen("应发工资"),
        "deducted_fen": fen("扣款", optional=True),
        "net_fen": fen("实发工资"),
        "due_on": day("应发日期", optional=True),
        "confirmed": code("本人确认", phone="手机确认", signed="签字照片", no="未确认", refused="不认可"),
        "confirmed_on": day("确认日期", optional=True),
    },
    dated="month",
)  # fmt: skip

BANK_LINES = Table(
    "bank_lines", "银行代发明细", "payment that a bank booked",
    key=("booked_on", "line"),
    columns={
        "booked_on": day("记账日"),
        "line": token("银行流水"),
        "account": token("付款账户"),
        "employer": token("付款单位", optional=True),
        "site": token("项目", optional=True),
        "worker": token("收款劳动者"),
        "card": token("收款卡"),
        "paid_fen": fen("金额"),
        "month": Column(Kind.MONTH, "工资所属月", optional=True),
        "channel": code("渠道", wage_account="工资专户", employer_account="单位账户", third_party="第三方代付", cash="现金"),
        "state": code("结果", paid="成功", returned="退票"),
        "returned_on": day("退回日", optional=True),
    },
    dated="booked_on",
)  # fmt: skip

ACCOUNT_BALANCES = Table(
    "account_balances", "工资专户余额", "account and day",
    key=("account", "day"),
    columns={
        "account": token("账户"),
        "day": day("日期"),
        "site": token("项目", optional=True),
        "received_fen": fen("当日拨入"),
        "paid_fen": fen("当日支出"),
        "balance_fen": fen("日终余额"),
    },
    dated="day",
)  # fmt: skip

# What banks tell of wage accounts and security (保障农民工工资支付条例 27, 1 and 33). A register: what is not lifted stands however old it is.
ACCOUNT_NOTICES = Table(
    "account_notices", "账户资金告知", "notice of a bank about an account",
    key=("account", "notice"),
    columns={
        "account": token("工资专户或者保证金账户"),
        "notice": token("告知"),
        "site": token("项目", optional=True),
        "noticed_on": day("告知日期"),
        "kind": code("事项", short="资金未按约定拨付", held="查封、冻结", taken="划拨"),
        "reason": code("查封、冻结、划拨的原因", optional=True, own_wages="支付本项目农民工工资", by_law="法律另有规定", other="其他原因"),
        "fen": fen("涉及金额", optional=True),
        "lifted_on": day("补足、解除或者退回日期", optional=True),
    },
)  # fmt: skip

CONTRACTS = Table(
    "contracts", "劳动合同", "labour contract",
    key=("contract",),
    columns={
        "contract": token("劳动合同"),
        "employer": token("用人单位"),
        "worker": token("劳动者"),
        "site": token("项目", optional=True),
        "signed_on": day("订立日期", optional=True),
        "since": day("起始日"),
        "until": day("终止日", optional=True),
        "term": code("期限", fixed="固定期限", open="无固定期限", task="以完成一定工作任务为期限"),
        "agreed_fen": fen("约定工资", optional=True),
        "per": code("计薪方式", optional=True, month="月", day="日", hour="时", piece="计件"),
        "ended_on": day("解除或者终止日期", optional=True),
    },
)  # fmt: skip

TABLES = (PAYROLL_LINES, BANK_LINES, ACCOUNT_BALANCES, ACCOUNT_NOTICES, CONTRACTS)
