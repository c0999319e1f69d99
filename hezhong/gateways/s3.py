"""Blobs in an S3-compatible object store, through any storage of Django's.

The S3 client itself is an optional extra (``django-storages[s3]``); this adapter needs only Django's interface, so a
local folder, a store in memory and a bucket behave alike. Bytes are sealed here, before they leave the house.
"""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from hezhong.engine.storage import DamagedBlob, Envelope, NoSuchBlob


class StorageBlobs:
    """Blobs behind a Django storage. ``key``: 32 bytes, the vault's key for files."""

    def __init__(self, storage: Storage, key: bytes) -> None:
        self._storage = storage
        self._envelope = Envelope(key)

    def put(self, data: bytes) -> str:
        """Keep the bytes under their SHA-256; a kept file that has been damaged since is put right."""
        sha256 = hashlib.sha256(data).hexdigest()
        if not self._whole(sha256):
            self._write(sha256, self._envelope.seal(data, sha256))
        return sha256

    def open(self, sha256: str) -> bytes:
        """Return the bytes. Raises NoSuchBlob, DamagedBlob."""
        try:
            with self._storage.open(self._name(sha256)) as file:
                sealed: bytes = file.read()
        except FileNotFoundError:
            raise NoSuchBlob(f"no file {sha256[:12]}… is kept here") from None
        return self._envelope.open(sealed, sha256)

    def exists(self, sha256: str) -> bool:
        """Return whether something is kept under the hash."""
        return self._storage.exists(self._name(sha256))

    def _write(self, sha256: str, sealed: bytes) -> None:
        name = self._name(sha256)
        if self._storage.exists(name):
            self._storage.delete(name)
        kept = self._storage.save(name, ContentFile(sealed))
        if kept != name:  # another process kept the same bytes meanwhile, and ours got a name beside it
            self._storage.delete(kept)
            self.open(sha256)

    def _whole(self, sha256: str) -> bool:
        try:
            self.open(sha256)
        except (NoSuchBlob, DamagedBlob):
            return False
        return True

    def _name(self, sha256: str) -> str:
        name = self._envelope.name(sha256)
        return f"{name[:2]}/{name[2:4]}/{name}"
