"""Where an installation keeps its things: HEZHONG_HOME, with database, keys, files, logs. No Django here."""

import os
import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Home:
    """The folders of one installation."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "postgres"

    @property
    def keys(self) -> Path:
        return self.root / "keys" / "vault.json"

    @property
    def files(self) -> Path:
        return self.root / "files"

    @property
    def ledger(self) -> Path:
        return self.root / "ledger"

    @property
    def messages(self) -> Path:
        return self.root / "sms"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def static(self) -> Path:
        return self.root / "static"

    @property
    def logins(self) -> Path:
        return self.root / "logins.txt"

    @property
    def clock(self) -> Path:
        """By how many seconds the clock of a demonstration was put forward."""
        return self.root / "demo-clock"

    @property
    def pid_file(self) -> Path:
        return self.root / "run.pid"

    def secret(self, name: str) -> str:
        """Return a secret of this installation, made at first use and readable by its owner only."""
        return kept_once(self.root / "keys" / name, lambda: secrets.token_urlsafe(48))


def kept_once(path: Path, make: Callable[[], str]) -> str:
    """Return what the file holds; the first caller makes it, also when several come at once. Its owner alone reads it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, half = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf8") as file:
            file.write(make())
        try:
            os.link(half, path)
        except FileExistsError:
            pass  # another process was first; its value counts
        finally:
            os.unlink(half)
    return path.read_text("utf8").strip()


def home() -> Home:
    """Return the home that the environment names: HEZHONG_HOME, .home in a checkout, else the user's data folder."""
    if named := os.environ.get("HEZHONG_HOME"):
        return Home(Path(named).expanduser().resolve())
    if (CHECKOUT / "pyproject.toml").exists():
        return Home(CHECKOUT / ".home")
    return Home(Path.home() / ".local" / "share" / "hezhong")
