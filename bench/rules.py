"""What each declared rule costs over a province's month, as the product asks it: of sites some cities at a time, of employers all."""

import time
from collections.abc import Iterator, Sequence
from datetime import date

import duckdb

from bench.timing import table
from hezhong.app.detecting import connected, in_force, places
from hezhong.early_warning.compiling import compiled
from hezhong.early_warning.detection import Frame
from hezhong.early_warning.vocabulary import Subject
from hezhong.law.book import from_files
from hezhong.ledger.asking import asked, cities_of, together
from hezhong.ledger.connecting import Limits
from hezhong.ledger.place import Ledger

DEAREST, ROUNDS = 12, 2


def costs(ledger: Ledger, months: Sequence[int], on: date, limits: Limits, subject: Subject = Subject.SITE) -> tuple[float, dict[str, float]]:
    """Return the processor seconds that opening the cities took, and rule -> those that asking it took. Opening: kept months, folded.

    months: that are there; of the month of the day nothing has to have come.
    Of asking the least of ``ROUNDS``, as of every other figure: who asks first also reads the heads of the files for all.
    """
    standing = {code: each for code, each in in_force(on).items() if each.rule.family.subject is subject}
    queries = compiled(standing.values(), Frame(on, from_files(), places()), without=frozenset(standing))
    reads = {name for each in standing.values() for name in each.rule.family.reads}
    opening, spent = 0.0, dict.fromkeys(standing, 0.0)
    everywhere = cities_of(ledger)
    for group in together(ledger, everywhere, months) if subject is Subject.SITE else [everywhere]:
        began = time.process_time()
        with asked(ledger, months, group, limits) as tables:
            connection = connected(tables, reads)
            opening += time.process_time() - began
            for each in queries:
                spent[each.rule] += min(_asking(connection, each.sql) for _ in range(ROUNDS))
    return opening, spent


def _asking(connection: duckdb.DuckDBPyConnection, query: str) -> float:
    began = time.process_time()
    connection.execute(query).fetchall()
    return time.process_time() - began


def report(opening: float, spent: dict[str, float], floor: float, whose: str = "sites") -> str:
    """Return the dearest rules, the cheapest ten and all together, against the processor seconds of the floor."""
    return table([(f"rules of {whose}", "processor s", "ratio"), *_lines(opening, spent, floor)])


def _lines(opening: float, spent: dict[str, float], floor: float) -> Iterator[tuple[str, str, str]]:
    ordered = sorted(spent.items(), key=lambda each: -each[1])
    middle = ordered[len(ordered) // 2]
    of = [("opening the cities", opening), *ordered[:DEAREST], (f"the middle one: {middle[0]}", middle[1])]
    of += [("the ten cheapest", sum(each for _, each in ordered[-10:])), (f"all {len(spent)}", sum(spent.values()))]
    for what, seconds in of:
        yield what, f"{seconds:.2f}", f"{seconds / floor:.3f}"
