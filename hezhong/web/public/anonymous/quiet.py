"""How these pages leave no trace: no cookie, no cache, no referrer, no file on disk while it is on its way."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


class InMemory(MemoryFileUploadHandler):
    """Keeps an upload in memory whatever its size: Django would lay a large one on disk in clear. ``limits`` bounds it."""

    def handle_raw_input(self, *arguments: Any, **named: Any) -> None:
        self.activated = True


def quiet(view: View) -> View:
    """Serve a page without a trace.

    Exempt from the forgery token, whose cookie would mark the browser: these pages know no session, so that another
    site could not do in somebody's name what that somebody's browser may do and others may not.
    """

    @csrf_exempt
    @wraps(view)
    def without_trace(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        request.upload_handlers = [InMemory(request)]
        response = view(request, *arguments, **named)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return without_trace
