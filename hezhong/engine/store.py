"""The one writer: every change of a case, in one transaction, is an event and what follows from it.

Each function takes who asks (``Asker``), when (``Moment``) and the key of the submission; the same key never does
anything twice. The order is always the same: lock, ask the core, write (``writing``), remember the answer.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, InterfaceError, OperationalError, transaction

from hezhong.engine import core, loading, received
from hezhong.engine.case_type import Assignment
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Actor, Dossier, Event, Moment, Opinion, Stage
from hezhong.engine.loading import Loaded, NoSuchCase
from hezhong.engine.models import Task
from hezhong.engine.plain import as_plain, canonical
from hezhong.engine.rights import Asker, may, roles_in
from hezhong.engine.rows import as_mapping
from hezhong.engine.tokens import is_typed, registered
from hezhong.engine.vocabulary import Action, Right
from hezhong.engine.writing import record

Decision = Callable[[Loaded, Actor], Event]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Done:
    """What an action did. ``event``: its number in the case's trail. ``proposed``: others must sign first."""

    case_id: UUID
    number: str
    event: int
    state: str
    proposed: bool = False


@dataclass(frozen=True)
class Submission:
    """One press of a button. key: repeated by a client that does not know whether it was heard.

    seen: the version of the case that the form was made from; if the case has moved on, it is refused.
    """

    key: str = ""
    seen: int | None = None


class Outrun(Refused):
    """Somebody else acted since the form was opened; the message says so."""


def act(case_id: UUID, name: str, given: Any, asker: Asker, at: Moment, how: Submission = Submission()) -> Done:
    """Do an action in a case. Raises Refused, NoSuchCase, KeyReused, BadIdentity."""

    def decision(loaded: Loaded, actor: Actor) -> Event:
        action: Action | None = loaded.dossier.case_type.words(Action).get(name)
        ready = registered(given) if action and action.given else None
        return core.decide(loaded.dossier, name, actor, at, ready)

    return _in_case(case_id, decision, asker, at, how, _content(case_id, name, given))


def acted(case_id: UUID, name: str, given: Any, asker: Asker, key: str) -> bool:
    """Return whether this very submission was acted on already: a second press. Raises KeyReused for another content."""
    return received.before(asker.person, key, _content(case_id, name, given)) is not None


def _content(case_id: UUID, name: str, given: Any) -> bytes:
    return received.digest("act", str(case_id), name, written(given))


def sign(case_id: UUID, name: str, opinion: Opinion, asker: Asker, at: Moment, how: Submission = Submission()) -> Done:
    """Agree to a proposed action, or send it back; the last signature is the action itself. Raises Refused."""
    content = received.digest("sign", str(case_id), name, str(opinion.agrees), opinion.text)
    return _in_case(
        case_id, lambda loaded, actor: core.sign(loaded.dossier, name, actor, at, opinion), asker, at, how, content
    )


def assign(case_id: UUID, officer: int, asker: Asker, at: Moment, how: Submission = Submission()) -> Done:
    """Give the case to an officer of the office that has it. Raises Refused."""
    return act(case_id, "assign", Assignment(str(officer)), asker, at, how)


def act_many(
    case_ids: Iterable[UUID], name: str, given: Any, asker: Asker, at: Moment, how: Submission = Submission()
) -> list[Done]:
    """Do the same action in many cases, all or none: a lead case and the members chosen. Raises Refused.

    All are locked first, in the order of their ids, so that two such actions never wait for each other.
    """
    case_ids = set(case_ids)
    with transaction.atomic():
        loading.hold(case_ids)
        return [
            act(case_id, name, given, asker, at, Submission(f"{how.key}/{case_id}" if how.key else ""))
            for case_id in sorted(case_ids)
        ]


def lapse_due(at: Moment) -> int:
    """Let silence have its effect wherever the law gives it one; return in how many cases it had.

    A case in which it fails is noted and tried again the next time; the others have theirs.
    """
    waiting = Task.objects.filter(lapses=True, due_on__lt=at.recorded_at.date())
    return sum(_lapse(case_id, at) for case_id in list(waiting.values_list("case_id", flat=True).distinct()))


def _lapse(case_id: UUID, at: Moment) -> bool:
    try:
        return bool(by_clock(case_id, lambda dossier: core.lapse(dossier, at), at))
    except (OperationalError, InterfaceError):  # the database is away, for all of them
        raise
    except Exception:  # whatever is wrong with one case, the silence of the others is the law's
        log.exception("silence has no effect in case %s", case_id)
        return False


def by_clock(case_id: UUID, decision: Callable[[Dossier[Any]], list[Event]], at: Moment) -> list[Event]:
    """Record what the engine itself does in a case: nothing, one event or several."""
    with transaction.atomic():
        loaded = loading.lock(case_id)
        done = decision(loaded.dossier)
        for event in done:
            loaded = record(loaded, event, at)
        return done


def written(given: Any) -> str:
    """Return the content of what was given, so that a key cannot come back with another."""
    if given is None:
        return ""
    return repr(given) if is_typed(given) else canonical(as_plain(given)).decode()


def actor_in(loaded: Loaded, asker: Asker, at: Moment) -> Actor:
    """Return the asker with the roles that rights and the directory give in this case. Raises NoSuchCase."""
    on = at.recorded_at.date()
    row = as_mapping(loaded.row, loaded.lists)
    if not may(Right.READ, asker, row, on):
        raise NoSuchCase("没有这个案件，或者您不能查看")
    return Actor(asker.person, roles_in(asker, row, loaded.held, on))


def _in_case(
    case_id: UUID, decision: Decision, asker: Asker, at: Moment, how: Submission, content: bytes
) -> Done:
    try:
        return _in_turn(case_id, decision, asker, at, how, content)
    except IntegrityError:  # the same key was at work in another case at this moment
        received.before(asker.person, how.key, content)
        raise


def _in_turn(
    case_id: UUID, decision: Decision, asker: Asker, at: Moment, how: Submission, content: bytes
) -> Done:
    with transaction.atomic():
        loaded = loading.lock(case_id)
        if earlier := received.before(asker.person, how.key, content):
            return Done(**{**earlier, "case_id": case_id})
        if how.seen is not None and how.seen != loaded.row.version:
            raise Outrun("这个案件刚刚有新的办理记录，请先看最新情况，再提交")
        event = decision(loaded, actor_in(loaded, asker, at))
        after = record(loaded, event, at).dossier
        done = Done(case_id, loaded.row.number, event.number, after.state.name, event.stage is Stage.PROPOSED)
        received.keep(asker.person, how.key, content, {**vars(done), "case_id": str(case_id)}, at.recorded_at)
        return done
