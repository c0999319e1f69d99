"""Names of people and units as typed: rare characters pass, what cannot be in a name is refused."""

import unicodedata


class BadName(ValueError):
    """The message tells the person what to change."""


MOST = 64


def normalise(text: str) -> str:
    """Return a name in one form: composed characters, single spaces, the middle dot of minority names. Raises BadName."""
    name = " ".join(unicodedata.normalize("NFC", text).replace("•", "·").replace("．", "·").split())
    if not name:
        raise BadName("请填写姓名")
    if strange := next((sign for sign in name if not _may_stand(sign)), ""):
        shown = "看不见的符号" if unicodedata.category(strange).startswith("C") else f"“{strange}”"
        raise BadName(f"姓名里有{shown}，请去掉它，只写证件上的姓名")
    if not any(map(_is_letter, name)):
        raise BadName(f"“{name}”不像姓名。请写证件上的姓名")
    if len(name) > MOST:
        raise BadName(f"姓名最多 {MOST} 个字，现在有 {len(name)} 个")
    return name


def _may_stand(sign: str) -> bool:
    """Letters of any script (rare Chinese characters too), marks, spaces, digits and the signs names are written with."""
    return _is_letter(sign) or unicodedata.category(sign)[0] == "M" or sign.isdigit() or sign in " ·.-'（）()、，&"


def _is_letter(sign: str) -> bool:
    """The two planes of Chinese characters count whole: Unicode adds to them faster than Python learns of it."""
    return unicodedata.category(sign)[0] == "L" or "\U00020000" <= sign <= "\U0003fffd"
