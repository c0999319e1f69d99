"""What every page knows: whether this is a demonstration, where live updates come from, who is signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def on_every_page(request: HttpRequest) -> dict[str, Any]:
    return {"demo": settings.HEZHONG_DEMO, "live_site": settings.LIVE_SITE, "province": settings.HEZHONG_PROVINCE}
