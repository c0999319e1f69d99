"""Whom PostgreSQL runs as, and what that user can reach. As root it is an unprivileged user that exists already.

PostgreSQL refuses root. Nothing here creates users or opens folders of other people.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ELSEWHERE = Path("/var/lib/hezhong")


@dataclass(frozen=True)
class ServerUser:
    """The user of the server; nobody special when we are not root."""

    uid: int | None = None
    gid: int | None = None

    @property
    def options(self) -> dict[str, Any]:
        """Return what subprocess needs to run a program as this user."""
        return {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Hand a file or folder over to this user."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can(self, test: str, path: Path) -> bool:
        """Return whether this user may do what ``test`` names (a flag of the test command) with a path."""
        asked = subprocess.run(["/usr/bin/env", "test", test, str(path)], cwd="/", **self.options)
        return asked.returncode == 0


def server_user() -> ServerUser:
    """Return ourselves, or PG_USER (nobody) when we are root."""
    if os.geteuid() != 0:
        return ServerUser()
    user = pwd.getpwnam(os.environ.get("PG_USER", "nobody"))
    return ServerUser(user.pw_uid, user.pw_gid)


def reachable_data(wanted: Path, user: ServerUser) -> Path:
    """Return where the data can lie: where wanted, or under /var/lib when root's own folders are closed to the server."""
    if user.uid is None:
        return wanted
    if not wanted.parent.exists():
        wanted.parent.mkdir(parents=True)
        wanted.parent.chmod(0o755)
    if user.can("-x", wanted.parent):
        return wanted
    folder = ELSEWHERE / hashlib.sha256(str(wanted).encode()).hexdigest()[:12]
    for made in (ELSEWHERE, folder):
        made.mkdir(parents=True, exist_ok=True)
        made.chmod(0o711)
    return folder / wanted.name


def reachable_programs(folder: Path, beside: Path, user: ServerUser) -> Path:
    """Return the programs' folder, or a copy of the tree in ``beside`` when the server's user cannot run it there."""
    if user.uid is None or user.can("-x", folder / "postgres"):
        return folder
    copy = beside / f"pginstall-{int((folder / 'postgres').stat().st_mtime)}"
    if not (copy / "bin" / "postgres").exists():
        half = copy.with_suffix(f".{os.getpid()}")
        shutil.copytree(folder.parent, half, symlinks=True)
        half.chmod(0o755)
        half.rename(copy)
    return copy / "bin"
