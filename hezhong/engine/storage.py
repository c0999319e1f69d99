"""Files at rest: each kept once, under the hash of its content, sealed so that neither disk nor backup tells anything.

Shape of a kept file: mark (4 bytes), nonce (12), ciphertext, tag (16). Every file has a key of its own, derived from
the key of the vault and the file's hash; its name in the store is derived too, so that nobody who holds the disk can
ask whether a known file lies there.
"""

import hashlib
import hmac
import os
import tempfile
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK = b"HZF1"
NONCE = 12
KEY = 32


class NoSuchBlob(LookupError):
    """No file of this hash was ever kept."""


class DamagedBlob(ValueError):
    """What lies under this hash is not what was kept: damaged, exchanged, or sealed with another key."""


class Blobs(Protocol):
    """Keeps bytes for ever under their SHA-256. Nothing deletes: retention is a decision of the archive."""

    def put(self, data: bytes) -> str:
        """Keep the bytes; return their SHA-256 in hex. Keeping the same bytes again changes nothing."""
        ...

    def open(self, sha256: str) -> bytes:
        """Return the bytes. Raises NoSuchBlob, DamagedBlob."""
        ...

    def exists(self, sha256: str) -> bool:
        """Return whether something is kept under the hash."""
        ...


class Envelope:
    """Seals each file with its own key, bound to its hash. ``key``: 32 bytes, the vault's key for files."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY:
            raise ValueError(f"the key for files has {len(key)} bytes, not {KEY}")
        self._key = key
        self._naming = self._derived(b"names", b"")

    def name(self, sha256: str) -> str:
        """Return the name of a file in the store: 64 signs that tell nothing about its content."""
        return hmac.new(self._naming, bytes.fromhex(sha256), hashlib.sha256).hexdigest()

    def seal(self, data: bytes, sha256: str) -> bytes:
        nonce = os.urandom(NONCE)
        return MARK + nonce + self._cipher(sha256).encrypt(nonce, data, bytes.fromhex(sha256))

    def open(self, sealed: bytes, sha256: str) -> bytes:
        """Return the bytes of that hash. Raises DamagedBlob."""
        mark, nonce, body = sealed[:4], sealed[4 : 4 + NONCE], sealed[4 + NONCE :]
        try:
            data = self._cipher(sha256).decrypt(nonce, body, bytes.fromhex(sha256)) if mark == MARK else None
        except (InvalidTag, ValueError):
            data = None
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            raise DamagedBlob(f"the file {sha256[:12]}… is damaged, exchanged, or sealed with another key")
        return data

    def _cipher(self, sha256: str) -> AESGCM:
        return AESGCM(self._derived(b"content", bytes.fromhex(sha256)))

    def _derived(self, purpose: bytes, of: bytes) -> bytes:
        return HKDF(hashes.SHA256(), KEY, salt=None, info=b"hezhong blobs " + purpose + b" " + of).derive(self._key)


class LocalBlobs:
    """Blobs in a directory, in folders of two levels (ab/cd/abcd…). A file is whole or not there."""

    def __init__(self, directory: Path, key: bytes) -> None:
        self._directory = directory
        self._envelope = Envelope(key)

    def put(self, data: bytes) -> str:
        """Keep the bytes; a kept file that has been damaged since is put right."""
        sha256 = hashlib.sha256(data).hexdigest()
        if not self._whole(sha256):
            _write(self._path(sha256), self._envelope.seal(data, sha256))
        return sha256

    def open(self, sha256: str) -> bytes:
        """Return the bytes. Raises NoSuchBlob, DamagedBlob."""
        try:
            sealed = self._path(sha256).read_bytes()
        except FileNotFoundError:
            raise NoSuchBlob(f"no file {sha256[:12]}… is kept here") from None
        return self._envelope.open(sealed, sha256)

    def exists(self, sha256: str) -> bool:
        """Return whether something is kept under the hash."""
        return self._path(sha256).is_file()

    def _whole(self, sha256: str) -> bool:
        try:
            self.open(sha256)
        except (NoSuchBlob, DamagedBlob):
            return False
        return True

    def _path(self, sha256: str) -> Path:
        name = self._envelope.name(sha256)
        return self._directory / name[:2] / name[2:4] / name


def _write(path: Path, data: bytes) -> None:
    """Write beside, bring to disk, then rename: a power cut leaves the old state or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
