"""What offices know of employers: people laid off, people insured, what they use and owe, complaints, and the events of cases."""

from hezhong.ledger.vocabulary import Column, Kind, Table, code, count, day, fen, token

LAYOFF_REPORTS = Table(
    "layoff_reports", "裁员日报告", "employer and day",
    key=("employer", "day"),
    columns={
        "employer": token("用人单位"),
        "day": day("报告日"),
        "employed": count("职工总数"),
        "planned": count("拟裁减人数"),
        "dismissed": count("当日解除人数"),
        "severance_fen": fen("应付经济补偿", optional=True),
        "reason": code("原因", optional=True, reorganisation="重整", hardship="生产经营严重困难", change="转产革新", other="客观情况重大变化"),
    },
    dated="day",
)  # fmt: skip

INSURED_HEADS = Table(
    "insured_heads", "社会保险参保人数", "employer, month and insurance",
    key=("employer", "month", "insurance"),
    columns={
        "employer": token("用人单位"),
        "month": Column(Kind.MONTH, "费款所属月"),
        "insurance": code("险种", pension="养老", medical="医疗", unemployment="失业", injury="工伤"),
        "heads": count("参保人数"),
        "owed_fen": fen("欠缴金额", optional=True),
    },
    dated="month",
)  # fmt: skip

# What shows that an employer is in trouble before wages are late (保障农民工工资支付条例 38, 2; 广东省劳动人事争议处理办法 11).
SIGNALS = Table(
    "signals", "生产经营信号", "employer, month and kind of supply or charge",
    key=("employer", "month", "kind"),
    columns={
        "employer": token("用人单位"),
        "month": Column(Kind.MONTH, "费用所属月"),
        "kind": code("类别", water="水", power="电", gas="燃气", tax="税", rent="房租"),
        "used": count("用量", optional=True),  # cubic metres or kWh; of water, power and gas
        "billed_fen": fen("当月应缴金额", optional=True),
        "owed_fen": fen("其中欠缴金额", optional=True),  # of this month's charge, as last told; so months may be summed
    },
    dated="month",
)  # fmt: skip

COMPLAINTS = Table(
    "complaints", "投诉举报", "complaint or report about an employer",
    key=("received_on", "complaint"),
    columns={
        "received_on": day("收到日期"),
        "complaint": token("投诉件"),
        "employer": token("被投诉单位"),
        "site": token("项目", optional=True),
        "channel": code("来源", window="窗口", online="网上", hotline="12345", petition="信访", transferred="转办"),
        "subject": code("事由", wages="工资", hours="工时", contract="劳动合同", insurance="社会保险", other="其他"),
        "people": count("涉及人数"),
        "claimed_fen": fen("涉及金额", optional=True),
        "closed_on": day("办结日期", optional=True),
    },
    dated="received_on",
)  # fmt: skip

CASE_EVENTS = Table(
    "case_events", "案件事件", "event of a case, without its content",
    key=("day", "event"),
    columns={
        "day": day("发生日"),
        "event": token("事件"),
        "happened_at": Column(Kind.MOMENT, "发生时间"),
        "case": token("案件"),
        "matter": token("事项", optional=True),
        "employer": token("用人单位", optional=True),
        "site": token("项目", optional=True),
        "office": token("办理机构"),
        "step": code("环节", opened="立案", moved="流转", decided="作出决定", closed="办结", reopened="重新办理"),
        "people": count("涉及人数", optional=True),
        "recovered_fen": fen("追回金额", optional=True),
    },
    dated="day",
)  # fmt: skip

TABLES = (LAYOFF_REPORTS, INSURED_HEADS, SIGNALS, COMPLAINTS, CASE_EVENTS)
