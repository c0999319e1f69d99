"""``hezhong backtest``: makes a synthetic province and holds every rule against its slow reference; prints how often it is right.

Exit codes: 0 every exact rule right; 1 the input is wrong; 2 a rule was wrong somewhere, or could not be asked.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from hezhong.app import synthetic
from hezhong.app.answering import BadInput, Reader, printed, refused
from hezhong.app.detecting import in_force, places
from hezhong.early_warning.backtest import Score, compare, leads
from hezhong.early_warning.detection import Frame
from hezhong.early_warning.editions import Standing
from hezhong.early_warning.references.catalogue import REFERENCES
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

MEANS = "回测预警规则：hezhong backtest --seed 7 [--months 4] [--scale 0.0005] [--first 2025-01] [--rule 代码] [--days 5]"
LIMITS = Limits("1000MB", 2)


@dataclass
class Test:
    """A synthetic province and the scores of the rules so far."""

    ledger: Ledger
    standing: Mapping[str, Standing]
    scores: dict[str, Score] = field(default_factory=dict)
    first: dict[str, dict[int, date]] = field(default_factory=dict)

    def day(self, on: date) -> None:
        """Ask every rule and every reference for a day, of the rows that were there by then."""
        frame = Frame(on, from_files(), places())
        rows = stated(self.ledger, on)
        with asked(self.ledger, back_from(on), cities_of(self.ledger), LIMITS, on) as tables:
            for code, standing in self.standing.items():
                score = self.scores.setdefault(code, Score())
                found = compare(standing, REFERENCES[code], rows, tables, frame, score)
                known = self.first.setdefault(code, {})
                for subject in found:
                    known.setdefault(subject, on)


def stated(ledger: Ledger, on: date) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table that were there by a day, as plain values: what references walk over."""
    reader = LedgerReader(ledger.root, ledger.manifest.state(), LIMITS)
    found: dict[str, list[dict[str, Any]]] = {}
    for table in TABLES.values():
        rows = reader.rows(table).to_pylist()
        by_day = bool(table.dated) and table.columns[table.dated].kind is Kind.DAY
        found[table.name] = [row for row in rows if row[table.dated] <= on] if by_day else rows
    reader.connection.close()
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
    try:
        given = reader.parse_args(arguments)
        first = _month(given.first)
    except BadInput as bad:
        return refused(bad)
    with tempfile.TemporaryDirectory() as folder:
        ledger = local(Path(folder) / "ledger")
        truth = synthetic.make(given.seed, given.months, given.scale, first, ledger)
        wanted = given.rule or list(REFERENCES)
        test = Test(ledger, {code: each for code, each in in_force(truth.as_of, wanted).items() if code in REFERENCES})
        for on in days(first, given.months + 1, given.days):
            test.day(on)
        answer = said(test, stated(ledger, truth.as_of)["complaints"])
    printed({"seed": given.seed, "months": given.months, "scale": given.scale, "as_of": str(truth.as_of), "rules": answer})
    return 0 if all(each["wrong"] == [] for each in answer.values()) else 2


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise BadInput(["请把 --first 写成年月，如 2025-01"]) from None


def said(test: Test, complaints: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return code -> figures of a rule. wrong: (what, day, subject) of each difference, at most twenty."""
    rows, answer = list(complaints), {}
    for code, score in sorted(test.scores.items()):
        kind = test.standing[code].rule.family.subject
        score.leads = leads(test.first[code], rows, "site" if kind is Subject.SITE else "employer")
        differing = [(what, str(on), subject) for what in ("false", "missed", "other") for on, subject in getattr(score, what)]
        answer[code] = {
            "title": test.standing[code].rule.title, "right": score.right, "precision": score.precision, "recall": score.recall,
            "lead_days": score.lead, "wrong": differing[:20],
        }  # fmt: skip
    return answer
