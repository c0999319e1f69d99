"""Money in yuan, to the cent: how it is written, spoken and printed."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")


def to_cent(value: Decimal) -> Decimal:
    """Return the amount rounded half up to the cent."""
    return value.quantize(CENT, ROUND_HALF_UP)


def yuan(value: Decimal) -> str:
    """Return 12,000 or 12,000.50: cents only where there are some."""
    return f"{value:,.2f}".removesuffix(".00")


def in_yuan(fen: int) -> str:
    """Return a sum in fen as ``yuan`` writes it."""
    return yuan(Decimal(fen) / 100)


def in_words(value: Decimal) -> str:
    """Return how a person says it back: 1.2万 元 for 12000, 3,500 元 for 3500."""
    if 10000 <= value < 100_000_000 and not value % 100:
        return f"{(value / 10000).quantize(Decimal('0.01')).normalize():f}万 元"
    return f"{yuan(value)} 元"


def capital(value: Decimal) -> str:
    """Return the amount in the characters of cheques and decisions: 人民币壹万贰仟元整. Unit: CNY, not negative."""
    cents = int(to_cent(value) * 100)
    whole, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    words = f"{_whole(whole)}元" if whole or not cents else ""
    if not jiao and not fen:
        return f"人民币{words}整"
    tail = (f"{DIGITS[jiao]}角" if jiao else "零" if whole else "") + (f"{DIGITS[fen]}分" if fen else "整")
    return f"人民币{words}{tail}"


def _whole(number: int) -> str:
    if not number:
        return DIGITS[0]
    words, group, gap = "", 0, False
    while number:
        number, low = divmod(number, 10000)
        if low:
            words = _four(low) + GROUPS[group] + (DIGITS[0] if gap and words else "") + words
            gap = low < 1000
        elif words:
            gap = True
        group += 1
    return words


def _four(number: int) -> str:
    """Return up to four digits in words, with one 零 for any gap inside."""
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += (DIGITS[0] if gap and words else "") + DIGITS[digit] + PLACES[place]
            gap = False
        elif words:
            gap = True
    return words
