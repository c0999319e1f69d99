"""clamd, played by a small server that speaks INSTREAM and knows the EICAR test file."""

import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hezhong.engine.uploads import BadUpload, ScannerDown, inspect
from hezhong.gateways.clamd import Clamd

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 1_000_000


class Conversation(socketserver.StreamRequestHandler):
    """One INSTREAM: chunks with their length before them, a zero length at the end."""

    def handle(self) -> None:
        server: FakeClamd = self.server  # type: ignore[assignment]
        assert self.rfile.read(10) == b"zINSTREAM\x00"
        if server.mood == "silent":
            time.sleep(3)
            return
        data = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            data += self.rfile.read(length)
            if len(data) > LIMIT:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\x00")
                return
        server.heard.append(data)
        if server.mood == "hangs up":
            return
        self.wfile.write(b"stream: Eicar-Signature FOUND\x00" if EICAR in data else b"stream: OK\x00")


class FakeClamd(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    mood = ""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        super().__init__(("127.0.0.1", 0), Conversation)


class FakeLocalClamd(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    mood = ""

    def __init__(self, path: Path) -> None:
        self.heard: list[bytes] = []
        super().__init__(str(path), Conversation)


@pytest.fixture
def clamd() -> Iterator[FakeClamd]:
    with FakeClamd() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


def asking(server: FakeClamd, seconds: float = 5) -> Clamd:
    host, port = server.server_address[:2]
    return Clamd((str(host), int(port)), seconds)


def test_clean_and_infected(clamd: FakeClamd) -> None:
    data = bytes(range(256)) * 2000  # eight chunks
    assert asking(clamd).scan(data) == ""
    assert clamd.heard == [data]
    assert asking(clamd).scan(b"x" * 100_000 + EICAR) == "Eicar-Signature"


def test_over_a_local_socket(tmp_path: Path) -> None:
    path = tmp_path / "clamd.ctl"
    with FakeLocalClamd(path) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        assert Clamd(path).scan(EICAR) == "Eicar-Signature"
        server.shutdown()


def test_an_infected_upload_is_refused_by_name(clamd: FakeClamd) -> None:
    with pytest.raises(BadUpload, match=r"查出病毒（Eicar-Signature）.*请换一份"):
        inspect("说明.txt", EICAR, asking(clamd))


def test_a_clean_upload_says_so(clamd: FakeClamd) -> None:
    assert inspect("说明.txt", b"no harm", asking(clamd)).note == "已检查，未发现病毒"


@pytest.mark.parametrize("mood", ("silent", "hangs up"))
def test_without_a_verdict_the_file_is_taken_and_marked(clamd: FakeClamd, mood: str) -> None:
    clamd.mood = mood
    with pytest.raises(ScannerDown):
        asking(clamd, 0.5).scan(b"x")
    assert inspect("说明.txt", EICAR, asking(clamd, 0.5)).note == "已检查，未扫描病毒"


def test_too_much_for_the_scanner_is_no_verdict(clamd: FakeClamd) -> None:
    with pytest.raises(ScannerDown):
        asking(clamd).scan(bytes(2 * LIMIT))


@pytest.mark.parametrize("at", (("127.0.0.1", 1), Path("/nonexistent/clamd.ctl")))
def test_nobody_there(at: tuple[str, int] | Path) -> None:
    with pytest.raises(ScannerDown, match="does not answer"):
        Clamd(at, 1).scan(b"x")
