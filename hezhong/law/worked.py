"""The worked examples of an entitlement, as lawyers wrote them in worked_examples/: facts in, amount out, where it comes from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "worked_examples"


@dataclass(frozen=True)
class Example:
    """One worked example. expect: the amount as it is printed, or none."""

    says: str
    facts: Mapping[str, Any]
    expect: str
    source: str


@cache
def examples(entitlement: str) -> tuple[Example, ...]:
    """Return the examples of an entitlement in the order of its file; none where it has no file."""
    file = FOLDER / f"{entitlement}.toml"
    if not file.exists():
        return ()
    read = tomllib.loads(file.read_text("utf8"), parse_float=Decimal)["example"]
    return tuple(Example(each["says"], each["facts"], str(each["expect"]), each.get("source", "")) for each in read)
