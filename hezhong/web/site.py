"""What every page knows: whether this is a demonstration, where live updates come from, who is signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hezhong.web import clock, demo_clock


def on_every_page(request: HttpRequest) -> dict[str, Any]:
    """demo_day: the day of a demonstration that was put forward, else None."""
    demo_day = clock.today() if demo_clock.ahead() else None
    return {"demo": settings.HEZHONG_DEMO, "demo_day": demo_day, "live_site": settings.LIVE_SITE, "province": settings.HEZHONG_PROVINCE}
