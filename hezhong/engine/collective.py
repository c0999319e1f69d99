"""Collective cases (集体案件): one case leads, others are handled with it; the trail of each says so.

Gathering and letting go are actions of the lead; in the same transaction each case beside it records what that means
for it (``core.follow``), by the same officer and only where that officer may handle that case too.
"""

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models.functions import Length

from hezhong.directory import employers
from hezhong.engine import core, loading
from hezhong.engine.case_type import CaseType, Election, Gathering, Led, LettingGo
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Actor, Event, Moment
from hezhong.engine.loading import Loaded
from hezhong.engine.models import Case
from hezhong.engine.steps import Step
from hezhong.engine.vocabulary import Action

MOST_OFFERED = 500
Beside = Callable[[Loaded, Actor], Event]


def named(given: Any) -> tuple[str, ...]:
    """Return the numbers of the cases beside the lead that an action touches; of most actions none."""
    match given:
        case Gathering():
            return given.cases
        case LettingGo():
            return (given.case,)
        case Election():
            return given.cases
        case _:
            return ()


def beside(leads: Collection[UUID], given: Any) -> list[UUID]:
    """Return the ids of these cases. Raises Refused where one is not there, or several would lead."""
    numbers = named(given)
    if numbers and len(leads) > 1:
        raise Refused("合并和解除合并，一次只能由一件牵头案件来办")
    found = loading.ids_of(numbers)
    if len(found) < len(set(numbers)):
        raise Refused("有一件案件没有找到。请刷新页面，从列出的案件里选")
    if isinstance(given, Election):  # who was chosen before and is not now must hear of it too
        before = Case.objects.filter(lead__id__in=leads, parties__elected=True)
        found = [*dict.fromkeys([*found, *before.values_list("id", flat=True)])]
    return [each for each in found if each not in leads]


def following(lead_id: UUID, given: Any, at: Moment) -> Beside:
    """Return how it is decided what the action means for a case beside the lead."""
    lead = cache(lambda: loading.look(lead_id).dossier)
    leading = cache(lambda: _leading(named(given)))
    firm = cache(lambda: employers.alike(int(lead().matter.employer or 0)))

    def decision(loaded: Loaded, actor: Actor) -> Event:
        if isinstance(given, Election):
            if loaded.dossier.lead != lead().number:
                raise Refused(f"没有和{lead().number}一起投诉，不能当代表。代表要从一起投诉的人里推选（{_basis(loaded)}）")
            mine = tuple(number for number in given.cases if number == loaded.row.number)
            return core.follow(loaded.dossier, lead(), "be_elected", actor, at, Election(mine))
        if isinstance(given, Gathering):
            if loaded.row.number in leading():
                raise Refused("自己牵头着别的案件，请先在那里解除合并")
            if int(loaded.dossier.matter.employer or 0) not in firm():
                raise Refused("不是同一个用人单位的案件，不能合并办理")
            return core.follow(loaded.dossier, lead(), "be_led", actor, at, Led(lead().number))
        return core.follow(loaded.dossier, lead(), "part", actor, at, Led(reason=given.reason))

    return decision


def candidates(case_id: UUID, person: str) -> tuple[tuple[str, str], ...]:
    """Return (number, words) of the cases that this officer can gather under this one; the oldest first."""
    here = Case.objects.get(id=case_id)
    alike = Case.objects.filter(
        office=here.office,
        case_type=here.case_type,
        employer__in=employers.alike(here.employer or 0),
        assignee=int(person),
        closed_on=None,
    )
    free = alike.filter(lead=None, members=None).exclude(id=case_id)
    rows = free.order_by("recorded_at", Length("number"), "number").values_list("number", "people_words", "about")
    return tuple((number, "　".join(filter(None, (number, who, about)))) for number, who, about in rows[:MOST_OFFERED])


def free_members(case_id: UUID) -> list[UUID]:
    """Return the open cases that this one leads and nobody has, at its own office."""
    lead = Case.objects.filter(id=case_id).first()
    if lead is None:
        return []
    free = Case.objects.filter(lead__number=lead.number, office=lead.office, assignee=None, closed_on=None)
    return list(free.values_list("id", flat=True))


def leads_of_children(opened: Sequence[tuple[str, Step]]) -> dict[str, str]:
    """Return number of a new case -> number of the one that leads it: what the lead of its parent has opened, now or before."""
    led = [(number, step) for number, step in opened if step.after.lead]
    now = {(step.row.number, step.event.opens): number for number, step in opened}
    found = {number: now.get((step.after.lead, step.event.opens), "") for number, step in led}
    if late := {step.after.lead for number, step in led if not found[number]}:
        free = Case.objects.filter(parent__number__in=late, lead=None, closed_on=None)
        there = {(parent, kind): number for parent, kind, number in free.values_list("parent__number", "case_type", "number")}
        found |= {n: there.get((step.after.lead, step.event.opens), "") for n, step in led if not found[n]}
    return found


def _basis(loaded: Loaded) -> str:
    """Return the article under which representatives are chosen in this kind of case."""
    case_type: type[CaseType] = loaded.dossier.case_type
    return str(case_type.words(Action)["elect"].cites or "")


def _leading(numbers: tuple[str, ...]) -> frozenset[str]:
    """Return which of these cases lead others. They are locked, so none begins to now."""
    return frozenset(Case.objects.filter(lead__number__in=numbers).values_list("lead__number", flat=True))
