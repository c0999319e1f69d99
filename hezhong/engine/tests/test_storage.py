"""Files at rest: kept once, told by nobody, whole or not there, and never exchanged unnoticed."""

import hashlib
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from hezhong.engine.storage import DamagedBlob, Envelope, LocalBlobs, NoSuchBlob

KEY = bytes(range(32))
LETTER = "林晓彤的劳动合同".encode() * 1000
LETTER_HASH = hashlib.sha256(LETTER).hexdigest()


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    blobs = LocalBlobs(tmp_path, KEY)
    assert not blobs.exists(LETTER_HASH)
    assert blobs.put(LETTER) == LETTER_HASH
    assert blobs.open(LETTER_HASH) == LETTER and blobs.exists(LETTER_HASH)
    assert LocalBlobs(tmp_path, KEY).open(LETTER_HASH) == LETTER


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    blobs = LocalBlobs(tmp_path, KEY)
    assert blobs.open(blobs.put(b"")) == b""


def test_the_disk_tells_nothing(tmp_path: Path) -> None:
    LocalBlobs(tmp_path, KEY).put(LETTER)
    (kept,) = files(tmp_path)
    assert LETTER[:24] not in kept.read_bytes()
    assert LETTER_HASH not in str(kept) and len(kept.name) == 64
    assert kept.relative_to(tmp_path).parts == (kept.name[:2], kept.name[2:4], kept.name)
    assert kept.stat().st_mode & 0o077 == 0


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    blobs = LocalBlobs(tmp_path, KEY)
    blobs.put(LETTER)
    before = [(path, path.stat().st_mtime_ns) for path in files(tmp_path)]
    assert blobs.put(LETTER) == LETTER_HASH
    assert [(path, path.stat().st_mtime_ns) for path in files(tmp_path)] == before


def test_two_files_do_not_share_a_key() -> None:
    """With one key for all, equal nonces would give equal streams; here even a forced equal nonce tells nothing."""
    envelope, a, b = Envelope(KEY), b"\x00" * 64, b"\x01" * 64
    nonce = bytes(12)
    streams = [
        envelope._cipher(hashlib.sha256(text).hexdigest()).encrypt(nonce, bytes(64), b"")[:64] for text in (a, b)
    ]
    assert streams[0] != streams[1]


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(NoSuchBlob):
        LocalBlobs(tmp_path, KEY).open(LETTER_HASH)


@pytest.mark.parametrize("at", (0, 5, 20, 500, -1))
def test_one_flipped_bit_is_noticed_and_put_right(tmp_path: Path, at: int) -> None:
    blobs = LocalBlobs(tmp_path, KEY)
    blobs.put(LETTER)
    (kept,) = files(tmp_path)
    data = bytearray(kept.read_bytes())
    data[at] ^= 1
    kept.write_bytes(data)
    with pytest.raises(DamagedBlob):
        blobs.open(LETTER_HASH)
    assert blobs.put(LETTER) == LETTER_HASH and blobs.open(LETTER_HASH) == LETTER


@pytest.mark.parametrize("length", (0, 3, 10, 30, 2000))
def test_a_file_that_was_cut_is_noticed(tmp_path: Path, length: int) -> None:
    blobs = LocalBlobs(tmp_path, KEY)
    blobs.put(LETTER)
    (kept,) = files(tmp_path)
    kept.write_bytes(kept.read_bytes()[:length])
    with pytest.raises(DamagedBlob):
        blobs.open(LETTER_HASH)


def test_exchanged_files_are_noticed(tmp_path: Path) -> None:
    blobs = LocalBlobs(tmp_path, KEY)
    hashes = [blobs.put(LETTER), blobs.put(b"another letter")]
    first, second = files(tmp_path)
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    for sha256 in hashes:
        with pytest.raises(DamagedBlob):
            blobs.open(sha256)


def test_another_key_finds_and_opens_nothing(tmp_path: Path) -> None:
    LocalBlobs(tmp_path, KEY).put(LETTER)
    assert not LocalBlobs(tmp_path, bytes(32)).exists(LETTER_HASH)
    sealed = Envelope(KEY).seal(LETTER, LETTER_HASH)
    with pytest.raises(DamagedBlob):
        Envelope(bytes(32)).open(sealed, LETTER_HASH)


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        LocalBlobs(tmp_path, bytes(16))


def _write_for_ever(folder: str) -> None:
    blobs, number = LocalBlobs(Path(folder), KEY), 0
    while True:
        blobs.put(number.to_bytes(4, "big") * 500_000)
        number += 1


def test_a_writer_killed_at_any_moment_leaves_whole_files(tmp_path: Path) -> None:
    writer = multiprocessing.get_context("spawn").Process(target=_write_for_ever, args=(str(tmp_path),))
    writer.start()
    ends = time.monotonic() + 20
    while len(files(tmp_path)) < 8 and time.monotonic() < ends:
        time.sleep(0.05)
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    named = [path for path in files(tmp_path) if not path.name.startswith(".new-")]
    blobs = LocalBlobs(tmp_path, KEY)
    number, whole = 0, 0
    while blobs.exists(sha256 := hashlib.sha256(number.to_bytes(4, "big") * 500_000).hexdigest()):
        assert blobs.open(sha256)[:4] == number.to_bytes(4, "big")
        number, whole = number + 1, whole + 1
    assert whole == len(named) >= 7
