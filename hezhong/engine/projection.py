"""From an event to the rows that lists and rights ask: what each event changes in the case's projection.

Everything here can be rebuilt from the trail (``rebuild``); nothing else writes these rows.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hezhong.engine.case_type import Assignment, CaseType, Joining, Recusal
from hezhong.engine.clock import Clock, clocks, due
from hezhong.engine.codec import facts_to_plain, matter_to_plain
from hezhong.engine.dossier import Dossier, Event, Moment, Stage
from hezhong.engine.models import NEVER_DUE, Case, Exclusion, MatterRow, Participation, Party, Task
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
    fields = {**_row_fields(row, after, event), **more}
    tasks = tasks_of(after, at.calendar)
    fields |= next_due(tasks)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    _refresh_tasks(row, tasks)
    _lists(row, event)
    if event.items:
        MatterRow.objects.filter(id=row.matter_id).update(data=matter_to_plain(after.matter))


def rebuild(row: Case, dossier: Dossier[Any], calendar: Calendar) -> None:
    """Write the row anew from what the trail says under the declaration of today. The caller holds the lock."""
    tasks = tasks_of(dossier, calendar)
    ended = dossier.done[-1].happened_on if dossier.closed else None
    fields: dict[str, Any] = {
        "state": dossier.state.name,
        "facts": facts_to_plain(dossier.facts),
        "facts_version": dossier.case_type.facts_version,
        "closed_on": (row.closed_on or ended) if dossier.closed else None,
        **next_due(tasks),
    }
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    _refresh_tasks(row, tasks)


def _row_fields(row: Case, after: Dossier[Any], event: Event) -> dict[str, Any]:
    fields: dict[str, Any] = {"state": after.state.name, "version": len(after.events)}
    if event.changes or event.strikes or event.action is after.case_type.correct:
        fields |= {"facts": facts_to_plain(after.facts), "facts_version": after.case_type.facts_version}
    if after.closed and row.closed_on is None:
        fields["closed_on"] = event.happened_on
    if not after.closed and row.closed_on is not None:
        fields["closed_on"] = None
    if event.items:
        fields["amount"] = claimed(after)
    if event.stage is Stage.DONE:
        fields |= _holder(after, event)
    return fields


def _holder(after: Dossier[Any], event: Event) -> dict[str, Any]:
    """Who has the case: an assignment, a taking, or another office that takes it over."""
    case_type: type[CaseType] = after.case_type
    if isinstance(event.given, Assignment):
        return {"assignee": int(event.given.officer)}
    if event.action is case_type.take:
        return {"assignee": int(event.actor)}
    if event.moves:
        return {"office": event.moves.office, "assignee": None, **place_columns(event.moves.place)}
    return {}


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


def _lists(row: Case, event: Event) -> None:
    """Who takes part, who must not, and which other office reads on."""
    given = event.given
    if event.stage is not Stage.DONE:
        return
    if isinstance(given, Joining):
        Party.objects.get_or_create(
            case=row, role=given.role, token=int(given.party), defaults={"elected": given.elected}
        )
    if isinstance(given, Recusal):
        Exclusion.objects.get_or_create(case=row, token=int(given.officer))
        Case.objects.filter(id=row.id, assignee=int(given.officer)).update(assignee=None)


def lists_at_start(dossier: Dossier[Any]) -> Lists:
    """Return the lists of a case that has just begun: its parties, and nobody else."""
    nobody: frozenset[str] = frozenset()
    return Lists(frozenset(party.token for party in dossier.parties), nobody, nobody, frozenset())


def leave_reading(row: Case, office: int, kind: str, since: date) -> None:
    """Let an office that had the case, sent it or supervises it read on."""
    Participation.objects.get_or_create(case=row, office=office, kind=kind, until=None, defaults={"since": since})


