"""Every time limit, threshold and rule of procedure as the product lists it: the tables of provisions/, one for each id.

title, trigger; amount, or least and most; unit: working_day, calendar_day, hour, month, year, people, yuan, ratio, or rule where
there is no number. counts: "backwards" from an appointment, or "multiple" where months and years are not time but times a wage.
rolls: false where nobody has to act on the last day. statute, article in words, version, quote. applies_when, extension,
suspension, missed: in words. yields_to: which entry binds in its place although it is for another duty, and why.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from hezhong.law.model import Confidence

FOLDER = Path(__file__).parent / "provisions"
CLOCKS = frozenset({"working_day", "calendar_day", "hour", "month", "year"})


class Counts(StrEnum):
    """How the amount of an entry is meant."""

    FORWARDS = "forwards"
    BACKWARDS = "backwards"
    MULTIPLE = "multiple"


@dataclass(frozen=True)
class Yields:
    """The entry that binds in the place of another, where it is in force, and why."""

    entry: str
    why: str


@dataclass(frozen=True)
class Provision:
    """One entry as its table has it. file: the name of its file; most: only where it is a range."""

    entry: str
    file: str
    title: str
    trigger: str
    amount: Decimal | None
    most: Decimal | None
    unit: str
    counts: Counts
    rolls: bool
    statute: str
    article: str
    version: str
    quote: str
    applies_when: str
    extension: str
    suspension: str
    missed: str
    confidence: Confidence
    note: str
    yields_to: Yields | None

    @property
    def has_clock(self) -> bool:
        """Whether time runs: not for thresholds, multiples and rules."""
        return self.unit in CLOCKS and self.counts is not Counts.MULTIPLE

    @property
    def cites(self) -> str:
        """Return the statute and its article in words."""
        return f"《{self.statute}》{self.article}"


@cache
def provisions() -> Mapping[str, Provision]:
    """Return id -> entry, of every file."""
    return {
        entry: _provision(entry, file.stem, table)
        for file in sorted(FOLDER.glob("*.toml"))
        for entry, table in tomllib.loads(file.read_text("utf8"), parse_float=Decimal).items()
    }


@cache
def not_encoded() -> Mapping[str, str]:
    """Return id -> why no function decides it."""
    tables = tomllib.loads((FOLDER.parent / "not_encoded.toml").read_text("utf8"))
    return {entry: table["why"] for entry, table in tables.items()}


def _provision(entry: str, file: str, table: Mapping[str, Any]) -> Provision:
    amount, yields = table.get("amount", table.get("least")), table.get("yields_to")
    return Provision(
        entry=entry,
        file=file,
        title=table["title"],
        trigger=table["trigger"],
        amount=None if amount is None else Decimal(amount),
        most=Decimal(table["most"]) if "most" in table else None,
        unit=table["unit"],
        counts=Counts(table.get("counts", "forwards")),
        rolls=table.get("rolls", True),
        statute=table["statute"],
        article=table["article"],
        version=table["version"],
        quote=table.get("quote", ""),
        applies_when=table.get("applies_when", ""),
        extension=table.get("extension", ""),
        suspension=table.get("suspension", ""),
        missed=table.get("missed", ""),
        confidence=Confidence[table["confidence"].upper()],
        note=table.get("note", ""),
        yields_to=Yields(yields["id"], yields["why"]) if yields else None,
    )
