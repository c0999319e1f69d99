"""Live screens: the moving part of a region's page is drawn once for all who see the same, and sent to every one of them.

GET /places/<code>/ is a stream of server-sent events for officers whose post covers the region. Listeners with the same
region and rights are one group (walls, whose links need no session and name nobody, are groups of their own); when something moves in the region its board is drawn anew, once, and the HTML goes to the
whole group. Before each sending it is asked again who of them is still signed in and still sees the same as the others;
who is not is let go, comes back by itself and is asked for everything anew.
"""

import asyncio
import logging
import random
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.contrib.sessions.models import Session

from hezhong.directory import regions
from hezhong.directory.models import Account
from hezhong.engine import shared_rights
from hezhong.engine.rights import Asker
from hezhong.web import asking, clock, guard, live, walls
from hezhong.web.desk.centre import board, scope
from hezhong.web.live import BREATH, ENDS, REST, Receive, Scope, Send, in_thread

EVENT = "board"
LEAST = 0.2  # seconds between two drawings of one board
AGE = 600.0  # seconds after which it is drawn anew though nothing moved: days pass, and what was due is late
PATH = re.compile(r"/places/([0-9]{6,9})/")
WALL = re.compile(r"/walls/([A-Za-z0-9_-]{20,80})/")
FOREVER = float("inf")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Visitor:
    """Who listens: session and account, token of the officer, the asker that stands for all who see the same, seconds left.

    wall: the id of the link of a screen on a wall, which has no session; the account is then that of who issued it.
    """

    session: str
    account: int
    person: int
    asker: Asker
    left: float
    wall: int = 0


@dataclass(eq=False)
class Listener:
    """One open stream. over: it has to ask for everything anew, or its browser has left."""

    visitor: Visitor
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    over: bool = False

    async def until_gone(self, receive: Receive) -> None:
        """Wait until the browser has left, and end the stream then."""
        await live.gone(receive)
        self.over = True
        self.bell.set()

    async def rung(self, breath: float) -> bool:
        """Wait for the bell or a breath; return whether it was the bell. No task is made for it: thousands wake at once."""
        try:
            async with asyncio.timeout(breath):
                await self.bell.wait()
        except TimeoutError:
            return False
        self.bell.clear()
        return True


@dataclass(eq=False)
class Group:
    """All who see the same of one region. wall: drawn without names and links. path: its regions from the province down. sent: the last event, b'' before the first."""

    code: str
    path: tuple[str, ...]
    asker: Asker
    wall: bool = False
    listeners: set[Listener] = field(default_factory=set)
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    version: int = 0
    sent: bytes = b""
    task: asyncio.Task[None] | None = None

    def concerns(self, path: tuple[str, ...]) -> bool:
        """Return whether what moved at a place shows here: it lies in this region, or this region in it."""
        short = min(len(path), len(self.path))
        return path[:short] == self.path[:short]


@dataclass
class Screens:
    """Every group of this process. drawn: how many boards were drawn since it began."""

    groups: dict[tuple[str, Asker, bool], Group] = field(default_factory=dict)
    drawn: int = 0

    @property
    def clients(self) -> int:
        return sum(len(group.listeners) for group in self.groups.values())

    def moved(self, path: tuple[str, ...]) -> None:
        """Have the boards drawn anew that show this place."""
        for group in self.groups.values():
            if group.concerns(path):
                group.moved.set()

    def join(self, code: str, path: tuple[str, ...], visitor: Visitor) -> tuple[Group, Listener]:
        """Add a listener to those who see the same; the first of them has the board drawn."""
        wall = bool(visitor.wall)
        group = self.groups.setdefault((code, visitor.asker, wall), Group(code, path, visitor.asker, wall))
        if group.task is None:
            group.moved.set()
            group.task = asyncio.create_task(self._keep(group))
        listener = Listener(visitor)
        group.listeners.add(listener)
        return group, listener

    def leave(self, group: Group, listener: Listener) -> None:
        """Take a listener out; with the last one the group ends."""
        group.listeners.discard(listener)
        if not group.listeners and group.task is not None:
            group.task.cancel()
            self.groups.pop((group.code, group.asker, group.wall), None)

    async def _keep(self, group: Group) -> None:
        """Draw the board whenever something has moved, and ring for everybody; what fails is tried again."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(group.moved.wait(), AGE)
            group.moved.clear()
            there = list(group.listeners)
            try:
                html, gone = await asyncio.gather(in_thread(partial(_drawn, group)), in_thread(partial(_gone, [each.visitor for each in there])))
            except Exception:  # a database that is away, a picture that fails: the screen stays as it is and is tried again
                log.exception("board of %s", group.code)
                group.moved.set()
                await asyncio.sleep(REST)
                continue
            self.drawn += 1
            group.version = live.FEED.first + self.drawn
            group.sent = _event(group.version, html)
            for listener in there:
                listener.over |= listener.visitor in gone
            for listener in group.listeners:
                listener.bell.set()
            await asyncio.sleep(LEAST)


SCREENS = Screens()
live.FEED.of_places.append(SCREENS.moved)


@dataclass(frozen=True)
class Wire:
    """The two ends of a connection."""

    receive: Receive
    send: Send


async def stream(asked: Scope, receive: Receive, send: Send) -> None:
    """Answer with the boards of one region, for an officer whose post covers it."""
    there = PATH.fullmatch(asked["path"])
    headers = {name.decode("latin1").lower(): value.decode("latin1") for name, value in asked["headers"]}
    if there is None or asked["method"] != "GET":
        return await live.answer(send, 404, b"")
    if not live.ours(headers):
        return await live.answer(send, 403, b"")
    key, code = live.session_key(headers.get("cookie", "")), there[1]
    found = await in_thread(lambda: _visitor(key, code))
    if isinstance(found, int):
        return await live.answer(send, found, b"", cors=True)
    return await _listen(code, *found, headers.get("last-event-id", ""), Wire(receive, send))


async def wall(asked: Scope, receive: Receive, send: Send) -> None:
    """Answer with the boards of the region of a wall, for whoever has its link."""
    there = WALL.fullmatch(asked["path"])
    headers = {name.decode("latin1").lower(): value.decode("latin1") for name, value in asked["headers"]}
    if there is None or asked["method"] != "GET":
        return await live.answer(send, 404, b"")
    if not live.ours(headers):
        return await live.answer(send, 403, b"")
    secret = there[1]
    opened = await in_thread(lambda: walls.opened(secret, clock.today()))
    if opened is None:
        return await live.answer(send, 404, b"", cors=True)
    visitor = Visitor("", opened.account, opened.person, opened.asker, FOREVER, opened.id)
    path = await in_thread(lambda: regions.place(opened.region).path)
    return await _listen(opened.region, visitor, path, headers.get("last-event-id", ""), Wire(receive, send))


async def _listen(code: str, visitor: Visitor, path: tuple[str, ...], seen: str, wire: Wire) -> None:
    """Join those who see the same, and leave them when the stream ends."""
    group, listener = SCREENS.join(code, path, visitor)
    try:
        await _events(group, listener, seen, wire.receive, wire.send)
    finally:
        SCREENS.leave(group, listener)


async def _events(group: Group, listener: Listener, seen: str, receive: Receive, send: Send) -> None:
    """Send every board until the browser leaves, the time is up or the rights have to be asked anew."""
    await live.begin(send)
    leaves = asyncio.create_task(listener.until_gone(receive))
    told = int(seen) if seen.isdecimal() else 0
    clock_of_loop = asyncio.get_running_loop().time
    ends = clock_of_loop() + min(random.uniform(*ENDS), listener.visitor.left)
    try:
        await live.part(send, f"retry: {random.randint(*live.BACK)}\n\n".encode())
        if group.sent:
            listener.bell.set()
        while clock_of_loop() < ends and not listener.over:
            if not await listener.rung(min(BREATH, max(ends - clock_of_loop(), 0.0))):
                await live.part(send, b": here\n\n")
            elif not listener.over and group.version > told:
                told = group.version
                await live.part(send, group.sent)
        await send({"type": "http.response.body", "body": b""})
    finally:
        leaves.cancel()


def _visitor(key: str, code: str) -> tuple[Visitor, tuple[str, ...]] | int:
    """Return who listens and the region's path, or the status that refuses it."""
    request = live.request_of(key)
    if request is None:
        return 401
    who = asking.officer(request)
    if not who.standing.posts or not who.standing.active or not scope.covers(who, code):
        return 403
    person = who.standing.token or 0
    asker = shared_rights.alike(who.asker, shared_rights.named([person]))
    return Visitor(key, request.user.pk or 0, person, asker, guard.seconds_left(request)), regions.place(code).path


def _drawn(group: Group) -> str:
    template = board.WALL_TEMPLATE if group.wall else board.TEMPLATE
    return board.drawn(group.asker, group.code, clock.moment(), template)


def _gone(visitors: Collection[Visitor]) -> frozenset[Visitor]:
    """Return who has signed out or was closed, and who no longer sees the same as the others; three queries for all, one more for walls."""
    now: datetime = clock.now()
    sessions = {each.session for each in visitors if not each.wall}
    open_walls = walls.still_open({each.wall for each in visitors if each.wall}, clock.today())
    there = set(Session.objects.filter(session_key__in=sessions, expire_date__gt=now).values_list("session_key", flat=True))
    active = set(Account.objects.filter(id__in={each.account for each in visitors}, is_active=True).values_list("id", flat=True))
    shared = [each.person for each in visitors if each.asker.person == shared_rights.NOBODY]
    own = shared_rights.named(shared) if shared else frozenset()
    here = {each: each.wall in open_walls if each.wall else each.session in there for each in visitors}
    return frozenset(each for each in visitors if not here[each] or each.account not in active or each.person in own)


def _event(version: int, html: str) -> bytes:
    lines = "".join(f"data: {line}\n" for line in html.splitlines())
    return f"id: {version}\nevent: {EVENT}\n{lines}\n".encode()
