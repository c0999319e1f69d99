"""Which cities are asked together."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hezhong.ledger.asking import together
from hezhong.ledger.commits import Part
from hezhong.ledger.grouping import grouped
from hezhong.ledger.kept import KeptFile, Made, note
from hezhong.ledger.place import local
from hezhong.ledger.standing_months import ASKED, MADE_FOR_ASKING


def test_by_hand() -> None:
    assert grouped({}, 10) == []
    assert grouped({1: 0, 2: 0}, 10) == [[1, 2]]
    assert grouped({1: 3, 2: 11, 3: 7, 4: 4, 5: 6}, 10) == [[2], [3, 1], [5, 4]]


@given(st.dictionaries(st.integers(1, 40), st.integers(0, 30)), st.integers(1, 40))
def test_each_city_once_and_no_group_larger_than_it_may_be(sizes: dict[int, int], most: int) -> None:
    groups = grouped(sizes, most)
    assert sorted(city for group in groups for city in group) == sorted(sizes)
    assert all(len(group) == 1 or sum(sizes[city] for city in group) <= most for group in groups)
    # No two groups would have fitted into one: otherwise something is asked twice for nothing.
    totals = [sum(sizes[city] for city in group) for group in groups]
    assert all(one + other > most for n, one in enumerate(totals) for other in totals[n + 1 :])


def test_a_province_is_asked_at_once_and_what_is_made_for_whoever_asks_in_smaller_groups(tmp_path: Path) -> None:
    ledger, workers = local(tmp_path), MADE_FOR_ASKING // 2
    for city in (1, 2, 3, 4):
        for month, of in ((202601, workers), (202602, workers // 3)):
            note(tmp_path, Made(Part("worker_month", month, city), 1, (KeptFile("of it.parquet", month, of),), {}))
    both = [202601, 202602]
    assert together(ledger, (1, 2, 3, 4), both) == [[1, 2, 3, 4]]
    assert together(ledger, (1, 2, 3, 4), both, held=True) == [[1, 2], [3, 4]], "by the fullest month"
    huge = (KeptFile("of it.parquet", 202601, ASKED - workers),)
    note(tmp_path, Made(Part("worker_month", 202601, 5), 1, huge, {}))
    assert together(ledger, (1, 2, 3, 4, 5), both) == [[5, 1], [2, 3, 4]], "more than a province"
