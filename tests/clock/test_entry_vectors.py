"""Examples counted by hand for every time limit of the table, against the second loop and the product."""

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hezhong.law.book import from_files
from hezhong.law.facts import place_of
from hezhong.law.limit_answer import answer
from tests.clock.entry_loop import CLOCKS, Holidays, due

HERE = Path(__file__).parent
NOTICES = HERE.parents[1] / "hezhong" / "kernel" / "holidays.toml"
TABLE: dict[str, Any] = tomllib.loads((HERE / "entries.toml").read_text(encoding="utf-8"))
ENTRIES: dict[str, dict[str, Any]] = TABLE["entry"]
VECTORS: list[dict[str, Any]] = TABLE["vector"]
NAMES = [f"{number}-{vector['id']}" for number, vector in enumerate(VECTORS, start=1)]
PROVINCE = "440000"  # where an example names no place
PROCEDURES = {
    "mediation",
    "arbitration",
    "inspection",
    "enforcement",
    "petition",
    "blacklist",
    "publication",
    "credit",
}
HOLIDAYS = Holidays(frozenset({date(2026, 1, 1)}), frozenset({date(2026, 1, 3)}))  # Thursday off, Saturday worked


def when(text: str) -> date | datetime | None:
    """A day, a moment, or None for a clock that stands still."""
    if text == "standing":
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def happened(vector: dict[str, Any]) -> list[dict[str, Any]]:
    """The events of an example, with days in place of their text."""
    return [
        {name: value if name == "op" else when(value) for name, value in event.items()}
        for event in vector.get("events", [])
    ]


def ordered() -> Holidays:
    """The days off and the worked weekends of all notices that the product holds as data."""
    off: set[date] = set()
    worked: set[date] = set()
    for year in tomllib.loads(NOTICES.read_text(encoding="utf-8")).values():
        worked.update(year["worked"])
        for first, last in year["off"]:
            off.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return Holidays(frozenset(off), frozenset(worked))


def looped(vector: dict[str, Any]) -> date | datetime | None:
    """What the second loop says of an example; an extension is as long as the entry's own text makes it."""
    entry = ENTRIES[vector["id"]]
    events = [event | ({"by": entry["extension"]} if event["op"] == "extend" else {}) for event in happened(vector)]
    start = when(vector["on"])
    assert start is not None
    return due(
        entry["amount"],
        entry["unit"],
        start,
        events,
        ordered(),
        backwards=entry.get("backwards", False),
        rolls=vector.get("rolls", True),
    )


@pytest.mark.parametrize("vector", VECTORS, ids=NAMES)
def test_the_loop_counts_as_the_hand_did(vector: dict[str, Any]) -> None:
    assert looped(vector) == when(vector["due"]), vector["why"]


@pytest.mark.parametrize("vector", VECTORS, ids=NAMES)
def test_the_product_counts_as_the_hand_did(vector: dict[str, Any]) -> None:
    start, place = when(vector["on"]), place_of(vector.get("region", PROVINCE))
    answered = answer(vector["id"], start, place, from_files(), events=happened(vector))
    # of limits that run back these examples do not count the day of notice either; the engine does (vectors.toml)
    backwards = ENTRIES[vector["id"]].get("backwards", False)
    assert (answered.stricter if backwards else answered.due) == when(vector["due"]), vector["why"]


def test_every_procedure_and_every_unit_is_covered() -> None:
    used = {vector["id"] for vector in VECTORS}
    assert used == set(ENTRIES)
    assert len(VECTORS) >= 120
    assert len(used) >= 90
    assert {ENTRIES[entry]["procedure"] for entry in used} == PROCEDURES
    assert {ENTRIES[entry]["unit"] for entry in used} == set(CLOCKS)


def test_every_operation_and_every_way_of_counting_is_covered() -> None:
    operations = {event["op"] for vector in VECTORS for event in vector.get("events", [])}
    assert operations == {"suspend", "resume", "extend", "restart", "toll"}
    assert any(ENTRIES[vector["id"]].get("backwards") for vector in VECTORS)
    assert any(vector["due"] == "standing" for vector in VECTORS)
    assert any(vector.get("rolls") is False for vector in VECTORS)
    assert all(vector["why"] for vector in VECTORS)


def test_an_ended_clock_keeps_the_day_it_had() -> None:
    stop = {"op": "stop", "on": date(2026, 6, 5)}
    later = {"op": "suspend", "on": date(2026, 6, 8)}
    assert due(15, "calendar_day", date(2026, 6, 1), [stop, later], HOLIDAYS) == date(2026, 6, 16)
    assert due(15, "calendar_day", date(2026, 6, 1), [later], HOLIDAYS) is None


def test_hours_that_stood_still_come_back() -> None:
    start = datetime(2026, 1, 1, 9)
    pause = [
        {"op": "suspend", "on": datetime(2026, 1, 1, 12)},
        {"op": "resume", "on": datetime(2026, 1, 1, 14, 30)},
    ]
    assert due(24, "hour", start, pause, HOLIDAYS) == datetime(2026, 1, 2, 11, 30)


def test_a_worked_saturday_counts_and_a_day_off_does_not() -> None:
    assert due(1, "working_day", date(2025, 12, 31), [], HOLIDAYS) == date(2026, 1, 2)
    assert due(2, "working_day", date(2025, 12, 31), [], HOLIDAYS) == date(2026, 1, 3)


def test_what_is_no_clock_is_refused() -> None:
    with pytest.raises(ValueError, match="yuan"):
        due(1, "yuan", date(2026, 1, 1), [], HOLIDAYS)
