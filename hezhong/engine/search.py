"""Full-text search of cases: two-character pieces in a tsvector, the whole words checked again by LIKE.

The same pieces serve numbers, names and Chinese text; one PostgreSQL, no dictionary. Rights are asked in the query.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Func, Value

from hezhong.engine.conditions import to_sql
from hezhong.engine.rights import Asker, right_to
from hezhong.engine.rows import SCHEMA
from hezhong.engine.vocabulary import Right
from hezhong.kernel.bigrams import bigrams, plain

CAP = 1000
FIND = """
SELECT c.id FROM engine_case c
WHERE c.search @@ %s::tsquery AND c.search_text LIKE %s AND ({rights})
ORDER BY c.opened_on DESC, c.id LIMIT %s
"""
COUNT = """
SELECT count(*) FROM (
    SELECT 1 FROM engine_case c WHERE c.search @@ %s::tsquery AND c.search_text LIKE %s AND ({rights}) LIMIT %s
) found
"""


@dataclass(frozen=True)
class Found:
    """Cases that match, newest first. ``capped``: there are more than were counted."""

    ids: tuple[UUID, ...]
    count: int
    capped: bool


def vector(text: str) -> Any:
    """Return the value of the search column for a text, as an expression."""
    return Func(Value(sorted(set(bigrams(text)))), function="array_to_tsvector")


def text_of(*parts: str) -> str:
    """Return what is searched of a case: its parts as one normalised text."""
    return plain(" ".join(part for part in parts if part))


def cases(asker: Asker, words: str, on: date, limit: int = 50) -> Found:
    """Return the cases the asker may read that contain these words."""
    wanted = plain(words)
    pieces = bigrams(wanted)
    if not pieces:
        return Found((), 0, False)
    rights, parameters = to_sql(right_to(Right.READ, asker, on), SCHEMA)
    query = " & ".join(f"'{piece}'" for piece in sorted(set(pieces)))
    like = f"%{_escaped(wanted)}%"
    with connection.cursor() as cursor:
        cursor.execute(FIND.format(rights=rights), [query, like, *parameters, limit])
        ids = tuple(row[0] for row in cursor.fetchall())
        cursor.execute(COUNT.format(rights=rights), [query, like, *parameters, CAP + 1])
        row = cursor.fetchone()
    count = row[0] if row else 0
    return Found(ids, min(count, CAP), count > CAP)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
