"""How long after a day the first case about an employer came: what a warning was ahead of a complaint."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import connection

MEDIANS = """
SELECT w.named, percentile_cont(0.5) WITHIN GROUP (ORDER BY first.came - w.since)
FROM unnest(%(names)s::text[], %(employers)s::bigint[], %(days)s::date[]) AS w(named, employer, since)
CROSS JOIN LATERAL (
    SELECT min(c.opened_on) AS came FROM engine_case c
    WHERE c.employer = w.employer AND c.case_type = %(code)s AND c.opened_on >= w.since
) first
WHERE first.came IS NOT NULL GROUP BY w.named
"""


def medians(code: str, about: Sequence[tuple[str, int, date]]) -> Mapping[str, float]:
    """Return name -> median days from a day to the first case of a type about an employer. One query.

    about: (name, token of the employer, day); where no case came, the line does not count, and a name may be missing.
    """
    if not about:
        return {}
    names, firms, days = zip(*about, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(MEDIANS, {"names": list(names), "employers": list(firms), "days": list(days), "code": code})
        return {name: float(days) for name, days in cursor.fetchall()}
