"""How long something takes: each round by itself, ours and the floor in turn, so that both meet the same weather."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Times:
    """Seconds of each round."""

    rounds: tuple[float, ...]

    @property
    def p50(self) -> float:
        return self._at(50)

    @property
    def p95(self) -> float:
        return self._at(95)

    def _at(self, percent: int) -> float:
        return quantiles(self.rounds, n=100, method="inclusive")[percent - 1]


def side_by_side(rounds: int, *doings: Callable[[int], object]) -> list[Times]:
    """Return the times of each doing, called with the number of the round; the first tenth is for warming up."""
    taken: list[list[float]] = [[] for _ in doings]
    warm = max(rounds // 10, 3)
    for number in range(rounds + warm):
        for doing, times in zip(doings, taken, strict=True):
            start = time.perf_counter()
            doing(number)
            times.append(time.perf_counter() - start)
    return [Times(tuple(times[warm:])) for times in taken]


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.2f}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as columns, the first being the heads."""
    wide = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return "\n".join("  ".join(word.rjust(wide[n]) if n else word.ljust(wide[0]) for n, word in enumerate(row)) for row in rows)
