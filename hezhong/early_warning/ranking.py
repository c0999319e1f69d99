"""Employers in the order in which to look at them: by the index of their open warnings, those of their sites included."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hezhong.early_warning.index import Index, Open, Weights, index
from hezhong.early_warning.vocabulary import Grade


@dataclass(frozen=True)
class Ranked:
    """An employer with what its open warnings add up to. colours: how many of each."""

    employer: int
    index: Index
    colours: Mapping[Grade, int]

    @property
    def key(self) -> tuple[int, int]:
        """Return its place in the order: what adds up, beyond 100 too, in tenths and the most first; alike, the smaller token."""
        return -int(self.index.together * 10), self.employer


def ranked(warnings: Iterable[tuple[int, Open]], weights: Weights) -> list[Ranked]:
    """Return employers, whoever has most first. warnings: (employer, an open warning of it); 0 is nobody."""
    of: defaultdict[int, list[Open]] = defaultdict(list)
    for employer, warning in warnings:
        if employer:
            of[employer].append(warning)
    found = [Ranked(employer, index(each, weights), Counter(one.grade for one in each)) for employer, each in of.items()]
    return sorted(found, key=lambda each: each.key)
