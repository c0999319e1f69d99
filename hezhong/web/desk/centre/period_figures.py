"""What a report says of its period: how many warnings came, were over, stood before and at the end, each with its list frozen.

The label of a row says where and which colour, or which day and colour, so that every number of the report's tables is part
of a list that stands under its hash.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hezhong.directory import regions
from hezhong.early_warning import watching
from hezhong.early_warning.vocabulary import Grade
from hezhong.early_warning.watching import Told
from hezhong.engine.rights import Asker
from hezhong.indicators import reckoning
from hezhong.indicators.publishing import WARNINGS, Frozen
from hezhong.indicators.vocabulary import Measure
from hezhong.kernel.dates import ONE_DAY

CAME, OVER, BEFORE, STOOD = "period_came", "period_over", "period_before", "period_stood"
CODES = (CAME, OVER, BEFORE, STOOD)
BY_RUNS = "按台账每次运行记下的变化算，发布时记的，只算发布人能看的案件的预警。"
DEFINITIONS = {
    CAME: ("本期发出", f"期间里每一天开始在的预警，颜色是那一天的；消失以后又出现的每次都算。{BY_RUNS}"),
    OVER: ("本期消失或者处置结束", f"期间里每一天台账里消失的，或者处置结束的预警，颜色是那一天的。{BY_RUNS}"),
    BEFORE: ("期初还在", f"期间开始的前一天结束时还在、处置没有结束的预警，颜色是那一天的。{BY_RUNS}"),
    STOOD: ("期末还在", f"期间最后一天结束时还在、处置没有结束的预警，颜色是那一天的，最重的在前。{BY_RUNS}"),
}
Row = tuple[str, str, str]


@dataclass(frozen=True)
class Past:
    """A period as it is published. figures: in the order of ``CODES``; worst: the first of what stood at the end."""

    figures: tuple[Frozen, ...]
    worst: list[Told]

    def rows(self, code: str) -> Sequence[Sequence[str]]:
        """Return the list of one of its figures."""
        return self.figures[CODES.index(code)].list


def reckoned(asker: Asker, code: str, since: date, until: date, on: date, named: int) -> Past:
    """Return the figures of a region between two days, both included. on: the day of asking. named: how many of the worst have names."""
    level = reckoning.level_below(code)
    turns = watching.each_turn(asker, code, since, until, on)
    before = watching.stood(asker, code, since - ONE_DAY, on, 0, level)
    after = watching.stood(asker, code, until, on, named, level)
    lists = (
        [(str(turn.warning), label(turn.on.isoformat(), turn.grade), "") for turn in turns if turn.way == "came"],
        [(str(turn.warning), label(turn.on.isoformat(), turn.grade), "") for turn in turns if turn.way == "over"],
        _standing(code, before), _standing(code, after),
    )  # fmt: skip
    return Past(tuple(_frozen(each, rows) for each, rows in zip(CODES, lists, strict=True)), after.first)


def label(what: str, grade: Grade) -> str:
    """Return what a row says beside the warning: a day or a region, and a colour."""
    return f"{what} {grade.title}色"


def counted(rows: Sequence[Sequence[str]]) -> Counter[str]:
    """Return label -> how many rows of a list have it."""
    return Counter(row[1] for row in rows)


def named(code: str, region: str) -> str:
    """Return the name under which a region of the level below stands in the lists; '' is what lies at the region's own level."""
    return regions.code_name(region) or f"{regions.code_name(code)}本级"


def by_region(code: str, there: Past) -> list[list[Any]]:
    """Return (region, how many stood at the end by colour) of every region below that has any; nothing where none lies below."""
    if not reckoning.level_below(code):
        return []
    stood = counted(there.rows(STOOD))
    names = [*(name for _, name in regions.children(code)), named(code, "")]
    lines = [[name, *(stood[label(name, grade)] for grade in Grade)] for name in names]
    return [line for line in lines if any(line[1:])]


def by_day(there: Past) -> list[list[Any]]:
    """Return (day, came by colour, over by colour) where anything moved."""
    came, over = counted(there.rows(CAME)), counted(there.rows(OVER))
    days = sorted({each.partition(" ")[0] for each in (*came, *over)})
    return [[day, *(came[label(day, grade)] for grade in Grade), *(over[label(day, grade)] for grade in Grade)] for day in days]


def by_colour(rows: Sequence[Sequence[str]]) -> list[tuple[Grade, int]]:
    """Return (colour, how many rows have it), of every colour."""
    there = Counter(row[1].rpartition(" ")[2] for row in rows)
    return [(grade, there[f"{grade.title}色"]) for grade in Grade]


def _standing(code: str, stood: watching.Stood) -> list[Row]:
    return [(str(id), label(named(code, region), grade), "") for id, region, grade in stood.each]


def _frozen(code: str, rows: Sequence[Row]) -> Frozen:
    title, definition = DEFINITIONS[code]
    return Frozen(code, title, "件", definition, Measure.COUNT.name, str(len(rows)), WARNINGS, rows)
