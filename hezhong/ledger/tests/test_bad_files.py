"""Files that must be refused: every fault named by row and column with what to do, and nothing half-read."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from hezhong.ledger.tests.written import card, csv, person, xlsx
from hezhong.ledger.ways_in import headers, mapping
from hezhong.ledger.ways_in.faults import Unreadable
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.read import Asked, Reading, read
from hezhong.ledger.ways_in.sheets import Grid, grids

HEADS = ["序号", "月份", "姓名", "身份证号", "银行卡号", "出勤天数", "应发工资", "实发工资"]
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def rows(count: int) -> list[list]:
    return [HEADS, *([n + 1, "2026-03", *person(n), card(n), 20, 6000 + n, "6,000.00元"] for n in range(count))]


def only(data: bytes, kind: str = "payroll", period: Period | None = MARCH) -> Reading:
    (reading,) = read(data, Asked(kind, period))
    return reading


def places(reading: Reading) -> list[tuple[int, str]]:
    assert reading.rows == ()
    return [(fault.row, fault.column) for fault in reading.faults]


def test_three_bad_rows_among_five_thousand() -> None:
    sheet = rows(5000)
    assert len(only(xlsx({"工资": sheet})).rows) == 5000
    sheet[17][6], sheet[2500][3], sheet[4999][4] = "六千块左右", sheet[2500][3][:17] + "Z", 6217003320000000123.0
    reading = only(xlsx({"工资": sheet}))
    assert places(reading) == [(18, "应发工资"), (2501, "身份证号"), (5000, "银行卡号")]
    assert reading.good == 4997
    assert str(reading.faults[0]) == "“工资”第 18 行“应发工资”：“六千块左右”不是数字。请只写数字，如 1234.50"


@pytest.mark.parametrize(("place", "value", "says"), [
    (3, 440106196001010007.0, "成了数字"), (3, "440106600101001", "15 位"), (3, "4401061960****0017", "遮住"), (3, "44010619600101000", "18 位"),
    (4, 6217003320000000123.0, "成了数字"), (4, "62170", "8 到 32 位"), (6, 6000.005, "四舍五入"), (6, -1, "小于零"), (6, date(2026, 3, 1), "成了日期"),
    (6, "6,00.00", "不是数字"), (5, "二十", "不是数字"), (1, "三月", "不是年月"), (2, "", "没有填"), (2, "123", "应当是姓名"),
    (6, "=1+2", "公式"), (6, "=A99/0 -> #DIV/0!", "公式"), (1, "2026-02", "别的月份请放到那个月的表里"), (6, "440106196001010007", "超过一百亿"),
])  # fmt: skip
def test_each_wrong_cell_says_what_to_do(place: int, value: object, says: str) -> None:
    sheet = rows(3)
    sheet[2][place] = value
    reading = only(xlsx({"工资": sheet}))
    assert places(reading) == [(3, HEADS[place])]
    assert says in reading.faults[0].says


def test_no_message_shows_a_long_number() -> None:
    sheet = rows(3)
    for row in sheet[1:]:
        row[2:8] = [row[3], row[2], row[3], row[3], row[4], row[4]]
    reading = only(xlsx({"工资": sheet}))
    assert len(reading.faults) >= 9
    told = "\n".join(map(str, reading.faults))
    assert not any(part in told for n in range(3) for part in (person(n)[1][6:14], card(n)[4:12]))


def test_a_column_missing() -> None:
    sheet = [[cell for place, cell in enumerate(row) if place not in (6, 7)] for row in rows(3)]
    reading = only(xlsx({"工资": sheet}))
    assert [str(fault) for fault in reading.faults] == ["“工资”第 1 行“应发工资或者实发工资”：表头缺“应发工资或者实发工资”。请补上这一栏，或者指出哪一栏是它"]
    heads = ["参建单位名称", "参建单位信用代码", "姓名", "身份证号", "生活费", "预支费", "罚款", "出勤工日", "日工资", "其他", "工资总额"]
    reading = only(xlsx({"工资": [heads, ["甲", "", *person(1), "", "", "", 1, 300, "", 300]]}))
    assert places(reading) == [(1, "本月实际支付")]


def test_the_same_person_twice_and_another_month_inside() -> None:
    sheet = [*rows(3), [4, "2026-03", *person(1), card(1), 1, 300, 300], [5, "2026-04", *person(7), card(7), 1, 300, 300]]
    reading = only(xlsx({"工资": sheet}))
    assert [str(fault) for fault in reading.faults] == [
        "“工资”第 5 行：和第 3 行是同一个人。请只留一行", "“工资”第 6 行“月份”：这一行是 2026年4月，这张表是 2026年3月。别的月份请放到那个月的表里"]


def test_a_wrong_total_is_named() -> None:
    sheet = [*rows(2), ["合计", "", "", "", "", 40, 12001, "12,000.01"]]
    reading = only(xlsx({"工资": sheet}))
    assert [str(fault) for fault in reading.faults] == ["“工资”第 4 行“实发工资”：合计写的是 12,000.01，各行相加是 12,000.00。请看看哪一行漏了或者写错了"]


def test_subtotals_and_a_grand_total() -> None:
    sheet = [*rows(2), ["小计", "", "", "", "", "", 12001], *[[3, "2026-03", *person(5), card(5), 1, 300, 300]], ["小计", "", "", "", "", "", 300], ["总计", "", "", "", "", "", 12301]]
    reading = only(xlsx({"工资": sheet}))
    assert (len(reading.rows), [each.row for each in reading.dropped]) == (3, [4, 6, 7])


def test_a_total_may_stand_in_the_name_column_or_after_the_team() -> None:
    heads = ["班组", "姓名", "应发工资", "实发工资"]
    sheet = [heads, ["木工班", "甲乙", 10, 10], ["木工班小计", "", 10, 10], ["钢筋班", "丙丁", 5, 5], ["钢筋班", "小 计", 5, 5], ["", "合计：", 15, 15]]
    reading = only(xlsx({"工资": sheet}))
    assert [row.name for row in reading.rows] == ["甲乙", "丙丁"]
    assert [each.row for each in reading.dropped] == [3, 5, 6]


def test_a_line_without_name_under_one_worker_is_not_taken_for_a_total() -> None:
    heads = ["姓名", "应发工资", "实发工资"]
    assert places(only(xlsx({"工资": [heads, ["甲乙", 10, 10], ["", 10, 10]]}))) == [(3, "姓名")]
    assert len(only(xlsx({"工资": [heads, ["甲乙", 10, 10], ["丙丁", 10, 10], ["", 20, 20]]})).rows) == 2


def test_what_is_passed_over_is_said() -> None:
    sheet = [*rows(2), ["", "", "", "", "", "", "", ""], ["以上工资已公示 5 天"], ["", "", "赵六"], ["制表人：甲", "", "", "审核人：乙"]]
    reading = only(xlsx({"工资": sheet}))
    assert places(reading) == [(6, "应发工资")]
    assert [(each.row, each.why) for each in reading.dropped] == [(5, "签字或者说明"), (7, "签字或者说明")]


def test_an_old_template() -> None:
    assert len(only(xlsx({"工资": rows(1)}, template="payroll/1")).rows) == 1
    with pytest.raises(Unreadable, match="第 0 版模板，现在是第 1 版"):
        read(xlsx({"工资": rows(1)}, template="payroll/0"))


def encrypted() -> bytes:
    """An OLE file with a stream of the name that Office gives what it encrypts; its directory is all that is read."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16le") + b"\0" * 512


@pytest.mark.parametrize(("data", "says"), [
    (b"", "是空的"), (b"  \r\n", "是空的"), (b"%PDF-1.7 x", "扫描件或者图片"), (b"\x89PNG\r\n", "扫描件或者图片"), (b"PK\x03\x04broken", "打不开"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken", "打不开"), (encrypted(), "去掉打开密码"), (xlsx({"a": []}), "没有内容"), (b'{"a": [', "不完整"), (b"[" * 100_000, "不完整"), (b'a,"' + b"x" * 200_000, "引号"),
    (xlsx({"a": [["你好"], ["今天", "天气"]]}), "没有找到表头"), (b"\xff\xfe\x00", "读不出来"), (xlsx({"a": [["姓名", "身份证号"], list(person(1))]}), "认不出这是哪一种表"),
])  # fmt: skip
def test_files_that_are_none(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(data)


def test_a_zip_that_is_no_workbook() -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as parts:
        parts.writestr("a.txt", "x")
    with pytest.raises(Unreadable, match="打不开"):
        read(data.getvalue())


def test_a_row_that_is_wrong_and_a_second_of_the_same_person() -> None:
    sheet = [*rows(2), [3, "2026-03", *person(1), card(1), 20, "x", 1], [4, "2026-03", *person(0), card(0), 20, 1, 1]]
    reading = only(xlsx({"工资": sheet}))
    assert places(reading) == [(4, "应发工资"), (5, "")]
    assert (reading.good, reading.sound) == (2, False)


def test_a_row_shorter_than_the_heads_and_a_sheet_that_ends() -> None:
    grid = Grid("s", [["甲"]])
    assert (grid.cell(0, 0), grid.cell(0, 1), grid.cell(1, 0)) == ("甲", "", "")


def test_heads_without_rows() -> None:
    assert [fault.says for fault in only(xlsx({"工资": [HEADS]})).faults] == ["表头下面没有内容。请从表头的下一行开始填写"]


def test_no_month_anywhere() -> None:
    sheet = [[cell for place, cell in enumerate(row) if place != 1] for row in rows(1)]
    assert [fault.says for fault in only(xlsx({"工资": sheet}), period=None).faults] == ["不知道是哪个月的工资。请选“哪个月”，再按这样重新读"]


def test_two_columns_that_look_alike_are_asked_about() -> None:
    sheet = [["姓名", "身份证号", "应发工资", "实发工资", "实发金额"], [*person(1), 1, 2, 3]]
    (grid,) = grids(xlsx({"s": sheet}))
    proposed = mapping.propose(headers.find(grid), "payroll")
    assert [question.says for question in proposed.questions] == ["“实发工资”和“实发金额”两栏，哪一栏是“实发工资”"]
    remembered = mapping.ColumnMapping.of_plain(proposed.answered("实发金额", "net").as_plain())
    (reading,) = read(xlsx({"s": sheet}), Asked("payroll", MARCH, (remembered,)))
    assert reading.rows[0].net == 300


def test_ten_thousands_of_yuan_and_repeated_heads() -> None:
    sheet = [["姓名", "应发工资（万元）", "实发工资(元)"], ["甲乙", 1.23456, 12345.6], ["姓名", "应发工资（万元）", "实发工资(元)"], ["丙丁", "0.5", "5000"]]
    reading = only(csv(sheet, "gb18030"))
    assert [(row.gross, row.net) for row in reading.rows] == [(1234560, 1234560), (500000, 500000)]
    assert [each.why for each in reading.dropped] == ["重复的表头"]
