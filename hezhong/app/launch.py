"""How the platform is opened: database, roles, tables, static files, demonstration data, then its three processes.

Says every step to the operator. No Django here: what needs it runs as a process of its own.
"""

import ipaddress
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from hezhong.app import running
from hezhong.app.access import Access, access
from hezhong.app.home import Home
from hezhong.app.supervisor import Part, Supervisor

ANSWERS_WITHIN = 90.0  # seconds


class CannotStart(RuntimeError):
    """The platform cannot be opened; the message says why and what to do."""


class _Asked(BaseException):
    """Ctrl-C or SIGTERM came while things were being prepared."""


@dataclass(frozen=True)
class Where:
    """Where the platform listens."""

    host: str
    port: int
    live_port: int

    @property
    def address(self) -> str:
        return os.environ.get("HEZHONG_SITE") or f"http://{self.host}:{self.port}"

    @property
    def loopback(self) -> bool:
        """Return whether only this machine can reach it; a name counts as outside unless it is localhost."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def where() -> Where:
    """Return what the environment names. Raises CannotStart."""
    try:
        port = int(os.environ.get("PORT") or 8000)
        live = int(os.environ.get("HEZHONG_LIVE_PORT") or port + 1)
    except ValueError:
        raise CannotStart("PORT 和 HEZHONG_LIVE_PORT 要写成数字，例如 PORT=8000。") from None
    return Where(os.environ.get("HEZHONG_HOST") or "127.0.0.1", port, live)


def run(home: Home, *, demo: bool) -> None:
    """Open the platform and keep it running until it is asked to stop.

    Raises CannotStart, AlreadyRuns, PostgresFailed, NotAllowed, GaveUp.
    """
    place = where()
    with running.mark(home, place.address):
        for port, name in ((place.port, "PORT"), (place.live_port, "HEZHONG_LIVE_PORT")):
            _free(place.host, port, name)
        _opened(home, place, demo)


def _opened(home: Home, place: Where, demo: bool) -> None:
    server = None
    try:
        with _stoppable():
            reached = access(home)
            server = reached.server
            if server:
                with _step("启动数据库"):
                    server.start()
                reached = access(home)
            _prepared(home, reached, place, demo)
        _kept(home, reached, place)
    except _Asked:
        say("已按要求停止。")
    finally:
        if server and server.alive():
            with _step("停止数据库"):
                server.stop()


def _prepared(home: Home, reached: Access, place: Where, demo: bool) -> None:
    """Bring tables and static files up to date, and build a demonstration in an empty database, or what is missing of one."""
    if not reached.reachable():
        raise CannotStart("DATABASE_URL 指的数据库连不上。请检查地址、用户和密码，以及数据库是否在运行。")
    reached.make_roles(home)
    command("prepare", reached.as_owner())
    if demo and (reached.holds_demo() or not reached.holds_province()):
        _only_here(place)
        command("demo", reached.as_application() | {"HEZHONG_DEMO": "1"})
    if reached.holds_demo():
        _only_here(place)


def _only_here(place: Where) -> None:
    if not place.loopback:
        raise CannotStart(
            f"这是演示系统，密码都写在本机的文件里，不能对外开放：HEZHONG_HOST={place.host} 不是本机地址。"
            "请去掉 HEZHONG_HOST，或换一个空的 HEZHONG_HOME 建正式系统。"
        )


def _kept(home: Home, reached: Access, place: Where) -> None:
    supervisor = Supervisor(parts(reached), home.logs, reached.server, say)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: supervisor.asked_to_stop.set())
    supervisor.start()
    try:
        with _step("启动网页、实时更新和后台作业"):
            answers = _answers(supervisor, place)
        if answers:
            _welcome(home, place)
            supervisor.watch()
        say("正在停止 …")
    finally:
        supervisor.stop()
    say("网页、实时更新和后台作业已停止。")


def parts(reached: Access) -> list[Part]:
    """Return the processes of the platform."""
    env = reached.as_application() | {"HEZHONG_DEMO": "1" if reached.holds_demo() else ""}
    titles = {"web": "网页服务", "live": "实时更新", "worker": "后台作业"}
    return [
        Part(name, title, (sys.executable, "-m", "hezhong.app.processes", name), env) for name, title in titles.items()
    ]


def command(name: str, env: dict[str, str]) -> None:
    """Run one of our Django commands to its end; it prints its own progress. Raises CannotStart."""
    program = (sys.executable, "-m", "hezhong.app.django_command", name)
    if code := subprocess.run(program, env={**os.environ, **env}).returncode:
        raise CannotStart(f"“{name}”没有完成（代码 {code}），原因见上面。改正后再运行一次，不会重复已经做完的部分。")


def say(text: str) -> None:
    print(text, flush=True)


def _answers(supervisor: Supervisor, place: Where) -> bool:
    """Return True once pages and live updates answer, False when asked to stop before. Raises CannotStart, GaveUp."""
    end = time.monotonic() + ANSWERS_WITHIN
    waiting = [place.port, place.live_port]
    while waiting and not supervisor.asked_to_stop.wait(0.1):
        supervisor.beat()
        waiting = [port for port in waiting if not _healthy(place.host, port)]
        if waiting and time.monotonic() > end:
            raise CannotStart(
                f"端口 {waiting[0]} 上的服务 {ANSWERS_WITHIN:.0f} 秒内没有应答。请看日志：web.log、live.log。"
            )
    return not waiting


def _healthy(host: str, port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{host}:{port}/healthz", timeout=2) as answer:
            return bool(json.loads(answer.read()) == {"alive": True})
    except (OSError, ValueError):
        return False


def _welcome(home: Home, place: Where) -> None:
    say(f"\n和衷已就绪：{place.address}")
    if home.logins.exists():
        say("\n" + home.logins.read_text("utf8").rstrip())
    say(f"\n数据在 {home.root}。按 Ctrl-C 停止。")


def _free(host: str, port: int, name: str) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as trouble:
            raise CannotStart(
                f"不能在 {host} 的端口 {port} 上监听（{trouble.strerror}）：它多半被别的程序占用。"
                f"请换一个端口，例如 {name}={port + 10} make run。"
            ) from None


@contextmanager
def _step(title: str) -> Iterator[None]:
    began = time.monotonic()
    print(f"{title} …", end=" ", flush=True)
    try:
        yield
    except BaseException:
        print("没有完成", flush=True)
        raise
    print(f"完成（{time.monotonic() - began:.1f} 秒）", flush=True)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM break off the body; a program it waits for is ended with it."""

    def asked(number: int, frame: FrameType | None) -> None:
        raise _Asked

    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
