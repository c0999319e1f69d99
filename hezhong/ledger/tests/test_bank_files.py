"""Bank orders, answers and statements, cell by cell."""

import json
from datetime import date, datetime

import pytest

from hezhong.ledger.tests.test_payrolls import said
from hezhong.ledger.tests.test_rosters_and_attendance import one
from hezhong.ledger.tests.written import card, csv, fixed, person, xlsx
from hezhong.ledger.ways_in.read import Asked, read

(ZHAO, ZHAO_ID), (QIAN, QIAN_ID) = person(0), person(1)
WIDTHS = (20, 30, 60, 60, 15, 40, 20)


@pytest.mark.parametrize("bytes_count", [True, False])
def test_b1_fixed_width_in_gbk_by_bytes_or_by_signs(bytes_count: bool) -> None:
    rows = [["202603110001", card(1), ZHAO, "中国工商银行广州分行", "6400.00", "工资2026年3月", ""], ["202603110002", card(2), QIAN, "", "15000.50", "工资2026年3月", ""]]
    reading = one(fixed(rows, WIDTHS, 4, bytes_count=bytes_count), "B1")
    assert [said(row, "serial", "bank_account", "name", "bank_name", "amount", "purpose", "outcome") for row in reading.rows] == [
        ("202603110001", card(1), ZHAO, "中国工商银行广州分行", 640000, "工资2026年3月", "ordered"), ("202603110002", card(2), QIAN, None, 1500050, "工资2026年3月", "ordered")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_b2_csv(encoding: str) -> None:
    rows = [["序号", "收款账号", "收款户名", "收款方开户行", "金额", "用途"], [1, card(1), "赵㛃", "建设银行", "6,400.00", "工资"], [2, card(2), QIAN, "", "15000.5", "工资"]]
    reading = one(csv(rows, encoding), "B2")
    assert [said(row, "number", "bank_account", "name", "amount") for row in reading.rows] == [(2, card(1), "赵㛃", 640000), (3, card(2), QIAN, 1500050)]


def test_b3_pipes_with_one_at_the_end() -> None:
    rows = [["序号", "姓名", "帐号", "金额", "身份证", ""], [1, ZHAO, card(1), "6400", ZHAO_ID, ""]]
    reading = one(csv(rows, "gb18030", "|"), "B3")
    assert said(reading.rows[0], "name", "bank_account", "amount", "identity", "outcome") == (ZHAO, card(1), 640000, ZHAO_ID, "ordered")


PAID = {"customerOrderNum": "N1", "name": ZHAO, "idNumber": ZHAO_ID, "mobile": "13800138000", "salaryAccount": card(1), "salaryAmount": 6400.1, "corporatePaymentAmount": 6400.1,
        "taxAmount": 0, "addTaxAmount": 0, "addValueTaxAmount": 0, "manageFeeAmount": 0, "actuallyPaidInAmount": "6400.10", "payDate": "2026-04-15 10:00:00"}
FAILED = {"customerOrderNum": "N2", "name": QIAN, "idNumber": QIAN_ID, "mobile": "13800138001", "salaryAccount": card(2), "salaryAmount": 15000.5, "failReason": "账号户名不符"}


def check_answer(paid, failed) -> None:
    assert [*paid.faults, *failed.faults] == []
    assert said(paid.rows[0], "serial", "identity", "amount", "outcome", "pay_date", "reason") == ("N1", ZHAO_ID, 640010, "paid", date(2026, 4, 15), None)
    assert said(failed.rows[0], "serial", "identity", "amount", "outcome", "pay_date", "reason") == ("N2", QIAN_ID, 1500050, "failed", None, "账号户名不符")


def test_b4_an_answer_in_two_lists() -> None:
    told = {"batchNum": "B1", "payStatus": 2, "paySuccessDetails": [PAID], "payFailDetails": [FAILED]}
    check_answer(*read(json.dumps(told, ensure_ascii=False).encode()))
    check_answer(*read(xlsx({"成功": [list(PAID), list(PAID.values())], "失败": [list(FAILED), list(FAILED.values())]})))


def test_b5_result_messages() -> None:
    told = [{"account_date": "202603", "detail_id": f"D{n}", "employer_code": "E", "identification_in_belonging_employer": "7", "message_type": "PAY_SALARY", "pay_salary_time": "2026-04-15 10:00:00",
             "result_code": code, "status": status, "tax_fund_order_ids": []} for n, (code, status) in enumerate([("", "SUCCESS"), ("E01", "FAIL"), ("", "NEED_RETRY")])]
    reading = one(json.dumps(told).encode(), "B5")
    assert [said(row, "serial", "outcome", "reason", "month", "paid_at") for row in reading.rows] == [
        (f"D{n}", outcome, reason, (2026, 3), datetime(2026, 4, 15, 10)) for n, (outcome, reason) in enumerate([("paid", None), ("failed", "E01"), ("retry", None)])]


def test_b6_and_b7_statements() -> None:
    heads = ["projectCode", "salaryAccount", "billType", "actionType", "billDate", "billAmount", "accountBalance", "payAccountBankCode", "payAccountBankAccount", "payAccountBankName", "batchNumber", "sourceBankAccount", "sourceAccountName", "excerpt"]
    reading = one(xlsx({"s": [heads, ["P1", "4400123412341234", 2, 1, "2026-04-15", 21400.5, "78,599.50", "", "", "", "", "", "", "代发工资"]]}), "B6")
    assert said(reading.rows[0], "account", "side", "business", "day", "amount", "balance", "summary") == ("4400123412341234", "expense", "工资发放", date(2026, 4, 15), 2140050, 7859950, "代发工资")
    heads = ["序号", "交易日期", "记账日期", "业务类型", "借方", "贷方", "余额", "对方账号", "对方户名", "摘要"]
    rows = [["对账单"], heads, [1, "20260415", "20260415", "代付", "21,400.50", "", "78,599.50", "", "应付代收业务款项", "代发工资"], ["当前账单借方发生数：", "", "", "1 笔"]]
    reading = one(xlsx({"s": rows}), "B7_company")
    assert said(reading.rows[0], "day", "expense", "income", "balance", "business", "other_name") == (date(2026, 4, 15), 2140050, None, 7859950, "代付", "应付代收业务款项")
    reading = one(csv([["交易日期", "摘要", "收入", "支出", "余额"], ["2026-04-15", "工资", "6,400.00", "", "7,000.00"]], "gb18030", "\t"), "B7_personal")
    assert said(reading.rows[0], "day", "income", "expense", "summary") == (date(2026, 4, 15), 640000, None, "工资")


def test_p8_payments_made() -> None:
    heads = ["序号", "发放月份", "收款人姓名", "身份证号", "发放金额", "银行卡号", "发放日期", "发放方式", "所属分包商", "来源", "备注"]
    reading = one(xlsx({"s": [heads, [1, "2026-03", ZHAO, ZHAO_ID, 6400, card(1), "2026-04-15", "银行转账", "甲", "手动录入", ""]]}), "P8")
    assert said(reading.rows[0], "name", "amount", "bank_account", "month", "pay_date", "outcome", "employer") == (ZHAO, 640000, card(1), (2026, 3), date(2026, 4, 15), "paid", "甲")


def test_a_gate_of_no_known_make_is_asked_which_figure_is_in() -> None:
    data = csv([["姓名", "身份证号", "打卡时间", "方向"], [ZHAO, ZHAO_ID, "2026-03-11 07:00", "进"]])
    with pytest.raises(ValueError, match="哪个数字是进"):
        read(data, Asked(kind="swipe"))
