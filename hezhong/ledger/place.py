"""Where a ledger stands: its folder, its manifest, and how its files are laid out.

``<table>/month=YYYYMM/city=NNNNNN/<batch>-<random>.parquet`` and, beside the tables, whatever the journal keeps. The
folders are for people: no reader ever lists them, it reads the files that the manifest names.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from hezhong.ledger.commits import Part
from hezhong.ledger.local_journal import LocalJournal
from hezhong.ledger.manifest import Manifest

JOURNAL = "journal"


@dataclass(frozen=True)
class Ledger:
    """A folder of Parquet files and the manifest that says which of them count."""

    root: Path
    manifest: Manifest


def local(root: Path) -> Ledger:
    """Return the ledger of a folder that keeps its own journal."""
    return Ledger(root, Manifest(LocalJournal(root / JOURNAL)))


def new_path(part: Part, name: str) -> str:
    """Return a path from the root that no other attempt to write uses."""
    return f"{part.table}/month={part.month:06d}/city={part.city}/{name}-{secrets.token_hex(8)}.parquet"
