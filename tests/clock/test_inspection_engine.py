"""The vectors of inspection, derived from the law without sight of the product, against the engine and the kernel."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from hezhong.domains.inspection.case import Inspection
from hezhong.engine.vocabulary import Deadline
from hezhong.kernel.dates import Hours, Months, Term, calendar_days, working_days
from hezhong.kernel.holidays import state_council
from hezhong.kernel.places import GUANGDONG
from hezhong.law.book import from_files
from hezhong.law.duties import crime_transfer, enforcement, inspection
from hezhong.law.fines import surcharge
from tests.clock import day_loop, test_vectors

TABLES = day_loop.load("inspection.toml")
VECTORS = TABLES["vector"]
PLAIN = [vector for vector in VECTORS if "hours" not in vector and "after" not in vector and vector["unit"] != "month"]


def term(unit: str, days: int) -> Term:
    return {"working": working_days, "calendar": calendar_days, "month": Months}[unit](days)


@pytest.mark.parametrize("vector", PLAIN, ids=lambda vector: vector["name"])
def test_the_engine_agrees(vector: dict[str, Any]) -> None:
    assert test_vectors.due_days(vector) == [vector.get("due")]


@pytest.mark.parametrize("vector", [v for v in VECTORS if v not in PLAIN], ids=lambda vector: vector["name"])
def test_months_hours_and_chains_agree(vector: dict[str, Any]) -> None:
    if "hours" in vector:
        assert Hours(vector["hours"]).end(vector["start"]) == vector["due"]
        return
    day: date = vector["start"]
    reached = []
    for before in vector.get("after", ()):
        day = term(before["unit"], before["days"]).after(day, state_council())
        reached.append(day)
    assert reached == vector.get("due_after", [])
    assert term(vector["unit"], vector["days"]).after(day, state_council()) == vector["due"]


@pytest.mark.parametrize("row", [row for row in TABLES["surcharge"] if "stopped" not in row], ids=lambda row: f"{row['fine']}-{row['on']}")
def test_what_is_added_to_a_late_fine(row: dict[str, Any]) -> None:
    assert surcharge(Decimal(row["fine"]), (row["on"] - row["due"]).days) == Decimal(row["surcharge"])


def test_the_product_uses_the_terms_that_the_vectors_count() -> None:
    """The vectors name numbers; that the declarations reach the same numbers stands here, by hand."""
    book, on, here = from_files(), date(2026, 11, 25), GUANGDONG / "440300" / "440306"
    wanted = {
        inspection.FILE_OWN_DISCOVERY: working_days(5),
        inspection.CONCLUDE: working_days(45),
        inspection.TELL_SUSPENSION: working_days(3),
        inspection.DISPOSE_OF_EVIDENCE: working_days(7),
        inspection.REQUEST_HEARING: working_days(5),
        inspection.NOTIFY_HEARING: working_days(7),
        inspection.SERVE_DECISION: working_days(7),
        inspection.PUBLIC_NOTICE: calendar_days(60),
        inspection.SHORT_PUBLIC_NOTICE: calendar_days(3),
        inspection.PAY_FINE: calendar_days(15),
        inspection.REPORT_DECISION: calendar_days(10),
        inspection.PASS_ON_REPORT: working_days(5),
        enforcement.PERFORM_WHEN_URGED: working_days(10),
        enforcement.SEEK_REMEDY: Months(6),
        enforcement.APPLY_TO_COURT: Months(3),
        crime_transfer.DECIDE_TRANSFER: calendar_days(3),
        crime_transfer.SEND: Hours(24),
    }
    assert {duty: book.limit(duty, here, on).period for duty in wanted} == wanted
    extension = book.limit(inspection.CONCLUDE, here, on).extension
    assert extension is not None and extension.period == working_days(30)
    declared = {each.duty for each in Inspection.own(Deadline).values()}
    assert declared <= wanted.keys()
    assert isinstance(next(v for v in VECTORS if "hours" in v)["due"], datetime)
