"""Numbers by which a stranger could know a person: told apart from the random tokens that stand for them."""

from datetime import date

from hezhong.kernel.identity import FIRST_BIRTH, check_digit

LAST_BIRTH = date(2100, 1, 1)
CARD_LENGTHS = (16, 17, 18, 19)
CARD_PREFIX = "62"


def personal(number: int) -> str:
    """Return what a number would be read as: 身份证号码, 手机号码 or 银行卡号; '' for one that says nothing.

    A few random numbers have such a shape by chance, so a token of it is drawn again.
    """
    text = str(number)
    if len(text) == 11 and text[0] == "1" and text[1] in "3456789":
        return "手机号码"
    if len(text) == 18 and _born(text) and check_digit(text[:17]) == text[17]:
        return "身份证号码"
    if len(text) in CARD_LENGTHS and text.startswith(CARD_PREFIX) and _luhn(text):
        return "银行卡号"
    return ""


def _born(text: str) -> bool:
    try:
        return FIRST_BIRTH <= date(int(text[6:10]), int(text[10:12]), int(text[12:14])) < LAST_BIRTH
    except ValueError:
        return False


def _luhn(text: str) -> bool:
    """Whether the last digit of a card is the one that belongs to the others (ISO/IEC 7812)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(text))]
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0
