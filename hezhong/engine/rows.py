"""A case row as rights and reading see it: the same names in Python and in SQL."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from hezhong.engine.conditions import Schema
from hezhong.engine.models import Case


def _token(text: str) -> int:
    """Nobody has the token 0: who is not known to the directory matches no row."""
    return int(text) if text.isdecimal() else 0


TOLD = """SELECT t.case_id, t.token FROM engine_party t
    JOIN engine_paper p ON p.case_id = t.case_id AND p.party = t.token::text AND p.stage = 'served'"""
"""The parties on whom a paper of the case was served: from then on an employer knows of it."""

SCHEMA = Schema(
    columns={
        "id": "c.id",
        "case_type": "c.case_type",
        "province": "c.province",
        "city": "c.city",
        "county": "c.county",
        "town": "c.town",
        "office": "c.office",
        "upper_office": "c.upper_office",
        "assignee": "c.assignee",
        "sealed": "c.sealed",
        "open": "(c.closed_on IS NULL)",
    },
    lists={
        "parties": ("engine_party", "token"),
        "recused": ("engine_exclusion", "token"),
        "panel": ("engine_panel", "token"),
        "offices": ("engine_participation WHERE until IS NULL", "office"),
        "told": (f"({TOLD}) told", "token"),
    },
    key="c.id",
    among="{key} = ANY(ARRAY({cases}))",  # few: gathered once, where IN would ask row by row
    nulls=frozenset({("assignee", "")}),
    stored={"assignee": _token, "parties": _token, "recused": _token, "panel": _token, "told": _token, "id": UUID},
)

COUNTED = replace(
    SCHEMA,
    columns={
        **SCHEMA.columns,
        "arrived": "(c.facts ->> 'arrived')",
        "content": "(c.facts ->> 'content')",
        **{
            name: f"c.{name}"
            for name in ("state", "opened_on", "closed_on", "next_due", "amount", "people", "answer", "answered_in", "in_time", "moved_on", "colour")
        },
        "begun": "(c.parent_id IS NULL)",
        "days_open": "(c.closed_on - c.opened_on)",
        "supervision_waits": "(c.facts ->> 'supervision_waits')",
    },
)
"""The row as figures and lists see it too; no right asks for these columns. begun: no other case opened it.

days_open: calendar days from opening to closing, of a closed case.
"""


@dataclass(frozen=True)
class Lists:
    """Who stands beside the row: each as the set that a condition asks."""

    parties: frozenset[str]
    recused: frozenset[str]
    panel: frozenset[str]
    offices: frozenset[int]
    told: frozenset[str] = frozenset()


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
        "told": lists.told,
    }
