"""The gate against floods, which remembers nobody: a little work by the browser's script, or else a bucket of tries in memory.

A bucket belongs to a mark of the address, made with a key that this process alone has and that dies with it. Nothing of it
is ever written, neither to a table nor to a log.
"""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.http import HttpRequest

from hezhong.directory import vault
from hezhong.web.visits import address_of

BITS = 16
"""Leading zero bits that the script looks for: some 65,000 hashes, half a second on an old phone."""
LIVES = 2 * 3600
TRIES, REFILL = 40, 20.0
"""Tries at once without a script, and seconds until there is one more: many people may stand behind one address."""
MOST_KEPT = 50_000
SAYS = "现在提交的人太多。您填的都还在，请过几分钟再按一次"


@dataclass
class Bucket:
    left: float
    at: float


class Gate:
    """Who may pass now. One for each process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        """Begin anew, as a new process does."""
        self._key = os.urandom(32)
        self._buckets: dict[bytes, Bucket] = {}
        self._spent: dict[str, float] = {}

    def passes(self, request: HttpRequest, at: datetime) -> bool:
        """Return whether the visitor did the work, or has a try left."""
        now = at.timestamp()
        with self._lock:
            return self._worked(request.POST.get("work", ""), now) or self._try(address_of(request), now)

    def _worked(self, told: str, now: float) -> bool:
        """Each challenge is good once."""
        challenge, _, nonce = told.partition(":")
        if not nonce.isdecimal() or len(nonce) > 12 or challenge in self._spent or not _ours(challenge, now):
            return False
        digest = hashlib.sha256(told.encode()).digest()
        if int.from_bytes(digest[:4], "big") >> (32 - BITS):
            return False
        self._spent = {each: until for each, until in self._spent.items() if until > now}
        self._spent[challenge] = now + LIVES
        return True

    def _try(self, address: str, now: float) -> bool:
        mark = hmac.digest(self._key, address.encode(), "sha256")
        bucket = self._buckets.get(mark) or Bucket(TRIES, now)
        left = min(TRIES, bucket.left + max(0.0, now - bucket.at) / REFILL)
        if len(self._buckets) > MOST_KEPT:
            self._buckets = {each: one for each, one in self._buckets.items() if now - one.at < TRIES * REFILL}
        if left < 1:
            self._buckets[mark] = Bucket(left, now)
            return False
        self._buckets[mark] = Bucket(left - 1, now)
        return True


gate = Gate()


def challenge(at: datetime) -> str:
    """Return a new challenge for a page's script; any process of the installation knows it again."""
    words = f"{int(at.timestamp())}.{secrets.token_hex(8)}"
    return f"{words}.{_mark(words)}"


def _ours(challenge: str, now: float) -> bool:
    words, _, mark = challenge.rpartition(".")
    stamp = words.partition(".")[0]
    if not stamp.isdecimal() or not hmac.compare_digest(mark.encode(), _mark(words).encode()):
        return False
    return -60 <= now - int(stamp) <= LIVES


def _mark(words: str) -> str:
    return vault.index(words, "report.work").hex()
