"""The supervisor by itself: rest after a death, giving up with a reason, gentle and hard stops."""

import sys
from pathlib import Path

import pytest

from hezhong.app import supervisor
from hezhong.app.supervisor import Child, GaveUp, Part, Supervisor
from tests.app.platform import until


def part(code: str) -> Part:
    return Part("toy", "玩具", (sys.executable, "-u", "-c", code))


def watched(code: str, tmp_path: Path, said: list[str]) -> Supervisor:
    return Supervisor([part(code)], tmp_path, None, said.append)


def test_a_part_that_cannot_live_ends_the_platform_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "DEATHS", 3)
    said: list[str] = []
    there = watched("print('the disk is on fire'); raise SystemExit(3)", tmp_path, said)
    there.start()
    with pytest.raises(GaveUp) as given_up:
        there.watch()
    there.stop()
    told = str(given_up.value)
    assert "玩具连续 3 次" in told and "以代码 3 退出" in told and "the disk is on fire" in told
    assert str(tmp_path / "toy.log") in told
    assert ["0.5 秒" in said[0], "1 秒" in said[1]] == [True, True]


def test_a_death_after_long_work_counts_as_the_first_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "QUICK", 0.0)
    said: list[str] = []
    there = watched("raise SystemExit(1)", tmp_path, said)
    there.start()
    until(lambda: there.beat() or len(said) > supervisor.DEATHS)
    there.stop()
    assert all("0.5 秒后重新启动" in line for line in said)


def test_one_that_does_not_listen_is_ended_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "GENTLE", 0.5)
    said: list[str] = []
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf'); time.sleep(600)"
    there = watched(deaf, tmp_path, said)
    there.start()
    until(lambda: "deaf" in (tmp_path / "toy.log").read_text())
    there.stop()
    assert there.children[0].process is not None and there.children[0].process.poll() is not None
    assert said == ["玩具没有按时停下，强行结束"]


def test_a_dead_part_takes_the_rest_of_its_group_along(tmp_path: Path) -> None:
    family = (
        "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
        "print(p.pid); time.sleep(600)"
    )
    child = Child(part(family), tmp_path / "toy.log")
    child.start()
    until(lambda: (tmp_path / "toy.log").read_text().strip())
    grandchild = int((tmp_path / "toy.log").read_text())
    assert child.process is not None
    child.process.kill()
    until(child.died)
    until(lambda: not Path(f"/proc/{grandchild}").exists() or _zombie(grandchild))


def _zombie(number: int) -> bool:
    return " Z " in Path(f"/proc/{number}/stat").read_text()


def test_a_long_log_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "LONGEST_LOG", 10)
    (tmp_path / "toy.log").write_text("a line from long ago\n")
    child = Child(part("print('new')"), tmp_path / "toy.log")
    child.start()
    until(child.died)
    assert (tmp_path / "toy.1.log").read_text() == "a line from long ago\n"
    assert child.last_words() == "new"
