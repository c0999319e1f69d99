"""How much one request may bring: more is answered with a page, before anything of it is kept."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hezhong.web import errors

CHUNK = 1 << 16
DRAINED = 8
"""Times the limit that are read and thrown away: a browser shows an answer only after it has sent everything."""


class UploadLimit:
    """Middleware: refuses a request whose body is larger than HEZHONG_UPLOAD_LIMIT."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        size = int(told) if told.isdecimal() else 0
        if size <= settings.HEZHONG_UPLOAD_LIMIT:
            return self.get_response(request)
        left = min(size, DRAINED * settings.HEZHONG_UPLOAD_LIMIT)
        while left > 0 and (chunk := request.read(min(CHUNK, left))):
            left -= len(chunk)
        return errors.too_large(request, size)
