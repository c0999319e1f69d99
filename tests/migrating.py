"""A database that stands where it stood before a migration, for as long as a test puts old rows into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@contextmanager
def as_before(app: str, name: str) -> Iterator[Any]:
    """Give the models as they were after a migration, their tables too; at the end, whatever happens, the tables are as they are now."""
    now = MigrationExecutor(connection).loader.graph.leaf_nodes()
    executor = MigrationExecutor(connection)
    try:
        executor.migrate([(app, name)])
        yield executor.loader.project_state([(app, name)]).apps
    finally:
        MigrationExecutor(connection).migrate(now)
