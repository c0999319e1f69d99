"""Lists of open cases in the order of their due days: bands, filters, keyset pages, capped counts.

Closed cases are searched, not listed: with words to search for, they come last. Rights are part of the query. A page
costs two queries for the rows and the counts, and one for the names.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.directory import naming, regions
from hezhong.engine import catalogue, search
from hezhong.engine.case_type import CaseType
from hezhong.engine.codec import facts_from_plain
from hezhong.engine.conditions import ALWAYS, All, Condition, Has, alternatives, both, to_sql
from hezhong.engine.models import NEVER_DUE
from hezhong.engine.rights import Asker, column_of, right_to
from hezhong.engine.rows import COUNTED, SCHEMA
from hezhong.engine.search import Matching
from hezhong.engine.views import Band, Due, Tone, WorklistPage, WorklistRow
from hezhong.engine.vocabulary import Right, State
from hezhong.kernel.dates import Calendar, working_days, working_days_between

CAP = 1000
SIZE = 50
INDEXED = frozenset({"province", "city", "county", "town", "office", "assignee", "parties", "offices", "told"})
COLUMNS = """c.id, c.number, c.employer, c.people_words, c.about, c.province, c.city, c.county, c.town, c.state,
    c.amount, c.next_due, c.next_duty, c.assignee, c.case_type, c.facts_version,
    CASE WHEN c.next_due = DATE '9999-12-31' THEN c.facts END AS facts"""
"""Facts are read only where nothing is due: what the office waits for stands in them."""


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to. whose: mine, new (nobody's yet) or all; tone: a band; text: words searched for.

    assignee: token of the officer who holds the cases. office: id of the office that handles them; 0: any.
    lead: number of the case that leads them. cases: what else must hold of the row; closed: closed ones are listed too.
    among: only these cases, where a figure was made by looking into them.
    """

    whose: str = "all"
    tone: Tone | None = None
    state: str = ""
    case_type: str = ""
    place: str = ""
    text: str = ""
    assignee: str = ""
    office: int = 0
    lead: str = ""
    cases: Condition = ALWAYS
    closed: bool = False
    among: tuple[UUID, ...] | None = None


@dataclass(frozen=True)
class Key:
    """Where a page begins: after this due day and case."""

    due: date
    id: UUID

    @classmethod
    def of(cls, text: str) -> "Key | None":
        day, _, case_id = text.partition("_")
        try:
            return cls(date.fromisoformat(day), UUID(case_id))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.due.isoformat()}_{self.id}"


def page(
    asker: Asker, filters: Filters, after: str, on: date, calendar: Calendar, size: int = SIZE
) -> WorklistPage:
    """Return one page of the cases the asker may read, nearest due day first; closed ones only where words are searched."""
    searched = search.matching(filters.text)
    days = {tone: _days_of(tone, on, calendar) for tone in Tone}
    found = _read(_ways(asker, filters, searched, on, days), Key.of(after), size + 1)
    counts = _counts(_ways(asker, replace(filters, tone=None), searched, on, days), days)
    more = len(found) > size
    rows = _rows(found[:size], on, calendar)
    last = str(Key(found[size - 1][11], found[size - 1][0])) if more else ""
    total = counts[filters.tone] if filters.tone else sum(counts.values())
    return WorklistPage(_bands(rows), counts, min(total, CAP), total >= CAP, last)


@dataclass(frozen=True)
class Way:
    """A condition on the cases that are listed, as SQL with its parameters.

    few: a list of cases or words lead to them, and they are gathered first; otherwise an index that is in the order of due days.
    """

    sql: str
    values: list[Any]
    few: bool


def _read(ways: list[Way], key: Key | None, most: int) -> list[tuple[Any, ...]]:
    """Return the first rows after the key: the first of each way, put together again."""
    beyond = "AND (c.next_due, c.id) > (%s, %s)" if key else ""
    one = "(SELECT c.next_due, c.id FROM engine_case c WHERE {} {} ORDER BY c.next_due, c.id LIMIT %s)"
    first = " UNION ".join(one.format(way.sql, beyond) for way in ways)
    after = (key.due, key.id) if key else ()
    values = [each for way in ways for each in (*way.values, *after, most)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {COLUMNS} FROM (SELECT * FROM ({first}) one ORDER BY next_due, id LIMIT %s) found
            JOIN engine_case c ON c.id = found.id ORDER BY c.next_due, c.id""",
            [*values, most],
        )
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


Days = Mapping[Tone, tuple[date, date]]
"""The first and last due day of each band."""


def _ways(asker: Asker, filters: Filters, searched: Matching | None, on: date, days: Days) -> list[Way]:
    """Return the rights and the filters as SQL: one way for each index that leads to some of the cases.

    With words to search for there is only one way: the index of the words.
    """
    wanted = both(right_to(Right.READ, asker, on), _chosen(asker, filters))
    ways = () if searched else alternatives(wanted, INDEXED)
    narrowed, narrowing = _narrowed(filters, searched, days)
    conditions = [(each, *to_sql(each, COUNTED)) for each in ways or (wanted,)]
    return [
        Way(f"({sql}) AND {narrowed}", [*values, *narrowing], bool(searched) or _by_list(each)) for each, sql, values in conditions
    ]


def _by_list(condition: Condition) -> bool:
    demands = condition.of if isinstance(condition, All) else (condition,)
    return any(isinstance(each, Has) and each.column in SCHEMA.lists for each in demands)


def _narrowed(filters: Filters, searched: Matching | None, days: Days) -> tuple[str, list[Any]]:
    """Return what every way is narrowed to, as SQL."""
    parts: list[str] = []
    values: list[Any] = []
    if filters.state:
        parts.append("c.state = %s")
        values.append(filters.state)
    if filters.lead:
        parts.append("c.lead_id = %s")
        values.append(filters.lead)
    if filters.among is not None:
        parts.append("c.id = ANY(%s)")
        values.append(list(filters.among))
    if filters.tone:
        parts.append("c.next_due BETWEEN %s AND %s")
        values += days[filters.tone]
    if searched:
        parts.append(searched.text)
        values += searched.parameters
    elif not filters.closed:
        parts.append("c.closed_on IS NULL")
    return " AND ".join(parts) or "TRUE", values


def _chosen(asker: Asker, filters: Filters) -> Condition:
    wanted: list[Condition] = []
    if filters.whose == "mine":
        wanted.append(Has("assignee", asker.person))
    if filters.whose == "new":
        wanted.append(Has("assignee", ""))
    if filters.assignee:
        wanted.append(Has("assignee", filters.assignee))
    if filters.office:
        wanted.append(Has("office", filters.office))
    if filters.case_type:
        wanted.append(Has("case_type", filters.case_type))
    if filters.place:
        wanted.append(Has(column_of(filters.place), filters.place))
    return both(*wanted, filters.cases)


def _days_of(tone: Tone, on: date, calendar: Calendar) -> tuple[date, date]:
    """Return the first and last due day of a band."""
    soon = working_days(3).after(on, calendar)
    one = timedelta(days=1)
    return {
        Tone.LATE: (date.min, on - one),
        Tone.TODAY: (on, on),
        Tone.SOON: (on + one, soon),
        Tone.CALM: (soon + one, NEVER_DUE),
    }[tone]


def _counts(ways: list[Way], days: Days) -> dict[Tone, int]:
    """Return how many cases each band holds, each counted up to the cap, in one query."""
    few, walked = [way for way in ways if way.few], [way for way in ways if not way.few]
    gathered = " UNION ".join(f"SELECT c.id, c.next_due FROM engine_case c WHERE {way.sql}" for way in few)
    others = " AND c.id <> ALL(ARRAY(SELECT id FROM few))" * bool(few)
    sources = [f"engine_case c WHERE {way.sql}{others} AND" for way in walked] + ["few c WHERE"] * bool(few)
    joined = " UNION ALL " if len(walked) < 2 else " UNION "  # one way walked, and the few beside it, never meet
    one = "(SELECT c.id FROM {} c.next_due BETWEEN band.since AND band.until LIMIT %s)"
    values = [each for way in few for each in way.values] + [CAP]
    values += [each for tone, (since, until) in days.items() for each in (tone.name, since, until)]
    values += [each for way in walked for each in (*way.values, CAP)] + [CAP] * bool(few)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{f"WITH few AS MATERIALIZED ({gathered})" if few else ""}
            SELECT band.tone, least(many.count, %s)
            FROM (VALUES {", ".join("(%s, %s::date, %s::date)" for _ in days)}) band (tone, since, until)
            CROSS JOIN LATERAL (SELECT count(*) FROM ({joined.join(map(one.format, sources))}) found) many""",
            values,
        )
        found = dict(cursor.fetchall())
    return {tone: found[tone.name] for tone in Tone}


def _rows(found: list[tuple[Any, ...]], on: date, calendar: Calendar) -> list[WorklistRow]:
    firms, names = naming.of({token for row in found for token in (row[2], row[13])})
    return [_row(row, firms, names, on, calendar) for row in found]


def _row(row: tuple[Any, ...], firms: Any, names: Any, on: date, calendar: Calendar) -> WorklistRow:
    case_type = catalogue.current().case_types[row[14]]
    state = case_type.words(State).get(row[9])
    return WorklistRow(
        id=row[0],
        number=row[1],
        employer=firms[row[2]].name if row[2] in firms else "",
        people=row[3],
        about=row[4],
        place=regions.code_name(row[8] or row[7] or row[6]),
        state=state.title if state else row[9],
        amount=row[10],
        due=due_words(row[12], row[11], on, calendar) if row[11] != NEVER_DUE else None,
        assignee=names.get(row[13], ""),
        case_type=row[14],
        waits=_waits(case_type, state, row[15], row[16]),
    )


def _waits(case_type: type[CaseType], state: State | None, version: int, facts: str | None) -> str:
    """Return what the office waits for, as the facts say; they are read only while nothing is due."""
    if state is None or state.waits is None or facts is None:
        return ""
    return state.waits(facts_from_plain(case_type, version, json.loads(facts)))


def due_words(duty: str, due: date, on: date, calendar: Calendar) -> Due:
    """Return a due day as it is spoken of: how many working days are left, and how urgent that is."""
    left = working_days_between(on, due, calendar)
    if due < on:
        return Due(duty, due, min(left, -1), Tone.LATE)
    if due == on:
        return Due(duty, due, 0, Tone.TODAY)
    soon = due <= working_days(3).after(on, calendar)
    return Due(duty, due, left, Tone.SOON if soon else Tone.CALM)


def _bands(rows: list[WorklistRow]) -> tuple[Band, ...]:
    """Return the rows in bands; what has no due day stands with the calm ones."""
    tones = {tone: tuple(row for row in rows if (row.due.tone if row.due else Tone.CALM) is tone) for tone in Tone}
    return tuple(Band(tone, found) for tone, found in tones.items() if found)
