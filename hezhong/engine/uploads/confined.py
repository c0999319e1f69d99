"""Hands a file to the cell and reads its answer. A cell that crashes, hangs or runs into its limits is a refusal."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import hezhong
from hezhong.engine.uploads.model import BadUpload, Copy, Kind

SECONDS = 30
CELL = "hezhong.engine.uploads.cell"
TOO_MUCH = "这个文件打不开：可能已经损坏，或者内容过于复杂。请重新导出一次，或者拍成照片（JPG）再交"
ROOT = Path(hezhong.__file__).parent.parent

log = logging.getLogger(__name__)


def copy(kind: Kind, data: bytes, seconds: float = SECONDS) -> Copy:
    """Return what the cell made of the file. Raises BadUpload."""
    command = [sys.executable, "-P", "-m", CELL, kind.value]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds, env=_surroundings(), cwd="/", check=False
        )
    except subprocess.TimeoutExpired:
        log.warning("a cell for %s took longer than %s s", kind.name, seconds)
        raise BadUpload(TOO_MUCH) from None
    if done.returncode:
        log.warning("a cell for %s ended with %s", kind.name, done.returncode)
        raise BadUpload(TOO_MUCH)
    return _read(done.stdout)


def _surroundings() -> dict[str, str]:
    """The cell learns where the code lies and nothing else: no keys, no database."""
    return {"PYTHONPATH": str(ROOT), "PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"}


def _read(answer: bytes) -> Copy:
    """Take the answer apart. What a cell says is not trusted: nonsense is a refusal too."""
    head, _, shown = answer.partition(b"\n")
    try:
        said = json.loads(head)
        if "refused" in said:
            raise BadUpload(str(said["refused"]))
        return Copy(shown if said["shown"] else None, int(said["pages"]), str(said["remark"]))
    except (ValueError, KeyError, TypeError):
        raise BadUpload(TOO_MUCH) from None
