"""A case row as rights and reading see it: the same names in Python and in SQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.engine.conditions import Schema
from hezhong.engine.models import Case

SCHEMA = Schema(
    columns={
        "id": "c.id::text",
        "case_type": "c.case_type",
        "province": "c.province",
        "city": "c.city",
        "county": "c.county",
        "town": "c.town",
        "office": "c.office",
        "upper_office": "c.upper_office",
        "assignee": "c.assignee::text",
        "sealed": "c.sealed",
        "open": "(c.closed_on IS NULL)",
    },
    lists={
        "parties": ("engine_party", "token::text"),
        "recused": ("engine_exclusion", "token::text"),
        "panel": ("engine_panel", "token::text"),
        "offices": ("engine_participation WHERE until IS NULL", "office"),
    },
    key="c.id",
    nulls=frozenset({("assignee", "")}),
)

LISTS = """
SELECT
    ARRAY(SELECT token::text FROM engine_party WHERE case_id = %(id)s),
    ARRAY(SELECT token::text FROM engine_exclusion WHERE case_id = %(id)s),
    ARRAY(SELECT token::text FROM engine_panel WHERE case_id = %(id)s),
    ARRAY(SELECT office FROM engine_participation WHERE case_id = %(id)s AND until IS NULL)
"""


@dataclass(frozen=True)
class Lists:
    """Who stands beside the row: each as the set that a condition asks."""

    parties: frozenset[str]
    recused: frozenset[str]
    panel: frozenset[str]
    offices: frozenset[int]


def lists_of(case_id: UUID) -> Lists:
    """Return the lists of one case, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(LISTS, {"id": case_id})
        found = cursor.fetchone()
    assert found is not None
    return Lists(*(frozenset(each) for each in found))


def as_mapping(case: Case, lists: Lists) -> Mapping[str, Any]:
    """Return the row under the names conditions use."""
    return {
        "id": str(case.id),
        "case_type": case.case_type,
        "province": case.province,
        "city": case.city,
        "county": case.county,
        "town": case.town,
        "office": case.office,
        "upper_office": case.upper_office,
        "assignee": str(case.assignee or ""),
        "sealed": case.sealed,
        "open": case.closed_on is None,
        "parties": lists.parties,
        "recused": lists.recused,
        "panel": lists.panel,
        "offices": lists.offices,
    }
