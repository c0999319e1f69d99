"""Whoever refreshes and is killed leaves the old or the new; who comes after finishes it."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hezhong.ledger.batch import Batch
from hezhong.ledger.commits import Part
from hezhong.ledger.ingest import ingest
from hezhong.ledger.kept import NOTE, Made, made, note
from hezhong.ledger.place import local
from hezhong.ledger.refreshing import refresh
from hezhong.ledger.standing_months import NotMade
from hezhong.ledger.tables import TABLES
from hezhong.ledger.tests.second_months import workers_months
from hezhong.ledger.tests.small_ledgers import standing
from hezhong.ledger.tests.test_crashes import Killed, dying_at
from hezhong.ledger.tests.test_derived import rows_of, second, swipe
from hezhong.ledger.tests.test_restating import line, wages
from hezhong.ledger.tests.world import batch, paid
from hezhong.ledger.upkeep import sweep

pytestmark = pytest.mark.prove  # minutes: by hand

MONTH = (202801,)
LATER = datetime.now(UTC) + timedelta(days=2)


def before() -> list[Batch]:
    swipes = [swipe(worker, datetime(2028, 1, day, 7)) for worker in (5, 6) for day in (3, 4)]
    return [batch(swipes, table=TABLES["attendance"]), batch([paid(1, 500, date(2028, 2, 15), worker=5, site=11)])]


ADDED = [batch([swipe(6, datetime(2028, 1, 5, 7)), swipe(7, datetime(2028, 1, 5, 7))], table=TABLES["attendance"], number="added"),
         batch([paid(2, 100, date(2028, 3, 15), worker=7, site=11, month=202801)], number="added too")]  # fmt: skip
CORRECTED = [batch([swipe(8, datetime(2028, 1, 9, 7))], [swipe(5, datetime(2028, 1, 3, 7))], table=TABLES["attendance"], number="corrected")]

SAID = [batch([line(6, date(2028, 1, 4))], table=TABLES["roster"], number="said"), batch([wages(5, 900)], table=TABLES["payroll_lines"], number="said too")]


@pytest.mark.parametrize("after", [ADDED, CORRECTED, SAID], ids=["added", "corrected", "restated"])
def test_killed_before_every_call_of_the_system(after: list[Batch], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also between the files of one partition and those of the next."""
    old, new = second(before(), months=MONTH), second([*before(), *after], months=MONTH)
    nth, outcomes = 0, []
    while True:
        nth += 1
        ledger = local(tmp_path / str(nth))
        for each in before():
            ingest(ledger, each)
        refresh(ledger)
        for each in after:
            ingest(ledger, each)
        with monkeypatch.context() as patched:
            calls = dying_at(nth, patched)
            with suppress(Killed):
                refresh(ledger)
            ended = calls() < nth
        left = rows_of(local(ledger.root), months=MONTH)
        assert left["worker_month"] in (old["worker_month"], new["worker_month"])
        outcomes.append(left["worker_month"] == new["worker_month"])
        refresh(local(ledger.root))
        assert rows_of(local(ledger.root), months=MONTH) == new
        if ended:
            break
    assert True in outcomes and False in outcomes and nth > 5


def test_the_first_refresh_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no answer then, rather than an empty one."""
    ledger = local(tmp_path)
    for each in before():
        ingest(ledger, each)
    with monkeypatch.context() as patched:
        dying_at(1, patched)
        with suppress(Killed):
            refresh(ledger)
    with pytest.raises(NotMade):
        rows_of(ledger, months=MONTH)
    refresh(ledger)
    assert len(rows_of(ledger, months=MONTH)["worker_month"]) == len(workers_months(standing(before()), 202801, 440300))


def test_who_read_an_older_ledger_does_not_put_the_newer_away(tmp_path: Path) -> None:
    part = Part("worker_month", 202801, 440300)
    note(tmp_path, Made(part, 7, (), {"attendance": ("new",)}))
    note(tmp_path, Made(part, 6, (), {"attendance": ("old",)}))
    found = made(tmp_path, part)
    assert found is not None and found.sources == {"attendance": ("new",)}


def test_what_a_version_with_other_columns_made_is_made_again(tmp_path: Path) -> None:
    ledger = local(tmp_path)
    for each in before():
        ingest(ledger, each)
    refresh(ledger)
    expected = rows_of(ledger, months=MONTH)
    for found in (tmp_path / "derived" / "worker_month").glob(f"*/*/{NOTE}"):
        said = json.loads(found.read_text("utf8"))
        said["columns"].remove("come_bits")
        found.write_text(json.dumps(said), "utf8")
    with pytest.raises(NotMade):
        rows_of(ledger, months=MONTH)
    refresh(ledger)
    assert rows_of(ledger, months=MONTH) == expected


def test_what_is_derived_no_more_is_swept(tmp_path: Path) -> None:
    ledger = local(tmp_path)
    for each in [*before(), *ADDED, *CORRECTED]:
        ingest(ledger, each)
        refresh(ledger)
    before_it = rows_of(ledger, months=MONTH)
    assert sweep(ledger, LATER) > 0, "the correction had the month made again"
    assert rows_of(ledger, months=MONTH) == before_it
    assert sweep(ledger, LATER) == 0
