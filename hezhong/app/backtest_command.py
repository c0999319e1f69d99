"""``hezhong backtest``: makes a synthetic province and holds every rule against its slow reference; prints how often it is right.

Exit codes: 0 every exact rule right; 1 the input is wrong; 2 a rule was wrong somewhere, or could not be asked.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from hezhong.app import synthetic
from hezhong.app.answering import BadInput, Reader, printed, refused
from hezhong.app.boundary_cases import boundaries, days_asked, told
from hezhong.app.detecting import in_force, places
from hezhong.early_warning.backtest import Score, compare, leads
from hezhong.early_warning.detection import Frame
from hezhong.early_warning.editions import Standing
from hezhong.early_warning.references.catalogue import REFERENCES
from hezhong.early_warning.rules import declared
from hezhong.early_warning.vocabulary import Subject
from hezhong.kernel.dates import ONE_DAY, add_months
from hezhong.law.book import from_files
from hezhong.ledger.asking import asked, cities_of
from hezhong.ledger.connecting import Limits
from hezhong.ledger.months import back_from
from hezhong.ledger.place import Ledger, local
from hezhong.ledger.reading import Reader as LedgerReader
from hezhong.ledger.tables import TABLES
from hezhong.ledger.vocabulary import Kind

MEANS = "回测预警规则：hezhong backtest --seed 7 [--months 4] [--scale 0.0005] [--first 2025-01] [--rule 代码] [--days 5] [--processes 2]"
LIMITS = Limits("1000MB", 1)
"""Of each process: a day is mostly the making of queries and the walking of references, which one core does."""


@dataclass(frozen=True)
class Day:
    """What a day added: rule -> its score of this day, and subject -> measure of what it warned of."""

    on: date
    scores: Mapping[str, Score]
    warned: Mapping[str, Mapping[int, int]]


def day(root: Path, on: date, wanted: Sequence[str]) -> Day:
    """Ask every rule and every reference for a day, of the rows that were there by then."""
    ledger, frame = local(root), Frame(on, from_files(), places())
    rows, scores, warned = stated(ledger, on), {}, {}
    with asked(ledger, back_from(on), cities_of(ledger), LIMITS, on) as tables:
        for code, standing in referred(on, wanted).items():
            scores[code] = Score()
            found = compare(standing, REFERENCES[code], rows, tables, frame, scores[code])
            warned[code] = {subject: measure for subject, (measure, _) in found.items()}
    return Day(on, scores, warned)


def referred(on: date, wanted: Iterable[str]) -> Mapping[str, Standing]:
    """Return code -> the rules in force on a day that have a reference."""
    return {code: each for code, each in in_force(on, wanted).items() if code in REFERENCES}


@dataclass
class Test:
    """The scores of the rules so far. first: rule -> subject -> day of its first warning. warned: of every day and rule."""

    scores: dict[str, Score] = field(default_factory=dict)
    warned: dict[tuple[date, str], Mapping[int, int]] = field(default_factory=dict)
    first: dict[str, dict[int, date]] = field(default_factory=dict)

    def add(self, done: Day) -> None:
        """Add a day; days may come in any order."""
        for code, score in done.scores.items():
            self.scores.setdefault(code, Score()).add(score)
            self.warned[done.on, code] = done.warned[code]
            known = self.first.setdefault(code, {})
            for subject in done.warned[code]:
                known[subject] = min(done.on, known.get(subject, done.on))


def worked(root: Path, when: Mapping[date, Sequence[str]], processes: int) -> Iterator[Day]:
    """Yield each day as it is done, several at a time, and say so: it takes a while. when: day -> the rules to ask."""
    start = time.monotonic()
    # Not forked: DuckDB and the pool have threads of their own.
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for number, done in enumerate(as_completed([pool.submit(day, root, on, wanted) for on, wanted in sorted(when.items())]), 1):
            found = done.result()
            print(f"{found.on}：{len(found.scores)} 条规则（{number}/{len(when)}，{time.monotonic() - start:.0f} 秒）", file=sys.stderr, flush=True)
            yield found


def stated(ledger: Ledger, on: date) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table that were there by a day, as plain values: what references walk over."""
    reader = LedgerReader(ledger.root, ledger.manifest.state(), LIMITS)
    found: dict[str, list[dict[str, Any]]] = {}
    with closing(reader.connection):
        for table in TABLES.values():
            rows = reader.rows(table).to_pylist()
            by_day = bool(table.dated) and table.columns[table.dated].kind is Kind.DAY
            found[table.name] = [row for row in rows if row[table.dated] <= on] if by_day else rows
    return found


def days(first: date, count: int, each: int) -> list[date]:
    """Return so many days of each month, spread, the last day of each among them. count: months, the settlement included."""
    found = []
    for month in range(count):
        start = add_months(first, month)
        last = add_months(first, month + 1) - ONE_DAY
        found += sorted({start + (last - start) * part // max(each - 1, 1) for part in range(each)})
    return found


def run(arguments: Sequence[str]) -> int:
    """Make the province, compare, print; return the exit code."""
    reader = Reader("hezhong backtest", description=MEANS, allow_abbrev=False)
    reader.add_argument("--seed", type=int, default=7)
    reader.add_argument("--months", type=int, default=4)
    reader.add_argument("--scale", type=float, default=0.0005)
    reader.add_argument("--first", default="2025-01")
    reader.add_argument("--rule", action="append", default=[])
    reader.add_argument("--days", type=int, default=3, help="每个月算几天")
    reader.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="同时算几天")
    try:
        given = reader.parse_args(arguments)
        first = _month(given.first)
    except BadInput as bad:
        return refused(bad)
    with tempfile.TemporaryDirectory() as folder:
        ledger = local(Path(folder) / "ledger")
        truth = synthetic.make(given.seed, given.months, given.scale, first, ledger)
        wanted, edges, test = given.rule or list(REFERENCES), boundaries(truth.facts), Test()
        about = sorted({case.rule for case in edges if case.rule in wanted})
        when = dict.fromkeys(days_asked(edges, truth.as_of) if about else (), about) | dict.fromkeys(days(first, given.months + 1, given.days), wanted)
        for done in worked(ledger.root, when, given.processes):
            test.add(done)
        answer = said(test, stated(ledger, truth.as_of)["complaints"])
    listed = list(told([case for case in edges if not given.rule or case.rule in wanted], test.warned))
    printed({"seed": given.seed, "months": given.months, "scale": given.scale, "as_of": str(truth.as_of), "rules": answer, "boundary_cases": listed})
    right = all(each["wrong"] == [] for each in answer.values()) and all(case["right"] is not False for case in listed)
    return 0 if right else 2


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise BadInput(["请把 --first 写成年月，如 2025-01"]) from None


def said(test: Test, complaints: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return code -> figures of a rule. wrong: (what, day, subject) of each difference, at most twenty."""
    rows, answer = list(complaints), {}
    for code, score in sorted(test.scores.items()):
        rule = declared()[code]
        score.leads = leads(test.first[code], rows, "site" if rule.family.subject is Subject.SITE else "employer")
        differing = [(what, str(on), subject) for what in ("false", "missed", "other") for on, subject in getattr(score, what)]
        answer[code] = {
            "title": rule.title, "right": score.right, "precision": score.precision, "recall": score.recall,
            "lead_days": score.lead, "wrong": differing[:20],
        }  # fmt: skip
    return answer
