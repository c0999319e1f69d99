"""An order to pay (代发指令): a payroll that the ledger has taken, given to the bank of an account; what goes out is what was reported.

Who may draw on the account gives the payroll to its bank (交给银行); the bank takes the file at its own door or by its program. What is to
be paid stands sealed in the order from then on. Once a correction of the payroll was taken, the earlier one is given out no more.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from hezhong.directory import accounts, feeders
from hezhong.directory.accounts import AccountCard
from hezhong.engine import files, handed_reading, handing_in, pay_order_rows
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import NoSuchFile
from hezhong.engine.models import HandedFile, PayAnswer, PayOrder, PayStep
from hezhong.kernel.local_time import local_day
from hezhong.ledger.ways_in import bank_orders
from hezhong.ledger.ways_in.bank_orders import BadOrder, Payment
from hezhong.ledger.ways_in.rows import PayrollRow

SHOWN = 10
"""Reasons that are told one by one."""
PLAIN = "B2"
"""The layout that every order can be written in; its hash is kept with the order."""
REPLACED = "这份工资表已经更正，不能再按旧的付。请取更正以后的那一份；还没有的，请催单位交"
NOT_YOURS = "没有这份代发指令，或者不是贵行的账户"


@dataclass(frozen=True)
class Payer:
    """An account from which a payroll may be paid, the banks that serve it, and the order that was given already.

    fetched_at: when the bank first took its file. answered: payments that the bank answered.
    """

    account: AccountCard
    banks: tuple[str, ...]
    order: PayOrder | None
    fetched_at: datetime | None = None
    answered: int = 0


@dataclass(frozen=True)
class Out:
    """An order's file as it goes out. ending: of its name; lines: payments in it; about: tokens of site (0 for none) and employer."""

    number: str
    data: bytes
    ending: str
    lines: int
    about: tuple[int, int]


def order(name: UUID, hander: Hander, key: str) -> tuple[bytes, str]:
    """Return the pay file in one of the layouts of ``bank_orders``, and how its name ends. Raises NoSuchFile, Refused."""
    row = handing_in.paid_row(name, hander)
    if row.state != HandedFile.State.TAKEN or key not in bank_orders.WRITERS:
        raise NoSuchFile("没有这种银行文件")
    return written(_payments(row), key)


def payers(row: HandedFile, hander: Hander) -> tuple[Payer, ...]:
    """Return the accounts from which this employer may have a payroll paid, of those whose bank takes files here."""
    if not hander.employer or row.state != HandedFile.State.TAKEN or not _is_payroll(row):
        return ()
    given = {each.account: each for each in row.orders.all()}
    names = [each.id for each in given.values()]
    fetched = {step.order_id: step.at for step in PayStep.objects.filter(order__in=names).order_by("-at")}
    answered: dict[UUID, set[int]] = {name: set() for name in names}
    for name, place in PayAnswer.objects.filter(order__in=names).values_list("order", "place"):
        answered[name].add(place)
    found = ((card, feeders.banks_of(card.token, card.site)) for card in accounts.of_payer(row.site, hander.employer))
    return tuple(_payer(card, banks, given.get(card.token), fetched, answered) for card, banks in found if banks)


def _payer(card: AccountCard, banks: tuple[str, ...], order: PayOrder | None, fetched: Mapping[UUID, datetime], answered: Mapping[UUID, set[int]]) -> Payer:
    return Payer(card, banks, order, fetched.get(order.id), len(answered[order.id])) if order else Payer(card, banks, None)


def give(name: UUID, hander: Hander, account: int, at: datetime) -> None:
    """Give a payroll to the bank of an account; again, nothing changes. Raises NoSuchFile, Refused."""
    row = handing_in.paid_row(name, hander)
    if account not in {each.account.token for each in payers(row, hander)}:
        raise Refused("不能从这个账户付这张表。请从列出的账户里选；工资专户由施工总承包单位交给银行")
    if is_replaced(row):
        raise Refused("这张表已经有更正的一份。请把更正以后的交给银行")
    if row.sent_back_at:
        raise Refused("这张表已经退回单位更正。更正的一份交来以后，再把那一份交给银行")
    wages = _payments(row)
    written(wages, PLAIN)
    with transaction.atomic():
        number = _next_number()
        there = PayOrder.objects.filter(handed=row).first()
        if there and there.account != account:
            raise Refused(f"这张表已经从另一个账户交给银行（代发指令 {there.number}），再交一次会付两遍")
        if there:
            return
        token, payments = uuid4(), bank_orders.numbered(number, wages)
        data, _ = written(payments, PLAIN)
        PayOrder.objects.create(
            id=token, number=number, handed=row, account=account, months=row.months, people=len(payments), fen=sum(each.fen for each in payments),
            digest=hashlib.sha256(data).hexdigest(), body=pay_order_rows.sealed(token, payments), given_at=at, given_by=hander.person,
        )  # fmt: skip


def fetch(name: UUID, hander: Hander, key: str, at: datetime) -> Out:
    """Return the file of an order for its bank; that it went out is kept. Raises NoSuchFile, Refused."""
    found = pay_order_rows.progressed(pay_order_rows.of(hander).filter(id=name)).select_related("handed__file").first()
    if found is None:
        raise NoSuchFile(NOT_YOURS)
    return given_out(found, key, hander.person, at)


def given_out(found: PayOrder, key: str, by: str, at: datetime) -> Out:
    """Return an order's file in a layout, the step kept. found: of ``progressed``. Raises NoSuchFile, Refused."""
    if key not in bank_orders.WRITERS:
        raise NoSuchFile("没有这种银行文件")
    if found.replaced:  # type: ignore[attr-defined]
        raise Refused(REPLACED)
    data, ending = written(payments(found), key)
    PayStep.objects.get_or_create(
        order=found, kind=PayStep.Kind.FETCHED, by=by, layout=key, digest=hashlib.sha256(data).hexdigest(), defaults={"at": at}
    )
    return Out(found.number, data, ending, found.people, about(found))


def about(found: PayOrder) -> tuple[int, int]:
    """Return whose workers an order names: tokens of the site, 0 for none, and the employer."""
    return found.handed.site or 0, found.handed.employer


def payments(found: PayOrder) -> list[Payment]:
    """Return what an order says is to be paid, in the order of its file; of one given before orders kept that, as its payroll reads now."""
    return pay_order_rows.kept(found) or bank_orders.numbered(found.number, _payments(found.handed))


def is_replaced(row: HandedFile) -> bool:
    """Return whether a later file of the same series was taken."""
    return HandedFile.objects.filter(series=row.series, state=HandedFile.State.TAKEN, taken_at__gt=row.taken_at).exists()


def written(payments: Sequence[Payment], key: str) -> tuple[bytes, str]:
    """Return payments as a file in a layout, and how its name ends. Raises Refused with every reason."""
    try:
        return bank_orders.WRITERS[key](payments), bank_orders.ENDINGS[key]
    except BadOrder as bad:
        told = [str(fault).replace(f"第 {fault.row} 行", f"第 {fault.row} 笔") for fault in bad.faults[:SHOWN]]
        more = f"；还有 {len(bad.faults) - SHOWN} 处" if len(bad.faults) > SHOWN else ""
        raise Refused(f"这张表做不成银行文件：{'；'.join(told)}{more}") from None


def _next_number() -> str:
    """Return the number of the next order; until the transaction ends nobody else takes one, so that numbers come in the order of commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('hezhong pay orders'))")
    last = PayOrder.objects.order_by("-number").values_list("number", flat=True).first()
    return f"DF{int(last[2:]) + 1 if last else 1:012d}"


def _is_payroll(row: HandedFile) -> bool:
    return any("pay_sheets" in each for each in row.receipts)


def _payments(row: HandedFile) -> list[Payment]:
    """Return what a payroll says is to be paid."""
    found = handed_reading.read(row, files.open_original(row.file).data, handing_in.answers_of(row))
    wages = [each for reading in found.readings for each in reading.rows if isinstance(each, PayrollRow)]
    return list(_each(wages, local_day(row.handed_at)))


def _each(wages: list[PayrollRow], on: date) -> Iterator[Payment]:
    """Yield what is to be paid: of each line the net wage, or what was due where no net stands."""
    for at, each in enumerate((each for each in wages if (each.net if each.net is not None else each.gross)), 1):
        month = each.month or ((each.since.year, each.since.month) if each.since else None)
        purpose = f"工资{month[0]}年{month[1]}月" if month else "工资"
        fen = each.net if each.net is not None else each.gross or 0
        yield Payment(
            f"{on:%Y%m%d}{at:06d}", each.name or "", each.bank_account or "", fen, purpose, each.bank_name or "", each.identity or "",
            month[0] * 100 + month[1] if month else 0,
        )  # fmt: skip
