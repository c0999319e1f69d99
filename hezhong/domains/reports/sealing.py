"""A report opened with its key: seals and opens its content, letters and files. Who may have it is decided elsewhere."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from hezhong.directory import vault
from hezhong.domains.reports import telling
from hezhong.domains.reports.models import Enclosure, Letter, SealedReport
from hezhong.domains.reports.telling import Told
from hezhong.engine import files, uploads
from hezhong.engine.files import Handed, Opened
from hezhong.engine.uploads import BadUpload

MOST_FILES = 20
KEY = "reports_sealedreport.key"


@dataclass(frozen=True)
class LetterLine:
    """One letter in clear. by: token of the officer, 0 for the reporter."""

    number: int
    by: int
    text: str
    on: date


@dataclass(frozen=True)
class FileLine:
    """One file, described. shown: there is a copy without its metadata."""

    id: UUID
    title: str
    kind: str
    size: int
    letter: int
    shown: bool


@dataclass(frozen=True)
class Unsealed:
    """A report with its key in hand."""

    row: SealedReport
    key: bytes

    def told(self) -> Told:
        """Return what the reporter told first. Raises Tampered."""
        return telling.from_bytes(vault.open_under(self.key, bytes(self.row.content), f"reports.content:{self.row.id}"))

    def tell(self, told: Told) -> bytes:
        """Return the content sealed."""
        return vault.seal_under(self.key, telling.to_bytes(told), f"reports.content:{self.row.id}")

    def letters(self) -> list[LetterLine]:
        """Return the letters of both sides, oldest first."""
        rows = self.row.letters.order_by("number")
        return [LetterLine(row.number, row.by or 0, self._words(row.text, f"letter:{row.number}"), row.on) for row in rows]

    def add_letter(self, text: str, by: int | None, on: date, press: str) -> int:
        """Keep a letter; return its number, 0 where this very press has brought it already. Holds the row's lock."""
        SealedReport.objects.select_for_update().get(pk=self.row.pk)
        if self.row.letters.filter(press=press).exists():
            return 0
        number = self.row.letters.count() + 1
        sealed = vault.seal_under(self.key, telling.padded({"says": text}), f"reports.letter:{number}:{self.row.id}")
        Letter.objects.create(report=self.row, number=number, by=by, text=sealed, on=on, press=press)
        return number

    def enclosures(self) -> list[FileLine]:
        """Return the files, those of the report first."""
        return [self._line(row) for row in self.row.enclosures.order_by("letter", "id")]

    def enclose(self, handed: Handed, on: date, letter: int = 0) -> None:
        """Keep a file sealed, with a copy without metadata where one can be made. Raises BadUpload."""
        uploads.measure(handed.size or 0)
        if (there := self.row.enclosures.count()) >= MOST_FILES:
            raise BadUpload(f"一份举报最多交 {MOST_FILES} 个文件，已经有 {there} 个了。可以把几张照片合成一个 PDF 再交")
        data = handed.read()
        checked = uploads.inspect(handed.name or "", data)
        new = uuid4()
        about = {"title": checked.title, "kind": checked.kind.value, "shown_as": checked.kind.shown_as, "size": checked.size}
        described = vault.seal_under(self.key, telling.padded(about), f"reports.enclosure:{new}")
        original = self._put(data, f"original:{new}")
        shown = self._put(checked.shown, f"shown:{new}") if checked.shown else ""
        Enclosure.objects.create(
            id=new, report=self.row, letter=letter, described=described, original=original, shown=shown, on=on
        )

    def keep_only(self, ids: Iterable[str]) -> None:
        """Let go of the files that the reporter has taken out again."""
        self.row.enclosures.exclude(id__in=list(ids)).delete()

    def open_file(self, id: UUID) -> Opened | None:
        """Return the clean copy; of kinds that have none, what was handed in. None where there is no such file.

        The original of a picture or a PDF tells of a device, a place, an author: no page hands it out.
        """
        row = self.row.enclosures.filter(id=id).first()
        if row is None:
            return None
        about = self._about(row)
        where, name = (row.shown, f"shown:{id}") if row.shown else (row.original, f"original:{id}")
        data = vault.open_under(self.key, files.store_in_use().open(where), f"reports.{name}")
        return Opened(str(about["title"]), str(about["shown_as"] if row.shown else "application/octet-stream"), data)

    def _put(self, data: bytes, name: str) -> str:
        return files.store_in_use().put(vault.seal_under(self.key, data, f"reports.{name}"))

    def _line(self, row: Enclosure) -> FileLine:
        about = self._about(row)
        size = about["size"]
        assert isinstance(size, int)
        return FileLine(row.id, str(about["title"]), str(about["kind"]), size, row.letter, bool(row.shown))

    def _about(self, row: Enclosure) -> dict[str, object]:
        found: dict[str, object] = json.loads(vault.open_under(self.key, bytes(row.described), f"reports.enclosure:{row.id}"))
        return found

    def _words(self, sealed: bytes | memoryview, name: str) -> str:
        return str(json.loads(vault.open_under(self.key, bytes(sealed), f"reports.{name}:{self.row.id}"))["says"])


def wrapped(row: SealedReport, key: bytes) -> bytes:
    """Return a filed report's key, sealed with the keys of the vault, which no database has."""
    return vault.seal(key.hex(), f"{KEY}:{row.id}")


def unwrap(row: SealedReport) -> Unsealed:
    """Return a filed report with its key. Ask for rights before. Raises Tampered."""
    return Unsealed(row, bytes.fromhex(vault.open_sealed(bytes(row.key), f"{KEY}:{row.id}")))
