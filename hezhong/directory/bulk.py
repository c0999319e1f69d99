"""Tens of thousands of rows in one statement: arrays go over instead of a placeholder for every value."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def insert(rows: Sequence[Row]) -> None:
    """Insert rows of one model that has no columns of arrays; a row that stands there already is left as it is."""
    if not rows:
        return
    meta = rows[0]._meta
    fields = meta.concrete_fields
    arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    query = f'INSERT INTO "{meta.db_table}" ({columns}) SELECT * FROM unnest({arrays}) ON CONFLICT DO NOTHING'
    with connection.cursor() as cursor:
        cursor.execute(query, [[getattr(row, field.attname) for row in rows] for field in fields])


def among(rows: QuerySet[Row], column: str, values: Collection[bytes]) -> QuerySet[Row]:
    """Return those rows whose blind index is among the values. column: of the table, never from outside."""
    return rows.extra(where=[f'"{column}" = ANY(%s)'], params=[list(values)])
