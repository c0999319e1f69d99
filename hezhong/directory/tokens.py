"""Tokens: random positive numbers by which the house knows persons, employers and officers."""

import secrets


def new_token() -> int:
    """Return a number that nothing can be read from. Shape: 1 to 2**63 - 1."""
    return secrets.randbelow(2**63 - 1) + 1
