"""Rows of registers to lines of the ledger: contracts, layoffs, people insured, what is used and owed, labour fees of a site."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from hezhong.directory.tokens import derived_token
from hezhong.engine.ledger_conversion import Here, Line
from hezhong.ledger.office_tables import INSURED_HEADS, LAYOFF_REPORTS, SIGNALS
from hezhong.ledger.pay_tables import CONTRACTS
from hezhong.ledger.site_tables import LABOUR_FEES
from hezhong.ledger.vocabulary import Table

FIXED, OPEN = "fixed", "open"
NOT_OWN = "这一行是别的单位的。这种表只能报本单位自己的，请删掉这一行"
NO_EMPLOYER = "没有写是哪家单位。请填写统一社会信用代码"


def contract_token(employer: int, number: str) -> int:
    """Return the token of an employer's contract of this number; rosters name it by the same."""
    return derived_token("contract", f"{employer}:{number}")


def contracts(here: Here) -> Iterator[Line]:
    """Yield a line for each contract (劳动合同法 12 to 15: three kinds of term)."""
    for row, worker in here.people():
        term = _coded(here, row, CONTRACTS, "term", row.term, "期限") if row.term else FIXED if row.until else None
        if row.term is None and term is None:
            here.wrong(row, "期限", "没有写期限，也没有终止日期。请写“固定期限”“无固定期限”或者“以完成一定工作任务为期限”")
        if term == FIXED and not row.until:
            here.wrong(row, "终止日期", "固定期限的劳动合同要写终止日期")
        if term == OPEN and row.until:
            here.wrong(row, "终止日期", "无固定期限的劳动合同没有终止日期。请核对期限；已经解除的，写“解除或者终止日期”")
        for title, day in (("终止日期", row.until), ("解除或者终止日期", row.ended)):
            if day and day < row.since:
                here.wrong(row, title, "早于起始日期。请核对这两个日期")
        employer = here.employer(row)
        if here.context.site is None:
            _own(here, row, employer)
        yield Line(CONTRACTS, row.number, {
            "city": here.context.city, "contract": contract_token(employer, row.contract_no), "employer": employer, "worker": worker,
            "site": here.context.site, "signed_on": row.signed, "since": row.since, "until": row.until, "term": term,
            "agreed_fen": row.agreed.fen if row.agreed else None, "per": row.agreed.per if row.agreed else None, "ended_on": row.ended,
        })  # fmt: skip


def layoffs(here: Here) -> Iterator[Line]:
    """Yield a line for each employer and day (劳动合同法 41)."""
    for row, employer in _employers(here):
        _own(here, row, employer)
        employed, planned = _whole(here, row, "职工总数", row.employed), _whole(here, row, "拟裁减人数", row.planned)
        dismissed = _whole(here, row, "当日解除人数", row.dismissed)
        if planned > employed:
            here.wrong(row, "拟裁减人数", "多于职工总数。请核对这两个数；职工总数是裁减以前的")
        yield Line(LAYOFF_REPORTS, row.number, {
            "city": here.context.city, "employer": employer, "day": row.day, "employed": employed, "planned": planned, "dismissed": dismissed,
            "severance_fen": row.severance, "reason": _coded(here, row, LAYOFF_REPORTS, "reason", row.reason, "原因") if row.reason else None,
        })  # fmt: skip


def insured(here: Here) -> Iterator[Line]:
    """Yield a line for each employer, month and insurance."""
    for row, employer in _employers(here):
        yield Line(INSURED_HEADS, row.number, {
            "city": here.context.city, "employer": employer, "month": _month(row.month), "insurance": _coded(here, row, INSURED_HEADS, "insurance", row.insurance, "险种"),
            "heads": _whole(here, row, "参保人数", row.heads), "owed_fen": row.owed,
        })  # fmt: skip


def signals(here: Here) -> Iterator[Line]:
    """Yield a line for each employer, month and supply or charge (保障农民工工资支付条例 38, 2)."""
    for row, employer in _employers(here):
        if row.used is None and row.billed is None and row.owed is None:
            here.wrong(row, "用量", "用量、应缴金额、欠缴金额一项也没有填。请至少填一项")
        if row.billed is not None and row.owed is not None and row.owed > row.billed:
            here.wrong(row, "其中欠缴金额", "多于当月应缴金额。只写这个月的费用里还欠的")
        yield Line(SIGNALS, row.number, {
            "city": here.context.city, "employer": employer, "month": _month(row.month), "kind": _coded(here, row, SIGNALS, "kind", row.supply, "类别"),
            "used": None if row.used is None else _whole(here, row, "用量", row.used), "billed_fen": row.billed, "owed_fen": row.owed,
        })  # fmt: skip


def labour_fees(here: Here) -> Iterator[Line]:
    """Yield a line for each instalment that is due to the wage account (保障农民工工资支付条例 29)."""
    for row in here.rows:
        yield Line(LABOUR_FEES, row.number, {"city": here.context.city, "site": here.context.site, "due_on": row.due_on, "due_fen": row.due})


def _employers(here: Here) -> Iterator[tuple[Any, int]]:
    """Yield each row with the employer that it is about."""
    for row in here.rows:
        if employer := here.employer(row):
            yield row, employer
        else:
            here.wrong(row, "统一社会信用代码", NO_EMPLOYER)


def _own(here: Here, row: Any, employer: int) -> None:
    """Say where an employer tells of another one; an office may tell of any."""
    if here.context.sender.startswith("employer:") and employer != here.context.employer:
        here.wrong(row, "单位名称", NOT_OWN)


def _coded(here: Here, row: Any, table: Table, column: str, written: str, title: str) -> str | None:
    """Return the code that the ledger has for what is written."""
    codes: Mapping[str, str] = {words: code for code, words in table.columns[column].codes.items()}
    if written not in codes:
        here.wrong(row, title, f"看不出“{written[:20]}”是哪一种。请写“{'”“'.join(codes)}”里的一个")
    return codes.get(written)


def _whole(here: Here, row: Any, title: str, value: Decimal) -> int:
    if value != int(value):
        here.wrong(row, title, "应当是整数。请核对")
    return int(value)


def _month(month: tuple[int, int]) -> int:
    return month[0] * 100 + month[1]
