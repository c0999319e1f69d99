"""Bad batches: every fault is said at its row and column, and nothing of the batch is kept."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from hezhong.kernel.identity import check_digit
from hezhong.ledger.batch import BadBatch, Batch
from hezhong.ledger.ingest import ingest
from hezhong.ledger.pay_tables import BANK_LINES, PAYROLL_LINES
from hezhong.ledger.place import local
from hezhong.ledger.site_tables import LABOUR_DAYS
from hezhong.ledger.tests.asking import standing
from hezhong.ledger.tests.world import batch, paid

IDENTITY = next(int(f"{first}{check_digit(first)}") for n in range(100) if (first := f"44030119900101{n:03d}") and check_digit(first) != "X")

FAULTS: dict[str, tuple[dict[str, Any], str, str]] = {
    "an identity number": ({"worker": IDENTITY}, "worker", "号码的样子"),
    "a phone number": ({"worker": 13800138000}, "worker", "号码的样子"),
    "a card number": ({"card": 6222021234567890128}, "card", "号码的样子"),
    "no token": ({"worker": 0}, "worker", "大于零"),
    "nothing": ({"paid_fen": None}, "paid_fen", "没有填写"),
    "a code that is not": ({"state": "lost"}, "state", "只能是 paid、returned 之一"),
    "a city that is not": ({"city": 44}, "city", "6 位"),
    "a month that is not": ({"month": 202613}, "month", "01 到 12"),
    "too much": ({"paid_fen": 10**16}, "paid_fen", "超出"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_row_that_is_refused(what: str, tmp_path: Path) -> None:
    change, column, says = FAULTS[what]
    ledger = local(tmp_path)
    with pytest.raises(BadBatch) as refused:
        ingest(ledger, batch([paid(1), {**paid(2), **change}, paid(3)]))
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [(2, column)]
    assert says in refused.value.faults[0].says
    assert "第 2 行" in str(refused.value) and "整批没有收下" in str(refused.value)
    assert str(change[column]) not in str(refused.value) or change[column] in (0, 44, None)
    assert standing(ledger) == {} and not list(tmp_path.rglob("*.parquet"))


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadBatch) as refused:
        ingest(local(tmp_path), batch([paid(1, state="x"), paid(2), paid(3, worker=-1, card=None)]))
    assert sorted((fault.row, fault.column) for fault in refused.value.faults) == [(1, "state"), (3, "card"), (3, "worker")]


def test_a_thousand_faults_are_counted_not_listed(tmp_path: Path) -> None:
    with pytest.raises(BadBatch) as refused:
        ingest(local(tmp_path), batch([paid(line, state="x") for line in range(1, 1001)]))
    assert len(refused.value.faults) == 101 and "1000 行" in refused.value.faults[-1].says


def test_the_same_line_twice_with_two_sums(tmp_path: Path) -> None:
    with pytest.raises(BadBatch) as refused:
        ingest(local(tmp_path), batch([paid(5, 100), paid(6), paid(5, 101)]))
    assert [(fault.row, fault.says) for fault in refused.value.faults] == [(3, "与第 1 行是同一条记录，内容却不同，请只留正确的一行。")]


def test_the_same_line_twice_alike_counts_once(tmp_path: Path) -> None:
    ledger = local(tmp_path)
    assert ingest(ledger, batch([paid(5), paid(6), paid(5)])).rows == 2
    assert len(standing(ledger)) == 2


def test_alike_but_for_an_empty_field_is_not_alike(tmp_path: Path) -> None:
    with pytest.raises(BadBatch):
        ingest(local(tmp_path), batch([paid(5, returned_on=date(1970, 1, 1)), paid(5)]))


def test_a_row_that_is_stated_and_taken_back(tmp_path: Path) -> None:
    with pytest.raises(BadBatch, match="又被撤回（撤回的第 2 行）"):
        ingest(local(tmp_path), batch([paid(4), paid(5)], [paid(9), paid(5)]))


@pytest.mark.parametrize(("change", "says"), [
    (lambda rows: rows.drop_columns(["worker"]), "缺少“worker”一列"),
    (lambda rows: rows.append_column("name", pa.array(["张三"])), "多出一列“name”"),
    (lambda rows: rows.set_column(rows.schema.get_field_index("paid_fen"), "paid_fen", pa.array(["一百"])), "数据类型不对"),
    (lambda rows: rows.set_column(rows.schema.get_field_index("paid_fen"), "paid_fen", pa.array([1.5])), "数据类型不对"),
])  # fmt: skip
def test_a_table_of_another_shape(change: Any, says: str, tmp_path: Path) -> None:
    rows = change(batch([paid(1)]).rows)
    with pytest.raises(BadBatch, match=says):
        ingest(local(tmp_path), Batch(BANK_LINES, "bank", rows))


def test_an_optional_column_may_be_absent(tmp_path: Path) -> None:
    ledger = local(tmp_path)
    ingest(ledger, Batch(BANK_LINES, "bank", batch([paid(1)]).rows.drop_columns(["month", "returned_on"])))
    assert list(standing(ledger).values()) == [paid(1)]


def test_minutes_of_a_day(tmp_path: Path) -> None:
    row = {"city": 440300, "site": 1, "worker": 1, "day": date(2026, 1, 1), "minutes": 1441, "team_size": None}
    with pytest.raises(BadBatch, match="1440 分钟"):
        ingest(local(tmp_path), batch([row], table=LABOUR_DAYS))


def test_a_message_names_the_table(tmp_path: Path) -> None:
    with pytest.raises(BadBatch, match=PAYROLL_LINES.title):
        ingest(local(tmp_path), batch([{"month": 202600}], table=PAYROLL_LINES))
