"""Sites of a contractor of the demonstration: of one the ledger knows nothing yet, and there are the four files that would be handed in.

Thirty-one workers were to be paid for last month on a day that has passed. The sheets are written from the product's own
empty templates; nobody in them exists.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django.contrib.auth.hashers import make_password

from hezhong.app.demo import bank, firm
from hezhong.app.demo.folk import PHONES, person_name
from hezhong.directory import accounts, sites
from hezhong.directory.authorised import Application
from hezhong.directory.changes import Author
from hezhong.directory.founding import NewEmployer, add_employers
from hezhong.directory.models import Employer, Site
from hezhong.engine.answers import TypedPerson
from hezhong.kernel import credit_code, identity
from hezhong.kernel.dates import ONE_DAY, Calendar, add_months, month_end
from hezhong.ledger.ways_in import templates

SITE, NUMBER, TOWN = "示例滨江花园二期", "DEMO-440306-9001", "440306012"
FIRM = "示例滨江建筑工程有限公司"
CODE = credit_code.complete("91440306DEMX90017")
ACCOUNT = "44300000000009001"
NEXT_SITE, NEXT_NUMBER, NEXT_ACCOUNT = "示例滨江花园三期", "DEMO-440306-9002", "44300000000009002"
"""A second one, whose payroll is with the bank (``ordered``)."""
LOGIN, PHONE = "contractor", f"{PHONES}99990002"
FIRST = "44030619900101000"
WHO = TypedPerson("李示例", "resident", FIRST + identity.check_digit(FIRST))
HEADS, DAILY = 31, 320
SEED = 31
TEAMS = ("木工班", "钢筋班", "混凝土班")
SHORT = Decimal("0.01")
Row = Sequence[str | int]
Who = tuple[str, str, str]
"""Name, identity number and bank card."""


def found(now: datetime) -> None:
    """Put the site, its contractor and who stands for it in the directory."""
    author = Author("演示", now)
    add_employers([NewEmployer(FIRM, CODE, "440306", "广东省深圳市宝安区示例大道9号", "李示例", "建筑业")], author, demo=True)
    contractor = Employer.objects.get(code=CODE).token
    tokens = []
    for name, number, account in ((SITE, NUMBER, ACCOUNT), (NEXT_SITE, NEXT_NUMBER, NEXT_ACCOUNT)):
        tokens.append(sites.register(name, TOWN, number, contractor=contractor, since=add_months(now.date(), -8), demo=True))
        accounts.enter_account(account, site=tokens[-1], holder=contractor, bank=bank.NAME)
    bank.found(tokens, author)
    firm.authorise(Application(CODE, FIRM, WHO.reached_at(PHONE), make_password(None)), LOGIN, now)


def site() -> int:
    """Return its token."""
    return Site.objects.get(number=NUMBER).token


def write(folder: Path, today: date, calendar: Calendar) -> list[Path]:
    """Write the four files and, beside the bank's, one in which a single fen is missing; return where they lie."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    month = add_months(today.replace(day=1), -1)
    pays = _pays([worker(number) for number in range(HEADS)], _worked(month, calendar))
    files = {
        **sheets([worker(number) for number in range(HEADS)], month, today - ONE_DAY, calendar),
        "银行代发回单.xlsx": _filled(templates.BANK_RETURN, _booked(pays, month, today)),
        "银行代发回单（少一分）.xlsx": _filled(templates.BANK_RETURN, _booked(pays, month, today, SHORT)),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def sheets(staff: Sequence[Who], month: date, due_on: date, calendar: Calendar) -> Mapping[str, bytes]:
    """Return name -> the three sheets of a month, in the order in which they are handed in. due_on: when its wages are due."""
    days = _worked(month, calendar)
    pays = _pays(staff, days)
    return {
        "花名册.xlsx": _filled(templates.ROSTER, [_on_roster(who, number, month) for number, who in enumerate(staff)]),
        "考勤表.xlsx": _filled(templates.ATTENDANCE, [_attended(each, number, days, month) for number, each in enumerate(pays)], month),
        "工资支付表.xlsx": _filled(templates.PAYROLL, [_on_payroll(each, number, month, due_on) for number, each in enumerate(pays)]),
    }


def _worked(month: date, calendar: Calendar) -> list[date]:
    return [day for day in _days(month) if calendar.is_working(day)]


def _pays(staff: Sequence[Who], days: Sequence[date]) -> list[tuple[Who, int]]:
    return [(who, len(days) - number % 4) for number, who in enumerate(staff)]


def _days(month: date) -> list[date]:
    return [month + timedelta(days=number) for number in range(month_end(month).day)]


def worker(number: int) -> Who:
    """Return name, identity number and bank card of one of them: the same whenever they are written."""
    chance = random.Random(f"{SEED}/{number}")
    first = f"450921{date(1970, 1, 5) + timedelta(days=number * 311):%Y%m%d}000"
    return person_name(chance), first + identity.check_digit(first), f"6217003320{number:09d}"


def _on_roster(who: Who, number: int, month: date) -> Row:
    name, id_number, card = who
    entered = add_months(month, -2).isoformat()
    return (name, id_number, "", FIRM, TEAMS[number % 3], "", entered, "", f"{DAILY}元/天", card, "示例银行", f"BJ-{number + 1:03d}", "")


def _attended(pay: tuple[Who, int], number: int, days: Sequence[date], month: date) -> Row:
    (name, id_number, _), worked = pay
    there = set(days[:worked])
    return (name, id_number, TEAMS[number % 3], "", *("√" if day in there else "" for day in _days(month)), "")


def _on_payroll(pay: tuple[Who, int], number: int, month: date, due_on: date) -> Row:
    (name, id_number, card), worked = pay
    wages = worked * DAILY
    return (
        f"{month:%Y-%m}", FIRM, TEAMS[number % 3], name, id_number, "", worked, "", DAILY, wages, "", "", "", "", wages, card, "示例银行",
        "", "", due_on.isoformat(), "",
    )  # fmt: skip


def _booked(pays: Iterable[tuple[Who, int]], month: date, on: date, short: Decimal = Decimal(0)) -> list[Row]:
    """Return what the bank says of each payment; the last one lacks ``short``."""
    rows = [(name, id_number, card, Decimal(worked * DAILY)) for (name, id_number, card), worked in pays]
    name, id_number, card, wages = rows[-1]
    rows[-1] = name, id_number, card, wages - short
    return [
        (f"P{on:%Y%m%d}{number:04d}", name, card, id_number, str(wages), f"{month:%Y-%m}", on.isoformat(), "成功", "")
        for number, (name, id_number, card, wages) in enumerate(rows, 1)
    ]


def _filled(template: templates.Template, rows: Iterable[Row], month: date | None = None) -> bytes:
    return templates.workbook(template, (month.year, month.month) if month else None, rows)
