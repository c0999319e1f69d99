"""The SQL that reads a table: the files that the manifest names, and of each key the latest row that stands."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from hezhong.ledger.commits import Placed
from hezhong.ledger.vocabulary import WITHDRAWN, Table


def rows_sql(root: Path, table: Table, parts: Iterable[Sequence[Placed]]) -> str:
    """Return a SELECT of the rows that stand, in DuckDB's SQL. parts: the active files of each partition.

    Files that share no day with another of their partition and take nothing back are read as they are; only among the
    others does it matter which row is the latest.
    """
    plain: list[Placed] = []
    contested: list[str] = []
    for part in parts:
        for group in overlapping(part):
            if len(group) == 1 and not group[0].file.withdrawals:
                plain += group
            else:
                contested.append(_latest(root, table, group))
    # An empty select in front gives the types, also of a column that no file has yet.
    selects = [_empty(table), *([f"SELECT * EXCLUDE ({WITHDRAWN}) FROM {_files(root, plain)}"] if plain else []), *contested]
    names = ", ".join(_quoted(name) for name in table.all_columns)
    return f"SELECT {names} FROM (" + " UNION ALL BY NAME ".join(selects) + ")"


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


def _latest(root: Path, table: Table, group: Sequence[Placed]) -> str:
    """Return a SELECT of the latest row of each key, less those that were taken back."""
    seqs = ", ".join(f"({_text(str(root / placed.file.path))}, {placed.seq})" for placed in group)
    key = ", ".join(_quoted(name) for name in table.identity)
    return (
        f"SELECT * EXCLUDE ({WITHDRAWN}, filename, of_file, seq) FROM (SELECT * FROM {_files(root, group, named=True)}"
        f" JOIN (VALUES {seqs}) AS seqs (of_file, seq) ON filename = of_file"
        f" QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY seq DESC) = 1) WHERE NOT {WITHDRAWN}"
    )


def _files(root: Path, files: Sequence[Placed], *, named: bool = False) -> str:
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
