"""A changed declaration and the cases that began under an older one: what needs a mapping, and what is only renewed.

A case is read from its trail through ``CaseType.renamed`` and ``upgrade``. Where these do not suffice the case cannot
be read, and nothing is changed at all; where they do, its row is brought up to the words of today.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from hezhong.engine import bundle, catalogue, codec, loading, projection
from hezhong.engine.case_type import CaseType
from hezhong.engine.dossier import Dossier, Moment
from hezhong.engine.models import Case
from hezhong.engine.vocabulary import Action, Deadline, Document, State

CONTENT = "内容"


class NoSuchType(LookupError):
    """No case type has this code; the message names those there are."""


class NeedsMapping(Exception):
    """Some cases cannot be read under the declaration of today, so none was changed."""


@dataclass(frozen=True, order=True)
class Need:
    """Something a case has that the declaration no longer knows. ``kind``: 状态, 动作, 期限, 文书 or 内容."""

    kind: str
    name: str

    def advice(self, case_type: type[CaseType]) -> str:
        """Return what to write into the declaration."""
        if self.kind != CONTENT:
            return f'在 {case_type.__name__}.renamed 里写 "{self.name}": "现在的名字"'
        return f"把 {case_type.__name__}.facts_version 加到 {case_type.facts_version + 1}，在 upgrade 里把旧内容改成新内容"


@dataclass(frozen=True)
class Found:
    """A case that the change touches. needs: what has no place any more. stale: only its row speaks the old words."""

    id: UUID
    number: str
    needs: tuple[Need, ...] = ()
    stale: bool = False


@dataclass(frozen=True)
class Survey:
    """What became of all cases of a type."""

    case_type: type[CaseType]
    looked_at: int
    found: tuple[Found, ...]

    @property
    def blocked(self) -> tuple[Found, ...]:
        return tuple(each for each in self.found if each.needs)

    @property
    def stale(self) -> tuple[Found, ...]:
        return tuple(each for each in self.found if each.stale and not each.needs)

    @property
    def needs(self) -> tuple[Need, ...]:
        """Return every mapping that is missing, once."""
        return tuple(sorted({need for each in self.found for need in each.needs}))


def survey(code: str, *, closed: bool = False) -> Survey:
    """Return which live cases of a type the declaration of today touches; changes nothing.

    closed: look at the cases that are over as well. Raises NoSuchType.
    """
    case_type = type_of(code)
    rows = Case.objects.filter(case_type=code).select_related("matter").order_by("number")
    rows = rows if closed else rows.filter(closed_on=None)
    looked_at, found = 0, []
    for row in rows.iterator(chunk_size=500):
        looked_at += 1
        if (one := _look(row, case_type)) is not None:
            found.append(one)
    return Survey(case_type, looked_at, tuple(found))


def migrate(code: str, at: Moment, *, closed: bool = False) -> Survey:
    """Bring the rows of a type's cases up to the declaration of today. Raises NeedsMapping, and then changes none."""
    with transaction.atomic():
        seen = survey(code, closed=closed)
        if seen.blocked:
            raise NeedsMapping(f"{len(seen.blocked)} 件案件需要先写好对应关系，没有改动任何案件")
        for each in seen.stale:
            loaded = loading.lock(each.id)
            projection.rebuild(loaded.row, loaded.dossier, at.calendar)
        return seen


def type_of(code: str) -> type[CaseType]:
    """Return the case type of a code. Raises NoSuchType."""
    there = catalogue.current().case_types
    if code not in there:
        raise NoSuchType(f"没有“{code}”这类案件。现有：{'、'.join(sorted(there))}")
    return there[code]


def _look(row: Case, case_type: type[CaseType]) -> Found | None:
    core = bundle.core_of(row)
    needs = tuple(sorted({need for body in core.bodies for need in _needs(case_type, json.loads(body))}))
    if needs:
        return Found(row.id, row.number, needs)
    stale = _stale(row, loading.dossier_of(row, core))
    return Found(row.id, row.number, stale=True) if stale else None


def _needs(case_type: type[CaseType], event: dict[str, Any]) -> Iterator[Need]:
    """Yield what of one stored event has no place: its words, else its content."""
    known = _known(case_type)
    missing = [Need(kind, name) for kind, name in _words(event) if case_type.renamed.get(name, name) not in known[kind]]
    yield from missing
    if missing:
        return
    try:
        codec.from_plain(case_type, event)
    except (ValueError, LookupError, TypeError, AttributeError) as unreadable:
        yield Need(CONTENT, f"第{event['number']}条“{event['action']}”：{unreadable}")


def _words(event: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every word of the declaration that stands in an event."""
    yield "状态", event["state"]
    yield "动作", event["action"]
    yield from (("期限", tick["deadline"]) for tick in event.get("ticks", []))
    yield from (("文书", name) for name in event.get("issues", []))
    if event["action"] in ("serve", "sign_off") and "given" in event:
        yield "文书", event["given"]["document"]


def _known(case_type: type[CaseType]) -> dict[str, Collection[str]]:
    """Return the words of the declaration by their kind."""
    return {
        "状态": case_type.words(State).keys(),
        "动作": case_type.words(Action).keys(),
        "期限": case_type.words(Deadline).keys(),
        "文书": case_type.words(Document).keys(),
    }


def _stale(row: Case, dossier: Dossier[Any]) -> bool:
    now = (dossier.state.name, codec.facts_to_plain(dossier.facts), dossier.case_type.facts_version, dossier.closed)
    return now != (row.state, row.facts, row.facts_version, row.closed_on is not None)
