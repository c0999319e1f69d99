"""From an event to the rows that lists and rights ask: what each event changes in the case's projection.

Everything here is what the trail says (``rebuild``), never a sum of steps, so that a correction needs no undoing.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hezhong.engine import rosters
from hezhong.engine.case_type import Assignment, Correction, Joining, Recusal
from hezhong.engine.clock import Clock, clocks, due
from hezhong.engine.codec import facts_to_plain, matter_to_plain
from hezhong.engine.dossier import Dossier, Event, Moment
from hezhong.engine.models import NEVER_DUE, Case, MatterRow, Task
from hezhong.engine.rights import column_of
from hezhong.engine.roles import PARTIES
from hezhong.engine.rows import Lists
from hezhong.engine.vocabulary import Action
from hezhong.kernel.dates import Calendar
from hezhong.kernel.places import Place

OF_PARTIES = {role.name for role in PARTIES}
LEVELS = ("province", "city", "county", "town")


def place_columns(place: Place) -> dict[str, str]:
    """Return a column for each level of the place, empty below it and where a level is skipped."""
    return dict.fromkeys(LEVELS, "") | {column_of(code): code for code in place.path}


def apply(row: Case, after: Dossier[Any], event: Event, at: Moment, more: Mapping[str, Any]) -> None:
    """Bring every projection of the case up to the event. Writes rows; the caller holds the lock.

    more: columns that only the directory knows.
    """
    corrects = isinstance(event.given, Correction)
    tasks = tasks_of(after, at.calendar)
    fields = {**standing_columns(after), **next_due(tasks), **more}
    if event.changes or corrects:
        fields |= facts_columns(after)
    if event.items:
        fields["amount"] = claimed(after)
    _save(row, fields)
    _refresh_tasks(row, tasks)
    if corrects or event.moves or isinstance(event.given, (Joining, Recusal)):
        rosters.bring_up(row, after, event.happened_on)
    if event.items:
        MatterRow.objects.filter(id=row.matter_id).update(data=matter_to_plain(after.matter))


def rebuild(row: Case, dossier: Dossier[Any], calendar: Calendar) -> None:
    """Write the row and its lists anew from what the trail says under the declaration of today. The caller holds the lock."""
    tasks = tasks_of(dossier, calendar)
    _save(row, {**standing_columns(dossier), **facts_columns(dossier), **next_due(tasks), "amount": claimed(dossier)})
    _refresh_tasks(row, tasks)
    rosters.bring_up(row, dossier, dossier.events[-1].happened_on)


def _save(row: Case, fields: Mapping[str, Any]) -> None:
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=changed)


def standing_columns(dossier: Dossier[Any]) -> dict[str, Any]:
    """Return the columns that say where the case stands, since when, and who has it."""
    here = dossier.handled_at
    return {
        "state": dossier.state.name,
        "version": len(dossier.events),
        "opened_on": dossier.filed_on,
        "closed_on": closed_on(dossier),
        "office": here.office,
        "assignee": assignee(dossier),
        **place_columns(here.place),
    }


def facts_columns(dossier: Dossier[Any]) -> dict[str, Any]:
    return {"facts": facts_to_plain(dossier.facts), "facts_version": dossier.case_type.facts_version}


def closed_on(dossier: Dossier[Any]) -> date | None:
    """Return the day the case came into the closed states it is in now, or None: it is open."""
    day = None
    for event in dossier.done:
        day = (day or event.happened_on) if dossier.case_type.ends_in(event.state) else None
    return day


def assignee(dossier: Dossier[Any]) -> int | None:
    """Return who has the case: by taking or by assignment, until another office has it or the officer is recused."""
    has: int | None = None
    for event in dossier.done:
        if isinstance(event.given, Assignment):
            has = int(event.given.officer)
        elif event.action is dossier.case_type.take:
            has = int(event.actor)
        elif event.moves or (isinstance(event.given, Recusal) and int(event.given.officer) == has):
            has = None
    return has


def claimed(dossier: Dossier[Any]) -> Decimal | None:
    """Return the sum of what is claimed, or None where nothing is. Unit: CNY."""
    amounts = [item.claimed for item in dossier.matter.items if item.claimed]
    return sum(amounts, Decimal(0)) if amounts else None


def tasks_of(dossier: Dossier[Any], calendar: Calendar) -> list[Task]:
    """Return what is owed now: a task for each running deadline and each signature that is waited for."""
    if dossier.closed and not dossier.proposals:
        return []
    running = [clock for clock in clocks(dossier.events).values() if clock.running]
    lapsing = {a.after for a in dossier.case_type.words(Action).values() if a.after}
    return [_deadline(clock, calendar, clock.deadline in lapsing) for clock in running] + _signatures(dossier)


def _deadline(clock: Clock, calendar: Calendar, lapses: bool) -> Task:
    return Task(
        kind=Task.Kind.DEADLINE,
        key=clock.deadline.name,
        party=clock.party,
        title=clock.limit.duty.title,
        role=clock.deadline.owed_by.name if clock.deadline.owed_by else "",
        due_on=due(clock, calendar),
        since=clock.start,
        lapses=lapses and clock.silence is not None,
    )


def _signatures(dossier: Dossier[Any]) -> list[Task]:
    actions = dossier.case_type.words(Action)
    return [
        Task(
            kind=Task.Kind.SIGNATURE,
            key=name,
            title=f"签批：{actions[name].title}",
            role=actions[name].signed_by[len(proposal.opinions)].name,
            since=proposal.happened_on,
        )
        for name, proposal in dossier.proposals.items()
    ]


def next_due(tasks: Iterable[Task]) -> dict[str, Any]:
    """Return the columns of the nearest day by which the office owes something; what parties owe is not its worry."""
    dated = [task for task in tasks if task.due_on and task.role not in OF_PARTIES]
    first = min(dated, key=lambda task: (task.due_on or NEVER_DUE, task.key), default=None)
    return {"next_due": first.due_on if first else NEVER_DUE, "next_duty": first.title if first else ""}


def _refresh_tasks(row: Case, tasks: list[Task]) -> None:
    """Replace the tasks only when they differ: most actions leave them alone."""
    wanted = {_signature(task): task for task in tasks}
    there = {_signature(task): task.pk for task in Task.objects.filter(case=row)}
    if gone := [pk for signature, pk in there.items() if signature not in wanted]:
        Task.objects.filter(pk__in=gone).delete()
    new = [task for signature, task in wanted.items() if signature not in there]
    for task in new:
        task.case = row
    if new:
        Task.objects.bulk_create(new)


def _signature(task: Task) -> tuple[Any, ...]:
    return (task.kind, task.key, task.party, task.title, task.role, task.due_on, task.since, task.lapses)


def lists_at_start(dossier: Dossier[Any]) -> Lists:
    """Return the lists of a case that has just begun: its parties, and nobody else."""
    nobody: frozenset[str] = frozenset()
    return Lists(frozenset(party.token for party in dossier.parties), nobody, nobody, frozenset())
