"""Tokens: random positive numbers by which the house knows persons, employers and officers."""

import secrets

from hezhong.kernel.personal_numbers import personal


def new_token() -> int:
    """Return a number that nothing can be read from. Shape: 1 to 2**63 - 1, never that of a phone, card or identity."""
    while personal(drawn := secrets.randbelow(2**63 - 1) + 1):
        pass
    return drawn
