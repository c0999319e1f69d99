"""The worker: does at once what actions leave to be done, and runs the periodic jobs. Any number may run side by side.

Rows are the truth: errands and messages wait in their tables and are taken under a lock. A notification only says
that it is worth looking; without one the worker looks every few seconds. When the database goes it waits for it.
"""

import asyncio
import logging
import signal
import threading

import psycopg
from django.conf import settings
from django.db import Error as DjangoDatabaseError
from django.db import close_old_connections, connection
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from hezhong.app import ports, warning_watch
from hezhong.engine import chores, handing_in, ledger_place, ledger_stream, outbox
from hezhong.engine.ledger_register import Register
from hezhong.engine.messenger import Messenger
from hezhong.web import clock
from hezhong.web.listening import address

LOOK = 3.0  # seconds between two looks when nobody rings
FEED = 30.0  # seconds between two micro-batches to the ledger
REST = 1.0  # seconds before a lost database is tried again
LOST = (psycopg.OperationalError, psycopg.InterfaceError, DjangoDatabaseError)
log = logging.getLogger(__name__)


async def main() -> None:
    """Work until SIGTERM or Ctrl-C; what is under way is finished first. Ends with whatever breaks either half."""
    stop, loop = threading.Event(), asyncio.get_running_loop()
    jobs = asyncio.create_task(_jobs(stop))
    looking = asyncio.create_task(asyncio.to_thread(look_around, stop, ports.messenger(settings.HOME)))
    feeding = asyncio.create_task(asyncio.to_thread(feed_ledger, stop))
    watching = asyncio.create_task(asyncio.to_thread(warning_watch.watch, stop))

    def asked() -> None:
        stop.set()
        jobs.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked)
    await asyncio.wait({jobs, looking, feeding, watching}, return_when=asyncio.FIRST_COMPLETED)
    asked()
    for ended in await asyncio.gather(jobs, looking, feeding, watching, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended


def look_around(stop: threading.Event, messenger: Messenger) -> None:
    """Do what waits, whenever the bell rings and every few seconds, until asked to stop."""
    while not stop.is_set():
        try:
            with psycopg.connect(**address(), autocommit=True) as bell:
                bell.execute(f"LISTEN {outbox.CHANNEL}")
                while not stop.is_set():
                    close_old_connections()
                    once(messenger)
                    _wait(bell)
        except LOST as trouble:
            log.warning("the database is away: %s", type(trouble).__name__)
            connection.close()
            stop.wait(REST)


def feed_ledger(stop: threading.Event, every: float = FEED) -> None:
    """Bring events of cases and what offices keep of sites to the ledger twice a minute, until asked to stop; what fails is tried again the next time."""
    register = Register()
    while not stop.is_set():
        close_old_connections()
        try:
            ledger_stream.bring(ledger_place.current())
            register.bring(ledger_place.current())
        except LOST as trouble:
            log.warning("the database is away: %s", type(trouble).__name__)
            connection.close()
        except Exception:  # a full disk must not end the worker, and with it every errand
            log.exception("events did not reach the ledger")
        stop.wait(every)


def once(messenger: Messenger) -> int:
    """Do everything that waits now; return how much was done."""
    done = 0
    while now := chores.work(clock.moment()) + handing_in.work(clock.moment()) + outbox.drain(messenger, clock.now()):
        done += now
    return done


def _wait(bell: psycopg.Connection[tuple[object, ...]]) -> None:
    """Wait for the next ring, then hear all that came with it."""
    for _ in bell.notifies(timeout=LOOK, stop_after=1):
        pass
    for _ in bell.notifies(timeout=0):
        pass


async def _jobs(stop: threading.Event) -> None:
    """Run the periodic jobs; procrastinate ends when it loses the database, so it is begun again."""
    while not stop.is_set():
        try:
            with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
                async with working.open_async():
                    await working.run_worker_async(
                        install_signal_handlers=False, delete_jobs="successful", fetch_job_polling_interval=30
                    )
        except (*LOST, ConnectorException, OSError) as trouble:
            log.warning("the queue is away: %s", type(trouble).__name__)
        await asyncio.sleep(REST)
