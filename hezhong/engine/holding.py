"""Holding something for a while, so that what is done to it comes one after another. No transaction: the ledger writes in its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection


@contextmanager
def held(what: str) -> Iterator[None]:
    """Hold what is named so, for this process, until the block is left; whoever comes second waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [what])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [what])


def payroll(series: UUID) -> str:
    """Return how a payroll with those that it corrects is named: what is said of it and what corrects it come one after another."""
    return f"payroll {series}"
