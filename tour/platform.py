"""A demonstration to walk through: one of the tour's own, or one that runs already."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

PATIENCE = 1200  # seconds until a demonstration is built and open


@dataclass(frozen=True)
class Running:
    """A running demonstration. home: its HEZHONG_HOME."""

    site: str
    home: Path

    @property
    def env(self) -> dict[str, str]:
        return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"HEZHONG_HOME": str(self.home)}

    def password(self, login: str) -> str:
        """Return the password that was printed. Raises KeyError."""
        rows = (line.split() for line in (self.home / "logins.txt").read_text("utf8").splitlines() if line and line[0] != "#")
        return {row[0]: row[1] for row in rows}[login]

    def today(self) -> date:
        """Return what day it is there: its clock may have been put forward."""
        ahead = self.home / "demo-clock"
        seconds = int(ahead.read_text("utf8")) if ahead.exists() else 0
        return (datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(seconds=seconds)).date()

    def later(self, days: int) -> str:
        """Return a day so many days from today, as forms take it."""
        return (self.today() + timedelta(days=days)).isoformat()

    def forward_to_workday(self, days: int) -> None:
        """Let at least so many days pass, and no officer act on a Saturday or Sunday."""
        there = self.today() + timedelta(days=days)
        self.forward(days + max(0, 7 - there.weekday()) % 7 if there.weekday() > 4 else days)

    def forward(self, days: int) -> str:
        """Let days pass there; return what day it is said to be."""
        program = [sys.executable, "-m", "hezhong.app.command", "forward", str(days)]
        done = subprocess.run(program, env=self.env, capture_output=True, text=True, timeout=PATIENCE)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout.strip().splitlines()[-1]


@contextmanager
def opened(home: Path) -> Iterator[Running]:
    """Open a demonstration in this folder, wait until it answers, and close it at the end."""
    port = _free()
    running = Running(f"http://127.0.0.1:{port}", home)
    home.mkdir(parents=True, exist_ok=True)
    with open(home.parent / f"{home.name}.out", "w", encoding="utf8") as out:
        program = [sys.executable, "-m", "hezhong.app.command", "run", "--demo"]
        process = subprocess.Popen(program, env=running.env | {"PORT": str(port)}, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait(running, process)
            yield running
        finally:
            process.terminate()
            process.wait(60)


def _wait(running: Running, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(PATIENCE):
        if process.poll() is not None:
            raise RuntimeError(f"the demonstration did not open; see {running.home}.out")
        try:
            with urllib.request.urlopen(f"{running.site}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(1)
    raise TimeoutError(running.site)


def _free() -> int:
    """Return a port with a free one above it, for the pages and for what they hear live."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
