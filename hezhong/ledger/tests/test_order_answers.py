"""A return laid beside its order: by serial, card and place; every way in which it can disagree, to the fen."""

import pytest

from hezhong.ledger.tests.written import card
from hezhong.ledger.ways_in.bank_orders import Payment, numbered
from hezhong.ledger.ways_in.order_answers import Answer, Told, matched, named

NUMBER = "DF000000000007"
PAYMENTS = numbered(NUMBER, [
    Payment("a", "赵", card(1), 640000, "工资2026年3月"), Payment("b", "钱", card(2), 650000, "工资2026年3月"), Payment("c", "赵", card(1), 100, "工资2026年2月"),
])  # fmt: skip


def says(*told: Told, before=None) -> list[str]:
    answers, faults = matched(NUMBER, PAYMENTS, told, before or {})
    assert not (answers and faults)
    return [f"{fault.row} {fault.column} {fault.says}" for fault in faults]


def test_an_order_says_its_number_in_serials_and_purposes() -> None:
    assert [(each.serial, each.purpose) for each in PAYMENTS] == [
        (f"{NUMBER}000001", f"工资2026年3月 {NUMBER}"), (f"{NUMBER}000002", f"工资2026年3月 {NUMBER}"), (f"{NUMBER}000003", f"工资2026年2月 {NUMBER}")]
    assert len(PAYMENTS[0].serial) == 20, "what the fixed file has room for"


@pytest.mark.parametrize(("text", "found"), [
    (NUMBER, {NUMBER}), (f"{NUMBER}000012", {NUMBER}), (f"工资 {NUMBER}，三月", {NUMBER}), ("", set()), ("20260410000001", set()),
    (f"X{NUMBER}", set()), (f"{NUMBER}1", set()), (f"{NUMBER}0000121", set()), ("DF12", set()), (f"{NUMBER} DF000000000008", {NUMBER, "DF000000000008"}),
])  # fmt: skip
def test_numbers_in_texts(text: str, found: set[str]) -> None:
    assert named([text]) == found


def test_by_serial_by_card_and_sum_and_by_place() -> None:
    told = [
        Told(2, 100, "paid", card(1)), Told(3, 640000, "returned", card(1), "BANK1", "户名不符"), Told(4, 650000, "paid", card(2), f"{NUMBER}000002")
    ]
    assert matched(NUMBER, PAYMENTS, told, {})[0] == (Answer(3, "paid", ""), Answer(1, "returned", "户名不符"), Answer(2, "paid", ""))
    assert matched(NUMBER, PAYMENTS, [Told(1, 650000, "paid", place=2)], {})[0] == (Answer(2, "paid", ""),)
    assert matched(NUMBER, PAYMENTS, [Told(1, 650000, "", card(2))], {}) == ((), ()), "no outcome is no answer"


def test_every_way_to_disagree() -> None:
    assert "第 2 笔是 6,500 元，这里是 6,500.01 元，多 0.01 元" in says(Told(5, 650001, "paid", card(2)))[0]
    assert "少 0.01 元" in says(Told(5, 649999, "paid", card(2)))[0]
    assert "没有付给这个账号的" in says(Told(5, 650000, "paid", card(9)))[0]
    assert "只有 3 笔，没有第 4 笔" in says(Told(5, 650000, "paid", place=4))[0]
    assert "收款账号却不是那个人的" in says(Told(5, 640000, "paid", card(2), f"{NUMBER}000001"))[0]
    assert says(Told(5, 650000, "paid", card(2)), Told(6, 650000, "returned", card(2), "N")) == ["6  和第 5 行回的是同一笔（指令的第 2 笔）。一笔只回一次，请去掉多的一行"]
    assert "两" not in "".join(said := says(Told(5, 1, "paid", card(2)), Told(6, 1, "paid", card(9)))) and len(said) == 2, "every row is named"


def test_what_was_answered_before() -> None:
    paid, back = {1: {"paid": "4月10日"}}, {1: {"returned": "4月10日"}}
    assert "4月10日已经回过：已付" in says(Told(5, 640000, "paid", card(1)), before=paid)[0]
    assert matched(NUMBER, PAYMENTS, [Told(5, 640000, "returned", card(1))], paid)[0] == (Answer(1, "returned", "", late=True),), "paid, and sent back days later"
    assert "另交一份代发指令" in says(Told(5, 640000, "paid", card(1)), before=back)[0]
    assert "已经回过：退票" in says(Told(5, 640000, "returned", card(1)), before=back)[0]
    whole = {place: {"paid": "4月10日"} for place in (1, 2, 3)}
    (said,) = says(Told(5, 640000, "paid", card(1)), Told(6, 650000, "paid", card(2)), before=whole)
    assert "3 笔已经全部回过（4月10日），这一份没有收" in said
    assert matched(NUMBER, PAYMENTS, [Told(5, 650000, "returned", card(2))], whole)[0] == (Answer(2, "returned", "", late=True),)
    twin = numbered(NUMBER, [Payment("a", "赵", card(1), 100), Payment("b", "赵", card(1), 100)])
    assert matched(NUMBER, twin, [Told(5, 100, "paid", card(1))], {1: {"paid": "4月10日"}})[0] == (Answer(2, "paid", ""),), "of two alike the open one"
