"""The product as an operator runs it (``hezhong run``), in a home of its own; its processes found, to be killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from hezhong.app.home import Home
from hezhong.app.postgres import Cluster

UP_WITHIN = 180.0  # seconds, on a busy machine


class Platform:
    """One installation. gateway: where its short messages go."""

    def __init__(self, root: Path, gateway: str) -> None:
        self.home = Home(root)
        self.port = _free_pair()
        self._own = {
            "HEZHONG_HOME": str(root), "PORT": str(self.port), "HEZHONG_LIVE_PORT": str(self.port + 1),
            "HEZHONG_SMS_URL": gateway, "HEZHONG_SMS_ACCOUNT": "test", "HEZHONG_SMS_SECRET": "0" * 32,
            "DJANGO_SETTINGS_MODULE": "hezhong.app.settings", "HEZHONG_PLAIN_STATIC": "1", "HEZHONG_WORKERS": "2",
        }  # fmt: skip
        self._program: subprocess.Popen[bytes] | None = None

    @property
    def env(self) -> dict[str, str]:
        """Return the environment of its processes: this run's own test database is none of theirs."""
        inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "HEZHONG_ROLE")}
        return inherited | self._own

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def server(self) -> Cluster:
        return Cluster(self.home.database)

    def prepare(self) -> None:
        """Make the tables, and leave the database running."""
        self.server.start()
        subprocess.run([sys.executable, "-m", "hezhong.app.command", "prepare"], env=self.env, check=True, capture_output=True)

    def staged(self, *words: str) -> Any:
        """Return what the stage answers, with the database up."""
        env = self.env | {"DATABASE_URL": self.server.url}
        done = subprocess.run([sys.executable, "-m", "tests.faults.stage", *words], env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    def open(self) -> None:
        """Start it as the operator does, and wait until pages answer."""
        with open(self.home.root / "run.log", "wb") as log:
            self._program = subprocess.Popen(
                [sys.executable, "-m", "hezhong.app.command", "run"], env=self.env, stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + UP_WITHIN
        while not self.answers():
            assert self._program.poll() is None and time.monotonic() < end, self.said()
            time.sleep(0.2)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=3) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def said(self) -> str:
        return (self.home.root / "run.log").read_text("utf8")[-3000:]

    def kill(self, part: str) -> None:
        """Kill a part with -9: web, worker, or postgres."""
        found = self._postmaster() if part == "postgres" else self._child(part)
        if found:
            os.kill(found, signal.SIGKILL)

    def close(self) -> None:
        """Stop it gently; the database too."""
        if self._program is not None and self._program.poll() is None:
            self._program.send_signal(signal.SIGTERM)
            self._program.wait(60)
        self.server.stop()

    def _postmaster(self) -> int:
        try:
            return int((self.server.data / "postmaster.pid").read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return 0

    def _child(self, part: str) -> int:
        """Return the process of a part among the children of ours."""
        assert self._program is not None
        for entry in Path("/proc").iterdir():
            if not entry.name.isdecimal():
                continue
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                words = (entry / "cmdline").read_bytes().decode().split("\0")
            except (OSError, ValueError):
                continue
            if parent == self._program.pid and part in words:
                return int(entry.name)
        return 0


def _free_pair() -> int:
    """Return a port that is free with the one above it."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
