"""The mark of a running platform: a file with its process and address, locked as long as that process lives.

The lock is the truth, so a file left behind by a killed process misleads nobody. No Django here.
"""

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from hezhong.app.home import Home

PATIENCE = 60.0  # seconds that stop waits


@dataclass(frozen=True)
class Running:
    """The process that runs the platform, and where it is seen."""

    pid: int
    address: str


class AlreadyRuns(RuntimeError):
    """Another process runs this installation; ``there`` says which."""

    def __init__(self, there: Running) -> None:
        super().__init__(f"和衷已经在运行：{there.address}（进程 {there.pid}）。要停止它，请运行 hezhong stop。")
        self.there = there


@contextmanager
def mark(home: Home, address: str) -> Iterator[None]:
    """Hold the mark while the body runs. Raises AlreadyRuns."""
    home.root.mkdir(parents=True, exist_ok=True)
    handle = os.open(home.pid_file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _taken(handle):
            raise AlreadyRuns(_read(home))
        os.truncate(handle, 0)
        os.write(handle, json.dumps(asdict(Running(os.getpid(), address))).encode())
        yield
        os.truncate(handle, 0)
    finally:
        os.close(handle)


def running(home: Home) -> Running | None:
    """Return who runs this installation, or None."""
    try:
        handle = os.open(home.pid_file, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        return None if _locked(handle, fcntl.LOCK_SH) else _read(home)
    finally:
        os.close(handle)


def stop(home: Home) -> Running | None:
    """Ask the platform to stop and wait for it; return who ran. Raises TimeoutError."""
    there = running(home)
    if there is None:
        return None
    if not there.pid:  # to the kernel, number 0 means everybody around us
        raise TimeoutError("平台正在启动或者停止，还不知道是哪个进程。请过几秒再运行 hezhong stop。")
    os.kill(there.pid, signal.SIGTERM)
    end = time.monotonic() + PATIENCE
    while running(home) == there:
        if time.monotonic() > end:
            raise TimeoutError(f"进程 {there.pid} 在 {PATIENCE:.0f} 秒内没有停下。日志在 {home.logs}。")
        time.sleep(0.1)
    return there


def _taken(handle: int) -> bool:
    """Take the lock; a glance of ``running`` may hold it for a moment."""
    for _ in range(5):
        if _locked(handle):
            return True
        time.sleep(0.05)
    return False


def _locked(handle: int, how: int = fcntl.LOCK_EX) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(home: Home) -> Running:
    """Return what the mark says; whoever has just locked it writes it within moments."""
    for _ in range(50):
        if written := home.pid_file.read_text("utf8"):
            return Running(**json.loads(written))
        time.sleep(0.1)
    return Running(0, "（地址还不知道）")
