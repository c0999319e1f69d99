"""What came of reading one sheet: its rows, or everything that must be put right; never half of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hezhong.ledger.ways_in.faults import Fault
from hezhong.ledger.ways_in.mapping import ColumnMapping
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.rows import Row


@dataclass(frozen=True)
class Dropped:
    """A row that is no record, and why: totals, samples, signatures, repeated heads."""

    row: int
    why: str


@dataclass(frozen=True)
class Reading:
    """One sheet. rows: empty where there are faults; good: how many rows were right in themselves."""

    sheet: str
    mapping: ColumnMapping
    period: Period | None
    rows: Sequence[Row] = ()
    faults: Sequence[Fault] = ()
    dropped: Sequence[Dropped] = ()
    good: int = field(default=0)

    @property
    def sound(self) -> bool:
        return bool(self.rows) and not self.faults

    def settled(self) -> "Reading":
        """Return the reading with nothing half-read: one fault, no rows; and no rows at all is a fault."""
        good = self.good or len(self.rows)
        if self.faults:
            ordered = sorted(self.faults, key=lambda fault: fault.row)
            return replace(self, rows=(), faults=tuple(ordered), good=good)
        if not self.rows:
            return replace(self, faults=(Fault(self.sheet, 0, "", "表头下面没有内容。请从表头的下一行开始填写"),))
        return replace(self, rows=tuple(self.rows), faults=(), good=good)
