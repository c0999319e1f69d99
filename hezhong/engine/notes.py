"""Working notes of officers; never shown to a party, never part of the trail."""

from datetime import datetime
from uuid import UUID

from hezhong.engine.models import Note


def add(case_id: UUID, text: str, by: str, at: datetime) -> None:
    """Add a note to a case; whether the officer may see the case is asked before."""
    Note.objects.create(case_id=case_id, text=text, by=by, at=at)
