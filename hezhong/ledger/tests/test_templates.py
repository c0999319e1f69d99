"""Our own templates: filled in they are read without a question, in Excel and CSV, and an old one is told so."""

import io
import re
import zipfile

import pytest
import python_calamine as calamine
import xlsxwriter

from hezhong.ledger.tests.written import card, csv, person
from hezhong.ledger.ways_in import templates
from hezhong.ledger.ways_in.faults import Unreadable
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.read import Asked, prepare, read
from hezhong.ledger.ways_in.sheets import template

(ZHAO, ZHAO_ID), (QIAN, QIAN_ID) = person(0), person(1)
FIRST_CELL = {"notice": ("serial", "T1"), "layoff": ("employed", 200), "insured": ("heads", 180), "signal": ("owed", 410050), "labour_fee": ("due", 50000000)}
"""Of tables whose rows are no persons."""
MARCH = Period.of_month(2026, 3)
FILLED = {
    "roster": {"姓名": ZHAO, "身份证号": ZHAO_ID, "入场日期": "2026-03-01", "班组": "木工班", "银行卡号": card(1)},
    "attendance": {"姓名": ZHAO, "身份证号": ZHAO_ID, "1": "√", "2": "半", "3": "9", "31": "假"},
    "payroll": {"月份": "2026-03", "姓名": ZHAO, "身份证号": ZHAO_ID, "应发工资": "6400", "扣款": "100", "实发工资": "6300", "银行卡号": card(1)},
    "bank": {"流水号": "L1", "收款户名": ZHAO, "收款账号": card(1), "金额": "6300", "发放日期": "2026-04-15", "结果": "成功"},
    "labour_days": {"日期": "2026-03-11", "姓名": ZHAO, "身份证号": ZHAO_ID, "当日工时": "9.5"},
    "swipe": {"姓名": ZHAO, "身份证号": ZHAO_ID, "打卡时间": "2026-03-11 07:30", "进出": "进"},
    "notice": {"告知编号": "T1", "告知日期": "2026-04-15", "事项": "查封、冻结", "原因": "其他原因", "涉及金额": "6300", "解除日期": "2026-04-20"},
    "contract": {"姓名": ZHAO, "身份证号": ZHAO_ID, "劳动合同编号": "HT-1", "期限": "固定期限", "起始日期": "2026-03-01", "终止日期": "2027-02-28", "约定工资": "7000"},
    "layoff": {"报告日期": "2026-03-11", "职工总数": "200", "拟裁减人数": "40", "当日解除人数": "3", "应付经济补偿": "120000", "原因": "重整"},
    "insured": {"统一社会信用代码": "91440300MA5EXAMPL0", "费款所属月": "2026-03", "险种": "养老", "参保人数": "180", "欠缴金额": "0"},
    "signal": {"统一社会信用代码": "91440300MA5EXAMPL0", "费用所属月": "2026-03", "类别": "电", "用量": "5200", "当月应缴金额": "4100.50", "其中欠缴金额": "4100.50"},
    "labour_fee": {"约定拨付日": "2026-04-10", "应拨付人工费用": "500000"},
}  # fmt: skip


def rows_of(data: bytes) -> list[list[str]]:
    return calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def filled(key: str, values: dict[str, str]) -> list[list[str]]:
    above, heads = rows_of(templates.workbook(templates.ALL[key]))[:2]
    return [above, heads, [values.get(head, "") for head in heads]]


@pytest.mark.parametrize("key", list(templates.ALL))
def test_a_filled_template_is_read_without_a_question(key: str) -> None:
    rows = filled(key, FILLED[key])
    (table,) = prepare(csv(rows))
    assert (table.mapping.kind, table.mapping.layout, table.mapping.questions) == (templates.ALL[key].kind, f"own_{key}", ())
    (reading,) = read(csv(rows), Asked(period=MARCH))
    name, value = FIRST_CELL.get(key, ("name", ZHAO))
    assert list(map(str, reading.faults)) == [] and getattr(reading.rows[0], name) == value
    assert [head for head in rows[1] if head in table.unread] == []


def test_what_was_filled_in_is_what_is_read() -> None:
    (reading,) = read(csv(filled("attendance", FILLED["attendance"])), Asked(period=MARCH))
    assert [(row.day.day, row.days, row.hours) for row in reading.rows] == [(1, 1, None), (2, pytest.approx(0.5), None), (3, None, 9), (31, 0, None)]
    (reading,) = read(csv(filled("payroll", FILLED["payroll"])))
    assert [(row.gross, row.fine, row.net, row.month, row.bank_account) for row in reading.rows] == [(640000, 10000, 630000, (2026, 3), card(1))]
    (reading,) = read(csv(filled("bank", FILLED["bank"])))
    assert (reading.rows[0].outcome, reading.rows[0].serial, reading.rows[0].amount) == ("paid", "L1", 630000)
    (reading,) = read(csv(filled("labour_days", FILLED["labour_days"])))
    assert reading.rows[0].hours == pytest.approx(9.5)


@pytest.mark.parametrize("key", list(templates.ALL))
def test_excel_and_csv_have_the_same_heads_and_the_version(key: str) -> None:
    made = templates.ALL[key]
    data = templates.workbook(made)
    lines = templates.separated(made).decode("utf-8-sig").splitlines()
    assert template(data) == (key, made.version)
    assert [",".join(row).rstrip(",") for row in rows_of(data)] == lines
    assert f"模板 {key}/{made.version}" in lines[0]


def test_a_month_gives_the_days_of_the_month() -> None:
    above, heads = rows_of(templates.workbook(templates.ATTENDANCE, (2026, 2)))
    assert above[0].startswith("2026年2月 考勤表") and heads[-2:] == ["28", "备注"]
    (reading,) = read(csv([above, heads, [ZHAO, ZHAO_ID, "", "", "√"]]))
    assert [str(row.day) for row in reading.rows] == ["2026-02-01"]


def test_an_old_version_is_told_so_even_where_only_its_words_were_copied() -> None:
    rows = filled("payroll", FILLED["payroll"])
    old = [[re.sub(r"payroll/\d+", "payroll/0", rows[0][0])], *rows[1:]]
    with pytest.raises(Unreadable, match="第 0 版模板，现在是第 1 版。请下载新模板，把内容贴过去"):
        read(csv(old))
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        book.set_custom_property("hezhong-template", "payroll/7")
        sheet = book.add_worksheet()
        for at, row in enumerate(rows[1:]):
            sheet.write_row(at, 0, row)
    with pytest.raises(Unreadable, match="第 7 版模板"):
        read(data.getvalue())


def test_identity_and_card_cells_are_text_so_that_no_digit_is_lost() -> None:
    data = io.BytesIO(templates.workbook(templates.ROSTER))
    with zipfile.ZipFile(data) as parts:
        styles, sheet = parts.read("xl/styles.xml").decode(), parts.read("xl/worksheets/sheet1.xml").decode()
    assert 'numFmtId="49"' in styles and re.search(r'<col min="2" max="2" width="22[^"]*" style="[1-9]', sheet)
