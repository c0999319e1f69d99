"""Tokens of a synthetic province: random to look at, and yet each a pure function of the seed and of what it stands for.

So a site has one token in every table, nothing has to be remembered, and two things never share one.
"""

import hashlib
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

BITS = np.uint64(2**61 - 1)
LEAST = np.int64(2 * 10**18)
"""19 digits that begin with 2, 3 or 4: no phone, no identity number, and no card, which would begin with 62."""
ROUNDS = ((np.uint64(0x1CE4E5B9BF58476D), np.uint64(31)), (np.uint64(0x1331111EB94D049B), np.uint64(29)), (np.uint64(0x1E3779B97F4A7C15), np.uint64(32)))
"""Odd factors and shifts: each round can be undone, so two numbers never meet."""


class Thing(IntEnum):
    """What a token stands for."""

    SITE = 1
    EMPLOYER = 2
    OWNER = 3
    ACCOUNT = 4
    WORKER = 5
    CARD = 6
    OTHER_CARD = 7
    CONTRACT = 8
    SHEET = 9
    LINE = 10
    TEAM = 11
    GATE = 12
    OFFICER = 13
    COMPLAINT = 14
    CASE = 15
    EVENT = 16
    OFFICE = 17
    SUBCONTRACTOR = 18
    NOTICE = 19


@dataclass(frozen=True)
class Tokens:
    """The tokens of one city. seed: of the province. city: its place in the list of cities, below 64."""

    seed: int
    city: int

    def of(self, thing: Thing, number: np.ndarray) -> np.ndarray:
        """Return the tokens of things by their numbers. Units: numbers from 0 to 2**44 - 1. Shape: int64 like ``number``."""
        mixed = np.asarray(number).astype(np.uint64) | np.uint64((int(thing) << 52) | (self.city << 44))
        mixed ^= _key(self.seed)
        for factor, shift in ROUNDS:
            mixed = (mixed * factor) & BITS
            mixed ^= mixed >> shift
        return mixed.astype(np.int64) + LEAST

    def one(self, thing: Thing, number: int) -> int:
        """Return the token of one thing."""
        return int(self.of(thing, np.array([number]))[0])


def _key(seed: int) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.sha256(str(seed).encode()).digest()[:8], "big")) & BITS


def chance(seed: int, *purpose: str | int) -> np.random.Generator:
    """Return the random numbers of one purpose, apart from all others: what is added later does not change them."""
    named = hashlib.sha256("/".join(map(str, (seed, *purpose))).encode()).digest()
    return np.random.default_rng(int.from_bytes(named[:16], "big"))
