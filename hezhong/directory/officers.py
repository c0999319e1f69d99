"""Officers: what their posts make them on a day, and their names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hezhong.directory.models import Officer, Post
from hezhong.directory.offices import in_force, place_of
from hezhong.kernel.places import Place


@dataclass(frozen=True)
class HeldPost:
    """A post as it counts today. ``roles``: names of engine roles."""

    id: int
    title: str
    office: int
    office_name: str
    place: Place
    roles: tuple[str, ...]
    businesses: frozenset[str]
    clerk: bool
    leader: bool
    deputy: bool


@dataclass(frozen=True)
class Standing:
    """What an account is today. ``token`` 0: no officer."""

    token: int
    name: str
    active: bool
    demo: bool
    posts: tuple[HeldPost, ...]


NOBODY = Standing(0, "", False, False, ())


def standing(account_id: int, on: date) -> Standing:
    """Return what an account is on that day, in one query."""
    rows = list(
        Post.objects.filter(in_force(on), officer__account_id=account_id).select_related("officer__account", "office")
    )
    if not rows:
        officer = Officer.objects.select_related("account").filter(account_id=account_id).first()
        return _standing(officer, []) if officer else NOBODY
    return _standing(rows[0].officer, rows)


def names(tokens: Iterable[int]) -> Mapping[int, str]:
    """Return token -> name of those that are officers, in one query."""
    wanted = list({token for token in tokens if token})
    return dict(Officer.objects.filter(token__in=wanted).values_list("token", "name")) if wanted else {}


def of_office(office: int, on: date) -> tuple[tuple[int, str, str], ...]:
    """Return (token, name, post) of the officers of an office that day."""
    rows = Post.objects.filter(in_force(on), office_id=office).select_related("officer").order_by("officer__name")
    return tuple((row.officer.token, row.officer.name, row.title) for row in rows)


def _standing(officer: Officer, rows: list[Post]) -> Standing:
    account = officer.account
    return Standing(
        officer.token,
        officer.name,
        bool(account and account.is_active),
        officer.demo,
        tuple(_held(row) for row in rows),
    )


def _held(row: Post) -> HeldPost:
    return HeldPost(
        row.pk,
        row.title,
        row.office_id,
        row.office.name,
        place_of(row.office_id),
        tuple(row.roles),
        frozenset(row.businesses),
        row.clerk,
        row.leader,
        row.deputy_for_id is not None,
    )
