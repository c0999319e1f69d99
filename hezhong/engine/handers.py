"""Who may hand in files for the ledger, for whom and for which site: employers that build there, officers of the place, banks of accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hezhong.directory import accounts, employers, regions, site_parties, sites
from hezhong.directory.accounts import AccountCard
from hezhong.directory.feeders import Admitted
from hezhong.directory.sites import SiteCard
from hezhong.engine.core import Refused
from hezhong.kernel.places import Place
from hezhong.ledger.ways_in import cells

NO_SITE = "没有找到这个项目，或者不归您报。请从列出的项目里选"
NO_CONTRACTOR = "这个项目没有登记施工总承包单位，不知道是谁的表。请先补登记，或者请总承包单位自己报"
NO_PLACE = "本单位没有登记所在地。请选一个项目，或者请窗口补登记"
NO_ACCOUNT = "没有找到这个账户，或者不归贵行报。请从列出的账户里选"
NOBODYS = "这个账户没有登记是哪家单位的，收不了。请劳动保障监察机构补登记"
BANK_KINDS = ("bank", "statement", "notice")
"""Tables that a bank hands in: what it booked or sent back, what stood on the account, and what it tells of it."""
OF_EMPLOYERS = ("layoff", "insured", "signal")
"""Tables whose every row says which employer it is about: an office hands them in for its whole city."""
NO_CITY = "这种表按市收。省级岗位请由各市分别报"


@dataclass(frozen=True)
class Hander:
    """Somebody who hands in. person: token. on: the day. employer: for whom, 0 for an officer; office, place: of an officer's post.

    bank: for which bank, None for others; it speaks of its accounts only.
    """

    person: str
    on: date
    employer: int = 0
    office: int = 0
    place: Place | None = None
    bank: Admitted | None = None

    @property
    def sender(self) -> str:
        """Return who answers for what is handed in; a bank's files and what its program sends are one sender's."""
        if self.bank:
            return self.bank.sender
        return f"employer:{self.employer}" if self.employer else f"office:{self.office}"

    @cached_property
    def sites(self) -> Mapping[int, SiteCard]:
        """Return token -> site, of those that may be chosen; where there are many only the first by name, of a bank none."""
        return {card.token: card for card in self._sites()}

    @property
    def many(self) -> bool:
        """Return whether there may be more sites than ``sites`` has, so that one is looked for by name or number."""
        return len(self.sites) >= site_parties.MOST_SHOWN

    @cached_property
    def accounts(self) -> Mapping[int, AccountCard]:
        """Return token -> account, of those that a bank serves; none of others."""
        return {card.token: card for card in accounts.within(self.bank.sites, self.bank.accounts)} if self.bank else {}

    def site(self, token: int) -> SiteCard:
        """Return a site that is this person's to hand in for. Raises Refused."""
        card = self.may_choose(token)
        if card is None:
            raise Refused(NO_SITE)
        return card

    def may_choose(self, token: int) -> SiteCard | None:
        """Return a site if it is this person's to hand in for, None where it is not, or is none."""
        card = sites.cards([token]).get(token)
        return card if card and self._may(card) else None

    def found(self, text: str) -> tuple[SiteCard, ...]:
        """Return the first of this person's sites that a text names."""
        return self._sites(text)

    def _may(self, card: SiteCard) -> bool:
        if self.bank:
            return False
        return site_parties.is_in(self.place, card) if self.place else site_parties.builds_on(self.employer, card.token, self.on)

    def _sites(self, text: str = "") -> tuple[SiteCard, ...]:
        if self.bank:
            return ()
        return site_parties.sites_in(self.place, text) if self.place else site_parties.sites_of(self.employer, self.on, text)


@dataclass(frozen=True)
class For:
    """Whose facts a file tells. city: six digits; employer: who employs its people unless a row says otherwise."""

    city: int
    employer: int
    site: int | None


def meant(hander: Hander, site: int, account: int | None = None, kind: str = "") -> For:
    """Return whose facts a file is about. site: token, 0 for none; a bank's is about an account; kind: as it was chosen. Raises Refused."""
    if hander.bank:
        return _of_account(hander, account)
    if site:
        card = hander.site(site)
        employer = hander.employer or next(iter(site_parties.employers_on(site, hander.on)), 0)
        if not employer:
            raise Refused(NO_CONTRACTOR)
        return For(card.city, employer, site)
    if not hander.employer:
        return _of_city(hander, kind)
    own = employers.cards([hander.employer]).get(hander.employer)
    if own is None or not own.region:
        raise Refused(NO_PLACE)
    return For(regions.city_number(own.region), hander.employer, None)


def _of_city(hander: Hander, kind: str) -> For:
    """Return what an office tells of the employers of its city."""
    if kind not in OF_EMPLOYERS:
        raise Refused("请先选是哪个项目。裁员日报告、参保人数、生产经营信号不分项目，请选好是什么表")
    path = hander.place.path if hander.place else ()
    if len(path) < 2:
        raise Refused(NO_CITY)
    return For(int(path[1]), 0, None)


def _of_account(hander: Hander, account: int | None) -> For:
    card = hander.accounts.get(account or 0)
    if card is None:
        raise Refused(NO_ACCOUNT if account else "请先选是哪个账户")
    if not card.holder or not card.city:
        raise Refused(NOBODYS)
    return For(card.city, card.holder, card.site or None)


def account(hander: Hander, site: int, number: str) -> int | None:
    """Return the paying account of this number, entered if it is new; None where none was told. Raises Refused, WrongCell.

    A new one is the employer's own: only the office registers a wage account (``wage_accounts``). An account that is known
    as another's is not taken. A bank chooses from its own, by token.
    """
    if hander.bank:
        return int(number) if number.isdecimal() and len(number) < 20 else None
    if not number.strip():
        return None
    whose, digits = meant(hander, site), cells.account(number)
    known = accounts.accounts([digits]).get(digits)
    if known is None:
        return accounts.enter_account(digits, holder=whose.employer)
    if not ((known.site and known.site == whose.site) or (known.holder and known.holder == whose.employer)):
        raise Refused("这个付款账号登记在别的项目或者单位名下。请核对账号")
    return known.token
