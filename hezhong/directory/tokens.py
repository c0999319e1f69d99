"""Tokens: random positive numbers by which the house knows persons, employers and officers."""

import secrets
from itertools import count

from hezhong.directory import vault
from hezhong.kernel.personal_numbers import personal


def new_token() -> int:
    """Return a number that nothing can be read from. Shape: 1 to 2**63 - 1, never that of a phone, card or identity."""
    while personal(drawn := secrets.randbelow(2**63 - 1) + 1):
        pass
    return drawn


def derived_token(field: str, text: str) -> int:
    """Return the token of something that has no row of its own (a bank's line, a pay sheet): for the same text always the same.

    Nothing can be read from it without the key of the blind indexes. Shape: as ``new_token``.
    """
    for attempt in count():
        drawn = int.from_bytes(vault.index(f"{attempt}\0{text}", f"token {field}")[:8]) >> 1
        if drawn and not personal(drawn):
            return drawn
    raise AssertionError("count() does not end")
