"""How far the clock of a demonstration runs ahead (演示时间): so that what the law lets take months can be shown in an hour.

A real installation has none. It goes forward only: what is recorded lies on its days already.
"""

import os
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

MOST = timedelta(days=1000)


class NotForward(ValueError):
    """The clock was to go back, to stand, or too far; the message says so."""


def ahead() -> timedelta:
    """Return by how much it is later here than it is: nothing but in a demonstration that was put forward."""
    if not settings.HEZHONG_DEMO:
        return timedelta(0)
    try:
        changed = os.stat(settings.HOME.clock).st_mtime_ns
    except FileNotFoundError:
        return timedelta(0)
    return _kept(settings.HOME.clock, changed)


@lru_cache(maxsize=2)
def _kept(path: Path, changed: int) -> timedelta:
    return timedelta(seconds=int(path.read_text("utf8")))


def put_forward(days: int) -> timedelta:
    """Let so many days pass in a demonstration; return by how much it is ahead now. Raises NotForward."""
    if not settings.HEZHONG_DEMO:
        raise NotForward("正式的系统不能改时间，只有演示系统可以")
    there = ahead() + timedelta(days=days)
    if days < 1 or there > MOST:
        raise NotForward(f"演示时间只能往后走，一共最多 {MOST.days} 天")
    half = settings.HOME.clock.with_suffix(".new")
    half.write_text(str(int(there.total_seconds())), "utf8")
    half.replace(settings.HOME.clock)
    return there
