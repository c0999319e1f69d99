"""Copies of enacted cases by COPY: every row of a model in every table, with only the marks of the case exchanged.

Nothing is known here of any column but two that are computed (the search text's pieces, and ids that count up), so
that a copy is as true as its model; ``tests/faults/test_copied_case.py`` holds one against a case enacted anew.
"""

import random
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from bench.models import ABOVE, DEEP, FIRM, FLAT, MODEL, OTHER, TOP, WORKER, model_name
from bench.province import PROVINCE, Seat
from hezhong.directory import regions
from hezhong.kernel.bigrams import bigrams, plain

CASE, MATTER = "engine_case", "engine_matterrow"
BATCH = 20_000

TABLES = """
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attname IN ('search_text', 'search'), a.attname = 'search', a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = ''
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
  AND (c.relname IN ('engine_case', 'engine_matterrow') OR c.relname LIKE 'engine_%' AND EXISTS (
        SELECT FROM pg_attribute k WHERE k.attrelid = c.oid AND k.attname = 'case_id' AND NOT k.attisdropped))
GROUP BY c.relname ORDER BY c.relname
"""
INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
WHERE t.relname = ANY(%s) AND NOT i.indisunique AND NOT EXISTS (
    SELECT FROM pg_constraint WHERE conindid = i.indexrelid)
"""


@dataclass(frozen=True)
class Line:
    """One stored row of a model, cut at its marks: literals, and where which mark stands."""

    table: str
    pieces: tuple[str, ...]
    marks: tuple[tuple[int, str], ...]

    def copied(self, values: Mapping[str, str]) -> str:
        pieces = list(self.pieces)
        for place, mark in self.marks:
            pieces[place] = values[mark]
        return "".join(pieces)


@dataclass(frozen=True)
class Mould:
    """A model ready to be copied. ``fresh``: marks that are ids or codes of this case alone, as text."""

    lines: tuple[Line, ...]
    share: float
    flat: bool
    year: int
    matter: str
    numbers: tuple[str, ...]
    papers: tuple[str, ...]
    ids: tuple[str, ...]
    codes: tuple[str, ...]
    blobs: tuple[str, ...]
    worker: str
    contact: str
    firm: str


def columns(connection: psycopg.Connection[Any]) -> dict[str, list[str]]:
    """Return table -> the columns to copy, for every table that belongs to a case."""
    return dict(connection.execute(TABLES).fetchall())


def mould(connection: psycopg.Connection[Any], case_id: UUID, share: float, flat: bool, model: Seat) -> Mould:
    """Return the rows of a model, and of the cases that it has opened, with its marks found."""
    row = connection.execute(
        "SELECT c.year, m.id, m.number, m.code, m.sealed_code FROM engine_case c "
        "JOIN engine_matterrow m ON m.id = c.matter_id WHERE c.id = %s", [case_id]
    ).fetchone()  # fmt: skip
    assert row is not None
    year, matter_id, matter, code, sealed_code = row
    cases = dict(connection.execute("SELECT id, number FROM engine_case WHERE id = %s OR parent_id = %s ORDER BY parent_id NULLS FIRST", [case_id, case_id]).fetchall())
    there = connection.execute("SELECT kind, token, contact FROM engine_party WHERE case_id = %s", [case_id]).fetchall()
    parties = {kind: (token, contact) for kind, token, contact in there}
    papers = connection.execute("SELECT number, check_code FROM engine_paper WHERE case_id = ANY(%s)", [list(cases)]).fetchall()
    own = [
        str(each)
        for table in ("engine_paper", "engine_message", "engine_errand")
        for (each,) in connection.execute(sql.SQL("SELECT id FROM {} WHERE case_id = ANY(%s)").format(sql.Identifier(table)), [list(cases)])
    ]
    found = {
        "ids": (*map(str, cases), str(matter_id), *own),
        "codes": tuple(code for _, code in papers),
        "blobs": (bytes(code).hex(), bytes(sealed_code).hex()),
        "numbers": tuple(cases.values()),
        "papers": tuple(sorted({number for number, _ in papers if number} - set(cases.values()))),
        "worker": str(parties["person"][0]),
        "contact": str(parties["person"][1]),
        "firm": str(parties["employer"][0]),
    }
    marks = [each for name in ("ids", "codes", "blobs", "numbers", "papers") for each in found[name]]
    marks += [*map(plain, cases.values()), matter, found["worker"], found["contact"], found["firm"], WORKER, FIRM, str(MODEL), str(ABOVE), str(OTHER), str(TOP)]
    marks += [model_name(OTHER), regions.full_name(FLAT if flat else DEEP)]
    marks += [FLAT, FLAT[:4] + "00"] if flat else [DEEP, DEEP[:6], DEEP[:4] + "00"]
    marks += [str(token) for token, _ in model.officers.values()]
    lines = _lines(connection, list(cases), matter_id, marks)
    return Mould(tuple(lines), share, flat, year, matter, **found)  # type: ignore[arg-type]


def _lines(connection: psycopg.Connection[Any], cases: list[UUID], matter_id: UUID, marks: list[str]) -> Iterable[Line]:
    spelt = {mark: mark for mark in marks} | {mark.encode().hex(): f"{mark}\0" for mark in marks}
    cut = re.compile("(" + "|".join(map(re.escape, sorted(spelt, key=len, reverse=True))) + ")")
    for table, names in columns(connection).items():
        key, value = {CASE: ("id", cases), MATTER: ("id", [matter_id])}.get(table, ("case_id", cases))
        query = sql.SQL("COPY (SELECT {} FROM {} WHERE {} = ANY(%s)) TO STDOUT").format(
            sql.SQL(", ").join(map(sql.Identifier, names)), sql.Identifier(table), sql.Identifier(key)
        )
        with connection.cursor().copy(query, [value]) as out:
            text = b"".join(bytes(block) for block in out).decode()
        for row in text.splitlines():
            told = row.rpartition("\t")[0] if table == CASE else row
            pieces = cut.split(told)
            places = tuple((n, spelt[piece]) for n, piece in enumerate(pieces) if n % 2)
            yield Line(table, tuple(pieces), places)


@dataclass
class Press:
    """Makes copies and lays them at offices. ``numbers``: (office id, words, year) -> last number given."""

    connection: psycopg.Connection[Any]
    moulds: list[Mould]
    seats: dict[str, Seat]
    towns: dict[str, list[str]]
    people: list[tuple[int, int, str]]
    firms: list[tuple[int, str]]
    chance: random.Random
    numbers: dict[tuple[int, str, int], int]

    def run(self, count: int) -> list[str]:
        """Write so many copies; return the ids of one in a hundred. Indexes that only speed reading are built afterwards."""
        tables = list(columns(self.connection))
        kept = self.connection.execute(INDEXES, [tables]).fetchall()
        for name, _ in kept:
            self.connection.execute(f"DROP INDEX {name}")
        some = self.lay(count)
        for _, definition in kept:
            self.connection.execute(definition)
        self.connection.execute(f"VACUUM ANALYZE {', '.join(tables)}")
        return some

    def lay(self, count: int) -> list[str]:
        """Write so many copies; return the ids of one in a hundred."""
        tables = columns(self.connection)
        given = self.connection.execute("SELECT office, series, year, last FROM engine_counter").fetchall()
        self.numbers |= {(office, words, year): last for office, words, year, last in given}
        self.connection.execute("SET session_replication_role = replica")  # no check of foreign keys, row by row
        some = [found for begun in range(0, count, BATCH) for found in self._batch(min(BATCH, count - begun), tables)]
        self._count_up()
        self.connection.execute("SET session_replication_role = origin")
        return some

    def _batch(self, count: int, tables: dict[str, list[str]]) -> list[str]:
        written: dict[str, list[str]] = {table: [] for table in tables}
        some = []
        for number, chosen in enumerate(self.chance.choices(self.moulds, [each.share for each in self.moulds], k=count)):
            values = self.values(chosen)
            if number % 100 == 0:
                some.append(values[chosen.ids[0]])
            for line in chosen.lines:
                text = line.copied(values)
                written[line.table].append(f"{text}\t{_pieces(text)}\n" if line.table == CASE else f"{text}\n")
        for table, names in tables.items():
            query = sql.SQL("COPY {} ({}) FROM STDIN").format(
                sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
            )
            with self.connection.cursor().copy(query) as out:
                out.write("".join(written[table]))
        return some

    def values(self, chosen: Mould) -> dict[str, str]:
        """Return mark -> what stands there in one copy; a mark inside bytes ends in NUL."""
        here = self.chance.choice(FLAT_CITIES) if chosen.flat else self._county()
        seat, city, top = self.seats[here], self.seats[here[:4] + "00"], self.seats[PROVINCE]
        town, word = self.chance.choice(self.towns[here]), seat.office.word
        (worker, contact, name), (firm, firm_name) = self.chance.choice(self.people), self.chance.choice(self.firms)
        found = {each: str(_random_id(self.chance)) for each in chosen.ids}
        found |= {each: f"{self.chance.getrandbits(60):015X}" for each in chosen.codes}
        found |= {each: self.chance.randbytes(len(each) // 2).hex() for each in chosen.blobs}
        found |= {each: self._next(seat, f"{word}{each[2:].partition('〔')[0]}", chosen.year) for each in chosen.papers}
        numbers = {each: self._next(seat, f"{word}{each[2:].partition('〔')[0]}", chosen.year) for each in chosen.numbers}
        found |= numbers | {plain(each): plain(number) for each, number in numbers.items()}
        found |= {
            chosen.matter: self._next(seat, f"{word}事项", chosen.year),
            chosen.worker: str(worker),
            chosen.contact: str(contact),
            chosen.firm: str(firm),
            WORKER: name,
            FIRM: firm_name,
            str(MODEL): str(seat.office.pk),
            str(ABOVE): str(seat.office.parent_id),
            str(OTHER): str(city.office.pk),
            str(TOP): str(top.office.pk),
            model_name(OTHER): city.office.name,
            regions.full_name(FLAT if chosen.flat else DEEP): regions.full_name(town),
            **({FLAT: town, FLAT[:4] + "00": here} if chosen.flat else {DEEP: town, DEEP[:6]: here, DEEP[:4] + "00": here[:4] + "00"}),
        }
        inspectors = seat.inspectors
        first = self.chance.randrange(len(inspectors))
        found |= self._officers(seat, inspectors[first:] + inspectors[:first])
        return found | {f"{mark}\0": value.encode().hex() for mark, value in found.items()}

    def _officers(self, seat: Seat, inspectors: list[int]) -> dict[str, str]:
        """The marks of the model's officers, for those of this office; who is first inspector is chance."""
        ours = {**{post: token for post, (token, _) in seat.officers.items()}}
        ours |= {f"inspector{n}": token for n, token in enumerate(inspectors)}
        return {str(token): str(ours[post]) for post, (token, _) in self.model.officers.items()}

    @property
    def model(self) -> Seat:
        return self.seats[""]

    def _county(self) -> str:
        """Return a county with towns; the first have the most cases, as big districts do."""
        place = int(self.chance.paretovariate(0.6)) - 1
        return self.counties[place % len(self.counties)]

    @cached_property
    def counties(self) -> list[str]:
        """Return the counties where cases are laid, the busiest first."""
        return [code for code in self.towns if code not in FLAT_CITIES]

    def _next(self, seat: Seat, words: str, year: int) -> str:
        key = (seat.office.pk, words, year)
        self.numbers[key] = self.numbers.get(key, 0) + 1
        return f"{words}〔{year}〕{self.numbers[key]}号"

    def _count_up(self) -> None:
        """Leave the counters where the copies' numbers end."""
        query = (
            "INSERT INTO engine_counter (office, series, year, last) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (office, series, year) DO UPDATE SET last = EXCLUDED.last"
        )
        with self.connection.cursor() as cursor:
            cursor.executemany(query, [(*key, last) for key, last in self.numbers.items()])


FLAT_CITIES = ("441900", "442000")


def _random_id(chance: random.Random) -> UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _pieces(row: str) -> str:
    """Return the search column of a row whose last column is the search text."""
    return " ".join(f"'{each}'" for each in sorted(set(bigrams(row.rpartition("\t")[2]))))
