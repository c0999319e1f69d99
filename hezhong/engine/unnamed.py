"""How a case begins for somebody who stays unknown: no party, no query code, no submission kept, no hour of the day."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from hezhong.directory import offices
from hezhong.engine import catalogue, codec, core, numbers
from hezhong.engine.core import THE_CLOCK, Refused
from hezhong.engine.dossier import Moment, Opening
from hezhong.engine.matter import Matter
from hezhong.engine.models import MatterRow
from hezhong.engine.writing import Origin, begin
from hezhong.kernel.places import Place


@dataclass(frozen=True)
class Opened:
    """The case, and the office that has it."""

    case_id: UUID
    number: str
    office: str


def by_the_day(at: Moment) -> Moment:
    """Return the moment without the hour: nobody can lay it beside the records of a network."""
    return replace(at, recorded_at=at.recorded_at.replace(hour=0, minute=0, second=0, microsecond=0, fold=0))


def open_case(code: str, facts: Any, place: Place, about: str, at: Moment) -> Opened:
    """Open a case of this type at the office that has jurisdiction. Raises Refused where no office serves the place.

    about: a few words for lists, chosen by the product, never typed by the person.
    """
    at = by_the_day(at)
    case_type = catalogue.current().case_types[code]
    office = offices.competent(code, place, at.happened_on)
    if office is None:
        raise Refused("您选的地方还没有受理举报的机关。请打 12333 问一问该找哪里")
    with transaction.atomic():
        series = [numbers.Series(office.id, f"{office.word}{words}", at.happened_on.year) for words in ("事项", case_type.series)]
        of_matter, of_case = numbers.take_each(series)
        opening = Opening(Matter(of_matter, (), "", place), facts, office=office.id, about=about)
        row = MatterRow(number=of_matter, data={}, opened_on=at.happened_on)
        loaded = begin(core.open_case(case_type, of_case, THE_CLOCK, at, opening), at, Origin(row))
        row.data = codec.matter_to_plain(loaded.dossier.matter)
        row.save(force_insert=True)
        return Opened(loaded.row.id, loaded.row.number, office.name)
