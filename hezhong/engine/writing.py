"""An event and all the rows that follow from it; a new case with its first event. The innermost of the writer.

Callers hold the transaction and, for an existing case, its lock. A case that an event opens begins at once, in the
same transaction; what touches a case that exists already is left to the worker as an errand (``errands``).
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from hezhong.directory import employers, officers, offices, people
from hezhong.engine import (
    appointments,
    catalogue,
    core,
    errands,
    events,
    files,
    loading,
    numbers,
    outbox,
    papers,
    projection,
    search,
)
from hezhong.engine.case_type import Assignment, CaseType, Correction
from hezhong.engine.codec import matter_to_plain
from hezhong.engine.dossier import Actor, Dossier, Event, Moment, Opening, standing
from hezhong.engine.loading import Loaded
from hezhong.engine.models import Case, MatterRow, Party, Task
from hezhong.engine.roles import PARTIES
from hezhong.kernel.dates import Calendar

WORKERS = {role.name for role in PARTIES} - {"employer", "respondent"}


@dataclass(frozen=True)
class Origin:
    """Where a new case comes from: its matter, and the case and event that opened it, if one did."""

    matter: MatterRow
    parent: Case | None = None
    event: int | None = None


def record(loaded: Loaded, event: Event, at: Moment) -> Loaded:
    """Write one decided event with all that follows from it; return the case after it."""
    row, before, office = loaded.row, loaded.dossier, loaded.row.office
    if isinstance(event.given, Assignment) and (why_not := _cannot_have(loaded, event.given.officer, at)):
        raise core.Refused(why_not)
    if event.moves and (why_not := _cannot_take_over(row, event)):
        raise core.Refused(why_not)
    after = core.evolve(before, event)
    events.append(row.year, row.id, after.case_type, (event,))
    here = after.handled_at.office
    projection.apply(row, after, event, at, _upper_office(here) if here != office else {})
    files.attach(row, event)
    if isinstance(event.given, Correction):
        _corrected(row, before, after, event.given)
    papers.draft(row, office, after, event, at)
    papers.advance(row, after, event, at)
    appointments.keep(row, event)
    outbox.tell(row, after, before, event, at)
    for moved in {office, row.office}:
        outbox.announce(moved)
    if event.opens:
        _open_next(row, after, event, at)
    errands.leave(row, before, after, event, at)
    return replace(loaded, dossier=after)


def begin(case_type: type[CaseType], opening: Opening[Any], actor: Actor, at: Moment, origin: Origin) -> Loaded:
    """Write a new case with its first event; return it. Its number is taken last, so that none is left out."""
    office = offices.office(opening.office)
    year = at.happened_on.year
    (number,) = numbers.take(numbers.Series(office.id, f"{office.word}{case_type.series}", year))
    return _written(case_type, core.open_case(case_type, number, actor, at, opening), at, origin, uuid4())


def _written(case_type: type[CaseType], dossier: Dossier[Any], at: Moment, origin: Origin, case_id: UUID) -> Loaded:
    tasks = projection.tasks_of(dossier, at.calendar)
    row = new_row(dossier, at, origin, case_id)
    for name, value in projection.next_due(tasks).items():
        setattr(row, name, value)
    row.save(force_insert=True)
    events.append(row.year, row.id, case_type, dossier.events)
    for task in tasks:
        task.case = row
    Task.objects.bulk_create(tasks)
    Party.objects.bulk_create(
        Party(
            case=row,
            role=party.role,
            kind=party.kind,
            token=int(party.token),
            elected=party.elected,
            contact=int(party.contact or 0) or None,
        )
        for party in dossier.parties
    )
    outbox.tell(row, dossier, None, dossier.events[0], at)
    outbox.announce(row.office)
    return Loaded(row, projection.lists_at_start(dossier), dossier)


def new_row(dossier: Dossier[Any], at: Moment, origin: Origin, case_id: UUID) -> Case:
    """Return the row of a new case, not saved."""
    row = Case(
        id=case_id,
        matter=origin.matter,
        parent=origin.parent,
        parent_event=origin.event,
        year=dossier.filed_on.year,
        amount=projection.claimed(dossier),
        recorded_at=at.recorded_at,
        **projection.standing_columns(dossier),
        **projection.facts_columns(dossier),
        **opening_columns(dossier),
        **_upper_office(dossier.opening.office),
    )
    row.search = search.vector(row.search_text)
    return row


def rebuild(case_id: UUID, calendar: Calendar) -> None:
    """Write every projection of a case anew: from its trail, and the names from the directory. Raises NoSuchCase."""
    with transaction.atomic():
        loaded = loading.lock(case_id)
        row, dossier = loaded.row, loaded.dossier
        again = {**opening_columns(dossier), **_upper_office(dossier.handled_at.office)}
        for name, value in again.items():
            setattr(row, name, value)
        row.recorded_at = dossier.events[0].recorded_at
        row.search = search.vector(row.search_text)
        row.save()
        projection.rebuild(row, dossier, calendar)


def opening_columns(dossier: Dossier[Any]) -> dict[str, Any]:
    """Return the columns that the opening of a case gives for good, with the names the directory has for its tokens."""
    opening = dossier.opening
    employer, people_words = _who(dossier)
    return {
        "number": dossier.number,
        "case_type": dossier.case_type.code,
        "employer": int(dossier.matter.employer or 0) or None,
        "people": opening.people,
        "people_words": people_words,
        "about": opening.about,
        "search_text": search.text_of(dossier.number, employer, people_words, opening.about),
    }


def _who(dossier: Dossier[Any]) -> tuple[str, str]:
    """Return the employer's name and the people in words: 林晓彤等 26 人."""
    tokens = [int(party.token) for party in dossier.opening.parties if party.role in WORKERS and party.kind == "person"]
    first = people.names_of(tokens[:1]).get(tokens[0], "") if tokens else ""
    employer = int(dossier.matter.employer or 0)
    firm = employers.cards([employer]).get(employer) if employer else None
    many = f"等 {dossier.opening.people} 人" if dossier.opening.people > 1 else ""
    return (firm.name if firm else ""), f"{first}{many}"


def _open_next(row: Case, after: Dossier[Any], event: Event, at: Moment) -> None:
    """Open the case an event asked for, with the matter carried along."""
    case_type = catalogue.current().case_types[event.opens]
    office = offices.office(row.office)
    (number,) = numbers.take(numbers.Series(office.id, f"{office.word}{case_type.series}", event.happened_on.year))
    child = core.open_next(after, event, case_type, number, at)
    _written(case_type, child, at, Origin(row.matter, row, event.number), uuid4())
    MatterRow.objects.filter(id=row.matter_id).update(data=matter_to_plain(child.matter))


def _cannot_have(loaded: Loaded, officer: str, at: Moment) -> str | None:
    """Return why the case cannot be given to this officer, or None."""
    staff = {str(token) for token, _, _ in officers.of_office(loaded.row.office, at.recorded_at.date())}
    if officer not in staff:
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


def _upper_office(office: int) -> dict[str, Any]:
    """Return the column that only the directory knows: the office above the one that has the case."""
    above = offices.above(office)
    return {"upper_office": above.id if above else None}


def _corrected(row: Case, before: Dossier[Any], after: Dossier[Any], correction: Correction) -> None:
    """What hung on an event goes with it: to its true day, or away."""
    event = next(each for each in standing(before.events) if each.number == correction.event)
    if correction.happened_on is not None:
        papers.redate(row, event, correction.happened_on)
        return
    papers.undo(row, event)
    appointments.undo(row, after, event)
    outbox.unsay(row, event)
