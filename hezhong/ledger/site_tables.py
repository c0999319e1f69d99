"""Building sites: who builds, who works there, who came in (根治欠薪: 实名制、专户、保证金、维权信息公示)."""

from hezhong.ledger.vocabulary import Column, Kind, Table, code, count, day, fen, flag, token

SITES = Table(
    "sites", "工程建设项目", "building site",
    key=("site",),
    columns={
        "site": token("项目"),
        "owner": token("建设单位", optional=True),
        "general_contractor": token("施工总承包单位", optional=True),
        "trade": code("行业", housing="房屋建筑", municipal="市政", transport="交通", water="水利", energy="能源", other="其他"),
        "contract_fen": fen("工程合同价款", optional=True),
        "began_on": day("开工日期", optional=True),
        "ended_on": day("竣工日期", optional=True),
        "state": code("状态", preparing="筹建", building="在建", stopped="停工", finished="竣工"),
        "wage_account": token("农民工工资专用账户", optional=True),
        "security": code("工资保证金", deposit="现金存储", guarantee="银行保函", insurance="保证保险", none="未存储"),
        "security_fen": fen("工资保证金金额", optional=True),
        "security_until": day("保证金（保函）到期日", optional=True),
        "notice_board": flag("维权信息告示牌"),
        "labour_officer": token("劳资专管员", optional=True),
    },
)  # fmt: skip

SITE_EMPLOYERS = Table(
    "site_employers", "参建单位", "employer on a site in a role",
    key=("site", "employer", "role"),
    columns={
        "site": token("项目"),
        "employer": token("单位"),
        "role": code("承包关系", general="施工总承包", subcontract="专业分包", labour="劳务分包"),
        "since": day("进场日期", optional=True),
        "until": day("退场日期", optional=True),
        "contract_fen": fen("分包合同价款", optional=True),
    },
)  # fmt: skip

LABOUR_FEES = Table(
    "labour_fees", "人工费用拨付计划", "instalment of labour fees that the owner owes to the wage account",
    key=("site", "due_on"),
    columns={"site": token("项目"), "due_on": day("约定拨付日"), "due_fen": fen("应拨付人工费用")},
    dated="due_on",
)  # fmt: skip

ROSTER = Table(
    "roster", "农民工花名册", "worker on a site with an employer",
    key=("site", "worker", "employer"),
    columns={
        "site": token("项目"),
        "worker": token("劳动者"),
        "employer": token("用工单位"),
        "team": token("班组", optional=True),
        "entered_on": day("进场日期"),
        "left_on": day("退场日期", optional=True),
        "card": token("工资卡", optional=True),
        "agreed_fen": fen("约定工资", optional=True),
        "per": code("计薪方式", optional=True, month="月", day="日", hour="时", piece="计件"),
        "contract": token("劳动合同", optional=True),
    },
)  # fmt: skip

ATTENDANCE = Table(
    "attendance", "考勤记录", "swipe at a gate",
    key=("site", "worker", "day", "swiped_at", "direction"),
    columns={
        "site": token("项目"),
        "worker": token("劳动者"),
        "day": day("考勤日"),
        "swiped_at": Column(Kind.MOMENT, "刷卡时间"),
        "direction": code("进出", come="进", go="出", unknown="未知"),
        "means": code("方式", optional=True, face="人脸", card="刷卡", phone="手机", paper="补录"),
        "gate": token("考勤设备", optional=True),
        "employer": token("用工单位", optional=True),
    },
    dated="day",
)  # fmt: skip

LABOUR_DAYS = Table(
    "labour_days", "计工单", "worker and day on a site, as the team writes them down where there is no gate",
    key=("site", "worker", "day"),
    columns={
        "site": token("项目"),
        "worker": token("劳动者"),
        "day": day("日期"),
        "minutes": Column(Kind.MINUTES, "工作时长"),
        "team_size": count("当日班组人数", optional=True),
    },
    dated="day",
)  # fmt: skip

TABLES = (SITES, SITE_EMPLOYERS, LABOUR_FEES, ROSTER, ATTENDANCE, LABOUR_DAYS)
