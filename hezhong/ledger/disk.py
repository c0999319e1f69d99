"""Writing that survives kill -9 and a power cut: a file is there whole under its name, or it is not there."""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

UNFINISHED = ".unfinished"
Outcome = TypeVar("Outcome")
ROW_GROUP = 256 * 1024
"""Rows: enough for a scan to run on, few enough that a site's rows are found without reading the others'."""


def write_parquet(rows: pa.Table, root: Path, name: str) -> str:
    """Return the SHA-256 of the Parquet file that now stands under the name in the root, durably."""

    def write(beside: Path) -> str:
        pq.write_table(rows, beside, compression="zstd", row_group_size=ROW_GROUP)
        with beside.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    return put(root, name, write)


def put(root: Path, name: str, write: Callable[[Path], Outcome]) -> Outcome:
    """Return what ``write`` returns; the file that it made at the path it was given stands under the name, durably."""
    path = root / name
    ensure_folder(path.parent, root)
    beside = unfinished(path)
    outcome = write(beside)
    sync(beside)
    os.replace(beside, path)
    sync(path.parent)
    return outcome


def write_once(content: bytes, path: Path) -> bool:
    """Return whether the content now stands under the path; False, and nothing changed, when something stood there.

    A hard link is what decides between two writers: unlike a rename it never replaces.
    """
    ensure_folder(path.parent, path.parent)
    beside = unfinished(path)
    beside.write_bytes(content)
    sync(beside)
    try:
        os.link(beside, path)
    except FileExistsError:
        return False
    finally:
        beside.unlink(missing_ok=True)
        sync(path.parent)
    return True


def unfinished(path: Path) -> Path:
    """Return a name beside the path that no other writer uses."""
    return path.with_name(f"{path.name}.{secrets.token_hex(8)}{UNFINISHED}")


@cache
def ensure_folder(folder: Path, top: Path) -> None:
    """Make a folder and those above it up to the top, each durably known to the one above; once in a process.

    Also one that is there already is made sure of: who made it may have been killed before he did.
    """
    if folder != top:
        ensure_folder(folder.parent, top)
    folder.mkdir(parents=folder == top, exist_ok=True)
    sync(folder.parent)


def young(root: Path, names: Iterable[str]) -> None:
    """Let files that will soon be needed no more count as new ones: who still reads them has as long as a writer has (``upkeep``)."""
    for name in names:
        with suppress(FileNotFoundError):
            os.utime(root / name)


def sync(path: Path) -> None:
    """Wait until what stands under the path, a file or the names in a folder, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
