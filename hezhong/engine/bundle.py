"""All that lies around a case row, in one query: the trail, the lists that rights ask, papers, files, notes, relatives."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from hezhong.engine.models import Case
from hezhong.engine.rows import Lists

TRAIL_AND_LISTS = """
SELECT
    ARRAY(SELECT body FROM engine_event WHERE case_year = %(year)s AND case_id = %(id)s ORDER BY seq),
    ARRAY(SELECT token::text FROM engine_party WHERE case_id = %(id)s),
    ARRAY(SELECT token::text FROM engine_exclusion WHERE case_id = %(id)s),
    ARRAY(SELECT token::text FROM engine_panel WHERE case_id = %(id)s),
    ARRAY(SELECT office FROM engine_participation WHERE case_id = %(id)s AND until IS NULL)
"""
AROUND = """,
    (SELECT coalesce(jsonb_agg(to_jsonb(p) - 'data' ORDER BY p.event, p.document), '[]')
       FROM engine_paper p WHERE p.case_id = %(id)s),
    (SELECT coalesce(jsonb_agg(to_jsonb(f) ORDER BY f.received_at), '[]')
       FROM engine_storedfile f WHERE f.case_id = %(id)s),
    (SELECT coalesce(jsonb_agg(to_jsonb(n) ORDER BY n.at DESC), '[]') FROM engine_note n WHERE n.case_id = %(id)s),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'number', r.number, 'case_type', r.case_type,
            'state', r.state) ORDER BY r.opened_on), '[]')
       FROM engine_case r WHERE r.id <> %(id)s AND r.id IN (
            SELECT id FROM engine_case WHERE matter_id = %(matter)s
            UNION SELECT other_id FROM engine_link WHERE case_id = %(id)s
            UNION SELECT case_id FROM engine_link WHERE other_id = %(id)s)),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('title', a.title, 'room', a.room, 'from', lower(a.during))), '[]')
       FROM engine_appointment a WHERE a.case_id = %(id)s)
"""


@dataclass(frozen=True)
class Core:
    """What deciding needs: the stored trail and the lists."""

    bodies: tuple[bytes, ...]
    lists: Lists


@dataclass(frozen=True)
class Around:
    """What a case page shows beside the trail; each a tuple of plain rows."""

    core: Core
    papers: tuple[dict[str, Any], ...]
    files: tuple[dict[str, Any], ...]
    notes: tuple[dict[str, Any], ...]
    relatives: tuple[dict[str, Any], ...]
    appointments: tuple[dict[str, Any], ...]


def core_of(row: Case) -> Core:
    """Return the trail and the lists of a case."""
    return _core(_fetched(TRAIL_AND_LISTS, row))


def around(row: Case) -> Around:
    """Return everything a case page shows."""
    found = _fetched(TRAIL_AND_LISTS + AROUND, row)
    return Around(_core(found[:5]), *(tuple(json.loads(each)) for each in found[5:]))


def _core(found: tuple[Any, ...]) -> Core:
    bodies, *lists = found
    return Core(tuple(bytes(body) for body in bodies), Lists(*(frozenset(each) for each in lists)))


def _fetched(query: str, row: Case) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"year": row.year, "id": row.id, "matter": row.matter_id})
        found: tuple[Any, ...] | None = cursor.fetchone()
    assert found is not None
    return found
