"""Files as people and attackers make them, built here byte by byte or with the libraries, never with our own code."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

Colour = str | float | tuple[int, ...]


def photo(size: tuple[int, int] = (640, 480), orientation: int = 1) -> bytes:
    """A phone's JPEG: left half red, right half blue, with place, device and the way it was held."""
    picture = Image.new("RGB", size, (200, 20, 20))
    picture.paste((20, 20, 200), (size[0] // 2, 0, size[0], size[1]))
    notes = Image.Exif()
    notes[0x010E] = "SECRET-PLACE"
    notes[0x0112] = orientation
    notes[0x8825] = {1: "N", 2: (23.0, 7.0, 0.0)}
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92, exif=notes)
    return out.getvalue()


def drawn(form: str, mode: str = "RGB", colour: Colour = "white", size: tuple[int, int] = (60, 40)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, form)
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A few bytes that say they are a huge picture."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def saved(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def pdf(pages: int = 1) -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    return made


def armed_pdf() -> bytes:
    """A PDF with everything in it that acts, hides or tells: in its own objects and written inside others."""
    made = pdf()
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('ACTIVE-SCRIPT')"))
    made.Root.OpenAction = script
    made.Root.AA = Dictionary(WC=made.make_indirect(script))
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
    made.attachments["HIDDEN-PROGRAM.exe"] = b"MZ HIDDEN-CONTENT"
    made.docinfo["/Author"] = "SECRET-AUTHOR"
    with made.open_metadata() as notes:
        notes["dc:creator"] = ["SECRET-CREATOR"]
    page = made.pages[0]
    page.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("ACTIVE-LAUNCH")))
    page.PieceInfo = Dictionary(X=String("SECRET-PIECE"))
    rect = Array([0, 0, 10, 10])
    page.Annots = Array(
        [
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=Dictionary(S=Name.URI, URI=String("ACTIVE-LINK"))
            ),
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=rect,
                A=Dictionary(
                    S=Name.GoTo,
                    D=Array([page.obj, Name.Fit]),
                    Next=Dictionary(S=Name.JavaScript, JS=String("ACTIVE-NEXT")),
                ),
            ),
            Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=rect, Contents=String("HIDDEN-NOTE")),
            Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=rect, Contents=String("KEPT-NOTE")),
        ]
    )
    made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("ACTIVE-XFA"))
    return saved(made)


def pdf_bomb(megabytes: int, layers: int = 1) -> bytes:
    """A page whose content unpacks to that many megabytes of nothing."""
    packed = bytes(megabytes << 20)
    for _ in range(layers):
        packed = zlib.compress(packed, 9)
    made = pdf()
    content = pikepdf.Stream(made, b"")
    content.write(packed, filter=Array([Name.FlateDecode] * layers))
    made.pages[0].Contents = made.make_indirect(content)
    return saved(made, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def office(part: str = "word/document.xml", **more: bytes) -> bytes:
    """A minimal docx or xlsx; ``more``: further entries, with two underscores for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<w:document/>" * 20)
        for name, body in more.items():
            archive.writestr(name.replace("__", "/"), body)
    return out.getvalue()


def compound(*streams: str) -> bytes:
    """The header and directory of an old Office file (two sectors): the root and the named streams."""

    def entry(name: str, kind: int) -> bytes:
        spelt = name.encode("utf-16-le") + b"\x00\x00"
        return spelt.ljust(64, b"\x00") + struct.pack("<HB", len(spelt), kind) + bytes(61)

    directory = entry("Root Entry", 5) + b"".join(entry(name, 2) for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00") + directory.ljust(1024, b"\x00")


def mp3() -> bytes:
    """Two silent frames of MPEG 1 layer III, 128 kbit/s at 44.1 kHz: 417 bytes each."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * 2
