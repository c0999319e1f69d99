"""The draft behind the pages: found by a cookie, kept encrypted, with the files handed in so far."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from hezhong.engine import drafts, files
from hezhong.engine.drafts import Kept
from hezhong.engine.intake import Flow, Page
from hezhong.engine.uploads import BadUpload
from hezhong.web import clock
from hezhong.web.public.walk import Walk
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Raw, belongs

COOKIE = "draft"
WEEKS = 30 * 24 * 3600


@dataclass
class Drafting:
    """A draft in the hands of its writer."""

    code: str
    kept: Kept
    flow: Flow

    @classmethod
    def of(cls, request: HttpRequest, flow: Flow) -> "Drafting":
        """Return the draft of this browser, or a new one."""
        at = clock.now()
        code = request.COOKIES.get(COOKIE, "")
        kept = drafts.load(code, at) if code else None
        if kept is None or kept.flow != flow.code or kept.filed_as is not None:
            code = drafts.new(flow.code, at)
            kept = drafts.load(code, at)
        assert kept is not None
        return cls(kept.code, kept, flow)

    @property
    def raw(self) -> Raw:
        return Raw(self.kept.raw)

    def walk(self, raw: Raw | None = None) -> Walk:
        return Walk(self.flow, raw or self.raw, around(clock.today(), self.kept.files))

    def answered(self, request: HttpRequest, page: Page) -> tuple[Raw, dict[str, str]]:
        """Take over what was posted on a page; return all that was typed and what was wrong with its files."""
        raw = Raw({key: values for key, values in self.raw.items() if not _of(page, key)})
        for key, values in request.POST.lists():
            if _of(page, key):
                raw[key] = [str(value) for value in values]
        errors = self._take_files(request, page, raw)
        drafts.save(self.code, raw, clock.now())
        kept = drafts.load(self.code, clock.now())
        assert kept is not None
        self.kept = kept
        return raw, errors

    def _take_files(self, request: HttpRequest, page: Page, raw: Raw) -> dict[str, str]:
        """Keep each file that is good; name the first that is not. The good ones stay."""
        errors: dict[str, str] = {}
        row = drafts.row(self.code)
        for name in page.fields:
            for upload in request.FILES.getlist(f"{name}-new"):
                try:
                    kept = files.receive(upload.name or "", upload.read(), "", clock.now(), draft=row)
                    raw.setdefault(f"{name}-kept", []).append(str(kept.id))
                except BadUpload as bad:
                    errors.setdefault(name, f"“{(upload.name or '')[:40]}”：{bad}")
        return errors


def with_cookie(response: HttpResponse, drafting: Drafting, secure: bool) -> HttpResponse:
    """Remember the draft in this browser."""
    response.set_cookie(COOKIE, drafting.code, max_age=WEEKS, httponly=True, samesite="Lax", secure=secure)
    response["Cache-Control"] = "no-store"
    return response


def _of(page: Page, key: str) -> bool:
    return any(belongs(key, name) for name in page.fields)


def context(drafting: Drafting, **more: Any) -> dict[str, Any]:
    return {"service": drafting.flow.service, "flow": drafting.flow.code, **more}
