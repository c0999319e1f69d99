"""How fast entitlements are reckoned: a million people at once against the bare formula in NumPy, and one person alone.

    python -m bench.entitlements [people] [rounds]

The floor is the same sum written as one line of NumPy a step over whole columns, with nothing checked. One core.
"""

import sys
from collections.abc import Callable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bench.timing import Times, milliseconds, side_by_side, table
from hezhong.kernel.places import GUANGDONG
from hezhong.law import simulation
from hezhong.law.book import from_files
from hezhong.law.entitlement import by_id

PEOPLE, ROUNDS = 1_000_000, 20
LEAST_A_SECOND, LEAST_OF_THE_FLOOR, MOST_ALONE = 1_000_000, 0.8, 0.005
ALONE = {
    "severance": {"city": "广州", "hire_date": "2016-01-04", "end_date": "2025-07-15", "reason_code": "40", "last12_wages": 60000},
    "unlawful_termination_damages": {
        "city": "广州", "hire_date": "2005-07-01", "end_date": "2025-07-31", "reason_code": "39", "unlawful_ground": "no_ground", "last12_wages": 60000,
    },
    "final_award_threshold": {"city": "广州", "award_date": "2025-06-30", "items": [{"kind": "劳动报酬", "amount": 30000}] * 10},
    "noncompete_compensation": {"city": "广州", "end_date": "2025-05-31", "avg12": 7000, "months": 24},
}  # fmt: skip
"""One calculation of each kind; the wages of the last one meet the minimum wage of every month."""


def people(number: int) -> simulation.People:
    """Return people hired since 1998 who left before 2027, with wages to both sides of floor and ceiling."""
    rng = np.random.default_rng(2026)
    hired = np.datetime64("1998-01-01") + rng.integers(0, 9_800, number)
    ended = np.minimum(hired + rng.integers(0, 9_000, number), np.datetime64("2026-12-31"))
    wage = rng.integers(150_000, 6_000_000, number)
    minimum = rng.choice(np.array([175_000, 185_000, 208_000, 250_000, 252_000]), number)
    average = rng.choice(np.array([0, 16_444_300, 17_705_700]), number)
    return simulation.People(hired, ended, wage, minimum, average)


def minutes(number: int) -> list[NDArray[np.int64]]:
    """Return the overtime of one month by kind of day."""
    rng = np.random.default_rng(2027)
    return [rng.integers(0, most * 60, number) for most in (60, 40, 24)]


def bare(told: simulation.People) -> NDArray[np.int64]:
    """Return the same sum over whole columns: nothing cut into blocks, nothing named."""
    hired, after = np.maximum(told.hired, np.datetime64("2008-01-01")), told.ended + 1
    m0, m1 = hired.astype("M8[M]"), after.astype("M8[M]")
    d0 = (hired - m0.astype("M8[D]")).astype(np.int64)
    d1 = (after - m1.astype("M8[D]")).astype(np.int64)
    d0 = np.minimum(d0, ((m1 + 1).astype("M8[D]") - m1.astype("M8[D]")).astype(np.int64) - 1)
    full = (m1 - m0).astype(np.int64) - (d0 > d1)
    halves = full // 12 * 2 + ((full % 12 > 0) | (d0 != d1)) + (full % 12 >= 6)
    halves = np.where(told.ended < hired, 0, halves)
    plain = (halves * np.maximum(told.wage, told.minimum) + 1) // 2
    capped = (6 * np.minimum(halves, 24) * told.average + 24) // 48
    return np.where((told.average > 0) & (told.wage >= told.minimum) & (12 * told.wage > 3 * told.average), capped, plain)


def main(number: int = PEOPLE, rounds: int = ROUNDS) -> int:
    """Print the times and whether each aim is met; return 1 where one is missed."""
    told, cut = people(number), simulation.ceiling(from_files(), GUANGDONG, date(2025, 7, 1))
    if not np.array_equal(simulation.severance(told, cut), bare(told)):
        print("MISSED  the floor does not reckon the same")
        return 1
    hours, rates = minutes(number), simulation.rates(from_files(), GUANGDONG, date(2025, 7, 1))
    unsigned = simulation.unwritten(from_files(), GUANGDONG, date(2025, 7, 1), date(2028, 12, 31))
    ours, floor, twice, overtime, double = side_by_side(
        rounds,
        lambda _: simulation.severance(told, cut),
        lambda _: bare(told),
        lambda _: simulation.damages(told, cut, 2),
        lambda _: simulation.overtime(told.wage, told.minimum, *hours, rates),
        lambda _: simulation.double_wages(told.hired, told.ended, told.wage, unsigned),
    )
    alone = dict(zip(ALONE, side_by_side(20 * rounds, *map(_one, ALONE)), strict=True))
    rows = [("ms", "p50", "p95", "a second"), _row("severance", ours, number), _row("bare NumPy", floor, number), _row("damages", twice, number)]
    rows += [_row("overtime", overtime, number), _row("double wages", double, number)]
    rows += [_row(f"one {id}", times, 1) for id, times in alone.items()]
    print(f"{number:,} people\n{table(rows)}\n")
    aims = [
        ("people a second", number / ours.p50, LEAST_A_SECOND, True),
        ("people a second, double wages", number / double.p50, LEAST_A_SECOND, True),
        ("of bare NumPy", floor.p50 / ours.p50, LEAST_OF_THE_FLOOR, True),
        *((f"ms for one {id}, p50", times.p50 * 1000, MOST_ALONE * 1000, False) for id, times in alone.items()),
    ]
    return _judged(aims)


def _one(id: str) -> Callable[[int], object]:
    book, entitlement = from_files(), by_id()[id]
    return lambda _: entitlement.from_plain(ALONE[id], book)


def _row(name: str, times: Times, number: int) -> tuple[str, ...]:
    return name, milliseconds(times.p50), milliseconds(times.p95), f"{number / times.p50:,.0f}"


def _judged(aims: list[tuple[str, float, float, bool]]) -> int:
    """Print each aim and whether it is met; return 1 where one is missed."""
    missed = 0
    for name, value, aim, least in aims:
        met = value >= aim if least else value <= aim
        missed += not met
        print(f"{'met   ' if met else 'MISSED'}  {name}: {value:,.2f} ({'at least' if least else 'at most'} {aim:,g})")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
