"""Building sites of the register: found by the number of the project, by name, or by pieces of a name; and their teams."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from hezhong.directory import employers, regions
from hezhong.directory.models import Site, Team
from hezhong.directory.tokens import new_token
from hezhong.kernel.bigrams import bigrams, plain
from hezhong.kernel.places import Place


@dataclass(frozen=True)
class SiteCard:
    """A site as pages show it. place: the full name of its region. contractor, owner: names, '' where unknown."""

    token: int
    name: str
    number: str
    region: str
    place: str
    contractor: str
    owner: str

    @property
    def below(self) -> str:
        """Return the line under the name."""
        return "　".join(part for part in (self.place, self.contractor) if part)

    @property
    def city(self) -> int:
        """Return the code of the city in whose partition the ledger keeps the site."""
        return regions.city_number(self.region)


def register(name: str, region: str, number: str = "", **more: Any) -> int:
    """Return the token of this site: the one of this project number, or of exactly this name in this region, or a new one.

    more: contractor and owner (tokens of employers), since, until, demo.
    """
    name, number = " ".join(name.split()), "".join(number.split()).upper()
    if (found := _known(name, region, number)) is not None:
        return found
    row = Site(token=new_token(), name=name, plain_name=plain(name), region=region, number=number or None, **more)
    row.pieces = sorted(set(bigrams(name)))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # the same number was registered at this moment
        return Site.objects.get(number=number).token
    return row.token


def _known(name: str, region: str, number: str) -> int | None:
    if number:
        return Site.objects.filter(number=number).values_list("token", flat=True).first()
    same = Site.objects.filter(plain_name=plain(name), region=region).values_list("token", flat=True)[:2]
    return same[0] if len(same) == 1 else None


def numbered(numbers: Iterable[str]) -> Mapping[str, int]:
    """Return project number -> token, of those that are known, in one query."""
    wanted = {"".join(number.split()).upper(): number for number in numbers if number.strip()}
    rows = Site.objects.filter(number__in=wanted).values_list("number", "token") if wanted else ()
    return {wanted[number]: token for number, token in rows if number}


def search(text: str, limit: int = 5, among: Q | None = None) -> tuple[SiteCard, ...]:
    """Return the first sites by name whose name holds the text or whose project number it is. among: the filter of those meant."""
    wanted = plain(text)
    if len(wanted) < 2:
        return ()
    named = Q(number="".join(text.split()).upper()) | Q(pieces__contains=bigrams(wanted), plain_name__contains=wanted)
    return _cards(Site.objects.filter(among or Q(), named).order_by("plain_name", "token")[:limit])


def tokens_in(place: Place) -> QuerySet[Site, Any]:
    """Return the tokens of the sites of a place, for use inside another query."""
    return Site.objects.filter(region__startswith=regions.digits(place)).values("token")


def cards(tokens: Iterable[int]) -> Mapping[int, SiteCard]:
    """Return token -> card of those that are sites, in two queries."""
    wanted = list({token for token in tokens if token})
    return {card.token: card for card in _cards(Site.objects.filter(token__in=wanted))} if wanted else {}


def contractors(tokens: Iterable[int]) -> Mapping[int, int]:
    """Return token -> token of the general contractor, of those sites that have one, in one query."""
    rows = Site.objects.filter(token__in=list(tokens)).exclude(contractor=None).values_list("token", "contractor")
    return {token: contractor for token, contractor in rows if contractor}


def led_by(employer: int) -> QuerySet[Site, Any]:
    """Return the tokens of the sites whose general contractor an employer is, for use inside another query."""
    return Site.objects.filter(contractor=employer).values("token")


def of_contractor(employer: int) -> tuple[SiteCard, ...]:
    """Return the sites whose general contractor this employer is, by name."""
    return _cards(Site.objects.filter(contractor=employer).order_by("plain_name", "token"))


def _cards(rows: Iterable[Site]) -> tuple[SiteCard, ...]:
    found = list(rows)
    firms = employers.cards(token for row in found for token in (row.contractor, row.owner) if token)
    return tuple(_card(row, firms) for row in found)


def _card(row: Site, firms: Mapping[int, employers.EmployerCard]) -> SiteCard:
    contractor, owner = (firms[token].name if token in firms else "" for token in (row.contractor or 0, row.owner or 0))
    return SiteCard(row.token, row.name, row.number or "", row.region, regions.full_name(row.region), contractor, owner)


def team_tokens(site: int, names: Sequence[str]) -> Mapping[str, int]:
    """Return name -> token of the teams of a site, new ones entered, in a few statements."""
    wanted = sorted({" ".join(name.split()) for name in names if name.strip()})
    if not wanted:
        return {}
    Team.objects.bulk_create([Team(token=new_token(), site_id=site, name=name) for name in wanted], ignore_conflicts=True)
    return dict(Team.objects.filter(site_id=site, name__in=wanted).values_list("name", "token"))
