"""The floor: the SQL that an action cannot do without, in a bare loop of psycopg with nothing around it.

Creating and acting write the very rows that the engine wrote for a model case, with new ids and numbers; reading
takes the rows that the page shows, with no rights, no counts and no names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from bench.copying import CASE, MATTER, columns

COUNTER = """INSERT INTO engine_counter (office, series, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (office, series, year) DO UPDATE SET last = engine_counter.last + 1 RETURNING last"""
KNOWN = "SELECT token FROM directory_employer WHERE plain_name = %s AND registered LIMIT 2"
PERSON = """INSERT INTO directory_person (token, name, kind, number, identity, demo)
VALUES (%s, %s, 'resident', %s, %s, true)"""
CONTACT = """INSERT INTO directory_contact (token, person_id, phone, phone_index, address) VALUES (%s, %s, %s, %s, %s)"""
RECEIVED = "INSERT INTO engine_received (actor, key, digest, answer, at) VALUES (%s, %s, %s, '{}', now())"
NOTIFY = "SELECT pg_notify('hezhong_changes', %s)"
LOCK = """SELECT c.*, m.* FROM engine_case c JOIN engine_matterrow m ON m.id = c.matter_id
WHERE c.id = %s FOR UPDATE OF c, m"""
TRAIL = "SELECT body FROM engine_event WHERE case_year = %s AND case_id = %s ORDER BY seq"
PARTIES = "SELECT token FROM engine_party WHERE case_id = %s"
MOVE = "UPDATE engine_case SET state = 'accepted', version = version + 1, next_due = %s, next_duty = %s WHERE id = %s"
UNDUE = "DELETE FROM engine_task WHERE case_id = %s"
LIST = """SELECT c.id, c.number, c.employer, c.people_words, c.about, c.province, c.city, c.county, c.town, c.state, c.amount,
c.next_due, c.next_duty, c.assignee, c.case_type FROM engine_case c WHERE c.closed_on IS NULL AND c.city = %s
ORDER BY c.next_due, c.id LIMIT 51"""
PAGE = "SELECT c.*, m.* FROM engine_case c JOIN engine_matterrow m ON m.id = c.matter_id WHERE c.id = %s"
PAPERS = "SELECT * FROM engine_paper WHERE case_id = %s"
SEARCH = """SELECT c.id, c.number FROM engine_case c
WHERE c.search @@ %s::tsquery AND c.search_text LIKE %s AND c.county = %s ORDER BY c.next_due, c.id LIMIT 51"""

CREATE = ("counter of the matter", "counter of the case", KNOWN, PERSON, CONTACT, "the model's rows", RECEIVED, NOTIFY)
ACT = (LOCK, TRAIL, PARTIES, "the model's event and papers", MOVE, UNDUE, "the model's tasks", RECEIVED, NOTIFY)


@dataclass(frozen=True)
class Row:
    """One row to insert: the statement, its values as text, and where the case's own ids stand among them."""

    statement: bytes
    names: tuple[str, ...]
    values: tuple[str | None, ...]


def rows(connection: psycopg.Connection[Any], case_id: UUID, tables: tuple[str, ...], where: str = "") -> list[Row]:
    """Return the rows of a model case in these tables, ready to be inserted again."""
    return [row for table in tables for row in _rows(connection, table, columns(connection)[table], case_id, where)]


def _rows(connection: psycopg.Connection[Any], table: str, names: list[str], case_id: UUID, where: str) -> Iterator[Row]:
    kept = [name for name in names if name != "xid"]
    key = {CASE: "id = %s", MATTER: "id = (SELECT matter_id FROM engine_case WHERE id = %s)"}.get(table, "case_id = %s")
    types = dict(connection.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0", [table]
    ).fetchall())  # fmt: skip
    chosen = sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(name)) for name in kept)
    read = sql.SQL("SELECT {} FROM {} WHERE " + key + where).format(chosen, sql.Identifier(table))
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, kept)),
        sql.SQL(", ").join(sql.SQL("%s::" + types[name]) for name in kept),
    ).as_bytes(connection)  # fmt: skip
    for found in connection.execute(read, [case_id]).fetchall():
        yield Row(statement, tuple(kept), found)


UNIQUE = {"number", "code", "key", "check_code"}
OWN = {"id", "case_id", "matter_id"}


def _insert(cursor: psycopg.Cursor[Any], row: Row, own: dict[str, str]) -> None:
    """Insert a model's row as another case's: its ids are new, what must be unique is new, all else as it was."""
    fresh = [
        own.get(name, str(uuid4())) if name in OWN
        else _other(name, value) if name in UNIQUE and value
        else value
        for name, value in zip(row.names, row.values, strict=True)
    ]  # fmt: skip
    cursor.execute(row.statement, fresh)


def _other(name: str, value: str) -> str:
    return f"\\x{uuid4().hex}{uuid4().hex}" if name == "code" else f"{value}/{uuid4().hex[:12]}"


def create(connection: psycopg.Connection[Any], model: list[list[Row]], number: int) -> None:
    """File a complaint with nothing but its SQL. model: the matter's row, the case's, and the rest."""
    matter, case, rest = model
    own = {"matter_id": str(uuid4()), "case_id": str(uuid4())}
    with connection.transaction(), connection.cursor() as cursor:
        for series in ("事项", "劳监投"):
            cursor.execute(COUNTER, (1, f"底{series}", 2026)).fetchone()
        cursor.execute(KNOWN, ("底线家具有限公司",)).fetchall()
        sealed = bytes(60)
        person = uuid4().int >> 66
        cursor.execute(PERSON, (person, "底线人", sealed, uuid4().bytes * 2))
        cursor.execute(CONTACT, (uuid4().int >> 66, person, sealed, uuid4().bytes * 2, sealed))
        for row in matter:
            _insert(cursor, row, {"id": own["matter_id"]})
        for row in case:
            _insert(cursor, row, {"id": own["case_id"], **own})
        for row in rest:
            _insert(cursor, row, own)
        cursor.execute(RECEIVED, ("floor", f"{number}/{uuid4()}", bytes(32)))
        cursor.execute(NOTIFY, ("1",))


def act(connection: psycopg.Connection[Any], model: list[Row], case: tuple[UUID, int], number: int) -> None:
    """Accept a complaint with nothing but its SQL. case: its id and year."""
    case_id, year = case
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute(LOCK, (case_id,)).fetchone()
        cursor.execute(TRAIL, (year, case_id)).fetchall()
        cursor.execute(PARTIES, (case_id,)).fetchall()
        cursor.execute(MOVE, ("2027-01-05", "查处案件并作出处理", case_id))
        cursor.execute(UNDUE, (case_id,))
        for row in model:
            _insert(cursor, row, {"case_id": str(case_id)})
        cursor.execute(RECEIVED, ("floor", f"act{number}/{uuid4()}", bytes(32)))
        cursor.execute(NOTIFY, ("1",))


def worklist(connection: psycopg.Connection[Any], city: str) -> None:
    connection.execute(LIST, (city,)).fetchall()


def page(connection: psycopg.Connection[Any], case: tuple[UUID, int]) -> None:
    connection.execute(PAGE, (case[0],)).fetchone()
    connection.execute(TRAIL, (case[1], case[0])).fetchall()
    connection.execute(PARTIES, (case[0],)).fetchall()
    connection.execute(PAPERS, (case[0],)).fetchall()


def search(connection: psycopg.Connection[Any], query: str, like: str, county: str) -> None:
    connection.execute(SEARCH, (query, like, county)).fetchall()
