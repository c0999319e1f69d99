"""Blobs behind a Django storage: what the bucket sees, damage, and two writers at once."""

import hashlib
from typing import Any

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

from hezhong.engine.storage import DamagedBlob, NoSuchBlob
from hezhong.gateways.s3 import StorageBlobs

KEY = bytes(range(32))
LETTER = "林晓彤的劳动合同".encode() * 100
LETTER_HASH = hashlib.sha256(LETTER).hexdigest()


class Bucket(Storage):
    """A bucket in memory. ``overtaken``: bytes another writer puts under the name just before ours arrives."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.overtaken: bytes | None = None

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        if name not in self.objects:
            raise FileNotFoundError(name)
        return ContentFile(self.objects[name])

    def _save(self, name: str, content: "File[Any]") -> str:
        if self.overtaken is not None:
            self.objects[name], self.overtaken = self.overtaken, None
            name += "_beside"
        self.objects[name] = content.read()
        return name

    def delete(self, name: str) -> None:
        del self.objects[name]

    def exists(self, name: str) -> bool:
        return name in self.objects


def test_what_was_put_comes_back_once_and_sealed() -> None:
    bucket = Bucket()
    blobs = StorageBlobs(bucket, KEY)
    assert blobs.put(LETTER) == blobs.put(LETTER) == LETTER_HASH
    assert blobs.open(LETTER_HASH) == LETTER and blobs.exists(LETTER_HASH)
    ((name, kept),) = bucket.objects.items()
    assert LETTER[:24] not in kept and LETTER_HASH not in name


def test_damage_is_noticed_and_put_right() -> None:
    bucket = Bucket()
    blobs = StorageBlobs(bucket, KEY)
    blobs.put(LETTER)
    (name,) = bucket.objects
    bucket.objects[name] = bucket.objects[name][:-1] + b"\x00"
    with pytest.raises(DamagedBlob):
        blobs.open(LETTER_HASH)
    blobs.put(LETTER)
    assert blobs.open(LETTER_HASH) == LETTER and list(bucket.objects) == [name]


def test_nothing_there() -> None:
    assert not StorageBlobs(Bucket(), KEY).exists(LETTER_HASH)
    with pytest.raises(NoSuchBlob):
        StorageBlobs(Bucket(), KEY).open(LETTER_HASH)


def test_two_writers_of_the_same_bytes_keep_one() -> None:
    bucket, other = Bucket(), Bucket()
    StorageBlobs(other, KEY).put(LETTER)
    (bucket.overtaken,) = other.objects.values()
    assert StorageBlobs(bucket, KEY).put(LETTER) == LETTER_HASH
    assert len(bucket.objects) == 1 and StorageBlobs(bucket, KEY).open(LETTER_HASH) == LETTER
