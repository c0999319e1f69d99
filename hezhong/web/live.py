"""Live updates: pages at the desk hear that something moved in their office, and fetch what they show anew.
The screens of a region have a stream of their own (``places``).

GET /offices/<id>/ is a stream of server-sent events for an officer with a post there. One connection to the database
listens for the whole process; each office has a version number that grows whenever something moves, and a page is
told the newest one. Nothing about a case is sent. A stream ends after some minutes: the browser comes back, and
whether it still may listen is asked again.
"""

import asyncio
import logging
import random
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any, TypeVar

import psycopg
from django.conf import settings
from django.contrib import auth
from django.db import close_old_connections
from django.http import HttpRequest

from hezhong.directory import officers
from hezhong.engine import outbox
from hezhong.web import clock, guard
from hezhong.web.listening import address

BREATH = 15.0  # seconds between two signs of life
ENDS = (480, 720)  # seconds after which a stream ends, drawn by lot so that not all come back at once
BACK = (1000, 4000)  # milliseconds before a browser comes back
REST = 0.5
EVENT = "moved"
PATH = re.compile(r"/offices/([0-9]{1,9})/")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
T = TypeVar("T")
log = logging.getLogger(__name__)
_threads = ThreadPoolExecutor(4, "live")


@dataclass
class Feed:
    """What has moved where since this process began, and who listens."""

    first: int = field(default_factory=lambda: int(clock.now().timestamp() * 1000))
    moves: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    listeners: defaultdict[int, set[asyncio.Event]] = field(default_factory=lambda: defaultdict(set))
    of_places: list[Callable[[tuple[str, ...]], None]] = field(default_factory=list)
    """Told the regions of a place where something moved, from the province down; none: it may have been anywhere."""

    @property
    def clients(self) -> int:
        return sum(map(len, self.listeners.values()))

    def heard(self, payload: str) -> None:
        """Pass on one announcement of the channel."""
        if not payload.startswith(outbox.AT):
            return self.moved(int(payload))
        for tell in self.of_places:
            tell(tuple(payload.removeprefix(outbox.AT).split("/")))
        return None

    def version(self, office: int) -> int:
        """Return the office's version: larger than any that an earlier process told, since time is part of it."""
        return self.first + self.moves[office]

    def moved(self, office: int) -> None:
        """Tell everybody who listens in this office."""
        self.moves[office] += 1
        for listener in self.listeners.get(office, ()):
            listener.set()

    def missed(self) -> None:
        """Tell everybody: something may have moved while nobody listened to the database."""
        for office in list(self.listeners):
            self.moved(office)
        for tell in self.of_places:
            tell(())


FEED = Feed()


async def lifespan(receive: Receive, send: Send) -> None:
    """Listen to the database as long as the process serves."""
    listening: asyncio.Task[None] | None = None
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            listening = asyncio.create_task(listen(FEED))
            await send({"type": "lifespan.startup.complete"})
        else:
            if listening is not None:
                listening.cancel()
            await send({"type": "lifespan.shutdown.complete"})
            return


async def listen(feed: Feed) -> None:
    """Pass on what the database announces; a lost connection is made again for ever."""
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(**address(), autocommit=True) as connection:
                await connection.execute(f"LISTEN {outbox.CHANNEL}")
                feed.missed()
                while True:
                    async for notice in connection.notifies(timeout=BREATH):
                        feed.heard(notice.payload)
                    await connection.execute("SELECT 1")  # a peer that is gone says nothing
        except (psycopg.OperationalError, psycopg.InterfaceError) as trouble:
            log.warning("the database is away: %s", type(trouble).__name__)
            await asyncio.sleep(REST)


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the events of one office, for an officer who has a post there."""
    there = PATH.fullmatch(scope["path"])
    headers = {name.decode("latin1").lower(): value.decode("latin1") for name, value in scope["headers"]}
    if there is None or scope["method"] != "GET":
        return await answer(send, 404, b"")
    if not ours(headers):
        return await answer(send, 403, b"")
    office = int(there[1])
    allowed = await in_thread(lambda: offices_of(session_key(headers.get("cookie", ""))))
    if allowed is None:
        return await answer(send, 401, b"", cors=True)
    if office not in allowed:
        return await answer(send, 403, b"", cors=True)
    return await _events(office, headers.get("last-event-id", ""), receive, send)


def ours(headers: Mapping[str, str]) -> bool:
    """Return whether one of our own pages asks, or no page at all."""
    return headers.get("origin", settings.SITE) == settings.SITE


def session_key(cookies: str) -> str:
    """Return the key of the session among the cookies, empty when there is none."""
    try:
        found = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value if found else ""


def offices_of(key: str) -> frozenset[int] | None:
    """Return the offices where the session's officer has a post today; None for nobody who may be at the desk."""
    request = request_of(key)
    if request is None:
        return None
    standing = officers.standing(request.user.pk or 0, clock.today())
    return frozenset(post.office for post in standing.posts) if standing.active else frozenset()


def request_of(key: str) -> HttpRequest | None:
    """Return a request as the desk's pages get it from this session; None for nobody who may be at the desk."""
    if not key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    request.user = auth.get_user(request)
    return request if request.user.is_authenticated and guard.may_stay(request) else None


async def in_thread(ask: Callable[[], T]) -> T:
    """Return what a question to the database returns, asked outside the loop on a connection that works."""

    def asked() -> T:
        close_old_connections()
        return ask()

    return await asyncio.get_running_loop().run_in_executor(_threads, asked)


async def answer(send: Send, status: int, body: bytes, kind: bytes = b"text/plain", *, cors: bool = False) -> None:
    """Send a whole answer."""
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers + (_cors() if cors else [])})
    await send({"type": "http.response.body", "body": body})


async def _events(office: int, seen: str, receive: Receive, send: Send) -> None:
    """Send the office's versions until the browser leaves or the time is up."""
    await begin(send)
    bell = asyncio.Event()
    FEED.listeners[office].add(bell)
    leaves = asyncio.create_task(gone(receive))
    try:
        told = FEED.version(office)
        if seen and seen != str(told):
            await part(send, _event(told))
        await part(send, f"retry: {random.randint(*BACK)}\nid: {told}\n\n".encode())
        ends = asyncio.get_running_loop().time() + random.uniform(*ENDS)
        while not leaves.done() and asyncio.get_running_loop().time() < ends:
            if await _rung(bell, leaves):
                await part(send, _event(FEED.version(office)))
            else:
                await part(send, b": here\n\n")
        await send({"type": "http.response.body", "body": b""})
    finally:
        leaves.cancel()
        FEED.listeners[office].discard(bell)


async def begin(send: Send) -> None:
    """Send the head of a stream that our own pages may read."""
    headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]
    await send({"type": "http.response.start", "status": 200, "headers": headers + _cors()})


async def _rung(bell: asyncio.Event, leaves: asyncio.Task[None]) -> bool:
    """Wait for the bell, the browser's leaving or a breath; return whether it was the bell."""
    ring = asyncio.create_task(bell.wait())
    await asyncio.wait({ring, leaves}, timeout=BREATH, return_when=asyncio.FIRST_COMPLETED)
    ring.cancel()
    heard = bell.is_set()
    bell.clear()
    return heard


async def gone(receive: Receive) -> None:
    """Wait until the browser has left."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def part(send: Send, data: bytes) -> None:
    """Send a piece of a stream."""
    await send({"type": "http.response.body", "body": data, "more_body": True})


def _event(version: int) -> bytes:
    return f"id: {version}\nevent: {EVENT}\ndata: {version}\n\n".encode()


def _cors() -> list[tuple[bytes, bytes]]:
    """Return the headers that let our own pages, and no others, read the stream with their cookie."""
    return [
        (b"access-control-allow-origin", settings.SITE.encode()),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"origin"),
    ]
