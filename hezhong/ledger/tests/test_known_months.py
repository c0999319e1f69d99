"""Which months the ledger knows of a city, at the turn of a month above all."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from hezhong.ledger.asking import asked
from hezhong.ledger.ingest import ingest, revoke
from hezhong.ledger.kept import notes
from hezhong.ledger.months import back_from
from hezhong.ledger.place import Ledger, local
from hezhong.ledger.refreshing import refresh
from hezhong.ledger.standing_months import NotMade
from hezhong.ledger.tables import TABLES
from hezhong.ledger.tests.small_ledgers import CITIES
from hezhong.ledger.tests.test_derived import swipe
from hezhong.ledger.tests.world import batch, paid

pytestmark = pytest.mark.database  # needs none; it reads and writes files
FIRST, LAST = date(2028, 2, 1), date(2028, 1, 31)
LISTED = {"city": 440300, "site": 11, "worker": 21, "employer": 31, "entered_on": date(2027, 12, 1)}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A worker on the roster since December; the ledger begins in January."""
    ledger = local(tmp_path)
    ingest(ledger, batch([{**dict.fromkeys(TABLES["roster"].all_columns), **LISTED}], table=TABLES["roster"]))
    ingest(ledger, batch([swipe(21, datetime(2028, 1, 30, 7))], table=TABLES["attendance"]))
    return ledger


def months(ledger: Ledger, on: date, until: date | None = None) -> Mapping[int, tuple[bool, int]]:
    """Return month -> whether the worker is on the roster, and the days that he came."""
    with asked(ledger, back_from(on), CITIES, until=until) as tables:
        found: list[dict[str, Any]] = tables["worker_month"].to_pyarrow().to_pylist()
        sites = {row["month"] for row in tables["site_month"].to_pyarrow().to_pylist()}
    assert sites == {row["month"] for row in found}
    return {row["month"]: (row["on_roster"], row["days"]) for row in found}


def test_on_the_first_who_is_on_the_roster_is_there_before_anything_comes(ledger: Ledger) -> None:
    """What stood on the 31st of who is on the roster would else be gone on the 1st, and its case could be closed."""
    refresh(ledger, LAST)
    assert months(ledger, LAST) == months(ledger, LAST, LAST) == {202801: (True, 1)}
    refresh(ledger, FIRST)
    assert months(ledger, FIRST) == months(ledger, FIRST, FIRST) == {202801: (True, 1), 202802: (True, 0)}


def test_before_the_first_refresh_of_a_month_there_is_no_answer(ledger: Ledger) -> None:
    refresh(ledger, LAST)
    with pytest.raises(NotMade, match="202802"):
        months(ledger, FIRST)


def test_of_a_month_before_anything_came_no_register_speaks(ledger: Ledger) -> None:
    """December: he was on the roster, and nobody knows whether he came or was paid."""
    refresh(ledger, LAST)
    assert 202712 not in months(ledger, LAST)
    ingest(ledger, batch([swipe(5, datetime(2027, 12, 30, 7), city=440100)], table=TABLES["attendance"]))
    refresh(ledger, LAST)
    assert months(ledger, LAST) == months(ledger, LAST, LAST) == {202801: (True, 1), 202712: (False, 1)}, "what another city knows is its own"


def test_registers_alone_speak_of_the_day(tmp_path: Path) -> None:
    """A county that hands in rosters and contracts and has no gates."""
    ledger = local(tmp_path)
    ingest(ledger, batch([{**dict.fromkeys(TABLES["roster"].all_columns), **LISTED}], table=TABLES["roster"]))
    refresh(ledger, FIRST)
    assert months(ledger, FIRST) == months(ledger, FIRST, FIRST) == {202802: (True, 0)}


def test_a_month_that_is_known_no_more_is_forgotten(ledger: Ledger) -> None:
    """The bank paid for December, and it was a slip: nothing of December is left."""
    slip = ingest(ledger, batch([paid(1, 500, date(2028, 1, 15), worker=21, site=11)]))
    refresh(ledger, LAST)
    assert months(ledger, LAST) == months(ledger, LAST, LAST) == {202801: (True, 1), 202712: (True, 0)}
    revoke(ledger, slip.batch)
    refresh(ledger, LAST)
    assert months(ledger, LAST) == months(ledger, LAST, LAST) == {202801: (True, 1)}
    assert {made.part.month for made in notes(ledger.root) if made.part.table != "payments"} == {202801}
