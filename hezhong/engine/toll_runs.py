"""An order of the region over all its open cases: first only looked at, then recorded, one case after the other.

Each case is one transaction with its event, its projections and the progress of the run, so a kill loses nothing and
repeats nothing; and an order never tolls a clock twice, because a clock says which orders it has (``tolls``).
Clocks that begin later, inside the order's time, are tolled by the event that starts them (``ticks``).
"""

import logging
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction

from hezhong.engine import clock_law, clock_moves, clock_trail, core, store, tolls
from hezhong.engine.case_type import TollingOrder
from hezhong.engine.clock import clocks, due
from hezhong.engine.clock_moves import Move
from hezhong.engine.clock_trail import Counting
from hezhong.engine.dossier import Dossier, Event, Moment
from hezhong.engine.models import ClockRun, RegionOrder
from hezhong.engine.rights import column_of
from hezhong.engine.vocabulary import Op
from hezhong.kernel.dates import ONE_DAY

BATCH, LOOKED_AT = 50, 1000
WHICH = """FROM engine_case c WHERE c.closed_on IS NULL AND c.{column} = %s AND (%s = '{{}}'::text[] OR c.case_type = ANY(%s))
AND EXISTS (SELECT FROM engine_task t WHERE t.case_id = c.id AND t.kind = 'deadline')"""
FIRST = UUID(int=0)
log = logging.getLogger(__name__)


def step(run_id: int, at: Moment, size: int = 0) -> bool:
    """Do the next cases of a run over an order; return whether there are more. Nothing where another worker is at it."""
    with transaction.atomic():
        run = ClockRun.objects.select_for_update(skip_locked=True, of=("self",)).select_related("order__changes").filter(
            pk=run_id, finished_at=None
        ).first()  # fmt: skip
        if run is None or run.order is None:
            return False
        size = size or (LOOKED_AT if run.dry else BATCH)
        ids = _next(run, run.order, size)
        if run.dry and ids:
            _look(run, run.order, ids, at)
        if len(ids) < size:
            run.finished_at = at.recorded_at
        if run.dry or not ids:
            run.save()
            return run.finished_at is None
        run.save(update_fields=["total"])
    for case in clock_trail.read(ids):
        _toll(run.pk, run.order, case, at)
    if len(ids) < size:
        ClockRun.objects.filter(pk=run.pk).update(finished_at=at.recorded_at)
    return len(ids) == size


def _next(run: ClockRun, order: RegionOrder, size: int) -> list[UUID]:
    """Return the next open cases of the region with a deadline; at first, count them all."""
    which = WHICH.format(column=column_of(order.region))
    given: list[Any] = [order.region, list(order.procedures), list(order.procedures)]
    with connection.cursor() as cursor:
        if run.cursor is None:
            cursor.execute(f"SELECT count(*) {which}", given)
            (run.total,) = cursor.fetchone() or (0,)
        cursor.execute(f"SELECT c.id {which} AND c.id > %s ORDER BY c.id LIMIT %s", [*given, run.cursor or FIRST, size])
        return [case_id for (case_id,) in cursor.fetchall()]


def _look(run: ClockRun, order: RegionOrder, ids: list[UUID], at: Moment) -> None:
    """Record what the order would move, by the book as it would be."""
    approved = Moment(at.happened_on, at.recorded_at, clock_law.with_order(at.book, order))
    name = clock_law.toll_of(order).order
    moves = [move for case in clock_trail.read(ids) for move in _moves(case, name, approved)]
    clock_moves.keep(run, moves, at.recorded_at.date())
    run.cursor, run.done = ids[-1], run.done + len(ids)


def _moves(case: Counting, order: str, at: Moment) -> list[Move]:
    found = []
    for (deadline, party), clock in case.clocks.items():
        owed = tolls.owed(clock, case.where, at) if clock.running else []
        mine = [tick for tick in owed if tick.order == order]
        before, after = due(clock, at.calendar), due(tolls.tolled(clock, mine), at.calendar)
        if before != after:
            found.append(Move(case, deadline, party, clock.limit.duty.title, before, after))
    return found


def _toll(run_id: int, order: RegionOrder, case: Counting, at: Moment) -> None:
    """Bring one case in line with the order, and the run up to it. What fails is noted, and the others go on."""
    try:
        with transaction.atomic():
            run = ClockRun.objects.select_for_update().get(pk=run_id)
            moves: list[Move] = []

            def decided(dossier: Dossier[Any]) -> list[Event]:
                locked = replace(case, clocks=clocks(dossier.events))
                moves.extend(_moves(locked, clock_law.toll_of(order).order, at))
                return events(dossier, order, at)

            store.by_clock(case.id, decided, at)
            _keep(run, case, moves, at.recorded_at.date())
    except (OperationalError, InterfaceError):  # the database is away, for all of them
        raise
    except Exception as trouble:  # whatever is wrong with one case, the order is for the others as well
        log.exception("the order %s has no effect in case %s", order.number, case.id)
        with transaction.atomic():
            run = ClockRun.objects.select_for_update().get(pk=run_id)
            clock_moves.failed(run, case, f"{type(trouble).__name__}: {trouble}")
            _keep(run, case, [], at.recorded_at.date())


def _keep(run: ClockRun, case: Counting, moves: list[Move], on: date) -> None:
    clock_moves.keep(run, moves, on)
    run.cursor, run.done = case.id, run.done + 1
    run.save()


def events(dossier: Dossier[Any], order: RegionOrder, at: Moment) -> list[Event]:
    """Return the event that brings the case in line with the order as the book has it now; none where it is."""
    if dossier.closed:
        return []
    name = clock_law.toll_of(order).order
    toll = next(each for each in at.book.tolls if each.order == name)
    assert toll.span.until is not None
    lifted = toll.span.until == toll.span.since
    last = toll.span.since if lifted else toll.span.until - ONE_DAY
    given = TollingOrder(toll.place, toll.span.since, last, name, order.number if order.changes else "", lifted)
    event = core.decide(dossier, "toll", core.THE_CLOCK, at, given)
    return [event] if any(tick.op is Op.TOLL for tick in event.ticks) else []
