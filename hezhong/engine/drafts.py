"""Answers of the public that are not filed yet: encrypted, found by their code, resumed by code and phone."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hezhong.directory import vault
from hezhong.engine import outbox
from hezhong.engine.models import Draft, PhoneCode, StoredFile

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
KEPT = timedelta(days=30)
CODE_LIVES = timedelta(minutes=10)
REST = timedelta(seconds=60)
"""Between two codes to one phone: a button pressed twice sends one."""
TRIES = 5
PER_HOUR = 5
BODY = "engine_draft.body"

Raw = dict[str, list[str]]


class TooMany(Exception):
    """Too many codes or tries; the message says when to come back."""


@dataclass(frozen=True)
class Kept:
    """A draft as the pages use it. raw: what was typed, as typed. code: '' before anything was kept."""

    id: int
    code: str
    flow: str
    raw: Raw
    files: tuple[StoredFile, ...]
    filed_as: UUID | None
    touched_at: datetime | None


def blank(flow: str) -> Kept:
    """Return a draft in which nothing was typed; it gets its row with the first answer."""
    return Kept(0, "", flow, {}, (), None, None)


def new_code() -> str:
    """Return a query code a person can read out: 7K3P-92QD (31 signs, 8 places)."""
    text = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{text[:4]}-{text[4:]}"


def normal(code: str) -> str:
    """Return a code as it was given out, however it was typed."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return f"{plain[:4]}-{plain[4:]}"


def new(flow: str, at: datetime) -> str:
    """Begin a draft; return its code."""
    code = new_code()
    Draft.objects.create(code=_index(code), flow=flow, body=_sealed(code, {}), touched_at=at)
    return code


def load(code: str, at: datetime) -> Kept | None:
    """Return the draft of this code, or None when there is none or it is too old."""
    draft = Draft.objects.filter(code=_index(code), touched_at__gte=at - KEPT).first()
    if draft is None:
        return None
    raw: Raw = json.loads(vault.open_sealed(bytes(draft.body), f"{BODY}:{_index(code).hex()}"))
    files = tuple(StoredFile.objects.filter(draft=draft).order_by("received_at"))
    return Kept(draft.pk, normal(code), draft.flow, raw, files, draft.filed_as_id, draft.touched_at)


@contextmanager
def held(code: str, at: datetime) -> Iterator[Kept]:
    """Yield the draft as it is now, while no other press of a button works on it."""
    with transaction.atomic():
        Draft.objects.select_for_update().get(code=_index(code))
        kept = load(code, at)
        assert kept is not None
        yield kept


def save(code: str, raw: Raw, at: datetime) -> None:
    """Keep what was typed."""
    Draft.objects.filter(code=_index(code)).update(body=_sealed(normal(code), raw), touched_at=at)


def row(code: str) -> Draft | None:
    """Return the draft's row, for files that are handed in."""
    return Draft.objects.filter(code=_index(code)).first()


def resume(code: str, phone: str, at: datetime) -> Kept | None:
    """Return the draft that belongs to this code and phone, or None."""
    return load(code, at) if Draft.objects.filter(code=_index(code), phone=_phone(phone)).exists() else None


def bind_phone(code: str, phone: str, verified: bool) -> None:
    """Remember whose draft it is, so that it can be resumed; the number itself stands in the sealed body."""
    Draft.objects.filter(code=_index(code)).update(phone=_phone(phone), phone_verified=verified)


def proved(code: str, phone: str) -> bool:
    """Return whether this very phone was proved for the draft; another one typed since must be proved anew."""
    return Draft.objects.filter(code=_index(code), phone=_phone(phone), phone_verified=True).exists()


def send_phone_code(phone: str, purpose: str, at: datetime) -> bool:
    """Send a six-digit code to a phone; return False where one went out less than a minute ago. Raises TooMany."""
    sent = PhoneCode.objects.filter(phone=_phone(phone), sent_at__gte=at - timedelta(hours=1))
    if sent.filter(purpose=purpose, used=False, tries__lt=TRIES, sent_at__gt=at - REST).exists():
        return False
    if sent.count() >= PER_HOUR:
        raise TooMany(f"这个手机号一小时内已经收了 {PER_HOUR} 次验证码。请过一小时再试，或打 12333。您填的内容还在")
    code = f"{secrets.randbelow(1_000_000):06d}"
    PhoneCode.objects.create(phone=_phone(phone), purpose=purpose, code_hash=_hash(phone, code), sent_at=at)
    key = f"code/{_phone(phone).hex()}/{purpose}/{at.isoformat()}"
    outbox.send_to_phone(key, phone, f"验证码 {code}，10 分钟内有效。工作人员不会向您要验证码。", at)
    return True


def check_phone_code(phone: str, purpose: str, code: str, at: datetime) -> bool:
    """Return whether this is the last code sent. Raises TooMany after five wrong tries."""
    with transaction.atomic():
        last = (
            PhoneCode.objects.select_for_update()
            .filter(phone=_phone(phone), purpose=purpose, used=False, sent_at__gte=at - CODE_LIVES)
            .order_by("-sent_at")
            .first()
        )
        if last is None:
            return False
        if last.tries >= TRIES:
            raise TooMany("验证码试了太多次。请按“没收到，再发一次”，用新的验证码")
        right = hmac.compare_digest(bytes(last.code_hash), _hash(phone, code))
        PhoneCode.objects.filter(pk=last.pk).update(tries=last.tries + 1, used=right)
        return right


def _sealed(code: str, raw: Raw) -> bytes:
    return vault.seal(json.dumps(raw, ensure_ascii=False), f"{BODY}:{_index(code).hex()}")


def _index(code: str) -> bytes:
    return vault.index(normal(code), "query_code")


def _phone(phone: str) -> bytes:
    return vault.index(phone, "phone")


def _hash(phone: str, code: str) -> bytes:
    return hashlib.sha256(_phone(phone) + code.encode()).digest()
