"""How rows reach the ledger: gathered into batches, and a month of a great city's swipes straight as one sorted file."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hezhong.app.synthetic.plan import Later
from hezhong.ledger.arranging import Slice, digest, slices
from hezhong.ledger.batch import Batch
from hezhong.ledger.commits import BatchKept, Commit, DataFile, State
from hezhong.ledger.disk import write_parquet
from hezhong.ledger.ingest import batch_name, ingest
from hezhong.ledger.place import Ledger, new_path
from hezhong.ledger.shapes import file_schema
from hezhong.ledger.tables import TABLES
from hezhong.ledger.vocabulary import WITHDRAWN, Kind

SENDER = "synthetic"
MOST = 1_000_000
"""Rows of a batch: more are not gathered, and more that stand in order already are not sorted and checked again."""


class OutOfOrder(ValueError):
    """Rows that were to be written straight do not stand in the order of the ledger, or a key stands there twice."""


@dataclass
class Delivery:
    """A way into a ledger. until: no row dated later is taken. rows: how many of each table were given."""

    ledger: Ledger
    until: date | None = None
    rows: Counter[str] = field(default_factory=Counter)
    _waiting: defaultdict[tuple[str, int], list[pa.Table]] = field(default_factory=lambda: defaultdict(list))
    _number: int = 0

    def give(self, name: str, month: int, rows: pa.Table, *, in_order: bool = False) -> None:
        """Take rows of a table in, now or with others of the same month. month: YYYYMM, 0 for a register.

        in_order: whether they stand as the ledger keeps them already.
        """
        rows = self._so_far(name, rows)
        if not rows.num_rows:
            return
        self.rows[name] += rows.num_rows
        if in_order and rows.num_rows > MOST:
            self._straight(name, rows)
            return
        self._waiting[name, month].append(rows)
        if sum(each.num_rows for each in self._waiting[name, month]) > MOST:
            self._send(name, month)

    def finish(self, later: list[Later]) -> None:
        """Send what waits, then the batches that come after all others, one by one."""
        for name, month in sorted(self._waiting):
            self._send(name, month)
        for each in later:
            rows = self._so_far(each.table, each.rows)
            if rows.num_rows:
                self._correct(replace(each, rows=rows))

    def _so_far(self, name: str, rows: pa.Table) -> pa.Table:
        """Return the rows that are dated on the last day or before; what has no date of its own is known from the first day."""
        table = TABLES[name]
        if self.until is None or not table.dated:
            return rows
        of_days = table.columns[table.dated].kind is Kind.DAY
        last = self.until if of_days else self.until.year * 100 + self.until.month
        return rows.filter(pc.less_equal(rows[table.dated], pa.scalar(last, rows[table.dated].type)))

    def _send(self, name: str, month: int) -> None:
        if waiting := self._waiting.pop((name, month), []):
            ingest(self.ledger, Batch(TABLES[name], SENDER, pa.concat_tables(waiting), number=self._next(name)))

    def _correct(self, later: Later) -> None:
        table = TABLES[later.table]
        gone = later.rows.select(list(table.identity)) if later.withdrawn else None
        stated = later.rows.slice(0, 0) if later.withdrawn else later.rows
        batch = Batch(table, SENDER, stated, gone, self._next(later.table))
        for _ in range(1 + later.again):
            ingest(self.ledger, batch)

    def _next(self, name: str) -> str:
        self._number += 1
        return f"{name}/{self._number}"

    def _straight(self, name: str, rows: pa.Table) -> None:
        """Write rows that stand in order already, one file and one commit for each partition."""
        table = TABLES[name]
        wide = rows.append_column(WITHDRAWN, pa.array(np.zeros(rows.num_rows, bool))).cast(file_schema(table)).combine_chunks()
        _check_order(wide, table.key)
        for cut in slices(table, wide):
            self._commit(batch_name(SENDER, self._next(name)), cut)

    def _commit(self, batch: str, cut: Slice) -> None:
        content = digest(TABLES[cut.part.table], cut.rows)
        path = new_path(cut.part, batch)
        sha256 = write_parquet(cut.rows, self.ledger.root, path)
        file = DataFile(cut.part, path, cut.rows.num_rows, 0, cut.first, cut.last, sha256)
        kept = BatchKept(batch, cut.part.table, content, cut.rows.num_rows, 0, (file,))

        def decide(state: State) -> Commit | str:
            return batch if batch in state.batches else kept

        self.ledger.manifest.commit(decide)


def _check_order(rows: pa.Table, key: tuple[str, ...]) -> None:
    """Raise OutOfOrder unless each row's key is greater than that of the row before."""
    greater, alike = np.zeros(rows.num_rows - 1, bool), np.ones(rows.num_rows - 1, bool)
    for name in key:
        before, after = rows.column(name).slice(0, rows.num_rows - 1), rows.column(name).slice(1)
        greater |= alike & pc.greater(after, before).to_numpy()
        alike &= pc.equal(after, before).to_numpy()
    if alike.any() or not (greater | alike).all():
        raise OutOfOrder(f"{alike.sum()} keys twice, {(~greater & ~alike).sum()} rows out of order")
