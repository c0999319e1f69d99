"""The region tree: places, names, children. Small enough to be kept in each process, by the day it was read."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hezhong.directory.models import Region
from hezhong.kernel.places import NATION, Place

DATA = Path(__file__).parent / "data" / "regions_44.csv"


@dataclass(frozen=True)
class Tree:
    """Every region in force. below: code -> codes of its children, in order."""

    names: Mapping[str, str]
    parents: Mapping[str, str]
    levels: Mapping[str, str]
    below: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def tree() -> Tree:
    """Return the regions in force. ``forget`` after a change."""
    rows = list(Region.objects.filter(until__isnull=True).order_by("code").values_list("code", "name", "level", "parent"))
    below: dict[str, list[str]] = {}
    for code, _, _, parent in rows:
        below.setdefault(parent, []).append(code)
    return Tree(
        {code: name for code, name, _, _ in rows},
        {code: parent for code, _, _, parent in rows},
        {code: level for code, _, level, _ in rows},
        {parent: tuple(codes) for parent, codes in below.items()},
    )


def forget() -> None:
    """Read the tree anew next time."""
    tree.cache_clear()


def place(code: str) -> Place:
    """Return the path of a code from the province down; a town of 东莞 stands directly under its city. Raises KeyError."""
    path: list[str] = []
    while code:
        path.insert(0, code)
        code = tree().parents[code]
    return Place(tuple(path))


def digits(place: Place) -> str:
    """Return what the codes of all regions of a place begin with: a city's or province's code without its zeros."""
    code = place.path[-1]
    return code[:2] if code.endswith("0000") else code[:4] if len(code) == 6 and code.endswith("00") else code


def city_number(code: str) -> int:
    """Return the number of the city that a county or town lies in, or of itself: the partition of the ledger for what is there."""
    return int(f"{code[:4]}00")


def code_name(code: str) -> str:
    """Return a region's own name, '' for an unknown code."""
    return tree().names.get(code, "")


def full_name(code: str) -> str:
    """Return the name with all above it but the province: 深圳市宝安区新桥街道."""
    return "".join(tree().names[each] for each in place(code).path[1:]) if code in tree().names else ""


def children(code: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of the regions directly below."""
    return tuple((child, tree().names[child]) for child in tree().below.get(code, ()))


def level(code: str) -> str:
    """Return province, city, county or town."""
    return tree().levels.get(code, "")


def root() -> Place:
    """Return the province that this deployment serves."""
    top = tree().below.get("", ())
    return NATION / top[0] if top else NATION


def load(rows: Iterable[Mapping[str, str]]) -> int:
    """Load a region tree (code, name, level, parent) where it is not there yet; return how many were new."""
    there = set(Region.objects.values_list("code", flat=True))
    new = [
        Region(code=row["code"], name=row["name"], level=row["level"], parent=row["parent"] or "")
        for row in rows
        if row["code"] not in there
    ]
    Region.objects.bulk_create(new, batch_size=1000)
    forget()
    return len(new)


def load_guangdong() -> int:
    """Load the tree that the product ships: 1 province, 21 cities, 122 counties, 1,603 towns."""
    with DATA.open(encoding="utf8", newline="") as file:
        return load(csv.DictReader(file))
