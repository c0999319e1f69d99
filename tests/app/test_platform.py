"""``hezhong run`` from outside: it answers, survives kills, refuses a second start, and leaves nothing behind."""

import os
import signal
import socket
from pathlib import Path

import psycopg
import pytest

from hezhong.app.access import Access
from hezhong.app.postgres import Cluster
from tests.app.platform import Platform, until

pytestmark = pytest.mark.database

OTHERS_THAT_ONLY_GROW = {
    "directory_accessrecord", "directory_change", "reports_reading",
    "engine_regionorder", "engine_calendaryear", "engine_clockdecision",
    "engine_ledgerentry",
    "engine_payorder",
    "engine_paystep",
    "engine_payanswer",
    "engine_signedsheet",
    "engine_signedpage",
    "early_warning_warningstep",
    "early_warning_rulechange",
    "early_warning_ruledecision",
    "early_warning_viewing",
    "indicators_report",
    "indicators_published",
}  # fmt: skip


def reached(platform: Platform) -> Access:
    """Return how to reach its database, without the environment of the tests."""
    server = Cluster(platform.home / "postgres")
    secret = (platform.home / "keys" / "hezhong_app.password").read_text()
    return Access(server.url, server.url.replace(f"hezhong:{server.password}", f"hezhong_app:{secret}"), "", server)


def test_it_says_its_steps_and_its_address(platform: Platform) -> None:
    for step in ("启动数据库", "升级数据表", "核对数据库权限", "启动网页、实时更新和后台作业"):
        assert step in platform.said
    assert f"和衷已就绪：{platform.site}" in platform.said
    assert platform.get("/")[0] == 200


def test_health_is_told_on_both_ports(platform: Platform) -> None:
    for port in (platform.port, platform.port + 1):
        assert platform.get("/healthz", port) == (200, '{"alive": true}')
        status, said = platform.get("/readyz", port)
        assert status in (200, 503) and '"database": true' in said and '"queue": true' in said


def test_figures_are_for_programs_of_this_machine(platform: Platform) -> None:
    status, said = platform.get("/metrics", platform.port + 1)
    assert status == 200 and "hezhong_errands_waiting 0.0" in said and "hezhong_database_up 1.0" in said
    assert platform.get("/metrics", platform.port + 1, **{"X-Forwarded-For": "203.0.113.9"})[0] == 404
    assert platform.get("/metrics")[0] == 404


def test_a_second_start_says_that_it_runs_and_where(platform: Platform) -> None:
    second = platform.hezhong("run")
    assert second.returncode == 1
    assert "和衷已经在运行" in second.stderr and platform.site in second.stderr
    assert platform.get("/healthz")[0] == 200
    assert platform.site in platform.hezhong("status").stdout


@pytest.mark.parametrize("part", ["web", "live", "worker"])
def test_a_killed_process_comes_back(platform: Platform, part: str) -> None:
    (before,) = platform.processes(part)
    os.kill(before, signal.SIGKILL)
    until(lambda: platform.processes(part) not in ([], [before]))
    until(lambda: platform.get("/healthz")[0] == platform.get("/healthz", platform.port + 1)[0] == 200)
    assert "SIGKILL" in platform.said


def test_a_killed_database_comes_back_and_the_worker_goes_on(platform: Platform) -> None:
    (worker,) = platform.processes("worker")
    mark = Path(platform.home / "postgres" / "postmaster.pid")
    before = int(mark.read_text().split()[0])
    os.kill(before, signal.SIGKILL)
    until(lambda: mark.exists() and mark.read_text().split()[:1] not in ([], [str(before)]))
    until(lambda: '"database": true' in platform.get("/readyz")[1])
    platform.script("file")
    with psycopg.connect(reached(platform).owner_url, autocommit=True) as connection:
        sent = "SELECT count(*) FROM engine_message WHERE sent_at IS NOT NULL OR tries > 0"
        until(lambda: connection.execute(sent).fetchone() != (0,))
    assert platform.processes("worker") == [worker]


def test_the_application_adds_to_the_trail_and_cannot_change_it(platform: Platform) -> None:
    platform.script("file")
    with psycopg.connect(reached(platform).app_url, autocommit=True) as connection:
        assert connection.execute("SELECT current_user, session_user").fetchone() == ("hezhong_app", "hezhong_app")
        assert connection.execute("SELECT count(*) > 0 FROM engine_event").fetchone() == (True,)
        for statement in (
            "UPDATE engine_event SET actor = ''",
            "DELETE FROM engine_event",
            "TRUNCATE engine_event",
            "UPDATE engine_event_2026 SET actor = ''",
            "DELETE FROM engine_event_2026",
            "DROP TABLE engine_event",
            "UPDATE directory_accessrecord SET why = ''",
            "DELETE FROM directory_change",
            "DELETE FROM reports_reading",
            "DELETE FROM django_migrations",
            "SET ROLE hezhong",
            "CREATE TABLE public.mine ()",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_the_application_can_work_on_every_other_table_of_today_and_tomorrow(platform: Platform) -> None:
    with psycopg.connect(reached(platform).owner_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE of_tomorrow (id bigserial PRIMARY KEY)")
        tables = [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        trail = [name for name in tables if name.startswith("engine_event")]
        held = "SELECT has_table_privilege('hezhong_app', %s, %s)"
        for table in set(tables) - {*trail, *OTHERS_THAT_ONLY_GROW, "django_migrations"}:
            for right in ("SELECT", "INSERT", "UPDATE", "DELETE"):
                assert connection.execute(held, [table, right]).fetchone() == (True,), (table, right)
    with psycopg.connect(reached(platform).app_url, autocommit=True) as connection:
        connection.execute("INSERT INTO of_tomorrow DEFAULT VALUES")
        queued = connection.execute(
            "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('tests', 'nothing', 0, NULL, NULL, '{}', NULL)"
            "::procrastinate_job_to_defer_v1])"
        )
        assert queued.fetchone() is not None
        connection.execute("DELETE FROM procrastinate_jobs WHERE queue_name = 'tests'")


def test_the_auditor_reads_the_trail_and_no_case(platform: Platform) -> None:
    with psycopg.connect(reached(platform).owner_url, autocommit=True) as connection:
        connection.execute("SET ROLE hezhong_auditor")
        assert connection.execute("SELECT count(*) >= 0 FROM engine_event").fetchone() == (True,)
        for table in ("engine_case", "directory_person"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SELECT count(*) FROM {table}")


def test_the_doctor_names_a_right_too_many(platform: Platform) -> None:
    with psycopg.connect(reached(platform).owner_url, autocommit=True) as connection:
        connection.execute("GRANT UPDATE ON engine_event TO hezhong_app")
        ill = platform.hezhong("doctor")
        connection.execute("REVOKE UPDATE ON engine_event FROM hezhong_app")
    assert ill.returncode == 1
    assert "多了 engine_event 的 UPDATE 权限" in ill.stdout
    assert "多了" not in platform.hezhong("doctor").stdout


def test_a_taken_port_is_named_with_a_way_out(platform: Platform) -> None:
    other = Platform(platform.home.with_name("other"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = other.hezhong("run", PORT=port)
    assert refused.returncode == 1
    assert f"端口 {port}" in refused.stderr and "占用" in refused.stderr and "PORT=" in refused.stderr
    assert not (other.home / "postgres").exists()


def test_a_killed_supervisor_takes_its_processes_along_and_can_be_started_again(platform: Platform) -> None:
    assert platform.process is not None
    platform.process.kill()
    platform.process.wait()
    until(lambda: platform.get("/healthz")[0] == platform.get("/healthz", platform.port + 1)[0] == 0)
    platform.open()
    assert platform.get("/healthz")[0] == 200


def test_sigterm_stops_everything_and_nothing_is_left(platform: Platform) -> None:
    assert len(platform.processes()) == 3
    assert platform.close() == 0
    assert "网页、实时更新和后台作业已停止" in platform.said and platform.said.rstrip().endswith("秒）")
    assert platform.left() == []
    assert not (platform.home / "postgres" / "postmaster.pid").exists()
    assert platform.hezhong("status").returncode == 3
    assert platform.hezhong("stop").stdout == "和衷没有在运行。\n"


def test_demonstration_data_are_not_served_to_others(platform: Platform) -> None:
    """The small province of the tests consists of demonstration accounts."""
    assert platform.ended
    refused = platform.hezhong("run", HEZHONG_HOST="0.0.0.0")
    assert refused.returncode == 1 and "演示系统" in refused.stderr and "0.0.0.0" in refused.stderr
    assert platform.left() == []


def test_ctrl_c_while_things_are_prepared_leaves_nothing_either(platform: Platform) -> None:
    platform.start()
    until(lambda: "完成" in platform.said)
    assert platform.process is not None
    platform.process.send_signal(signal.SIGINT)
    assert platform.process.wait(60) == 0
    assert "已就绪" not in platform.said and "停止" in platform.said
    until(lambda: platform.left() == [])


def test_stop_stops_it(platform: Platform) -> None:
    platform.open()
    stopped = platform.hezhong("stop")
    assert stopped.returncode == 0 and platform.site in stopped.stdout
    assert platform.process is not None and platform.process.wait(60) == 0
    assert platform.left() == []
