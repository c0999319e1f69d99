"""Where the ledger of this installation stands; app binds its folder (``use``)."""

import threading
from pathlib import Path

from hezhong.engine.ledger_journal import PostgresJournal
from hezhong.ledger.connecting import Limits
from hezhong.ledger.manifest import Manifest
from hezhong.ledger.place import Ledger

LOOKING = Limits(memory="512MB", threads=1)
"""What one look into the ledger may take of the machine while pages are served."""

_root: Path | None = None
_mine = threading.local()


def use(root: Path) -> None:
    """Keep the ledger's files in this folder from now on; called once by app."""
    global _root
    _root = root
    forget()


def current() -> Ledger:
    """Return the ledger, with a manifest that is this thread's own: it keeps the state that it has read so far."""
    if _root is None:
        raise RuntimeError("no folder is bound for the ledger; app does this at start")
    ledger: Ledger | None = getattr(_mine, "ledger", None)
    if ledger is None or ledger.root != _root:
        ledger = _mine.ledger = Ledger(_root, Manifest(PostgresJournal()))
    return ledger


def forget() -> None:
    """Let go of what this thread has read; for tests, where a database is emptied under the process."""
    _mine.ledger = None
