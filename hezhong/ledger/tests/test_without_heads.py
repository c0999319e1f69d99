"""Sheets without heads: columns by the shape of their values, asked about once and remembered."""

import pytest

from hezhong.ledger.tests.test_payrolls import said
from hezhong.ledger.tests.written import card, csv, person, xlsx
from hezhong.ledger.ways_in.faults import Unreadable
from hezhong.ledger.ways_in.mapping import ColumnMapping
from hezhong.ledger.ways_in.read import Asked, prepare, read

ORDERS = [[n + 1, person(n)[0], card(n), 6000 + n, person(n)[1], ""] for n in range(12)]


def test_a_bank_order_of_pipes_without_heads() -> None:
    data = csv(ORDERS, "gb18030", "|")
    (table,) = prepare(data, Asked("bank"))
    assert [question.says for question in table.mapping.questions] == [
        "第 2 栏像“姓名”，对不对", "第 3 栏像“收款账号”，对不对", "第 4 栏是数字，是哪一栏", "第 5 栏像“身份证号”，对不对"]
    with pytest.raises(Unreadable, match="先回答这些问题"):
        read(data, Asked("bank"))
    mapping = table.mapping
    for question, name in zip(mapping.questions, ("name", "bank_account", "amount", "identity"), strict=True):
        mapping = mapping.answered(question.head, name)
    (reading,) = read(data, Asked("bank", remembered=(ColumnMapping.of_plain(mapping.as_plain()),)))
    assert list(map(str, reading.faults)) == []
    assert [said(row, "number", "name", "bank_account", "amount", "identity") for row in reading.rows] == [
        (n + 1, person(n)[0], card(n), 600000 + n * 100, person(n)[1]) for n in range(12)]


def test_nothing_to_go_by() -> None:
    with pytest.raises(Unreadable, match="也没有找到身份证号"):
        read(xlsx({"s": [["甲乙", 1.5, 2.5], ["丙丁", 1.5, 3.5]]}), Asked("payroll"))
