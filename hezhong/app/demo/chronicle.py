"""Lets the demonstration live through its days: every morning silence has its effect, then people act, then the worker works."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from hezhong.app.demo.plan import Entry, Ground
from hezhong.engine import chores, outbox, store
from hezhong.engine.dossier import Moment
from hezhong.engine.errands import SEAL_PAPER
from hezhong.engine.messenger import Messenger
from hezhong.kernel.dates import ONE_DAY
from hezhong.law.book import LawBook

MORNING, EVENING = 0.1, 23.5
REPORT = 10  # days between two lines of progress

Box = Callable[[datetime], Messenger]
"""A messenger that believes it is that moment."""


def live(entries: Sequence[Entry], ground: Ground, book: LawBook, box: Box, progress: Callable[[str], None]) -> None:
    """Do every entry on its day, and what the engine does by itself on each day up to today."""
    by_day = {day: list(those) for day, those in groupby(entries, lambda entry: entry.at.date())}
    for number, day in enumerate(_days(min(by_day), ground.today)):
        store.lapse_due(_moment(ground, day, MORNING, book))
        for entry in by_day.get(day, ()):
            entry.do(entry.one, Moment(day, entry.at, book))
        evening = _moment(ground, day, EVENING, book)
        while chores.work(evening, leaving=(SEAL_PAPER,)):
            pass
        outbox.drain(box(evening.recorded_at), evening.recorded_at)
        if number % REPORT == 0 or day == ground.today:
            done = sum(each.at.date() <= day for each in entries)
            progress(f"案件：过到 {day.month} 月 {day.day} 日，已办 {done} 步，共 {len(entries)} 步")


def _days(first: date, last: date) -> list[date]:
    return [first + n * ONE_DAY for n in range((last - first) // timedelta(days=1) + 1)]


def _moment(ground: Ground, day: date, hour: float, book: LawBook) -> Moment:
    return Moment(day, ground.moment(day, hour), book)
