"""What runs over clocks leave behind: each due day that moved, for the pages, the workbook and the record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q

from hezhong.engine.clock_trail import Counting
from hezhong.engine.models import ClockMove, ClockRun
from hezhong.engine.vocabulary import Deadline

SIZE = 50
COLUMNS = ("case_id", "office", "case_type", "key", "party", "title", "before", "after", "overdue", "trouble")
TYPES = ("uuid", "int", "text", "text", "text", "text", "date", "date", "boolean", "text")
ADD = f"""
INSERT INTO engine_clockmove (run_id, {", ".join(COLUMNS)})
SELECT %s, * FROM unnest({", ".join(f"%s::{kind}[]" for kind in TYPES)}) ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Move:
    """One deadline whose due day is another now. party: token, '' where nobody has a clock of his own."""

    case: Counting
    deadline: Deadline
    party: str
    title: str
    before: date | None
    after: date | None

    def late(self, on: date) -> bool:
        """Return whether it has become overdue by the move."""
        is_late = self.after is not None and self.after < on
        return is_late and (self.before is None or self.before >= on)

    @property
    def later(self) -> bool:
        return self.after is None or (self.before is not None and self.before < self.after)


def keep(run: ClockRun, moves: Sequence[Move], on: date) -> None:
    """Record the moves and count them in the run, which the caller saves."""
    if moves:
        rows = [
            (m.case.id, m.case.office, m.case.where.procedure, m.deadline.name, m.party, m.title, m.before, m.after, m.late(on), "")
            for m in moves
        ]
        with connection.cursor() as cursor:
            cursor.execute(ADD, [run.pk, *map(list, zip(*rows, strict=True))])
    later = sum(move.later for move in moves)
    run.later += later
    run.earlier += len(moves) - later
    run.overdue += sum(move.late(on) for move in moves)


def failed(run: ClockRun, case: Counting, why: str) -> None:
    """Record that a case could not be done, and why; counted in the run, which the caller saves."""
    ClockMove.objects.update_or_create(
        run=run, case_id=case.id, key="", party="",
        defaults={"office": case.office, "case_type": case.where.procedure, "trouble": why[:500]},
    )  # fmt: skip
    run.failed = ClockMove.objects.filter(run=run).exclude(trouble="").count()


@dataclass(frozen=True)
class Share:
    """What a run did in one procedure of one office. Units: deadlines, and cases that failed."""

    case_type: str
    office: int
    moved: int
    earlier: int
    overdue: int
    failed: int


def shares(run: ClockRun) -> list[Share]:
    """Return the counts by procedure and office, the largest first."""
    moved = Q(trouble="")
    found = ClockMove.objects.filter(run=run).values("case_type", "office").annotate(
        moved=Count("id", filter=moved),
        earlier=Count("id", filter=moved & Q(after__lt=F("before"))),
        late=Count("id", filter=moved & Q(overdue=True)),
        failures=Count("id", filter=~moved),
    )  # fmt: skip
    rows = [Share(r["case_type"], r["office"], r["moved"], r["earlier"], r["late"], r["failures"]) for r in found]
    return sorted(rows, key=lambda each: (-each.moved, each.case_type, each.office))


@dataclass(frozen=True)
class Only:
    """What the list of a run is narrowed to: a procedure, an office, what became late, what failed."""

    case_type: str = ""
    office: int = 0
    overdue: bool = False
    failed: bool = False


def page(run: ClockRun, only: Only = Only(), after: int = 0, size: int = SIZE) -> tuple[list[dict[str, Any]], int]:
    """Return the next moves in the order in which they were recorded, and the key of the page after; 0 at the end."""
    narrowed: dict[str, Any] = {"run": run, "id__gt": after}
    narrowed |= {"case_type": only.case_type} if only.case_type else {}
    narrowed |= {"office": only.office} if only.office else {}
    narrowed |= {"overdue": True} if only.overdue else {}
    found = ClockMove.objects.filter(**narrowed)
    found = found.exclude(trouble="") if only.failed else found
    fields = ("id", "case__number", "case_type", "office", "title", "before", "after", "overdue", "trouble")
    rows = list(found.order_by("id").values(*fields)[: size + 1])
    return rows[:size], rows[size - 1]["id"] if len(rows) > size else 0


def every(run: ClockRun, only: Only = Only(), size: int = 2000) -> Iterator[dict[str, Any]]:
    """Yield every move of a list, a page at a time, so that a long one needs no more memory than a short one."""
    rows, after = page(run, only, 0, size)
    yield from rows
    while after:
        rows, after = page(run, only, after, size)
        yield from rows
