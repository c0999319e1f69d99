"""The cell: what happens in it does not reach the server, and it cannot read what the server knows."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hezhong.engine.uploads import BadUpload, Kind, confined
from hezhong.engine.uploads.tests import samples

Put = Callable[[str], None]

PRISONERS = {
    "memory": "x = bytearray(3 << 30)",
    "crash": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "disk": "with open('wrote', 'w') as file: file.write('x' * 100)",
    "descriptors": "files = [open('/dev/null') for _ in range(100)]",
    "noise": "raise RuntimeError('boom')",
    "nonsense": "print('not an answer')",
    "silence": "import sys; sys.exit(0)",
}


@pytest.fixture
def cell_doing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Return a function that puts a program in the place of the parser, inside the cell's own limits."""

    def put(program: str) -> None:
        (tmp_path / "prisoner.py").write_text(
            f"import os\nos.chdir({str(tmp_path)!r})\nfrom hezhong.engine.uploads import cell\ncell._confine()\n{program}\n",
            "utf8",
        )
        monkeypatch.setattr(confined, "CELL", "prisoner")
        surroundings = {**confined._surroundings(), "PYTHONPATH": f"{tmp_path}:{confined.ROOT}"}
        monkeypatch.setattr(confined, "_surroundings", lambda: surroundings)

    return put


@pytest.mark.parametrize("what", PRISONERS)
def test_limits_end_in_a_refusal(what: str, cell_doing: Put, tmp_path: Path) -> None:
    cell_doing(PRISONERS[what])
    with pytest.raises(BadUpload, match="打不开"):
        confined.copy(Kind.PDF, b"x")
    wrote = tmp_path / "wrote"
    assert not wrote.exists() or wrote.stat().st_size == 0


def test_a_cell_that_hangs_is_ended(cell_doing: Put) -> None:
    cell_doing("import time; time.sleep(60)")
    began = time.monotonic()
    with pytest.raises(BadUpload, match="打不开"):
        confined.copy(Kind.PDF, b"x", seconds=1)
    assert time.monotonic() - began < 5


def test_a_cell_that_counts_for_ever_is_ended_by_its_own_limit(cell_doing: Put) -> None:
    cell_doing("import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass")
    with pytest.raises(BadUpload, match="打不开"):
        confined.copy(Kind.PDF, b"x")


def test_the_cell_does_not_learn_the_servers_secrets(cell_doing: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEZHONG_KEYS", "secret")
    cell_doing("import json\nprint(json.dumps({'refused': '看见了' if 'HEZHONG_KEYS' in os.environ else '没看见'}))")
    with pytest.raises(BadUpload, match="没看见"):
        confined.copy(Kind.PDF, b"x")


def test_the_cell_is_a_program_of_its_own(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "hezhong.engine.uploads.cell", "image/jpeg"],
        input=samples.photo(),
        capture_output=True,
        cwd=tmp_path,
        check=False,
        env={"PYTHONPATH": str(confined.ROOT), "PATH": os.defpath},
    )
    head, _, shown = done.stdout.partition(b"\n")
    assert done.returncode == 0 and shown.startswith(b"\xff\xd8\xff") and b'"pages": 1' in head
