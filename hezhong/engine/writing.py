"""An event and all the rows that follow from it; a new case with its first event. The innermost of the writer.

Callers hold the transaction and, for an existing case, its lock. A case that an event opens begins at once, in the
same transaction; what touches a case that exists already is left to the worker as an errand (``errands``).
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from hezhong.directory import employers, offices, people
from hezhong.engine import (
    appointments,
    catalogue,
    core,
    errands,
    events,
    files,
    numbers,
    outbox,
    papers,
    projection,
    search,
)
from hezhong.engine.case_type import CaseType
from hezhong.engine.codec import facts_to_plain, matter_to_plain
from hezhong.engine.dossier import Actor, Dossier, Event, Moment, Opening
from hezhong.engine.loading import Loaded
from hezhong.engine.models import Case, MatterRow, Party, Task
from hezhong.engine.roles import PARTIES

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
    after = core.evolve(before, event)
    events.append(row.year, row.id, after.case_type, (event,))
    more = _hand_over(row, event) if event.moves else {}
    projection.apply(row, after, event, at, more)
    files.attach(row, event)
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
        Party(case=row, role=party.role, kind=party.kind, token=int(party.token), elected=party.elected)
        for party in dossier.parties
    )
    outbox.tell(row, dossier, None, dossier.events[0], at)
    outbox.announce(row.office)
    return Loaded(row, projection.lists_at_start(dossier), dossier)


def new_row(dossier: Dossier[Any], at: Moment, origin: Origin, case_id: UUID) -> Case:
    """Return the row of a new case, not saved."""
    opening = dossier.opening
    office, above = offices.office(opening.office), offices.above(opening.office)
    employer, people_words = _who(dossier)
    row = Case(
        id=case_id,
        matter=origin.matter,
        parent=origin.parent,
        parent_event=origin.event,
        number=dossier.number,
        year=dossier.filed_on.year,
        case_type=dossier.case_type.code,
        state=dossier.state.name,
        office=office.id,
        upper_office=above.id if above else None,
        employer=int(dossier.matter.employer or 0) or None,
        people=opening.people,
        people_words=people_words,
        about=opening.about,
        amount=projection.claimed(dossier),
        opened_on=dossier.filed_on,
        version=len(dossier.events),
        facts=facts_to_plain(dossier.facts),
        facts_version=dossier.case_type.facts_version,
        recorded_at=at.recorded_at,
        **projection.place_columns(opening.matter.place),
    )
    row.search_text = search.text_of(dossier.number, employer, people_words, opening.about)
    row.search = search.vector(row.search_text)
    return row


def _who(dossier: Dossier[Any]) -> tuple[str, str]:
    """Return the employer's name and the people in words: 林晓彤等 26 人."""
    tokens = [int(party.token) for party in dossier.parties if party.role in WORKERS and party.kind == "person"]
    first = people.cards(tokens[:1]).get(tokens[0]) if tokens else None
    employer = int(dossier.matter.employer or 0)
    firm = employers.cards([employer]).get(employer) if employer else None
    name = first.name if first else ""
    many = f"等 {dossier.opening.people} 人" if dossier.opening.people > 1 else ""
    return (firm.name if firm else ""), f"{name}{many}"


def _open_next(row: Case, after: Dossier[Any], event: Event, at: Moment) -> None:
    """Open the case an event asked for, with the matter carried along."""
    case_type = catalogue.current().case_types[event.opens]
    office = offices.office(row.office)
    (number,) = numbers.take(numbers.Series(office.id, f"{office.word}{case_type.series}", event.happened_on.year))
    child = core.open_next(after, event, case_type, number, at)
    _written(case_type, child, at, Origin(row.matter, row, event.number), uuid4())
    MatterRow.objects.filter(id=row.matter_id).update(data=matter_to_plain(child.matter))


def _hand_over(row: Case, event: Event) -> dict[str, Any]:
    """The office that had the case reads on; the columns of the new one."""
    assert event.moves is not None
    projection.leave_reading(row, row.office, "handed_over", event.happened_on)
    above = offices.above(event.moves.office)
    return {"upper_office": above.id if above else None}
