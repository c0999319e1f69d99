"""The shown copy of a PDF: the pages alone, without scripts, actions, attachments and notes of who wrote it.

Cleaning a signed file breaks its signature: the copy is for the eye, the original is the evidence.
"""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from hezhong.engine.uploads import inflating
from hezhong.engine.uploads.model import BadUpload, Copy

MOST_PAGES = 1000
MOST_STREAM = 200 * 1024 * 1024
MOST_DECODED = 1024 * 1024 * 1024
MOST_PIXELS = 200_000_000
"""Of one picture in a page: a sheet of A4 at 1200 dots an inch has 140 million."""
DEEPEST = 60

BROKEN = "这个 PDF 打不开，可能已经损坏或者没有传完。请重新导出一次，或者拍成照片（JPG）再交"
EMPTY = "这个 PDF 里一页也没有。请检查是不是选错了文件"
LONG = f"这个 PDF 超过 {MOST_PAGES} 页。请只交有关的页，或者分成几份"
LOCKED = "这个 PDF 加了密码，打不开。请去掉密码再交，或者拍成照片（JPG）再交"
BOMB = "这个 PDF 展开以后太大，没有收下。请重新导出一次，或者拍成照片（JPG）再交"

ACTIVE = (
    "/AA", "/JS", "/JavaScript", "/OpenAction", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/RichMediaContent",
    "/RichMediaSettings", "/Collection", "/AlternatePresentations", "/URI", "/Next", "/Launch",
)  # fmt: skip
TELLING = ("/Metadata", "/PieceInfo", "/LastModified")
PLAYED = ("/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Sound", "/Screen")


def copy(data: bytes) -> Copy:
    """Return the cleaned PDF and its number of pages. Raises BadUpload."""
    try:
        with Pdf.open(io.BytesIO(data)) as pdf:
            return _cleaned(pdf)
    except pikepdf.PasswordError:
        raise BadUpload(LOCKED) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError):
        raise BadUpload(BROKEN) from None


def _cleaned(pdf: Pdf) -> Copy:
    pages = len(pdf.pages)
    if not pages:
        raise BadUpload(EMPTY)
    if pages > MOST_PAGES:
        raise BadUpload(LONG)
    _refuse_bombs(pdf)
    signed = False
    for thing in _dictionaries(pdf):
        signed = signed or thing.get("/FT") == Name.Sig
        _disarm(thing)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, encryption=False)
    return Copy(out.getvalue(), pages, "含电子签名，以原件为准" if signed else "")


def _refuse_bombs(pdf: Pdf) -> None:
    """Raises BadUpload where a stream, a picture or all together would fill the reader's memory."""
    decoded = 0
    for thing in pdf.objects:
        if not isinstance(thing, Stream):
            continue
        if thing.get("/Subtype") == Name.Image and _pixels(thing) > MOST_PIXELS:
            raise BadUpload(BOMB)
        size = inflating.decoded_size(thing, MOST_STREAM)
        decoded += size
        if size > MOST_STREAM or decoded > MOST_DECODED:
            raise BadUpload(BOMB)


def _pixels(picture: Stream) -> int:
    return int(picture.get("/Width", 0)) * int(picture.get("/Height", 0))


def _dictionaries(pdf: Pdf) -> Iterator[Dictionary | Stream]:
    """Yield every dictionary of the file once, those written inside others too."""
    yield from _inside(pdf.trailer, 0)
    for thing in pdf.objects:
        yield from _inside(thing, 0)


def _inside(thing: Object, depth: int) -> Iterator[Dictionary | Stream]:
    if depth > DEEPEST:
        raise BadUpload(BROKEN)
    if isinstance(thing, (Dictionary, Stream)):
        yield thing
        children = [value for _, value in thing.items()]
    elif isinstance(thing, Array):
        children = list(thing)
    else:
        return
    for child in children:
        if isinstance(child, (Dictionary, Array)) and not child.is_indirect:
            yield from _inside(child, depth + 1)


def _disarm(thing: Dictionary | Stream) -> None:
    """Take away what acts, what is hidden and what tells of the author."""
    for key in (*ACTIVE, *TELLING):
        if key in thing:
            del thing[key]
    if isinstance(action := thing.get("/A"), Dictionary) and action.get("/S") != Name.GoTo:
        del thing["/A"]
    if isinstance(notes := thing.get("/Annots"), Array):
        thing["/Annots"] = Array([note for note in notes if _stays(note)])


def _stays(note: Object) -> bool:
    return isinstance(note, Dictionary) and str(note.get("/Subtype")) not in PLAYED
