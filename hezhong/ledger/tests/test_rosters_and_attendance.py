"""Rosters and attendance sheets as sites have them, cell by cell."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from hezhong.ledger.tests.test_payrolls import said
from hezhong.ledger.tests.written import card, csv, person, xlsx
from hezhong.ledger.ways_in.cells import Rate
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.read import Asked, Reading, prepare, read, read_grid

(ZHAO, ZHAO_ID), (QIAN, QIAN_ID) = person(0), person(1)
TURNING = Period(date(2026, 3, 11), date(2026, 4, 10))


def one(data: bytes, layout: str, period: Period | None = None) -> Reading:
    (reading,) = read(data, Asked(period=period))
    assert list(map(str, reading.faults)) == []
    assert reading.mapping.layout == layout
    return reading


def test_r1_with_its_sample_row_and_two_cards() -> None:
    heads = ["姓名", "身份证号码", "参建单位名称", "参建单位信用代码", "班组名称", "工种名称", "手机号码", "入场日期", "退场日期", "出生日期", "性别", "籍贯", "民族", "学历", "政治面貌", "家庭地址", "签发机关", "身份证有效期", "银行名称", "银行账户", "开户地址", "备注", "卡号"]
    rows = [["说明:1、红字为必填项目"], heads, ["xxx", "xxxxxxxxxxxxxxxxxx", "xxx公司", "", "", "", "", "1970-01-01"],
            [ZHAO, ZHAO_ID, "甲", "", "木工班", "木工", "138 0013 8000", "2026/3/1", "", datetime(1960, 1, 1), "男", "广东", "汉", "", "", "某村１号", "", "长期", "工商银行", card(1), "", "", "0012345678"]]
    data = xlsx({"项目人员": rows, "WpsReserved_CellImgList": [["姓名", "身份证号码"], ["x", "y"]]}, {"项目人员": [(0, 0, 0, 20)]}, hidden=["WpsReserved_CellImgList"])
    reading = one(data, "R1")
    assert [(each.row, each.why) for each in reading.dropped] == [(3, "样例行")]
    (row,) = reading.rows
    assert said(row, "number", "name", "identity", "employer", "team", "trade", "phone", "entered", "left", "birth_date") == (
        4, ZHAO, ZHAO_ID, "甲", "木工班", "木工", "13800138000", date(2026, 3, 1), None, date(1960, 1, 1))
    assert said(row, "gender", "address", "ethnic_group", "bank_name", "bank_account", "gate_card") == ("男", "某村1号", "汉", "工商银行", card(1), "0012345678")


def test_r2_and_r3() -> None:
    heads = ["", "序号", "姓名", "身份证号码", "性别", "工种", "电话号码", "身份证地址", "工日工资", "工时工资", "", "", "", "", "", "合同编号"]
    reading = one(xlsx({"班组花名册  ": [["花名册"], heads, ["", 1, ZHAO, ZHAO_ID, "男", "木工", 13800138000.0, "某村", "15000元/月", 35, "", "", "", "", "", "HT-01"]]}), "R2")
    assert said(reading.rows[0], "phone", "day_rate", "hour_rate", "contract_no", "address") == ("13800138000", Rate(1500000, "month"), Rate(3500, "hour"), "HT-01", "某村")
    heads = ["编号", "姓名", "性别", "工种\n(或岗位)", "家庭地址", "身份证号", "联系电话", "劳动合同编号"]
    rows = [["劳务作业人员(含管理人员和作业人员)花名册"], ["项目名称(全称):云山花园"], ["分包单位名称:甲", "", "", "", "", "2026年", "3月"], [], heads, [1, QIAN, "女", "电工", "某村", QIAN_ID, "020-12345678", "002"]]
    reading = one(xlsx({"花名册": rows}, {"花名册": [(0, 0, 0, 7), (1, 0, 1, 7), (2, 0, 2, 4)]}), "R3")
    assert said(reading.rows[0], "number", "name", "identity", "trade", "phone", "contract_no") == (6, QIAN, QIAN_ID, "电工", "02012345678", "002")


def test_r4_r5_and_r6_of_platforms() -> None:
    heads = ["projectCode", "corpCode", "corpName", "teamSysNo", "teamName", "workerName", "isTeamLeader", "idCardType", "idCardNumber", "workType", "workRole", "hasBuyInsurance", "nation", "address", "headImage", "politicsType", "cellPhone", "cultureLevelType", "grantOrg"]
    reading = one(xlsx({"s": [heads, ["P1", "C1", "甲", "T1", "木工班", ZHAO, 1, "01", ZHAO_ID, "020", 20, 1, "汉", "某村", "", "", "13800138000", "", ""]]}), "R4")
    assert said(reading.rows[0], "name", "leads_team", "role", "trade", "employer_code") == (ZHAO, True, "worker", "020", "C1")
    heads = ["projectCode", "corpCode", "corpName", "teamSysNo", "idCardType", "idCardNumber", "date", "type"]
    reading = one(xlsx({"s": [heads, ["P1", "C1", "甲", "T1", "01", ZHAO_ID, "2026-03-01", 1], ["P1", "C1", "甲", "T1", "01", QIAN_ID, datetime(2026, 3, 2), 0]]}), "R5")
    assert [said(row, "identity", "day", "moves") for row in reading.rows] == [(ZHAO_ID, date(2026, 3, 1), "in"), (QIAN_ID, date(2026, 3, 2), "out")]
    heads = ["companyCode*", "groupCode*", "name*", "identification*", "startExpiration*", "endExpiration*", "issuingUnit*", "address*", "ethnic*", "phone", "photo*", "postType*", "isLeader*", "workTypeCode*", "enterDate*", "exitDate", "bankCode", "bankName"]
    reading = one(xlsx({"s": [heads, ["C1", "G1", ZHAO, ZHAO_ID, "2020-01-01", "2099-12-31", "某局", "某村", "汉", "", "", 0, 0, "020", "20260301", "", "", ""]]}), "R6")
    assert said(reading.rows[0], "role", "leads_team", "entered", "left", "employer_code") == ("worker", False, date(2026, 3, 1), None, "C1")


def a1(first_row: list, second_row: list) -> bytes:
    days = [*range(11, 32), *range(1, 11)]
    low = ["", "", "", *days, "加班/天数", "合计", "工人签字"]
    top = ["编号", "姓名", "工种", "3月", *[""] * 20, "4月", *[""] * 9]
    rows = [["劳务作业人员(含管理人员和作业人员)考勤表"], ["项目名称：云山花园"], ["分包单位名称：甲"], top, low,
            [1, ZHAO, "木工", *first_row], ["", "", "", *second_row], [2, QIAN, "电工", *["√"] * 31], [], ["制表人：", "", "", "审核人："]]
    merges = [(0, 0, 0, 36), *((3, n, 4, n) for n in range(3)), (3, 3, 3, 23), (3, 24, 3, 33), *((5, n, 6, n) for n in range(3))]
    return xlsx({"考勤": rows}, {"考勤": merges})


def test_a1_two_rows_a_worker_over_two_months() -> None:
    reading = one(a1(["√", "", 0.5, "半", "假"] + [""] * 25 + ["√"], [2, "", "", 1.5] + [""] * 26 + [3]), "A1", TURNING)
    zhao = [said(row, "day", "days", "overtime_hours", "status") for row in reading.rows if row.name == ZHAO]
    assert zhao == [
        (date(2026, 3, 11), 1, 2, "√"), (date(2026, 3, 13), Decimal("0.5"), None, None), (date(2026, 3, 14), Decimal("0.5"), Decimal("1.5"), "半"),
        (date(2026, 3, 15), 0, None, "假"), (date(2026, 4, 10), 1, 3, "√")]
    qian = [row.day for row in reading.rows if row.name == QIAN]
    assert (len(qian), min(qian), max(qian)) == (31, date(2026, 3, 11), date(2026, 4, 10))
    assert {row.number for row in reading.rows} == {6, 8}


def test_a1_names_the_day_that_cannot_be_read_and_asks_for_the_period() -> None:
    (reading,) = read(a1(["√", "来了"] + [""] * 29, []), Asked(period=TURNING))
    assert reading.rows == ()
    assert [(fault.row, fault.column) for fault in reading.faults] == [(6, "3月/12")]
    (reading,) = read(a1(["√"], []))
    assert [fault.says for fault in reading.faults] == ["不知道是哪一段时间的考勤。请选“哪个月”，或者填“从哪天”“到哪天”，再按这样重新读"]


def test_the_same_worker_twice_in_a_grid() -> None:
    heads = ["工号", "姓名", "班组", *[f"03-{n:02d}" for n in range(1, 8)]]
    data = csv([heads, ["7", ZHAO, "木工班", *["√"] * 7], ["8", ZHAO, "木工班", *["√"] * 7], ["7", ZHAO, "木工班", "√"]])
    (reading,) = read(data, Asked("attendance", Period(date(2026, 3, 1), date(2026, 3, 31))))
    assert [(fault.row, fault.column) for fault in reading.faults] == [(4, "姓名")]
    assert "和第 2 行是同一个人" in reading.faults[0].says


def test_a_day_that_the_period_lacks_matters_only_where_something_stands_in_it() -> None:
    heads = ["工号", "姓名", "班组", *range(1, 32)]
    february = Asked("attendance", Period(date(2026, 2, 1), date(2026, 2, 28)))
    (reading,) = read(csv([heads, ["7", ZHAO, "木工班", *["√"] * 28]]), february)
    assert (len(reading.rows), reading.faults) == (28, ())
    (reading,) = read(csv([heads, ["7", ZHAO, "木工班", *["√"] * 29]]), february)
    assert [(fault.row, fault.column, fault.says) for fault in reading.faults] == [(1, "29", "这一天不在 2026年2月 里。请看看选的时间对不对")]


def test_a13_half_days_in_figures_of_a_vendor() -> None:
    heads = ["工号", "姓名", "班组", *[f"03-{n:02d}" for n in range(1, 8)]]
    march = Asked("attendance", Period(date(2026, 3, 1), date(2026, 3, 31)))
    (table,) = prepare(csv([heads, ["7", ZHAO, "木工班", 0, 1, 2, 3, 4, "", ""]]), march)
    mapping = table.mapping.coded("status", {"0": "旷工", "1": "休息", "2": "全天", "3": "上午", "4": "下午"})
    reading = read_grid(table.grid, table.heading, mapping, march.period)
    assert [said(row, "days", "status") for row in reading.rows] == [
        (0, "旷工"), (0, "休息"), (1, "全天"), (Decimal("0.5"), "上午"), (Decimal("0.5"), "下午")]


def test_a2_blocks_of_a_punch_clock() -> None:
    days = [*range(11, 32), *range(1, 11)]
    rows = [["员工刷卡记录表"], ["考勤日期 2026-03-11 ～ 2026-04-10"], [f"工号：7  姓名：{ZHAO}  部门：木工班"], days, ["07:01\n11:58\n18:02", "07:05", *[""] * 28, "06:59\n18:30"],
            ["工号：8", "", f"姓名：{QIAN}", "", "部门：钢筋班"], days, ["", "", "07:00\n18:00"]]
    reading = one(xlsx({"Sheet1": rows}, {"Sheet1": [(0, 0, 0, 30), (2, 0, 2, 30)]}), "A2")
    assert [said(row, "name", "worker_no", "team", "day", "started", "ended", "status") for row in reading.rows] == [
        (ZHAO, "7", "木工班", date(2026, 3, 11), time(7, 1), time(18, 2), None), (ZHAO, "7", "木工班", date(2026, 3, 12), time(7, 5), None, "仅一次打卡"),
        (ZHAO, "7", "木工班", date(2026, 4, 10), time(6, 59), time(18, 30), None), (QIAN, "8", "钢筋班", date(2026, 3, 13), time(7, 0), time(18, 0), None)]
    assert reading.rows[0].punches == (time(7, 1), time(11, 58), time(18, 2))


def test_a3_daily_detail() -> None:
    heads = ["日期", "姓名", "工种", "上班打卡时间", "下班打卡时间", "当日工时", "基本工时", "加班工时", "当日基本工资", "当日加班工资", "当日总工资", "备注"]
    reading = one(xlsx({"明细": [heads, ["2026-03-11", ZHAO, "木工", "07:00", time(18, 30), 10.5, 8, 2.5, 300, 94, 394, ""], ["2026年3月12日", ZHAO, "木工", "07:00", "", 0, 0, 0, 0, 0, 0, "异常:单日仅一次打卡"]]}), "A3")
    assert [said(row, "day", "started", "ended", "hours", "overtime_hours", "day_pay", "remark") for row in reading.rows] == [
        (date(2026, 3, 11), time(7), time(18, 30), Decimal("10.5"), Decimal("2.5"), 39400, None), (date(2026, 3, 12), time(7), None, 0, 0, 0, "异常:单日仅一次打卡")]


def test_a4_wide_csv_with_comment_rows() -> None:
    heads = ["工号", "姓名（脱敏）", "班组", "工种", "班制", "03-01", "03-02", "03-03", "03-04", "03-05", "03-06", "应出勤天", "实际出勤天", "出勤率(天口径)%", "排班工时", "有效打卡工时", "出勤率(工时口径)%", "迟到天数", "早退天数", "缺勤天数", "请假天数", "作废天数", "出勤工日(=有效工时/8)"]
    rows = [["# 出勤导出 2026年3月"], ["# 口径一"], ["# 口径二"], ["# 状态缩写：勤 迟 早 迟早 缺 假 废 -非排班"], heads,
            ["7", "赵*国", "木工班", "木工", "白班", "勤(9h)", "迟", "缺", "-", "假", "迟早(7.5h)", 5, 3, 60, 40, 24, 60, 1, 0, 1, 1, 0, 3]]
    reading = one(csv(rows), "A4")
    assert [said(row, "day", "days", "hours", "status") for row in reading.rows] == [
        (date(2026, 3, 1), 1, 9, "勤"), (date(2026, 3, 2), 1, None, "迟"), (date(2026, 3, 3), 0, None, "缺"), (date(2026, 3, 5), 0, None, "假"), (date(2026, 3, 6), 1, Decimal("7.5"), "迟早")]
    assert said(reading.rows[0], "name", "worker_no", "team", "trade") == ("赵*国", "7", "木工班", "木工")


def test_a5_office_export_and_a12_team_summary() -> None:
    top = ["姓名", "工号", "部门", "日期", "星期", "班次", "考勤组", "上班1", "", "统计", "", "", "", ""]
    low = ["", "", "", "", "", "", "", "上班打卡时间", "上班打卡结果", "应出勤天数", "实际出勤天数", "迟到次数", "旷工天数", "加班总时长(小时)"]
    rows = [top, low, [ZHAO, "7", "木工班", "2026-03-01", "星期日", "A", "工地", "07:01", "正常", 1, 1, 0, 0, 1.5]]
    reading = one(xlsx({"每日": rows}, {"每日": [*((0, n, 1, n) for n in range(7)), (0, 7, 0, 8), (0, 9, 0, 13)]}), "A5")
    assert said(reading.rows[0], "number", "name", "worker_no", "team", "day", "started", "status", "days", "overtime_hours") == (
        3, ZHAO, "7", "木工班", date(2026, 3, 1), time(7, 1), "正常", 1, Decimal("1.5"))
    heads = ["考勤月份", "班组", "打卡次数", "分包单位", "劳务工种", "人数", "总出勤", "总工日"]
    reading = one(xlsx({"统计": [heads, ["2026-03", "木工班", 1200, "甲", "木工", 20, 500, "480.5"]]}), "A12")
    assert said(reading.rows[0], "month", "team", "swipes", "people", "attended", "days") == ((2026, 3), "木工班", 1200, 20, 500, Decimal("480.5"))


DEVICE = ["projectCode", "teamSysNo", "teamName", "idCardType", "idCardNumber", "date", "direction", "image", "channel", "attendType", "lng", "lat"]
HUZHOU = [*DEVICE[:2], "personId", *DEVICE[3:]]
GATES = {
    "A6": (DEVICE, lambda way: ["P", "T", "木工班", "01", ZHAO_ID, "2026-03-11 07:00:01", {"in": "01", "out": "02"}[way], "", "", "", "", ""]),
    "A9": (HUZHOU, lambda way: ["P", "T", "77", "01", ZHAO_ID, "2026-03-11 07:00:01", {"in": "01", "out": "02"}[way], "", "", "", "", ""]),
    "A7": (["identification*", "swipeTime*", "swipeType*", "image", "attendType*", "curNumber*", "deviceCode", "workPointName", "temperature"],
           lambda way: [ZHAO_ID, "2026-03-11 07:00:01", {"in": 1, "out": 0}[way], "", 5, "1", "D1", "东门", 36.5]),
    "A10": (["cardNo", "deviceSn", "type", "recordTime", "photo"], lambda way: ["0012345678", "D1", {"in": 1, "out": 2}[way], 1773183601, ""]),
    "A11": (["worker", "direction", "trigger_time", "original_time", "equipment_id", "serial_number", "photos"],
            lambda way: [ZHAO, {"in": 0, "out": 1}[way], datetime(2026, 3, 11, 7, 0, 1), "2026-03-11 06:59:58", "D1", "S", ""]),
}  # fmt: skip


@pytest.mark.parametrize("layout", GATES)
def test_the_four_codings_of_a_gate(layout: str) -> None:
    heads, row = GATES[layout]
    reading = one(xlsx({"s": [heads, row("in"), row("out"), row("out")]}), layout)
    assert [row.moves for row in reading.rows] == ["in", "out"]
    assert [(each.row, each.why) for each in reading.dropped] == [(4, "和第 3 行完全相同")]
    assert {row.at for row in reading.rows} == {datetime(2026, 3, 11, 7, 0, 1)}
    assert {row.identity or row.card or row.name for row in reading.rows} == {"0012345678" if layout == "A10" else ZHAO if layout == "A11" else ZHAO_ID}
    if layout == "A7":
        assert reading.rows[0].source == "by_hand"
    if layout == "A11":
        assert reading.rows[0].device_at == datetime(2026, 3, 11, 6, 59, 58)


def test_a8_without_the_name_of_the_team() -> None:
    heads = ["projectCode", "teamSysNo", "idCardType", "idCardNumber", "date", "direction", "image", "channel", "attendType", "lng", "lat"]
    rows = [["P1", "T1", "01", ZHAO_ID, "2026-03-11 07:01:02", "01", "", "", "", "", ""], ["P1", "T1", "01", ZHAO_ID, "2026-03-11 18:00:00", "02", "", "", "", "", ""]]
    reading = one(xlsx({"s": [heads, *rows]}), "A8")
    assert [said(row, "identity", "at", "moves") for row in reading.rows] == [
        (ZHAO_ID, datetime(2026, 3, 11, 7, 1, 2), "in"), (ZHAO_ID, datetime(2026, 3, 11, 18), "out")]
