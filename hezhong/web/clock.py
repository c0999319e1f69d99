"""The one place where the time is read. Below it every date is an argument."""

from datetime import date, datetime

from django.utils import timezone

from hezhong.engine import confirmations
from hezhong.engine.dossier import Moment
from hezhong.web import demo_clock


def now() -> datetime:
    """Return the present moment in Asia/Shanghai; in a demonstration that was put forward, the moment there."""
    return timezone.localtime() + demo_clock.ahead()


def today() -> date:
    return now().date()


def moment(happened_on: date | None = None) -> Moment:
    """Return now as the engine wants it: the day it happened, the moment it is recorded, the law in force."""
    at = now()
    return Moment(happened_on or at.date(), at, confirmations.book())
