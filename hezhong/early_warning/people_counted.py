"""How many different workers the open warnings of each region are about: whoever stands in several of them is counted once.

The numbers of regions do not add up to that of the region above, because a worker of two sites is one there; each is counted
from the rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import ibis
import pyarrow as pa

from hezhong.directory import regions
from hezhong.early_warning import exclusion_rows, rule_book, runs
from hezhong.early_warning.compiling import DECLARED, EXCLUDED, excluded_rows
from hezhong.early_warning.detection import Frame
from hezhong.early_warning.editions import Edition
from hezhong.early_warning.finding import facts
from hezhong.early_warning.models import PeopleCounted, Run, Warning
from hezhong.early_warning.sweeping import Open
from hezhong.engine.dossier import Moment
from hezhong.kernel.places import Place

OFTEN = timedelta(hours=1)
"""How long a count holds: everybody behind every open warning is looked up again, in all cities."""
OPEN, ALL = "open_warnings", "all"
OPEN_ROWS = pa.schema([("asking", pa.int64()), ("subject", pa.int64()), ("city", pa.string()), ("county", pa.string()), ("town", pa.string())])
Rows = Sequence[tuple[int, int, str, str, str]]


@dataclass
class Queries:
    """The queries of a day, by rule and figures; kept by who counts again and again. of: the day and the law they were made for."""

    of: str = ""
    made: dict[str, str] = field(default_factory=dict)

    def of_edition(self, edition: Edition, frame: Frame, *, hindered: bool) -> str:
        """Return SQL for the subject and worker of every fact that counts. hindered: whether anybody is excluded from the rule."""
        if self.of != (of := f"{frame.on}/{frame.book.version}"):
            self.of, self.made = of, {}
        key = f"{edition.rule.code}/{sorted(edition.parameters.items())}/{hindered}"
        if key not in self.made:
            out = DECLARED[EXCLUDED].filter(DECLARED[EXCLUDED].rule == edition.rule.code) if hindered else None
            looked_at = facts(edition.rule, DECLARED, frame.asked(edition.parameters), out)
            counted = looked_at.filter(looked_at.hit == 1, looked_at.worker != 0).select("subject", "worker")
            self.made[key] = str(ibis.to_sql(counted, dialect="duckdb"))
        return self.made[key]


def due(at: Moment) -> bool:
    """Return whether it is time to count again: not of a ledger that was never asked."""
    last = PeopleCounted.objects.order_by("-on").first()
    if last is None or last.on != at.happened_on:
        return Run.objects.exclude(found_at=None).exists()
    return last.at <= at.recorded_at - OFTEN


def count(open_cities: Open, cities: Sequence[int], seq: int, queries: Queries, at: Moment) -> Mapping[str, int]:
    """Return code of a region -> workers, and keep it as that of the day. cities: that can be read; seq: of their ledger."""
    on, out = at.happened_on, exclusion_rows.rows_of(at.happened_on)
    hindered = {rule for rule, _, _ in out}
    asked, rows = _open(on)
    frame = Frame(on, at.book, runs.cities())
    parts = [
        f"SELECT {number} AS asking, subject, worker FROM ({queries.of_edition(each, frame, hindered=each.rule.code in hindered)})"
        for number, each in enumerate(asked)
    ]  # fmt: skip
    found: dict[str, int] = {}
    if parts:
        with open_cities(cities) as source:
            source.put(EXCLUDED, excluded_rows(out))
            source.put(OPEN, pa.Table.from_pylist([dict(zip(OPEN_ROWS.names, row, strict=True)) for row in rows], OPEN_ROWS))
            found = {row["code"]: row["people"] for row in source.answer(_summed(parts)).to_pylist() if row["code"]}
    root = regions.root().path[-1]
    counts = {root: found.pop(ALL, 0), **found}
    PeopleCounted.objects.update_or_create(on=on, defaults={"seq": seq, "at": at.recorded_at, "counts": counts})
    return counts


def _summed(parts: Iterable[str]) -> str:
    """Return SQL for code and people: of each town, county and city, and of ALL."""
    return f"""
        WITH concerned AS (SELECT city, county, town, worker FROM ({" UNION ALL ".join(parts)}) JOIN {OPEN} USING (asking, subject))
        SELECT CASE WHEN grouping(town) = 0 THEN town WHEN grouping(county) = 0 THEN county WHEN grouping(city) = 0 THEN city ELSE '{ALL}' END AS code,
               count(DISTINCT worker) AS people
        FROM concerned GROUP BY GROUPING SETS ((town), (county), (city), ())"""


def _open(on: date) -> tuple[list[Edition], Rows]:
    """Return the editions to ask, and which subjects of open warnings each of them is asked about."""
    standing = rule_book.in_force(on)
    live = Warning.objects.filter(gone_on=None, shadow=False).exclude(outcome="dismissed")
    asked: dict[str, int] = {}
    editions: list[Edition] = []
    rows = []
    for rule, subject, city, county, town in live.values_list("rule", "subject", "city", "county", "town"):
        edition = standing[rule].at(_place((city, county, town))) if rule in standing else None
        if edition is None:
            continue
        key = f"{rule}/{sorted(edition.parameters.items())}"
        if key not in asked:
            asked[key] = len(editions)
            editions.append(edition)
        rows.append((asked[key], subject, city, county, town))
    return editions, rows


def _place(path: Sequence[str]) -> Place:
    return Place((*regions.root().path, *(code for code in path if code)))


def latest(code: str) -> tuple[PeopleCounted, int] | None:
    """Return the last count and its number of a region; None where nothing was counted yet."""
    row = PeopleCounted.objects.order_by("-on").first()
    return (row, int(row.counts.get(code, 0))) if row else None

