"""The mark of a running platform: one holder, nobody misled by an old file, nobody hit by mistake."""

import fcntl
import json
from pathlib import Path

import pytest

from hezhong.app import running
from hezhong.app.home import Home
from hezhong.app.running import AlreadyRuns, Running


def test_only_one_holds_the_mark_and_the_other_learns_who(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with running.mark(home, "http://127.0.0.1:8000"):
        there = running.running(home)
        assert there is not None and there.address == "http://127.0.0.1:8000"
        with pytest.raises(AlreadyRuns, match="http://127.0.0.1:8000"), running.mark(home, "http://127.0.0.1:9000"):
            pass
        assert running.running(home) == there
    assert running.running(home) is None


def test_a_file_left_behind_by_a_killed_process_misleads_nobody(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.pid_file.write_text(json.dumps(vars(Running(1, "http://127.0.0.1:8000"))))
    assert running.running(home) is None and running.stop(home) is None
    with running.mark(home, "http://127.0.0.1:9000"):
        assert running.running(home) != Running(1, "http://127.0.0.1:8000")


def test_a_platform_whose_number_is_not_known_is_not_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    hit: list[int] = []
    monkeypatch.setattr(running.os, "kill", lambda number, _: hit.append(number))
    monkeypatch.setattr(running.time, "sleep", lambda _: None)
    with open(home.pid_file, "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(TimeoutError, match="hezhong stop"):
            running.stop(home)
    assert hit == []
