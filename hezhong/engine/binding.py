"""Binds sheets into one PDF: every page with its running number, pictures brought onto A4. Bytes in, bytes out."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

A4 = (595.28, 841.89)
MARGIN = 36
STAMP = (110, 22)  # points: the slip with the number, at the lower right of a page
BESIDE, ABOVE = 24, 10
NUMBER, PICTURE = pikepdf.Name("/HezhongNumber"), pikepdf.Name("/HezhongPicture")

Stamps = Callable[[int], bytes]
"""Number of pages -> a PDF of as many slips, each with its running number."""


class NotBindable(ValueError):
    """These bytes are no PDF or picture that can be bound; they are listed instead."""


@dataclass(frozen=True)
class Bound:
    """The whole as bytes. pages: how many pages carry a number; leaves: those and the ones in front."""

    data: bytes
    pages: int
    leaves: int


def pages_of(data: bytes, kind: str) -> bytes:
    """Return a PDF or a picture as a PDF that can be bound. Raises NotBindable."""
    if kind == "application/pdf":
        try:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                if not len(pdf.pages):
                    raise NotBindable("no pages")
                return data
        except pikepdf.PdfError as trouble:  # a password, or damage
            raise NotBindable(str(trouble)) from None
    if kind.startswith("image/"):
        return _picture(data)
    raise NotBindable(kind)


def count(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def bind(front: bytes, sheets: Sequence[bytes], stamps: Stamps) -> Bound:
    """Return the front, which carries no numbers, and then all sheets, numbered from 1."""
    with pikepdf.new() as whole:
        for data in (front, *sheets):
            with pikepdf.open(io.BytesIO(data)) as pdf:
                whole.pages.extend(pdf.pages)
        ahead = count(front)
        numbered = len(whole.pages) - ahead
        if numbered:
            with pikepdf.open(io.BytesIO(stamps(numbered))) as slips:
                for at in range(numbered):
                    _stamp(whole, whole.pages[ahead + at], slips.pages[at])
        out = io.BytesIO()
        whole.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return Bound(out.getvalue(), numbered, len(whole.pages))


def _stamp(pdf: pikepdf.Pdf, page: pikepdf.Page, slip: pikepdf.Page) -> None:
    """Lay the number onto the lower right of the page as it is looked at, whatever its size and however it is turned."""
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    (wide, high), turned = STAMP, int(page.obj.get("/Rotate", 0)) % 360
    corner = {
        0: (right - BESIDE - wide, bottom + ABOVE, right - BESIDE, bottom + ABOVE + high),
        90: (right - ABOVE - high, top - BESIDE - wide, right - ABOVE, top - BESIDE),
        180: (left + BESIDE, top - ABOVE - high, left + BESIDE + wide, top - ABOVE),
        270: (left + ABOVE, bottom + BESIDE, left + ABOVE + high, bottom + BESIDE + wide),
    }[turned]
    _lay(pdf, page, slip, pikepdf.Rectangle(*corner), NUMBER)


def _lay(
    pdf: pikepdf.Pdf, page: pikepdf.Page, over: pikepdf.Page, rectangle: pikepdf.Rectangle, name: pikepdf.Name
) -> None:
    """Lay one page over another, as ``add_overlay`` does, under a name that is not drawn by lot: same file, same bytes."""
    form = pdf.copy_foreign(over.as_form_xobject())
    page.add_resource(form, pikepdf.Name.XObject, name=name)
    placed = page.calc_form_xobject_placement(form, name, rectangle)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\n" + placed)
    page.contents_coalesce()


def _picture(data: bytes) -> bytes:
    """Return a picture on an A4 page, upright or across as it fits better."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError) as trouble:
        raise NotBindable(str(trouble)) from None
    sheet = A4 if picture.height >= picture.width else (A4[1], A4[0])
    drawn = io.BytesIO()
    picture.save(drawn, "PDF", resolution=72)
    with pikepdf.new() as pdf, pikepdf.open(drawn) as image:
        page = pdf.add_blank_page(page_size=sheet)
        inside = pikepdf.Rectangle(MARGIN, MARGIN, sheet[0] - MARGIN, sheet[1] - MARGIN)
        _lay(pdf, page, image.pages[0], inside, PICTURE)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()
