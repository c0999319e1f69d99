"""A copied case against the same case enacted anew, column by column, in every table that belongs to a case."""

import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from bench import copying, models, province
from bench.copying import Press
from bench.models import KINDS, Story
from hezhong.directory import employers, people, regions
from hezhong.domains.complaints.facts import HandOver
from hezhong.engine import chores, filing
from hezhong.engine.answers import Employer, Months, Person, Prose
from hezhong.engine.dossier import Destination
from hezhong.engine.store import Submission
from hezhong.law.book import from_files

pytestmark = pytest.mark.django_db
COUNTY, TOWN = "440306", "440306003"
SECRET = {"code", "sealed_code", "check_code", "sha256"}  # the print of a copy is that of its model
OWN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TABLES = {
    "engine_case", "engine_matterrow", "engine_event", "engine_task", "engine_party", "engine_paper", "engine_message",
    "engine_errand", "engine_participation",
}  # fmt: skip


@pytest.mark.parametrize("kind", list(KINDS), ids=lambda kind: kind.__name__)
def test_a_copy_is_what_the_engine_would_have_written(kind: Callable[..., None]) -> None:
    seats = province.build(random.Random(1), COUNTY)
    seats[""] = models.seat()
    filed, book = models.TODAY - timedelta(days=4), from_files()
    with models.serving():
        modelled = models.one(seats[""], kind, models.DEEP, filed, book)
    worker = people.register(models.TypedPerson("林晓彤"))
    contact = people.contact(worker, "19900005521")
    firm = employers.register("示例家具有限公司")

    connection.ensure_connection()
    raw = connection.connection
    mould = copying.mould(raw, modelled, 1, False, seats[""])
    press = Press(raw, [mould], seats, {COUNTY: [TOWN]}, [(worker, contact, "林晓彤")], [(firm, "示例家具有限公司")], random.Random(2), {})
    (copied,) = press.lay(1)
    enacted = _enacted(kind, seats[COUNTY], (worker, contact, firm), filed)

    there, wanted = _rows(UUID(copied)), _rows(enacted)
    officers = {str(token): post for post, (token, _) in seats[COUNTY].officers.items()}
    assert _told(there, officers) == _told(wanted, officers)
    assert {table for table, rows in wanted.items() if rows} >= {"engine_case", "engine_matterrow", "engine_event"}
    for case_id in (UUID(copied), enacted):
        assert _pieces_are_those_of_the_text(case_id)


def _enacted(kind: Callable[..., None], seat: province.Seat, who: tuple[int, int, int], filed: Any) -> UUID:
    """Enact the same story at the county's own office, with the officers the copy names."""
    book = from_files()
    last = filed.replace(day=1) - timedelta(days=1)
    year = last.year - 3 if kind is models.refused else last.year
    given = models.answers(TOWN, months=Months((year, last.month), (year, last.month)))
    given = replace(given, person=Person(who[0], contact=who[1]), employer=Employer(who[2]))
    done = filing.file("complaints", given, models.moment(filed, book), Submission())
    story, at = Story(done.case_id, seat, book), models.moment(filed + timedelta(days=1), book)
    if kind is models.handed_over:
        models.taken(story, at)
        there = Destination(seat.office.parent_id or 0, regions.place(COUNTY))
        story.act("hand_over", HandOver(office=there, reason=Prose("用工地不在本辖区。")), at)
        chores.work(at)
    else:
        kind(story, at)
    return done.case_id


def _rows(case_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return table -> the case's rows, read by name."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'case_id' AND table_name LIKE 'engine_%'"
        )
        tables = {name for (name,) in cursor.fetchall() if not re.search(r"_(\d{4}|other)$", name)}
        for table in sorted(tables | {"engine_case", "engine_matterrow"}):
            where = {
                "engine_case": "%s IN (id, parent_id)",
                "engine_matterrow": "id = (SELECT matter_id FROM engine_case WHERE id = %s)",
            }.get(table, "case_id IN (SELECT id FROM engine_case WHERE %s IN (id, parent_id))")
            cursor.execute(f"SELECT * FROM {table} WHERE {where}", [case_id])
            names = [column.name for column in cursor.description or ()]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    assert {table for table, rows in found.items() if rows} <= TABLES
    return found


def _told(rows: dict[str, list[dict[str, Any]]], officers: dict[str, str]) -> dict[str, list[str]]:
    """Return the rows as text with what may differ by its name: ids, the running numbers, secrets, which inspector."""
    return {
        table: sorted(
            json.dumps({name: _value(name, value, officers) for name, value in row.items() if name not in ("xid", "search")},
                       ensure_ascii=False, sort_keys=True)
            for row in found
        )
        for table, found in rows.items()
    }  # fmt: skip


def _value(name: str, value: Any, officers: dict[str, str]) -> str:
    if name == "id" and isinstance(value, int):
        return "counted"
    if name in SECRET:
        return f"secret of {len(value) // 4}" if value is not None else "none"
    text = bytes(value).decode() if isinstance(value, (bytes, memoryview)) else str(value)
    text = OWN.sub("own id", text)
    text = re.sub(r"〔(\d{4})〕\d+号", r"〔\1〕n号", text)
    text = re.sub(r"(劳监[投立]2026)\d+号", r"\1n号", text)
    for token, post in officers.items():
        text = text.replace(token, "an inspector" if post.startswith("inspector") else post)
    return text


def _pieces_are_those_of_the_text(case_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_text, tsvector_to_array(search) FROM engine_case WHERE id = %s", [case_id])
        text, pieces = cursor.fetchone()
    return sorted(pieces) == sorted({text[n : n + 2] for n in range(len(text) - 1)})
