"""What a start prepares: a demonstration in an empty database, or what a killed build left out; a real province is left alone."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from hezhong.app import launch
from hezhong.app.home import Home


@pytest.mark.parametrize(("asked", "demo_there", "office_there", "builds"), [
    (True, False, False, True),  # empty
    (True, True, True, True),  # a demonstration, whole or not: the build itself knows what is missing
    (True, False, True, False),  # a real province
    (False, False, False, False),
    (False, True, True, False),
])  # fmt: skip
def test_what_is_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: bool, demo_there: bool, office_there: bool, builds: bool) -> None:
    commands: list[str] = []
    monkeypatch.setattr(launch, "command", lambda name, env: commands.append(name))
    reached = SimpleNamespace(
        reachable=lambda: True, make_roles=lambda home: None, as_owner=dict, as_application=dict, holds_demo=lambda: demo_there,
        holds_province=lambda: office_there,
    )  # fmt: skip
    launch._prepared(Home(tmp_path), reached, SimpleNamespace(loopback=True, host="127.0.0.1"), asked)  # type: ignore[arg-type]
    assert commands == ["prepare", *(["demo"] if builds else [])]
