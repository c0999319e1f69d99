"""The table is sharp: twelve mutants of the predicate, each seen by some line of it through the whole product."""

from collections.abc import Callable

import pytest

from hezhong.engine import rights
from hezhong.engine.conditions import ALWAYS, NEVER, Condition, Has, both
from hezhong.engine.rights import Duties, Right
from tests import at_desk
from tests.rights import world
from tests.rights.table import PEOPLE
from tests.rights.test_table import lines, tried
from tests.rights.world import World

Mutation = Callable[[Callable[..., Condition]], Callable[..., Condition]]


def for_right(wanted: Right, instead: Condition) -> Mutation:
    """Return the mutant of ``is_mine_to`` in which one right is granted by this."""
    return lambda honest: lambda right, *rest: instead if right is wanted else honest(right, *rest)


MUTANTS: dict[str, tuple[str, Mutation]] = {
    "recused_act_on": ("not_conflicted", lambda honest: lambda asker: ALWAYS),
    "sideways_reach": (
        "in_my_jurisdiction",
        lambda honest: lambda duties: Has("city", duties.place.path[1]) if len(duties.place.path) > 1 else ALWAYS,
    ),
    "acts_wherever_it_reads": ("in_my_reach", lambda honest: lambda right, duties: honest(Right.READ, duties)),
    "party_is_shut_out": ("own_case", lambda honest: lambda right, asker: NEVER),
    "forgets_participation": ("in_my_reach", lambda honest: lambda right, duties: both(honest(right, duties), own(duties))),
    "colleagues_read_everything": ("is_mine_to", for_right(Right.READ, ALWAYS)),
    "nobody_but_the_assigned_reads": ("is_mine_to", for_right(Right.READ, NEVER)),
    "takes_what_is_anothers": ("is_mine_to", for_right(Right.TAKE, ALWAYS)),
    "nobody_assigns": ("is_mine_to", for_right(Right.ASSIGN, NEVER)),
    "edits_without_being_assigned": ("is_mine_to", for_right(Right.EDIT, ALWAYS)),
    "nobody_signs": ("is_mine_to", for_right(Right.SIGN, NEVER)),
    "nobody_takes": ("is_mine_to", for_right(Right.TAKE, NEVER)),
}


def own(duties: Duties) -> Condition:
    return Has("office", duties.office)


def first_difference(there: World) -> str:
    """Return the first line of the table, among those about cases, that does not hold; '' when all do."""
    about_cases = [line for line in lines() if line.path.startswith(("/desk/case", "/track"))]
    for line in about_cases:
        for who, expected in zip(PEOPLE, line.expected, strict=True):
            if expected not in "LF" and tried(there, line, who)[0] != expected:
                return f"{line.method} {line.path} as {who}"
    return ""


@pytest.mark.django_db
def test_the_table_kills_every_mutant_of_the_predicate(monkeypatch: pytest.MonkeyPatch) -> None:
    there = world.build()
    with at_desk.day(world.DAY, 12):
        for name, (function, mutation) in MUTANTS.items():
            with monkeypatch.context() as patched:
                patched.setattr(rights, function, mutation(getattr(rights, function)))
                assert first_difference(there), f"{name} lives"
