"""Which members of a collective case a form acts on together with their lead (同时办理): check boxes, all ticked at first."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from hezhong.engine.core import Refused
from hezhong.engine.views import CaseView

FIELD = "together"
NOT_TOGETHER = {"gather", "let_go", "correct", "elect"}
"""What concerns the lead alone: its members themselves, and a record of its own trail."""


@dataclass(frozen=True)
class Tick:
    """One member as a check box. ``value`` carries the version the form was made from."""

    id: UUID
    value: str
    number: str
    who: str
    state: str
    on: bool


def ticks(request: HttpRequest, view: CaseView, name: str, *, fresh: bool) -> tuple[Tick, ...]:
    """Return the members that the action's form offers, ticked as they were sent.

    fresh: with the versions of now, otherwise with those that were sent.
    """
    if name in NOT_TOGETHER:
        return ()
    sent = _sent(request)
    found = []
    for member in view.members:
        if member.open:
            version = member.version if fresh else sent.get(member.id, member.version)
            on = member.id in sent or request.method == "GET"
            found.append(Tick(member.id, f"{member.id}:{version}", member.number, member.who, member.state, on))
    return tuple(found)


def chosen(request: HttpRequest, view: CaseView) -> dict[UUID, int]:
    """Return the members that were ticked, each with the version that was seen. Raises Refused."""
    sent = _sent(request)
    if len(sent) < len(set(request.POST.getlist(FIELD))) or sent.keys() - {member.id for member in view.members}:
        raise Refused("有一件案件已经不在本案名下。请看一看“同时办理”里现在有哪些，再提交")
    return sent


def _sent(request: HttpRequest) -> dict[UUID, int]:
    """Return what was ticked, as far as it can be what a form has sent."""
    found = {}
    for each in request.POST.getlist(FIELD):
        case_id, _, version = each.partition(":")
        try:
            found[UUID(case_id)] = int(version)
        except ValueError:
            continue
    return found
