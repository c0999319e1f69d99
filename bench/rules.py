"""What each declared rule costs over a province's month, as the product asks it: all cities opened once.

Several are asked at once, each on one thread: the processor seconds of that thread are the rule's.
"""

import math
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from bench.timing import table
from hezhong.app.detecting import connected, in_force, places
from hezhong.early_warning.compiling import compiled
from hezhong.early_warning.detection import Frame
from hezhong.early_warning.vocabulary import Subject
from hezhong.law.book import from_files
from hezhong.ledger.asking import asked, cities_of, together
from hezhong.ledger.connecting import Limits
from hezhong.ledger.place import Ledger
from hezhong.ledger.side_by_side import Source

DEAREST, ROUNDS = 12, 2


@dataclass
class Costs:
    """opening: processor seconds until the cities stood open, kept months folded. spent: rule -> those of asking it.

    clock: seconds until all rules were answered.
    """

    spent: dict[str, float]
    opening: float = 0.0
    clock: float = 0.0


class Timed(Source):
    """Tables that are asked, and what each query took of the processors."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        super().__init__(connection)
        self.took: dict[str, float] = {}

    def answer(self, query: str) -> pa.Table:
        """Return the rows of one query, and note what it took."""
        began = time.thread_time()
        rows = super().answer(query)
        self.took[query] = min(time.thread_time() - began, self.took.get(query, math.inf))
        return rows


def costs(ledger: Ledger, months: Sequence[int], on: date, limits: Limits, subjects: Collection[Subject] = (Subject.SITE,)) -> Costs:
    """Return what asking every rule in force costs.

    months: that are there; of the month of the day nothing has to have come.
    Of asking the least of ``ROUNDS``, as of every other figure: who asks first also reads the heads of the files for all.
    """
    standing = {code: each for code, each in in_force(on).items() if each.rule.family.subject in subjects}
    queries = compiled(standing.values(), Frame(on, from_files(), places()), without=frozenset(standing))
    reads = {name for each in standing.values() for name in each.rule.family.reads}
    cost = Costs(dict.fromkeys(standing, 0.0))
    for group in together(ledger, cities_of(ledger), months):
        began = time.process_time()
        with asked(ledger, months, group, limits) as tables:
            connected(tables, reads)
            cost.opening += time.process_time() - began
            source = Timed(tables.connection)
            cost.clock += min(_all_of(source, [each.sql for each in queries]) for _ in range(ROUNDS))
            for each in queries:
                cost.spent[each.rule] += source.took[each.sql]
    return cost


def _all_of(source: Source, queries: Sequence[str]) -> float:
    began = time.perf_counter()
    with source.asked(queries) as answer:
        for query in queries:
            answer(query)
    return time.perf_counter() - began


def report(cost: Costs, floor: tuple[float, float], whose: str = "sites") -> str:
    """Return the dearest rules, the cheapest ten and all together. floor: its seconds of the clock and of the processors."""
    clock = f"{cost.clock:.2f}", f"{cost.clock / floor[0]:.3f}"
    lines = [(f"rules of {whose}", "processor s", "ratio"), *_lines(cost.opening, cost.spent, floor[1]), ("all, by the clock", *clock)]
    return table(lines)


def _lines(opening: float, spent: dict[str, float], floor: float) -> Iterator[tuple[str, str, str]]:
    ordered = sorted(spent.items(), key=lambda each: -each[1])
    middle = ordered[len(ordered) // 2]
    of = [("opening the cities", opening), *ordered[:DEAREST], (f"the middle one: {middle[0]}", middle[1])]
    of += [("the ten cheapest", sum(each for _, each in ordered[-10:])), (f"all {len(spent)}", sum(spent.values()))]
    for what, seconds in of:
        yield what, f"{seconds:.2f}", f"{seconds / floor:.3f}"
