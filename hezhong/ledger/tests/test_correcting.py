"""The workbook of corrections: everything as it was typed, wrong cells marked, and read again as if nothing were added."""

import io
import re
import zipfile
from datetime import date, datetime, time

import python_calamine as calamine

from hezhong.ledger.tests.written import card, csv, person, xlsx
from hezhong.ledger.ways_in.correcting import marked
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.read import Asked, prepare, read, read_grid
from hezhong.ledger.ways_in.sheets import template

HEADS = ["序号", "月份", "姓名", "身份证号", "银行卡号", "出勤天数", "应发工资", "实发工资"]
ASKED = Asked("payroll", Period.of_month(2026, 3))
WRONG = "FFFBD5D5"


def corrected(data: bytes, asked: Asked = ASKED) -> bytes:
    tables = prepare(data, asked)
    faults = [fault for table in tables for fault in read_grid(table.grid, table.heading, table.mapping, asked.period).faults]
    assert faults
    return marked(tables, faults, template(data))


def values(data: bytes) -> dict[str, list[list]]:
    book = calamine.load_workbook(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def coloured(data: bytes) -> set[str]:
    """Return the cells of the first sheet that have the ground of a wrong one, by reading the parts of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        styles, sheet = parts.read("xl/styles.xml").decode(), parts.read("xl/worksheets/sheet1.xml").decode()
    fills = re.findall(r"<fill>.*?</fill>", styles)
    wrong = {at for at, fill in enumerate(fills) if WRONG in fill}
    formats = re.findall(r'<xf [^>]*?fillId="(\d+)"', styles.split("<cellXfs")[1])
    marks = {at for at, fill in enumerate(formats) if int(fill) in wrong}
    return {cell for cell, style in re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet) if int(style) in marks}


def sheet(count: int = 3) -> list[list]:
    return [HEADS, *([n + 1, "2026-03", *person(n), card(n), 20, 6000 + n, "6,000.00元"] for n in range(count))]


def test_wrong_cells_are_marked_and_the_words_stand_beside() -> None:
    rows = sheet()
    rows[1][6], rows[3][3] = "六千块左右", ""
    rows[3][7] = -5
    made = corrected(xlsx({"工资": rows}))
    (got,) = values(made).values()
    assert coloured(made) == {"G2", "H4"}
    assert [row[:8] for row in got] == [[cell if not isinstance(cell, int) else float(cell) for cell in row] for row in rows]
    assert [row[8] for row in got] == [
        "需要改正", "应发工资：“六千块左右”不是数字。请只写数字，如 1234.50", "", "实发工资：金额小于零。要扣的钱请写在“扣款”一栏"]


def test_the_corrected_file_is_read_as_if_nothing_had_been_added() -> None:
    rows = sheet()
    rows[2][6] = "x"
    first = xlsx({"工资": rows}, template="payroll/1")
    made = corrected(first)
    assert template(made) == ("payroll", 1)
    before, again = prepare(first, ASKED)[0], prepare(made, ASKED)[0]
    assert again.mapping.signature == before.mapping.signature and again.unread == before.unread
    mended = values(made)["工资"]
    mended[2][6] = 6001
    (reading,) = read(xlsx({"工资": mended}), ASKED)
    assert [row.gross for row in reading.rows] == [600000, 600100, 600200]
    assert values(corrected(made))["工资"] == values(made)["工资"]


def test_a_number_that_lost_its_digits_does_not_pass_the_second_time() -> None:
    rows = sheet()
    rows[1][4] = 6217003320000000123.0
    made = corrected(xlsx({"工资": rows}))
    assert coloured(made) == {"E2"}
    (reading,) = read(made, ASKED)
    assert [(fault.row, fault.column) for fault in reading.faults] == [(2, "银行卡号")]


def test_what_looks_like_a_formula_stays_text_and_a_formula_becomes_its_value() -> None:
    rows = [[*HEADS, "备注"], *([*row, note] for row, note in zip(sheet()[1:], ("=cmd|'/c calc'!A1", "+86", "@甲"), strict=True))]
    rows[1][6] = "x"
    rows[2][6] = "=3000*2 -> 6000"
    data = xlsx({"工资": rows})
    text = csv([[str(cell) for cell in row] for row in [rows[0], rows[1], rows[3]]])
    for each in (corrected(data), corrected(text)):
        with zipfile.ZipFile(io.BytesIO(each)) as parts:
            assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
            assert b'quotePrefix="1"' in parts.read("xl/styles.xml")
    got = values(corrected(text))
    assert [row[8] for row in next(iter(got.values()))] == ["备注", "=cmd|'/c calc'!A1", "@甲"]


def test_merged_heads_dates_and_several_sheets_stay_as_they_are() -> None:
    heads = ["姓名", "入场日期", "应发工资", "实发工资"]
    rows = [["三月工资表", "", "", ""], heads, ["甲乙", date(2026, 3, 1), "x", 1], ["丙丁", datetime(2026, 3, 2, 7, 30), 2, time(7)]]
    made = corrected(xlsx({"三月": rows, "四月": [heads, ["戊己", "", 5, 5]]}, {"三月": [(0, 0, 0, 3)]}))
    got = values(made)
    assert list(got) == ["三月", "四月"] and got["三月"][1] == [*heads, "需要改正"]
    assert got["三月"][2][1] == date(2026, 3, 1) and got["三月"][3][1] == datetime(2026, 3, 2, 7, 30)
    assert calamine.load_workbook(io.BytesIO(made)).get_sheet_by_name("三月").merged_cell_ranges == [((0, 0), (0, 3))]


def test_a_fault_of_the_whole_sheet_stands_beside_its_heads() -> None:
    rows = [[cell for place, cell in enumerate(row) if place not in (6, 7)] for row in sheet()]
    got = values(corrected(xlsx({"工资": rows})))["工资"]
    assert got[0][6].startswith("需要改正；应发工资或者实发工资：表头缺")


def test_three_bad_rows_among_many_are_three_marks() -> None:
    rows = sheet(3000)
    rows[17][6], rows[1500][3], rows[2999][4] = "六千块左右", rows[1500][3][:17] + "Z", "62170"
    made = corrected(xlsx({"工资": rows}))
    assert coloured(made) == {"G18", "D1501", "E3000"}
    (got,) = values(made).values()
    assert [at for at, row in enumerate(got, 1) if row[8]] == [1, 18, 1501, 3000]
