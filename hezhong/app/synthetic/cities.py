"""The cities of the province, from the region data of the product, and what its law files say of their minimum wages."""

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from hezhong.kernel.places import GUANGDONG
from hezhong.law.book import LawBook, from_files
from hezhong.law.model import Missing, NotInForce

REGIONS = Path(__file__).parents[2] / "directory" / "data" / "regions_44.csv"
MINIMUM_WAGE = "gd.min_wage.monthly"


@dataclass(frozen=True)
class City:
    """A city at prefecture level. number: its place in the list. share: of the province, by its towns and streets."""

    number: int
    code: int
    share: float


@cache
def cities() -> tuple[City, ...]:
    """Return the cities in the order of their codes; their shares add up to 1."""
    with REGIONS.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = sorted(row["code"] for row in rows if row["level"] == "city")
    towns = Counter(row["code"][:4] for row in rows if row["level"] == "town")
    every = sum(towns[code[:4]] for code in codes)
    return tuple(City(number, int(code), towns[code[:4]] / every) for number, code in enumerate(codes))


@cache
def _book() -> LawBook:
    return from_files()


@cache
def minimum_wage(city: int, on: date) -> int:
    """Return the monthly minimum wage of a city on a day, 0 where the files do not know it. Units: fen."""
    try:
        value = _book().value(MINIMUM_WAGE, GUANGDONG / str(city), on)
    except (Missing, NotInForce):
        return 0
    return int(value.amount * 100)
