"""Screen logins: a leader issues a link that opens the wall of a region, and nothing else, without anybody's session.

Whoever has the address sees the figures, so the secret in it is long, random, shown once and hashed at rest; it ends on a day
at most ninety days ahead, when it is taken back, and when the leader who issued it no longer holds that post.
"""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hezhong.directory import officers, regions
from hezhong.engine import shared_rights
from hezhong.engine.core import Refused
from hezhong.engine.rights import Asker
from hezhong.web import asking
from hezhong.web.asking import Officer
from hezhong.web.models import WallLink

MOST = timedelta(days=90)
BYTES = 32
SHOWN = 200


@dataclass(frozen=True)
class Wall:
    """What a link opens. account: of who issued it; asker: whose figures it shows, who is nobody where posts alone decide."""

    id: int
    region: str
    label: str
    account: int
    person: int
    asker: Asker


@dataclass(frozen=True)
class Wanted:
    """A link as a leader asks for it."""

    region: str
    label: str
    until: date


def issue(wanted: Wanted, who: Officer, by: tuple[int, str], at: datetime) -> str:
    """Write a link and return its secret, which is told this once. by: account and words. Raises Refused."""
    if who.post is None or not leads(who, wanted.region):
        raise Refused("只有管这个地区的负责人才能发大屏链接")
    today = at.date()
    if not today <= wanted.until <= today + MOST:
        last = today + MOST
        raise Refused(f"有效期要在今天到{last.year}年{last.month}月{last.day}日之间（最多 {MOST.days} 天），到期可以再发")
    secret = secrets.token_urlsafe(BYTES)
    WallLink.objects.create(
        secret=_hash(secret), region=wanted.region, label=wanted.label, account=by[0], post=who.post.id, by_words=by[1], at=at, until=wanted.until
    )
    return secret


def leads(who: Officer, region: str) -> bool:
    """Return whether somebody leads the region or one above it in the post acted in."""
    if who.post is None or not who.post.leader or not who.standing.active:
        return False
    try:
        return who.post.place.covers(regions.place(region))
    except KeyError:
        return False


def listed(who: Officer) -> list[WallLink]:
    """Return the links of the regions that somebody leads, those that are open first, newest first."""
    rows = WallLink.objects.order_by("-id")
    mine = [row for row in rows.iterator() if leads(who, row.region)]
    return sorted(mine, key=lambda row: row.ended_at is not None)[:SHOWN]


def end(id: int, who: Officer, words: str, at: datetime) -> bool:
    """Take a link back; return whether there is one that somebody leads. One that has ended stays as it ended."""
    row = WallLink.objects.filter(id=id).first()
    if row is None or not leads(who, row.region):
        return False
    WallLink.objects.filter(id=id, ended_at=None).update(ended_at=at, ended_words=words)
    return True


def opened(secret: str, on: date) -> Wall | None:
    """Return what a secret opens on a day, None where it opens nothing."""
    row = WallLink.objects.filter(secret=_hash(secret), ended_at=None, until__gte=on).first()
    if row is None:
        return None
    standing = officers.standing(row.account, on)
    post = next((each for each in standing.posts if each.id == row.post and each.leader), None)
    if post is None or not standing.active:
        return None
    own = asking.asker_of(standing, (post,))
    asker = shared_rights.alike(own, shared_rights.named([standing.token]))
    return Wall(row.pk, row.region, row.label, row.account, standing.token, asker)


def still_open(ids: Collection[int], on: date) -> frozenset[int]:
    """Return which of these links are open on a day; one query, none for none."""
    if not ids:
        return frozenset()
    return frozenset(WallLink.objects.filter(id__in=ids, ended_at=None, until__gte=on).values_list("id", flat=True))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
