"""One file from a stranger: measured, recognised, scanned, opened in a cell, and copied clean."""

import hashlib
import math
from pathlib import Path

from hezhong.engine.uploads import confined, names, signatures, texts
from hezhong.engine.uploads.model import MOST_BYTES, PICTURES, BadUpload, Checked, Copy, Kind
from hezhong.engine.uploads.scanner import Scanner, ScannerDown

CELLED = (*PICTURES, Kind.PDF, Kind.DOCX, Kind.XLSX)
"""Kinds that need a parser, and so a cell. Sound, film and old office files are kept and never opened here."""
NOT_SCANNED = "未扫描病毒"


def inspect(name: str, data: bytes | Path, scanner: Scanner | None = None) -> Checked:
    """Return what is known of a file and its shown copy. Raises BadUpload with what to do; the data stay as they are."""
    content = _read(data)
    kind = signatures.kind_of(content, name)
    scanned = _scanned(content, scanner)
    copy = _copied(kind, content)
    return Checked(
        kind=kind,
        title=names.shown(name, kind),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        shown=copy.shown,
        pages=copy.pages,
        note="，".join(word for word in ("已检查", scanned, copy.remark) if word),
    )


def measure(size: int) -> None:
    """Raises BadUpload for a file that is empty or too large, before anything of it is read."""
    if size > MOST_BYTES:
        raise BadUpload(
            f"这个文件有 {math.ceil(size / 1024 / 1024)} MB，最大只能 {MOST_BYTES // 1024 // 1024} MB。请压缩一下，或者分成几份再交"
        )
    if not size:
        raise BadUpload("这个文件是空的。请检查是不是选错了，或者重新保存一次")


def _read(data: bytes | Path) -> bytes:
    measure(data.stat().st_size if isinstance(data, Path) else len(data))
    return data.read_bytes() if isinstance(data, Path) else data


def _scanned(data: bytes, scanner: Scanner | None) -> str:
    """Return in words whether it was scanned. Raises BadUpload where something was found."""
    if scanner is None:
        return NOT_SCANNED
    try:
        found = scanner.scan(data)
    except ScannerDown:
        return NOT_SCANNED
    if found:
        raise BadUpload(f"这个文件里查出病毒（{found}），没有收下。请换一份干净的文件，或者拍成照片再交")
    return "未发现病毒"


def _copied(kind: Kind, data: bytes) -> Copy:
    if kind in CELLED:
        return confined.copy(kind, data)
    if kind is Kind.TEXT:
        return texts.copy(data)
    return Copy(None, remark="只存原件，下载后查看")
