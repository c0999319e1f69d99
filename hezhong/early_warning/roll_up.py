"""Findings rolled up from sites to employers, towns, counties, cities and the province: everybody is counted once at each.

A worker of two sites is two lines below and one above. So the numbers of a level do not add up to that of the next, and
must never be added: each level is counted anew from the rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from hezhong.kernel.places import Place


class Level(Enum):
    """From the smallest up: ``MEMBER = title``."""

    SITE = "项目"
    EMPLOYER = "单位"
    TOWN = "镇街"
    COUNTY = "县区"
    CITY = "地市"
    PROVINCE = "省"


@dataclass(frozen=True)
class Row:
    """A worker among the facts that count. site: 0 for one off sites; worker: 0 where the fact is of nobody. place: the subject's."""

    worker: int
    site: int
    employer: int
    place: Place


@dataclass(frozen=True)
class Count:
    """How many different people, sites, and employers."""

    people: int
    sites: int
    employers: int


def roll_up(rows: Iterable[Row]) -> Mapping[Level, Mapping[str, Count]]:
    """Return level -> code of the region, or token of the site or employer -> count. What is 0 is not counted.

    A place has the levels of its path: a town of 东莞 stands under its city, and no county counts it.
    """
    found: dict[tuple[Level, str], tuple[set[int], set[int], set[int]]] = defaultdict(lambda: (set(), set(), set()))
    for row in rows:
        for where in _above(row):
            for those, one in zip(found[where], (row.worker, row.site, row.employer), strict=True):
                those.update([one] if one else [])
    counted: dict[Level, dict[str, Count]] = {level: {} for level in Level}
    for (level, key), (people, sites, employers) in sorted(found.items(), key=lambda item: item[0][1]):
        counted[level][key] = Count(len(people), len(sites), len(employers))
    return counted


def _above(row: Row) -> list[tuple[Level, str]]:
    subjects = [(Level.SITE, str(row.site))] if row.site else []
    subjects += [(Level.EMPLOYER, str(row.employer))] if row.employer else []
    return subjects + [(level_of(code), code) for code in dict.fromkeys(row.place.path)]


def level_of(code: str) -> Level:
    """Return the level of a region by the shape of its code (GB/T 2260): 440000, 440300, 440306, 440306002."""
    if len(code) > 6:
        return Level.TOWN
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.COUNTY
