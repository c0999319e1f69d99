"""The dictionary of column words and the layouts met in the field, read once from ``words.toml`` and ``layouts.toml``."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

NOISE = re.compile(r"[\s*＊:：]")
BRACKET = re.compile(r"[(\[【<](.*?)[)\]】>]")
UNITS = {"元", "万元"}


@dataclass(frozen=True)
class Fixed:
    """A bank order of fixed width. least: the shortest line, up to the end of the amount."""

    name: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    amount: str
    account: str

    @property
    def least(self) -> int:
        return sum(self.widths[: self.heads.index(self.amount) + 1])


@dataclass(frozen=True)
class Layout:
    """One layout. heads: its columns, plain; means: what a head stands for here; codes: of a field, as written -> meant.

    needs: heads without which it is not this table; shape: table, day_grid, punch_blocks, yearly; months: one or many.
    """

    key: str
    kind: str
    title: str
    heads: frozenset[str]
    means: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    outcome: str = ""
    shape: str = "table"
    months: str = "one"


def bare(head: str) -> str:
    """Return a head without spaces, stars, colons, brackets and case: 应发工资（元）* -> 应发工资."""
    return NOISE.sub("", BRACKET.sub("", unicodedata.normalize("NFKC", head))).lower()


def unit(head: str) -> str:
    """Return 元 or 万元 where the brackets of a head say so."""
    found = [part.strip() for part in BRACKET.findall(unicodedata.normalize("NFKC", head))]
    return next((part for part in found if part in UNITS), "")


def _read(name: str) -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    return tomllib.loads((Path(__file__).parent / name).read_text("utf8"))


def _words(told: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, dict[str, str]]:
    return {kind: {bare(word): name for name, words in fields.items() for word in words} for kind, fields in told.items()}


def _layout(key: str, told: Mapping[str, object]) -> Layout:
    heads = told.pop("heads", [])  # type: ignore[attr-defined]
    means = {bare(head): name for head, name in told.pop("means", {}).items()}  # type: ignore[attr-defined]
    return Layout(key, heads=frozenset(map(bare, heads)), means=means, **told)  # type: ignore[arg-type]


_told = {**_read("words.toml"), **_read("layouts.toml")}
WORDS: Mapping[str, Mapping[str, str]] = _words(_told["words"])  # type: ignore[arg-type]
"""By kind ("any" holds for all): bare head -> field."""
LAYOUTS: tuple[Layout, ...] = tuple(_layout(key, each) for key, each in _told["layouts"].items())
FIXED: tuple[Fixed, ...] = tuple(
    Fixed(key, tuple(each["heads"]), tuple(each["widths"]), str(each["amount"]), str(each["account"]))  # type: ignore[arg-type]
    for key, each in _told["fixed"].items()
)
TEMPLATES: Mapping[str, int] = _told["templates"]  # type: ignore[assignment]
"""The version of our own template that is in force, by kind."""
