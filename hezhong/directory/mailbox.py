"""An employer's electronic mailbox: its consent to be served there, what was put in, and when it was opened.

行政处罚法 61(2) lets papers go by fax, e-mail and the like where the party agreed and signed a confirmation; under
61(1) with 民事诉讼法 90(2) a paper is served on the day it reaches the system that the addressee named.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hezhong.directory.models import Consent, MailboxItem

CONSENT_UNDER = "行政处罚法第六十一条第二款"
EFFECT_UNDER = "行政处罚法第六十一条第一款、民事诉讼法第九十条第二款"


@dataclass(frozen=True)
class Proof:
    """That a paper lies in the mailbox, since when, which bytes, and who opened it when."""

    paper: UUID
    put_at: datetime
    sha256: str
    opened_at: datetime | None
    opened_by: str


def consent(employer: int) -> Consent | None:
    """Return the consent that stands now, with who gave it."""
    return Consent.objects.select_related("by", "employer").filter(employer_id=employer, until=None).first()


def consenting(tokens: Collection[int]) -> frozenset[int]:
    """Return those of these employers that agreed to electronic service, in one query."""
    found = Consent.objects.filter(employer_id__in=tokens, until=None) if tokens else Consent.objects.none()
    return frozenset(found.values_list("employer_id", flat=True))


def agree(employer: int, by: int, at: datetime) -> None:
    """The employer agrees, by a person who stands for it; agreeing twice is agreeing once."""
    try:
        with transaction.atomic():
            Consent.objects.create(employer_id=employer, by_id=by, at=at)
    except IntegrityError:
        return


def take_back(employer: int, by: int, at: datetime) -> None:
    """The employer takes its consent back; what was served until now stays served."""
    Consent.objects.filter(employer_id=employer, until=None).update(until=at, ended_by_id=by)


def put(paper: UUID, employer: int, sha256: str, at: datetime) -> None:
    """Put a sealed paper into the mailbox; once more where an earlier service of it was struck out."""
    fresh = {"employer_id": employer, "sha256": sha256, "put_at": at, "opened_at": None, "opened_by": None}
    MailboxItem.objects.update_or_create(paper=paper, defaults=fresh)


def opened(paper: UUID, employer: int, by: int, at: datetime) -> None:
    """Keep when a paper was first opened, and by whom."""
    MailboxItem.objects.filter(paper=paper, employer_id=employer, opened_at=None).update(opened_at=at, opened_by_id=by)


def proofs(papers: Iterable[UUID]) -> Mapping[UUID, Proof]:
    """Return the proof of each of these papers that was put into a mailbox, in one query."""
    rows = MailboxItem.objects.filter(paper__in=list(papers)).values_list(
        "paper", "put_at", "sha256", "opened_at", "opened_by__name"
    )
    return {paper: Proof(paper, put_at, sha256, opened_at, by or "") for paper, put_at, sha256, opened_at, by in rows}
