"""A payroll typed in Word, with merged heads, as python-docx writes it."""

from datetime import date
from io import BytesIO

import docx

from hezhong.ledger.tests.test_payrolls import said
from hezhong.ledger.tests.written import card, person
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.read import Asked, read

TOP = ["序号", "姓名", "身份证号", "应发", "", "实发工资", "工资卡号"]
LOW = ["", "", "", "出勤天数", "应发工资", "", ""]


def document() -> bytes:
    paper = docx.Document()
    paper.add_paragraph("2026年3月工资表")
    table = paper.add_table(rows=0, cols=7)
    for row in (TOP, LOW, ["1", *person(1), "22", "6,600.00", "6,000元", card(1)], ["合计", "", "", "22", "6600", "6000", ""]):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for place in (0, 1, 2, 5, 6):
        table.cell(0, place).merge(table.cell(1, place))
    table.cell(0, 3).merge(table.cell(0, 4))
    data = BytesIO()
    paper.save(data)
    return data.getvalue()


def test_a_payroll_in_word() -> None:
    (reading,) = read(document(), Asked("payroll", Period(date(2026, 3, 1), date(2026, 3, 31))))
    assert list(map(str, reading.faults)) == []
    assert [said(row, "number", "name", "identity", "days", "gross", "net", "bank_account") for row in reading.rows] == [
        (3, *person(1), 22, 660000, 600000, card(1))]
    assert [each.why for each in reading.dropped] == ["合计行"]
