"""Unified social credit codes (统一社会信用代码, GB 32100): eighteen signs, the last a check sign."""

import unicodedata

from stdnum.cn import uscc


class BadCreditCode(ValueError):
    """The message tells the person what to look at."""


def normalise(text: str) -> str:
    """Return the code in capitals without spaces. Raises BadCreditCode."""
    code = "".join(unicodedata.normalize("NFKC", text).upper().split()).replace("-", "")
    if len(code) != 18:
        raise BadCreditCode(f"统一社会信用代码是 18 位，现在有 {len(code)} 位。请对照营业执照再看一看")
    if not uscc.is_valid(code):
        raise BadCreditCode("统一社会信用代码对不上校验位，可能有一位写错了（没有字母 I、O、S、V、Z）。请对照营业执照再看一看")
    return code


def complete(first: str) -> str:
    """Return the code whose first seventeen signs these are."""
    return first + str(uscc.calc_check_digit(first))
