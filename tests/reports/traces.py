"""Looks for marks wherever a report could leave one: every table, what the server is told, the files of home, cluster and temp."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import connection

TABLES = """SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"""


def forms(mark: str) -> set[bytes]:
    """Return how a mark may stand in a dump, a file or a log: as it is, in hex as bytea prints, escaped as JSON does."""
    plain = mark.encode()
    escaped = mark.encode("unicode_escape")
    return {plain, plain.hex().encode(), plain.hex().upper().encode(), escaped, mark.encode("utf-16-le")}


def found(marks: Iterable[str], where: bytes) -> set[str]:
    return {mark for mark in marks if any(form in where for form in forms(mark))}


def dump() -> dict[str, bytes]:
    """Return every table whole, as COPY prints it, and what the server knows of the statements at work."""
    whole: dict[str, bytes] = {}
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        for name in [*tables, "pg_stat_activity", "pg_largeobject"]:
            with cursor.cursor.copy(f"COPY (SELECT * FROM {name}) TO STDOUT") as rows:
                whole[name] = b"".join(bytes(row) for row in rows)
    return whole


def files(*roots: Path) -> Iterator[Path]:
    for root in roots:
        yield from (path for path in root.rglob("*") if path.is_file())


def in_files(marks: Iterable[str], *roots: Path) -> set[tuple[str, str]]:
    """Return (mark, file) of each mark in the name or the bytes of a file."""
    wanted = {mark: forms(mark) for mark in marks}
    seen = set()
    for path in files(*roots):
        named = str(path.name)
        try:
            data = path.read_bytes()
        except OSError:  # the server removes what it has done with
            continue
        seen |= {(mark, named) for mark, shapes in wanted.items() if mark in named or any(shape in data for shape in shapes)}
    return seen
