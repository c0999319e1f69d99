"""What officers keep of building sites, site by site: who builds there, for whom, from which account wages are paid."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Max

from hezhong.directory import party_register, site_facts, wage_accounts
from hezhong.directory.models import Change, PayAccount, Site, SiteParty
from hezhong.directory.site_facts import Facts
from hezhong.directory.site_parties import BUILDING

KEPT = (party_register.WHAT, wage_accounts.WHAT, site_facts.WHAT)
"""What the history of the directory calls it."""


@dataclass(frozen=True)
class Registered:
    """A site. contractor, owner: tokens, as officers registered them, None where they did not. accounts: its wage accounts.

    entered: role -> token, as the site was once entered with, which may be older than what others know. former: (role,
    employer) of those who were contractor or owner and are no more. builders: (employer, role) -> first and last day of
    the latest time, None where nobody said. facts: what is stated of it, None where nothing is. region: code of its place.
    """

    contractor: int | None = None
    owner: int | None = None
    accounts: frozenset[int] = frozenset()
    entered: Mapping[str, int] = field(default_factory=dict)
    former: frozenset[tuple[str, int]] = frozenset()
    builders: Mapping[tuple[int, str], tuple[date | None, date | None]] = field(default_factory=dict)
    facts: Facts | None = None
    region: str = ""


def latest() -> int:
    """Return a number that grows with every change of it; one query."""
    return Change.objects.filter(what__in=KEPT).aggregate(last=Max("id"))["last"] or 0


def registered() -> Mapping[int, Registered]:
    """Return token -> every site of which officers keep something; four queries."""
    accounts: dict[int, set[int]] = defaultdict(set)
    parties: dict[int, list[SiteParty]] = defaultdict(list)
    for site, token in PayAccount.objects.exclude(site=None).values_list("site", "token"):
        accounts[site or 0].add(token)
    for party in SiteParty.objects.order_by("pk"):
        parties[party.site_id].append(party)
    facts, found = site_facts.all_of_them(), {}
    for token, contractor, owner, region in Site.objects.values_list("token", "contractor", "owner", "region"):
        if contractor or owner or token in accounts or token in parties or token in facts:
            one = _one(contractor, owner, frozenset(accounts[token]), parties[token])
            found[token] = replace(one, facts=facts.get(token), region=region)
    return found


def _one(contractor: int | None, owner: int | None, accounts: frozenset[int], parties: list[SiteParty]) -> Registered:
    now = {SiteParty.Role.GENERAL.value: contractor, SiteParty.Role.OWNER.value: owner}
    said = {each.role: each.employer_id for each in parties if each.until is None and now.get(each.role) == each.employer_id}
    ended = {(each.role, each.employer_id) for each in parties if each.until is not None}
    # In the order they were registered, which is that of time: the last one counts.
    builders = {(each.employer_id, each.role): (each.since, each.until) for each in parties if each.role in BUILDING}
    return Registered(
        said.get(SiteParty.Role.GENERAL), said.get(SiteParty.Role.OWNER), accounts, {role: token for role, token in now.items() if token},
        frozenset(ended - set(now.items())), builders,
    )  # fmt: skip
