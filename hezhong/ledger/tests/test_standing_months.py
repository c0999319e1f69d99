"""Which cities are asked together."""

from hypothesis import given
from hypothesis import strategies as st

from hezhong.ledger.standing_months import grouped


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
