"""How the processes of an installation reach its database: as its owner to migrate, as the application to work.

The embedded server gives the application a login of its own. A database of the operator (DATABASE_URL) is reached by
the operator's login, which steps into the application's role when it connects. No Django here.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg

from hezhong.app import database_roles
from hezhong.app.home import Home
from hezhong.app.postgres import Cluster, cluster

DEMO_ROWS = """
SELECT EXISTS (SELECT FROM directory_office WHERE demo) OR EXISTS (SELECT FROM directory_officer WHERE demo)
    OR EXISTS (SELECT FROM directory_account WHERE demo)
"""


@dataclass(frozen=True)
class Access:
    """Where the database is. server: the embedded one, None for a database of the operator."""

    owner_url: str
    app_url: str
    app_role: str
    server: Cluster | None

    def as_owner(self) -> dict[str, str]:
        """Return the environment of a process that may change tables."""
        return {"DATABASE_URL": self.owner_url, "HEZHONG_ROLE": ""}

    def as_application(self) -> dict[str, str]:
        """Return the environment of a process that works on cases."""
        return {"DATABASE_URL": self.app_url, "HEZHONG_ROLE": self.app_role}

    def make_roles(self, home: Home) -> None:
        """Make the database's roles. Raises NotAllowed."""
        own = None if self.server is None else home.secret("hezhong_app.password")
        database_roles.create(self.owner_url, own)

    def reachable(self) -> bool:
        """Return whether the database answers."""
        try:
            with psycopg.connect(self.owner_url, connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False

    def holds_demo(self) -> bool:
        """Return whether this is a demonstration. Its rows are the sign: no flag that could be lost or set by mistake."""
        return self._asked("directory_office", DEMO_ROWS)

    def holds_province(self) -> bool:
        """Return whether there is an office yet, of a demonstration or of a real province."""
        return self._asked("directory_office", "SELECT EXISTS (SELECT FROM directory_office)")

    def _asked(self, table: str, question: str) -> bool:
        with psycopg.connect(self.owner_url) as connection:
            if connection.execute("SELECT to_regclass(%s)", [table]).fetchone() == (None,):
                return False
            return connection.execute(question).fetchone() == (True,)


def access(home: Home) -> Access:
    """Return how to reach the database that DATABASE_URL names, else the embedded one."""
    if url := os.environ.get("DATABASE_URL"):
        return Access(url, url, database_roles.APP, None)
    server = cluster(home)
    where = urlsplit(server.url)
    login = f"{database_roles.APP}:{home.secret('hezhong_app.password')}"
    app = where._replace(netloc=f"{login}@{where.hostname}:{where.port}").geturl()
    return Access(server.url, app, "", server)


@contextmanager
def database_up(home: Home) -> Iterator[Access]:
    """Yield the access with the embedded server running; one that was started for this is stopped again."""
    server = access(home).server
    started = server.start() if server else False
    try:
        yield access(home)  # asked anew: a start may have moved the port
    finally:
        if started and server:
            server.stop()
