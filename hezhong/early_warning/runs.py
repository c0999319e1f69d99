"""A run: every rule asked of the ledger for a day, then each city brought up to date by a job of its own."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction

from hezhong.directory import regions
from hezhong.early_warning import exclusion_rows, rule_book, rules
from hezhong.early_warning.compiling import EXCLUDED, WATCHED, compiled, excluded_rows, watched_rows
from hezhong.early_warning.detection import Compiled, Detection, Found, Frame, by_city
from hezhong.early_warning.dispatching import bring
from hezhong.early_warning.editions import Standing, digest
from hezhong.early_warning.models import CityRun, Run, Warning
from hezhong.early_warning.subjects import city_of, known
from hezhong.early_warning.sweeping import Open, Sweep
from hezhong.early_warning.vocabulary import Subject
from hezhong.engine import raising
from hezhong.engine.core import THE_CLOCK, Refused, allowed, decide
from hezhong.engine.dossier import Dossier, Event, Moment
from hezhong.engine.store import by_clock
from hezhong.kernel.places import Place
from hezhong.law.book import LawBook
from hezhong.ledger.commits import State
from hezhong.ledger.side_by_side import Source

TRIES = 20
AGAIN = timedelta(minutes=10)
"""After so long a city that had to be left out is tried again, though nothing has come: its files may have been put right."""
ANSWER = "warning_response"
LAPSES: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
    ("lapse", "rectify_by", {"state": "rectifying"}), ("supervision_lapsed", "answer_by", {"facts__supervision_late": False}),
)  # fmt: skip
"""What the clock does once a day among the facts of a case is over: action, fact, and of which cases, so that those it was done to are not opened again."""


def cities() -> Mapping[int, Place]:
    """Return code -> place of every city of the province."""
    root = regions.root().path[-1]
    return {int(code): regions.place(code) for code, _ in regions.children(root)}


def reads() -> frozenset[str]:
    """Return the names of the tables that any rule reads."""
    return frozenset(name for rule in rules.declared().values() for name in rule.family.reads)


def digests(on: date, state: State, book: LawBook) -> Mapping[int, str]:
    """Return city -> a digest of all that decides what is found there: the day, rows, rules, law, exclusions; EVERYWHERE: of all."""
    same = [on.isoformat(), digest(rule_book.in_force(on).values()), book.version, exclusion_rows.digest(on)]
    files: dict[int, list[str]] = {city: [] for city in (*cities(), EVERYWHERE)}
    for part, of in state.parts.items():
        if part_counts(part.table):
            paths = [placed.file.path for placed in of.active()]
            files.setdefault(part.city, []).extend(paths)
            files[EVERYWHERE] += paths
    return {city: hashlib.sha256("\n".join([*same, *sorted(paths)]).encode()).hexdigest()[:32] for city, paths in files.items()}


def part_counts(table: str) -> bool:
    """Return whether rows of this table can change what is found: cases themselves do not."""
    return table != "case_events"


Grouping = Callable[[Sequence[int]], Iterable[Sequence[int]]]
"""Says which cities are asked together: every query is planned anew each time, and memory follows the largest group."""
EVERYWHERE = 0
"""An employer has staff in several cities and is one employer: its rules are asked of the whole province at once."""


def all_at_once(codes: Sequence[int]) -> Iterable[Sequence[int]]:
    """Ask all cities together, where there are few rows."""
    return [codes] if codes else []


@dataclass
class Prepared:
    """The rules of a day as queries, made once and kept by who asks again and again."""

    of: str = ""
    queries: list[Compiled] = field(default_factory=list)

    def ready(self, standing: Mapping[str, Standing], on: date, book: LawBook, unhindered: frozenset[str]) -> list[Compiled]:
        """Return the queries; made anew only for other rules, another day, law, or set of rules that somebody is excluded from."""
        of = f"{digest(standing.values())}/{on}/{book.version}/{sorted(unhindered)}"
        if self.of != of:
            self.queries, self.of = compiled(standing.values(), Frame(on, book, cities()), without=unhindered), of
        return self.queries


@dataclass(frozen=True)
class Ask:
    """What a run is asked for. digests: city -> digest of what decides the answer; those that are known are not asked again.

    together: which of the others are asked at once. broken: city -> why its months could not be made; it is left out.
    """

    on: date
    seq: int
    digests: Mapping[int, str]
    prepared: Prepared = field(default_factory=Prepared)
    together: Grouping = all_at_once
    broken: Mapping[int, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.digests[EVERYWHERE]


def begin(open_cities: Open, ask: Ask, at: Moment) -> Run | None:
    """Ask every rule where something has changed, and keep what each city has to be told; None when nothing has.

    Rules of sites are asked of some cities at a time, those of employers of the whole province. A city that cannot be read is
    left out and named, and tried again later: until then it holds nobody up. Nothing is dispatched here.
    """
    if done(ask.key, at):
        return None
    standing = rule_book.in_force(ask.on)
    out = exclusion_rows.rows_of(ask.on)
    queries = ask.prepared.ready(standing, ask.on, at.book, frozenset(standing) - {rule for rule, _, _ in out})
    watched = list(Warning.objects.filter(gone_on=None).values_list("rule", "subject"))
    known_before = set(CityRun.objects.filter(kind=Subject.SITE.code).order_by("city", "-id").distinct("city").values_list("city", "digest"))
    changed = [city for city in cities() if (str(city), ask.digests.get(city, "")) not in known_before]

    @contextmanager
    def opened(codes: Sequence[int]) -> Iterator[Source]:
        with open_cities(codes) as source:
            source.put(EXCLUDED, excluded_rows(out))
            source.put(WATCHED, watched_rows(watched))
            yield source

    known_broken, tried_at = _left_out(at)
    detection = Sweep.of(opened, queries, standing).over(ask.together(changed), cities(), {**known_broken, **ask.broken})
    run = Run(key=_key(ask.key, detection, at), on=ask.on, seq=ask.seq, rules=digest(standing.values()), law=at.book.version, started_at=at.recorded_at)
    run.tried_at = tried_at if detection.broken else None
    return _kept(detection, run, ask, [city for city in changed if city not in detection.broken], at)


def _key(key: str, detection: Detection, at: Moment) -> str:
    """Return the key of a run: one that left a city out is done again."""
    return f"{key}/{at.recorded_at:%Y%m%d%H%M%S}" if detection.broken else key


def _left_out(at: Moment) -> tuple[Mapping[int, str], datetime]:
    """Return the cities that were tried in vain just now, why, and when: none of them and now, where it is time to try again."""
    last = Run.objects.order_by("-id").first()
    if last is None or last.tried_at is None or last.tried_at <= at.recorded_at - AGAIN:
        return {}, at.recorded_at
    return {int(city): why for city, why in last.broken.items()}, last.tried_at


def left_out() -> Collection[str]:
    """Return the codes of the cities that the last run had to leave out."""
    last = Run.objects.order_by("-id").first()
    return last.broken if last else ()


def _kept(detection: Detection, run: Run, ask: Ask, changed: Iterable[int], at: Moment) -> Run | None:
    kinds = {code: rule.family.subject for code, rule in rules.declared().items()}
    firms = [each for each in detection.found if kinds[each.rule] is Subject.EMPLOYER]
    sites = by_city((each for each in detection.found if kinds[each.rule] is Subject.SITE), lambda each: str(each.finding.city))
    places = _where(firms)
    of_firms = by_city(firms, lambda each: places[each.finding.subject])
    still = Warning.objects.filter(gone_on=None, subject_kind=Subject.EMPLOYER.code).values_list("asked_in", flat=True).distinct()
    rows = [CityRun(run=run, city=str(city), kind=Subject.SITE.code, digest=ask.digests.get(city, ""), findings=_plain(sites, str(city))) for city in changed]
    rows += [CityRun(run=run, city=city, kind=Subject.EMPLOYER.code, findings=_plain(of_firms, city)) for city in sorted({*of_firms, *still})]
    run.troubles, run.found_at = detection.troubles, at.recorded_at
    run.broken = {str(city): why for city, why in detection.broken.items()}
    run.finished_at = None if rows else at.recorded_at
    try:
        with transaction.atomic():
            run.save(force_insert=True)
            CityRun.objects.bulk_create(rows)
    except IntegrityError:
        return None  # another process did it meanwhile
    return run


def _plain(found: Mapping[str, list[Found]], city: str) -> list[dict[str, Any]]:
    return [asdict(each) for each in found.get(city, ())]


def _where(found: Iterable[Found]) -> Mapping[int, str]:
    """Return employer -> code of the city whose office answers: where the register has it, else where its rows lie."""
    places = known(Subject.EMPLOYER, {each.finding.subject: each.finding.city for each in found})
    return {token: city_of(one.place) for token, one in places.items()}


def waiting() -> list[int]:
    """Return the cities still to be brought up to date: of each only the latest run, since it says all that earlier ones did."""
    rows = CityRun.objects.filter(done_at=None, tries__lt=TRIES).order_by("id").values_list("id", "city", "kind")
    return sorted({(city, kind): id for id, city, kind in rows}.values())


def bring_city(id: int, at: Moment) -> bool:
    """Bring one city up to date; return whether it is done. What an earlier run had for it falls to this one.

    One at a time for a city and kind, whichever run it is of: two that raise the same warning would hinder each other.
    """
    row = CityRun.objects.select_related("run").get(id=id)
    with alone(f"{row.kind} {row.city}") as mine:
        if not mine:
            return False
        row.refresh_from_db()
        if row.done_at is not None:
            return True
        bring(row, at)
        before = CityRun.objects.filter(city=row.city, kind=row.kind, id__lt=row.id, done_at=None)
        before.update(done_at=at.recorded_at, trouble="由后一次运行接续")
        _finish(row.run_id, at.recorded_at)
        return row.done_at is not None


def _finish(run: int, at: datetime) -> None:
    if not CityRun.objects.filter(run_id=run, done_at=None).exists():
        Run.objects.filter(id=run, finished_at=None).update(finished_at=at)


def escalate(at: Moment, codes: Iterable[str] = (ANSWER,)) -> int:
    """Put under supervision what was not answered in time, once each time; return how many."""
    done = 0
    for case_id in (each for code in codes for each in raising.overdue(code, at.happened_on)):
        done += bool(by_clock(case_id, lambda dossier: _acted(dossier, "escalate", at), at))
    return done


def lapse(at: Moment, code: str = ANSWER) -> int:
    """Note that a day is over which an officer had set: for rectifying, or for an answer to who supervises; return how many."""
    done = 0
    for action, fact, only in LAPSES:
        for case_id in raising.past_day(code, fact, at.happened_on, **only):
            done += bool(by_clock(case_id, lambda dossier, action=action: _acted(dossier, action, at), at))  # type: ignore[misc]
    return done


def _acted(dossier: Dossier[object], action: str, at: Moment) -> list[Event]:
    """Return the clock's action where it is due, nothing where it was taken before or somebody has acted."""
    if action not in {each.name for each in allowed(dossier, THE_CLOCK)}:
        return []
    try:
        return [decide(dossier, action, THE_CLOCK, at)]
    except Refused:
        return []


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


def done(key: str, at: Moment) -> bool:
    """Return whether this very run was done before, or left a city out just now."""
    if Run.objects.filter(key=key).exclude(found_at=None).exists():
        return True
    last = Run.objects.order_by("-id").first()
    return last is not None and last.key.startswith(f"{key}/") and last.tried_at is not None and last.tried_at > at.recorded_at - AGAIN
