"""Where an installation keeps its things: HEZHONG_HOME, with database, keys, files, logs. No Django here."""

import os
import secrets
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
    def pid_file(self) -> Path:
        return self.root / "run.pid"

    def secret(self, name: str) -> str:
        """Return a secret of this installation, made at first use and readable by its owner only."""
        path = self.root / "keys" / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf8") as file:
                file.write(secrets.token_urlsafe(48))
        return path.read_text("utf8").strip()


def home() -> Home:
    """Return the home that the environment names: HEZHONG_HOME, .home in a checkout, else the user's data folder."""
    if named := os.environ.get("HEZHONG_HOME"):
        return Home(Path(named).expanduser().resolve())
    if (CHECKOUT / "pyproject.toml").exists():
        return Home(CHECKOUT / ".home")
    return Home(Path.home() / ".local" / "share" / "hezhong")
