"""Taking batches in, exactly once: the files first, then the one commit that makes them count."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from hezhong.ledger.arranging import Slice, arranged, digest, slices
from hezhong.ledger.batch import Batch, checked
from hezhong.ledger.commits import BatchKept, BatchRevoked, Commit, DataFile, Kept, State
from hezhong.ledger.disk import write_parquet
from hezhong.ledger.place import Ledger, new_path
from hezhong.ledger.vocabulary import WITHDRAWN


@dataclass(frozen=True)
class Receipt:
    """What a sender is told. seq: the commit since which the batch counts. repeated: it had been taken in before."""

    batch: str
    seq: int
    rows: int
    withdrawals: int
    repeated: bool


class NumberTaken(ValueError):
    """The sender used this number for a batch that says something else, or that was revoked."""


def ingest(ledger: Ledger, batch: Batch) -> Receipt:
    """Return the receipt of a batch that now counts, durably; the same batch again gives the same receipt.

    A row replaces what stood under its key, a withdrawal takes it away. Killed at any instant before the commit, files
    that nobody reads are left behind; after it, sending again finds the batch. Raises: BadBatch, NumberTaken.
    """
    wide = arranged(batch.table, *checked(batch))
    content = digest(batch.table, wide)
    name = batch_name(batch.sender, batch.number or content)
    if known := ledger.manifest.state().batches.get(name):
        return _known(known, content)
    files = tuple(_written(ledger.root, name, part) for part in slices(batch.table, wide))
    withdrawals = sum(file.withdrawals for file in files)
    kept = BatchKept(name, batch.table.name, content, wide.num_rows - withdrawals, withdrawals, files)

    def decide(state: State) -> Commit | Receipt:
        return _known(state.batches[name], content) if name in state.batches else kept

    seq, decided = ledger.manifest.commit(decide)
    return decided if isinstance(decided, Receipt) else Receipt(name, seq, kept.rows, withdrawals, repeated=False)


def revoke(ledger: Ledger, batch: str) -> int:
    """Return the commit since which a whole batch counts no more; what it had replaced stands again.

    batch: as in its receipt. Raises: KeyError when there is none.
    """

    def decide(state: State) -> Commit | int:
        if batch not in state.batches:
            raise KeyError(f"台账里没有批次 {batch}，请核对回执上的批次号。")
        return state.seq if state.batches[batch].revoked else BatchRevoked(batch)

    return ledger.manifest.commit(decide)[0]


def batch_name(sender: str, number: str) -> str:
    """Return how the ledger calls a sender's batch: a digest, so that nothing a sender writes is kept."""
    return hashlib.sha256(f"{sender}\n{number}".encode()).hexdigest()[:32]


def _known(kept: Kept, content: str) -> Receipt:
    commit = kept.commit
    if commit.content != content:
        raise NumberTaken("这个批次号已经用于另一批内容。更正请用新的批次号提交。")
    if kept.revoked:
        raise NumberTaken("这一批已经撤回。要再次提交，请用新的批次号。")
    return Receipt(commit.batch, kept.seq, commit.rows, commit.withdrawals, repeated=True)


def _written(root: Path, name: str, cut: Slice) -> DataFile:
    """Return the file of a slice, written under a name of this attempt's own: no other writer or sweep touches it."""
    part = cut.part
    path = new_path(part, name)
    sha256 = write_parquet(cut.rows, root, path)
    withdrawals = int(cut.rows.column(WITHDRAWN).to_numpy().sum())
    return DataFile(part, path, cut.rows.num_rows, withdrawals, cut.first, cut.last, sha256)
