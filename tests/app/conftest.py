"""Folders that the server's user can reach, for servers of their own; and a platform that runs."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hezhong.app.postgres import Cluster
from tests.app.platform import Platform


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder open to the unprivileged user that PostgreSQL runs as when we are root."""
    made = Path(tempfile.mkdtemp(prefix="hezhong-app-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def cluster(folder: Path) -> Iterator[Callable[[str], Cluster]]:
    """Make servers by name; each is stopped afterwards."""
    made: list[Cluster] = []

    def make(name: str) -> Cluster:
        made.append(Cluster(folder / name / "postgres"))
        return made[-1]

    yield make
    for each in made:
        if each.alive():
            each.stop()


@pytest.fixture(scope="module")
def platform(folder: Path) -> Iterator[Platform]:
    """``hezhong run`` over a small province, as a process of its own."""
    running = Platform(folder / "home")
    running.seed()
    running.open()
    yield running
    running.close()
