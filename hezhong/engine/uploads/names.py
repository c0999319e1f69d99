"""Names of files as they are shown. A name is never a path and never says what a file is."""

import unicodedata
from pathlib import PurePosixPath

from hezhong.engine.uploads.model import Kind

LONGEST = 120
INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Unicode categories that are left out: controls, direction marks that turn exe.jpg round, unassigned signs."""


def shown(name: str, kind: Kind) -> str:
    """Return the name as it was typed, without folders and invisible signs, ending as its content demands."""
    typed = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    clean = " ".join("".join(_visible(sign) for sign in typed).split()) or "未命名"
    ending = PurePosixPath(clean).suffix
    if ending.lower() not in kind.endings:
        ending = kind.endings[0]
        return clean[: LONGEST - len(ending)] + ending
    return clean[: -len(ending)][: LONGEST - len(ending)] + ending


def _visible(sign: str) -> str:
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in INVISIBLE else sign
