"""The virus scanner clamd, asked by INSTREAM over a TCP or a local socket; the file never lies on its disk."""

import socket
import struct
from dataclasses import dataclass
from pathlib import Path

from hezhong.engine.uploads import ScannerDown

CHUNK = 1 << 16
LONGEST_ANSWER = 4096


@dataclass(frozen=True)
class Clamd:
    """A clamd. ``at``: (host, port) or the path of its socket. ``seconds``: for the whole of one file."""

    at: tuple[str, int] | Path
    seconds: float = 20

    def scan(self, data: bytes) -> str:
        """Return the name of what was found, '' for nothing. Raises ScannerDown."""
        try:
            with self._connection() as line:
                line.sendall(b"zINSTREAM\x00")
                for start in range(0, len(data), CHUNK):
                    chunk = data[start : start + CHUNK]
                    line.sendall(struct.pack(">I", len(chunk)) + chunk)
                line.sendall(struct.pack(">I", 0))
                return _found(_answer(line))
        except OSError as trouble:
            raise ScannerDown(f"clamd does not answer: {trouble}") from None

    def _connection(self) -> socket.socket:
        if isinstance(self.at, tuple):
            return socket.create_connection(self.at, timeout=self.seconds)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(self.seconds)
        try:
            line.connect(str(self.at))
        except OSError:
            line.close()
            raise
        return line


def _answer(line: socket.socket) -> str:
    """Return what clamd says, up to its closing zero byte."""
    said = b""
    while not said.endswith(b"\x00") and len(said) < LONGEST_ANSWER:
        more = line.recv(LONGEST_ANSWER)
        if not more:
            break
        said += more
    return said.rstrip(b"\x00\n").decode("utf8", "replace")


def _found(answer: str) -> str:
    """Read ``stream: OK`` or ``stream: <name> FOUND``; anything else is no verdict. Raises ScannerDown."""
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerDown(f"clamd gives no verdict: {answer[:200] or 'an empty answer'}")
