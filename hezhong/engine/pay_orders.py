"""The pay file for the bank, out of a payroll that the ledger has taken: what goes out is what was reported.

Who may draw on the account gives the payroll to its bank (交给银行); the bank takes the file at its own door. Once a correction of
the payroll was taken, the earlier one is given out no more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hezhong.directory import accounts, bank_clerks, employers, feeders
from hezhong.directory.accounts import AccountCard
from hezhong.engine import files, handed_reading, handing_in
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import NoSuchFile
from hezhong.engine.models import HandedFile, PayOrder
from hezhong.ledger.ways_in import bank_orders
from hezhong.ledger.ways_in.bank_orders import BadOrder, Payment
from hezhong.ledger.ways_in.rows import PayrollRow

SHOWN = 10
"""Reasons that are told one by one."""
LISTED = 100
REPLACED = "这份工资表已经更正，不能再按旧的付。请取更正以后的那一份；还没有的，请催单位交"


@dataclass(frozen=True)
class Payer:
    """An account from which a payroll may be paid, the banks that serve it, and the order that was given already."""

    account: AccountCard
    banks: tuple[str, ...]
    order: PayOrder | None


@dataclass(frozen=True)
class Line:
    """An order as the bank sees it. months: in words; fen: sum; by: who fetched it first; replaced: a correction was taken since."""

    id: UUID
    account: AccountCard
    firm: str
    months: str
    people: int
    fen: int
    given_at: datetime
    fetched_at: datetime | None
    by: str
    replaced: bool

    @property
    def waits(self) -> bool:
        return self.fetched_at is None and not self.replaced


def order(name: UUID, hander: Hander, key: str) -> tuple[bytes, str]:
    """Return the pay file in one of the layouts of ``bank_orders``, and how its name ends. Raises NoSuchFile, Refused."""
    row = handing_in.row_of(name, hander)
    if row.state != HandedFile.State.TAKEN or key not in bank_orders.WRITERS:
        raise NoSuchFile("没有这种银行文件")
    return _written(_payments(row), key)


def payers(row: HandedFile, hander: Hander) -> tuple[Payer, ...]:
    """Return the accounts from which this employer may have a payroll paid, of those whose bank takes files here."""
    if not hander.employer or row.state != HandedFile.State.TAKEN or not _is_payroll(row):
        return ()
    given = {each.account: each for each in row.orders.all()}
    found = ((card, feeders.banks_of(card.token, card.site)) for card in accounts.of_payer(row.site, hander.employer))
    return tuple(Payer(card, banks, given.get(card.token)) for card, banks in found if banks)


def give(name: UUID, hander: Hander, account: int, at: datetime) -> None:
    """Give a payroll to the bank of an account; again, nothing changes. Raises NoSuchFile, Refused."""
    row = handing_in.row_of(name, hander)
    if account not in {each.account.token for each in payers(row, hander)}:
        raise Refused("不能从这个账户付这张表。请从列出的账户里选；工资专户由施工总承包单位交给银行")
    if _replaced([row])[row.id]:
        raise Refused("这张表已经有更正的一份。请把更正以后的交给银行")
    payments = _payments(row)
    _written(payments, next(iter(bank_orders.WRITERS)))
    said = {"people": len(payments), "fen": sum(each.fen for each in payments), "given_at": at, "given_by": hander.person}
    PayOrder.objects.get_or_create(handed=row, account=account, defaults=said)


def waiting(hander: Hander) -> tuple[Line, ...]:
    """Return the orders that were given to a bank, the newest first; five queries."""
    found = list(PayOrder.objects.filter(account__in=list(hander.accounts)).select_related("handed").order_by("-given_at")[:LISTED])
    firms = employers.cards(each.handed.employer for each in found)
    clerks = bank_clerks.names(int(each.fetched_by) for each in found if each.fetched_by)
    replaced = _replaced([each.handed for each in found])
    return tuple(
        Line(
            each.id, hander.accounts[each.account], firms[each.handed.employer].name if each.handed.employer in firms else "",
            "、".join(f"{month // 100}年{month % 100}月" for month in each.handed.months), each.people, each.fen, each.given_at,
            each.fetched_at, clerks.get(int(each.fetched_by or 0), ""), replaced[each.handed.id],
        )
        for each in found
    )  # fmt: skip


def fetch(name: UUID, hander: Hander, key: str, at: datetime) -> tuple[bytes, str]:
    """Return the file of an order for its bank and how its name ends; who fetched it first is kept. Raises NoSuchFile, Refused."""
    found = PayOrder.objects.filter(id=name, account__in=list(hander.accounts)).select_related("handed__file").first()
    if found is None or key not in bank_orders.WRITERS:
        raise NoSuchFile("没有这份代发文件，或者不是贵行的账户")
    if _replaced([found.handed])[found.handed.id]:
        raise Refused(REPLACED)
    data = _written(_payments(found.handed), key)
    PayOrder.objects.filter(id=name, fetched_at=None).update(fetched_at=at, fetched_by=hander.person)
    return data


def _is_payroll(row: HandedFile) -> bool:
    return any("pay_sheets" in each for each in row.receipts)


def _replaced(rows: Sequence[HandedFile]) -> Mapping[UUID, bool]:
    """Return whether a later file of the same series was taken, by file; one query."""
    later = HandedFile.objects.filter(series__in={row.series for row in rows}, state=HandedFile.State.TAKEN).values_list("series", "taken_at")
    last: dict[UUID, datetime] = {}
    for series, taken_at in later:
        if taken_at:
            last[series] = max(last.get(series, taken_at), taken_at)
    return {row.id: bool(row.taken_at and row.taken_at < last.get(row.series, row.taken_at)) for row in rows}


def _written(payments: Sequence[Payment], key: str) -> tuple[bytes, str]:
    try:
        return bank_orders.WRITERS[key](payments), bank_orders.ENDINGS[key]
    except BadOrder as bad:
        told = [str(fault).replace(f"第 {fault.row} 行", f"第 {fault.row} 笔") for fault in bad.faults[:SHOWN]]
        more = f"；还有 {len(bad.faults) - SHOWN} 处" if len(bad.faults) > SHOWN else ""
        raise Refused(f"这张表做不成银行文件：{'；'.join(told)}{more}") from None


def _payments(row: HandedFile) -> list[Payment]:
    """Return what a payroll says is to be paid."""
    found = handed_reading.read(row, files.open_original(row.file).data, handing_in.answers_of(row))
    wages = [each for reading in found.readings for each in reading.rows if isinstance(each, PayrollRow)]
    return list(_each(wages, row.handed_at.date()))


def _each(wages: list[PayrollRow], on: date) -> Iterator[Payment]:
    """Yield what is to be paid: of each line the net wage, or what was due where no net stands."""
    for at, each in enumerate((each for each in wages if (each.net if each.net is not None else each.gross)), 1):
        month = each.month or ((each.since.year, each.since.month) if each.since else None)
        purpose = f"工资{month[0]}年{month[1]}月" if month else "工资"
        fen = each.net if each.net is not None else each.gross or 0
        yield Payment(f"{on:%Y%m%d}{at:06d}", each.name or "", each.bank_account or "", fen, purpose, each.bank_name or "", each.identity or "")
