"""The test bed: a home of its own, an embedded PostgreSQL for what needs one, and what is skipped where it is absent."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings

TEST_HOME = Path(os.environ.get("HEZHONG_TEST_HOME") or Path(__file__).parent / ".home" / "tests")
MINE = Path(tempfile.gettempdir()) / f"hezhong-tests-{os.getpid()}"
os.environ["HEZHONG_HOME"] = str(MINE)
os.environ["HEZHONG_PLAIN_STATIC"] = "1"
os.environ["PYTHONHASHSEED"] = "0"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hezhong.app.settings")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread of the tests
with socket.create_server(("127.0.0.1", 0)) as unused:  # no live channel answers here: not that of a platform that happens to run
    os.environ["HEZHONG_LIVE_PORT"] = str(unused.getsockname()[1])

from hezhong.app.postgres import Cluster  # noqa: E402 (the home is chosen first)

settings.register_profile("house", deadline=None)  # no test fails by the clock on the wall
settings.load_profile("house")

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "120"}
PREFIX = "test_hezhong"
SERVER = Cluster(TEST_HOME / "postgres", FAST)
if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = SERVER.url


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    pid = os.environ.setdefault("HEZHONG_TEST_RUN", str(os.getpid()))
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{PREFIX}_{pid}{worker}"
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0  # a browser keeps many threads of the live server waiting
    os.environ.pop("HEZHONG_LIVE_PORT", None)  # the settings have read it; platforms that tests start choose their own


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    needs = {"db", "transactional_db", "django_db_setup", "live_server", "client_at_desk"}
    for item in items:
        if item.get_closest_marker("django_db") or needs & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs Debian's programs where they are absent; where they must be there (.ci/run), fail."""
    for marker in item.iter_markers("debian"):
        if missing := [program for program in marker.args if shutil.which(program) is None]:
            if os.environ.get("HEZHONG_MUST"):
                pytest.fail(f"needs {', '.join(missing)}, which .ci/run installs")
            pytest.skip(f"needs Debian's {', '.join(missing)}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Start the server before the first test that needs it, and drop what a killed run left behind."""
    if os.environ["DATABASE_URL"] == SERVER.url:
        SERVER.start()
        _sweep()


def _sweep() -> None:
    server = SERVER.url.rsplit("/", 1)[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        left = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"]).fetchall()
        for (name,) in left:
            run = "".join(filter(str.isdigit, name.removeprefix(PREFIX).split("gw")[0]))
            if not Path(f"/proc/{run}").exists():
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(autouse=True)
def own_state(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Nothing that a process keeps of the database outlives a test, nor the trail, which is no model that Django flushes."""
    if request.node.get_closest_marker("database") is None:
        yield
        return
    from django.core.cache import cache
    from django.db import connection

    from hezhong.directory import offices, regions
    from hezhong.engine import confirmations, ledger_place

    # Among what the cache keeps is how often this address has signed in: many fast tests are no attack.
    for forget in (offices.forget, regions.forget, confirmations.forget, ledger_place.forget, cache.clear):
        forget()
    yield
    marked = request.node.get_closest_marker("django_db")
    if {"transactional_db", "live_server"} & set(request.fixturenames) or (marked and marked.kwargs.get("transaction")):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE engine_event")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a run: two of Playwright's loops do not stand each other in one thread."""
    from tests.browsing import chromium

    with chromium() as there:
        yield there


@pytest.fixture(scope="session", autouse=True)
def own_home() -> Iterator[None]:
    """A home that is this run's alone, and gone afterwards."""
    yield
    shutil.rmtree(MINE, ignore_errors=True)
