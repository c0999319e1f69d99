"""The receipt: twenty signs, a hundred bits, shown to the reporter and kept by nobody.

It is made from the secret of the form that files the report, so that a second press shows the same one. Kept are a blind
index of its first eight signs, to find the row, and an Argon2 hash of the whole (decision 012).
"""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hezhong.directory import vault

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: five bits a sign, none that is taken for another."""
SIGNS, BITS = 20, 5
FOUND_BY = 8
GROUP = 5
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""OWASP's lesser setting: the hundred bits need no more, and a crowd at the door must not empty the memory."""
NOBODY = HASHER.hash("nobody's receipt")


def derive(secret: bytes, purpose: str) -> bytes:
    """Return 32 bytes made of the secret for one purpose."""
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"hezhong report " + purpose.encode()).derive(secret)


def of(secret: bytes) -> str:
    """Return the receipt that belongs to a form's secret."""
    number = int.from_bytes(derive(secret, "receipt"), "big")
    return "".join(ALPHABET[number >> BITS * n & 31] for n in range(SIGNS))


def shown(receipt: str) -> str:
    """Return the receipt in groups of five."""
    return "-".join(receipt[at : at + GROUP] for at in range(0, SIGNS, GROUP))


def normal(typed: str) -> str:
    """Return a receipt however it was typed: any case and width, spaces and dashes, O for 0 and I or L for 1; else ''."""
    plain = unicodedata.normalize("NFKC", typed[:200]).upper()
    signs = "".join(sign for sign in plain if sign.isalnum()).translate(READ_AS)
    return signs if len(signs) == SIGNS and set(signs) <= set(ALPHABET) else ""


def locator(receipt: str) -> bytes:
    """Return what finds the row: 40 of the 100 bits, under a key that is not in the database."""
    return vault.index(receipt[:FOUND_BY], "report.receipt")


def hashed(receipt: str) -> str:
    return HASHER.hash(receipt)


def fits(kept: str, receipt: str) -> bool:
    """Return whether this is the receipt; it takes as long when there is none to compare with."""
    try:
        return HASHER.verify(kept or NOBODY, receipt) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False
