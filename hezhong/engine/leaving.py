"""A leaver's open cases go to others of the office, all in one transaction, and the leaver's posts end from a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from hezhong.directory import leaving
from hezhong.directory.changes import Author
from hezhong.engine import loading, store
from hezhong.engine.case_type import Assignment
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Moment
from hezhong.engine.models import Case
from hezhong.engine.rights import Asker

Shares = Mapping[int, Sequence[UUID]]
"""Officer -> the cases that this officer takes over."""


@dataclass(frozen=True)
class Leaver:
    """Who leaves which office. since: the first day without the post, None where it is kept."""

    officer: int
    office: int
    since: date | None = None


def held(officer: int, office: int) -> int:
    """Return how many open cases the officer has at the office, also those the asker may not read."""
    return Case.objects.filter(office=office, assignee=officer, closed_on=None).count()


def hand_over(leaver: Leaver, shares: Shares, asker: Asker, at: Moment, how: store.Submission) -> int:
    """Give every case to who takes it over, then end the leaver's posts; return how many cases went.

    All or none. A post does not end while its officer still has a case. Raises Refused, NoSuchCase, KeyReused.
    """
    cases = sorted(case for share in shares.values() for case in share)
    with transaction.atomic():
        loading.hold(cases)  # in one order for all, before any of them moves
        for officer, share in sorted(shares.items()):
            one = store.Submission(f"{how.key}-{officer}" if how.key else "")
            store.act_many(share, "assign", Assignment(str(officer)), asker, at, one)
        if leaver.since is not None:
            if left := held(leaver.officer, leaver.office):
                raise Refused(f"还有 {left} 件没有交出去（也可能是您不能查看的），交完了才能结束岗位")
            leaving.end_posts(leaver.officer, leaver.office, leaver.since, Author(asker.person, at.recorded_at))
    return len(cases)
