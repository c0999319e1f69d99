"""Who sees of every case exactly what others with the same posts see: for them a picture is drawn once and shown to all.

Whoever looks after the work of an office reads by post alone. What makes two of them differ stands in few rows: a party, one
who is recused, a member of a panel, a leader who has broken a glass. They, and officers who read what they hold, see their own.
"""

from collections.abc import Iterable

from django.db import connection

from hezhong.engine.rights import Asker

NOBODY = "0"
"""The token of nobody: no row names it."""
NAMED = """
SELECT token FROM engine_party WHERE token = ANY(%(tokens)s) UNION SELECT token FROM engine_exclusion WHERE token = ANY(%(tokens)s)
UNION SELECT token FROM engine_panel WHERE token = ANY(%(tokens)s)
"""


def named(tokens: Iterable[int]) -> frozenset[int]:
    """Return which of these people stand in any case as a party, as recused or on a panel; one query."""
    with connection.cursor() as cursor:
        cursor.execute(NAMED, {"tokens": sorted(set(tokens))})
        return frozenset(token for (token,) in cursor.fetchall())


def alike(asker: Asker, told: frozenset[int]) -> Asker:
    """Return the asker that stands for all with the same posts, or the asker itself, who sees something else than they.

    told: what ``named`` has found. What the answer may read, the asker may read, and nothing less: the answer can be the key of
    what is drawn once.
    """
    by_post = bool(asker.duties) and all(each.clerk or each.leader for each in asker.duties)
    own = not asker.active or asker.broken_glass or asker.acts_for or int(asker.person or 0) in told
    return Asker(NOBODY, duties=asker.duties) if by_post and not own else asker
