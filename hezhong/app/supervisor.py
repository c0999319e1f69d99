"""Keeps the processes of the platform alive: starts them, starts anew what dies, stops all of them together.

Each process leads a group of its own, so that Ctrl-C reaches only the supervisor and a killed server takes its
workers along. One that dies again and again ends the platform, with its reason. No Django here.
"""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hezhong.app.postgres import Cluster, PostgresFailed

QUICK = 15.0  # seconds: a process that dies sooner has not worked
DEATHS = 5  # quick ones in a row
GENTLE = 15.0  # seconds between asking and killing
BEAT = 0.25
LONGEST_LOG = 20 * 1024 * 1024
TAIL = 20  # lines

Say = Callable[[str], None]


class GaveUp(RuntimeError):
    """A process does not stay alive; the message says which, why, and what it wrote last."""


@dataclass(frozen=True)
class Part:
    """One process of the platform. title: its Chinese name for the operator."""

    name: str
    title: str
    command: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)


class Child:
    """A part while the platform runs: its process, and how often it died."""

    def __init__(self, part: Part, log: Path) -> None:
        self.part = part
        self.log = log
        self.deaths = 0
        self.began = 0.0
        self.rests_until = 0.0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; what it writes goes to its log."""
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".1.log"))
        self.began = time.monotonic()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.part.command,
                env={**os.environ, **self.part.env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def died(self) -> str:
        """Return why it is not alive, empty while it is; what is left of its group goes too."""
        if self.process is None or (code := self.process.poll()) is None:
            return ""
        self.kill()
        self.process = None
        return f"被信号 {signal.Signals(-code).name} 终止" if code < 0 else f"以代码 {code} 退出"

    def ask(self) -> None:
        """Ask it to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def kill(self) -> None:
        """End every process of its group at once."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        finally:
            self.process.wait()

    def last_words(self) -> str:
        """Return the end of its log."""
        return "\n".join(self.log.read_text("utf8", errors="replace").splitlines()[-TAIL:])


class Supervisor:
    """The parts of the platform and the embedded server, if there is one."""

    def __init__(self, parts: Sequence[Part], logs: Path, server: Cluster | None, say: Say) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self.children = [Child(part, logs / f"{part.name}.log") for part in parts]
        self.server = server
        self.say = say
        self.asked_to_stop = threading.Event()

    def start(self) -> None:
        """Start every part."""
        for child in self.children:
            child.start()

    def watch(self) -> None:
        """Keep everything alive until asked to stop. Raises GaveUp."""
        while not self.asked_to_stop.wait(BEAT):
            self.beat()

    def beat(self) -> None:
        """Look at everything once. Raises GaveUp."""
        if self.server is not None and not self.server.alive():
            self._start_server(self.server)
        for child in self.children:
            if why := child.died():
                self._rest(child, why)
            if child.process is None and time.monotonic() >= child.rests_until:
                child.start()

    def stop(self) -> None:
        """End every part, gently first. The embedded server is the caller's."""
        for child in self.children:
            child.ask()
        end = time.monotonic() + GENTLE
        for child in self.children:
            if child.process is not None:
                try:
                    child.process.wait(max(0.1, end - time.monotonic()))
                except subprocess.TimeoutExpired:
                    self.say(f"{child.part.title}没有按时停下，强行结束")
                child.kill()

    def _rest(self, child: Child, why: str) -> None:
        """Let a dead part rest, longer each time it dies soon after its start. Raises GaveUp."""
        quick = time.monotonic() - child.began < QUICK
        child.deaths = child.deaths + 1 if quick else 1
        if child.deaths >= DEATHS:
            raise GaveUp(
                f"{child.part.title}连续 {DEATHS} 次启动后很快退出（最后一次{why}），平台停止运行。\n"
                f"它的日志 {child.log} 最后写道：\n{child.last_words()}"
            )
        rest = 0.5 * 2 ** (child.deaths - 1)
        child.rests_until = time.monotonic() + rest
        self.say(f"{child.part.title}意外结束（{why}），{rest:g} 秒后重新启动。日志：{child.log}")

    def _start_server(self, server: Cluster) -> None:
        self.say("数据库意外停止，正在恢复 …")
        try:
            server.start()
        except PostgresFailed as failure:
            raise GaveUp(f"数据库没有恢复，平台停止运行。\n{failure}") from None
        self.say("数据库已恢复")
