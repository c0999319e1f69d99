"""Sites, employers and people entered under tokens that they bear already: in a ledger that was made before the directory knew them.

Only a demonstration has such a ledger; whoever comes by a door gets a token from the directory. What stands there stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hezhong.directory import bulk, vault
from hezhong.directory.models import Employer, Person, Site, SiteParty
from hezhong.directory.people import NUMBER, Typed
from hezhong.kernel.bigrams import bigrams, plain


@dataclass(frozen=True)
class NewSite:
    """A site to be entered. contractor, owner: tokens. number: of the project."""

    name: str
    region: str
    number: str
    contractor: int
    owner: int


@dataclass(frozen=True)
class NewFirm:
    """An employer to be entered. code: its credit code. region: six digits."""

    name: str
    code: str
    region: str
    address: str
    in_charge: str
    industry: str


def enter_employers(firms: Mapping[int, NewFirm], *, demo: bool) -> None:
    """Enter employers by token."""
    Employer.objects.bulk_create(
        (Employer(
            token=token, name=firm.name, plain_name=plain(firm.name), pieces=sorted(set(bigrams(firm.name))), code=firm.code, address=firm.address,
            region=firm.region, in_charge=firm.in_charge, industry=firm.industry, registered=True, demo=demo,
        ) for token, firm in firms.items()),
        ignore_conflicts=True,
    )  # fmt: skip


def enter_sites(sites: Mapping[int, NewSite], *, demo: bool) -> None:
    """Enter sites by token."""
    Site.objects.bulk_create(
        (Site(
            token=token, name=site.name, plain_name=plain(site.name), pieces=sorted(set(bigrams(site.name))), region=site.region, number=site.number,
            contractor=site.contractor or None, owner=site.owner or None, demo=demo,
        ) for token, site in sites.items()),
        ignore_conflicts=True,
    )  # fmt: skip


def enter_parties(parties: Iterable[tuple[int, int, str]]) -> None:
    """Enter who works on which site: (site, employer, role)."""
    SiteParty.objects.bulk_create((SiteParty(site_id=site, employer_id=employer, role=role) for site, employer, role in parties), ignore_conflicts=True)


def enter_people(people: Mapping[int, Typed], *, demo: bool) -> None:
    """Enter people by token, in one statement; nobody may stand there under another token. Identity numbers come as they are valid."""
    bulk.insert([
        Person(
            token=token, name=each.name, kind=each.kind, number=vault.seal(each.number, f"{NUMBER}:{token}"),
            identity=vault.index(f"{each.kind}:{each.number}", "identity"), demo=demo,
        )
        for token, each in people.items()
    ])  # fmt: skip
