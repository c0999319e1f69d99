"""The kinds of file: the .xls of 1997 gives the same rows as .xlsx, and says which digits it lost."""

from datetime import date, timedelta

from hezhong.ledger.tests.written import card, person, xlsx
from hezhong.ledger.tests.written_xls import xls
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.read import Asked, read

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
