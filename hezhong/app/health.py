"""How the platform is: alive, ready for work, and in figures for a monitoring system."""

import shutil
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from hezhong.engine import backlog
from hezhong.web import clock, live, places

OLDEST = 300.0  # seconds that an errand may wait
FREE = 0.10  # of the disk: below it PostgreSQL is in danger
ALIVE = {"alive": True}


def disk_free() -> float:
    """Return the free part of the disk that holds the installation, 0 to 1."""
    usage = shutil.disk_usage(settings.HOME.root)
    return usage.free / usage.total


def readiness() -> dict[str, Any]:
    """Return what is in order, with ``ready`` for all of it."""
    free = disk_free()
    try:
        oldest: float | None = backlog.errands(clock.now()).oldest
    except DatabaseError:
        oldest = None
    checks = {
        "database": oldest is not None,
        "queue": oldest is not None and oldest < OLDEST,
        "disk": free >= FREE,
    }
    return {"ready": all(checks.values()), **checks, "queue_seconds": oldest, "disk_free": round(free, 3)}


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer as long as the process does."""
    return JsonResponse(ALIVE)


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when work can be taken, else 503 with what is wrong."""
    found = readiness()
    return JsonResponse(found, status=200 if found["ready"] else 503)


class Figures:
    """The platform's figures, asked anew for every scrape. Never anything about a person."""

    def collect(self) -> list[GaugeMetricFamily]:
        now = clock.now()
        found = [
            ("disk_free_ratio", "free part of the disk", disk_free()),
            ("live_clients", "open pages", live.FEED.clients),
            ("screen_clients", "open screens of regions", places.SCREENS.clients),
            ("boards_drawn", "boards drawn for screens since this process began", places.SCREENS.drawn),
        ]
        try:
            for name, waiting in (("errands", backlog.errands(now)), ("messages", backlog.messages(now))):
                found += [
                    (f"{name}_waiting", f"{name} that wait", waiting.waiting),
                    (f"{name}_oldest_seconds", f"age of the oldest of the {name} that wait", waiting.oldest),
                    (f"{name}_given_up", f"{name} that need a person", waiting.given_up),
                ]
            found.append(
                ("silences_due", "deadlines run out whose silence has had no effect yet", backlog.silences(now))
            )
            found.append(("database_up", "whether the database answers", 1))
        except DatabaseError:
            found.append(("database_up", "whether the database answers", 0))
        return [GaugeMetricFamily(f"hezhong_{name}", says, value=value) for name, says, value in found]


REGISTRY = CollectorRegistry()
REGISTRY.register(Figures())
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)


def metrics() -> bytes:
    """Return the figures in Prometheus' text format."""
    return generate_latest(REGISTRY)
