"""What banks and gates send by the API, with identity, card, account and project numbers: one batch each, all or nothing.

The numbers are exchanged for tokens here and kept nowhere else. A feeder speaks of its own sites and accounts only; of
others it is told nothing, not even whether they exist.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hezhong.directory import accounts, employers, regions, sites
from hezhong.directory.feeders import Admitted
from hezhong.directory.tokens import derived_token
from hezhong.engine.ledger_people import Enrolment, NotKnown, Standing
from hezhong.kernel.names import BadName
from hezhong.ledger.arranging import arranged
from hezhong.ledger.batch import BadBatch, Batch, checked
from hezhong.ledger.ingest import Receipt, ingest
from hezhong.ledger.pay_tables import ACCOUNT_NOTICES, BANK_LINES
from hezhong.ledger.place import Ledger
from hezhong.ledger.shapes import rows_of
from hezhong.ledger.site_tables import ATTENDANCE
from hezhong.ledger.vocabulary import Table
from hezhong.ledger.ways_in import cells
from hezhong.ledger.ways_in.faults import WrongCell

NOT_YOURS = "不在登记给您报送的范围内。请核对号码，或者请劳动保障监察机构登记"
WHOSE = "这个账户没有登记项目（例如保证金账户）。请写项目编号"
OTHERS = "这个账户登记的是别的项目。请核对项目编号，或者不写"
TOO_EARLY = "早于告知日期。请核对这两个日期"


@dataclass(frozen=True)
class RowFault:
    """What is wrong with a row. row: counted from 1 in the request. field: as the API calls it."""

    row: int
    field: str
    says: str


class BadFeed(ValueError):
    """A request of which nothing was kept, and every reason why."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.row))
        super().__init__(f"有 {len(self.faults)} 处需要改正，整批没有收下")


@dataclass(frozen=True)
class Paid:
    """A payment that a bank booked or sent back. account: number of the paying one. month: (year, month) of the wages. paid_fen: fen."""

    account: str
    serial: str
    identity: str
    name: str
    bank_account: str
    booked_on: date
    paid_fen: int
    state: str
    month: tuple[int, int] | None = None
    channel: str = ""
    returned_on: date | None = None


@dataclass(frozen=True)
class Notified:
    """A notice of a bank about an account. site: number of the project, where the account is none's. serial: the bank's own of the notice."""

    account: str
    serial: str
    noticed_on: date
    kind: str
    reason: str = ""
    fen: int | None = None
    lifted_on: date | None = None
    site: str = ""


@dataclass(frozen=True)
class Swiped:
    """A pass through a gate. site: number of the project. card: of the gate, where no identity number is sent."""

    site: str
    identity: str
    name: str
    card: str
    at: datetime
    direction: str
    means: str = ""
    device: str = ""


@dataclass(frozen=True)
class _Scope:
    """A site or an account that rows speak of: its city, and whose people they are."""

    token: int
    site: int | None
    employer: int | None
    city: int


def take_bank_lines(feeder: Admitted, rows: Sequence[Paid], number: str, ledger: Ledger) -> Receipt:
    """Return the receipt of a bank's lines. Raises: BadFeed, NumberTaken."""

    def line(scope: _Scope, row: Paid, worker: int, enrolment: Enrolment) -> dict[str, Any]:
        return {
            "city": scope.city, "booked_on": row.booked_on, "line": derived_token("bank line", f"{scope.token}:{row.serial}"),
            "account": scope.token, "employer": scope.employer, "site": scope.site, "worker": worker,
            "card": enrolment.card_tokens[row.bank_account], "paid_fen": row.paid_fen,
            "month": row.month[0] * 100 + row.month[1] if row.month else None,
            "channel": row.channel or ("wage_account" if scope.site else "employer_account"),
            "state": row.state, "returned_on": row.returned_on,
        }  # fmt: skip

    scopes = _accounts(feeder, {row.account for row in rows})
    return _take(_Feed(BANK_LINES, feeder, number, ledger), [(scopes.get(row.account), row) for row in rows], "account", line)


def take_account_notices(feeder: Admitted, rows: Sequence[Notified], number: str, ledger: Ledger) -> Receipt:
    """Return the receipt of a bank's notices about accounts; nobody's name or number is in them. Raises: BadFeed, NumberTaken."""
    scopes, named = _accounts(feeder, {row.account for row in rows}), _sites(feeder, {row.site for row in rows})
    faults, stated = [], []
    for place, row in enumerate(rows, 1):
        scope, site = scopes.get(row.account), named.get(row.site)
        if scope is None or (row.site and site is None):
            faults.append(RowFault(place, "site" if scope else "account", NOT_YOURS))
            continue
        if row.lifted_on and row.lifted_on < row.noticed_on:
            faults.append(RowFault(place, "lifted_on", TOO_EARLY))
        of = site or scope
        if of.site is None or (scope.site and of.site != scope.site):
            faults.append(RowFault(place, "site", OTHERS if of.site else WHOSE))
        stated.append({
            "city": of.city, "account": scope.token, "notice": derived_token("account notice", f"{scope.token}:{row.serial}"), "site": of.site,
            "noticed_on": row.noticed_on, "kind": row.kind, "reason": row.reason or None, "fen": row.fen, "lifted_on": row.lifted_on,
        })  # fmt: skip
    if faults:
        raise BadFeed(faults)
    return ingest(ledger, _checked(_Feed(ACCOUNT_NOTICES, feeder, number, ledger), stated))


def take_swipes(feeder: Admitted, rows: Sequence[Swiped], number: str, ledger: Ledger) -> Receipt:
    """Return the receipt of a gate's passes. Raises: BadFeed, NumberTaken."""

    def line(scope: _Scope, row: Swiped, worker: int, enrolment: Enrolment) -> dict[str, Any]:
        return {
            "city": scope.city, "site": scope.token, "worker": worker, "day": row.at.date(), "swiped_at": row.at,
            "direction": row.direction, "means": row.means or None,
            "gate": derived_token("gate", f"{scope.token}:{row.device}") if row.device else None, "employer": None,
        }  # fmt: skip

    scopes = _sites(feeder, {row.site for row in rows})
    return _take(_Feed(ATTENDANCE, feeder, number, ledger), [(scopes.get(row.site), row) for row in rows], "site", line)


@dataclass(frozen=True)
class _Feed:
    table: Table
    feeder: Admitted
    number: str
    ledger: Ledger


def _take(feed: _Feed, rows: Sequence[tuple[_Scope | None, Any]], scope_field: str, line: Callable[..., dict[str, Any]]) -> Receipt:
    faults = [RowFault(place, scope_field, NOT_YOURS) for place, (scope, _) in enumerate(rows, 1) if scope is None]
    faults += [fault for place, (_, row) in enumerate(rows, 1) for fault in _misshapen(place, row)]
    if faults:
        raise BadFeed(faults)
    with transaction.atomic():  # nobody is entered in the directory for a request that is refused
        batch = _batch(feed, [(scope, row) for scope, row in rows if scope is not None], line)
    return ingest(feed.ledger, batch)


def _batch(feed: _Feed, rows: Sequence[tuple[_Scope, Any]], line: Callable[..., dict[str, Any]]) -> Batch:
    """Return the batch, checked as the ledger will check it. Raises BadFeed."""
    enrolments = {scope.token: Enrolment(Standing(feed.ledger, scope.city, scope.employer or 0, scope.site)) for scope, _ in rows}
    for token, enrolment in enrolments.items():
        enrolment.look_up(row for scope, row in rows if scope.token == token)
    faults, meant = [], []
    for place, (scope, row) in enumerate(rows, 1):
        enrolment = enrolments[scope.token]
        try:
            who = enrolment.meant(row)
        except (NotKnown, BadName) as unknown:
            faults.append(RowFault(place, "identity" if row.identity else "name" if row.name else "card", str(unknown)))
            continue
        enrolment.card(getattr(row, "bank_account", None), who, None)
        meant.append(who)
    if faults:
        raise BadFeed(faults)
    for enrolment in enrolments.values():
        enrolment.enter()
    return _checked(feed, [line(scope, row, enrolments[scope.token].token(who), enrolments[scope.token]) for (scope, row), who in zip(rows, meant, strict=True)])


def _checked(feed: _Feed, stated: Sequence[dict[str, Any]]) -> Batch:
    """Return rows as a batch, checked as the ledger will check it. Raises BadFeed."""
    batch = Batch(feed.table, feed.feeder.sender, rows_of(feed.table, stated), number=f"{feed.table.name}/{feed.number}")
    try:
        arranged(feed.table, *checked(batch))
    except BadBatch as bad:
        raise BadFeed([RowFault(fault.row, fault.column, fault.says) for fault in bad.faults]) from None
    return batch


def _misshapen(place: int, row: Any) -> list[RowFault]:
    """Return what is wrong with the numbers of a row in themselves."""
    faults = []
    for name, reader in (("identity", cells.identity), ("bank_account", cells.account)):
        given = getattr(row, name, "")
        try:
            if given and reader(given) != given:
                faults.append(RowFault(place, name, "号码里有空格或者别的符号。请只写数字（和末位的 X）"))
        except WrongCell as wrong:
            faults.append(RowFault(place, name, str(wrong)))
    return faults


def _accounts(feeder: Admitted, numbers: set[str]) -> Mapping[str, _Scope]:
    """Return number -> account, of those that the feeder may speak of and whose city is known."""
    known = {number: found for number, found in accounts.accounts(numbers).items() if found.token in feeder.accounts or found.site in feeder.sites}
    at_site = sites.cards(found.site for found in known.values() if found.site)
    firms = employers.cards(found.holder for found in known.values() if found.holder)
    scopes = {}
    for number, found in known.items():
        site, firm = at_site.get(found.site or 0), firms.get(found.holder or 0)
        region = site.region if site else firm.region if firm else ""
        if region:
            scopes[number] = _Scope(found.token, found.site, found.holder, regions.city_number(region))
    return scopes


def _sites(feeder: Admitted, numbers: set[str]) -> Mapping[str, _Scope]:
    known = {number: token for number, token in sites.numbered(numbers).items() if token in feeder.sites}
    shown = sites.cards(known.values())
    return {number: _Scope(token, token, None, shown[token].city) for number, token in known.items()}
