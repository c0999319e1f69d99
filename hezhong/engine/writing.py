"""Events and all the rows that follow from them; a new case with its first event. The innermost of the writer.

Callers hold the transaction and, for an existing case, its lock. A case that an event opens begins at once, in the
same transaction; what touches a case that exists already is left to the worker as an errand (``errands``).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import transaction

from hezhong.directory import naming, offices
from hezhong.engine import (
    appointments,
    catalogue,
    collective,
    core,
    errands,
    events,
    files,
    loading,
    numbers,
    outbox,
    papers,
    projection,
    receivers,
    resting,
    search,
)
from hezhong.engine.case_type import Correction
from hezhong.engine.dossier import Dossier, Event, Moment, PartyHere, standing
from hezhong.engine.loading import Loaded
from hezhong.engine.models import Case, Exclusion, MatterRow, Party, Task
from hezhong.engine.roles import PARTIES
from hezhong.engine.steps import NotAllMay, Step, whose_refusal
from hezhong.kernel.dates import Calendar

Who = Callable[[Dossier[Any]], tuple[str, str]]
"""The employer's name and the people in words, of a dossier."""
WORKERS = {role.name for role in PARTIES} - {"employer", "respondent"}


@dataclass(frozen=True)
class Origin:
    """Where a new case comes from: its matter, and the case and event that opened it, if one did."""

    matter: MatterRow
    parent: Case | None = None
    event: int | None = None


def record(loaded: Loaded, event: Event, at: Moment) -> Loaded:
    """Write one decided event with all that follows from it; return the case after it."""
    return record_all([(loaded, event)], at)[0]


def record_all(decided: Sequence[tuple[Loaded, Event]], at: Moment) -> list[Loaded]:
    """Write decided events, one for each of these cases, with all that follows from them; return the cases after them.

    One statement for each kind of row, however many cases; what takes numbers comes last. Raises Refused, which names
    the case where there are several.
    """
    alone = len(decided) == 1
    bringing = sum(any(True for _ in files.brought(event.given)) for _, event in decided)
    steps = _steps(decided, at)
    events.append(
        events.as_row(each.row.year, each.row.id, each.after.case_type, each.event) for each in steps
    )
    resting.note(steps)
    projection.apply(steps, at, _from_directory)
    for step in steps:
        with whose_refusal(step.row, alone=alone):
            _besides(step, bringing <= 1, at)
    outbox.put([told for each in steps for told in outbox.tell(each.row, each.after, each.before, each.event, at)])
    outbox.announce(*{office for each in steps for office in (each.office, each.row.office)}, places=_places(each.row for each in steps))
    to_print = papers.write(steps, at)
    _open_next([each for each in steps if each.event.opens], at)
    errands.put([*to_print, *errands.needed(steps, at)])
    return [replace(each.loaded, dossier=each.after) for each in steps]


def _steps(decided: Sequence[tuple[Loaded, Event]], at: Moment) -> list[Step]:
    """Return each event with the case after it. Raises Refused for what only the directory knows."""
    staff_of = cache(lambda office: receivers.staff(office, at))
    reasons = [(each.row.number, receivers.not_there(each, event, staff_of)) for each, event in decided]
    if against := [(number, why) for number, why in reasons if why]:
        raise core.Refused(against[0][1]) if len(decided) == 1 else NotAllMay(against)
    return [Step(each, event, core.evolve(each.dossier, event), each.row.office) for each, event in decided]


def _from_directory(step: Step) -> dict[str, Any]:
    here = step.after.handled_at.office
    return _upper_office(here) if here != step.office else {}


def _besides(step: Step, alone: bool, at: Moment) -> None:
    """What few events bring and each case has for itself: files, a correction, an appointment. Raises Refused."""
    files.attach(step.row, step.event, alone=alone)
    if isinstance(step.event.given, Correction):
        _corrected(step.row, step.before, step.after, step.event.given, at)
    appointments.keep(step.row, step.event)


def _places(rows: Iterable[Case]) -> set[str]:
    return {outbox.where(row.province, row.city, row.county, row.town) for row in rows}


def begin(dossier: Dossier[Any], at: Moment, origin: Origin) -> Loaded:
    """Write a new case with its first event; return it."""
    (loaded,) = begin_all([(dossier, origin)], at)
    return loaded


def begin_all(new: Sequence[tuple[Dossier[Any], Origin]], at: Moment) -> list[Loaded]:
    """Write new cases with all that belongs to them, in one statement for each kind of row; return them."""
    who = _who([dossier for dossier, _ in new])
    rows = [new_row(dossier, at, origin, who) for dossier, origin in new]
    tasks = [task for row, (dossier, _) in zip(rows, new, strict=True) for task in _owed(row, dossier, at)]
    Case.objects.bulk_create(rows)
    events.append(
        events.as_row(row.year, row.id, dossier.case_type, event)
        for row, (dossier, _) in zip(rows, new, strict=True)
        for event in dossier.events
    )
    Task.objects.bulk_create(tasks)
    Party.objects.bulk_create(_party(row, each) for row, (dossier, _) in zip(rows, new, strict=True) for each in dossier.parties)
    Exclusion.objects.bulk_create(
        Exclusion(case=row, token=int(officer))
        for row, (dossier, _) in zip(rows, new, strict=True)
        for officer in sorted(dossier.recused)
    )
    outbox.put(
        [
            told
            for row, (dossier, _) in zip(rows, new, strict=True)
            for told in outbox.tell(row, dossier, None, dossier.events[0], at)
            if not dossier.opening.parent  # whom its opener has just told
        ]
    )
    outbox.announce(*{row.office for row in rows}, places=_places(rows))
    return [
        Loaded(row, projection.lists_at_start(dossier), dossier) for row, (dossier, _) in zip(rows, new, strict=True)
    ]


def _owed(row: Case, dossier: Dossier[Any], at: Moment) -> list[Task]:
    """Return the tasks of a new row, which now says which of them is next."""
    tasks = projection.tasks_of(dossier, at.calendar)
    for name, value in projection.next_due(tasks).items():
        setattr(row, name, value)
    for task in tasks:
        task.case = row
    return tasks


def _party(row: Case, party: PartyHere) -> Party:
    return Party(
        case=row,
        role=party.role,
        kind=party.kind,
        token=int(party.token),
        elected=party.elected,
        contact=int(party.contact or 0) or None,
    )


def new_row(dossier: Dossier[Any], at: Moment, origin: Origin, who: Who) -> Case:
    """Return the row of a new case, not saved."""
    row = Case(
        matter=origin.matter,
        parent=origin.parent,
        parent_event=origin.event,
        year=dossier.filed_on.year,
        amount=projection.claimed(dossier),
        recorded_at=at.recorded_at,
        **projection.standing_columns(dossier),
        **projection.facts_columns(dossier),
        **opening_columns(dossier, who),
        **_upper_office(dossier.opening.office),
    )
    row.search = search.vector(row.search_text)
    return row


def rebuild(case_id: UUID, calendar: Calendar) -> None:
    """Write every projection of a case anew: from its trail, and the names from the directory. Raises NoSuchCase."""
    with transaction.atomic():
        loaded = loading.lock(case_id)
        row, dossier = loaded.row, loaded.dossier
        again = {**opening_columns(dossier, _who([dossier])), **_upper_office(dossier.handled_at.office)}
        for name, value in again.items():
            setattr(row, name, value)
        row.recorded_at = dossier.events[0].recorded_at
        row.search = search.vector(row.search_text)
        row.save()
        projection.rebuild(row, dossier, calendar)
        resting.rebuild(row, dossier)


def opening_columns(dossier: Dossier[Any], who: Who) -> dict[str, Any]:
    """Return the columns that the opening of a case gives for good, with the names the directory has for its tokens."""
    opening = dossier.opening
    employer, people_words = who(dossier)
    return {
        "number": dossier.number,
        "case_type": dossier.case_type.code,
        "employer": int(dossier.matter.employer or 0) or None,
        "people": opening.people,
        "people_words": people_words,
        "about": opening.about,
        "search_text": search.text_of(dossier.number, employer, people_words, opening.about),
    }


def _who(dossiers: Sequence[Dossier[Any]]) -> Who:
    """Return what says a case's employer and its people in words: 林晓彤等 26 人. Asks the directory for all at once."""
    names = naming.of_parties(
        {token for each in dossiers for token in (_first_worker(each), int(each.matter.employer or 0))}
    )

    def who(dossier: Dossier[Any]) -> tuple[str, str]:
        first, heads = names.get(_first_worker(dossier), ""), dossier.opening.people
        many = f"{'等' if first else ''} {heads} 人".strip() if heads > 1 else ""
        return names.get(int(dossier.matter.employer or 0), ""), f"{first}{many}"

    return who


def _first_worker(dossier: Dossier[Any]) -> int:
    tokens = (int(party.token) for party in dossier.opening.parties if party.role in WORKERS and party.kind == "person")
    return next(tokens, 0)


def _open_next(steps: Sequence[Step], at: Moment) -> None:
    """Open the cases that events asked for, each with the matter of the one it comes from carried along."""
    if not steps:
        return
    types = catalogue.current().case_types
    series: dict[numbers.Series, list[Step]] = {}
    for step in steps:
        office = offices.office(step.row.office)
        words = f"{office.word}{types[step.event.opens].series}"
        series.setdefault(numbers.Series(office.id, words, step.event.happened_on.year), []).append(step)
    numbered = [
        (number, step)
        for each in sorted(series, key=astuple)
        for number, step in zip(numbers.take(each, len(series[each])), series[each], strict=True)
    ]
    leads = collective.leads_of_children(numbered)
    children = []
    for number, step in numbered:
        child = core.open_next(step.after, step.event, types[step.event.opens], number, at, leads.get(number, ""))
        children.append((child, Origin(step.row.matter, step.row, step.event.number)))
    begin_all(children, at)
    projection.save_matters({origin.matter.id: child.matter for child, origin in children})


def _upper_office(office: int) -> dict[str, Any]:
    """Return the column that only the directory knows: the office above the one that has the case."""
    above = offices.above(office)
    return {"upper_office": above.id if above else None}


def _move_child(row: Case, event: Event, day: date, at: Moment) -> None:
    """What the event opened began on its true day too. Raises Refused where the child's own steps do not allow that."""
    if event.opens:
        opened = Case.objects.filter(parent=row, parent_event=event.number).values_list("id", flat=True)
        for child in loading.lock_all(list(opened)):
            record(child, core.moved_with_its_opener(child.dossier, day, at), at)


def _corrected(row: Case, before: Dossier[Any], after: Dossier[Any], correction: Correction, at: Moment) -> None:
    """What hung on an event goes with it: to its true day, or away."""
    event = next(each for each in standing(before.events) if each.number == correction.event)
    if correction.happened_on is not None:
        papers.redate(row, after, event)
        _move_child(row, event, correction.happened_on, at)
        return
    papers.undo(row, after, event)
    appointments.undo(row, after, event)
    outbox.unsay(row, event)
    resting.forget(row, event)
