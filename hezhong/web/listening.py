"""Where a connection that listens for notifications goes: the database of the pages, without Django's wrapping."""

from typing import Any

from django.db import connection


def address() -> dict[str, Any]:
    """Return the parameters for psycopg, with keep-alives so that a dead peer is noticed."""
    parameters = connection.get_connection_params()
    plain = {name: value for name, value in parameters.items() if name not in ("cursor_factory", "context")}
    return plain | {"keepalives": 1, "keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3}
