"""A batch counts once; later rows replace earlier ones; what is taken back is gone; a revoked batch was never there."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hezhong.ledger.batch import Batch
from hezhong.ledger.ingest import NumberTaken, ingest, revoke
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.place import Ledger, local
from hezhong.ledger.reading import Reader
from hezhong.ledger.site_tables import ATTENDANCE, ROSTER
from hezhong.ledger.tests.asking import standing
from hezhong.ledger.tests.world import batch, key, paid


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return local(tmp_path)


def fen(ledger: Ledger) -> dict[int, int]:
    return {row["line"]: row["paid_fen"] for row in standing(ledger).values()}


def files(ledger: Ledger) -> list[str]:
    return sorted(file.relative_to(ledger.root).as_posix() for file in ledger.root.rglob("*") if file.is_file())


def test_rows_come_back_as_they_were(ledger: Ledger) -> None:
    rows = [paid(1), paid(2, city=440100), paid(3, on=date(2026, 2, 1), month=202601, state="returned", returned_on=date(2026, 2, 3))]
    receipt = ingest(ledger, batch(rows, number="1"))
    assert (receipt.rows, receipt.withdrawals, receipt.seq, receipt.repeated) == (3, 0, 1, False)
    assert standing(ledger) == {key(BANK_LINES, row): row for row in rows}
    assert [file.rsplit("/", 1)[0] for file in files(ledger)] == [
        "bank_lines/month=202601/city=440100", "bank_lines/month=202601/city=440300", "bank_lines/month=202602/city=440300", "journal",
    ]  # fmt: skip


def test_the_same_batch_again_changes_nothing(ledger: Ledger) -> None:
    first = ingest(ledger, batch([paid(1), paid(2)], number="7"))
    before = files(ledger)
    again = ingest(ledger, batch([paid(2), paid(1)], number="7"))
    assert again == replace(first, repeated=True)
    assert files(ledger) == before


def test_a_file_without_number_is_known_by_what_it_says(ledger: Ledger) -> None:
    """Through Parquet, in another order, in pieces, with wider types: it is the same file."""
    given = batch([paid(line, on=date(2026, 1, line)) for line in range(1, 9)])
    first = ingest(ledger, given)
    copy = ledger.root / "copy.parquet"
    pq.write_table(pa.concat_tables([given.rows.slice(4), given.rows.slice(0, 4)]), copy)
    wider = pq.read_table(copy)
    wider = wider.set_column(wider.schema.get_field_index("city"), "city", wider.column("city").cast(pa.int64()))
    assert ingest(ledger, Batch(BANK_LINES, "bank", wider)) == replace(first, repeated=True)
    assert len(ledger.manifest.state().batches) == 1


def test_one_fen_makes_another_batch(ledger: Ledger) -> None:
    ingest(ledger, batch([paid(1, 100)]))
    assert not ingest(ledger, batch([paid(1, 101)])).repeated
    assert fen(ledger) == {1: 101}


def test_empty_and_zero_are_two_things_to_say(ledger: Ledger) -> None:
    ingest(ledger, batch([paid(1), paid(2, site=5)]))
    assert not ingest(ledger, batch([paid(1, site=5), paid(2)])).repeated


def test_a_number_used_for_something_else(ledger: Ledger) -> None:
    ingest(ledger, batch([paid(1)], number="7"))
    with pytest.raises(NumberTaken, match="新的批次号"):
        ingest(ledger, batch([paid(2)], number="7"))
    assert not ingest(ledger, batch([paid(2)], number="7", sender="other bank")).repeated


def test_correction_and_back_again(ledger: Ledger) -> None:
    """A resent old batch does not undo a correction; a new one that says the old sum does."""
    old = batch([paid(1, 100)], number="1")
    ingest(ledger, old)
    ingest(ledger, batch([paid(1, 90)], number="2"))
    ingest(ledger, old)
    assert fen(ledger) == {1: 90}
    ingest(ledger, batch([paid(1, 100)], number="3"))
    assert fen(ledger) == {1: 100}


def test_taking_back_and_stating_again(ledger: Ledger) -> None:
    ingest(ledger, batch([paid(1), paid(2)], number="1"))
    receipt = ingest(ledger, batch([], [paid(1)], number="2"))
    assert (receipt.rows, receipt.withdrawals) == (0, 1)
    assert set(fen(ledger)) == {2}
    ingest(ledger, batch([paid(1, 5)], number="3"))
    assert fen(ledger) == {1: 5, 2: 100}


def test_a_payment_moves_to_another_month(ledger: Ledger) -> None:
    ingest(ledger, batch([paid(1, on=date(2026, 1, 31))], number="1"))
    ingest(ledger, batch([paid(1, on=date(2026, 2, 1))], [paid(1, on=date(2026, 1, 31))], number="2"))
    assert [row["booked_on"] for row in standing(ledger).values()] == [date(2026, 2, 1)]


def test_taking_back_what_was_never_stated(ledger: Ledger) -> None:
    ingest(ledger, batch([], [paid(1)]))
    assert fen(ledger) == {}


def test_a_revoked_batch_was_never_there(ledger: Ledger) -> None:
    ingest(ledger, batch([paid(1, 100), paid(2, 100)], number="1"))
    wrong = ingest(ledger, batch([paid(1, 5), paid(3, 5)], [paid(2)], number="2"))
    assert fen(ledger) == {1: 5, 3: 5}
    seq = revoke(ledger, wrong.batch)
    assert fen(ledger) == {1: 100, 2: 100}
    assert revoke(ledger, wrong.batch) == seq
    with pytest.raises(NumberTaken, match="已经撤回"):
        ingest(ledger, batch([paid(1, 5), paid(3, 5)], [paid(2)], number="2"))
    with pytest.raises(KeyError, match="核对回执"):
        revoke(ledger, "nothing")


def test_any_past_state_can_be_had(ledger: Ledger) -> None:
    ingest(ledger, batch([paid(1, 100)], number="1"))
    second = ingest(ledger, batch([paid(1, 90)], number="2"))
    revoke(ledger, second.batch)
    sums = [Reader(ledger.root, ledger.manifest.past(seq)).rows(BANK_LINES).column("paid_fen").to_pylist() for seq in range(4)]
    assert sums == [[], [100], [90], [100]]
    with pytest.raises(KeyError, match="最新的是第 3 次"):
        ledger.manifest.past(4)


def test_a_reader_keeps_its_state(ledger: Ledger) -> None:
    ingest(ledger, batch([paid(1)], number="1"))
    reader = Reader(ledger.root, ledger.manifest.state())
    ingest(ledger, batch([paid(2)], number="2"))
    assert reader.seq == 1 and reader.rows(BANK_LINES).num_rows == 1


def test_nobody_reads_a_file_that_no_commit_names(ledger: Ledger) -> None:
    ingest(ledger, batch([paid(1)], number="1"))
    (there,) = ledger.root.rglob("*.parquet")
    there.with_name("stray.parquet").write_bytes(there.read_bytes())
    assert set(fen(ledger)) == {1}


def test_several_swipes_a_day_are_several_rows(ledger: Ledger) -> None:
    swipe = {"city": 440300, "site": 1, "worker": 2, "day": date(2026, 1, 5), "means": "face", "gate": None, "employer": None}
    rows = [{**swipe, "swiped_at": datetime(2026, 1, 5, hour), "direction": way} for hour, way in ((7, "come"), (12, "go"), (13, "come"), (23, "go"))]
    ingest(ledger, batch(rows, table=ATTENDANCE))
    assert standing(ledger, ATTENDANCE) == {key(ATTENDANCE, row): row for row in rows}


def test_a_register_has_no_month(ledger: Ledger) -> None:
    empty = dict.fromkeys(ROSTER.all_columns)
    row = {**empty, "city": 440300, "site": 1, "worker": 2, "employer": 3, "entered_on": date(2026, 1, 5)}
    ingest(ledger, batch([row], table=ROSTER))
    ingest(ledger, batch([{**row, "left_on": date(2026, 3, 1)}], table=ROSTER))
    assert list(standing(ledger, ROSTER).values()) == [{**row, "left_on": date(2026, 3, 1)}]
    assert [file.split("/")[1] for file in files(ledger) if file.startswith("roster")] == ["month=000000"] * 2


def test_only_the_wanted_partitions_are_read(ledger: Ledger) -> None:
    ingest(ledger, batch([paid(1), paid(2, city=440100), paid(3, on=date(2026, 2, 1))]))
    reader = Reader(ledger.root, ledger.manifest.state())
    assert reader.rows(BANK_LINES, lambda part: part.city == 440100).column("line").to_pylist() == [2]
    assert reader.rows(BANK_LINES, lambda part: part.month == 202602).column("line").to_pylist() == [3]
    assert "440100" not in reader.sql(BANK_LINES, lambda part: part.month == 202602)


def test_a_table_that_is_empty_has_its_columns(ledger: Ledger) -> None:
    reader = Reader(ledger.root, ledger.manifest.state())
    assert reader.rows(ATTENDANCE).column_names == list(ATTENDANCE.all_columns)
    assert reader.table(ATTENDANCE).count().execute() == 0


def test_ibis_asks_the_same_rows(ledger: Ledger) -> None:
    ingest(ledger, batch([paid(1, 30), paid(2, 12)], number="1"))
    ingest(ledger, batch([paid(1, 31)], number="2"))
    lines = Reader(ledger.root, ledger.manifest.state()).table(BANK_LINES)
    assert lines.group_by("city").agg(fen=lines.paid_fen.sum()).execute().to_dict("records") == [{"city": 440300, "fen": 43}]


def test_an_empty_batch_is_acknowledged(ledger: Ledger) -> None:
    assert ingest(ledger, batch([], number="1")).seq == 1
    assert ingest(ledger, batch([], number="1")).repeated
