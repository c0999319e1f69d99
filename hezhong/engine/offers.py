"""What a page offers of all that is allowed, and which of it first. Pure: what is refused is refused by ``core`` all the same."""

from collections.abc import Sequence
from typing import Any

from hezhong.engine.clock import clocks
from hezhong.engine.core import allowed
from hezhong.engine.dossier import Actor, Dossier, Moment
from hezhong.engine.vocabulary import Action, Op

TURNS = {Op.STOP, Op.EXTEND, Op.SUSPEND, Op.RESUME}
"""What has an effect on a clock that runs only."""


def offered(dossier: Dossier[Any], actor: Actor) -> list[Action]:
    """Return the actions allowed now, without what may be done once and was done, and what there is nothing to do about."""
    done = {event.action.name for event in dossier.done}
    return [action for action in allowed(dossier, actor) if not (action.once and action.name in done) and not _idle(dossier, action)]


def _idle(dossier: Dossier[Any], action: Action) -> bool:
    return action.unless is not None and action.unless(dossier) is not None


def first(dossier: Dossier[Any], choices: Sequence[Action], at: Moment) -> Action | None:
    """Return which of these leads the case on, what is owed or waited for before all; none while a signature that would move it is waited for."""
    own = set(dossier.case_type.own(Action).values())
    if any(dossier.case_type.words(Action)[name].target for name in dossier.proposals):
        return None
    leading = [action for action in choices if action in own and _leads_on(dossier, action, at)]
    owed = (action for action in leading if action.unless or any(tick.op is Op.STOP for tick in action.clock))
    return next(owed, leading[0] if leading else None)


def _leads_on(dossier: Dossier[Any], action: Action, at: Moment) -> bool:
    """Not what ends a right, what silence brings about, what changes nothing, or what is refused before anything is typed."""
    if action.grave or action.after or action.target is dossier.state:
        return False
    running = {deadline for (deadline, _), clock in clocks(dossier.events).items() if clock.running}
    if any(tick.op in TURNS and tick.deadline not in running for tick in action.clock):
        return False
    return action.given is not None or action.guard is None or action.guard(dossier, None, at) is None
