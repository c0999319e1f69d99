"""Article 39 as a table, against cases written down by hand from the text of the article; nothing is taken from the code."""

from typing import Any

import pytest

from hezhong.domains.complaints.intake_table import BRANCHES, QUESTIONS, Situation, suggested

GOOD: dict[str, Any] = {
    "ours": True, "here": True, "in_time": True, "in_dispute": False, "for_dispute": False, "decided": False,
    "complete": True, "by_others": False,
}  # fmt: skip

CASES = (
    ("everything is in order", {}, "", "accept"),
    ("a quarrel about commission of a partner", {"ours": False}, "一", "tell_forum"),
    ("the site lies in another county", {"here": False}, "二", "hand_over"),
    ("not ours and not here: said first where to go", {"ours": False, "here": False}, "一", "tell_forum"),
    ("ended three years ago", {"in_time": False}, "三", "refuse"),
    ("ended three years ago, in another county", {"here": False, "in_time": False}, "二", "hand_over"),
    ("went to arbitration", {"in_dispute": True, "sent_back": False}, "四", "refuse"),
    ("the tribunal sent it back to the office", {"in_dispute": True, "sent_back": True}, "", "accept"),
    ("sent back, but ended three years ago", {"in_dispute": True, "sent_back": True, "in_time": False}, "三", "refuse"),
    ("severance pay", {"for_dispute": True}, "五", "refuse"),
    ("decided before", {"decided": True}, "六", "refuse"),
    ("no amount, no period", {"complete": False}, "七", "ask_supplement"),
    ("incomplete and posted", {"complete": False, "by_others": True, "verified": True}, "七", "ask_supplement"),
    ("posted, the worker confirms", {"by_others": True, "verified": True}, "八", "accept"),
    ("handed in by a cousin, the worker was not asked", {"by_others": True, "verified": False}, "八", ""),
    ("decided before and posted", {"decided": True, "by_others": True, "verified": True}, "六", "refuse"),
)


@pytest.mark.parametrize(("what", "differs", "item", "action"), CASES, ids=[case[0] for case in CASES])
def test_table(what: str, differs: dict[str, Any], item: str, action: str) -> None:
    found = suggested(Situation(**{**GOOD, **differs}))
    assert (found.branch.item, found.branch.action, found.unsure) == (item, action, ())


def test_what_nobody_knows_is_named_and_decides_nothing() -> None:
    found = suggested(Situation(ours=True, here=True, in_time=True, decided=False, by_others=False))
    assert found.branch.action == "accept"
    assert found.unsure == ("in_dispute", "sent_back", "for_dispute", "complete")
    found = suggested(Situation(ours=True, here=False))
    assert (found.branch.item, found.unsure) == ("二", ())


def test_the_eight_items_stand_in_their_order_with_their_words() -> None:
    assert [branch.item for branch in BRANCHES] == ["一", "二", "三", "四", "五", "六", "七", "八", "八"]
    assert all(f"第（{branch.item}）项" in branch.article and branch.says for branch in BRANCHES)
    assert {name for branch in BRANCHES for name in branch.when} == set(QUESTIONS)
    assert all(branch.says.endswith("。") for branch in BRANCHES)
