"""The declarations hold together, and what is published is what they say."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from hezhong.ledger import tables
from hezhong.ledger.publishing import texts
from hezhong.ledger.shapes import arrow_schema, json_schema
from hezhong.ledger.tables import TABLES
from hezhong.ledger.vocabulary import Kind, Table, code, day, fen, token

PUBLISHED = Path(__file__).parents[3] / "docs" / "ledger"


def test_no_table_has_a_place_for_free_text() -> None:
    texts = [(table.name, name) for table in TABLES.values() for name, column in table.columns.items() if column.kind is Kind.CODE and not column.codes]
    assert texts == []


def test_the_published_schemas_are_these() -> None:
    """When a table has changed: python -m hezhong.ledger.publishing docs/ledger."""
    assert {file.name: file.read_text("utf8") for file in PUBLISHED.glob("*.json")} == texts()


def test_a_table_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(KeyError, match="bank_lines"):
        tables.named("bank")


def test_schema_by_hand() -> None:
    schema = json_schema(TABLES["labour_fees"])
    assert schema["required"] == ["city", "site", "due_on", "due_fen"]
    assert schema["x-key"] == ["city", "site", "due_on"]
    assert schema["properties"]["due_on"] == {"title": "约定拨付日", "type": "string", "format": "date"}
    assert schema["properties"]["site"]["minimum"] == 1
    assert arrow_schema(TABLES["labour_fees"]).field("due_fen").type == "int64"


BAD: dict[str, dict[str, Any]] = {
    "undeclared or optional": {"key": ("site", "worker"), "columns": {"site": token("项目")}},
    "optional": {"key": ("site",), "columns": {"site": token("项目", optional=True)}},
    "stand in every table": {"key": ("site",), "columns": {"site": token("项目"), "city": token("市")}},
    "decides the partition": {"key": ("site",), "columns": {"site": token("项目"), "on": day("日")}, "dated": "on"},
    "codes missing": {"key": ("site",), "columns": {"site": token("项目"), "state": code("状态")}},
}


@pytest.mark.parametrize(("says", "given"), BAD.items())
def test_a_declaration_that_does_not_hold_together(says: str, given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=says):
        Table("bad", "坏", "row", **given)


def test_a_sum_is_no_key_by_accident() -> None:
    assert Table("good", "好", "row", key=("site",), columns={"site": token("项目"), "due_fen": fen("金额")}).identity == ("city", "site")


def test_types_are_what_python_writes() -> None:
    schema = arrow_schema(TABLES["attendance"])
    assert str(schema.field("day").type) == "date32[day]" and date(2026, 1, 1)
    assert str(schema.field("swiped_at").type) == "timestamp[us]" and datetime(2026, 1, 1, 8)
