"""Submissions that were acted on already: the same key gets the same answer, and nothing happens twice."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from hezhong.engine.plain import canonical

FIND = "SELECT digest, answer FROM engine_received WHERE actor = %s AND key = %s"
ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
KEEP = "INSERT INTO engine_received (actor, key, digest, answer, at) VALUES (%s, %s, %s, %s::jsonb, %s)"


class KeyReused(Exception):
    """The same key came with another content; the message is for the user."""


def digest(*parts: str) -> bytes:
    """Return what identifies the content of a submission."""
    return hashlib.sha256("\0".join(parts).encode()).digest()


def before(actor: str, key: str, content: bytes) -> dict[str, Any] | None:
    """Return the answer given to this submission earlier, or None. Raises KeyReused for another content."""
    if not key:
        return None
    with connection.cursor() as cursor:
        cursor.execute(FIND, (actor, key))
        row = cursor.fetchone()
    if row is None:
        return None
    if bytes(row[0]) != content:
        raise KeyReused("这张表单已经提交过一次，内容不同。请打开案件看最新情况，再重新填写")
    answer: dict[str, Any] = json.loads(row[1])
    return answer


def keep(actor: str, key: str, content: bytes, answer: dict[str, Any], at: datetime) -> None:
    """Remember the answer. A racing submission of the same key fails here, and its transaction with it."""
    if key:
        with connection.cursor() as cursor:
            cursor.execute(KEEP, (actor, key, content, canonical(answer).decode(), at))


def once(actor: str, key: str, content: bytes, at: datetime, doing: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return the answer of doing this, or the one given to the same submission earlier; racing ones wait in line.

    Nothing is read before the earlier answer is looked for, so that it is found even when the doing took away
    the right to see the case. Raises KeyReused.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(ALONE, (f"{actor}/{key}",))
        if (earlier := before(actor, key, content)) is not None:
            return earlier
        answer = doing()
        keep(actor, key, content, answer, at)
        return answer
