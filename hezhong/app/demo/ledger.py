"""The demonstration's ledger and its warnings: made after its people and cases are there, in steps that may each be done again.

The journal of the ledger is a transaction of its own and cannot be part of the build's. Killed in between, the next build
finds what is missing: batches are known by number, rows by token, runs by key, and what officers did is one transaction a day.
"""

import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, datetime
from datetime import time as clock_time

from django.conf import settings
from django.db import transaction

from hezhong.app.demo import ordered, province, reserved, warning_acts
from hezhong.app.warning_watch import LIMITS
from hezhong.directory.models import Change
from hezhong.early_warning import people_counted, runs
from hezhong.early_warning.models import Run, Warning
from hezhong.engine import ledger_place, ledger_stream
from hezhong.engine.dossier import Moment
from hezhong.engine.ledger_register import Register
from hezhong.kernel.dates import working_days
from hezhong.kernel.local_time import local
from hezhong.law.book import LawBook
from hezhong.ledger import asking
from hezhong.ledger.months import month_of
from hezhong.ledger.place import Ledger
from hezhong.ledger.refreshing import refresh

BEFORE = (8, 2)
"""Working days before today on which the rules were asked too, so that warnings have a history."""
MORNING, NOON = clock_time(7, 0), clock_time(14, 0)
FILES = "demo-files"

Progress = Callable[[str], None]


def began() -> datetime | None:
    """Return when the demonstration was built, None where there is none: its ledger stands as of that day whenever it is finished."""
    row = Change.objects.filter(what="机关", by="演示").order_by("id").first()
    return local(row.at) if row else None


def finished(now: datetime) -> bool:
    """Return whether the rules were asked as of the day of the build."""
    return Run.objects.filter(on=now.date()).exclude(found_at=None).exists() and not runs.waiting()


def stale(built: datetime, today: date) -> bool:
    """Return whether a month has begun since the build: of sites under construction nothing is known in it."""
    return month_of(built.date()) < month_of(today)


def build(now: datetime, book: LawBook, progress: Progress) -> None:
    """Make what is missing of the ledger, of its warnings and of the files to hand in."""
    reserved.write(settings.HOME.root / FILES, now.date(), book.calendar)
    if finished(now):
        return
    started, ledger, today = time.monotonic(), ledger_place.current(), now.date()
    rows = province.make(ledger, today)
    there = province.register(ledger)
    progress(f"台账：{len(there.sites)} 个项目、{len(there.firms)} 家单位、{len(there.workers)} 名工人，{rows:,} 行，{time.monotonic() - started:.0f} 秒")
    ordered.make(Moment(today, now, book))
    while ledger_stream.bring(ledger):  # the complaints of the year are rows too; left to the worker they would have every city asked again
        pass
    Register().bring(ledger)
    refresh(ledger, today, LIMITS)
    days = [working_days(back).before(today, book.calendar) for back in BEFORE]
    for day, act in zip(days, warning_acts.DAYS, strict=True):
        morning, noon = (datetime.combine(day, hour, now.tzinfo) for hour in (MORNING, NOON))
        _asked(ledger, Moment(day, morning, book), today)
        with transaction.atomic():
            act(Moment(day, noon, book))
        progress(f"预警：{day.month} 月 {day.day} 日有 {Warning.objects.filter(gone_on=None).count()} 条")
    _asked(ledger, Moment(today, now, book), today)
    found = Warning.objects.filter(gone_on=None).count()
    progress(f"预警：今天有 {found} 条，台账和预警共用了 {time.monotonic() - started:.0f} 秒。样表在 {settings.HOME.root / FILES}")


def _asked(ledger: Ledger, at: Moment, today: date) -> None:
    """Ask every rule as of a day and bring every city up to date, by the functions of the worker."""
    state, on = ledger.manifest.state(), at.happened_on
    cities, until = list(runs.cities()), on if on < today else None
    known = [month for month in province.months(today) if month <= month_of(on)]
    with asking.asked(ledger, known, cities, LIMITS, until) as tables:  # once for all that is asked: the ledger is small
        source = tables.source(runs.reads())
        runs.begin(lambda codes: nullcontext(source), runs.Ask(on, state.seq, runs.digests(on, state, at.book)), at)
        for id in runs.waiting():
            runs.bring_city(id, at)
        if on == today:
            people_counted.count(lambda codes: nullcontext(source), cities, state.seq, people_counted.Queries(), at)
