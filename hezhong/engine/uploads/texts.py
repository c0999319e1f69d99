"""The shown copy of a plain text: read in one of the usual encodings, written in UTF-8."""

import unicodedata

from hezhong.engine.uploads.model import BadUpload, Copy

NOT_TEXT = "这个文字文件读不出来。请另存为 UTF-8 编码的 .txt，或者拍成照片再交"


def copy(data: bytes) -> Copy:
    """Return the text in UTF-8. Raises BadUpload where it is not text."""
    text = _read(data).replace("\r\n", "\n").replace("\r", "\n")
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\t\f" for sign in text):
        raise BadUpload(NOT_TEXT)
    return Copy(text.encode(), pages=1)


def _read(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadUpload(NOT_TEXT)
