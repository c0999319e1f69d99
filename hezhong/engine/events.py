"""The trail in the database: append. Nothing is ever changed or removed here."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.engine.case_type import CaseType
from hezhong.engine.codec import to_bytes
from hezhong.engine.dossier import Event

APPEND = """
INSERT INTO engine_event (case_year, case_id, seq, action, stage, actor, state, happened_on, recorded_at, law, body)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def append(year: int, case_id: UUID, case_type: type[CaseType], events: Iterable[Event]) -> None:
    """Add events to the trail of one case."""
    rows = [as_row(year, case_id, case_type, event) for event in events]
    with connection.cursor() as cursor:
        cursor.executemany(APPEND, rows)


def as_row(year: int, case_id: UUID, case_type: type[CaseType], event: Event) -> tuple[Any, ...]:
    """Return the columns of one event, in the order of the table."""
    return (
        year,
        case_id,
        event.number,
        event.action.name,
        event.stage.name,
        event.actor,
        event.state.name,
        event.happened_on,
        event.recorded_at,
        event.law_version,
        to_bytes(case_type, event),
    )
