"""The worker's watch over the ledger: derives, asks every rule when something changed, brings each city up to date.

Any number of workers may run side by side: one of them asks, and each city is brought up to date by one of them. What is
open on the ledger is closed again after each look, so that memory goes back.
"""

import logging
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import ibis
import psycopg
from django.db import Error as DjangoDatabaseError
from django.db import close_old_connections, connection

from hezhong.early_warning import outcomes, people_counted, questions, runs
from hezhong.engine import ledger_place
from hezhong.engine.dossier import Moment
from hezhong.kernel.places import Place
from hezhong.ledger import asking
from hezhong.ledger.connecting import Limits
from hezhong.ledger.months import back_from
from hezhong.ledger.place import Ledger
from hezhong.ledger.refreshing import Unmade, refresh
from hezhong.ledger.side_by_side import Source
from hezhong.web import clock

LOOK = 2.0  # seconds between two looks
LIMITS = Limits(os.environ.get("HEZHONG_LEDGER_MEMORY", "900MB"), int(os.environ.get("HEZHONG_LEDGER_THREADS", "2")))
EVERY = timedelta(seconds=float(os.environ.get("HEZHONG_WARN_SECONDS", "20")))
"""The least time between two runs: where files come in all day, every rule is asked again so often at most."""
LOST = (psycopg.OperationalError, psycopg.InterfaceError, DjangoDatabaseError)
log = logging.getLogger(__name__)


@dataclass
class Watch:
    """What a worker remembers between two looks: when it last asked, and when it last thought of counting people."""

    asked_at: datetime | None = None
    counted_at: datetime | None = None
    prepared: runs.Prepared = field(default_factory=runs.Prepared)
    counting: people_counted.Queries = field(default_factory=people_counted.Queries)

    def look(self, ledger: Ledger, at: Moment) -> int:
        """Do what there is to do now; return how many runs, cities, questions and counts were done."""
        done = self._run(ledger, at) if self.asked_at is None or at.recorded_at - self.asked_at >= EVERY else 0
        done += sum(runs.bring_city(id, at) for id in runs.waiting())
        return done + self._answer(ledger, at) + self._count(ledger, at)

    def _run(self, ledger: Ledger, at: Moment) -> int:
        self.asked_at = at.recorded_at
        outcomes.note(at)
        state, on = ledger.manifest.state(), at.happened_on
        if not state.seq:
            return 0
        with runs.alone("asking") as mine:
            ask = runs.Ask(on, state.seq, runs.digests(on, state, at.book), self.prepared, lambda codes: asking.together(ledger, codes, back_from(on)))
            if not mine or runs.done(ask.key, at):
                return 0
            made = runs.begin(lambda codes: opened(ledger, on, codes), replace(ask, broken=brought(ledger, on)), at)
        runs.lapse(at)
        runs.escalate(at)
        return int(made is not None)

    def _count(self, ledger: Ledger, at: Moment) -> int:
        """Count the people behind the open warnings once an hour, without the cities that cannot be read."""
        if self.counted_at and at.recorded_at - self.counted_at < runs.AGAIN:
            return 0
        self.counted_at = at.recorded_at
        if not people_counted.due(at):
            return 0
        with runs.alone("counting people") as mine:
            if mine:
                broken, state = runs.left_out(), ledger.manifest.state()
                cities = [city for city in runs.cities() if str(city) not in broken]
                people_counted.count(lambda codes: opened(ledger, at.happened_on, codes), cities, state.seq, self.counting, at)
        return int(mine)

    def _answer(self, ledger: Ledger, at: Moment) -> int:
        """Answer questions; what is asked of an earlier day sees only rows of that day and before."""
        @contextmanager
        def of_day(on: date, place: Place) -> Iterator[Mapping[str, ibis.Table]]:
            until = on if on < at.happened_on else None
            with asking.asked(ledger, back_from(on), cities_of(place), LIMITS, until) as tables:
                yield tables

        return questions.answer_each(of_day, at, ledger.manifest.state().seq)


def cities_of(place: Place) -> list[int]:
    """Return the cities of a place: its own, or all where it is the province."""
    return [code for code, city in runs.cities().items() if city.covers(place) or place.covers(city)]


def brought(ledger: Ledger, on: date) -> Mapping[int, str]:
    """Make the derived months agree with the ledger; return city -> why they could not be made."""
    try:
        refresh(ledger, on, LIMITS)
    except Unmade as left:
        return left.cities
    return {}


@contextmanager
def opened(ledger: Ledger, on: date, codes: Sequence[int]) -> Iterator[Source]:
    """Open the tables of some cities for the rules of a day."""
    with asking.asked(ledger, back_from(on), codes, LIMITS) as tables:
        yield tables.source(runs.reads())


def watch(stop: threading.Event) -> None:
    """Look every few seconds until asked to stop; what fails is tried again at the next look."""
    mine = Watch()
    while not stop.is_set():
        close_old_connections()
        try:
            mine.look(ledger_place.current(), clock.moment())
        except LOST as trouble:
            log.warning("the database is away: %s", type(trouble).__name__)
            connection.close()
        except Exception:  # a broken file must not end the worker, and with it every errand
            log.exception("the ledger could not be watched")
        stop.wait(LOOK)
