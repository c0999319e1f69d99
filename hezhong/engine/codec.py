"""Events of a case to their canonical bytes and back.

An event is complete: what the law gave stands in it, so that reading it asks nothing of today's law. Words are
written by name; a word that a declaration has since renamed is found through ``CaseType.renamed``.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any, get_type_hints

from hezhong.engine import serving
from hezhong.engine.case_type import CaseType, Service
from hezhong.engine.dossier import Destination, Event, Opening, Opinion, Parent, PartyHere, Stage
from hezhong.engine.matter import ClaimItem, Matter
from hezhong.engine.plain import Unreadable, as_plain, canonical, reader, writer
from hezhong.engine.used import UsedFigure
from hezhong.engine.vocabulary import Action, Deadline, Op, State, Tick
from hezhong.kernel.dates import Period, Span
from hezhong.kernel.places import Place
from hezhong.law.model import Article, TimeLimit


def to_bytes(case_type: type[CaseType], event: Event) -> bytes:
    """Return the event as the bytes that are stored and, later, sealed."""
    return canonical(to_plain(case_type, event))


def from_bytes(case_type: type[CaseType], stored: bytes) -> Event:
    """Return the event these bytes say. Raises Unreadable."""
    return from_plain(case_type, json.loads(stored))


def to_plain(case_type: type[CaseType], event: Event) -> dict[str, Any]:
    """Return the event as plain JSON values; what is empty is left out."""
    plain = {
        "number": event.number,
        "action": event.action.name,
        "actor": event.actor,
        "happened_on": event.happened_on.isoformat(),
        "recorded_at": event.recorded_at.isoformat(),
        "law": event.law_version,
        "state": event.state.name,
        "stage": event.stage.name,
        "facts_version": case_type.facts_version,
        "given": _given(case_type, event),
        "opinion": writer(Opinion | None)(event.opinion),
        "changes": {name: _facts_writer(case_type.facts)[name](value) for name, value in event.changes.items()},
        "items": writer(tuple[ClaimItem, ...])(event.items),
        "ticks": [_tick(tick) for tick in event.ticks],
        "issues": list(event.issues),
        "opens": event.opens,
        "moves": writer(Destination | None)(event.moves),
        "strikes": event.strikes,
        "effective_on": event.effective_on and event.effective_on.isoformat(),
        "used": writer(tuple[UsedFigure, ...])(event.used),
    }
    return {name: value for name, value in plain.items() if value not in (None, "", 0, [], {})}


def from_plain(case_type: type[CaseType], plain: dict[str, Any]) -> Event:
    """Return the event of these plain values. Raises Unreadable."""
    version = plain.get("facts_version", 1)
    action = _word(case_type, case_type.words(Action), plain["action"])
    changes = _upgraded(case_type, version, plain.get("changes", {}))
    return Event(
        number=plain["number"],
        action=action,
        actor=plain.get("actor", ""),
        happened_on=date.fromisoformat(plain["happened_on"]),
        recorded_at=datetime.fromisoformat(plain["recorded_at"]),
        law_version=plain["law"],
        state=_word(case_type, case_type.words(State), plain["state"]),
        stage=Stage[plain["stage"]],
        given=_given_back(case_type, action, version, plain.get("given")),
        opinion=reader(Opinion | None)(plain.get("opinion")),
        changes={name: _facts_reader(case_type.facts)[name](value) for name, value in changes.items()},
        items=reader(tuple[ClaimItem, ...])(plain.get("items", [])),
        ticks=tuple(_tick_back(case_type, tick) for tick in plain.get("ticks", [])),
        issues=tuple(plain.get("issues", [])),
        opens=plain.get("opens", ""),
        moves=reader(Destination | None)(plain.get("moves")),
        strikes=plain.get("strikes", 0),
        effective_on=reader(date | None)(plain.get("effective_on")),
        used=reader(tuple[UsedFigure, ...])(plain.get("used", [])),
    )


def facts_to_plain(facts: Any) -> dict[str, Any]:
    """Return the facts of a case as plain values, for its row."""
    plain: dict[str, Any] = as_plain(facts)
    return plain


def facts_from_plain(case_type: type[CaseType], version: int, plain: dict[str, Any]) -> Any:
    """Return the facts that stand in a case's row, brought up to the declaration of today."""
    return reader(case_type.facts)(_upgraded(case_type, version, plain))


def matter_to_plain(matter: Matter) -> dict[str, Any]:
    plain: dict[str, Any] = writer(Matter)(matter)
    return plain


def matter_from_plain(plain: dict[str, Any]) -> Matter:
    matter: Matter = reader(Matter)(plain)
    return matter


def _word(case_type: type[CaseType], words: Mapping[str, Any], name: str) -> Any:
    found = words.get(name) or words.get(case_type.renamed.get(name, ""))
    if found is None:
        raise Unreadable(f"{case_type.code}: no word {name} any more")
    return found


def _given(case_type: type[CaseType], event: Event) -> Any:
    if isinstance(event.given, Opening):
        return _opening(event.given)
    return writer(event.action.given)(event.given) if event.action.given and event.given is not None else None


def _given_back(case_type: type[CaseType], action: Action, version: int, plain: Any) -> Any:
    if action is case_type.opened:
        return _opening_back(case_type, version, plain)
    if action.given is None or plain is None:
        return None
    if action.given is Service:
        plain = serving.as_today(plain)
    if action.given is case_type.facts:
        plain = _upgraded(case_type, version, plain)
    return reader(action.given)(plain)


def _opening(opening: Opening[Any]) -> dict[str, Any]:
    return {
        "matter": matter_to_plain(opening.matter),
        "facts": facts_to_plain(opening.facts),
        "parent": writer(Parent | None)(opening.parent),
        "parties": writer(tuple[PartyHere, ...])(opening.parties),
        "office": opening.office,
        "about": opening.about,
        "people": opening.people,
        "officer": opening.officer,
        **({"lead": opening.lead} if opening.lead else {}),
        **({"barred": list(opening.barred)} if opening.barred else {}),
        **({"place": writer(Place)(opening.place)} if opening.place else {}),
    }


def _opening_back(case_type: type[CaseType], version: int, plain: dict[str, Any]) -> Opening[Any]:
    return Opening(
        matter_from_plain(plain["matter"]),
        facts_from_plain(case_type, version, plain["facts"]),
        reader(Parent | None)(plain.get("parent")),
        reader(tuple[PartyHere, ...])(plain.get("parties", [])),
        plain.get("office", 0),
        plain.get("about", ""),
        plain.get("people", 1),
        plain.get("officer", ""),
        plain.get("lead", ""),
        tuple(plain.get("barred", ())),
        reader(Place | None)(plain.get("place")),
    )


def _upgraded(case_type: type[CaseType], version: int, plain: dict[str, Any]) -> dict[str, Any]:
    return case_type.upgrade(version, plain) if version < case_type.facts_version else plain


@cache
def _facts_writer(facts: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(facts)
    return {field.name: writer(hints[field.name]) for field in fields(facts)}


@cache
def _facts_reader(facts: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(facts)
    return {field.name: reader(hints[field.name]) for field in fields(facts)}


def _tick(tick: Tick) -> dict[str, Any]:
    plain = {
        "op": tick.op.name,
        "deadline": tick.deadline.name,
        "under": writer(Article | None)(tick.under),
        "limit": writer(TimeLimit | None)(tick.limit),
        "on": tick.on and tick.on.isoformat(),
        "span": writer(Span | None)(tick.span),
        "party": tick.party,
        "held_by": tick.held_by,
        "moment": tick.moment and tick.moment.isoformat(),
        "promise": writer(Period | None)(tick.promise),
        "order": tick.order,
    }
    return {name: value for name, value in plain.items() if value not in (None, "", 0)}


def _tick_back(case_type: type[CaseType], plain: dict[str, Any]) -> Tick:
    return Tick(
        Op[plain["op"]],
        _word(case_type, case_type.words(Deadline), plain["deadline"]),
        reader(Article | None)(plain.get("under")),
        reader(TimeLimit | None)(plain.get("limit")),
        reader(date | None)(plain.get("on")),
        reader(Span | None)(plain.get("span")),
        plain.get("party", ""),
        plain.get("held_by", 0),
        reader(datetime | None)(plain.get("moment")),
        reader(Period | None)(plain.get("promise")),
        plain.get("order", ""),
    )


def tick_from_plain(case_type: type[CaseType], plain: dict[str, Any]) -> Tick:
    """Return one tick of a stored event: all that a count of days needs of it. Raises Unreadable."""
    return _tick_back(case_type, plain)
