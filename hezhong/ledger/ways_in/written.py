"""What every file that the ways in write keeps to: text stays text, and no spreadsheet reads a formula out of it."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
TEXT = 49
"""The number format that every spreadsheet knows as text."""


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet might take a text for a formula once somebody touches its cell."""
    return text.startswith(FORMULA_SIGNS) and len(text) > 1
