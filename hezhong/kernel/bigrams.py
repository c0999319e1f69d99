"""Two-character pieces of a text: how Chinese is searched and near-duplicates are found without a dictionary."""

import unicodedata


def plain(text: str) -> str:
    """Return the text as it is compared: full width folded, lower case, without spaces or punctuation."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(sign for sign in folded if sign.isalnum())


def bigrams(text: str) -> list[str]:
    """Return each pair of neighbours in the plain text; a single sign stands alone."""
    signs = plain(text)
    return [signs] if len(signs) == 1 else [signs[n : n + 2] for n in range(len(signs) - 1)]
