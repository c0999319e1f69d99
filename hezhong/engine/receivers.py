"""Who and where a case can go to: what only the directory knows of an assignment or a hand-over."""

from collections.abc import Callable

from hezhong.directory import officers, offices
from hezhong.engine.case_type import Assignment
from hezhong.engine.dossier import Event, Moment
from hezhong.engine.loading import Loaded
from hezhong.engine.models import Case


def not_there(loaded: Loaded, event: Event, staff_of: Callable[[int], frozenset[str]]) -> str | None:
    """Return why the officer or the office that the event names cannot have the case, or None."""
    if isinstance(event.given, Assignment):
        return _cannot_have(loaded, event.given.officer, staff_of)
    return _cannot_take_over(loaded.row, event) if event.moves else None


def staff(office: int, at: Moment) -> frozenset[str]:
    """Return the tokens of those who hold a post in the office that day."""
    return frozenset(str(token) for token, _, _ in officers.of_office(office, at.recorded_at.date()))


def _cannot_have(loaded: Loaded, officer: str, staff_of: Callable[[int], frozenset[str]]) -> str | None:
    """Return why the case cannot be given to this officer, or None."""
    if officer not in staff_of(loaded.row.office):
        return "案件只能分给办理机关现任的工作人员，请重新选承办人"
    if officer in loaded.lists.recused | loaded.lists.parties:
        return "这名工作人员在本案里应当回避，请另选承办人"
    return None


def _cannot_take_over(row: Case, event: Event) -> str | None:
    """Return why the case cannot go to that office, or None: it must serve this business, and the place be its own."""
    to = event.moves
    assert to is not None
    takers = {office.id for office in offices.takers(row.case_type, event.happened_on)}
    own = to.office in takers and offices.place_of(to.office).covers(to.place)
    return None if own else "这个机关不办这类案件，或者不管那个地方。请重新选有管辖权的机关"
