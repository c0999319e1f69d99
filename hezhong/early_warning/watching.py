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
STOOD = f"""
WITH marks AS MATERIALIZED ({MARKS} ),
turn AS (SELECT DISTINCT ON (warning_id) warning_id, mark FROM marks WHERE mark IS NOT NULL ORDER BY warning_id, id DESC),
last AS (SELECT DISTINCT ON (warning_id) warning_id, grade, people, fen FROM marks ORDER BY warning_id, id DESC)
SELECT {TOLD}, last.grade, last.people, last.fen
FROM turn JOIN last USING (warning_id) JOIN early_warning_warning w ON w.id = turn.warning_id
WHERE turn.mark = 'stands' ORDER BY last.grade, last.fen DESC, last.people DESC, w.id
"""
TURNS = f"""
WITH marks AS ({MARKS} ),
turns AS (SELECT "on", grade, mark, lag(mark) OVER (PARTITION BY warning_id ORDER BY id) AS was FROM marks WHERE mark IS NOT NULL)
SELECT "on", grade, count(*) FILTER (WHERE mark = 'stands' AND was IS DISTINCT FROM 'stands'),
    count(*) FILTER (WHERE mark = 'over' AND was = 'stands')
FROM turns WHERE "on" >= %s GROUP BY "on", grade
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
    """What stood on a day. counts: (region of the level below, colour) -> how many warnings. first: the first of them."""

    counts: Counter[tuple[str, Grade]]
    first: list[Told]

    def of(self, grade: Grade) -> int:
        """Return how many of a colour stood in all."""
        return sum(n for (_, each), n in self.counts.items() if each is grade)


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
    among, values = _among(asker, region, on)
    alive = "w.first_on <= %s AND (w.gone_on IS NULL OR w.gone_on > %s)"
    rows = _asked(STOOD.format(among=f"{alive} AND {among}"), [day, day, day, *values])
    at = {"city": 4, "county": 5, "town": 6}.get(level)
    return Stood(Counter((row[at] if at else "", Grade(row[8])) for row in rows), _told(rows[:most]))


def turns(asker: Asker, region: str, since: date, until: date, on: date) -> list[Turn]:
    """Return what came and what was over between two days, both included, a line for each day and colour."""
    among, values = _among(asker, region, on)
    rows = _asked(TURNS.format(among=f"{MOVED_SINCE} AND {among}"), [until, since, until, *values, since])
    return [Turn(day, Grade(grade), came, over) for day, grade, came, over in rows if came or over]


def paid(asker: Asker, region: str, since: date, on: date, most: int) -> list[Told]:
    """Return the warnings of owed wages, still there or gone since a day, of which less is owed than was once; fen: how much less.

    One for each case, greatest first. What was dismissed as no case was never owed.
    """
    sql, values = _paid(asker, region, since, on)
    return _told(_asked(f"SELECT * FROM ({sql}) one ORDER BY paid DESC, id LIMIT %s", [*values, most]))


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
