"""What is derived and kept: files, and beside them one note for each partition of what they were made from.

``derived/<table>/month=YYYYMM/city=NNNNNN/made.json`` names the files that count; it is replaced whole, so that whoever
is killed leaves the old or the new. All of it can be thrown away and made again.
"""

import json
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from hezhong.ledger.commits import Part
from hezhong.ledger.deriving import COLUMNS, quoted
from hezhong.ledger.disk import ROW_GROUP, put, young
from hezhong.ledger.vocabulary import CITY, Column, Kind

FOLDER = "derived"
NOTE = "made.json"
FILES = ("files", "later", "paid", "who", "instead")
WHO: Mapping[str, Column] = {CITY: Column(Kind.CITY, ""), "worker": Column(Kind.TOKEN, "")}
"""The columns of files that name workers."""
FORMAT = f"FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}"
"""Version 2 writes numbers that are in order as differences: a tenth smaller, and read a fifth faster."""


@dataclass(frozen=True)
class KeptFile:
    """A file. path: from the ledger's root. month: that its rows are about."""

    path: str
    month: int
    rows: int


@dataclass(frozen=True)
class Made:
    """A partition as it was made. seq: of the ledger then. sources: table -> the files of which it was made.

    Of a worker's month also what came since the files were made, to be folded in by who reads. later: swipes summed up.
    paid: files of payments, which are among the sources. who: workers of whom the files' rows count no more, but those of
    ``instead``, which hold the same swipes and payments.
    """

    part: Part
    seq: int
    files: tuple[KeptFile, ...]
    sources: Mapping[str, tuple[str, ...]]
    later: tuple[KeptFile, ...] = ()
    paid: tuple[KeptFile, ...] = ()
    who: tuple[KeptFile, ...] = ()
    instead: tuple[KeptFile, ...] = ()

    @property
    def additions(self) -> int:
        """Return how many files came since; of workers made again there is one at most."""
        return len(self.later) + len(self.paid) + len(self.who)

    @property
    def added_to(self) -> bool:
        """Return whether swipes or payments came since, so that rows have to be computed and held in memory."""
        return bool(self.later or self.paid)

    def agrees(self, sources: Mapping[str, tuple[str, ...]], *, but: Collection[str] = ()) -> bool:
        """Return whether it was made of these sources, some tables aside."""
        return all(self.of(name) == set(paths) for name, paths in sources.items() if name not in but)

    def paths(self) -> set[str]:
        """Return the files that a reader of it may read."""
        return {file.path for file in (*self.files, *self.later, *self.paid, *self.who, *self.instead)}

    def of(self, source: str) -> frozenset[str]:
        """Return the files of a source."""
        return frozenset(self.sources.get(source, ()))


def made(root: Path, part: Part) -> Made | None:
    """Return what stands of a partition, None when it was never made, or by a version that knew other columns."""
    try:
        found = json.loads((root / _folder(part) / NOTE).read_bytes())
    except FileNotFoundError:
        return None
    if found.get("columns") != _columns(part):
        return None
    sources = {name: tuple(paths) for name, paths in found["sources"].items()}
    files, later, paid, who, instead = (tuple(KeptFile(**each) for each in found.get(name, ())) for name in FILES)
    return Made(Part(**found["part"]), found["seq"], files, sources, later, paid, who, instead)


def note(root: Path, new: Made) -> None:
    """Let the files of a partition count, instead of those that did. One who read an older ledger than was noted changes nothing."""
    standing = made(root, new.part)
    if standing and standing.seq > new.seq:
        return
    young(root, standing.paths() - new.paths() if standing else ())
    said = json.dumps({**asdict(new), "columns": _columns(new.part)})
    put(root, f"{_folder(new.part)}/{NOTE}", lambda beside: beside.write_text(said, "utf8"))


def write(connection: duckdb.DuckDBPyConnection, root: Path, part: Part, month: int, query: str) -> KeptFile:
    """Return the file of a query's rows, written and not noted yet. part: where it stands. month: that the rows are about."""
    path = f"{_folder(part)}/{month}-{secrets.token_hex(8)}.parquet"

    def copy(beside: Path) -> int:
        (count,) = connection.execute(f"COPY ({query}) TO '{beside}' ({FORMAT})").fetchone() or (0,)
        return int(count)

    return KeptFile(path, month, put(root, path, copy))


def kept_sql(root: Path, files: Iterable[KeptFile], columns: Mapping[str, Column]) -> str:
    """Return a SELECT of the rows of files, all columns there also when no file is."""
    names = ", ".join(f"NULL::{column.kind.sql} AS {quoted(name)}" for name, column in columns.items())
    paths = ", ".join(f"'{root / file.path}'" for file in files)
    empty = f"SELECT {names} WHERE false"
    return f"{empty} UNION ALL BY NAME SELECT * FROM read_parquet([{paths}], union_by_name = true, hive_partitioning = false)" if paths else empty


def months_sql(root: Path, months: Iterable[Made], columns: Mapping[str, Column]) -> str:
    """Return a SELECT of the rows of partitions as their files have them, those of workers made again in the place of the others."""
    months = tuple(months)
    plain = kept_sql(root, (file for each in months for file in (*(() if each.who else each.files), *each.instead)), columns)
    remade = [each for each in months if each.who]
    if not remade:
        return plain
    others, who = kept_sql(root, (file for each in remade for file in each.files), columns), kept_sql(root, (file for each in remade for file in each.who), WHO)
    return f"{plain} UNION ALL BY NAME SELECT * FROM ({others}) ANTI JOIN ({who}) USING ({CITY}, worker)"


def notes(root: Path) -> Iterator[Made]:
    """Yield every note: for upkeep, which asks what is no more needed."""
    for found in sorted((root / FOLDER).glob(f"*/*/*/{NOTE}")):
        table, month, city = found.relative_to(root / FOLDER).parts[:3]
        if standing := made(root, Part(table, int(month.partition("=")[2]), int(city.partition("=")[2]))):
            yield standing


def noted(root: Path, tables: Iterable[str]) -> Iterator[Part]:
    """Yield the partitions of some tables that have a note, without reading it."""
    for table in tables:
        for found in (root / FOLDER / table).glob(f"*/*/{NOTE}"):
            month, city = found.parts[-3:-1]
            yield Part(table, int(month.partition("=")[2]), int(city.partition("=")[2]))


def forget(root: Path, part: Part, seq: int) -> None:
    """Let a partition stand no more; its files are left to whoever reads them. seq: of the ledger that knows nothing of it."""
    standing = made(root, part)
    if standing and standing.seq <= seq:
        young(root, standing.paths())
        (root / _folder(part) / NOTE).unlink(missing_ok=True)


def _columns(part: Part) -> list[str]:
    return list(COLUMNS.get(part.table, ()))


def _folder(part: Part) -> str:
    return f"{FOLDER}/{part.table}/month={part.month:06d}/city={part.city}"
