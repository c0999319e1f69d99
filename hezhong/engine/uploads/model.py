"""What may be handed in, how large it may be, and what is known of a file after it was checked."""

from dataclasses import dataclass
from enum import StrEnum

MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 50
"""Files of one case; counted by whoever keeps them."""


class BadUpload(Exception):
    """A file that is not taken. The message tells the person what to do."""


class Kind(StrEnum):
    """Kinds that are taken, by content and not by name; the value is the media type of the original."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    DOC = "application/msword"
    XLS = "application/vnd.ms-excel"
    TEXT = "text/plain"
    MP3 = "audio/mpeg"
    M4A = "audio/mp4"
    WAV = "audio/wav"
    AMR = "audio/amr"
    MP4 = "video/mp4"
    MOV = "video/quicktime"

    @property
    def endings(self) -> tuple[str, ...]:
        """Return how names of this kind may end, the usual one first."""
        return ENDINGS[self]

    @property
    def shown_as(self) -> str:
        """Return the media type of the copy that a browser may show, '' where only the original is kept."""
        if self in PICTURES:
            return Kind.JPEG.value
        return self.value if self in (Kind.PDF, Kind.TEXT) else ""


PICTURES = (Kind.JPEG, Kind.PNG, Kind.WEBP)
ENDINGS = {
    Kind.JPEG: (".jpg", ".jpeg"),
    Kind.PNG: (".png",),
    Kind.WEBP: (".webp",),
    Kind.PDF: (".pdf",),
    Kind.DOCX: (".docx",),
    Kind.XLSX: (".xlsx",),
    Kind.DOC: (".doc", ".wps"),
    Kind.XLS: (".xls", ".et"),
    Kind.TEXT: (".txt", ".csv", ".json"),
    Kind.MP3: (".mp3",),
    Kind.M4A: (".m4a", ".aac"),
    Kind.WAV: (".wav",),
    Kind.AMR: (".amr",),
    Kind.MP4: (".mp4", ".m4v", ".3gp"),
    Kind.MOV: (".mov",),
}


@dataclass(frozen=True)
class Copy:
    """What a workshop made of a file. shown: the cleaned copy, None where none is made. remark: '' or a short word."""

    shown: bytes | None
    pages: int = 0
    remark: str = ""


@dataclass(frozen=True)
class Checked:
    """A file that may be kept. size: bytes of the original. note: how it was checked, in words for the case page."""

    kind: Kind
    title: str
    size: int
    sha256: str
    shown: bytes | None
    pages: int
    note: str
