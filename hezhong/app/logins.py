"""Logins with random passwords, kept in a file that only its owner reads."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Login:
    """Somebody who may sign in. ``who``: in words."""

    name: str
    password: str
    who: str

    def __str__(self) -> str:
        return f"{self.name:<20} {self.password}  {self.who}"


@dataclass(frozen=True)
class Logins:
    """Who may sign in. ``built``: whether what they sign in to was built just now."""

    rows: tuple[Login, ...]
    built: bool = True


def new_password() -> str:
    """Return a password of 59 bits that can be typed: xxxx-xxxx-xxxx without signs that look alike."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(3))


def keep(path: Path, head: str, rows: tuple[Login, ...]) -> None:
    """Write the logins where only the owner reads them, in place of what stood there. ``head``: what they are for."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_suffix(".new")
    half.unlink(missing_ok=True)
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf8") as file:
        file.write(f"# {head}\n")
        file.writelines(f"{row}\n" for row in rows)
    os.replace(half, path)


def kept(path: Path) -> tuple[Login, ...]:
    """Return the logins of the file, none where it is gone."""
    if not path.exists():
        return ()
    lines = [line for line in path.read_text("utf8").splitlines() if line and not line.startswith("#")]
    return tuple(Login(*line.split(maxsplit=2)) for line in lines)
