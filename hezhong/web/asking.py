"""From a request to who asks: the one place where a session becomes an asker with posts."""

from dataclasses import dataclass

from django.http import HttpRequest

from hezhong.directory import officers
from hezhong.directory.officers import HeldPost, Standing
from hezhong.engine.rights import Asker, Duties
from hezhong.engine.roles import BY_NAME, DISPATCHER, FINISHER, MEMBER
from hezhong.web import clock

POST = "post"


@dataclass(frozen=True)
class Officer:
    """An officer at work: all posts held today, and the one acted in."""

    standing: Standing
    post: HeldPost | None
    asker: Asker

    @property
    def name(self) -> str:
        return self.standing.name

    @property
    def office(self) -> int:
        return self.post.office if self.post else 0


def officer(request: HttpRequest) -> Officer:
    """Return who is at the desk; read once a request."""
    known: Officer | None = getattr(request, "officer_at_desk", None)
    if known is None:
        known = _read(request)
        request.officer_at_desk = known  # type: ignore[attr-defined]
        request.acting_as = known.asker.person  # type: ignore[attr-defined]
    return known


def _read(request: HttpRequest) -> Officer:
    account = request.user.pk or 0
    standing = officers.standing(account, clock.today())
    chosen = request.session.get(POST)
    post = next((held for held in standing.posts if held.id == chosen), None)
    post = post or (standing.posts[0] if standing.posts else None)
    posts = (post,) if post else ()
    return Officer(standing, post, asker_of(standing, posts))


def asker_of(standing: Standing, posts: tuple[HeldPost, ...]) -> Asker:
    """Return the asker that these posts make."""
    person = str(standing.token) if standing.token else ""
    return Asker(person, standing.active, tuple(_duties(post) for post in posts))


def _duties(post: HeldPost) -> Duties:
    roles = {BY_NAME[name] for name in post.roles} | {MEMBER, FINISHER}
    if post.clerk or post.leader:
        roles.add(DISPATCHER)
    return Duties(post.businesses, post.place, post.office, frozenset(roles), post.clerk, post.leader)
