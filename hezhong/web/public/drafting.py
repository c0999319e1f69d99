"""The draft behind the pages: found by a cookie, kept encrypted, with the files handed in so far."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hezhong.engine import drafts, files
from hezhong.engine.drafts import Kept
from hezhong.engine.intake import Page, Questions
from hezhong.engine.uploads import BadUpload
from hezhong.web import clock
from hezhong.web.public.walk import Walk
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Raw, belongs

COOKIE = "draft"


@dataclass
class Drafting:
    """A draft in the hands of its writer. filed: what this browser filed last, while a second press may still come."""

    kept: Kept
    flow: Questions
    filed: UUID | None = None
    cookie: str = COOKIE

    @classmethod
    def of(cls, request: HttpRequest, flow: Questions, cookie: str = COOKIE) -> "Drafting":
        """Return the draft of this browser; one that is not there yet begins with the first answer."""
        at, code = clock.now(), request.COOKIES.get(cookie, "")
        kept = drafts.load(code, at) if code else None
        if kept is None or kept.flow != flow.code:
            return cls(drafts.blank(flow.code), flow, cookie=cookie)
        if kept.filed_as is not None:
            fresh = kept.touched_at is not None and at - kept.touched_at < drafts.CODE_LIVES
            return cls(drafts.blank(flow.code), flow, kept.filed_as if fresh else None, cookie)
        return cls(kept, flow, cookie=cookie)

    @property
    def code(self) -> str:
        return self.kept.code

    @property
    def raw(self) -> Raw:
        return Raw(self.kept.raw)

    def walk(self, raw: Raw | None = None) -> Walk:
        return Walk(self.flow, self.raw if raw is None else raw, around(clock.today(), self.kept.files))

    def answered(self, request: HttpRequest, page: Page) -> tuple[Raw, dict[str, str]]:
        """Return all that is typed now, this page as posted, and what was wrong with its files; nothing is kept yet."""
        raw = Raw({key: values for key, values in self.raw.items() if not _of(page, key)})
        posted = Raw.sent(request.POST.lists())
        raw.update({key: values for key, values in posted.items() if _of(page, key)})
        for name in page.fields:
            raw.setdefault(name, [])  # the page was seen, even where nothing was typed
        return raw, self._take_files(request, page, raw)

    def keep(self, raw: Raw) -> None:
        """Keep what was typed, and of the files those that still stand in it."""
        self._begin()
        drafts.save(self.code, raw, clock.now())
        named = {each for values in raw.values() for each in values}
        stays = {str(file.id) for file in self.kept.files} & named
        if len(stays) < len(self.kept.files) and (row := drafts.row(self.code)) is not None:
            files.drop(row, stays)
        self._reload()

    def _begin(self) -> None:
        if not self.code:
            self.kept = replace(self.kept, code=drafts.new(self.flow.code, clock.now()))

    def _reload(self) -> None:
        kept = drafts.load(self.code, clock.now())
        assert kept is not None
        self.kept = kept

    def _take_files(self, request: HttpRequest, page: Page, raw: Raw) -> dict[str, str]:
        """Keep each file that is good; name the first that is not. The good ones stay."""
        errors: dict[str, str] = {}
        sent = [(name, upload) for name in page.fields for upload in request.FILES.getlist(f"{name}-new")]
        if sent:
            self._begin()
        row = drafts.row(self.code) if sent else None
        for name, upload in sent:
            try:
                file = files.take(upload, "", clock.now(), row)
                raw.setdefault(f"{name}-kept", []).append(str(file.id))
            except BadUpload as bad:
                errors.setdefault(name, f"“{(upload.name or '')[:40]}”：{bad}")
        if sent:
            self._reload()
        return errors


def without_cookie(response: HttpResponse) -> HttpResponse:
    """Return the response, by which the browser forgets its draft; the draft itself is kept for who has its code."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def with_cookie(response: HttpResponse, drafting: Drafting) -> HttpResponse:
    """Remember the draft in this browser, once there is one."""
    if drafting.code:
        remember(response, drafting.code, drafting.cookie)
    response["Cache-Control"] = "no-store"
    return response


def remember(response: HttpResponse, code: str, cookie: str = COOKIE) -> None:
    """Let this browser find the draft of this code for as long as it is kept."""
    age = int(drafts.KEPT.total_seconds())
    response.set_cookie(cookie, code, max_age=age, httponly=True, samesite="Lax", secure=settings.HTTPS)


def _of(page: Page, key: str) -> bool:
    return any(belongs(key, name) for name in page.fields)


def context(drafting: Drafting, **more: Any) -> dict[str, Any]:
    return {"service": drafting.flow.service, "flow": drafting.flow.code, **more}
