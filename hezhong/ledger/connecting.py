"""Connections of DuckDB that keep to what a reader may take of the machine."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa


@dataclass(frozen=True)
class Limits:
    """What a reader may take of the machine. memory: as DuckDB writes it. spill: where to put what does not fit."""

    memory: str = "1GB"
    threads: int = 2
    spill: str = ""


def connect(limits: Limits | None = None) -> duckdb.DuckDBPyConnection:
    """Return a connection of DuckDB that keeps to its limits and fetches no extension from anywhere."""
    limits = limits or Limits()
    spill = {"temp_directory": limits.spill} if limits.spill else {}
    return duckdb.connect(config={
        "memory_limit": limits.memory, "threads": limits.threads, "preserve_insertion_order": False,
        "autoinstall_known_extensions": False, "autoload_known_extensions": False, **spill,
    })  # fmt: skip


def answer(connection: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    """Return the whole answer of a query."""
    return connection.sql(query).to_arrow_table()
