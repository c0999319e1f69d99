"""A condition taken apart into ways that an index leads to holds exactly where the condition itself does."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from hezhong.engine.conditions import ALWAYS, NEVER, All, AnyOf, Condition, Has, Not, alternatives, both, either, holds

COLUMNS = ("office", "county", "assignee", "sealed")
INDEXED = frozenset({"office", "county", "assignee"})
ROWS = [dict(zip(COLUMNS, values, strict=True)) for values in product((1, 2), repeat=len(COLUMNS))]

atoms = st.builds(Has, st.sampled_from(COLUMNS), st.sampled_from((1, 2)))
conditions = st.recursive(
    atoms | st.sampled_from([ALWAYS, NEVER]),
    lambda inner: st.builds(Not, inner)
    | st.builds(lambda of: All(tuple(of)), st.lists(inner, max_size=3))
    | st.builds(lambda of: AnyOf(tuple(of)), st.lists(inner, max_size=3)),
    max_leaves=8,
)


@given(conditions)
def test_one_of_the_ways_holds_where_the_condition_does(condition: Condition) -> None:
    ways = alternatives(condition, INDEXED)
    for row in ROWS:
        assert any(holds(way, row) for way in ways) == holds(condition, row)


def test_an_inspector_reads_by_own_cases_and_by_those_that_nobody_has() -> None:
    """In my county: mine anywhere, or nobody's at my own office. Mine at my own office is among mine already."""
    mine, nobodys = Has("assignee", 1), Has("assignee", "")
    here, open_to_me = Has("county", 1), either(Not(Has("sealed", True)), Has("panel", 1))
    condition = both(here, open_to_me, either(mine, both(Has("office", 7), either(nobodys, mine))))
    ways = {frozenset(way.of) for way in alternatives(condition, INDEXED) if isinstance(way, All)}
    assert ways == {frozenset({here, open_to_me, mine}), frozenset({here, open_to_me, Has("office", 7), nobodys})}


def test_what_no_index_leads_to_stays_whole() -> None:
    sealed = either(Has("sealed", False), Has("office", 7))
    assert alternatives(sealed, INDEXED) == (sealed,)
