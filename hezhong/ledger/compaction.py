"""Folding: a partition's many files written again as one, so that readers need not ask which row is the latest."""

from hezhong.ledger.commits import Commit, DataFile, Part, PartFolded, Placed, State
from hezhong.ledger.connecting import Limits, answer, connect
from hezhong.ledger.disk import write_parquet, young
from hezhong.ledger.place import Ledger, new_path
from hezhong.ledger.querying import overlapping, rows_sql
from hezhong.ledger.shapes import file_schema
from hezhong.ledger.tables import named
from hezhong.ledger.vocabulary import WITHDRAWN, Table

FOLDED = "folded"


def due(state: State, most: int = 8) -> list[Part]:
    """Return the partitions worth folding: those with contested rows or with more files than ``most``."""
    return [part for part, of in sorted(state.parts.items()) if _contested(files := tuple(of.active())) or len(files) > most]


def fold(ledger: Ledger, part: Part, limits: Limits | None = None) -> bool:
    """Return whether the partition was folded; False when another writer changed what was read for it meanwhile.

    The batches' own files stay, so that a whole batch can still be revoked and any past state be read. What batches
    bring while it runs stays beside the folded file. Nothing that a reader sees changes.
    """
    state = ledger.manifest.state()
    upto, files = state.seq, tuple(state.parts[part].active())
    if len(files) < 2 and not _contested(files):
        return False
    young(ledger.root, (placed.file.path for placed in files))
    written = _write(ledger, named(part.table), part, files, limits)
    folded = PartFolded(part, upto, tuple(placed.file.path for placed in files), written)

    def decide(now: State) -> Commit | bool:
        return folded if now.may_fold(folded) else False

    return ledger.manifest.commit(decide)[1] is folded


def _write(ledger: Ledger, table: Table, part: Part, files: tuple[Placed, ...], limits: Limits | None) -> DataFile | None:
    order = ", ".join(f'"{name}"' for name in table.key)
    query = f"SELECT *, false AS {WITHDRAWN} FROM ({rows_sql(ledger.root, table, [files])}) ORDER BY {order}"
    with connect(limits, ledger.root) as connection:
        rows = answer(connection, query).cast(file_schema(table))
    if not rows.num_rows:
        return None
    path = new_path(part, FOLDED)
    sha256 = write_parquet(rows, ledger.root, path)
    first, last = min(placed.file.first for placed in files), max(placed.file.last for placed in files)
    return DataFile(part, path, rows.num_rows, 0, first, last, sha256)


def _contested(files: tuple[Placed, ...]) -> bool:
    return any(len(group) > 1 or group[0].file.withdrawals for group in overlapping(files))
