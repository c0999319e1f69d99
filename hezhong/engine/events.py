"""The trail in the database: append. Nothing is ever changed or removed here."""

from collections.abc import Iterable
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.engine.case_type import CaseType
from hezhong.engine.codec import to_bytes
from hezhong.engine.dossier import Event

APPEND = """
INSERT INTO engine_event (case_year, case_id, seq, action, stage, actor, state, happened_on, recorded_at, law, body)
VALUES """
ONE = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


def append(rows: Iterable[tuple[Any, ...]]) -> None:
    """Add events, as rows, to the trails of their cases: one statement for all."""
    listed = list(rows)
    with connection.cursor() as cursor:
        cursor.execute(APPEND + ", ".join(ONE for _ in listed), list(chain.from_iterable(listed)))


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
