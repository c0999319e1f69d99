"""Identity documents: what each kind looks like, and the check digit of GB 11643.

Nobody is refused for the place in the number: regions of birth have been renamed and dissolved many times.
"""

import re
import unicodedata
from datetime import date
from enum import StrEnum


class BadIdentity(ValueError):
    """The message tells the person what to look at; it never repeats the number."""


class IdentityKind(StrEnum):
    """The value is stored; ``label`` is shown."""

    RESIDENT = "resident"
    RESIDENCE_PERMIT = "residence_permit"
    HK_MACAO = "hk_macao"
    TAIWAN = "taiwan"
    PASSPORT = "passport"
    FOREIGN_PERMANENT = "foreign_permanent"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    IdentityKind.RESIDENT: "居民身份证",
    IdentityKind.RESIDENCE_PERMIT: "港澳台居民居住证",
    IdentityKind.HK_MACAO: "港澳居民来往内地通行证",
    IdentityKind.TAIWAN: "台湾居民来往大陆通行证",
    IdentityKind.PASSPORT: "护照",
    IdentityKind.FOREIGN_PERMANENT: "外国人永久居留身份证",
}
SHAPES = {
    IdentityKind.HK_MACAO: (r"[HM]\d{8}(\d{2})?", "港澳居民来往内地通行证是字母 H 或 M 加 8 位数字（旧证 10 位）"),
    IdentityKind.TAIWAN: (r"\d{8}(\d{2})?([A-Z])?", "台湾居民来往大陆通行证是 8 位数字（旧证 10 位）"),
    IdentityKind.PASSPORT: (r"[A-Z0-9]{5,17}", "护照号码由 5 到 17 位字母和数字组成"),
}
WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
CHECK = "10X98765432"
FIRST_BIRTH = date(1880, 1, 1)


def normalise(kind: IdentityKind | str, text: str) -> str:
    """Return the number of an identity document in one form. Raises BadIdentity."""
    kind = IdentityKind(kind)
    number = "".join(unicodedata.normalize("NFKC", text).upper().split()).replace("-", "")
    if not number:
        raise BadIdentity("请填写证件号码")
    if kind in SHAPES:
        shape, says = SHAPES[kind]
        if not re.fullmatch(shape, number):
            raise BadIdentity(f"{says}。请对照证件再看一看")
        return number
    if kind is IdentityKind.FOREIGN_PERMANENT and re.fullmatch(r"[A-Z]{3}\d{12}", number):
        return number
    return _eighteen(kind, number)


def kind_of(number: str) -> IdentityKind:
    """Return the kind of document that a number with eighteen signs, or of a foreigner's old card, belongs to."""
    if number[:2] in ("81", "82", "83"):
        return IdentityKind.RESIDENCE_PERMIT
    if number[:1] == "9" or re.fullmatch(r"[A-Z]{3}\d{12}", number):
        return IdentityKind.FOREIGN_PERMANENT
    return IdentityKind.RESIDENT


def check_digit(first: str) -> str:
    """Return the last sign that belongs to the first seventeen digits (GB 11643)."""
    return CHECK[sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True)) % 11]


def birth(number: str) -> date:
    """Return the day of birth in an eighteen-digit number. Raises ValueError when there is no such day."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def mask(number: str) -> str:
    """Return the number with only its first four and last four signs readable; short ones show the last two."""
    if len(number) < 12:
        return "*" * max(len(number) - 2, 0) + number[-2:]
    return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"


def _eighteen(kind: IdentityKind, number: str) -> str:
    if len(number) != 18:
        raise BadIdentity(f"{LABELS[kind]}号码是 18 位，现在有 {len(number)} 位。请对照证件再看一看")
    if not re.fullmatch(r"\d{17}[\dX]", number):
        raise BadIdentity(f"{LABELS[kind]}号码前 17 位是数字，最后一位是数字或 X。请对照证件再看一看")
    if _other_kind(kind, number):
        raise BadIdentity(f"这个号码不是{LABELS[kind]}的号码。请看看证件种类选对了没有")
    try:
        born = birth(number)
    except ValueError:
        raise BadIdentity("证件号码里的出生日期不存在，可能有一位写错了。请对照证件再看一看") from None
    if born < FIRST_BIRTH:
        raise BadIdentity("证件号码里的出生年份太早，可能有一位写错了。请对照证件再看一看")
    if check_digit(number[:17]) != number[17]:
        raise BadIdentity("证件号码对不上校验位，可能有一位写错了。请对照证件再看一看")
    return number


def _other_kind(kind: IdentityKind, number: str) -> bool:
    """81, 82, 83: residence permits; a leading 9: permanent residence of foreigners."""
    permit, foreign = number[:2] in ("81", "82", "83"), number[0] == "9"
    return {
        IdentityKind.RESIDENT: foreign,
        IdentityKind.RESIDENCE_PERMIT: not permit,
        IdentityKind.FOREIGN_PERMANENT: not foreign,
    }[kind]
