"""The second server: live updates for pages, and the figures for a monitoring system on this machine."""

import ipaddress
import json
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hezhong.app.settings")
django.setup()

from hezhong.app import health  # noqa: E402 (Django is set up first)
from hezhong.web import live, places  # noqa: E402
from hezhong.web.live import Receive, Scope, Send, answer, in_thread  # noqa: E402

Server = Callable[[Scope, Receive, Send], Awaitable[Any]]
JSON, TEXT = b"application/json", b"text/plain; version=0.0.4; charset=utf-8"


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve what is asked for."""
    if scope["type"] == "lifespan":
        await live.lifespan(receive, send)
    elif scope["type"] == "http":
        stream: Server = next((each for start, each in STREAMS.items() if scope["path"].startswith(start)), live.stream)
        await ROUTES.get(scope["path"], stream)(scope, receive, send)


async def _healthz(scope: Scope, receive: Receive, send: Send) -> None:
    await answer(send, 200, json.dumps(health.ALIVE).encode(), JSON)


async def _readyz(scope: Scope, receive: Receive, send: Send) -> None:
    found = await in_thread(health.readiness)
    await answer(send, 200 if found["ready"] else 503, json.dumps(found).encode(), JSON)


async def _metrics(scope: Scope, receive: Receive, send: Send) -> None:
    if not from_here(scope):
        return await answer(send, 404, b"")
    return await answer(send, 200, await in_thread(health.metrics), TEXT)


def from_here(scope: Scope) -> bool:
    """Return whether a program of this machine asks, and not through a proxy for somebody else."""
    names = {name.lower() for name, _ in scope["headers"]}
    host = (scope.get("client") or ("", 0))[0]
    return bool(host) and ipaddress.ip_address(host).is_loopback and not names & {b"x-forwarded-for", b"forwarded"}


STREAMS: Mapping[str, Server] = {"/places/": places.stream, "/walls/": places.wall}
ROUTES: Mapping[str, Server] = {
    "/healthz": _healthz,
    "/readyz": _readyz,
    "/metrics": _metrics,
}
