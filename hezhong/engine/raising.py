"""How the platform itself opens a case: a warning of the ledger, which nobody has filed and nobody follows by a code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models.fields.json import KeyTextTransform

from hezhong.directory import offices
from hezhong.engine import catalogue, codec, core, numbers
from hezhong.engine.conditions import to_sql
from hezhong.engine.core import THE_CLOCK, Refused
from hezhong.engine.dossier import Moment, Opening, PartyHere
from hezhong.engine.matter import ClaimItem, Matter
from hezhong.engine.models import Case, MatterRow, Task
from hezhong.engine.rights import Asker, right_to
from hezhong.engine.roles import EMPLOYER
from hezhong.engine.rows import SCHEMA
from hezhong.engine.vocabulary import Right
from hezhong.engine.writing import Origin, begin
from hezhong.kernel.places import Place


@dataclass(frozen=True)
class Raised:
    """The case, its number and the id of the office that has it."""

    case_id: UUID
    number: str
    office: int


@dataclass(frozen=True)
class Cause:
    """What a case is opened about. employer: its token, 0 where none is known. about: a few words for lists."""

    facts: Any
    place: Place
    about: str
    employer: int = 0
    items: tuple[ClaimItem, ...] = ()
    people: int = 1


def open_case(code: str, cause: Cause, at: Moment) -> Raised:
    """Open a case of this type at the office that has jurisdiction. Raises Refused where no office serves the place."""
    case_type = catalogue.current().case_types[code]
    office = offices.competent(case_type.served_as or code, cause.place, at.happened_on)
    if office is None:
        raise Refused(f"没有机关管{case_type.title}：请管理员在机关管辖里补上这个地区")
    with transaction.atomic():
        series = [numbers.Series(office.id, f"{office.word}{words}", at.happened_on.year) for words in ("事项", case_type.series)]
        of_matter, of_case = numbers.take_each(series)
        matter = Matter(of_matter, (), str(cause.employer or ""), cause.place, cause.items)
        parties = (PartyHere(EMPLOYER.name, str(cause.employer), "employer"),) if cause.employer else ()
        opening = Opening(matter, cause.facts, parties=parties, office=office.id, about=cause.about, people=cause.people)
        row = MatterRow(number=of_matter, data={}, opened_on=at.happened_on)
        loaded = begin(core.open_case(case_type, of_case, THE_CLOCK, at, opening), at, Origin(row))
        row.data = codec.matter_to_plain(loaded.dossier.matter)
        row.save(force_insert=True)
        return Raised(loaded.row.id, loaded.row.number, office.id)


@dataclass(frozen=True)
class Standing:
    """Where a case stands, for the part of the platform that opened it."""

    number: str
    state: str
    closed_on: date | None
    office: int
    next_due: date


def standings(cases: Iterable[UUID]) -> Mapping[UUID, Standing]:
    """Return id -> where each of these cases stands, in one query."""
    wanted = list(cases)
    rows = Case.objects.filter(id__in=wanted) if wanted else ()
    return {row.id: Standing(row.number, row.state, row.closed_on, row.office, row.next_due) for row in rows}


READABLE = "SELECT c.id FROM engine_case c WHERE c.id = ANY(%s) AND ({readable})"


def readable(cases: Iterable[UUID], asker: Asker, on: date) -> frozenset[UUID]:
    """Return which of these cases somebody may read, in one query."""
    wanted = list(cases)
    if not wanted:
        return frozenset()
    text, values = to_sql(right_to(Right.READ, asker, on), SCHEMA)
    with connection.cursor() as cursor:
        cursor.execute(READABLE.format(readable=text), [wanted, *values])
        return frozenset(id for (id,) in cursor.fetchall())


def overdue(code: str, on: date) -> list[UUID]:
    """Return the open cases of this type in which the office has let its time run out."""
    late = Task.objects.filter(kind=Task.Kind.DEADLINE, due_on__lt=on, case__case_type=code, case__closed_on=None)
    return list(late.order_by("due_on", "case_id").values_list("case_id", flat=True).distinct())


def past_day(code: str, fact: str, on: date, **only: Any) -> list[UUID]:
    """Return the open cases of this type of which a day among the facts is over. only: further conditions on columns of cases."""
    there = Case.objects.filter(case_type=code, closed_on=None, **only).annotate(day=KeyTextTransform(fact, "facts"))
    return list(there.filter(day__lt=on.isoformat()).order_by("day", "id").values_list("id", flat=True))
