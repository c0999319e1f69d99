"""What the manifest records, one entry after another, and the state of the ledger that follows from them.

Nothing here reads or writes: the state is the fold of its commits, so any earlier state can be had again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, order=True)
class Part:
    """A partition. month: YYYYMM, 0 in a register. city: its region code."""

    table: str
    month: int
    city: int


@dataclass(frozen=True)
class DataFile:
    """One Parquet file. path: from the ledger's root. first, last: ISO span of the dated column. sha256: of its bytes."""

    part: Part
    path: str
    rows: int
    withdrawals: int
    first: str
    last: str
    sha256: str


@dataclass(frozen=True)
class BatchKept:
    """A batch was taken in. batch: the digest of sender and number. content: the digest of what it says."""

    batch: str
    table: str
    content: str
    rows: int
    withdrawals: int
    files: tuple[DataFile, ...]


@dataclass(frozen=True)
class PartFolded:
    """All files of a partition up to the commit ``upto`` were written again as one.

    replaced: the paths that were read for it. file: None when no row is left.
    """

    part: Part
    upto: int
    replaced: tuple[str, ...]
    file: DataFile | None


@dataclass(frozen=True)
class BatchRevoked:
    """A whole batch was taken back: what it had replaced stands again."""

    batch: str


Commit = BatchKept | PartFolded | BatchRevoked
KINDS: Mapping[str, type[Commit]] = {"kept": BatchKept, "folded": PartFolded, "revoked": BatchRevoked}
NAMES = {kind: name for name, kind in KINDS.items()}


def as_json(commit: Commit) -> dict[str, Any]:
    """Return a commit as plain values."""
    return {"kind": NAMES[type(commit)], **asdict(commit)}


def from_json(given: Mapping[str, Any]) -> Commit:
    """Return the commit that plain values say. Raises: KeyError for a kind that a later release wrote."""
    kind, rest = KINDS[given["kind"]], {name: value for name, value in given.items() if name != "kind"}
    if kind is BatchKept:
        rest["files"] = tuple(_file(each) for each in rest["files"])
    elif kind is PartFolded:
        rest["part"], rest["replaced"] = Part(**rest["part"]), tuple(rest["replaced"])
        rest["file"] = _file(rest["file"]) if rest["file"] else None
    return kind(**rest)


def _file(given: Mapping[str, Any]) -> DataFile:
    return DataFile(**{**given, "part": Part(**given["part"])})


@dataclass(frozen=True)
class Placed:
    """A file and the commit that brought it: of two rows with one key the later commit's counts."""

    seq: int
    file: DataFile


@dataclass(frozen=True)
class Kept:
    """What is known of a batch that was taken in."""

    seq: int
    commit: BatchKept
    revoked: bool = False


@dataclass
class Partition:
    """The files of a partition. sources: as the batches brought them, kept as evidence. folded_upto: 0 for never."""

    sources: list[Placed] = field(default_factory=list)
    folded_upto: int = 0
    folded: DataFile | None = None

    def active(self) -> Iterator[Placed]:
        """Yield the files that are to be read."""
        if self.folded:
            yield Placed(self.folded_upto, self.folded)
        yield from (placed for placed in self.sources if placed.seq > self.folded_upto)


class State:
    """The ledger as of a commit. seq: its number, 0 for an empty ledger.

    folds: whether foldings count; they say nothing that the batches' own files do not, and are not kept for ever.
    """

    def __init__(self, *, folds: bool = True) -> None:
        self.folds = folds
        self.seq = 0
        self.batches: dict[str, Kept] = {}
        self.parts: dict[Part, Partition] = {}
        self.ever: set[str] = set()

    def apply(self, seq: int, commit: Commit) -> None:
        """Carry the next commit out. Raises: ValueError when one is missing between."""
        if seq != self.seq + 1:
            raise ValueError(f"commit {seq} cannot follow {self.seq}")
        if isinstance(commit, BatchKept):
            self.batches[commit.batch] = Kept(seq, commit)
            for file in commit.files:
                self.parts.setdefault(file.part, Partition()).sources.append(Placed(seq, file))
                self.ever.add(file.path)
        elif isinstance(commit, BatchRevoked):
            self._revoke(commit)
        elif self.folds:
            self._fold(commit)
        self.seq = seq

    def may_fold(self, commit: PartFolded) -> bool:
        """Return whether the files that were read for a folding are still the ones that stand.

        A batch that came meanwhile does not matter: its number is higher, so it stays beside the folded file.
        """
        standing = {placed.file.path for placed in self.parts[commit.part].active() if placed.seq <= commit.upto}
        return standing == set(commit.replaced)

    def active(self, table: str) -> dict[Part, tuple[Placed, ...]]:
        """Return the files of a table that are to be read, by partition."""
        found = {part: tuple(of.active()) for part, of in sorted(self.parts.items()) if part.table == table}
        return {part: files for part, files in found.items() if files}

    def paths(self) -> set[str]:
        """Return every file that is needed: all that batches ever brought, and the foldings that stand."""
        return self.ever | {part.folded.path for part in self.parts.values() if part.folded}

    def _fold(self, commit: PartFolded) -> None:
        partition = self.parts[commit.part]
        partition.folded_upto, partition.folded = commit.upto, commit.file

    def _revoke(self, commit: BatchRevoked) -> None:
        kept = self.batches[commit.batch]
        self.batches[commit.batch] = Kept(kept.seq, kept.commit, revoked=True)
        for part in {file.part for file in kept.commit.files}:
            partition = self.parts[part]
            partition.sources = [placed for placed in partition.sources if placed.seq != kept.seq]
            if partition.folded_upto >= kept.seq:
                partition.folded_upto, partition.folded = 0, None
