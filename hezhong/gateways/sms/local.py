"""本机短信箱: messages written to a file instead of being sent, for demonstration and development.

It behaves like a gateway (a repeated key is taken once) and refuses to stand in for one on a real system.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from hezhong.engine.messenger import Receipt

FILE = "outbox.jsonl"
KEPT = 500
"""Messages that stay; older ones are dropped when twice as many have gathered."""


class NotADemo(RuntimeError):
    """A real system would write its citizens' messages to a file and send none."""


@dataclass(frozen=True)
class LocalMessage:
    """A message as the page of the outbox shows it. to: masked. at: ISO time in UTC."""

    id: str
    to: str
    text: str
    at: str

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


def _now() -> datetime:
    return datetime.now(UTC)


class LocalOutbox:
    """The messages of a demonstration system, in a folder that only its owner reads.

    demo: whether this is one. allowed: the operator has asked for it by name on a system that is none.
    """

    def __init__(
        self, folder: Path, *, demo: bool, allowed: bool = False, clock: Callable[[], datetime] = _now
    ) -> None:
        if not demo and not allowed:
            raise NotADemo("这不是演示系统，短信必须经短信网关发出。请配置网关，或者明确允许使用本机短信箱")
        self._file = folder / FILE
        self._clock = clock

    def send(self, to: str, text: str, key: str) -> Receipt:
        """Write a message down once for its key."""
        name = hashlib.sha256(key.encode()).hexdigest()[:24]
        with self._held() as lines:
            if any(f'"{name}"' in line for line in lines):
                return Receipt(name, repeated=True)
            message = LocalMessage(name, masked(to), text, self._clock().isoformat(timespec="seconds"))
            line = json.dumps(asdict(message), ensure_ascii=False) + "\n"
            if len(lines) < 2 * KEPT:
                self._append(line, "".join(lines))
            else:
                self._write([*lines[-KEPT + 1 :], line])
        return Receipt(name)

    def messages(self, most: int = 50) -> list[LocalMessage]:
        """Return the newest messages, newest first."""
        with self._held() as lines:
            return [LocalMessage(**json.loads(line)) for line in lines[-most:][::-1]]

    @contextmanager
    def _held(self) -> Iterator[list[str]]:
        """Yield the lines that are written, while no other process writes. One cut off by a kill was never acknowledged."""
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self._file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            lines = self._file.read_text("utf8", errors="replace").split("\n") if self._file.exists() else [""]
            yield [f"{line}\n" for line in lines[:-1]]
        finally:
            os.close(handle)

    def _append(self, line: str, whole: str) -> None:
        """Add a line behind the whole ones: of a thousand messages, writing each anew took a tenth of a demonstration's build."""
        handle = os.open(self._file, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.truncate(len(whole.encode()))
            file.seek(0, os.SEEK_END)
            file.write(line.encode())

    def _write(self, lines: list[str]) -> None:
        beside = self._file.with_suffix(".new")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf8") as file:
            file.writelines(lines)
        os.replace(beside, self._file)


def masked(phone: str) -> str:
    """Return 138****1234: enough to tell one's own number, not enough to call it."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "****"
