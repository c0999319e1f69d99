"""Pay files out, byte by byte, and refused with every reason; what is written is read back by the way in."""

import pytest

from hezhong.ledger.tests.written import card, fixed, person
from hezhong.ledger.ways_in import bank_orders
from hezhong.ledger.ways_in.bank_orders import BadOrder, Counting, Payment, barred, fixed_width, separated
from hezhong.ledger.ways_in.read import read

(ZHAO, ZHAO_ID), (QIAN, QIAN_ID) = person(0), person(1)
WIDTHS = (20, 30, 60, 60, 15, 40, 20)


def two() -> list[Payment]:
    return [
        Payment("202603110001", ZHAO, card(1), 640000, "工资2026年3月", "中国工商银行广州分行", ZHAO_ID),
        Payment("202603110002", QIAN, card(2), 1500050, "工资2026年3月", "", QIAN_ID),
    ]


@pytest.mark.parametrize("counting", list(Counting))
def test_fixed_width_in_gbk(counting: Counting) -> None:
    rows = [["202603110001", card(1), ZHAO, "中国工商银行广州分行", "6400.00", "工资2026年3月", ""], ["202603110002", card(2), QIAN, "", "15000.50", "工资2026年3月", ""]]
    made = fixed_width(two(), counting)
    assert made == fixed(rows, WIDTHS, 4, bytes_count=counting is Counting.BYTES)
    assert [len(line) for line in made.split(b"\r\n")[:2]] == [245, 245] if counting is Counting.BYTES else True


def test_csv_and_bars() -> None:
    assert separated(two()).decode("utf-8-sig").split("\r\n") == [
        "序号,收款账号,收款户名,收款方开户行,金额,用途", f"1,{card(1)},{ZHAO},中国工商银行广州分行,6400.00,工资2026年3月", f"2,{card(2)},{QIAN},,15000.50,工资2026年3月", ""]
    five = [Payment(str(n), person(n)[0], card(n), 100 + n, identity=person(n)[1]) for n in range(5)]
    assert barred(five).decode("gb18030").split("\r\n")[1] == f"2|{person(1)[0]}|{card(1)}|1.01|{person(1)[1]}|"


@pytest.mark.parametrize(("key", "fen"), [("B1", [640000, 1500050]), ("B2", [640000, 1500050])])
def test_what_goes_out_is_read_back_by_the_way_in(key: str, fen: list[int]) -> None:
    (reading,) = read(bank_orders.WRITERS[key](two()))
    assert (reading.mapping.layout, [row.amount for row in reading.rows], {row.outcome for row in reading.rows}) == (key, fen, {"ordered"})


@pytest.mark.parametrize(("payment", "says"), [
    (Payment("1", "赵㛃㐂", card(1), 1), "生僻字"), (Payment("1", ZHAO, card(1), 0), "大于零"), (Payment("1", ZHAO, "", 1), "银行卡号"), (Payment("1", "", card(1), 1), "收款户名"),
    (Payment("1", ZHAO, card(1), 1, "工" * 21), "最多 40 个字节"), (Payment("1", ZHAO, card(1), 1, bank="=cmd"), "公式"), (Payment("1", ZHAO, card(1), 1, "一\n二"), "换行"),
])  # fmt: skip
def test_each_bad_payment_is_named(payment: Payment, says: str) -> None:
    with pytest.raises(BadOrder) as bad:
        fixed_width([Payment("0", QIAN, card(2), 1), payment])
    assert [fault.row for fault in bad.value.faults] == [2] and says in str(bad.value)


def test_rare_names_go_out_as_csv() -> None:
    made = separated([Payment("1", "赵㛃", card(1), 1)])
    assert "赵㛃" in made.decode("utf-8-sig")


def test_twice_the_same_number_too_few_and_none() -> None:
    with pytest.raises(BadOrder, match="和第 1 笔的流水号相同"):
        separated([*two(), two()[0]])
    with pytest.raises(BadOrder, match="每份 5 到 1000 笔，现在是 2 笔"):
        barred(two())
    with pytest.raises(BadOrder, match="没有要付的工资"):
        fixed_width([])
