"""Warnings as somebody watches a region: what moved last, what stood on a day, what came and went, what was paid since.

History is that of the ledger's runs (``WarningStep``): a warning stands from the day it was raised until it was gone or its
case had ended; one that was dismissed stands again only once it is worse than ever. Only warnings whose case the asker may
read are told of; one that is only tried out has no case and is told nowhere here.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.early_warning import rules
from hezhong.early_warning.models import Run, WarningStep
from hezhong.early_warning.subjects import known
from hezhong.early_warning.vocabulary import Grade, Subject
from hezhong.engine import figures
from hezhong.engine.rights import Asker, column_of
from hezhong.kernel.dates import ONE_DAY

BEHIND = timedelta(days=3)
FALSE = "dismissed"
ALL = [int(grade) for grade in Grade]
Part = tuple[int, int]
"""How many of a list, and how many of it before."""
COLUMNS = {"city": "w.city", "county": "w.county", "town": "w.town"}
TOLD = "w.id, w.rule, w.subject_kind, w.subject, w.city, w.county, w.town, w.case_id"
LATEST = f"""
SELECT {TOLD}, s.grade, s.people, s.fen, s.at, s.kind
FROM early_warning_warningstep s JOIN early_warning_warning w ON w.id = s.warning_id
WHERE s."on" >= %s AND {{among}} ORDER BY s.id DESC LIMIT %s
"""
MARKS = """
SELECT s.warning_id, s.id, s."on", s.grade, s.people, s.fen, CASE
    WHEN s.kind = 'raised' OR (s.kind = 'worse' AND s.grade < min(s.grade) OVER before) THEN 'stands'
    WHEN s.kind IN ('gone', 'ended') THEN 'over' END AS mark
FROM early_warning_warningstep s JOIN early_warning_warning w ON w.id = s.warning_id
WHERE s."on" <= %s AND {among}
WINDOW before AS (PARTITION BY s.warning_id ORDER BY s.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
"""
IN_ALL = ", count(*) OVER (), coalesce(sum({fen}) OVER (), 0)"
"""What a list counts and adds up beside the part of it that is shown."""
STOOD = f"""
WITH marks AS MATERIALIZED ({MARKS} ),
turn AS (SELECT DISTINCT ON (warning_id) warning_id, mark FROM marks WHERE mark IS NOT NULL ORDER BY warning_id, id DESC),
last AS (SELECT DISTINCT ON (warning_id) warning_id, grade, people, fen FROM marks ORDER BY warning_id, id DESC)
SELECT {TOLD}, last.grade, last.people, last.fen{{more}}
FROM turn JOIN last USING (warning_id) JOIN early_warning_warning w ON w.id = turn.warning_id
WHERE turn.mark = 'stands' AND last.grade = ANY(%s) ORDER BY last.grade, last.fen DESC, last.people DESC, w.id
"""
TURNED = f"""
WITH marks AS ({MARKS} ),
after AS (SELECT *, lag(mark) OVER (PARTITION BY warning_id ORDER BY id) AS was FROM marks WHERE mark IS NOT NULL),
turns AS (SELECT *, CASE WHEN mark = 'stands' AND was IS DISTINCT FROM 'stands' THEN 'came' WHEN mark = 'over' AND was = 'stands' THEN 'over' END AS way
    FROM after WHERE "on" >= %s)
"""
TURNS = f"""{TURNED}
SELECT "on", grade, count(*) FILTER (WHERE way = 'came'), count(*) FILTER (WHERE way = 'over') FROM turns GROUP BY "on", grade
"""
EACH_TURN = f"""{TURNED}
SELECT warning_id, "on", grade, way FROM turns WHERE way IS NOT NULL ORDER BY "on", grade, id
"""
LIST_OF_TURNS = f"""{TURNED}
SELECT {TOLD}, turns.grade, turns.people, turns.fen{IN_ALL.format(fen="turns.fen")}
FROM turns JOIN early_warning_warning w ON w.id = turns.warning_id
WHERE way = %s AND turns.grade = ANY(%s) ORDER BY turns.grade, turns.fen DESC, turns.people DESC, turns.id LIMIT %s OFFSET %s
"""
MOVED_SINCE = 'w.id IN (SELECT m.warning_id FROM early_warning_warningstep m WHERE m."on" BETWEEN %s AND %s)'
PAID = f"""
SELECT DISTINCT ON (w.case_id) {TOLD}, w.grade, w.people, w.most_fen - w.fen AS paid
FROM early_warning_warning w
WHERE w.rule = ANY(%s) AND w.most_fen > w.fen AND w.outcome <> '{FALSE}' AND (w.gone_on IS NULL OR w.gone_on >= %s) AND {{among}}
ORDER BY w.case_id, w.most_fen - w.fen DESC, w.id
"""
"""One for each case: several rules see the same wages."""


@dataclass(frozen=True)
class Told:
    """One warning in a list. subject: its name. place: code of the smallest region. fen: what the list is about, in fen."""

    id: UUID
    title: str
    subject: str
    place: str
    city: str
    case_id: UUID
    grade: Grade
    people: int
    fen: int

    @property
    def yuan(self) -> Decimal:
        return Decimal(self.fen) / 100


@dataclass(frozen=True)
class Step:
    """One change of a warning. word: what happened, as pages say it."""

    warning: Told
    at: datetime
    kind: str

    @property
    def word(self) -> str:
        return str(WarningStep.Kind(self.kind).label)


@dataclass(frozen=True)
class Stood:
    """What stood on a day. each: (id, region of the level below, colour), worst first. first: the first of them, named."""

    each: list[tuple[UUID, str, Grade]]
    first: list[Told]

    @cached_property
    def counts(self) -> Counter[tuple[str, Grade]]:
        """Return (region of the level below, colour) -> how many warnings."""
        return Counter((region, grade) for _, region, grade in self.each)

    def of(self, grade: Grade) -> int:
        """Return how many of a colour stood in all."""
        return sum(n for (_, each), n in self.counts.items() if each is grade)


@dataclass(frozen=True)
class Listed:
    """A list of which a part is shown. number, fen: of all of it; both 0 for a part beyond its end."""

    shown: list[Told]
    number: int
    fen: int


@dataclass(frozen=True)
class OneTurn:
    """That a warning came to stand, or was over, on a day. way: came or over. grade: the colour that it then had."""

    warning: UUID
    on: date
    grade: Grade
    way: str


@dataclass(frozen=True)
class Turn:
    """How many warnings of one colour came to stand and were over on a day."""

    on: date
    grade: Grade
    came: int
    over: int


def last_run() -> Run | None:
    """Return the latest run whose cities have all been brought up to date: what ledger figures stand for."""
    return Run.objects.exclude(finished_at=None).order_by("-on", "-id").first()


def latest(asker: Asker, region: str, on: date, most: int) -> list[Step]:
    """Return the last changes of warnings in a region, newest first."""
    among, values = _among(asker, region, on)
    rows = _asked(LATEST.format(among=among), [on - BEHIND, *values, most])
    return [Step(told, row[11], row[12]) for told, row in zip(_told(rows), rows, strict=True)]


def stood(asker: Asker, region: str, day: date, on: date, most: int, level: str = "") -> Stood:
    """Return what stood in a region at the end of a day. on: the day of asking. level: the column to count by, '' for none.

    most: how many are named, worst and dearest first.
    """
    sql, values = _stood(asker, region, day, on, "")
    rows = _asked(sql, [*values, ALL])
    at = {"city": 4, "county": 5, "town": 6}.get(level)
    return Stood([(row[0], row[at] if at else "", Grade(row[8])) for row in rows], _told(rows[:most]))


def list_of_stood(asker: Asker, region: str, day: date, on: date, colour: Grade | None, part: Part) -> Listed:
    """Return what stood at the end of a day, of one colour or all, worst and dearest first."""
    sql, values = _stood(asker, region, day, on, IN_ALL.format(fen="last.fen"))
    return _listed(_asked(f"{sql} LIMIT %s OFFSET %s", [*values, _colours(colour), *part]))


def _stood(asker: Asker, region: str, day: date, on: date, more: str) -> tuple[str, list[Any]]:
    among, values = _among(asker, region, on)
    alive = "w.first_on <= %s AND (w.gone_on IS NULL OR w.gone_on > %s)"
    return STOOD.format(among=f"{alive} AND {among}", more=more), [day, day, day, *values]


def turns(asker: Asker, region: str, since: date, until: date, on: date) -> list[Turn]:
    """Return what came and what was over between two days, both included, a line for each day and colour."""
    among, values = _turned(asker, region, since, until, on)
    rows = _asked(TURNS.format(among=among), values)
    return [Turn(day, Grade(grade), came, over) for day, grade, came, over in rows if came or over]


def each_turn(asker: Asker, region: str, since: date, until: date, on: date) -> list[OneTurn]:
    """Return every one that ``turns`` counts, by day and colour."""
    among, values = _turned(asker, region, since, until, on)
    return [OneTurn(id, day, Grade(grade), way) for id, day, grade, way in _asked(EACH_TURN.format(among=among), values)]


def list_of_turns(asker: Asker, region: str, between: tuple[date, date], on: date, kind: tuple[str, Grade | None], part: Part) -> Listed:
    """Return what came or was over between two days, both included, worst and dearest first.

    kind: ``came`` or ``over``, and the colour, None for all. One that came twice stands there twice, as it is counted;
    people, fen and colour are those of the day.
    """
    way, colour = kind
    among, values = _turned(asker, region, *between, on)
    return _listed(_asked(LIST_OF_TURNS.format(among=among), [*values, way, _colours(colour), *part]))


def _turned(asker: Asker, region: str, since: date, until: date, on: date) -> tuple[str, list[Any]]:
    among, values = _among(asker, region, on)
    return f"{MOVED_SINCE} AND {among}", [until, since, until, *values, since]


def _colours(colour: Grade | None) -> list[int]:
    return [int(colour)] if colour else ALL


def _listed(rows: list[tuple[Any, ...]]) -> Listed:
    number, fen = rows[0][-2:] if rows else (0, 0)
    return Listed(_told(rows), number, int(fen))


def paid(asker: Asker, region: str, since: date, on: date, part: Part) -> Listed:
    """Return the warnings of owed wages, still there or gone since a day, of which less is owed than was once; fen: how much less.

    One for each case, greatest first. What was dismissed as no case was never owed.
    """
    sql, values = _paid(asker, region, since, on)
    wanted = f"SELECT *{IN_ALL.format(fen='paid')} FROM ({sql}) one ORDER BY paid DESC, id LIMIT %s OFFSET %s"
    return _listed(_asked(wanted, [*values, *part]))


def paid_fen(asker: Asker, region: str, since: date, on: date) -> int:
    """Return how much less is owed in all, in fen: the sum of that list."""
    sql, values = _paid(asker, region, since, on)
    ((fen,),) = _asked(f"SELECT coalesce(sum(paid), 0) FROM ({sql}) one", values)
    return int(fen)


def _paid(asker: Asker, region: str, since: date, on: date) -> tuple[str, list[Any]]:
    among, values = _among(asker, region, on)
    money = [code for code, rule in rules.declared().items() if rule.family.money]
    return PAID.format(among=among), [money, since, *values]


def _among(asker: Asker, region: str, on: date) -> tuple[str, list[Any]]:
    """Return that a warning is live, lies in the region and may be told to the asker, as SQL with its parameters."""
    rights, values = figures.readable(asker, on, "w.case_id")
    column = COLUMNS.get(column_of(region))
    here, codes = (f"{column} = %s", [region]) if column else ("TRUE", [])
    return f"NOT w.shadow AND {here} AND {rights}", [*codes, *values]


def _asked(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _told(rows: list[tuple[Any, ...]]) -> list[Told]:
    """Return rows that begin with TOLD, grade, people and fen as warnings with the names of their subjects."""
    names = _names(rows)
    declared = rules.declared()
    return [
        Told(
            id, declared[rule].title if rule in declared else rule, names[kind, subject], town or county or city, city,
            case, Grade(grade), people, fen,
        )
        for id, rule, kind, subject, city, county, town, case, grade, people, fen, *_ in rows
    ]  # fmt: skip


def _names(rows: list[tuple[Any, ...]]) -> Mapping[tuple[str, int], str]:
    named: dict[tuple[str, int], str] = {}
    for kind in Subject:
        wanted = {row[3]: int(row[4]) for row in rows if row[2] == kind.code}
        if wanted:
            named |= {(kind.code, token): there.name for token, there in known(kind, wanted).items()}
    return named


def days(since: date, until: date) -> list[date]:
    """Return every day between two, both included."""
    return [since + n * ONE_DAY for n in range((until - since).days + 1)]
