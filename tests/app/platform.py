"""``hezhong run`` driven from outside, as an operator and a browser meet it."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0  # seconds, for a loaded machine; never asserted on


class Platform:
    """One installation in a folder of its own. ``said``: what the program has printed."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_ports(2)
        self.seeded: dict[str, object] = {}
        self.process: subprocess.Popen[str] | None = None
        self.output = home.parent / f"{home.name}.out"

    @property
    def env(self) -> dict[str, str]:
        gone = ("DATABASE_URL", "HEZHONG_ROLE", "HEZHONG_DEMO", "HEZHONG_HOST", "HEZHONG_SITE")
        ours = {
            "HEZHONG_HOME": str(self.home),
            "PORT": str(self.port),
            "HEZHONG_PLAIN_STATIC": "1",
            "HEZHONG_WORKERS": "1",
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        return {name: value for name, value in os.environ.items() if name not in gone} | ours

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        return self.output.read_text("utf8")

    def hezhong(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run the program to its end."""
        program = [sys.executable, "-m", "hezhong.app.command", *words]
        return subprocess.run(program, env=self.env | env, capture_output=True, text=True, timeout=4 * PATIENCE)

    def script(self, *words: str) -> dict[str, object]:
        """Do something in its database as the application (tests.app.drives); return what it prints."""
        code = "import sys; from tests.app import drive; drive.main(sys.argv[1:])"
        done = subprocess.run(
            [sys.executable, "-c", code, *words], env=self.env, capture_output=True, text=True, timeout=4 * PATIENCE
        )
        assert done.returncode == 0, done.stderr
        answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
        return answer

    def seed(self) -> None:
        """Make tables and a small province whose officers are signed in."""
        prepared = self.hezhong("prepare")
        assert prepared.returncode == 0, prepared.stderr
        self.seeded = self.script("seed")

    def start(self) -> None:
        """Start it and wait for nothing."""
        with open(self.output, "w") as out:
            program = [sys.executable, "-m", "hezhong.app.command", "run"]
            self.process = subprocess.Popen(program, env=self.env, stdout=out, stderr=subprocess.STDOUT, text=True)

    def open(self) -> None:
        """Start it and wait until it says that it is ready."""
        self.start()
        until(lambda: "已就绪" in self.said or self.ended)
        assert not self.ended, self.said

    @property
    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def close(self) -> int:
        """Ask it to stop; return its exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        for log in sorted((self.home / "logs").glob("*.log")):
            print(f"{log.name}:\n{log.read_text('utf8')[-4000:]}")  # seen when a test fails
        return self.process.wait(PATIENCE)

    def get(self, path: str, port: int = 0, **headers: str) -> tuple[int, str]:
        """Return status and body of an answer; status 0 where nobody listens."""
        request = urllib.request.Request(f"http://127.0.0.1:{port or self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()
        except OSError:
            return 0, ""

    def processes(self, name: str = "") -> list[int]:
        """Return the numbers of the supervisor's children, of one part or all."""
        assert self.process is not None
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parent = int(re.search(r"^PPid:\s+(\d+)", (folder / "status").read_text(), re.M)[1])  # type: ignore[index]
                words = (folder / "cmdline").read_text(errors="replace").split("\0")
            except (OSError, TypeError):
                continue
            if parent == self.process.pid and "hezhong.app.processes" in words and name in ("", words[3]):
                found.append(int(folder.name))
        return found

    def left(self) -> list[str]:
        """Return the command lines of processes that belong to this installation."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                environment = (folder / "environ").read_text(errors="replace")
                words = (folder / "cmdline").read_text(errors="replace").replace("\0", " ")
            except OSError:
                continue
            if str(self.home) in environment + words and int(folder.name) != os.getpid():
                found.append(words)
        return found

    @contextmanager
    def listening(self, office: object, **headers: str) -> Iterator["Events"]:
        """Open the stream of live updates of an office."""
        with self._stream(f"/offices/{office}/", headers) as events:
            yield events

    @contextmanager
    def screen(self, region: str, **headers: str) -> Iterator["Events"]:
        """Open the stream of boards of a region."""
        with self._stream(f"/places/{region}/", headers) as events:
            yield events

    @contextmanager
    def wall(self, secret: str) -> Iterator["Events"]:
        """Open the stream of a wall, without anybody's session."""
        with self._stream(f"/walls/{secret}/", {}) as events:
            yield events

    @contextmanager
    def _stream(self, path: str, headers: dict[str, str]) -> Iterator["Events"]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port + 1, timeout=PATIENCE)
        connection.request("GET", path, headers=headers)
        try:
            yield Events(connection.getresponse())
        finally:
            connection.close()


class Events:
    """A stream of server-sent events as a browser reads it."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.answer = answer

    def block(self) -> dict[str, str]:
        """Return the fields of the next block that is no comment."""
        fields: dict[str, str] = {}
        while True:
            line = self.answer.readline().decode().rstrip("\n")
            if not line and fields:
                return fields
            if line and not line.startswith(":"):
                name, _, value = line.partition(": ")
                fields[name] = value


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds, however slow the machine; fail after a long while."""
    end = time.monotonic() + 3 * PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise AssertionError("it never came true")
        time.sleep(0.1)


def free_ports(count: int) -> int:
    """Return the first of some ports in a row that nobody uses, below the range of outgoing connections."""
    first = 18000 + os.getpid() % 4000 * 2
    while True:
        sockets = [socket.socket() for _ in range(count)]
        try:
            for n, each in enumerate(sockets):
                each.bind(("127.0.0.1", first + n))
            return first
        except OSError:
            first += count
        finally:
            for each in sockets:
                each.close()
