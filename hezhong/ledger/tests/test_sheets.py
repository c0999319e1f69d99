"""The kinds of file: the .xls of 1997 gives the same rows as .xlsx, and says which digits it lost."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezhong.ledger.tests.written import card, person, xlsx
from hezhong.ledger.tests.written_xls import xls
from hezhong.ledger.ways_in import cells
from hezhong.ledger.ways_in.faults import Unreadable
from hezhong.ledger.ways_in.periods import Period, period_of
from hezhong.ledger.ways_in.read import Asked, prepare, read

HEADS = ["姓名", "身份证号", "工作班组", "出勤工日", "应发工资", "实发工资", "未发工资", "工资状态"]
MARCH = Asked(period=Period(date(2026, 3, 1), date(2026, 3, 31)))
SHEET = [HEADS, *([*person(n), "木工班", 22.0, 6600.0, "6,000.00元", 600.5, "未结清"] for n in range(30))]


def test_the_xls_of_1997_gives_the_same_rows() -> None:
    (old,), (new,) = read(xls("工资", SHEET), MARCH), read(xlsx({"工资": SHEET}), MARCH)
    assert list(map(str, old.faults)) == []
    assert old.rows == new.rows
    assert (len(old.rows), old.rows[29].identity, old.rows[29].net, old.rows[29].unpaid) == (30, person(29)[1], 600000, 60050)


def test_an_xls_that_kept_its_numbers_as_numbers_is_told_so() -> None:
    sheet = [["序号", "收款账号", "收款户名", "收款方开户行", "金额", "用途"], [1.0, float(card(1)), "甲乙", "", 5.0, "工资"]]
    (reading,) = read(xls("代发", sheet))
    assert [(fault.row, fault.column) for fault in reading.faults] == [(2, "收款账号")]


def test_days_as_the_numbers_of_a_spreadsheet() -> None:
    number = float((date(2026, 3, 11) - date(1899, 12, 30)) / timedelta(days=1))
    heads = ["projectCode", "corpCode", "corpName", "teamSysNo", "idCardType", "idCardNumber", "date", "type"]
    (reading,) = read(xls("s", [heads, ["P", "C", "甲", "T", "01", person(1)[1], number, 1.0]]))
    assert [(row.day, row.moves) for row in reading.rows] == [(date(2026, 3, 11), "in")]


def test_a_formula_that_was_computed_is_its_result() -> None:
    (reading,) = read(xlsx({"工资": [HEADS, [*person(1), "", 22, "=22*300 -> 6600", 6000, '=IF(1,"","") -> ', ""]]}), MARCH)
    assert reading.faults[0].column == "未发工资"
    (reading,) = read(xlsx({"工资": [HEADS, [*person(1), "", 22, "=22*300 -> 6600", 6000, 600, ""]]}), MARCH)
    assert reading.rows[0].gross == 660000


ROSTER = [["编号", "姓名", "性别", "工种(或岗位)", "家庭地址", "身份证号", "联系电话", "劳动合同编号"], [1, person(1)[0], "男", "木工", "", person(1)[1], "", ""]]


def test_a_workbook_with_sheets_of_several_kinds() -> None:
    data = xlsx({"说明": [["请如实填写"], ["每月一次"]], "花名册": ROSTER, "工资": SHEET})
    assert [(reading.sheet, reading.mapping.kind) for reading in read(data, MARCH)] == [("花名册", "roster"), ("工资", "payroll")]
    asked = Asked("payroll", MARCH.period)
    assert [reading.sheet for reading in read(data, asked)] == ["工资"]
    with pytest.raises(Unreadable, match="“花名册”是花名册，不是工资表"):
        read(xlsx({"花名册": ROSTER}), asked)


def test_p14_the_four_sheets_of_a_reconciliation() -> None:
    data = xlsx({
        "实名制表": [["实名制表"], ["序号", "姓名", "身份证号码", "性别", "工种", "进场日期"], [1, *person(1), "男", "木工", "2026-01-05"]],
        "工资表": [["序号", "姓名", "身份证号", "出勤天数", "日工资", "应发金额", "代扣", "实发金额", "领款人签字"], [1, *person(1), 20, 300, 6000, 0, "6000.00", ""]],
        "支付明细": [["收款方名称", "收款方账号", "收款方银行名称", "联行号", "金额（元）", "摘要"], [person(1)[0], card(1), "工商银行", "102581000013", 6000, "工资"]],
        "考勤表": [["序号", "姓名", "工种", *range(1, 32)], [1, person(1)[0], "木工", *["√"] * 20]],
    })
    assert [table.unread for table in prepare(data, MARCH)] == [("序号",), ("序号", "代扣", "领款人签字"), (), ("序号",)]
    readings = read(data, MARCH)
    assert [list(map(str, reading.faults)) for reading in readings] == [[], [], [], []]
    assert [(reading.mapping.kind, reading.mapping.layout, len(reading.rows)) for reading in readings] == [
        ("roster", "", 1), ("payroll", "", 1), ("bank", "", 1), ("attendance", "", 20)]
    assert (readings[2].rows[0].amount, readings[2].rows[0].routing_no, readings[2].rows[0].outcome) == (600000, "102581000013", None)


def test_a_sheet_with_people_in_it_is_never_passed_over() -> None:
    with pytest.raises(Unreadable, match="“补发”前 20 行没有找到表头"):
        read(xlsx({"工资": SHEET, "补发": [[*person(40), 100.0]]}), MARCH)


@given(st.integers(0, 10**11), st.sampled_from(["{}", "{}元", "¥{}", "￥ {} 元", "{}元整"]), st.booleans(), st.booleans())
def test_money_in_every_dress(fen: int, dress: str, grouped: bool, wide: bool) -> None:
    yuan, cents = divmod(fen, 100)
    digits = str(yuan)
    if grouped:
        digits = ",".join(reversed([digits[max(end - 3, 0) : end] for end in range(len(digits), 0, -3)]))
    text = dress.format(f"{digits}.{cents:02d}")
    if wide:
        text = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
    assert cells.fen(text) == fen


@pytest.mark.parametrize(("text", "since", "until"), [
    ("2026年03月11日 - 2026年04月10日", (2026, 3, 11), (2026, 4, 10)), ("考勤日期 2026-03-11 ～ 2026-04-10", (2026, 3, 11), (2026, 4, 10)),
    ("2026年 3月11日-4月10日工资表", (2026, 3, 11), (2026, 4, 10)), ("2026.12.11至2027.1.10", (2026, 12, 11), (2027, 1, 10)),
    ("2026年12月11日—1月10日", (2026, 12, 11), (2027, 1, 10)), ("某公司 2月 2028 工资表", (2028, 2, 1), (2028, 2, 29)), ("２０２６年３月份工资", (2026, 3, 1), (2026, 3, 31)),
    ("制表日期：2026年4月5日 2026年3月工资", (2026, 3, 1), (2026, 3, 31)), ("2026-03 工资", (2026, 3, 1), (2026, 3, 31)),
])  # fmt: skip
def test_periods_as_titles_say_them(text: str, since: tuple[int, int, int], until: tuple[int, int, int]) -> None:
    assert period_of([text]) == Period(date(*since), date(*until))


@pytest.mark.parametrize("text", ["工资表", "3月工资", "制表日期：2026年4月5日", "打印 2026-04-05", "2026/4/5", "2026年13月", "2025年1月1日-2026年1月2日", "2026年2月30日-2026年3月1日", "2026年4月10日-2026年3月11日"])
def test_no_period_is_made_up(text: str) -> None:
    assert period_of([text]) is None
