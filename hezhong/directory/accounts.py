"""Bank cards, paying accounts and gate cards: sealed, found again by blind index, many in a few statements."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from hezhong.directory import bulk, employers, regions, sites, vault
from hezhong.directory.models import Card, GateCard, PayAccount
from hezhong.directory.tokens import new_token

CARD, ACCOUNT = "card.number", "pay_account.number"
SHOWN = 4
"""Digits at the end that are shown of a number."""


@dataclass(frozen=True)
class WageCard:
    """A card to be entered. holder: token of the person, None while nobody said whose it is."""

    number: str
    holder: int | None = None
    bank: str = ""


@dataclass(frozen=True)
class Account:
    """A paying account. site: of a wage account. holder: token of the employer."""

    token: int
    site: int | None
    holder: int | None


@dataclass(frozen=True)
class AccountCard:
    """A paying account as pages show it. shown: its last digits. site, holder: tokens, 0 for none. city: six digits, 0 where unknown."""

    token: int
    shown: str
    bank: str
    site: int
    site_name: str
    holder: int
    holder_name: str
    city: int

    @property
    def name(self) -> str:
        """Return the account in one line: what it is for, and its last digits."""
        return f"{self.site_name or self.holder_name} {self.shown}"


def card_tokens(numbers: Iterable[str]) -> Mapping[str, int]:
    """Return number -> token of the cards that are known, in one query."""
    marks = {_card_mark(number): number for number in set(numbers)}
    rows = bulk.among(Card.objects.all(), "index", marks).values_list("index", "token") if marks else ()
    return {marks[bytes(index)]: token for index, token in rows}


def holders(numbers: Iterable[str]) -> Mapping[str, int]:
    """Return number -> token of the person, of the cards whose holder is known, in one query."""
    marks = {_card_mark(number): number for number in set(numbers)}
    rows = bulk.among(Card.objects.exclude(holder=None), "index", marks).values_list("index", "holder") if marks else ()
    return {marks[bytes(index)]: holder for index, holder in rows if holder}


def enter_cards(cards: Collection[WageCard]) -> Mapping[str, int]:
    """Return number -> token, new cards entered; whose card it is stays as it was first said. A few statements.

    A card that nobody held so far gets the holder that is named now.
    """
    by_mark = {_card_mark(card.number): card for card in sorted(cards, key=lambda card: card.holder is not None)}
    there = {bytes(row.index): row for row in bulk.among(Card.objects.all(), "index", by_mark)} if by_mark else {}
    new = [_card(card, mark) for mark, card in sorted(by_mark.items()) if mark not in there]
    if new:  # in one order: somebody else may enter the same at this moment
        bulk.insert(new)
    unheld = [row for mark, row in there.items() if row.holder is None and by_mark[mark].holder is not None]
    for row in unheld:
        row.holder = by_mark[bytes(row.index)].holder
    if unheld:
        Card.objects.bulk_update(unheld, ["holder"], batch_size=1000)
    return card_tokens(card.number for card in cards)


def masked(tokens: Iterable[int]) -> Mapping[int, str]:
    """Return token -> masked number, of cards and accounts: only the last four digits show."""
    wanted = list({token for token in tokens if token})
    if not wanted:
        return {}
    cards = Card.objects.filter(token__in=wanted).values_list("token", "number")
    accounts = PayAccount.objects.filter(token__in=wanted).values_list("token", "number")
    shown = {token: _masked(vault.open_sealed(bytes(number), f"{CARD}:{token}")) for token, number in cards}
    return shown | {token: _masked(vault.open_sealed(bytes(number), f"{ACCOUNT}:{token}")) for token, number in accounts}


def enter_account(number: str, *, site: int | None = None, holder: int | None = None, bank: str = "") -> int:
    """Return the token of a paying account, known already or new. One of site and holder must be given."""
    mark, token = _account_mark(number), new_token()
    row = PayAccount(token=token, number=vault.seal(number, f"{ACCOUNT}:{token}"), index=mark, site_id=site, holder=holder, bank=bank)
    PayAccount.objects.bulk_create([row], ignore_conflicts=True)
    return PayAccount.objects.get(index=mark).token


def accounts(numbers: Iterable[str]) -> Mapping[str, Account]:
    """Return number -> paying account, of those that are known, in one query."""
    marks = {_account_mark(number): number for number in set(numbers)}
    rows = bulk.among(PayAccount.objects.all(), "index", marks) if marks else ()
    return {marks[bytes(row.index)]: Account(row.token, row.site_id, row.holder) for row in rows}


def account(token: int) -> Account | None:
    """Return the paying account of this token."""
    row = PayAccount.objects.filter(token=token).first()
    return Account(row.token, row.site_id, row.holder) if row else None


def numbers(tokens: Iterable[int]) -> Mapping[int, str]:
    """Return token -> the whole number of paying accounts, for the bank that keeps them; one query."""
    rows = PayAccount.objects.filter(token__in=list(tokens)).values_list("token", "number")
    return {token: vault.open_sealed(bytes(number), f"{ACCOUNT}:{token}") for token, number in rows}


def within(of_sites: Iterable[int], tokens: Iterable[int]) -> tuple[AccountCard, ...]:
    """Return the accounts of these sites and these accounts themselves, by name; three queries. The holder of a site's is its contractor."""
    rows = list(PayAccount.objects.filter(Q(token__in=list(tokens)) | Q(site__in=list(of_sites))))
    places, contractors = sites.cards(row.site_id for row in rows if row.site_id), sites.contractors(row.site_id for row in rows if row.site_id)
    holders = {row.token: row.holder or contractors.get(row.site_id or 0, 0) for row in rows}
    firms = employers.cards(holders.values())
    return tuple(sorted((_account_card(row, holders[row.token], places, firms) for row in rows), key=lambda each: (each.name, each.token)))


def _account_card(row: PayAccount, holder: int, places: Mapping[int, sites.SiteCard], firms: Mapping[int, employers.EmployerCard]) -> AccountCard:
    site, firm = places.get(row.site_id or 0), firms.get(holder)
    region = site.region if site else firm.region if firm else ""
    number = vault.open_sealed(bytes(row.number), f"{ACCOUNT}:{row.token}")
    return AccountCard(
        row.token, f"尾号 {number[-SHOWN:]}", row.bank, row.site_id or 0, site.name if site else "", holder, firm.name if firm else "",
        regions.city_number(region) if region else 0,
    )  # fmt: skip


def of_payer(site: int | None, employer: int) -> tuple[AccountCard, ...]:
    """Return the accounts from which an employer may have a payroll paid: its own, and of a site whose contractor it is the site's."""
    own = PayAccount.objects.filter(holder=employer).values_list("token", flat=True)
    leads = bool(site) and sites.contractors([site or 0]).get(site or 0) == employer
    found = within([site] if site and leads else [], own)
    return tuple(each for each in found if not each.site or (each.site == site and each.holder == employer))


def gate_holders(site: int, numbers: Iterable[str]) -> Mapping[str, int]:
    """Return number -> token of the person, of the gate cards that are known on a site, in one query."""
    marks = {number: _gate_mark(number) for number in set(numbers)}
    rows = bulk.among(GateCard.objects.filter(site_id=site), "index", set(marks.values())).values_list("index", "holder") if marks else ()
    held = {bytes(index): holder for index, holder in rows}
    return {number: held[mark] for number, mark in marks.items() if mark in held}


def enter_gate_cards(site: int, held: Mapping[str, int]) -> None:
    """Note who carries which gate card on a site; a card that went to somebody else is his from now on. One statement."""
    by_mark = {_gate_mark(number): holder for number, holder in held.items()}
    rows = [GateCard(site_id=site, index=mark, holder=holder) for mark, holder in sorted(by_mark.items())]
    if rows:
        GateCard.objects.bulk_create(rows, update_conflicts=True, unique_fields=["site", "index"], update_fields=["holder"])


def _card(card: WageCard, mark: bytes) -> Card:
    token = new_token()
    return Card(token=token, number=vault.seal(card.number, f"{CARD}:{token}"), index=mark, holder=card.holder, bank=card.bank)


def _card_mark(number: str) -> bytes:
    return vault.index(number, "card")


def _account_mark(number: str) -> bytes:
    return vault.index(number, "pay account")


def _gate_mark(number: str) -> bytes:
    return vault.index("".join(number.split()).upper(), "gate card")


def _masked(number: str) -> str:
    return f"{'*' * max(len(number) - SHOWN, 0)}{number[-SHOWN:]}"
