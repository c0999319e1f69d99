"""Every rule that says yes or no is tried both ways in the tables of test_rules_arbitration, _inspection, _money and _time."""

import ast
from collections import defaultdict
from pathlib import Path
from typing import Any

from hezhong.law.entries import encoded
from hezhong.law.rule import Rule
from hezhong.law.tests import test_rules_arbitration, test_rules_inspection

OTHERS = ("test_rules_time.py", "test_rules_money.py")
ROWS: list[tuple[Any, tuple[Any, ...], bool]] = [*test_rules_arbitration.ROWS, *test_rules_inspection.ROWS]


def named_elsewhere() -> set[str]:
    """Return the names of functions that the other two test modules use."""
    trees = (ast.parse((Path(__file__).parent / name).read_text("utf8")) for name in OTHERS)
    return {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_every_rule_is_tried_both_ways() -> None:
    ways: dict[int, list[bool]] = defaultdict(list)
    for rule, _, holds in ROWS:
        ways[id(rule)].append(holds)
    rules = {id(how): how for how in encoded().values() if isinstance(how, Rule)}
    missing = [how.decide.__name__ for key, how in rules.items() if set(ways[key]) != {True, False}]
    assert set(missing) <= named_elsewhere()
