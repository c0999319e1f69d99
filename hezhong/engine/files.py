"""Files of a case: received once, checked by content, kept byte for byte, shown as a cleaned copy.

The bytes lie in a blob store under their SHA-256; app binds the store and the scanner (``use``).
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from hezhong.engine import uploads
from hezhong.engine.answers import Evidence
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Event
from hezhong.engine.models import Case, Draft, StoredFile
from hezhong.engine.storage import Blobs
from hezhong.engine.uploads import BadUpload

MOST_FILES = 50


class TooManyFiles(Refused):
    """More files than one case may hold; the message says how many are there."""


_blobs: Blobs | None = None


def use(blobs: Blobs) -> None:
    """Keep files in this store from now on; called once by app."""
    global _blobs
    _blobs = blobs


def store_in_use() -> Blobs:
    """Return the blob store that app has bound."""
    if _blobs is None:
        raise RuntimeError("no blob store is bound; app does this at start")
    return _blobs


@dataclass(frozen=True)
class Opened:
    """A file as it is sent to a browser."""

    title: str
    kind: str
    data: bytes


class Handed(Protocol):
    """A file on its way in: its size is known before it is read."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...
    def read(self) -> bytes: ...


def take(handed: Handed, by: str, at: datetime, draft: Draft | None = None) -> StoredFile:
    """Keep a file as a browser sends it; one that is too large is never read into memory. Raises BadUpload."""
    uploads.measure(handed.size or 0)
    return receive(handed.name or "", handed.read(), by, at, draft=draft)


def receive(name: str, data: bytes, by: str, at: datetime, *, case: Case | None = None, draft: Draft | None = None) -> StoredFile:
    """Check a file and keep it. Raises BadUpload with what to do; then nothing is kept."""
    there = StoredFile.objects.filter(case=case, draft=draft).count() if case or draft else 0
    if there >= MOST_FILES:
        raise BadUpload(f"一件案子最多交 {MOST_FILES} 个文件，已经有 {there} 个了。可以把几张照片合成一个 PDF 再交")
    checked = uploads.inspect(name, data)
    blobs = store_in_use()
    return StoredFile.objects.create(
        case=case,
        draft=draft,
        sha256=blobs.put(data),
        shown_sha256=blobs.put(checked.shown) if checked.shown else "",
        kind=checked.kind,
        title=checked.title,
        size=checked.size,
        pages=checked.pages,
        checked=checked.note or "已检查",
        submitted_by=by,
        received_at=at,
    )


def attach(row: Case, event: Event, *, alone: bool = True) -> None:
    """Give the case the files that an event brought: each new, and nobody's yet. Raises TooManyFiles, Refused.

    alone: no other case is acted on at once; a file lies in one case, so it cannot be brought to several.
    """
    ids = set(brought(event.given))
    if not ids:
        return
    if not alone:
        raise Refused("一份材料只能放进一件案子。请把材料去掉再一起办，或者只办这一件")
    there = StoredFile.objects.filter(case=row).count()
    if there + len(ids) > MOST_FILES:
        raise TooManyFiles(f"一件案子最多交 {MOST_FILES} 个文件，已经有 {there} 个，这次又选了 {len(ids)} 个。请少选几个，或者把几张照片合成一个 PDF")
    if StoredFile.objects.filter(id__in=ids, case=None, draft=None).update(case=row, event=event.number) < len(ids):
        raise Refused("有一个文件没有找到，可能已经交过了。请重新选文件")


def hand_over(draft: Draft | None, row: Case, ids: list[UUID], by: str) -> None:
    """Give a case that has just begun the files of its draft, or those named. ``by``: who files it."""
    if draft is not None:
        StoredFile.objects.filter(draft=draft, id__in=ids).update(case=row, event=1, draft=None, submitted_by=by)
        Draft.objects.filter(pk=draft.pk).update(filed_as=row)
    elif ids:
        StoredFile.objects.filter(id__in=ids, case=None).update(case=row, event=1)


def drop(draft: Draft, names: set[str]) -> None:
    """Let go of the files of a draft that its writer has taken out again; ``names``: the ids that stay."""
    StoredFile.objects.filter(draft=draft).exclude(id__in=names).delete()


def brought(given: Any) -> Iterable[UUID]:
    """Return the ids of the files that stand anywhere in what was given."""
    if isinstance(given, Evidence):
        yield from given.files
    elif isinstance(given, tuple):
        for each in given:
            yield from brought(each)
    elif is_dataclass(given) and not isinstance(given, type):
        for field in fields(given):
            yield from brought(getattr(given, field.name))


def open_original(file: StoredFile) -> Opened:
    """Return the file as it was handed in, byte for byte."""
    return Opened(file.title, file.kind, store_in_use().open(file.sha256))


def open_shown(file: StoredFile) -> Opened | None:
    """Return the cleaned copy that a browser may show, or None where there is none (sound, old office files)."""
    return Opened(file.title, file.kind, store_in_use().open(file.shown_sha256)) if file.shown_sha256 else None


def by_ids(ids: Iterable[str]) -> Iterable[StoredFile]:
    """Return the files of these ids that are there."""
    wanted = list(ids)
    return StoredFile.objects.filter(id__in=wanted) if wanted else ()
