"""Days that are over: what came and what was over in thirty days, and how the warnings of a region stood on any past day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from hezhong.directory import regions
from hezhong.early_warning import watching
from hezhong.early_warning.vocabulary import Grade
from hezhong.early_warning.watching import Stood
from hezhong.engine.rights import Asker
from hezhong.indicators import reckoning
from hezhong.indicators.vocabulary import LATELY
from hezhong.kernel.dates import ONE_DAY
from hezhong.web.desk.centre import lists
from hezhong.web.draw import hexmap, trend
from hezhong.web.draw.hexmap import Hex

NAMED = 12
WAYS = tuple(lists.WAYS)


Number = tuple[int, str]
"""How many, and the address of their list; '' for none and on a wall."""


@dataclass(frozen=True)
class Trend:
    """Thirty days: the drawing, and the same as lines of (day, came by colour, over by colour) where anything moved. days: how many."""

    drawing: SafeString
    days: int
    came: Number
    over: Number
    lines: list[tuple[date, list[Number], list[Number]]]


@dataclass(frozen=True)
class Counted:
    """How many warnings of a colour stood, with the address of their list."""

    grade: Grade
    number: int
    address: str


@dataclass(frozen=True)
class Past:
    """A region at the end of a past day. counted: all of them first, then by colour."""

    on: date
    all: int
    address: str
    counted: list[Counted]
    map: SafeString | str
    stood: Stood


def thirty_days(asker: Asker, code: str, until: date, on: date, *, links: bool = True) -> Trend:
    """Return what came and what was over in the thirty days up to one, as the ledger's runs have noted it. links: not for a wall."""
    since = until - (LATELY - 1) * ONE_DAY
    bars: dict[tuple[date, int], tuple[int, int]] = {}
    for turn in watching.turns(asker, code, since, until, on):
        bars[turn.on, int(turn.grade)] = (turn.came, turn.over)
    came, over = (sum(each[way] for each in bars.values()) for way in (0, 1))
    title = f"{LATELY} 天里发出 {came} 件，消失或者处置结束 {over} 件"
    days = watching.days(since, until)

    def opens(day: date, grade: int, way: int) -> str:
        return lists.turned(code, day, day, WAYS[way], Grade(grade)) if links else ""

    whole = [(number, lists.turned(code, since, until, way) if links else "") for number, way in zip((came, over), WAYS, strict=True)]
    return Trend(trend.drawn(days, bars, title, opens), LATELY, whole[0], whole[1], _lines(days, bars, opens))


def _lines(days: Sequence[date], bars: trend.Bars, opens: trend.Opens) -> list[tuple[date, list[Number], list[Number]]]:
    found = []
    for day in reversed(days):
        here = [bars.get((day, int(grade)), (0, 0)) for grade in Grade]
        if any(map(any, here)):
            came, over = ([(each[way], opens(day, int(grade), way) if each[way] else "") for grade, each in zip(Grade, here, strict=True)] for way in (0, 1))
            found.append((day, came, over))
    return found


def past(asker: Asker, code: str, day: date, on: date) -> Past:
    """Return how the warnings of a region stood at the end of a day before today."""
    stood = watching.stood(asker, code, day, on, NAMED, reckoning.level_below(code))
    counted = [Counted(grade, stood.of(grade), listed(code, day, grade)) for grade in Grade]
    return Past(day, sum(each.number for each in counted), listed(code, day), counted, _map(code, day, stood), stood)


def listed(code: str, day: date, grade: Grade | None = None) -> str:
    """Return the address of the list of what stood on a day."""
    query = {"place": code, "on": day.isoformat()} | ({"colour": grade.code} if grade else {})
    return f"{reverse('command-warnings')}?{urlencode(query)}"


def _map(code: str, day: date, stood: Stood) -> SafeString | str:
    """Return the regions below, in the worst colour that stood there."""
    below = regions.children(code)
    if not below:
        return ""
    numbers: defaultdict[str, int] = defaultdict(int)
    worst: dict[str, Grade] = {}
    for (region, grade), number in stood.counts.items():
        numbers[region] += number
        worst[region] = min(grade, worst.get(region, grade))
    hexes = [_hex(each, name, day, numbers[each], worst.get(each)) for each, name in below]
    if numbers.get(""):
        hexes.append(_hex(code, f"{regions.code_name(code)}本级", day, numbers[""], worst.get(""), own=True))
    return hexmap.drawn(hexes, f"{regions.code_name(code)}各地：{day.isoformat()} 在的预警", "warm")


def _hex(code: str, name: str, day: date, number: int, worst: Grade | None, *, own: bool = False) -> Hex:
    opens = f"{reverse('command')}?{urlencode({'place': code, 'on': day.isoformat()})}" if not own else listed(code, day)
    short = name.removesuffix("市") if len(name) > 2 else name
    return Hex(
        f"{code}{'-' * own}", short, str(number), int(worst) if worst else 0, worst.title if worst else "没有", "", opens, listed(code, day)
    )  # fmt: skip
