"""Connections of DuckDB that keep to what a reader may take of the machine."""

import secrets
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa


@dataclass(frozen=True)
class Limits:
    """What a reader may take of the machine. memory: as DuckDB writes it."""

    memory: str = "1GB"
    threads: int = 2


SPILL = "spill-"
"""How the folders begin into which connections put what does not fit into their memory; they take them away at their end."""


def connect(limits: Limits | None = None, root: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return a connection of DuckDB that keeps to its limits and fetches no extension from anywhere.

    root: the ledger's folder, in which what does not fit into memory is put meanwhile, guarded as the ledger is; without
    it such a query fails, rather than leave rows wherever the process happens to stand.
    """
    limits = limits or Limits()
    spill = str(root / f"{SPILL}{secrets.token_hex(8)}") if root else ""
    return duckdb.connect(config={
        "memory_limit": limits.memory, "threads": limits.threads, "preserve_insertion_order": False,
        "autoinstall_known_extensions": False, "autoload_known_extensions": False, "temp_directory": spill,
    })  # fmt: skip


def answer(connection: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    """Return the whole answer of a query."""
    return connection.sql(query).to_arrow_table()
