"""Who builds on which site: the general contractor, and who works there in a role beside it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from hezhong.directory import regions, sites
from hezhong.directory.models import Site, SiteParty, Team
from hezhong.directory.sites import SiteCard
from hezhong.kernel.places import Place

MOST_SHOWN = 200
BUILDING = (SiteParty.Role.GENERAL, SiteParty.Role.SUBCONTRACT, SiteParty.Role.LABOUR)
"""Roles of who builds there and employs people; an owner and a bank do not."""


def enter(site: int, employer: int, role: SiteParty.Role, since: date | None = None, until: date | None = None) -> None:
    """Note that an employer has a role on a site; said again with the same first day, nothing changes."""
    SiteParty.objects.get_or_create(site_id=site, employer_id=employer, role=role, since=since, defaults={"until": until})


def sites_of(employer: int, on: date, text: str = "") -> tuple[SiteCard, ...]:
    """Return the first sites by name on which an employer builds that day, as general contractor or in a role. text: as of ``sites_in``."""
    return _first(_built_by(employer, on), text)


def builds_on(employer: int, site: int, on: date) -> bool:
    """Return whether an employer builds on a site that day, as general contractor or in a role."""
    return Site.objects.filter(_built_by(employer, on), token=site).exists()


def only_site(employer: int, place: Place, on: date) -> int | None:
    """Return the one site in a place on which an employer builds that day, None where it builds on none or on several there.

    A site that is registered for a county may lie in any town of it.
    """
    there = Q(region__startswith=regions.digits(place)) | Q(region__in=[code for code in place.path if len(code) == 6 and not code.endswith("00")])
    found = Site.objects.filter(_built_by(employer, on), there).values_list("token", flat=True)[:2]
    return found[0] if len(found) == 1 else None


def sites_in(place: Place, text: str = "") -> tuple[SiteCard, ...]:
    """Return the first sites of a place by name; text: a part of the name, or the number of the project."""
    return _first(Q(region__startswith=regions.digits(place)), text)


def _built_by(employer: int, on: date) -> Q:
    roles = SiteParty.objects.filter(there(on), employer_id=employer, role__in=BUILDING)
    return Q(contractor=employer) | Q(token__in=roles.values("site"))


def _first(among: Q, text: str) -> tuple[SiteCard, ...]:
    if text.strip():
        return sites.search(text, MOST_SHOWN, among)
    rows = Site.objects.filter(among).order_by("plain_name", "token")
    return _by_name(rows.values_list("token", flat=True)[:MOST_SHOWN])


def is_in(place: Place, card: SiteCard) -> bool:
    """Return whether a site lies in a place."""
    return card.region.startswith(regions.digits(place))


def there(on: date) -> Q:
    """Return the filter of the parties that are parties on a day."""
    return Q(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gte=on))


def employers_on(site: int, on: date) -> tuple[int, ...]:
    """Return the tokens of everybody known to build on a site that day, the general contractor first."""
    general = Site.objects.filter(token=site, contractor__isnull=False).values_list("contractor", flat=True)
    others = SiteParty.objects.filter(there(on), site=site, role__in=BUILDING).order_by("pk").values_list("employer", flat=True)
    return tuple(dict.fromkeys(token for token in (*general, *others) if token))


def _by_name(tokens: Iterable[int]) -> tuple[SiteCard, ...]:
    return tuple(sorted(sites.cards(tokens).values(), key=lambda card: (card.name, card.token)))


def teams_of(site: int) -> dict[int, str]:
    """Return token -> name of the teams of a site."""
    return dict(Team.objects.filter(site_id=site).order_by("name").values_list("token", "name"))
