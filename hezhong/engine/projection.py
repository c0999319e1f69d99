"""From an event to the rows that lists and rights ask: what each event changes in the case's projection.

Everything here is what the trail says (``rebuild``), never a sum of steps, so that a correction needs no undoing.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from hezhong.engine import answered, rosters
from hezhong.engine.case_type import Correction, Election, Joining, Recusal
from hezhong.engine.clock import Clock, clocks, due
from hezhong.engine.codec import facts_to_plain, matter_to_plain
from hezhong.engine.dossier import Dossier, Event, Moment
from hezhong.engine.matter import Matter
from hezhong.engine.models import NEVER_DUE, Case, Task
from hezhong.engine.rights import column_of
from hezhong.engine.roles import PARTIES
from hezhong.engine.rows import Lists
from hezhong.engine.steps import Step
from hezhong.engine.vocabulary import Action
from hezhong.kernel.dates import Calendar
from hezhong.kernel.places import Place

OF_PARTIES = {role.name for role in PARTIES}
SAVE = """
UPDATE engine_case SET {} FROM jsonb_populate_recordset(NULL::engine_case, %s::jsonb) v WHERE engine_case.id = v.id
"""
SAVE_MATTERS = """
UPDATE engine_matterrow SET data = v.data
FROM jsonb_populate_recordset(NULL::engine_matterrow, %s::jsonb) v WHERE engine_matterrow.id = v.id
"""
LEVELS = ("province", "city", "county", "town")


def place_columns(place: Place) -> dict[str, str]:
    """Return a column for each level of the place, empty below it and where a level is skipped."""
    return dict.fromkeys(LEVELS, "") | {column_of(code): code for code in place.path}


def apply(steps: Sequence[Step], at: Moment, more: Callable[[Step], Mapping[str, Any]]) -> None:
    """Bring every projection of each case up to its event. Writes rows; the caller holds the locks.

    more: returns the columns that only the directory knows.
    """
    owed = [(step.row, tasks_of(step.after, at.calendar)) for step in steps]
    columns = [(step.row, _columns(step, tasks, at.calendar)) for step, (_, tasks) in zip(steps, owed, strict=True)]
    save([(row, {**own, **more(step)}) for step, (row, own) in zip(steps, columns, strict=True)])
    _refresh_tasks(owed)
    rosters.bring_up([(step.row, step.after, step.event.happened_on) for step in steps if _changes_lists(step.event)])
    _keep_matters(steps)


def _columns(step: Step, tasks: list[Task], calendar: Calendar) -> dict[str, Any]:
    fields = {**standing_columns(step.after), **next_due(tasks)}
    if step.event.ticks or step.event.moves or isinstance(step.event.given, Correction):
        fields |= answered.columns(step.after, calendar)
    if step.event.changes or isinstance(step.event.given, Correction):
        fields |= facts_columns(step.after)
    if step.event.items:
        fields["amount"] = claimed(step.after)
    return fields


def _changes_lists(event: Event) -> bool:
    return bool(event.moves) or isinstance(event.given, (Correction, Election, Joining, Recusal))


def _keep_matters(steps: Sequence[Step]) -> None:
    """Write the items that were decided; where cases share a matter, those of all."""
    deciding = [step for step in steps if step.event.items]
    matters: dict[UUID, Matter] = {}
    for step in deciding:
        matters[step.row.matter_id] = matters.get(step.row.matter_id, step.before.matter).with_items(step.event.items)
    save_matters(matters)


def save_matters(matters: Mapping[UUID, Matter]) -> None:
    """Write what these matters have become, in one statement."""
    if matters:
        rows = [{"id": str(matter_id), "data": matter_to_plain(matter)} for matter_id, matter in matters.items()]
        with connection.cursor() as cursor:
            cursor.execute(SAVE_MATTERS, [json.dumps(rows, ensure_ascii=False)])


def rebuild(row: Case, dossier: Dossier[Any], calendar: Calendar) -> None:
    """Write the row and its lists anew from what the trail says under the declaration of today. The caller holds the lock."""
    tasks = tasks_of(dossier, calendar)
    told = {**facts_columns(dossier), **answered.columns(dossier, calendar), "amount": claimed(dossier)}
    save([(row, {**standing_columns(dossier), **next_due(tasks), **told})])
    _refresh_tasks([(row, tasks)])
    rosters.bring_up([(row, dossier, dossier.events[-1].happened_on)])


def save(cases: Sequence[tuple[Case, Mapping[str, Any]]]) -> None:
    """Write what has changed in these rows, in one statement; PostgreSQL reads each value as its column's type."""
    changed = sorted({name for row, fields in cases for name, value in fields.items() if getattr(row, name) != value})
    for row, fields in cases:
        for name, value in fields.items():
            setattr(row, name, value)
    if not changed:
        return
    rows = [{"id": row.id, **{name: getattr(row, name) for name in changed}} for row, _ in cases]
    columns = ", ".join(f"{connection.ops.quote_name(name)} = v.{connection.ops.quote_name(name)}" for name in changed)
    with connection.cursor() as cursor:
        cursor.execute(SAVE.format(columns), [json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False)])


def standing_columns(dossier: Dossier[Any]) -> dict[str, Any]:
    """Return the columns that say where the case stands, since when, and who has it."""
    here = dossier.handled_at
    return {
        "state": dossier.state.name,
        "version": len(dossier.events),
        "opened_on": dossier.filed_on,
        "closed_on": closed_on(dossier),
        "office": here.office,
        "assignee": int(dossier.assignee or 0) or None,
        "lead_id": dossier.lead or None,
        **place_columns(here.place),
    }


def facts_columns(dossier: Dossier[Any]) -> dict[str, Any]:
    facts, case_type = dossier.facts, dossier.case_type
    return {"facts": facts_to_plain(facts), "facts_version": case_type.facts_version, "colour": case_type.colour(facts)}


def closed_on(dossier: Dossier[Any]) -> date | None:
    """Return the day the case came into the closed states it is in now, or None: it is open."""
    day = None
    for event in dossier.done:
        day = (day or event.happened_on) if dossier.case_type.ends_in(event.state) else None
    return day



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


def _refresh_tasks(owed: Sequence[tuple[Case, list[Task]]]) -> None:
    """Replace the tasks only where they differ: most actions leave them alone."""
    wanted = {(row.id, *_signature(task)): task for row, tasks in owed for task in tasks}
    known = Task.objects.filter(case__in=[row for row, _ in owed])
    there = {(task.case_id, *_signature(task)): task.pk for task in known}
    if gone := [pk for signature, pk in there.items() if signature not in wanted]:
        Task.objects.filter(pk__in=gone).delete()
    new = [(signature[0], task) for signature, task in wanted.items() if signature not in there]
    for case_id, task in new:
        task.case_id = case_id
    if new:
        Task.objects.bulk_create([task for _, task in new])


def _signature(task: Task) -> tuple[Any, ...]:
    return (task.kind, task.key, task.party, task.title, task.role, task.due_on, task.since, task.lapses)


def lists_at_start(dossier: Dossier[Any]) -> Lists:
    """Return the lists of a case that has just begun: its parties, and who was barred before."""
    nobody: frozenset[str] = frozenset()
    return Lists(frozenset(party.token for party in dossier.parties), dossier.recused, nobody, frozenset())
