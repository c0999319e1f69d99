"""A payroll that its workers have signed on paper: photographed, kept, and stated in the ledger for those whose signature stands.

The worker signs the sheet himself (保障农民工工资支付条例 31); who has no phone does so on paper. What he has said by phone
goes before that: a refusal stays, and so does what he has found right.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from hezhong.directory import people
from hezhong.engine import files, handing_in, ledger_place, pay_orders, wage_checks
from hezhong.engine.core import Refused
from hezhong.engine.files import Opened
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import NoSuchFile
from hezhong.engine.holding import held, payroll
from hezhong.engine.models import HandedFile, SignedPage, SignedSheet, StoredFile
from hezhong.engine.uploads import BadUpload, Kind
from hezhong.kernel.local_time import local_day
from hezhong.ledger.batch import Batch
from hezhong.ledger.ingest import ingest
from hezhong.ledger.pay_tables import PAYROLL_LINES
from hezhong.ledger.shapes import rows_of

MOST_PAGES = 50
"""Photographs of one payroll in all."""
KINDS = (Kind.JPEG, Kind.PNG, Kind.PDF)
UNANSWERED, SIGNED = "no", "signed"
TITLES: Mapping[str, str] = PAYROLL_LINES.columns["confirmed"].codes
"""Code of what a worker said -> its words."""
NO_PAYROLL = "这不是已经收下的工资表"
REPLACED = "这张表已经有更正的一份。请把签字的照片交到更正以后的那一份"


@dataclass(frozen=True)
class Signer:
    """A worker of a payroll. said: in words how far he has confirmed it. waits: whether his signature is still to come."""

    token: int
    name: str
    said: str
    waits: bool


@dataclass(frozen=True)
class Photograph:
    """A page that was handed in. at: when; signed: how many lines the pages handed in with it stated as signed."""

    id: UUID
    title: str
    at: datetime
    signed: int


@dataclass(frozen=True)
class Standing:
    """How far the workers of a payroll have confirmed it."""

    signers: tuple[Signer, ...]
    photographs: tuple[Photograph, ...]


def look(name: UUID, hander: Hander) -> Standing:
    """Return the workers of a payroll that was taken, by name, and its photographs; also for who pays it as general contractor. Raises NoSuchFile."""
    row = _payroll(handing_in.paid_row(name, hander))
    said: dict[int, set[str]] = {}
    for line in _lines(row):
        said.setdefault(line["worker"], set()).add(line["confirmed"])
    names = people.names_of(said)
    signers = (Signer(token, names.get(token, ""), "、".join(TITLES[code] for code in TITLES if code in codes), UNANSWERED in codes) for token, codes in said.items())
    pages = SignedPage.objects.filter(sheet__handed=row).select_related("file", "sheet").order_by("sheet__at", "pk")
    shown = tuple(Photograph(page.file_id, page.file.title, page.sheet.at, page.sheet.lines) for page in pages)
    return Standing(tuple(sorted(signers, key=lambda each: (not each.waits, each.name, each.token))), shown)


def sign(name: UUID, hander: Hander, pages: Sequence[tuple[str, bytes]], without: Collection[int], at: datetime) -> int:
    """Keep photographs, (name, data), of a signed sheet and state its lines as signed; return how many. The same again changes nothing.

    without: tokens of the workers who have not signed. Raises NoSuchFile, Refused, BadUpload; then nothing is kept.
    """
    row = _payroll(handing_in.row_of(name, hander))
    if not pages:
        raise BadUpload("请先选签字工资表的照片或者扫描件")
    with held(payroll(row.series)):
        if pay_orders.is_replaced(row):
            raise Refused(REPLACED)
        lines = _lines(row)
        unsigned = sorted(set(without) & {line["worker"] for line in lines})
        signed = [line for line in lines if line["confirmed"] == UNANSWERED and line["worker"] not in unsigned]
        sheet = _before(row, pages, unsigned)
        if sheet is None:
            if not signed:
                raise Refused("没有要记成签字的人：没有勾的人都已经确认过，或者说过不对。请核对勾了哪些人")
            with transaction.atomic():
                stored = _kept(row, pages, hander, at)
                sheet = SignedSheet.objects.create(handed=row, unsigned=unsigned, lines=len(signed), by=hander.person, at=at)
                SignedPage.objects.bulk_create([SignedPage(sheet=sheet, file=each) for each in stored])
        if signed:  # of one that was kept before: whoever was killed before the ledger had it
            _state(sheet, signed)
    return sheet.lines


def photograph(name: UUID, hander: Hander, page: UUID) -> tuple[Opened, int]:
    """Return the clean copy of a photograph, for who may look, and how many workers' lines it may show. Raises NoSuchFile."""
    found = SignedPage.objects.filter(sheet__handed=_payroll(handing_in.paid_row(name, hander)), file=page).select_related("file", "sheet").first()
    shown = files.open_shown(found.file) if found else None
    if found is None or shown is None:
        raise NoSuchFile("没有这张照片")
    return shown, found.sheet.lines


def _payroll(row: HandedFile) -> HandedFile:
    if row.state != HandedFile.State.TAKEN or not _sheets(row):
        raise NoSuchFile(NO_PAYROLL)
    return row


def _sheets(row: HandedFile) -> list[int]:
    return [token for told in row.receipts for token in told.get("tokens", ())]


def _lines(row: HandedFile) -> list[dict[str, Any]]:
    return wage_checks.standing(row.city, row.months, _sheets(row))


def _before(row: HandedFile, pages: Sequence[tuple[str, bytes]], unsigned: list[int]) -> SignedSheet | None:
    """Return the same photographs with the same statement where they were kept before."""
    digests = {sha256(data).hexdigest() for _, data in pages}
    kept = SignedSheet.objects.filter(handed=row, unsigned=unsigned).select_related("handed").prefetch_related("pages__file")
    return next((sheet for sheet in kept if {page.file.sha256 for page in sheet.pages.all()} == digests), None)


def _kept(row: HandedFile, pages: Sequence[tuple[str, bytes]], hander: Hander, at: datetime) -> list[StoredFile]:
    there = SignedPage.objects.filter(sheet__handed=row).count()
    if there + len(pages) > MOST_PAGES:
        raise BadUpload(f"一张工资表最多交 {MOST_PAGES} 张照片，已经有 {there} 张。可以把几张照片合成一个 PDF 再交")
    stored = [files.receive(title, data, hander.person, at) for title, data in pages]
    for each in stored:
        if each.kind not in KINDS:
            raise BadUpload(f"“{each.title}”不是照片或者扫描件。请交 jpg、png 或者 pdf")
    return stored


def _state(sheet: SignedSheet, signed: Sequence[Mapping[str, Any]]) -> None:
    """State lines as signed in the ledger, once."""
    told = [{**line, "confirmed": SIGNED, "confirmed_on": local_day(sheet.at)} for line in signed]
    ingest(ledger_place.current(), Batch(PAYROLL_LINES, sheet.handed.sender, rows_of(PAYROLL_LINES, told), number=f"signed/{sheet.pk}"))
