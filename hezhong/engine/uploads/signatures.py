"""What a file is, by its first bytes. Everything that is not on the list is refused, with the way out."""

from hezhong.engine.uploads.model import BadUpload, Kind

HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
M4A = (b"M4A ", b"M4B ")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

PROGRAM = "这是程序或网页文件，不能当材料交。请交照片、PDF、Word、Excel、录音或录像"
ARCHIVE = "这是压缩包，看不到里面的材料。请解开以后，把里面的文件一个一个交上来"
OTHER_PICTURE = "这种图片不能直接交。请另存为 JPG 或 PNG 再交，或者截屏后交截图"
IPHONE = "这是苹果手机的 HEIC 照片，请换成 JPG：打开照片截屏后交截图，或在“设置—相机—格式”里选“兼容性最佳”后重拍"
LOCKED = "这个文件加了密码，打不开。请去掉密码再交"
UNKNOWN = "没看懂这是什么文件。请交照片（JPG、PNG）、PDF、Word、Excel、录音或录像；文字请存成 .txt"

REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xce\xfa\xed\xfe", PROGRAM),
    (b"#!", PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", PROGRAM),  # a Windows shortcut
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ", ARCHIVE),
    (b"GIF8", OTHER_PICTURE),
    (b"BM", OTHER_PICTURE),
    (b"II*\x00", OTHER_PICTURE),
    (b"MM\x00*", OTHER_PICTURE),
)
TAKEN: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"%PDF-", Kind.PDF),
    (b"ID3", Kind.MP3),
    (b"#!AMR", Kind.AMR),
)
MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<?php", b"<!--", b"<iframe")


def kind_of(data: bytes, name: str) -> Kind:
    """Return the kind of the content. Raises BadUpload; the name matters only for plain text."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    for start, kind in TAKEN:
        if data.startswith(start) or (kind is Kind.PDF and head.startswith(start)):
            return kind
    if found := _boxed(data) or _office(data):
        return found
    for start, message in REFUSED:
        if data.startswith(start):
            raise BadUpload(message)
    if any(mark in data[:4096].lower() for mark in MARKUP):
        raise BadUpload(PROGRAM)
    if _mp3_frames(data):
        return Kind.MP3
    if name.lower().endswith(Kind.TEXT.endings):
        return Kind.TEXT
    raise BadUpload(UNKNOWN)


def _boxed(data: bytes) -> Kind | None:
    """Return the kind of RIFF and ISO media files. Raises BadUpload for iPhone pictures."""
    if data[:4] == b"RIFF":
        return {b"WEBP": Kind.WEBP, b"WAVE": Kind.WAV}.get(data[8:12])
    if data[4:8] != b"ftyp":
        return None
    brand = data[8:12]
    if brand in HEIC:
        raise BadUpload(IPHONE)
    if brand == b"qt  ":
        return Kind.MOV
    return Kind.M4A if brand in M4A else Kind.MP4


def _office(data: bytes) -> Kind | None:
    """Return the kind of Word and Excel files, new and old. Raises BadUpload for other archives and containers."""
    if data.startswith(OLE):
        return _old_office(data)
    if not data.startswith(b"PK\x03\x04"):
        return None
    if b"word/document.xml" in data:
        return Kind.DOCX
    if b"xl/workbook.xml" in data:
        return Kind.XLSX
    raise BadUpload("这是 OFD 文件，请另存为 PDF 再交" if b"OFD.xml" in data else ARCHIVE)


def _old_office(data: bytes) -> Kind:
    if _ole_entry(data, "_VBA_PROJECT") or _ole_entry(data, "_VBA_PROJECT_CUR"):
        raise BadUpload("这个文件里带有宏（程序）。请另存为不带宏的 docx、xlsx 或 PDF 再交")
    if _ole_entry(data, "EncryptedPackage"):
        raise BadUpload(LOCKED)
    if _ole_entry(data, "WordDocument"):
        return Kind.DOC
    if _ole_entry(data, "Workbook") or _ole_entry(data, "Book"):
        return Kind.XLS
    raise BadUpload(UNKNOWN)


def _ole_entry(data: bytes, name: str) -> bool:
    """Whether the compound file's directory names a stream: entries are 128 bytes and aligned, their length at 64."""
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    at = data.find(wanted)
    while at >= 0:
        if at % 128 == 0 and data[at + 64 : at + 66] == len(wanted).to_bytes(2, "little"):
            return True
        at = data.find(wanted, at + 2)
    return False


BIT_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)  # kbit/s, MPEG 1 layer III
SLOW_BIT_RATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)  # MPEG 2 and 2.5
SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def _mp3_frames(data: bytes) -> bool:
    """Whether two layer III frames follow each other from the first byte: one alone may be chance."""
    first = _mp3_frame(data, 0)
    return bool(first and _mp3_frame(data, first))


def _mp3_frame(data: bytes, at: int) -> int:
    """Return the length of the frame that begins here, 0 where none does."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sample = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or sample == 3:
        return 0
    fast = version == 3
    bit_rate = (BIT_RATES if fast else SLOW_BIT_RATES)[rate]
    return (144 if fast else 72) * bit_rate * 1000 // SAMPLE_RATES[version][sample] + (head[2] >> 1 & 1)
