"""Whom warnings are about, by name and place: sites and employers of the directory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hezhong.directory import employers, regions, sites
from hezhong.early_warning.models import Warning
from hezhong.early_warning.vocabulary import Subject
from hezhong.kernel.places import Place


@dataclass(frozen=True)
class Known:
    """A subject as the directory has it. employer: the general contractor of a site, or the employer itself."""

    name: str
    place: Place
    employer: int


def known(kind: Subject, found: Mapping[int, int]) -> Mapping[int, Known]:
    """Return token -> what is known of it. found: token -> code of the city it was found in, which stands in for a place.

    A subject that the directory has no region for is answered by the office of the city that the ledger keeps it in.
    """
    named = _sites(found) if kind is Subject.SITE else _employers(found)
    return {token: named.get(token) or _unknown(kind, token, city) for token, city in found.items()}


def one(kind: Subject, token: int) -> Known:
    """Return what is known of one subject; where neither register nor warning knows its place, the province stands for it."""
    last = Warning.objects.filter(subject=token, subject_kind=kind.code).order_by("-first_on").values_list("city", flat=True).first()
    return known(kind, {token: int(last or regions.root().path[-1])})[token]


def place_of(kind: Subject, token: int) -> Place:
    """Return the place whose office answers for a subject."""
    return one(kind, token).place


def city_of(place: Place) -> str:
    """Return the code of the city that a place lies in; the province's own where it lies in none."""
    return place.path[min(1, len(place.path) - 1)]


def _sites(tokens: Iterable[int]) -> dict[int, Known]:
    found = sites.cards(tokens)
    contractors = sites.contractors(found)
    return {token: Known(card.name, regions.place(card.region), contractors.get(token, 0)) for token, card in found.items()}


def _employers(tokens: Iterable[int]) -> dict[int, Known]:
    cards = employers.cards(tokens)
    return {token: Known(card.name, regions.place(card.region), token) for token, card in cards.items() if card.region}


def _unknown(kind: Subject, token: int, city: int) -> Known:
    name = f"未登记的{kind.title}（{token % 10**6:06d}）"
    return Known(name, regions.place(str(city)), token if kind is Subject.EMPLOYER else 0)
