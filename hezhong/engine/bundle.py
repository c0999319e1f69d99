"""All that lies around a case row, in one query: the trail, the lists that rights ask, papers, files, notes, relatives.

Of a collective case also its lead and its members.
"""

import json
from collections.abc import Sequence
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
    ARRAY(SELECT office FROM engine_participation WHERE case_id = %(id)s AND until IS NULL),
    ARRAY(SELECT DISTINCT p.party FROM engine_paper p JOIN engine_party t
        ON t.case_id = p.case_id AND t.token::text = p.party WHERE p.case_id = %(id)s AND p.stage = 'served')
"""
CORE = 6
"""How many columns the trail and the lists are."""
OF_SEVERAL = """
SELECT c.id,
    ARRAY(SELECT body FROM engine_event WHERE case_year = c.year AND case_id = c.id ORDER BY seq),
    ARRAY(SELECT token::text FROM engine_party WHERE case_id = c.id),
    ARRAY(SELECT token::text FROM engine_exclusion WHERE case_id = c.id),
    ARRAY(SELECT token::text FROM engine_panel WHERE case_id = c.id),
    ARRAY(SELECT office FROM engine_participation WHERE case_id = c.id AND until IS NULL),
    ARRAY(SELECT DISTINCT p.party FROM engine_paper p JOIN engine_party t
        ON t.case_id = p.case_id AND t.token::text = p.party WHERE p.case_id = c.id AND p.stage = 'served')
FROM unnest(%s::uuid[], %s::smallint[]) AS c (id, year)
"""
MEMBERS_SHOWN = 500
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
       FROM engine_appointment a WHERE a.case_id = %(id)s),
    (SELECT coalesce(jsonb_agg(to_jsonb(m) ORDER BY m.recorded_at, length(m.number), m.number), '[]') FROM (
        SELECT c.id, c.number, c.state, c.version, c.people_words, c.amount::text, c.recorded_at,
            c.closed_on IS NULL AND c.office = %(office)s AS open,
            EXISTS (SELECT FROM engine_party e WHERE e.case_id = c.id AND e.elected) AS elected,
            ARRAY(SELECT t.key FROM engine_task t WHERE t.case_id = c.id AND t.kind = 'signature' AND EXISTS (
                SELECT FROM engine_event a, engine_event b
                WHERE a.case_year = %(year)s AND a.case_id = %(id)s AND b.case_year = c.year AND b.case_id = c.id
                AND a.action = t.key AND b.action = t.key AND a.stage = 'PROPOSED' AND b.stage = 'PROPOSED'
                AND a.actor = b.actor AND convert_from(a.body, 'UTF8')::jsonb -> 'given'
                    IS NOT DISTINCT FROM convert_from(b.body, 'UTF8')::jsonb -> 'given'
                AND b.seq = (
                    SELECT max(e.seq) FROM engine_event e WHERE e.case_year = c.year AND e.case_id = c.id
                    AND e.action = t.key AND e.stage = 'PROPOSED'))) AS waits
        FROM engine_case c WHERE c.lead_id = %(number)s
        ORDER BY c.recorded_at, length(c.number), c.number LIMIT %(most)s) m),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'number', l.number, 'case_type', l.case_type,
            'state', l.state)), '[]') FROM engine_case l WHERE l.number = %(lead)s)
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
    members: tuple[dict[str, Any], ...]
    leads: tuple[dict[str, Any], ...]


def core_of(row: Case) -> Core:
    """Return the trail and the lists of a case."""
    return _core(_fetched(TRAIL_AND_LISTS, row))


def cores_of(rows: Sequence[Case]) -> list[Core]:
    """Return the trail and the lists of each of these cases, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(OF_SEVERAL, ([row.id for row in rows], [row.year for row in rows]))
        found = {case_id: _core(rest) for case_id, *rest in cursor.fetchall()}
    return [found[row.id] for row in rows]


def around(row: Case) -> Around:
    """Return everything a case page shows."""
    found = _fetched(TRAIL_AND_LISTS + AROUND, row)
    return Around(_core(found[:CORE]), *(tuple(json.loads(each)) for each in found[CORE:]))


def _core(found: Sequence[Any]) -> Core:
    bodies, *lists = found
    return Core(tuple(bytes(body) for body in bodies), Lists(*(frozenset(each) for each in lists)))


def _fetched(query: str, row: Case) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query, _given(row))
        found: tuple[Any, ...] | None = cursor.fetchone()
    assert found is not None
    return found


def _given(row: Case) -> dict[str, Any]:
    here = {"year": row.year, "id": row.id, "matter": row.matter_id}
    return {**here, "office": row.office, "number": row.number, "lead": row.lead_id, "most": MEMBERS_SHOWN}
