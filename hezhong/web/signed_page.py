"""The page of a payroll that its workers have signed on paper, at the desk and at the employer's door alike: photographs, and for whom they stand."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from hezhong.early_warning import viewings
from hezhong.early_warning.viewings import Page
from hezhong.early_warning.vocabulary import Subject
from hezhong.engine import handing_in, signed_sheets, uploads
from hezhong.engine.core import Refused
from hezhong.engine.files import Handed
from hezhong.engine.handing_in import NoSuchFile
from hezhong.engine.uploads import MOST_BYTES, BadUpload, Kind
from hezhong.web import clock
from hezhong.web.handing_page import Door
from hezhong.web.public.following import sent_inline


def answer(request: HttpRequest, door: Door, name: UUID) -> HttpResponse:
    """Return the page, one photograph, or what follows from photographs that were sent. Raises Http404."""
    try:
        there = handing_in.look(name, door.hander)
        if request.method == "POST":
            return _sent(request, door, there)
        return _photograph(request, door, there) if "photo" in request.GET else _shown(door, there)
    except NoSuchFile as none:
        raise Http404(str(none)) from None


def _sent(request: HttpRequest, door: Door, there: handing_in.Handed) -> HttpResponse:
    without = {int(each) for each in request.POST.getlist("without") if each.isdecimal() and len(each) < 20}
    try:
        pages = [_read(each) for each in request.FILES.getlist("photos")]
        signed_sheets.sign(there.id, door.hander, pages, without, clock.now())
    except (Refused, BadUpload) as wrong:
        return _shown(door, there, str(wrong), 422, without)
    return redirect(request.path)


def _read(upload: Handed) -> tuple[str, bytes]:
    """Return name and bytes of a file; one that is too large is never read. Raises BadUpload."""
    uploads.measure(upload.size or 0)
    return upload.name or "", upload.read()


def _photograph(request: HttpRequest, door: Door, there: handing_in.Handed) -> HttpResponse:
    try:
        page = UUID(request.GET["photo"])
    except ValueError:
        raise Http404("没有这张照片") from None
    opened, lines = signed_sheets.photograph(there.id, door.hander, page)
    with viewings.noted(_page(there, opened.title), lines, door.by, clock.now()):
        return sent_inline(opened.data, Kind(opened.kind).shown_as, opened.title)


def _shown(door: Door, there: handing_in.Handed, error: str = "", status: int = 200, without: set[int] | None = None) -> HttpResponse:
    found = signed_sheets.look(there.id, door.hander)
    values = {
        "f": there, "error": error, "without": without or set(), "people": len(found.signers), "photographs": found.photographs,
        "waiting": [each for each in found.signers if each.waits], "said": [each for each in found.signers if not each.waits],
        "back": door.file(there.id), "most": MOST_BYTES // 1024 // 1024,
    }  # fmt: skip
    with viewings.noted(_page(there, there.title), len(found.signers), door.by, clock.now()):
        return door.shown("handed_signed", status, values)


def _page(there: handing_in.Handed, title: str) -> Page:
    """Return whose workers stand on the page, for the record of who looked."""
    site, employer = there.about
    return Page(Subject.SITE if site else Subject.EMPLOYER, site or employer, viewings.HANDED, f"{title}（{there.id}）")
