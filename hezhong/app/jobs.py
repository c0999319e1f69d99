"""What the clock brings, as periodic jobs of procrastinate: silence that has its effect, orders and calendars, sweeping up.

What actions leave behind is not here: errands and messages are rows of their own, and ``worker`` does them at once.
"""

import time

from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from hezhong.domains.reports import lodging
from hezhong.early_warning import questions
from hezhong.engine import clock_runs, ledger_place, ledger_upkeep, store, sweeping
from hezhong.web import clock, visits

STREAMED = ("case_events", "complaints")  # tables that a file a minute is added to
KEPT_JOBS = 24 * 30  # hours that failed jobs stay to be looked at
SLICE = 45  # seconds of each minute at most that runs over many clocks take


@app.periodic(cron="*/5 * * * *", periodic_id="lapse")
@app.task(name="lapse", queueing_lock="lapse")
def lapse(timestamp: int) -> None:
    """Let silence have its effect: in the first minutes of each day, and whenever the worker was down then."""
    store.lapse_due(clock.moment())


@app.periodic(cron="23 * * * *", periodic_id="sweep")
@app.task(name="sweep", queueing_lock="sweep")
def sweep(timestamp: int) -> None:
    """Remove what people left behind unfinished."""
    sweeping.sweep(clock.now())
    visits.sweep(clock.now())
    lodging.sweep(clock.today())
    questions.forget_old(clock.now())


@app.periodic(cron="37 * * * *", periodic_id="fold_stream")
@app.task(name="fold_stream", queueing_lock="fold_stream")
def fold_stream(timestamp: int) -> None:
    """Make one file of the many small ones that events of cases bring."""
    ledger_upkeep.fold(ledger_place.current(), STREAMED)


@app.periodic(cron="41 3 * * *", periodic_id="fold")
@app.task(name="fold", queueing_lock="fold")
def fold(timestamp: int) -> None:
    """Fold what the day brought to the ledger, at night, and remove what killed writers left behind."""
    ledger_upkeep.fold(ledger_place.current())
    ledger_upkeep.sweep(ledger_place.current(), clock.now())


@app.periodic(cron="17 * * * *", periodic_id="tidy")
@app.task(name="tidy", queueing_lock="tidy")
async def tidy(timestamp: int) -> None:
    """Remove old jobs, and those a killed worker left in the middle: the clock brings each of them again."""
    jobs = app.job_manager
    await jobs.delete_old_jobs(KEPT_JOBS, include_failed=True, include_cancelled=True, include_aborted=True)
    for job in await jobs.get_stalled_jobs():
        await jobs.finish_job(job, Status.FAILED, delete_job=True)


@app.periodic(cron="* * * * *", periodic_id="clocks")
@app.task(name="clocks", queueing_lock="clocks")
def clocks(timestamp: int) -> None:
    """Bring orders of the region and a changed calendar to every deadline, a slice a minute, so that silence does not wait."""
    until = time.monotonic() + SLICE
    clock_runs.work(clock.moment(), lambda: time.monotonic() > until)
