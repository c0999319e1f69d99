"""Asking the declared rules of a ledger in a folder, without a database: what ``warn``, ``backtest`` and benches do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import pyarrow as pa

from hezhong.app.synthetic.cities import cities
from hezhong.early_warning import rules
from hezhong.early_warning.compiling import EXCLUDED, WATCHED, compiled, excluded_rows, watched_rows
from hezhong.early_warning.detection import Compiled, Detection, Frame
from hezhong.early_warning.editions import Standing, declared
from hezhong.early_warning.sweeping import Sweep
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.law.book import LawBook, from_files
from hezhong.ledger.asking import Shown, asked, cities_of, together
from hezhong.ledger.connecting import Limits
from hezhong.ledger.months import back_from
from hezhong.ledger.place import Ledger
from hezhong.ledger.refreshing import Unmade, refresh
from hezhong.ledger.side_by_side import Source


class Backend(Protocol):
    """Something that runs queries over the tables of a ledger: DuckDB city by city, or Spark over all of them."""

    @property
    def dialect(self) -> str:
        """Return the SQL it speaks, as sqlglot names it."""
        ...

    def run(self, standing: Mapping[str, Standing], queries: Sequence[Compiled], detection: Detection) -> None:
        """Run every query and add what it finds."""
        ...


def in_force(on: date, only: Iterable[str] = ()) -> Mapping[str, Standing]:
    """Return code -> the rules that are in force as declared. only: codes; none means all."""
    wanted = set(only)
    found = rules.declared().items()
    return {code: Standing(rule, (declared(rule),)) for code, rule in found if rule.in_force(on) and (not wanted or code in wanted)}


def places() -> Mapping[int, Place]:
    """Return code -> place of every city."""
    return {city.code: GUANGDONG / str(city.code) for city in cities()}


def detected(on: date, standing: Mapping[str, Standing], backend: Backend, book: LawBook | None = None) -> Detection:
    """Return what the rules find on a day."""
    queries = compiled(standing.values(), Frame(on, book or from_files(), places()), backend.dialect, frozenset(standing))
    detection = Detection()
    backend.run(standing, queries, detection)
    return detection


@dataclass(frozen=True)
class InDuckDB:
    """DuckDB over a ledger: rules of sites by some cities at a time, so that memory is bounded; those of employers over all cities."""

    ledger: Ledger
    on: date
    limits: Limits
    until: date | None = None
    dialect: str = "duckdb"
    broken: dict[int, str] = field(default_factory=dict)

    def prepare(self) -> None:
        """Make the derived tables agree with the ledger, but for cities whose files cannot be read."""
        try:
            refresh(self.ledger, self.on, self.limits)
        except Unmade as left:
            self.broken.update(left.cities)

    def run(self, standing: Mapping[str, Standing], queries: Sequence[Compiled], detection: Detection) -> None:
        """Run every query and add what it finds."""
        everywhere = cities_of(self.ledger)
        groups = together(self.ledger, everywhere, back_from(self.on), held=self.until is not None)
        reads = {name for each in queries for name in standing[each.rule].rule.family.reads}
        sweep = Sweep.of(lambda cities: self.opened(cities, reads), queries, standing)
        detection.add(sweep.over(groups, everywhere, self.broken))

    @contextmanager
    def opened(self, wanted: Sequence[int], reads: Iterable[str]) -> Iterator[Source]:
        """Give what rules read, of some cities, as long as it is asked."""
        with asked(self.ledger, back_from(self.on), wanted, self.limits, self.until) as tables:
            yield connected(tables, reads)


def connected(tables: Shown, reads: Iterable[str]) -> Source:
    """Return the tables that rules read, to be asked; nobody is excluded or watched."""
    source = tables.source(reads)
    source.put(EXCLUDED, excluded_rows(()))
    source.put(WATCHED, watched_rows(()))
    return source


def as_table(detection: Detection, standing: Mapping[str, Standing]) -> pa.Table:
    """Return the findings that reach a band, sorted: rule, grade, city, subject, employer, measure, among, people, fen."""
    rows = []
    for each in detection.found:
        found, rule = each.finding, standing[each.rule].rule
        if grade := rule.grade(found.measure, found.among):
            rows.append({
                "rule": each.rule, "grade": grade.code, "city": found.city, "subject": found.subject, "employer": found.employer,
                "measure": found.measure, "among": found.among, "people": found.people, "fen": found.fen,
            })  # fmt: skip
    rows.sort(key=lambda row: (str(row["rule"]), row["subject"]))
    return pa.Table.from_pylist(rows, schema=FOUND)


FOUND = pa.schema([
    ("rule", pa.string()), ("grade", pa.string()), ("city", pa.int64()), ("subject", pa.int64()), ("employer", pa.int64()),
    ("measure", pa.int64()), ("among", pa.int64()), ("people", pa.int64()), ("fen", pa.int64()),
])  # fmt: skip
