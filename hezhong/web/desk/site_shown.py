"""A site as its pages show it: found within one's places, with what is known of it."""

from django.http import Http404, HttpRequest

from hezhong.directory import regions, site_facts, sites
from hezhong.directory.site_facts import Facts
from hezhong.directory.sites import SiteCard
from hezhong.early_warning.reading import may_read_place
from hezhong.engine import ledger_place, ledger_register
from hezhong.web.asking import Officer, officer

AT = "ledger-files"
LARGEST = 2**63 - 1
NOBODY = "没有这个项目，或者不在您岗位管的地区"


def site_of(request: HttpRequest, token: int) -> SiteCard:
    """Return a site of one's places. Raises Http404."""
    card = sites.cards([token]).get(token) if token <= LARGEST else None
    if card is None or not may_read_place(officer(request).asker, regions.place(card.region)):
        raise Http404(NOBODY)
    return card


def signed(who: Officer) -> str:
    """Return how the history of the directory names an officer."""
    return f"{who.name}（{who.post.office_name}）" if who.post else who.name


def told(card: SiteCard) -> Facts | None:
    """Return what is known of a site: as an office stated it, else as the ledger has it, None where neither does."""
    return site_facts.of(card.token) or ledger_register.told(ledger_place.current(), card.city, card.token)


def lines(known: Facts) -> list[tuple[str, str]]:
    """Return (title, words) of what is known of a site."""
    return [(title, site_facts.word(name, getattr(known, name))) for name, title in site_facts.TITLES.items()]
