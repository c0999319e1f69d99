"""The SQL that reads a table: the files that the manifest names, and of each key the latest row that stands."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from hezhong.ledger.commits import Placed
from hezhong.ledger.vocabulary import WITHDRAWN, Table


def rows_sql(root: Path, table: Table, parts: Iterable[Sequence[Placed]]) -> str:
    """Return a SELECT of the rows that stand, in DuckDB's SQL. parts: the active files of each partition.

    Files that share no day with another of their partition are read as they are. Of the others, only the later ones are
    asked which row is the latest, and the earlier ones which of their rows have a later one: corrections are few.
    """
    plain: list[Placed] = []
    earlier: list[Placed] = []
    later: list[Placed] = []
    for group in (group for part in parts for group in overlapping(part)):
        first, rest = layers(group)
        (earlier if rest else plain).extend(first)
        later += rest
    # An empty select in front gives the types, also of a column that no file has yet.
    selects = [_empty(table)]
    if plain:
        filtered = f" WHERE NOT {WITHDRAWN}" if any(placed.file.withdrawals for placed in plain) else ""
        selects.append(f"SELECT * EXCLUDE ({WITHDRAWN}) FROM {files_sql(root, plain)}{filtered}")
    if later:
        selects.append(_latest(root, table, earlier, later))
    names = ", ".join(_quoted(name) for name in table.all_columns)
    return f"SELECT {names} FROM (" + " UNION ALL BY NAME ".join(selects) + ")"


def layers(group: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    """Return the files of a group that no earlier commit's file touches, and the others.

    The first share no day among themselves, and every other file that touches one of them came after it.
    """
    first: list[Placed] = []
    rest: list[Placed] = []
    for placed in sorted(group, key=lambda each: each.seq):
        touched = any(_touch(placed, other) for other in (*first, *rest))
        (rest if touched else first).append(placed)
    return first, rest


def _touch(one: Placed, other: Placed) -> bool:
    return one.file.first <= other.file.last and other.file.first <= one.file.last


def overlapping(files: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Yield files in groups: whose spans of days touch, directly or through others, stand together."""
    group: list[Placed] = []
    until = ""
    for placed in sorted(files, key=lambda each: each.file.first):
        if group and placed.file.first > until:
            yield group
            group, until = [], ""
        group.append(placed)
        until = max(until, placed.file.last)
    if group:
        yield group


def _latest(root: Path, table: Table, earlier: Sequence[Placed], later: Sequence[Placed]) -> str:
    """Return a SELECT of the latest row of each key in the later files, and of the earlier files' rows without one.

    A key holds its city and day, so files of different partitions can stand together here. An anti join, not NOT
    EXISTS: of a million rows 60 ms against 298.
    """
    seqs = ", ".join(f"({_text(str(root / placed.file.path))}, {placed.seq})" for placed in later)
    key = ", ".join(_quoted(name) for name in table.identity)
    return (
        f"SELECT * FROM (WITH latest AS MATERIALIZED (SELECT * EXCLUDE (filename, of_file, seq)"
        f" FROM {files_sql(root, later, named=True)} JOIN (VALUES {seqs}) AS seqs (of_file, seq) ON filename = of_file"
        f" QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY seq DESC) = 1)"
        f" SELECT * EXCLUDE ({WITHDRAWN}) FROM latest WHERE NOT {WITHDRAWN}"
        f" UNION ALL BY NAME SELECT * EXCLUDE ({WITHDRAWN}) FROM {files_sql(root, earlier)} AS earlier"
        f" ANTI JOIN latest USING ({key}) WHERE NOT earlier.{WITHDRAWN})"
    )


def files_sql(root: Path, files: Sequence[Placed], *, named: bool = False) -> str:
    """Return a FROM of files as they are, rows taken back included. named: with the column filename."""
    paths = ", ".join(_text(str(root / placed.file.path)) for placed in files)
    more = ", filename = true" if named else ""
    return f"read_parquet([{paths}], union_by_name = true, hive_partitioning = false{more})"


def _empty(table: Table) -> str:
    columns = ", ".join(f"NULL::{column.kind.sql} AS {_quoted(name)}" for name, column in table.all_columns.items())
    return f"SELECT {columns} WHERE false"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
