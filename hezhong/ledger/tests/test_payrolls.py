"""Payroll sheets as offices have them, cell by cell; the numbers of the layouts are those of the dictionary's."""

from datetime import date, datetime
from decimal import Decimal

from hezhong.ledger.tests.written import card, person, xlsx
from hezhong.ledger.ways_in import headers
from hezhong.ledger.ways_in.cells import Rate
from hezhong.ledger.ways_in.mapping import ColumnMapping, propose
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.read import Asked, read, read_grid
from hezhong.ledger.ways_in.sheets import grids

MARCH = Asked(period=Period(date(2026, 3, 1), date(2026, 3, 31)))
(ZHAO, ZHAO_ID), (QIAN, QIAN_ID) = person(0), person(1)


def one(data: bytes, asked: Asked = MARCH):
    readings = read(data, asked)
    assert [str(fault) for reading in readings for fault in reading.faults] == []
    assert len(readings) == 1
    return readings[0]


def said(row, *names):
    return tuple(getattr(row, name) for name in names)


def test_p1_as_exported_with_empty_sheets() -> None:
    heads = ["参建单位名称", "参建单位信用代码", "姓名", "身份证号", "生活费", "预支费", "罚款", "出勤工日", "日工资", "其他", "本月实际支付", "工资总额"]
    rows = [heads, ["甲劳务", "91440101MA5ABCDE1X", ZHAO, ZHAO_ID, 500, "１，０００", 50, 26.5, "300元", "-", "6,400.00元", 7950],
            ["甲劳务", "91440101MA5ABCDE1X", QIAN, QIAN_ID.lower(), "", "", "/", 20, "15000元/月", 0, 15000.5, "¥15000.50"]]
    reading = one(xlsx({"Sheet1": rows, "Sheet2": [], "Sheet3": []}))
    assert reading.mapping.layout == "P1"
    first, second = reading.rows
    assert said(first, "number", "name", "identity", "employer", "employer_code") == (2, ZHAO, ZHAO_ID, "甲劳务", "91440101MA5ABCDE1X")
    assert said(first, "advance", "fine", "days", "day_rate", "other", "net", "gross") == (
        150000, 5000, Decimal("26.5"), Rate(30000, "day"), None, 640000, 795000)
    assert said(second, "identity", "advance", "fine", "day_rate", "net", "gross") == (QIAN_ID, None, None, Rate(1500000, "month"), 1500050, 1500050)
    assert said(first, "since", "until") == (date(2026, 3, 1), date(2026, 3, 31))


def test_p2_declares_what_is_unpaid() -> None:
    heads = ["参建单位名称", "参建单位信用代码", "姓名", "身份证号", "生活费", "预支费", "罚款", "未支付数", "出勤工日", "日工资", "其他", "本月实际支付", "工资总额"]
    reading = one(xlsx({"工资": [heads, ["甲", "", ZHAO, ZHAO_ID, "", "", "", 3000, 20, 300, "", 3000, 6000]]}))
    assert reading.mapping.layout == "P2"
    assert said(reading.rows[0], "unpaid", "net", "gross") == (300000, 300000, 600000)


def p3(foreman: str = "王五付", total: float = 14400) -> bytes:
    heads = ["序号", "班组", "姓名", "工种", "出勤\n工日", "日工资", "加班\n工时", "加班\n工资", "路费", "工资总额", "预支费", "罚款", "其它", "项目部代付", foreman, "未支付数", "领款人签字", "备注"]
    rows = [["2026年3月 木工班工资发放表"], [], ["项目名称：云山花园"] + [""] * 16 + ["2026年03月11日 - 2026年04月10日"],
            ["", "", "", "", "基础工资", "", "加班", "", "", "", "扣除项"], heads,
            [1, "木工班", ZHAO, "木工", 26, 300, 8, 300, 100, 8200, 1000, 0, 0, 5000, 1200, 1000, "", ""],
            [2, "", QIAN, "木工", 20, 310, 0, 0, 0, 6200, 0, 0, 0, 6200, 0, 0, "", "已离场"],
            ["", "", "", "", 46, "", 8, 300, 100, total, 1000, 0, 0, 11200, 1200, 1000]]
    return xlsx({"3月11日-4月10日工资表": rows}, {"3月11日-4月10日工资表": [(0, 0, 0, 17), (2, 0, 2, 16), (3, 4, 3, 5), (3, 6, 3, 7), (3, 10, 3, 12), (5, 1, 6, 1)]})


def test_p3_asks_once_who_the_foreman_is_and_remembers() -> None:
    (grid,) = grids(p3())
    heading = headers.find(grid)
    proposed = propose(heading)
    assert [(question.head, question.choices) for question in proposed.questions] == [("王五付", ("paid_by_foreman", ""))]
    confirmed = proposed.answered("王五付", "paid_by_foreman")
    remembered = ColumnMapping.of_plain(confirmed.as_plain())
    reading = one(p3(), Asked(remembered=(remembered,)))
    first, second = reading.rows
    assert reading.mapping.layout == "P3"
    assert (reading.period.since, reading.period.until) == (date(2026, 3, 11), date(2026, 4, 10))
    assert said(first, "number", "team", "days", "overtime_hours", "overtime_pay", "travel_pay", "gross") == (6, "木工班", 26, 8, 30000, 10000, 820000)
    assert said(first, "advance", "paid_by_contractor", "paid_by_foreman", "unpaid") == (100000, 500000, 120000, 100000)
    assert said(second, "team", "name", "gross", "remark", "since", "until") == ("木工班", QIAN, 620000, "已离场", date(2026, 3, 11), date(2026, 4, 10))


def test_p3_a_total_that_is_no_sum_and_a_row_without_name() -> None:
    (grid,) = grids(p3(total=14401))
    heading = headers.find(grid)
    reading = read_grid(grid, heading, propose(heading).answered("王五付", ""))
    assert reading.rows == ()
    assert [(fault.row, fault.column, fault.says) for fault in reading.faults] == [(8, "姓名", "没有填。请填写")]


def test_p4_a_year_across_becomes_months() -> None:
    heads = ["序号", "班组", "姓名", "工种", "工资合计", "代付合计", "李四付合计", "未支付金额", "", "1月工资", "1月代付", "2月工资", "2月代付"]
    rows = [["2026年度工资汇总台账"], [], heads,
            [1, "木工班", ZHAO, "木工", 11000, 9000, 1500, 500, "", 5000, 4000, 6000, 5000], ["", "", "小计", "", 11000, 9000, 1500, 500],
            [2, "钢筋班", QIAN, "钢筋工", 7000, 7000, 0, 0, "", "", "", 7000, 7000], ["", "", "总计", "", 18000, 16000]]
    data = xlsx({"台账": rows}, {"台账": [(0, 0, 0, 12)]})
    (grid,) = grids(data)
    heading = headers.find(grid)
    reading = read_grid(grid, heading, propose(heading).answered("李四付合计", "paid_by_foreman"))
    assert list(map(str, reading.faults)) == []
    assert [said(row, "name", "month", "gross", "paid_by_contractor", "paid_by_foreman", "unpaid") for row in reading.rows] == [
        (ZHAO, (2026, 1), 500000, 400000, None, None), (ZHAO, (2026, 2), 600000, 500000, None, None),
        (ZHAO, None, None, None, 150000, 50000), (QIAN, (2026, 2), 700000, 700000, None, None)]
    assert [each.row for each in reading.dropped] == [5, 7]


P5 = ["corpCode*", "corpName*", "teamName*", "payMonth", "workerName*", "idCardNumber*", "days", "workHours", "payRollBankCardNumber*", "payRollBankCode*", "payRollBankName*",
      "payBankCardNumber*", "payBankCode*", "payBankName*", "totalPayAmount*", "actualAmount*", "isBackPay", "backPayMonth", "balanceDate", "thirdPayRollCode*"]


def test_p5_upload_to_the_platform() -> None:
    rows = [P5, ["91440101MA5ABCDE1X", "甲", "木工班", "2026-03", ZHAO, ZHAO_ID, 22, 176, card(1), "102", "工商银行", "4400123412341234", "102", "工商银行", "6600.00", "6600.00", 0, "", "2026-04-15", "G1"],
            ["91440101MA5ABCDE1X", "甲", "木工班", "202603", QIAN, QIAN_ID, 2, 16, card(2), "102", "工商银行", "4400123412341234", "102", "工商银行", 600, 600, 1, "2026-02", datetime(2026, 4, 15), "G1"]]
    reading = one(xlsx({"Payroll": rows}))
    assert reading.mapping.layout == "P5"
    assert said(reading.rows[0], "month", "days", "hours", "bank_account", "gross", "net", "is_back_pay", "pay_date") == (
        (2026, 3), 22, 176, card(1), 660000, 660000, False, date(2026, 4, 15))
    assert said(reading.rows[1], "month", "is_back_pay", "back_pay_month", "pay_date", "net") == ((2026, 3), True, (2026, 2), date(2026, 4, 15), 60000)


def test_p6_monthly_report_and_p7_arrears() -> None:
    heads = ["序号", "月份", "姓名", "身份证号", "联系电话", "所属类型", "所属项目部", "所属分包商", "薪资模式", "自然天数", "出勤天数", "加班天数", "单日工资", "基础应发工资", "缺勤扣款", "加班费", "社保个人扣除", "应发工资", "实发工资", "欠薪金额", "备注"]
    reading = one(xlsx({"月报": [heads, [1, "2026年3月", "赵  建军", ZHAO_ID, 13800138000, "务工人员", "云山", "甲", "日薪制", 31, 20, 1, 300, 6000, 100, 450, 50.05, 6350, 6299.95, 0, ""]]}), Asked())
    row = reading.rows[0]
    assert reading.mapping.layout == "P6"
    assert said(row, "name", "phone", "role", "project", "employer", "days", "overtime_days") == ("赵建军", "13800138000", "worker", "云山", "甲", 20, 1)
    assert said(row, "fine", "overtime_pay", "social_deduct", "gross", "net", "unpaid") == (10000, 45000, 5005, 635000, 629995, 0)
    heads = ["序号", "月份", "姓名", "身份证号", "联系电话", "银行卡号", "所属分包商", "应发工资", "实发工资", "欠薪金额"]
    rows = [heads, *([n, f"2026-0{n}", ZHAO, ZHAO_ID, "", card(1), "甲", 5000, 0, 5000] for n in (1, 2))]
    reading = one(xlsx({"欠薪": rows}), Asked())
    assert reading.mapping.layout == "P7"
    assert [said(row, "month", "unpaid", "since", "until") for row in reading.rows] == [
        ((2026, 1), 500000, date(2026, 1, 1), date(2026, 1, 31)), ((2026, 2), 500000, date(2026, 2, 1), date(2026, 2, 28))]


def test_p9_two_rows_of_heads_and_pay_twice() -> None:
    top = ["序号", "姓 名", "岗位职务", "基本工资", "", "", "", "工龄工资", "顶班", "", "津贴", "补贴", "罚款/扣款", "税前工资", "个人所得税", "合计应发", "财务审核", "", "工资卡号", "备注"]
    low = ["", "", "", "月工资", "日工资", "出勤天数", "实发工资", "", "天数", "工资", "", "", "", "", "", "", "扣款", "实发工资", "", ""]
    rows = [["2026年3月职工工资表"], ["部门：一分厂（科室）：机修"], top, low,
            [1, "赵  军", "车工", 6000, 200, 26, 5200, 100, 1, 200, 50, 50, 20, 5580, 10.5, 5569.5, 69.5, 5500, card(3), ""],
            ["合计", "", "", 6000, "", 26, 5200, 100, 1, 200, 50, 50, 20, 5580, 10.5, 5569.5, 69.5, 5500, "", ""],
            ["分管经理签字：", "", "", "分管厂长（科长）签字：", "", "", "", "", "制表人："], ["备注：以上工资已核对"]]
    merges = [(0, 0, 0, 19), (2, 3, 2, 6), (2, 8, 2, 9), (2, 16, 2, 17), *((2, n, 3, n) for n in (0, 1, 2, 7, 10, 11, 12, 13, 14, 15, 18, 19))]
    for merged in ({"表": merges}, None):
        reading = one(xlsx({"表": rows}, merged), Asked())
        (row,) = reading.rows
        assert reading.mapping.layout == "P9"
        assert said(row, "name", "trade", "days", "day_rate", "gross", "tax", "net", "fine", "bank_account") == (
            "赵军", "车工", 26, Rate(20000, "day"), 556950, 1050, 550000, 8950, card(3))
        assert [each.why for each in reading.dropped] == ["合计行", "签字或者说明", "签字或者说明"]
        assert said(row, "since", "until") == (date(2026, 3, 1), date(2026, 3, 31))


def test_p10_a_sheet_a_month() -> None:
    heads = ["序号", "姓名", "应发工资", "养老保险", "医疗保险", "失业保险", "公积金", "代扣小计", "个人所得税", "实发工资合计", "签名/日期"]
    sheet = lambda month, net: [[f"某公司 {month}月 2026 工资表"], ["根据原工资表截图转录"], heads, [1, ZHAO, 8000, 640, 160, 40, 400, 1240, 0, net], ["合计"]]  # noqa: E731
    readings = read(xlsx({"2月": sheet(2, 6760), "3月": sheet(3, "6,760.00")}))
    assert [reading.mapping.layout for reading in readings] == ["P10", "P10"]
    assert [said(reading.rows[0], "gross", "social_deduct", "net", "since") for reading in readings] == [
        (800000, 124000, 676000, date(2026, 2, 1)), (800000, 124000, 676000, date(2026, 3, 1))]


def test_p11_p12_and_p13() -> None:
    heads = ["序号", "姓名", "性别", "出生日期", "工种", "身份证号", "工作天数", "日薪(元)", "应发工资(元)"]
    reading = one(xlsx({"表": [["建筑工地工人工资表"], heads, [1, ZHAO, "男", "1960-01-01", "木工", ZHAO_ID, "22天", "300", "6600"], ["发放时间：每月15日"]]}))
    assert said(reading.rows[0], "days", "day_rate", "gross") == (22, Rate(30000, "day"), 660000)
    heads = ["姓名", "身份证号", "工作班组", "出勤工日", "应发工资", "实发工资", "未发工资", "工资状态"]
    reading = one(xlsx({"表": [heads, [ZHAO, ZHAO_ID, "木工班", 22, 6600, 6000, 600, "未结清"]]}))
    assert (reading.mapping.layout, *said(reading.rows[0], "team", "net", "unpaid")) == ("P12", "木工班", 600000, 60000)
    heads = ["用户名", "年份", "月份", "基本工资", "岗位工资", "学历工资", "上月绩效工资", "应发工资", "养老保险", "住房公积金", "失业保险", "大病救助", "医保", "工会扣除", "实发工资"]
    reading = one(xlsx({"表": [heads, [ZHAO, 2026, 3, 3000, 2000, 100, 900, 6000, 480, 300, 30, 10, 120, 30, 5030]]}), Asked())
    assert (reading.mapping.layout, *said(reading.rows[0], "month", "gross", "social_deduct", "net")) == ("P13", (2026, 3), 600000, 94000, 503000)
