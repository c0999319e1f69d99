"""Sealed columns: AES-256-GCM with the place of the value bound in, and blind indexes for exact search.

Shape of a sealed value: version (1 byte), key id (1), nonce (12), ciphertext, tag (16). Old keys stay readable; the
newest seals. Keys lie in a file outside the database and are never in a dump of it.
"""

import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

AES, SM4 = 1, 2
INDEX_BYTES = 16


class Tampered(ValueError):
    """A sealed value does not belong where it stands, or was changed."""


@dataclass(frozen=True)
class Keys:
    """Key id -> 32 bytes for sealing; one key for indexes and one for files. ``suite``: AES or SM4 for new values."""

    sealing: Mapping[int, bytes]
    index: bytes
    files: bytes
    suite: int = AES

    @property
    def newest(self) -> int:
        return max(self.sealing)


class _Suite(Protocol):
    def __call__(self, key: bytes, nonce: bytes, data: bytes, context: bytes) -> bytes: ...


def create(path: Path) -> Keys:
    """Write a new key file, readable by its owner only, and return its keys. Raises FileExistsError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys = {"sealing": {"1": os.urandom(32).hex()}, "index": os.urandom(32).hex(), "files": os.urandom(32).hex()}
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf8") as file:
        json.dump(keys, file)
    return load(path)


def load(path: Path) -> Keys:
    """Return the keys of a file."""
    stored = json.loads(path.read_text("utf8"))
    sealing = {int(number): bytes.fromhex(key) for number, key in stored["sealing"].items()}
    suite = SM4 if stored.get("suite") == "sm4" else AES
    return Keys(sealing, bytes.fromhex(stored["index"]), bytes.fromhex(stored["files"]), suite)


_keys: Keys | None = None


def use(keys: Keys) -> None:
    """Seal and open with these keys from now on; called once by app."""
    global _keys
    _keys = keys


def keys_in_use() -> Keys:
    """Return the keys that app has bound."""
    if _keys is None:
        raise RuntimeError("no keys are loaded; app does this at start")
    return _keys


def seal(text: str, context: str) -> bytes:
    """Return the text sealed for its place (table.column:key); elsewhere it does not open."""
    keys = keys_in_use()
    nonce = os.urandom(12)
    number = keys.newest
    sealed = _SEAL[keys.suite](keys.sealing[number], nonce, text.encode(), context.encode())
    return bytes([keys.suite, number]) + nonce + sealed


def open_sealed(sealed: bytes, context: str) -> str:
    """Return the text. Raises Tampered."""
    suite, number, nonce, body = sealed[0], sealed[1], sealed[2:14], sealed[14:]
    keys = keys_in_use()
    if suite not in _OPEN or number not in keys.sealing:
        raise Tampered("sealed with a key or suite that is not here")
    try:
        return _OPEN[suite](keys.sealing[number], nonce, body, context.encode()).decode()
    except InvalidTag:
        raise Tampered(f"a value of {context.partition(':')[0]} was changed or moved") from None


def new_key() -> bytes:
    """Return a key of its own for one thing that must be sealed apart from everything else."""
    return os.urandom(32)


def seal_under(key: bytes, data: bytes, context: str) -> bytes:
    """Return the data sealed with a key of its own, for its place; in the suite of the installation.

    Shape: suite (1 byte), nonce (12), ciphertext, tag (16).
    """
    suite, nonce = keys_in_use().suite, os.urandom(12)
    return bytes([suite]) + nonce + _SEAL[suite](key, nonce, data, context.encode())


def open_under(key: bytes, sealed: bytes, context: str) -> bytes:
    """Return the data that was sealed with this key for this place. Raises Tampered."""
    if len(sealed) < 29 or sealed[0] not in _OPEN:
        raise Tampered("sealed in a suite that is not here")
    try:
        return _OPEN[sealed[0]](key, sealed[1:13], sealed[13:], context.encode())
    except InvalidTag:
        raise Tampered(f"a value of {context.partition(':')[0]} was changed or moved, or the key is another") from None


def renew(sealed: bytes, context: str) -> bytes:
    """Return the value sealed with the newest key."""
    return seal(open_sealed(sealed, context), context)


def index(text: str, field: str) -> bytes:
    """Return the blind index of a value: equal values of one field have equal indexes, and nothing more shows."""
    return hmac.digest(keys_in_use().index, f"{field}\0{text}".encode(), "sha256")[:INDEX_BYTES]


def _aes_seal(key: bytes, nonce: bytes, data: bytes, context: bytes) -> bytes:
    return AESGCM(key).encrypt(nonce, data, context)


def _aes_open(key: bytes, nonce: bytes, data: bytes, context: bytes) -> bytes:
    return AESGCM(key).decrypt(nonce, data, context)


def _sm4_seal(key: bytes, nonce: bytes, data: bytes, context: bytes) -> bytes:
    encryptor = Cipher(algorithms.SM4(key[:16]), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(context)
    return encryptor.update(data) + encryptor.finalize() + encryptor.tag


def _sm4_open(key: bytes, nonce: bytes, data: bytes, context: bytes) -> bytes:
    decryptor = Cipher(algorithms.SM4(key[:16]), modes.GCM(nonce, data[-16:])).decryptor()
    decryptor.authenticate_additional_data(context)
    return decryptor.update(data[:-16]) + decryptor.finalize()


_SEAL: Mapping[int, _Suite] = {AES: _aes_seal, SM4: _sm4_seal}
_OPEN: Mapping[int, _Suite] = {AES: _aes_open, SM4: _sm4_open}
