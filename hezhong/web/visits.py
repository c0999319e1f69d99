"""How often something may be tried from one place in an hour, so that nobody tries codes or sends messages without end.

An address is counted by a mark: its keyed hash with the day, which another day cannot be compared with and which is swept
after an hour or two. Many people may stand behind one address (a dormitory, a carrier), so a limit is far above what
one of them needs; what one phone may get is limited beside it (``engine.drafts``).
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from hezhong.directory import vault
from hezhong.engine.drafts import TooMany
from hezhong.web.models import Tries

HOUSEHOLD = 64
"""Bits of an IPv6 address that one connection keeps; it may change the others at will."""
KEPT = timedelta(hours=1)
COUNTED = """
INSERT INTO web_tries (mark, what, hour, count) VALUES (%s, %s, %s, 1)
ON CONFLICT (mark, what, hour) DO UPDATE SET count = web_tries.count + 1 RETURNING count
"""


@dataclass(frozen=True)
class Limit:
    """What is counted, how often it may be in an hour, and what the visitor is told then."""

    what: str
    most: int
    says: str


CODES = Limit(
    "codes", 60, "从您现在用的网络，一小时内要了太多次验证码。请过一小时再试，或者换一个网络（如改用手机流量），也可以打 12333。您填的内容还在"
)
FEEDS = Limit(
    "feeds", 3600, "这个报送程序一小时内请求了 3600 次以上，这一次没有处理。请把多条合成一批（一批最多 5000 行），下一个整点以后再发；批次号不变，不会重复计算"
)
MISSES = Limit(
    "misses", 30, "从您现在用的网络，一小时内有太多次没有对上。请过一小时再试，或者换一个网络（如改用手机流量），也可以打 12333"
)


def check(request: HttpRequest, limit: Limit, at: datetime) -> None:
    """Raise TooMany where this was tried too often from the visitor's address."""
    if Tries.objects.filter(mark=_mark(request, at), what=limit.what, hour=_hour(at), count__gte=limit.most).exists():
        raise TooMany(limit.says)


def count(request: HttpRequest, limit: Limit, at: datetime) -> None:
    """Count one try from the visitor's address."""
    _counted(_mark(request, at), limit, at)


def spend(request: HttpRequest, limit: Limit, at: datetime) -> None:
    """Count one try unless there were too many. Raises TooMany."""
    check(request, limit, at)
    count(request, limit, at)


def spend_as(who: str, limit: Limit, at: datetime) -> None:
    """Count one try of somebody who is known, wherever he comes from. Raises TooMany."""
    if _counted(vault.index(f"{limit.what} {who}", "visitor"), limit, at) > limit.most:
        raise TooMany(limit.says)


def sweep(at: datetime) -> None:
    """Remove the counts of hours that are over."""
    Tries.objects.filter(hour__lt=_hour(at) - KEPT).delete()


def address_of(request: HttpRequest) -> str:
    """Return where the visitor comes from: past the proxies that are ours, and no further.

    What a proxy wrote is believed from the right to the first address that is not ours; the rest anybody can write.
    """
    passed = [step.strip() for step in request.headers.get("X-Forwarded-For", "").split(",") if step.strip()]
    here: str = request.META.get("REMOTE_ADDR", "")
    while passed and _ours(here):
        here = passed.pop()
    return here


def _ours(address: str) -> bool:
    """Whether requests from here come through a proxy of this installation."""
    return address in settings.HEZHONG_PROXIES or _is_loopback(address)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _counted(mark: bytes, limit: Limit, at: datetime) -> int:
    """Return how many tries there were in the hour, with this one."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [mark, limit.what, _hour(at)])
        return int(cursor.fetchone()[0])


def _mark(request: HttpRequest, at: datetime) -> bytes:
    return vault.index(f"{at:%Y-%m-%d} {_connection(address_of(request))}", "visitor")


def _connection(address: str) -> str:
    """Return what one connection keeps of its address."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""  # a socket, or nonsense: all such visitors are counted together
    return str(ipaddress.ip_network(f"{known}/{HOUSEHOLD}", strict=False)) if known.version == 6 else str(known)


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
