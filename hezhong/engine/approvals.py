"""Who put an act forward, who agreed to it, with which words and when: what approval sheets (审批表) print."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from hezhong.engine.dossier import Dossier, Event, Stage, standing
from hezhong.engine.vocabulary import Right
from hezhong.kernel.fields import Reason


@dataclass(frozen=True)
class Approval:
    """One signature. by: token of the officer. on: the day it counts from."""

    role: str
    opinion: str
    by: str
    on: date


@dataclass(frozen=True)
class Course:
    """How an act came about: who put it forward and on which day, and who agreed, in order."""

    by: str
    on: date
    approvals: tuple[Approval, ...]


def course(dossier: Dossier[Any], number: int) -> Course:
    """Return how the act recorded as event ``number`` came about; an act that nobody had to sign has no approvals."""
    held = {event.number: event for event in standing(dossier.events)}
    event = held.get(number) or dossier.events[number - 1]
    before = [each for each in held.values() if each.number < number and each.action is event.action]
    proposed = next((each for each in reversed(before) if each.stage is Stage.PROPOSED), None)
    if event.opinion is None or proposed is None:
        decided = tuple(_decided(event))
        put = next((each for each in reversed(held.values()) if each.number < number and each.action.target), event)
        first = put if decided else event  # what somebody decides by acting was put before them by the step before
        return Course(first.actor, first.happened_on, decided)
    signed = [each for each in before if each.stage is Stage.SIGNED and each.number > proposed.number]
    roles = [role.title for role in event.action.signed_by]
    return Course(proposed.actor, proposed.happened_on, tuple(map(_signature, roles, (*signed, event))))


def _signature(role: str, event: Event) -> Approval:
    return Approval(role, event.opinion.text if event.opinion else "", event.actor, event.happened_on)


def _decided(event: Event) -> Iterator[Approval]:
    """Yield the act of somebody who decides by acting, as 批准移送: the reason given is the opinion."""
    decides = [role for role in event.action.roles if role.right is Right.SIGN]
    if isinstance(event.given, Reason) and decides == list(event.action.roles) and decides:
        yield Approval(decides[0].title, event.given.reason, event.actor, event.happened_on)
