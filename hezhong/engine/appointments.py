"""Rooms and people kept for a case. The database refuses what is kept already, however many ask at once."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hezhong.engine.answers import Person
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Dossier, Event, Stage
from hezhong.engine.models import Appointment, Attendance, Case
from hezhong.kernel.fields import ask
from hezhong.kernel.local_time import ZONE

LASTS = timedelta(hours=2)
"""An appointment of which only the start was said."""


@dataclass(frozen=True)
class Booking:
    """The commonest form of an action that appoints a day; others need only the field ``day``."""

    day: date = ask("日期", example="2026-10-23 或 10月23日")
    start: time = ask("开始时间", example="9:00", default=time(9))
    end: time = ask("结束时间", example="11:00", default=time(11))
    room: str = ask("地点", optional=True, default="")
    people: tuple[Person, ...] = ask("参加人员", optional=True, default=())


def keep(row: Case, event: Event) -> None:
    """Keep room and people for what the event appoints; an appointment moved gives the old hours free. Raises Refused."""
    name = event.action.books
    if name is None or event.stage is not Stage.DONE:
        return
    Appointment.objects.filter(case=row, name=name.name).delete()
    during = _during(event.given)
    try:
        with transaction.atomic():
            kept = Appointment.objects.create(
                case=row,
                name=name.name,
                title=name.title,
                office=row.office,
                room=getattr(event.given, "room", ""),
                during=during,
                event=event.number,
            )
            Attendance.objects.bulk_create(
                Attendance(appointment=kept, token=person.token, during=during)
                for person in getattr(event.given, "people", ())
            )
    except IntegrityError:
        raise Refused("这个时间的地点或人员已有安排，请换一个时间、地点或人员") from None


def undo(row: Case, after: Dossier[Any], struck: Event) -> None:
    """Give free what a struck-out event kept, and keep again what it had moved. Raises Refused."""
    if (name := struck.action.books) is None or struck.stage is not Stage.DONE:
        return
    Appointment.objects.filter(case=row, name=name.name).delete()
    if booked := [event for event in after.done if event.action.books is name]:
        keep(row, booked[-1])


def _during(given: Any) -> DateTimeTZRange:
    """Return the hours that are kept: as given; two from a start without an end; the whole working day without either."""
    start, end = getattr(given, "start", None), getattr(given, "end", None)
    if start and end and start >= end:
        raise Refused(f"结束时间要晚于开始时间{start:%H:%M}")
    first = _at(given.day, start or time(9))
    return DateTimeTZRange(first, _at(given.day, end) if end else first + LASTS if start else _at(given.day, time(17, 30)))


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZONE)
