"""Few workers of whom something is said have their rows made again beside a month's files; nobody else, and no month that it does not touch."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from hezhong.ledger import restating
from hezhong.ledger.batch import Batch
from hezhong.ledger.compaction import due, fold
from hezhong.ledger.ingest import ingest, revoke
from hezhong.ledger.kept import Made, notes
from hezhong.ledger.place import Ledger, local
from hezhong.ledger.refreshing import refresh
from hezhong.ledger.tables import TABLES
from hezhong.ledger.tests.small_ledgers import DAY, MONTHS
from hezhong.ledger.tests.test_derived import rows_of, second, swipe
from hezhong.ledger.tests.world import batch, paid
from hezhong.ledger.upkeep import sweep

pytestmark = pytest.mark.database  # needs none; it is no matter of the first tier

JANUARY, FEBRUARY = MONTHS


def line(worker: int, entered: date, left: date | None = None, **more: Any) -> dict[str, Any]:
    said = {"city": 440300, "site": 11, "worker": worker, "employer": 31, "entered_on": entered, "left_on": left}
    return {**dict.fromkeys(TABLES["roster"].all_columns), **said, **more}


def signed(contract: int, worker: int, since: date, **more: Any) -> dict[str, Any]:
    said = {"city": 440300, "contract": contract, "worker": worker, "employer": 31, "site": 11, "since": since, "term": "open"}
    return {**dict.fromkeys(TABLES["contracts"].all_columns), **said, **more}


def wages(worker: int, fen: int, month: int = JANUARY, **more: Any) -> dict[str, Any]:
    said = {"city": 440300, "month": month, "sheet": 61, "worker": worker, "employer": 31, "site": 11, "due_fen": fen, "net_fen": fen, "confirmed": "no"}
    return {**dict.fromkeys(TABLES["payroll_lines"].all_columns), **said, **more}


class Told:
    """A ledger with swipes of three workers in two months and the roster of two of them, and what comes to it."""

    def __init__(self, root: Path) -> None:
        self.ledger: Ledger = local(root)
        self.batches: list[Batch] = []
        swipes = [swipe(worker, datetime(2028, month, day, 7, worker)) for worker in (21, 22, 23) for month in (1, 2) for day in (3, 4)]
        self.says("attendance", swipes)
        self.says("roster", [line(21, date(2027, 12, 1), contract=51), line(22, date(2028, 1, 10))])
        self.says("bank_lines", [paid(1, 500, date(2028, 2, 15), worker=21, site=11), paid(2, 600, date(2028, 2, 15), worker=22, site=11)])
        refresh(self.ledger, DAY)
        self.files = {month: made.files for month, made in self.made().items()}

    def says(self, table: str, rows: list[dict[str, Any]], gone: list[dict[str, Any]] | None = None) -> str:
        each = batch(rows, gone or [], table=TABLES[table], number=str(len(self.batches)))
        self.batches.append(each)
        return ingest(self.ledger, each).batch

    def made(self) -> dict[int, Made]:
        return {each.part.month: each for each in notes(self.ledger.root) if each.part.table == "worker_month" and each.part.city == 440300}

    def restated(self) -> dict[int, list[int]]:
        """Return month -> the workers whose rows are made again beside its files. Everything is right, and no file was written again."""
        refresh(self.ledger, DAY)
        assert rows_of(self.ledger) == second(self.batches)
        assert refresh(self.ledger, DAY) == []
        assert {month: each.files for month, each in self.made().items()} == self.files
        return {month: self._workers(each) for month, each in self.made().items() if each.who}

    def _workers(self, made: Made) -> list[int]:
        (who,) = made.who
        return [row["worker"] for row in pq.read_table(self.ledger.root / who.path).to_pylist()]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


def test_who_comes_changes_no_month_before(told: Told) -> None:
    told.says("roster", [line(23, date(2028, 2, 4), contract=52)])
    told.says("contracts", [signed(52, 23, date(2028, 2, 4))])
    assert told.restated() == {FEBRUARY: [23]}


def test_who_leaves_changes_no_month_before(told: Told) -> None:
    told.says("roster", [line(21, date(2027, 12, 1), date(2028, 2, 20), contract=51)])
    assert told.restated() == {FEBRUARY: [21]}
    told.says("roster", [line(22, date(2028, 1, 10), date(2028, 1, 20))])
    assert told.restated() == {JANUARY: [22], FEBRUARY: [21, 22]}


def test_what_is_said_again_as_it_was_changes_nothing(told: Told) -> None:
    told.says("roster", [line(21, date(2027, 12, 1), contract=51), line(22, date(2028, 1, 10), team=7)])
    assert told.restated() == {}


def test_what_the_line_says_else_changes_every_month_that_it_stood_in(told: Told) -> None:
    told.says("roster", [line(22, date(2028, 1, 10), agreed_fen=700_000, per="month")])
    assert told.restated() == {JANUARY: [22], FEBRUARY: [22]}
    told.says("roster", [line(22, date(2028, 2, 10), agreed_fen=700_000, per="month")])
    assert told.restated() == {JANUARY: [22], FEBRUARY: [22]}, "he had stood in January"


def test_a_line_is_taken_back(told: Told) -> None:
    told.says("roster", [], [line(22, date(2028, 1, 10))])
    assert told.restated() == {JANUARY: [22], FEBRUARY: [22]}


def test_a_contract_that_a_line_of_another_names(told: Told) -> None:
    """21's line names number 51, which is made out to 23: of both something is known now."""
    told.says("contracts", [signed(51, 23, date(2028, 2, 1))])
    assert told.restated() == {JANUARY: [21], FEBRUARY: [21, 23]}
    told.says("contracts", [signed(51, 23, date(2028, 2, 1), ended_on=date(2028, 2, 3))])
    assert told.restated() == {JANUARY: [21], FEBRUARY: [21, 23]}


def test_payrolls_and_written_days_of_a_month(told: Told) -> None:
    """What the bank paid before is late now that it is said when it was due; what it pays after that is added."""
    told.says("payroll_lines", [wages(22, 900, due_on=date(2028, 2, 1))])
    written = {**dict.fromkeys(TABLES["labour_days"].all_columns), "city": 440300, "site": 11, "worker": 24, "day": date(2028, 2, 9), "minutes": 480}
    told.says("labour_days", [written])
    assert told.restated() == {JANUARY: [22], FEBRUARY: [24]}
    told.says("bank_lines", [paid(3, 300, date(2028, 2, 20), worker=22, site=11)])
    told.says("attendance", [swipe(24, datetime(2028, 2, 10, 7)), swipe(22, datetime(2028, 2, 10, 7))])
    assert told.restated() == {JANUARY: [22], FEBRUARY: [24]}
    (row,) = [row for row in rows_of(told.ledger, months=(JANUARY,))["worker_month"] if row["worker"] == 22]
    assert (row["paid_fen"], row["paid_late_fen"]) == (900, 900)


def test_of_whom_more_is_said_nothing_older_stands(told: Told) -> None:
    told.says("payroll_lines", [wages(22, 900)])
    assert told.restated() == {JANUARY: [22]}
    told.says("payroll_lines", [wages(22, 800), wages(23, 70)])
    assert told.restated() == {JANUARY: [22, 23]}
    told.says("payroll_lines", [], [wages(22, 800)])
    assert told.restated() == {JANUARY: [22, 23]}


def test_rows_that_are_folded_meanwhile(told: Told) -> None:
    told.says("roster", [line(23, date(2028, 2, 4))])
    for part in due(told.ledger.manifest.state(), most=1):
        fold(told.ledger, part)
    assert told.restated() == {FEBRUARY: [23]}
    told.says("roster", [line(23, date(2028, 2, 4), date(2028, 2, 8))])
    assert told.restated() == {FEBRUARY: [23]}


def test_files_that_were_replaced_are_left_to_who_reads_them(told: Told) -> None:
    told.says("payroll_lines", [wages(22, 900)])
    assert told.restated() == {JANUARY: [22]}
    for file in told.ledger.root.rglob("*.parquet"):
        os.utime(file, (0, 0))
    told.says("payroll_lines", [wages(22, 800)])
    refresh(told.ledger, DAY, most=0)
    now = datetime.now(UTC)
    assert sweep(told.ledger, now) == 0
    assert sweep(told.ledger, now + timedelta(days=2)) > 0
    assert rows_of(told.ledger) == second(told.batches)


def test_too_many_are_made_again_all(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restating, "FEW", 1)
    told.says("roster", [line(23, date(2028, 2, 4))])
    assert told.restated() == {FEBRUARY: [23]}
    told.says("roster", [line(24, date(2028, 2, 5))])
    refresh(told.ledger, DAY)
    assert rows_of(told.ledger) == second(told.batches)
    now = told.made()
    assert not now[FEBRUARY].who and now[FEBRUARY].files != told.files[FEBRUARY] and now[JANUARY].files == told.files[JANUARY]


def test_what_stood_before_a_folding_is_looked_for_in_few_files_only(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    told.says("roster", [line(23, date(2028, 2, 4))])
    for part in due(told.ledger.manifest.state(), most=1):
        fold(told.ledger, part)
    monkeypatch.setattr(restating, "MOST_FILES", 1)
    refresh(told.ledger, DAY)
    assert rows_of(told.ledger) == second(told.batches)
    assert not any(each.who for each in told.made().values())


def test_cities_are_made_again_in_groups(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as fit into memory at a time; the same comes of it."""
    told.says("attendance", [swipe(25, datetime(2028, 1, 3, 7), city=440100)])
    refresh(told.ledger, DAY)
    monkeypatch.setattr(restating, "TOGETHER", 1)
    told.says("payroll_lines", [wages(22, 900), wages(23, 900), wages(25, 800, city=440100)])
    told.says("roster", [line(25, date(2028, 1, 2), city=440100), line(26, date(2028, 1, 2), city=440100)])
    assert told.restated() == {JANUARY: [22, 23]}
    other = {each.part.city: each.instead for each in notes(told.ledger.root) if each.part.table == "worker_month" and each.part.month == JANUARY}
    assert [sum(file.rows for file in other[city]) for city in (440100, 440300)] == [2, 2]


def test_what_was_used_and_is_taken_back_has_all_made_again(told: Told) -> None:
    name = told.says("payroll_lines", [wages(22, 900)])
    assert told.restated() == {JANUARY: [22]}
    revoke(told.ledger, name)
    told.batches.pop()
    refresh(told.ledger, DAY)
    assert rows_of(told.ledger) == second(told.batches)
    assert not told.made()[JANUARY].who and told.made()[JANUARY].files != told.files[JANUARY]
