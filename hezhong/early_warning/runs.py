"""A run: every rule asked of the ledger for a day, then each city brought up to date by a job of its own."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Protocol

import pyarrow as pa
from django.db import IntegrityError, connection, transaction

from hezhong.directory import regions
from hezhong.early_warning import exclusion_rows, rule_book, rules
from hezhong.early_warning.compiling import EXCLUDED, WATCHED, compiled, excluded_rows, watched_rows
from hezhong.early_warning.detection import Detection, Found, Frame, by_city, detect
from hezhong.early_warning.dispatching import bring
from hezhong.early_warning.editions import digest
from hezhong.early_warning.models import CityRun, Run, Warning
from hezhong.early_warning.subjects import city_of, known
from hezhong.early_warning.vocabulary import Subject
from hezhong.engine import raising
from hezhong.engine.core import THE_CLOCK, Refused, allowed, decide
from hezhong.engine.dossier import Dossier, Event, Moment
from hezhong.engine.store import by_clock
from hezhong.kernel.places import Place
from hezhong.law.book import LawBook
from hezhong.ledger.commits import State

TRIES = 20
ANSWER = "warning_response"


def cities() -> Mapping[int, Place]:
    """Return code -> place of every city of the province."""
    root = regions.root().path[-1]
    return {int(code): regions.place(code) for code, _ in regions.children(root)}


def reads() -> frozenset[str]:
    """Return the names of the tables that any rule reads."""
    return frozenset(name for rule in rules.declared().values() for name in rule.family.reads)


def key_of(on: date, state: State, book: LawBook) -> str:
    """Return what tells one run from another: the day, the rows that count, the rules, the law, who is excluded."""
    files = sorted(placed.file.path for part in state.parts.values() for placed in part.active() if part_counts(placed.file.part.table))
    said = [on.isoformat(), *files, digest(rule_book.in_force(on).values()), book.version, exclusion_rows.digest(on)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def part_counts(table: str) -> bool:
    """Return whether rows of this table can change what is found: cases themselves do not."""
    return table != "case_events"


class Source(Protocol):
    """One city's tables of the ledger, to be asked in SQL. put: give it a table under a name."""

    def put(self, name: str, rows: pa.Table) -> None: ...
    def ask(self, query: str) -> Iterable[Mapping[str, Any]]: ...


Open = Callable[[int], AbstractContextManager[Source]]
"""Opens the tables of one city, by its code; of all cities by ``EVERYWHERE``."""
EVERYWHERE = 0
"""An employer has staff in several cities and is one employer: its rules are asked of the whole province at once."""


def begin(open_city: Open, key: str, seq: int, on: date, at: Moment) -> Run | None:
    """Ask every rule, of sites city by city, and keep what each city has to be told; None when this very run was done before.

    seq: number of the ledger that the tables show. Nothing is dispatched here.
    """
    if done(key):
        return None
    standing = rule_book.in_force(on)
    out = exclusion_rows.rows_of(on)
    unhindered = frozenset(standing) - {rule for rule, _, _ in out}
    queries = compiled(standing.values(), Frame(on, at.book, cities()), without=unhindered)
    watched = list(Warning.objects.filter(gone_on=None).values_list("rule", "subject"))
    detection = Detection()
    for opening, subject in (*((city, Subject.SITE) for city in cities()), (EVERYWHERE, Subject.EMPLOYER)):
        with open_city(opening) as source:
            source.put(EXCLUDED, excluded_rows(out))
            source.put(WATCHED, watched_rows(watched))
            detect([each for each in queries if standing[each.rule].rule.family.subject is subject], source.ask, detection)
    run = Run(key=key, on=on, seq=seq, rules=digest(standing.values()), law=at.book.version, started_at=at.recorded_at)
    return _kept(detection, run, at)


def _kept(detection: Detection, run: Run, at: Moment) -> Run | None:
    found = by_city(detection.found, _where(detection.found))
    open_in = set(Warning.objects.filter(gone_on=None).values_list("city", flat=True).distinct())
    run.troubles, run.found_at = detection.troubles, at.recorded_at
    try:
        with transaction.atomic():
            run.save(force_insert=True)
            CityRun.objects.bulk_create(
                CityRun(run=run, city=code, findings=[asdict(each) for each in found.get(code, ())])
                for code in sorted({*found, *open_in})
            )
    except IntegrityError:
        return None  # another process did it meanwhile
    return run


def _where(found: Iterable[Found]) -> Mapping[tuple[str, int], str]:
    """Return (rule, subject) -> code of the city whose office answers: where the register has the subject, not its rows."""
    known_rules = rules.declared()
    of_kind: dict[Subject, dict[int, int]] = {kind: {} for kind in Subject}
    keys = [(each.rule, each.finding.subject, known_rules[each.rule].family.subject) for each in found]
    for each, (_, subject, kind) in zip(found, keys, strict=True):
        of_kind[kind][subject] = each.finding.city
    places = {kind: known(kind, tokens) for kind, tokens in of_kind.items()}
    return {(rule, subject): city_of(places[kind][subject].place) for rule, subject, kind in keys}


def waiting() -> list[int]:
    """Return the cities still to be brought up to date: of each only the latest run, since it says all that earlier ones did."""
    rows = CityRun.objects.filter(done_at=None, tries__lt=TRIES).order_by("id").values_list("id", "city")
    return sorted({city: id for id, city in rows}.values())


def bring_city(id: int, at: Moment) -> bool:
    """Bring one city up to date; return whether it is done. What an earlier run had for it falls to this one."""
    row = CityRun.objects.select_related("run").get(id=id)
    if row.done_at is not None:
        return True
    bring(row, at)
    CityRun.objects.filter(city=row.city, id__lt=row.id, done_at=None).update(done_at=at.recorded_at, trouble="由后一次运行接续")
    _finish(row.run_id, at.recorded_at)
    return row.done_at is not None


def _finish(run: int, at: datetime) -> None:
    if not CityRun.objects.filter(run_id=run, done_at=None).exists():
        Run.objects.filter(id=run, finished_at=None).update(finished_at=at)


def escalate(at: Moment, codes: Iterable[str] = (ANSWER,)) -> int:
    """Put under supervision what was not answered in time, once; return how many."""
    done = 0
    for case_id in (each for code in codes for each in raising.overdue(code, at.happened_on)):
        done += bool(by_clock(case_id, lambda dossier: _escalated(dossier, at), at))
    return done


def _escalated(dossier: Dossier[object], at: Moment) -> list[Event]:
    if "escalate" not in {action.name for action in allowed(dossier, THE_CLOCK)}:
        return []
    try:
        return [decide(dossier, "escalate", THE_CLOCK, at)]
    except Refused:
        return []  # it was put under supervision before


@contextmanager
def alone(what: str) -> Iterator[bool]:
    """Say whether nobody else does this at the moment, and keep others from it as long as the block lasts."""
    name = f"early warning {what}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name])
        (mine,) = cursor.fetchone() or (False,)
    try:
        yield bool(mine)
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])


def done(key: str) -> bool:
    """Return whether this very run was done before."""
    return Run.objects.filter(key=key).exclude(found_at=None).exists()
