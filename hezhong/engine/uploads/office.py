"""Word and Excel files of today: archives that are looked through entry by entry and never unpacked to disk."""

import io
import zipfile

from hezhong.engine.uploads.model import BadUpload, Copy
from hezhong.engine.uploads.signatures import LOCKED

MOST_ENTRIES = 2000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
SMALL = 64 * 1024
"""Unpacked bytes below which the ratio says nothing: an empty sheet shrinks to almost nothing."""
CHUNK = 1 << 16

BROKEN = "这个文件打不开，可能已经损坏。请重新保存一次，或者另存为 PDF 再交"
STRANGE = "这个文件的内部结构不对，不像是 Word 或 Excel 保存的。请重新保存一次，或者另存为 PDF 再交"
BOMB = "这个文件展开以后太大，没有收下。请另存为 PDF 再交，或者分成几份"
MACROS = "这个文件里带有宏（程序）。请另存为不带宏的 docx、xlsx 或 PDF 再交"


def copy(data: bytes) -> Copy:
    """Return no shown copy, once every entry was read. Raises BadUpload."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_through(archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError):
        raise BadUpload(BROKEN) from None
    return Copy(None, remark="只存原件，下载后查看")


def _look_through(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or len(set(names)) != len(names) or "[Content_Types].xml" not in names:
        raise BadUpload(STRANGE)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BadUpload(MACROS)
    for entry in entries:
        _refuse_odd(entry)
    unpacked = 0
    for entry in entries:
        unpacked += _unpacked(archive, entry)
        if unpacked > MOST_UNPACKED:
            raise BadUpload(BOMB)


def _refuse_odd(entry: zipfile.ZipInfo) -> None:
    """Raises BadUpload for entries no office program writes: links, paths that lead out, encrypted ones."""
    if entry.flag_bits & 1:
        raise BadUpload(LOCKED)
    link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    parts = entry.filename.replace("\\", "/").split("/")
    if link or entry.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or len(parts) > 12:
        raise BadUpload(STRANGE)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """Return how many bytes the entry really unpacks to, whatever it claims. Raises BadUpload."""
    size = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > MOST_UNPACKED or (size > SMALL and size > MOST_RATIO * max(entry.compress_size, 1)):
                raise BadUpload(BOMB)
    return size
