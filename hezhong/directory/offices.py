"""Offices, and which of them has jurisdiction. Few enough to be kept in each process; ``forget`` after a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q

from hezhong.directory import regions
from hezhong.directory.models import Office, Serves
from hezhong.kernel.places import Place


class NoSuchOffice(LookupError):
    """No office has this id."""


@dataclass(frozen=True)
class Known:
    """Every office, and who serves what: (business, region) -> rows of (since, until, office id)."""

    offices: Mapping[int, Office]
    serves: Mapping[tuple[str, str], tuple[tuple[date, date | None, int], ...]]


@lru_cache(maxsize=1)
def known() -> Known:
    serves: dict[tuple[str, str], list[tuple[date, date | None, int]]] = {}
    for row in Serves.objects.all():
        serves.setdefault((row.business, row.region), []).append((row.since, row.until, row.office_id))
    return Known(
        {office.id: office for office in Office.objects.all()},
        {key: tuple(rows) for key, rows in serves.items()},
    )


def forget() -> None:
    """Read the offices anew next time."""
    known.cache_clear()


def office(id: int) -> Office:
    """Return an office. Raises NoSuchOffice."""
    found = known().offices.get(id)
    if found is None:
        raise NoSuchOffice(str(id))
    return found


def above(office: int) -> Office | None:
    """Return the office one level up, or None at the top."""
    parent = known().offices[office].parent_id
    return known().offices.get(parent) if parent else None


def competent(business: str, place: Place, on: date) -> Office | None:
    """Return the office that has jurisdiction: the one serving the deepest region of the place, then further up."""
    for code in reversed(place.path):
        for since, until, found in known().serves.get((business, code), ()):
            if since <= on and (until is None or on < until):
                return known().offices[found]
    return None


def takers(business: str, on: date) -> tuple[Office, ...]:
    """Return the offices a case of this business can be handed over to, by region."""
    there = {
        found
        for (served, _), rows in known().serves.items()
        if served == business
        for since, until, found in rows
        if since <= on and (until is None or on < until)
    }
    return tuple(sorted((known().offices[each] for each in there), key=lambda office: office.region))


def place_of(office: int) -> Place:
    """Return the place an office stands for."""
    return regions.place(known().offices[office].region)


def in_force(on: date) -> Q:
    """Return the filter for dated rows in force on a day."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
