"""The derived tables are what a slow second implementation makes of the standing rows, whatever came and in what order."""

import tempfile
from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hezhong.ledger.asking import asked, tables
from hezhong.ledger.batch import Batch
from hezhong.ledger.compaction import due, fold
from hezhong.ledger.derived_tables import SITE_MONTH, WORKER_MONTH
from hezhong.ledger.ingest import ingest, revoke
from hezhong.ledger.kept import notes
from hezhong.ledger.place import Ledger, local
from hezhong.ledger.refreshing import refresh
from hezhong.ledger.standing_months import NotMade
from hezhong.ledger.tables import TABLES
from hezhong.ledger.tests.second_months import knows, sites_months, workers_months
from hezhong.ledger.tests.small_ledgers import CITIES, DAY, MONTHS, adding, batches, dated, few, standing
from hezhong.ledger.tests.world import batch, paid

pytestmark = pytest.mark.database  # needs none; it takes too long for the first tier

Told = tuple[str, Any]
STEPS = st.lists(
    st.tuples(st.just("batch"), batches()) | st.tuples(st.just("batch"), adding()) | st.tuples(st.just("batch"), few())
    | st.tuples(st.just("revoke"), st.integers(0, 9)) | st.tuples(st.sampled_from(["refresh", "fold"]), st.none()), min_size=3, max_size=11,
)  # fmt: skip


def rows_of(ledger: Ledger, until: date | None = None, months: Collection[int] = MONTHS) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the derived tables, sorted."""
    with asked(ledger, months, CITIES, until=until) as shown:
        return {name: _sorted(shown[name].to_pyarrow().to_pylist()) for name in (WORKER_MONTH.name, SITE_MONTH.name)}


def second(
    kept: Collection[Batch], until: date | None = None, months: Collection[int] = MONTHS, told: Collection[Batch] = ()
) -> dict[str, list[dict[str, Any]]]:
    """kept: the batches that count. told: also those that were taken back."""
    found: dict[str, list[dict[str, Any]]] = {WORKER_MONTH.name: [], SITE_MONTH.name: []}
    rows, ever, on = standing(kept), dated([*kept, *told]), until or DAY
    for month in months:
        for city in [city for city in CITIES if month == on.year * 100 + on.month or knows(rows, month, city, until, ever)]:
            workers = workers_months(rows, month, city, until)
            found[WORKER_MONTH.name] += workers.values()
            found[SITE_MONTH.name] += sites_months(rows, workers, month, city, until).values()
    return {name: _sorted(of) for name, of in found.items()}


def _sorted(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(({name: row[name] for name in sorted(row)} for row in rows), key=lambda row: [(value is None, str(value)) for value in row.values()])


def play(ledger: Ledger, steps: Sequence[Told]) -> tuple[list[Batch], list[Batch]]:
    """Do what is told, and return the batches that count, and all."""
    kept: dict[str, Batch] = {}
    told: list[Batch] = []
    for number, (step, what) in enumerate(steps):
        if step == "batch":
            numbered = Batch(what.table, "s", what.rows, what.withdrawn, str(number))
            kept[ingest(ledger, numbered).batch] = numbered
            told.append(numbered)
        elif step == "revoke" and kept:
            gone = list(kept)[what % len(kept)]
            revoke(ledger, gone)
            del kept[gone]
        elif step == "fold":
            for part in due(ledger.manifest.state(), most=1):
                fold(ledger, part)
        elif step == "refresh":
            refresh(ledger, DAY)
    return list(kept.values()), told


@settings(max_examples=30, deadline=None)
@given(STEPS, st.none() | st.dates(date(2028, 1, 1), date(2028, 3, 2)))
def test_whatever_comes(steps: Sequence[Told], until: date | None) -> None:
    """Refreshed on the way, some things only added, some made again: as made of what stands, and as made all anew."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = local(Path(folder))
        kept, told = play(ledger, steps)
        refresh(ledger, DAY)
        found = rows_of(ledger)
        assert found == second(kept, told=told)
        assert refresh(ledger, DAY) == []
        refresh(ledger, DAY, most=0)
        assert rows_of(ledger) == found
        assert rows_of(ledger, until) == second(kept, until, told=told)


def swipe(worker: int, at: datetime, day: date | None = None, direction: str = "come", **more: Any) -> dict[str, Any]:
    empty = dict.fromkeys(TABLES["attendance"].all_columns)
    return {**empty, "city": 440300, "site": 11, "worker": worker, "day": day or at.date(), "swiped_at": at, "direction": direction, **more}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return local(tmp_path)


def one(ledger: Ledger, month: int, worker: int) -> dict[str, Any]:
    refresh(ledger)
    (row,) = [row for row in rows_of(ledger, months=(month,))["worker_month"] if row["worker"] == worker]
    return row


def test_several_swipes_a_day_and_midnight(ledger: Ledger) -> None:
    """A night shift of the 29th, which a gate counts to the 29th; and the last day of a leap February."""
    night = [swipe(5, datetime(2028, 2, 28, 19, 5)), swipe(5, datetime(2028, 2, 29, 0, 40), date(2028, 2, 28)), swipe(5, datetime(2028, 2, 29, 6, 1), direction="go")]
    ingest(ledger, batch(night, table=TABLES["attendance"]))
    row = one(ledger, 202802, 5)
    assert (row["days"], row["swipes"], row["come_first"], row["come_last"]) == (2, 3, 40, 19 * 60 + 5)
    assert row["day_bits"] == 2**28 + 2**29
    assert row["come_bits"] == 2**28 + 2 ** (31 + 28), "19:05 and 00:40 of the 28th; who goes does not come"
    assert not row["on_roster"] and row["lines"] == 0 and row["net_fen"] == 0 and row["due_on"] is None


def test_thirty_one_days(ledger: Ledger) -> None:
    ingest(ledger, batch([swipe(5, datetime(2028, 1, day, 7, 59)) for day in range(1, 32)], table=TABLES["attendance"]))
    row = one(ledger, 202801, 5)
    assert (row["days"], row["day_bits"], row["come_bits"]) == (31, 2**32 - 2, 2**63 - 2**32)


def test_a_late_payment_a_returned_one_and_two_cards(ledger: Ledger) -> None:
    sheet = {**dict.fromkeys(TABLES["payroll_lines"].all_columns), "city": 440300, "month": 202801, "sheet": 61, "worker": 5, "employer": 31, "site": 11}
    ingest(ledger, batch([{**sheet, "due_fen": 1000, "net_fen": 900, "due_on": date(2028, 2, 15), "confirmed": "no"}], table=TABLES["payroll_lines"]))
    line = {"worker": 5, "site": 11, "employer": 31, "card": 41}
    ingest(ledger, batch([paid(1, 500, date(2028, 2, 15), **line), paid(2, 70, date(2028, 2, 15), **{**line, "state": "returned"})]))
    row = one(ledger, 202801, 5)
    assert (row["paid_fen"], row["paid_late_fen"], row["returned_fen"], row["card_low"], row["card_high"]) == (500, 0, 70, 41, 41)
    before = {each.part: each.files for each in notes(ledger.root)}
    late = [paid(3, 400, date(2028, 6, 1), **{**line, "card": 43, "month": 202801, "channel": "cash"})]
    ingest(ledger, batch(late))
    row = one(ledger, 202801, 5)
    assert (row["paid_fen"], row["paid_late_fen"], row["other_fen"], row["card_low"], row["card_high"]) == (900, 400, 400, 41, 43)
    assert (row["first_paid_on"], row["last_paid_on"], row["unconfirmed"]) == (date(2028, 2, 15), date(2028, 6, 1), 1)
    after = {each.part: each.files for each in notes(ledger.root)}
    assert {part.month for part in after if part.table == WORKER_MONTH.name} == {202801}
    assert all(after[part] == files for part, files in before.items()), "a late payment is added, nothing is written again"


def test_what_is_only_added_writes_nothing_again(ledger: Ledger) -> None:
    for day in range(1, 6):
        ingest(ledger, batch([swipe(5, datetime(2028, 1, day, 7)), swipe(6, datetime(2028, 1, day, 8))], table=TABLES["attendance"], number=str(day)))
        refresh(ledger)
    (note,) = [each for each in notes(ledger.root) if each.part.table == WORKER_MONTH.name]
    assert len(note.later) == 4 and len(note.files) == 1
    assert one(ledger, 202801, 6)["days"] == 5
    ingest(ledger, batch([], [swipe(6, datetime(2028, 1, 3, 8))], table=TABLES["attendance"], number="back"))
    assert one(ledger, 202801, 6)["days"] == 4
    (note,) = [each for each in notes(ledger.root) if each.part.table == WORKER_MONTH.name]
    assert note.later == ()


def test_a_month_that_was_not_derived_is_no_empty_answer(ledger: Ledger) -> None:
    ingest(ledger, batch([swipe(5, datetime(2028, 1, 3, 7))], table=TABLES["attendance"]))
    with pytest.raises(NotMade, match="202801"):
        tables(ledger, MONTHS, CITIES)
