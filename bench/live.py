"""Screens of a province that listen, on loopback: from a warning's row to the last of them, and how often its board was drawn.

``python -m bench.live --clients 2000``; the platform runs as ``hezhong run`` starts it. Exit code 1: an aim is missed.
"""

import argparse
import asyncio
import re
import resource
import shutil
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from tests.app.platform import Platform

WITHIN = 1.0  # seconds from the row to the last screen
PATIENCE = 300.0  # of a loaded machine; never an aim
AT_ONCE = 100  # connections that are being made at a time


@dataclass
class Screen:
    """One client. boards: how many it got; seen: subject -> when the board with its name was whole."""

    boards: int = 0
    seen: dict[str, float] = field(default_factory=dict)

    async def listen(self, port: int, session: str, ready: asyncio.Semaphore, wanted: list[str]) -> None:
        async with ready:
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
            writer.write(f"GET /places/440000/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: hezhong={session}\r\n\r\n".encode())
            await writer.drain()
            await self._board(reader, wanted)
        while True:
            await self._board(reader, wanted)

    async def _board(self, reader: asyncio.StreamReader, wanted: list[str]) -> None:
        while b"event: board" not in (block := await reader.readuntil(b"\n\n")):
            pass
        at = time.time()
        self.boards += 1
        for name in wanted:
            if name not in self.seen and name.encode() in block:
                self.seen[name] = at


def drawn(port: int) -> int:
    """Return how many boards the live process has drawn."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE) as answer:
        found = re.search(r"^hezhong_boards_drawn ([0-9.]+)", answer.read().decode(), re.M)
    assert found is not None
    return int(float(found[1]))


async def measured(platform: Platform, clients: int, rounds: int) -> bool:
    """Print how long each row took; return whether every aim was met."""
    port = platform.port + 1
    session = str((await asyncio.to_thread(platform.script, "visit", "guangdong.head"))["guangdong.head"])
    wanted: list[str] = []
    screens, ready = [Screen() for _ in range(clients)], asyncio.Semaphore(AT_ONCE)
    began = time.time()
    tasks = [asyncio.create_task(each.listen(port, session, ready, wanted)) for each in screens]
    await _until(lambda: all(each.boards for each in screens))
    print(f"{clients} screens listen after {time.time() - began:.1f} s; boards drawn for them: {drawn(port)}")
    good = True
    for number in range(rounds):
        name = f"云山工地{number + 1}号"
        wanted.append(name)
        before, boards = await asyncio.to_thread(drawn, port), screens[0].boards
        told = await asyncio.to_thread(platform.script, "warn", name)
        await _until(lambda name=name: all(name in each.seen for each in screens))
        await asyncio.sleep(1)
        taken = sorted(each.seen[name] - float(str(told["written"])) for each in screens)
        there, got = await asyncio.to_thread(drawn, port) - before, screens[0].boards - boards
        print(f"row to screen: first {taken[0]:.3f} s, half {taken[clients // 2]:.3f} s, last {taken[-1]:.3f} s; boards drawn {there}, got by each {got}")
        good &= taken[-1] <= WITHIN and there == got
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return good


async def _until(holds: object) -> None:
    ends = time.time() + PATIENCE
    while not holds():  # type: ignore[operator]
        if time.time() > ends:
            raise TimeoutError("the screens did not hear it")
        await asyncio.sleep(0.05)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 2 * options.clients + 1000), most))
    home = Path(tempfile.mkdtemp(prefix="hezhong-live-"))
    home.chmod(0o755)
    platform = Platform(home / "home")
    try:
        platform.seed()
        platform.open()
        return 0 if asyncio.run(measured(platform, options.clients, options.rounds)) else 1
    finally:
        if platform.process is not None:
            platform.close()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
