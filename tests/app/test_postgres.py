"""The launcher of the embedded server: first start, races, kills, passwords, ports, and words for what goes wrong."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from hezhong.app.postgres import Cluster, PostgresFailed

Make = Callable[[str], Cluster]
RACE = "import sys; from pathlib import Path; from hezhong.app.postgres import Cluster; print(Cluster(Path(sys.argv[1])).start())"

pytestmark = pytest.mark.database


def postmaster(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def test_first_start_makes_a_server_that_takes_only_its_password(cluster: Make) -> None:
    server = cluster("main")
    assert server.start() is True and server.start() is False
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SHOW data_checksums").fetchone() == ("on",)
        assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
        assert (
            connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'hezhong'")
            .fetchone()[0]
            .startswith(  # type: ignore[index]
                "SCRAM-SHA-256$"
            )
        )
    for wrong in ("", "guess"):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(server.url.replace(server.password, wrong))
    rules = [line.split() for line in (server.data / "pg_hba.conf").read_text().splitlines() if line[:1].isalpha()]
    assert {rule[-1] for rule in rules} == {"scram-sha-256"}


def test_the_server_never_runs_as_root(cluster: Make) -> None:
    server = cluster("main")
    server.start()
    assert os.stat(f"/proc/{postmaster(server)}").st_uid == (os.getuid() or server.runs_as.uid) != 0


def test_password_and_data_are_the_owners_alone(cluster: Make) -> None:
    server = cluster("main")
    server.start()
    assert (server.data.stat().st_mode & 0o077) == 0
    assert (server.data.with_name("postgres.password").stat().st_mode & 0o077) == 0
    assert not server.data.with_name("postgres.initdb").exists()


def test_four_starts_at_once_make_one_server(folder: Path) -> None:
    data = folder / "race" / "postgres"
    racing = [
        subprocess.Popen([sys.executable, "-c", RACE, str(data)], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    said = sorted(process.communicate()[0].strip() for process in racing)
    server = Cluster(data)
    try:
        assert said == ["False", "False", "False", "True"]
        assert server.ready()
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        server.stop()
    assert not server.alive()


def test_after_a_kill_every_acknowledged_row_is_back(cluster: Make) -> None:
    server = cluster("main")
    server.start()
    acknowledged = 0
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n integer PRIMARY KEY)")
        with pytest.raises(psycopg.OperationalError):
            for n in range(1, 100_000):
                connection.execute("INSERT INTO kept VALUES (%s)", [n])
                acknowledged = n
                if n == 200:
                    number = postmaster(server)
                    children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
                    for each in (number, *map(int, children)):  # the postmaster first: it would begin to recover
                        with contextlib.suppress(ProcessLookupError):
                            os.kill(each, signal.SIGKILL)
    assert acknowledged >= 200
    assert server.start() is True
    with psycopg.connect(server.url) as connection:
        there = {n for (n,) in connection.execute("SELECT n FROM kept")}
    assert set(range(1, acknowledged + 1)) <= there


def test_a_start_right_after_the_postmaster_alone_was_killed(cluster: Make) -> None:
    server = cluster("main")
    server.start()
    os.kill(postmaster(server), signal.SIGKILL)  # its children still hold the shared memory for a moment
    assert server.start() is True
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_port_that_was_taken_meanwhile_is_given_up_for_another(cluster: Make) -> None:
    server = cluster("main")
    server.start()
    before = server.port
    server.stop()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", before))
        other.listen()
        assert server.start() is True
        assert server.port != before
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SHOW port").fetchone() == (str(server.port),)


def test_two_installations_have_two_ports_and_passwords(cluster: Make) -> None:
    one, other = cluster("one"), cluster("other")
    assert one.port != other.port and one.password != other.password


def test_a_mark_whose_number_belongs_to_another_program_now_does_not_stop_a_start(cluster: Make) -> None:
    server = cluster("main")
    server.start()
    mark = (server.data / "postmaster.pid").read_text().splitlines()
    server.stop()
    other = subprocess.Popen(["sleep", "600"], **server.runs_as.options)
    try:
        (server.data / "postmaster.pid").write_text("\n".join([str(other.pid), *mark[1:]]) + "\n")
        assert not server.alive()
        assert server.start() is True
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_creation_that_was_killed_half_way_is_begun_anew(cluster: Make) -> None:
    server = cluster("half")
    server.data.mkdir(parents=True, mode=0o700)
    server.data.parent.chmod(0o755)
    (server.data / "base").mkdir()
    assert server.start() is True


def test_data_of_another_version_is_refused_in_words_and_left_alone(cluster: Make) -> None:
    server = cluster("main")
    server.start()
    server.stop()
    version = server.data / "PG_VERSION"
    true = version.read_text()
    version.write_text("15\n")
    with pytest.raises(PostgresFailed, match=r"PostgreSQL 15.*pg_dump"):
        server.start()
    version.write_text(true)
    assert server.start() is True


def test_a_wrong_pg_bin_is_named(cluster: Make, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("PG_BIN", str(folder))
    with pytest.raises(PostgresFailed, match="PG_BIN"):
        cluster("none").start()
