"""Folding changes nothing that anybody sees; and every sequence of batches equals a dict of rows."""

import os
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hezhong.ledger import compaction
from hezhong.ledger.batch import Batch
from hezhong.ledger.commits import Part
from hezhong.ledger.compaction import due, fold
from hezhong.ledger.ingest import ingest, revoke
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.place import Ledger, local
from hezhong.ledger.querying import overlapping
from hezhong.ledger.reading import Reader
from hezhong.ledger.tests.asking import standing
from hezhong.ledger.tests.world import batch, paid, reference
from hezhong.ledger.upkeep import damaged, sweep

JANUARY = Part("bank_lines", 202601, 440300)
LATER = datetime.now(UTC) + timedelta(days=2)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    there = local(tmp_path)
    ingest(there, batch([paid(1, 10), paid(2, 10), paid(3, 10)], number="1"))
    ingest(there, batch([paid(1, 20)], [paid(2)], number="2"))
    return there


def active(ledger: Ledger) -> int:
    return sum(len(files) for files in ledger.manifest.state().active("bank_lines").values())


def test_folding(ledger: Ledger) -> None:
    before = standing(ledger)
    assert due(ledger.manifest.state()) == [JANUARY]
    assert fold(ledger, JANUARY)
    assert standing(ledger) == before and len(before) == 2
    assert active(ledger) == 1 and due(ledger.manifest.state()) == []
    assert not fold(ledger, JANUARY)
    assert "latest" not in Reader(ledger.root, ledger.manifest.state()).sql(BANK_LINES)


def test_batches_go_on_after_a_folding(ledger: Ledger) -> None:
    fold(ledger, JANUARY)
    ingest(ledger, batch([paid(3, 30), paid(4, 30)], [paid(1)], number="3"))
    assert {row["line"]: row["paid_fen"] for row in standing(ledger).values()} == {3: 30, 4: 30}
    assert fold(ledger, JANUARY)
    assert {row["line"]: row["paid_fen"] for row in standing(ledger).values()} == {3: 30, 4: 30}


def test_a_batch_is_revoked_that_was_folded(ledger: Ledger) -> None:
    fold(ledger, JANUARY)
    (_, second) = ledger.manifest.state().batches
    revoke(ledger, second)
    assert {row["line"]: row["paid_fen"] for row in standing(ledger).values()} == {1: 10, 2: 10, 3: 10}


def test_nothing_is_left_of_a_partition(ledger: Ledger) -> None:
    ingest(ledger, batch([], [paid(1), paid(3)], number="3"))
    assert fold(ledger, JANUARY)
    assert standing(ledger) == {} and active(ledger) == 0


@pytest.mark.parametrize("meanwhile", ["batch", "revoked", "folded"])
def test_what_others_do_while_it_is_written(ledger: Ledger, meanwhile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch stays beside the folded file; a revoked batch or another folding makes this one void."""
    other, write = local(ledger.root), compaction._write

    def slow(*given: object) -> object:
        monkeypatch.setattr(compaction, "_write", write)
        if meanwhile == "batch":
            ingest(other, batch([paid(3, 99)], number="3"))
        elif meanwhile == "revoked":
            revoke(other, next(iter(other.manifest.state().batches)))
        else:
            assert fold(other, JANUARY)
        return write(*given)

    monkeypatch.setattr(compaction, "_write", slow)
    assert fold(ledger, JANUARY) is (meanwhile == "batch")
    expected = {"batch": {1: 20, 3: 99}, "revoked": {1: 20}, "folded": {1: 20, 3: 10}}[meanwhile]
    assert {row["line"]: row["paid_fen"] for row in standing(ledger).values()} == expected


def test_files_of_different_days_are_not_contested(tmp_path: Path) -> None:
    ledger = local(tmp_path)
    for day in range(1, 5):
        ingest(ledger, batch([paid(day, on=date(2026, 1, day))]))
    assert "latest" not in Reader(tmp_path, ledger.manifest.state()).sql(BANK_LINES)
    assert due(ledger.manifest.state()) == [] and due(ledger.manifest.state(), most=3) == [JANUARY]
    ingest(ledger, batch([paid(20, on=date(2026, 1, 2)), paid(21, on=date(2026, 1, 3))]))
    groups = list(overlapping(ledger.manifest.state().active("bank_lines")[JANUARY]))
    assert [len(group) for group in groups] == [1, 3, 1]


def test_what_killed_writers_left_is_swept(ledger: Ledger) -> None:
    fold(ledger, JANUARY)
    before, there = standing(ledger), next(ledger.root.rglob("*.parquet"))
    there.with_name("stray.parquet").write_bytes(b"")
    (ledger.root / "journal" / "000000000009.json.0.unfinished").write_bytes(b"{")
    assert sweep(ledger, datetime.now(UTC)) == 0
    assert sweep(ledger, LATER) == 2
    assert standing(ledger) == before and damaged(ledger) == []


def test_a_folding_that_was_replaced_is_swept_and_the_past_still_read(ledger: Ledger) -> None:
    fold(ledger, JANUARY)
    ingest(ledger, batch([paid(5)], number="3"))
    fold(ledger, JANUARY)
    assert sweep(ledger, LATER) == 1
    assert Reader(ledger.root, ledger.manifest.past(3)).rows(BANK_LINES).num_rows == 2
    (first, *_) = ledger.manifest.state().batches
    revoke(ledger, first)
    assert {row["line"] for row in standing(ledger).values()} == {1, 5}


def test_a_folding_that_was_replaced_is_left_to_who_reads_it(ledger: Ledger) -> None:
    fold(ledger, JANUARY)
    for file in ledger.root.rglob("*.parquet"):
        os.utime(file, (0, 0))
    ingest(ledger, batch([paid(5)], number="3"))
    fold(ledger, JANUARY)
    assert sweep(ledger, datetime.now(UTC)) == 0
    assert sweep(ledger, LATER) == 1


def test_damage_is_seen(ledger: Ledger) -> None:
    one, other = sorted(ledger.root.rglob("*.parquet"))
    one.unlink()
    other.write_bytes(other.read_bytes()[:-1] + b"x")
    assert damaged(ledger) == sorted(file.relative_to(ledger.root).as_posix() for file in (one, other))


LINES = st.builds(
    paid, st.integers(1, 6), st.integers(1, 5), st.sampled_from([date(2026, 1, 1), date(2026, 1, 2), date(2026, 2, 1)]),
    st.sampled_from([440100, 440300]), site=st.sampled_from([None, 0x7FFFFFFFFFFFFFFF]),
)  # fmt: skip
IDENTITY = BANK_LINES.identity


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    lines = draw(st.lists(LINES, max_size=8, unique_by=lambda row: tuple(row[name] for name in IDENTITY)))
    cut = draw(st.integers(0, len(lines)))
    return batch(lines[:cut], lines[cut:])


DOINGS = st.one_of(batches(), st.sampled_from(["again", "fold", "revoke", "sweep"]))


SEQUENCES = given(st.lists(DOINGS, max_size=8), st.randoms(use_true_random=False))


@settings(max_examples=15)
@SEQUENCES
def test_every_sequence_equals_a_dict_of_rows(doings: list[Batch | str], chance: object) -> None:
    _play(doings, chance)


@pytest.mark.prove
@settings(max_examples=400)
@SEQUENCES
def test_four_hundred_sequences_equal_a_dict_of_rows(doings: list[Batch | str], chance: object) -> None:
    _play(doings, chance)


def _play(doings: list[Batch | str], chance: object) -> None:
    taken: dict[str, Batch] = {}
    with tempfile.TemporaryDirectory() as folder:
        ledger = local(Path(folder))
        for number, doing in enumerate(doings):
            _do(ledger, replace(doing, number=str(number)) if isinstance(doing, Batch) else doing, taken, chance)
            assert standing(ledger) == reference(taken.values())
        assert standing(local(Path(folder))) == reference(taken.values())


def _do(ledger: Ledger, doing: Batch | str, taken: dict[str, Batch], chance: object) -> None:
    if isinstance(doing, Batch):
        receipt = ingest(ledger, doing)
        taken.setdefault(receipt.batch, doing)
    elif doing == "fold":
        for part in list(ledger.manifest.state().parts):
            fold(ledger, part)
    elif doing == "sweep":
        sweep(ledger, LATER)
    elif taken:
        name = chance.choice(sorted(taken))  # type: ignore[attr-defined]
        if doing == "again":
            assert ingest(ledger, taken[name]).repeated
        else:
            revoke(ledger, name)
            del taken[name]
