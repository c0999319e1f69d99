"""The front door, and the box of short messages of a demonstration."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hezhong.engine import catalogue

_messages: Callable[[], Sequence[Any]] | None = None


def use(messages: Callable[[], Sequence[Any]] | None) -> None:
    """Show these messages on the page of the local outbox; bound by app on demonstrations only."""
    global _messages
    _messages = messages


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Two ways in: file, or follow."""
    flows = list(catalogue.current().flows.values())
    return render(request, "public/home.html", {"service": "劳动关系公共服务", "flows": flows})


@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """本机短信箱: what a demonstration would have sent."""
    if _messages is None or not settings.HEZHONG_DEMO:
        raise Http404("没有这一页")
    return render(request, "public/messages.html", {"service": "本机短信箱", "messages": _messages()})
