"""What every desk page has: the officer, the navigation, and the door that only officers pass."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hezhong.web.asking import Officer, officer

NAV = (("worklist", "待办"), ("team", "科室"), ("diagrams", "流程"), ("law-values", "法律数据"))


def for_officers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who holds a post today; others have no desk."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not officer(request).standing.posts:
            raise PermissionDenied
        return view(request, *arguments, **named)

    return guarded


def page(request: HttpRequest, template: str, at: str, status: int = 200, **context: Any) -> HttpResponse:
    """Return a desk page."""
    who: Officer = officer(request)
    context |= {"nav": NAV, "at": at, "who": who, "posts": who.standing.posts}
    return render(request, template, context, status=status)
