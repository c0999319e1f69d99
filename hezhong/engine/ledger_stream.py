"""Events of cases to the ledger, in micro-batches: each event once, also one whose transaction ends late.

The order is that of transactions. An event carries the number of its own (xid8), and every number below the oldest that
is still under way in this database is settled: what it wrote shows, or never will. So a batch is the events of a range of transactions
below that horizon, its number is the range, and the next begins where it ended. The range is written down before it is
sent (``LedgerMark.sending``): whoever was killed meanwhile sends the same range again, and the ledger knows it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.db import connection

from hezhong.directory import site_parties
from hezhong.directory.tokens import derived_token
from hezhong.engine import catalogue
from hezhong.engine.case_type import CaseType
from hezhong.engine.codec import from_bytes
from hezhong.engine.dossier import Opening, Stage
from hezhong.engine.models import Case, LedgerMark
from hezhong.kernel.local_time import local
from hezhong.ledger.batch import Batch
from hezhong.ledger.ingest import batch_name, ingest
from hezhong.ledger.office_tables import CASE_EVENTS, COMPLAINTS
from hezhong.ledger.place import Ledger
from hezhong.ledger.shapes import rows_of
from hezhong.ledger.vocabulary import Table

STREAM = "case_events"
SENDER = "engine"
MOST = 5000
"""Events in a batch; one transaction's events always go together."""
HORIZON = """
WITH seen AS MATERIALIZED (SELECT pg_current_snapshot() AS snapshot),
elsewhere AS MATERIALIZED (SELECT l.transactionid::text::bigint AS xid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted AND a.datname <> current_database())
SELECT coalesce((SELECT min(x.xid::text::bigint) FROM pg_snapshot_xip(snapshot) AS x (xid)
    WHERE mod(x.xid::text::bigint, 4294967296) NOT IN (SELECT xid FROM elsewhere)), pg_snapshot_xmax(snapshot)::text::bigint) FROM seen
"""
"""The oldest transaction still under way that may have written here: what another database of the server does holds nothing up.

Who cannot be told any more, because it ended meanwhile, counts as ours: then its events wait for the next look.
"""
BOUNDS = """
SELECT min(xid)::text::bigint, (SELECT xid::text::bigint FROM engine_event
    WHERE xid >= %(since)s::text::xid8 AND xid < %(until)s::text::xid8 ORDER BY xid OFFSET %(most)s LIMIT 1)
FROM engine_event WHERE xid >= %(since)s::text::xid8 AND xid < %(until)s::text::xid8
"""
EVENTS = """
SELECT e.case_id, e.seq, e.action, e.stage, e.state, e.happened_on, e.recorded_at, coalesce((SELECT p.state FROM engine_event p
    WHERE p.case_year = e.case_year AND p.case_id = e.case_id AND p.seq = e.seq - 1), '')
FROM engine_event e WHERE e.xid >= %s::text::xid8 AND e.xid < %s::text::xid8 ORDER BY e.xid, e.case_id, e.seq
"""
OPENINGS = "SELECT happened_on, body FROM engine_event WHERE case_year = %s AND case_id = %s AND seq = 1"


@dataclass(frozen=True)
class Happened:
    """One event as the ledger sees it. before: the state before it, '' for the first."""

    case: UUID
    seq: int
    action: str
    stage: str
    state: str
    on: date
    recorded_at: datetime
    before: str


def bring(ledger: Ledger, most: int = MOST) -> int:
    """Return how many events went to the ledger: all that are settled. Another worker that is at it leaves nothing to do."""
    brought = 0
    with _alone() as mine:
        while mine and (mark := _next(most)) is not None:
            assert mark.sending is not None
            events = _events(mark.upto, mark.sending)
            _send(ledger, mark, events)
            LedgerMark.objects.filter(pk=mark.pk).update(upto=mark.sending, sending=None)
            brought += len(events)
    return brought


@contextmanager
def _alone() -> Iterator[bool]:
    """Hold the stream for this process, as long as its connection lives; whoever comes second is told so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('hezhong ledger stream'))")
        mine = cursor.fetchone() == (True,)
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('hezhong ledger stream'))")


def _next(most: int) -> LedgerMark | None:
    """Return the range to be sent, written down; None when nothing new is settled."""
    mark, _ = LedgerMark.objects.get_or_create(pk=STREAM, defaults={"upto": 0})
    if mark.sending is not None:
        return mark
    with connection.cursor() as cursor:
        cursor.execute(HORIZON)
        (horizon,) = cursor.fetchone()
        if mark.upto > horizon:  # a dump was restored into another server, which counts from its own beginning: all is stated again
            mark.upto = 0
        cursor.execute(BOUNDS, {"since": mark.upto, "until": horizon, "most": most})
        first, beyond = cursor.fetchone()
    if first is None:
        return None
    mark.sending = horizon if beyond is None else max(beyond, first + 1)
    mark.save(update_fields=["upto", "sending"])
    return mark


def _events(since: int, until: int) -> list[Happened]:
    with connection.cursor() as cursor:
        cursor.execute(EVENTS, [since, until])
        return [Happened(*row) for row in cursor.fetchall()]


def _send(ledger: Ledger, mark: LedgerMark, events: list[Happened]) -> None:
    """Take the events of a range in, and the complaints as they stand now; what was taken in before is left as it is."""
    cases = Case.objects.in_bulk({event.case for event in events})
    rows = (
        (CASE_EVENTS, [_event_row(event, cases[event.case]) for event in events]),
        (COMPLAINTS, [row for case in cases.values() if (row := _complaint_row(case)) is not None]),
    )
    there = ledger.manifest.state().batches
    for table, of_table in rows:
        number = f"{table.name}/{mark.upto}-{mark.sending}"
        # A complaint may have gone on since the first attempt; that attempt counts, and the next event states it anew.
        if of_table and batch_name(SENDER, number) not in there:
            ingest(ledger, Batch(table, SENDER, _table(table, of_table), number=number))


def _table(table: Table, rows: list[dict[str, Any]]) -> pa.Table:
    return rows_of(table, rows)


def case_token(case: UUID) -> int:
    """Return the token by which the ledger knows a case."""
    return derived_token("case", str(case))


def _event_row(event: Happened, case: Case) -> dict[str, Any]:
    """Return the row of an event; of a sealed case nobody reads there whom it is about."""
    return {
        "city": int(case.city or case.province),
        "day": event.on,
        "event": derived_token("event", f"{event.case}:{event.seq}"),
        "happened_at": local(event.recorded_at).replace(tzinfo=None),
        "case": case_token(event.case),
        "matter": derived_token("matter", str(case.matter_id)),
        "employer": None if case.sealed else case.employer,
        "site": None,
        "office": case.office,
        "step": step(event, catalogue.current().case_types[case.case_type]),
        "people": case.people,
        "recovered_fen": None,
    }


def step(event: Happened, case_type: type[CaseType]) -> str:
    """Return what an event is to the ledger: the end of a case counts before the decision that ends it."""
    closed = {state.name for state in (*case_type.closed, case_type.annulled)}
    if event.seq == 1:
        return "opened"
    if event.state in closed and event.before not in closed:
        return "closed"
    if event.before in closed and event.state not in closed:
        return "reopened"
    action = getattr(case_type, event.action, None)
    return "decided" if event.stage == Stage.DONE.name and getattr(action, "decides", None) else "moved"


def _complaint_row(case: Case) -> dict[str, Any] | None:
    """Return a complaint as it stands; None for another case, a sealed one, or one whose employer nobody knows yet.

    The site is the one on which the employer builds where the work was done; where it builds on several there, nobody can say.

    Day and city are those of its receipt, also when it was handed over since: they are its key.
    """
    case_type = catalogue.current().case_types[case.case_type]
    if case.sealed or case.employer is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(OPENINGS, [case.year, case.id])
        received_on, body = cursor.fetchone()
    opening = from_bytes(case_type, bytes(body)).given
    lodged = case_type.lodged(opening.facts) if isinstance(opening, Opening) else None
    if lodged is None:
        return None
    channel, subject = lodged
    worked_at = case_type.worked_at(opening.facts)
    place = (opening.place or opening.matter.place).path
    return {
        "city": int(place[1] if len(place) > 1 else case.province),
        "received_on": received_on,
        "complaint": case_token(case.id),
        "employer": case.employer,
        "site": site_parties.only_site(case.employer, worked_at, received_on) if worked_at else None,
        "channel": channel,
        "subject": subject,
        "people": case.people,
        "claimed_fen": None if case.amount is None else int(case.amount * 100),
        "closed_on": case.closed_on,
    }
