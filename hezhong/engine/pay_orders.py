"""The pay file for the bank, out of a payroll that the ledger has taken: what goes out is what was reported."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from hezhong.engine import files, handed_reading, handing_in
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import NoSuchFile
from hezhong.engine.models import HandedFile
from hezhong.ledger.ways_in import bank_orders
from hezhong.ledger.ways_in.bank_orders import BadOrder, Payment
from hezhong.ledger.ways_in.rows import PayrollRow

SHOWN = 10
"""Reasons that are told one by one."""


def order(name: UUID, hander: Hander, key: str) -> tuple[bytes, str]:
    """Return the pay file in one of the layouts of ``bank_orders``, and how its name ends. Raises NoSuchFile, Refused."""
    row = handing_in.row_of(name, hander)
    if row.state != HandedFile.State.TAKEN or key not in bank_orders.WRITERS:
        raise NoSuchFile("没有这种银行文件")
    found = handed_reading.read(row, files.open_original(row.file).data, handing_in.answers_of(row))
    wages = [each for reading in found.readings for each in reading.rows if isinstance(each, PayrollRow)]
    try:
        return bank_orders.WRITERS[key](list(_payments(wages, row.handed_at.date()))), bank_orders.ENDINGS[key]
    except BadOrder as bad:
        told = [str(fault).replace(f"第 {fault.row} 行", f"第 {fault.row} 笔") for fault in bad.faults[:SHOWN]]
        more = f"；还有 {len(bad.faults) - SHOWN} 处" if len(bad.faults) > SHOWN else ""
        raise Refused(f"这张表做不成银行文件：{'；'.join(told)}{more}") from None


def _payments(wages: list[PayrollRow], on: date) -> Iterator[Payment]:
    """Yield what is to be paid: of each line the net wage, or what was due where no net stands."""
    for at, each in enumerate((each for each in wages if (each.net if each.net is not None else each.gross)), 1):
        month = each.month or ((each.since.year, each.since.month) if each.since else None)
        purpose = f"工资{month[0]}年{month[1]}月" if month else "工资"
        fen = each.net if each.net is not None else each.gross or 0
        yield Payment(f"{on:%Y%m%d}{at:06d}", each.name or "", each.bank_account or "", fen, purpose, each.bank_name or "", each.identity or "")
