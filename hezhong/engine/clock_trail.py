"""Many cases' clocks at once, read from what of their trails turns a clock and nothing else; in two queries."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.engine import catalogue, codec
from hezhong.engine.case_type import CaseType, Correction
from hezhong.engine.clock import Clock, ClockId, clocks
from hezhong.engine.dossier import Event, Stage
from hezhong.engine.plain import reader
from hezhong.engine.tolls import Where
from hezhong.engine.vocabulary import Action, Tick
from hezhong.kernel.places import Place

ROWS = """
SELECT id, year, case_type, office, province, city, county, town FROM engine_case WHERE id = ANY(%s) ORDER BY id {lock}
"""
EVENTS = """
SELECT e.case_id, e.body FROM unnest(%s::uuid[], %s::smallint[]) AS c (id, year)
JOIN engine_event e ON e.case_year = c.year AND e.case_id = c.id
WHERE e.stage = 'DONE' AND (position('"ticks"'::bytea IN e.body) > 0 OR e.action = 'correct') ORDER BY e.case_id, e.seq
"""
NEVER = datetime.min


@dataclass(frozen=True)
class Counting:
    """A case with its clocks, running or not. office: who has it."""

    id: UUID
    office: int
    where: Where
    clocks: Mapping[ClockId, Clock]


def read(ids: Sequence[UUID], *, lock: bool = False) -> list[Counting]:
    """Return these cases with their clocks, in the order of their ids. lock: held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS.format(lock="FOR NO KEY UPDATE" if lock else ""), [list(ids)])
        rows = cursor.fetchall()
        cursor.execute(EVENTS, [[row[0] for row in rows], [row[1] for row in rows]])
        bodies: dict[UUID, list[bytes]] = {}
        for case_id, body in cursor.fetchall():
            bodies.setdefault(case_id, []).append(bytes(body))
    types = catalogue.current().case_types
    return [
        Counting(id, office, Where(Place(tuple(filter(None, codes))), code), _clocks(types[code], bodies.get(id, ())))
        for id, _, code, office, *codes in rows
    ]


def _clocks(case_type: type[CaseType], bodies: Iterable[bytes]) -> Mapping[ClockId, Clock]:
    return clocks(tuple(_event(case_type, json.loads(body)) for body in bodies))


def _event(case_type: type[CaseType], plain: dict[str, Any]) -> Event:
    """Return of an event what ``clocks`` looks at; everything else is left empty."""
    corrects = plain["action"] == case_type.correct.name
    given = reader(Correction)(plain["given"]) if corrects else None
    action = case_type.correct if corrects else _ANY
    return Event(
        number=plain["number"],
        action=action,
        actor="",
        happened_on=date.fromisoformat(plain["happened_on"]),
        recorded_at=NEVER,
        law_version="",
        state=case_type.annulled,
        stage=Stage.DONE,
        given=given,
        ticks=tuple(_tick(case_type.code, json.dumps(tick)) for tick in plain.get("ticks", ())),
        opens=plain.get("opens", ""),
    )


_ANY = Action("", (), None, by=())


@lru_cache(maxsize=50_000)
def _tick(code: str, text: str) -> Tick:
    """Return a tick; the limit of a duty stands in every case that owes it, so most are read once."""
    return codec.tick_from_plain(catalogue.current().case_types[code], json.loads(text))
