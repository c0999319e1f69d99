"""Rows of payrolls, bank files, statements and notices to lines of the ledger. Money in fen throughout."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from math import ceil
from typing import Any

from hezhong.directory import accounts, sites
from hezhong.directory.tokens import derived_token
from hezhong.engine.ledger_conversion import Here, Line
from hezhong.ledger.pay_tables import ACCOUNT_BALANCES, ACCOUNT_NOTICES, BANK_LINES, PAYROLL_LINES
from hezhong.ledger.ways_in.rows import BankRow, NoticeRow, PayrollRow, StatementRow

LONGEST_PERIOD = 62
"""Days: a pay period that names no month and is longer than this is not a month's wages."""
NO_ACCOUNT = "不知道是从哪个账户付的。请填“付款账号”，再按这样重新读"
NO_WAGE_ACCOUNT = "付款账户没有登记为这个项目的工资专户，按单位账户付的收。是专户的，请施工总承包单位先到项目所在地人社部门登记"
NO_DAY = "没有写记账的日期。请填写；整个文件是同一天的，填“记账日”，再按这样重新读"


def _codes(column: str, **more: str) -> Mapping[str, str]:
    """Return what may be written -> the code of a column of notices."""
    return {title: code for code, title in ACCOUNT_NOTICES.columns[column].codes.items()} | more


MATTERS = _codes("kind", 查封="held", 冻结="held", 查封冻结="held")
REASONS = _codes("reason")


def payroll(here: Here) -> Iterator[Line]:
    """Yield a line for each worker and month; begun days count as days, as one pass through a gate does.

    Wages are due on the day that was agreed, as far as it is known, else on the day on which the sheet itself says they are paid.
    """
    unpaid_only = 0
    for row, worker in here.people():
        if row.gross is None and row.net is None:
            unpaid_only += 1
            continue
        month = _month(here, row)
        money = _money(here, row)
        if month and money:
            due, deducted, net = money
            yield Line(PAYROLL_LINES, row.number, {
                "city": here.context.city, "month": month, "sheet": here.pay_sheet, "worker": worker,
                "employer": here.employer(row), "site": here.context.site, "since": row.since, "until": row.until,
                "days": None if row.days is None else ceil(row.days), "due_fen": due, "deducted_fen": deducted,
                "net_fen": net, "due_on": here.context.due_on(month) if here.context.due_on else row.pay_date, "confirmed": here.context.confirmed, "confirmed_on": None,
            })  # fmt: skip
    here.note("没有写应发、实发（只写了未付或者别人代付的钱），没有收进工资表明细。", unpaid_only)


def _month(here: Here, row: PayrollRow) -> int | None:
    """Return YYYYMM: of back pay the month it is for; a period over two months belongs to the one of its middle day."""
    month = row.back_pay_month if row.is_back_pay and row.back_pay_month else row.month
    if month is None and row.since and row.until and (row.until - row.since).days < LONGEST_PERIOD:
        middle = row.since + (row.until - row.since) / 2
        month = middle.year, middle.month
    if month is None:
        here.wrong(row, "月份", "看不出是哪个月的工资。请在这一行写上月份，或者在上传时选择工资的月份")
        return None
    return month[0] * 100 + month[1]


def _money(here: Here, row: PayrollRow) -> tuple[int, int | None, int] | None:
    """Return what was due, what was deducted and what is to be paid out.

    An advance (预支) is wages paid early and no deduction; it is not paid out again.
    """
    parts = [part for part in (row.fine, row.social_deduct, row.tax) if part is not None]
    deducted = sum(parts) if parts else None
    if row.net is not None:
        return row.gross if row.gross is not None else row.net + (deducted or 0), deducted, row.net
    assert row.gross is not None
    if row.other:
        here.wrong(row, "实发工资", "有“其他”一栏，看不出是加还是减。请填写实发工资")
        return None
    return row.gross, deducted, row.gross - (deducted or 0) - (row.advance or 0)


def bank(here: Here) -> Iterator[Line]:
    """Yield what the bank booked or sent back; an order without an answer is no payment and is left out."""
    context, waiting = here.context, 0
    account = accounts.account(context.account) if context.account else None
    if account is None:
        here.wrong(here.rows[0], "", NO_ACCOUNT, unsaid=True)
        return
    channel = context.channel or ("wage_account" if account.site else "employer_account")
    if context.site and not account.site and channel == "employer_account":
        here.notes.append(NO_WAGE_ACCOUNT)
    alike: Counter[str] = Counter()
    for row, worker in here.people():
        if row.outcome not in ("paid", "failed"):
            waiting += 1
            continue
        booked = row.pay_date or context.booked_on
        if booked is None:
            here.wrong(row, "发放日期", NO_DAY, unsaid=True)
            continue
        line = _line(row, account.token, booked, alike)
        yield Line(BANK_LINES, row.number, {
            "city": context.city, "booked_on": booked, "line": line, "account": account.token, "employer": here.employer(row),
            "site": context.site or account.site, "worker": worker, "card": here.card(row), "paid_fen": row.amount,
            "month": row.month[0] * 100 + row.month[1] if row.month else None, "channel": channel,
            "state": "paid" if row.outcome == "paid" else "returned", "returned_on": (row.returned_on or booked) if row.outcome == "failed" else None,
        })  # fmt: skip
    here.note("是还没有结果的代发指令，不算已经支付，没有收。银行有了结果以后请再传回盘文件。", waiting)


def _line(row: BankRow, account: int, booked: date, alike: Counter[str]) -> int:
    """Return the token of a bank line: by its serial number, else by what it says and which of several alike it is."""
    if row.serial:
        return derived_token("bank line", f"{account}:{row.serial}")
    said = f"{account}:{booked}:{row.bank_account}:{row.amount}:{row.month}"
    alike[said] += 1
    return derived_token("bank line", f"{said}:{alike[said]}")


def statement(here: Here) -> Iterator[Line]:
    """Yield a line for each account and day: what came, what went, and what stood there at the end of the day."""
    found: list[tuple[accounts.Account, StatementRow]] = []
    for account, row in _of_accounts(here):
        if row.balance is None:
            here.wrong(row, "余额", "没有写余额。请从网银下载带余额的对账单")
        else:
            found.append((account, row))
    if not here.faults:
        found.sort(key=lambda each: each[0].token)
        for _, mine in groupby(found, key=lambda each: each[0].token):
            of = list(mine)
            yield from _days(here, of[0][0], [row for _, row in of])


def _of_accounts(here: Here) -> Iterator[tuple[accounts.Account, Any]]:
    """Yield each row with the account it is of, as it says or as was chosen; what is not theirs to tell of is a fault."""
    known = accounts.accounts({row.account for row in here.rows if row.account})
    chosen = accounts.account(here.context.account) if here.context.account else None
    for row in here.rows:
        account = known.get(row.account) if row.account else chosen
        if account is None:
            here.wrong(row, "专户账号", "这个账户没有登记。请核对账号；是工资专户的，请施工总承包单位先到项目所在地人社部门登记")
        elif not _theirs(here, account):
            here.wrong(row, "专户账号", "这一行是别的账户的。一个文件只能是选中的账户、本项目或者本单位的，请分开报")
        else:
            yield account, row


def _theirs(here: Here, account: accounts.Account) -> bool:
    """Return whether a file may tell of an account: a bank's, of the one it chose; others', of their site's or employer's."""
    context = here.context
    if context.by_bank:
        return account.token == context.account
    return account.token == context.account or account.holder == context.employer or (account.site is not None and account.site == context.site)


def _days(here: Here, account: accounts.Account, rows: Sequence[StatementRow]) -> Iterator[Line]:
    ordered = next((each for each in (rows, rows[::-1]) if _adds_up(each)), None)
    if ordered is None:
        here.wrong(rows[0], "余额", "收支和余额对不上：上一笔的余额加收入、减支出，应当等于这一笔的余额。请重新下载完整的对账单")
        return
    for on, of_day in groupby(ordered, key=lambda row: row.day):
        lines = list(of_day)
        yield Line(ACCOUNT_BALANCES, lines[-1].number, {
            "city": here.context.city, "account": account.token, "day": on, "site": account.site or here.context.site,
            "received_fen": sum(_moved(row)[0] for row in lines), "paid_fen": sum(_moved(row)[1] for row in lines),
            "balance_fen": lines[-1].balance,
        })  # fmt: skip


def notices(here: Here) -> Iterator[Line]:
    """Yield a line for each notice about an account. A bank's is the same by file and by program; nobody else lifts what a bank told."""
    by = "" if here.context.by_bank else f"{here.context.sender}:"
    numbered = sites.numbered({row.project_code for row in here.rows if row.project_code})
    cards, contractors = sites.cards(numbered.values()), sites.contractors(numbered.values())
    for account, row in _of_accounts(here):
        named = numbered.get(row.project_code or "")
        kind, reason = MATTERS.get(row.matter or ""), REASONS.get(row.reason or "")
        if row.project_code and not (named and (named == account.site or (not account.site and contractors.get(named) == account.holder))):
            here.wrong(row, "项目编号", "这个账户不是这个项目的。请核对项目编号，账户登记了项目的可以不填")
        site = named or account.site or here.context.site
        if not site:
            here.wrong(row, "项目编号", "这个账户没有登记项目（例如保证金账户）。请填写项目编号")
        _unclear(here, row, kind, reason)
        yield Line(ACCOUNT_NOTICES, row.number, {
            "city": cards[named].city if named else here.context.city, "account": account.token,
            "notice": derived_token("account notice", f"{account.token}:{by}{row.serial}"), "site": site, "noticed_on": row.day, "kind": kind,
            "reason": reason, "fen": row.amount, "lifted_on": row.lifted,
        })  # fmt: skip


def _unclear(here: Here, row: NoticeRow, kind: str | None, reason: str | None) -> None:
    """Say what in a notice cannot be meant."""
    if kind is None:
        here.wrong(row, "事项", "看不出是什么事项。请写“资金未按约定拨付”“查封、冻结”或者“划拨”")
    if row.reason and reason is None:
        here.wrong(row, "原因", "看不出是什么原因。请写“支付本项目农民工工资”“法律另有规定”或者“其他原因”，不清楚的不填")
    if row.lifted and row.day and row.lifted < row.day:
        here.wrong(row, "解除日期", "早于告知日期。请核对这两个日期")


def _adds_up(rows: Sequence[StatementRow]) -> bool:
    """Return whether the rows, in this order, go forward in time and each balance follows from the one before."""
    for before, row in zip(rows, rows[1:], strict=False):
        came, went = _moved(row)
        if row.day < before.day or before.balance + came - went != row.balance:  # type: ignore[operator]
            return False
    return True


def _moved(row: StatementRow) -> tuple[int, int]:
    """Return what came and what went."""
    if row.income is not None or row.expense is not None:
        return row.income or 0, row.expense or 0
    return (row.amount or 0, 0) if row.side == "income" else (0, row.amount or 0)
