"""What each process of the platform runs: ``python -m hezhong.app.processes web | live | worker``."""

import os
import sys
from collections.abc import Callable, Mapping

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from hezhong.app import django_command
from hezhong.app.parent import end_with_parent


def web() -> None:
    """Serve the pages. HEZHONG_WORKERS processes with HEZHONG_THREADS threads each; a thread holds a connection."""
    _serve("hezhong.app.wsgi:application", Interfaces.WSGI, "PORT", 8000)


def live() -> None:
    """Serve the live updates, and the figures for the monitoring."""
    port = int(os.environ.get("PORT") or 8000) + 1
    _serve("hezhong.app.asgi:application", Interfaces.ASGI, "HEZHONG_LIVE_PORT", port)


def worker() -> None:
    """Do what actions leave to be done, and what the clock brings."""
    django_command.run(["work"])


def _serve(target: str, interface: Interfaces, port_name: str, port: int) -> None:
    pages = interface is Interfaces.WSGI
    Granian(
        target,
        address=os.environ.get("HEZHONG_HOST") or "127.0.0.1",
        port=int(os.environ.get(port_name) or port),
        interface=interface,
        workers=_number("HEZHONG_WORKERS", min(4, os.cpu_count() or 1)) if pages else 1,
        blocking_threads=_number("HEZHONG_THREADS", 4) if pages else None,
        backpressure=None if pages else 12_000,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=10,
        websockets=False,
    ).serve()


def _number(name: str, otherwise: int) -> int:
    return max(1, int(os.environ.get(name) or otherwise))


PROCESSES: Mapping[str, Callable[[], None]] = {"web": web, "live": live, "worker": worker}

if __name__ == "__main__":
    end_with_parent()
    PROCESSES[sys.argv[1]]()
