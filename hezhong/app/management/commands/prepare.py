"""``prepare``: tables, rights and static files as this version of the product wants them."""

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from hezhong.app import database_roles

STAMP = ".collected"


class Command(BaseCommand):
    """Does each step only when there is something to do; runs as the owner of the tables."""

    help = "升级数据表、数据库权限和静态文件"

    def handle(self, *arguments: Any, **options: Any) -> None:
        self._step("升级数据表", lambda: call_command("migrate", interactive=False, verbosity=0))
        self._step("核对数据库权限", lambda: database_roles.grant(os.environ["DATABASE_URL"]))
        if fingerprint := self._changed():
            self._step("压缩静态文件", lambda: _collect(fingerprint))

    def _step(self, title: str, do: Callable[[], object]) -> None:
        self.stdout.write(f"{title} …", ending=" ")
        self.stdout.flush()
        began = time.monotonic()
        do()
        self.stdout.write(f"完成（{time.monotonic() - began:.1f} 秒）")

    def _changed(self) -> str:
        """Return the fingerprint of the static files when they are not collected yet, else nothing."""
        now, stamp = _fingerprint(), settings.HOME.static / STAMP
        return "" if stamp.exists() and stamp.read_text() == now else now


def _fingerprint() -> str:
    """Return what changes when any static file does."""
    sums = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            about = Path(storage.path(path)).stat()
            sums.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return sums.hexdigest()


def _collect(fingerprint: str) -> None:
    call_command("collectstatic", interactive=False, verbosity=0, clear=False)
    (settings.HOME.static / STAMP).write_text(fingerprint)
