"""Every worked example a lawyer has written: facts in, amount out. The expected values stand in worked_examples/*.toml."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hezhong.law.book import from_files
from hezhong.law.entitlement import by_id

FOLDER = Path(__file__).parents[1] / "worked_examples"
EXAMPLES = [
    pytest.param(file.stem, example, id=f"{file.stem}-{number}")
    for file in sorted(FOLDER.glob("*.toml"))
    for number, example in enumerate(tomllib.loads(file.read_text("utf8"), parse_float=Decimal)["example"], start=1)
]


@pytest.mark.parametrize(("id", "example"), EXAMPLES)
def test_worked_example(id: str, example: dict[str, Any]) -> None:
    result = by_id()[id].from_plain(example["facts"], from_files())
    expected = None if example["expect"] == "none" else Decimal(example["expect"])
    assert result.amount == expected, [str(step) for step in result.steps]
    figures = {figure.name: figure.amount for figure in result.figures}
    for name, amount in example.get("figures", {}).items():
        assert figures[name] == Decimal(amount), name
    for end in example.keys() & {"since", "until"}:
        assert getattr(result, end) == example[end], end
    assert [gap.what for gap in result.missing] == example.get("missing", [])
    warned = "；".join(step.says for step in result.warnings)
    assert [words for words in example.get("warns", []) if words not in warned] == [], warned
    assert all(step.article for step in result.steps), "every step has its article"


def test_every_entitlement_has_examples() -> None:
    assert {file.stem for file in FOLDER.glob("*.toml")} == set(by_id())
