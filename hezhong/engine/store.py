"""The one writer: every change of a case, in one transaction, is an event and what follows from it.

Each function takes who asks (``Asker``), when (``Moment``) and the key of the submission; the same key never does
anything twice. The order is always the same: lock, ask the core, write (``writing``), remember the answer.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from uuid import UUID

from django.db import IntegrityError, InterfaceError, OperationalError, transaction

from hezhong.engine import collective, core, loading, received
from hezhong.engine.case_type import Assignment, SignOff
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Actor, Dossier, Event, Moment, Opinion, Stage
from hezhong.engine.loading import Loaded, NoSuchCase
from hezhong.engine.models import Task
from hezhong.engine.plain import as_plain, canonical
from hezhong.engine.rights import Asker, may, roles_in
from hezhong.engine.rows import as_mapping
from hezhong.engine.steps import NotAllMay
from hezhong.engine.tokens import is_typed, registered
from hezhong.engine.vocabulary import Action, Right
from hezhong.engine.writing import record, record_all

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
    others: of several cases acted on at once, the version of each that the form showed.
    """

    key: str = ""
    seen: int | None = None
    others: Mapping[UUID, int] = field(default_factory=dict)


class Outrun(Refused):
    """Somebody else acted since the form was opened; the message says so."""


MOVED_ON = "这个案件刚刚有新的办理记录，请先看最新情况，再提交"


def act(case_id: UUID, name: str, given: Any, asker: Asker, at: Moment, how: Submission = Submission()) -> Done:
    """Do an action in a case. Raises Refused, NoSuchCase, KeyReused, BadIdentity."""
    return _of(case_id, act_many([case_id], name, given, asker, at, _seen(case_id, how)))


def act_many(
    case_ids: Iterable[UUID], name: str, given: Any, asker: Asker, at: Moment, how: Submission = Submission()
) -> list[Done]:
    """Do the same action in many cases, all or none: a lead case and the members chosen. Raises as ``act``.

    All are locked first, in the order of their ids, so that two such actions never wait for each other; a refusal
    names every case that refuses. The number of queries does not depend on the number of cases.
    """
    ids = sorted(set(case_ids))
    if not ids:
        return []
    more = collective.beside(ids, given)
    following = collective.following(ids[0], given, at)
    ready = cache(lambda: registered(given))  # whoever was typed is registered once, and only if the action asks

    def decision(loaded: Loaded, actor: Actor) -> Event:
        if loaded.row.id in more:
            return following(loaded, actor)
        action: Action | None = loaded.dossier.case_type.words(Action).get(name)
        return core.decide(loaded.dossier, name, actor, at, ready() if action and action.given else None)

    content = _content("act", ids, name, written(given))
    return _in_cases(_Turn([*ids, *more], decision, asker, at, how, content))


def sign_off_many(
    drafts: Mapping[UUID, UUID], document: str, asker: Asker, at: Moment, how: Submission = Submission()
) -> list[Done]:
    """Sign off a draft of the same document in each of these cases, all or none, as ``act_many`` acts. Raises as ``act``."""
    ids = sorted(drafts)

    def decision(loaded: Loaded, actor: Actor) -> Event:
        given = SignOff(str(drafts[loaded.row.id]), document)
        return core.decide(loaded.dossier, "sign_off", actor, at, given)

    content = _content("sign off", ids, document, *(str(drafts[each]) for each in ids))
    return _in_cases(_Turn(ids, decision, asker, at, how, content)) if ids else []


def acted(case_ids: Iterable[UUID], name: str, given: Any, asker: Asker, key: str) -> bool:
    """Return whether this very submission was acted on already: a second press. Raises KeyReused for another content."""
    content = _content("act", sorted(set(case_ids)), name, written(given))
    return received.before(asker.person, key, content) is not None


def _content(kind: str, case_ids: Iterable[UUID], *what: str) -> bytes:
    return received.digest(kind, *(str(each) for each in case_ids), *what)


def sign(case_id: UUID, name: str, opinion: Opinion, asker: Asker, at: Moment, how: Submission = Submission()) -> Done:
    """Agree to a proposed action, or send it back; the last signature is the action itself. Raises Refused."""
    return _of(case_id, sign_many([case_id], name, opinion, asker, at, _seen(case_id, how)))


def sign_many(
    case_ids: Iterable[UUID], name: str, opinion: Opinion, asker: Asker, at: Moment, how: Submission = Submission()
) -> list[Done]:
    """Sign the same proposal in many cases, all or none, as ``act_many`` acts. Raises Refused."""
    ids = sorted(set(case_ids))
    content = _content("sign", ids, name, str(opinion.agrees), opinion.text)
    return _in_cases(
        _Turn(ids, lambda loaded, actor: core.sign(loaded.dossier, name, actor, at, opinion), asker, at, how, content)
    )


def assign(case_id: UUID, officer: int, asker: Asker, at: Moment, how: Submission = Submission()) -> Done:
    """Give the case to an officer of the office that has it. Raises Refused."""
    return act(case_id, "assign", Assignment(str(officer)), asker, at, how)


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


@dataclass(frozen=True)
class _Turn:
    """One submission at work: in which cases, what is decided in each, who asks, when, and what identifies it."""

    case_ids: Sequence[UUID]
    decision: Decision
    asker: Asker
    at: Moment
    how: Submission
    content: bytes

    def earlier(self) -> list[Done] | None:
        """Return what this very submission did before, or None. Raises KeyReused."""
        there = received.before(self.asker.person, self.how.key, self.content)
        return None if there is None else [Done(**{**done, "case_id": UUID(done["case_id"])}) for done in there["done"]]

    def keep(self, done: list[Done]) -> None:
        answer = {"done": [{**vars(each), "case_id": str(each.case_id)} for each in done]}
        received.keep(self.asker.person, self.how.key, self.content, answer, self.at.recorded_at)


def _in_cases(turn: _Turn) -> list[Done]:
    try:
        with transaction.atomic():
            held = sorted(loading.lock_all(turn.case_ids), key=_as_filed)
            if (earlier := turn.earlier()) is not None:
                return earlier
            decided = _decided(held, turn)
            after = record_all(decided, turn.at)
            done = [_done(event, loaded) for (_, event), loaded in zip(decided, after, strict=True)]
            turn.keep(done)
            return done
    except IntegrityError:  # the same key was at work in another case at this moment
        turn.earlier()
        raise


def _as_filed(loaded: Loaded) -> tuple[Any, ...]:
    """Return where a case stands in the order in which papers of several are numbered: as they were filed."""
    return (loaded.row.recorded_at, len(loaded.row.number), loaded.row.number)


def _decided(held: list[Loaded], turn: _Turn) -> list[tuple[Loaded, Event]]:
    """Return each case with its event. Raises Refused: of several, every one that refuses is named."""
    decided, against = [], []
    for loaded in held:
        try:
            decided.append((loaded, _one_decided(loaded, turn)))
        except Refused as refused:
            if len(held) == 1:
                raise
            against.append((loaded.row.number, str(refused)))
    if against:
        raise NotAllMay(against)
    return decided


def _one_decided(loaded: Loaded, turn: _Turn) -> Event:
    actor = actor_in(loaded, turn.asker, turn.at)
    seen = turn.how.others.get(loaded.row.id)
    if seen is not None and seen != loaded.row.version:
        raise Outrun(MOVED_ON)
    return turn.decision(loaded, actor)


def _seen(case_id: UUID, how: Submission) -> Submission:
    return how if how.seen is None else replace(how, others={**how.others, case_id: how.seen})


def _of(case_id: UUID, done: list[Done]) -> Done:
    return next(each for each in done if each.case_id == case_id)


def _done(event: Event, after: Loaded) -> Done:
    state = after.dossier.state.name
    return Done(after.row.id, after.row.number, event.number, state, event.stage is Stage.PROPOSED)
