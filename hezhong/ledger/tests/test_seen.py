"""What is shown of a file before it counts: columns and how they were found, first rows masked, sums, what is left out."""

import json

from hezhong.ledger.tests.written import card, csv, person, xlsx
from hezhong.ledger.ways_in import seen
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.read import Asked, prepare, read_grid
from hezhong.ledger.ways_in.seen import SeenSheet

(ZHAO, ZHAO_ID), (QIAN, QIAN_ID) = person(0), person(1)
MARCH = Period.of_month(2026, 3)


def shown(data: bytes, asked: Asked) -> SeenSheet:
    (table,) = prepare(data, asked)
    reading = None if table.mapping.questions else read_grid(table.grid, table.heading, table.mapping, asked.period)
    found = seen.sheet(table, reading)
    assert seen.of_plain(json.loads(json.dumps(seen.as_plain(found)))) == found
    return found


def test_a_sheet_that_was_understood() -> None:
    heads = ["姓名", "身份证号", "出勤天数", "应发工资", "实发工资", "银行卡号", "工资等级"]
    rows = [["三月工资"], heads, [ZHAO, ZHAO_ID, 21.5, 6400, 6400, card(1), "甲"], [QIAN, QIAN_ID, 22, "6,000.50", 6000.5, card(2), "乙"], ["合计", "", "", 12400.5]]
    found = shown(xlsx({"三月": rows}), Asked("payroll", MARCH))
    assert (found.kind, found.title, found.how, found.head_row, found.period, found.total, found.people, found.open) == ("payroll", "工资表", "按栏名猜的", 2, "2026年3月", 2, 2, False)
    assert [(each.title, each.field) for each in found.columns][:4] == [("姓名", "name"), ("身份证号", "identity"), ("出勤天数", "days"), ("应发工资", "gross")]
    assert found.unread == ("工资等级",)
    assert found.sums == (("应发工资", "12,400.50 元"), ("实发工资", "12,400.50 元"), ("出勤天数", "43.5"))
    assert found.dropped == ((5, "合计行"),)
    assert found.rows[0] == (3, (ZHAO, f"440****{ZHAO_ID[-4:]}", "21.5", "6400", "6400", "621****0001", "甲"))


def test_no_long_number_is_shown_whole() -> None:
    rows = [["姓名", "身份证号", "应发工资", "实发工资", "备注"], [ZHAO, ZHAO_ID, 1, 1, f"原卡{card(3)}，电话13800138000"]]
    told = str(shown(xlsx({"s": rows}), Asked("payroll", MARCH)))
    assert not any(number in told for number in (ZHAO_ID, card(3), "13800138000", ZHAO_ID[6:14]))


def test_a_sheet_that_asks() -> None:
    heads = ["姓名", "身份证号", "应发工资", "实发工资", "王五付", "实发金额"]
    found = shown(xlsx({"s": [heads, [ZHAO, ZHAO_ID, 1, 2, 3, 4]]}), Asked("payroll", MARCH))
    assert found.open and found.total == 0
    asked = {each.title: each.field for each in found.columns if each.says}
    assert asked == {"王五付": "paid_by_foreman", "实发金额": ""}


def test_a_sheet_without_heads_proposes_what_columns_look_like() -> None:
    found = shown(csv([[ZHAO, ZHAO_ID, "6400", card(1)], [QIAN, QIAN_ID, "6000", card(2)]]), Asked("payroll", MARCH))
    assert found.head_row == 0 and [each.field for each in found.columns if each.field in ("name", "identity", "bank_account")] == ["name", "identity", "bank_account"]
    assert all(each.says for each in found.columns)


def test_a_gate_whose_figures_must_be_explained() -> None:
    found = shown(csv([["姓名", "身份证号", "打卡时间", "方向"], [ZHAO, ZHAO_ID, "2026-03-11 07:00", "1"]]), Asked("swipe"))
    assert (found.coded, found.open) == ("moves", True)


def test_what_a_column_may_mean() -> None:
    assert ("gross", "应发工资") in seen.choices("payroll") and ("gross", "应发工资") not in seen.choices("roster")
