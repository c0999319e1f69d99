"""A worker says by phone whether a line of a payroll is right: asked by a link, answered once, the answer stands in the ledger.

A phone is used that the employer itself wrote in the payroll or in a roster of the site, never one that a worker gave in a
complaint: a phone belongs to a filing.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hezhong.directory import employers, enrolling, people, sites, vault
from hezhong.engine import files, handed_reading, handing_in, ledger_place, outbox
from hezhong.engine.core import Refused
from hezhong.engine.drafts import ALPHABET
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import NoSuchFile
from hezhong.engine.holding import held, payroll
from hezhong.engine.ledger_people import identity_of
from hezhong.engine.models import HandedFile, WageCheck
from hezhong.kernel import understand
from hezhong.kernel.understand import Unclear
from hezhong.ledger.batch import Batch
from hezhong.ledger.ingest import ingest
from hezhong.ledger.pay_tables import PAYROLL_LINES
from hezhong.ledger.reading import Reader
from hezhong.ledger.shapes import rows_of

LIVES = timedelta(days=30)
SIGNS = 16
ROSTERS = 3
"""Rosters of the site, the last first, in which a phone is looked for."""
LONGEST_WHY = 500
TO_ASK = ("no", "refused")
"""Whoever found a line wrong is asked again once it has been corrected; whoever found it right, and finds it unchanged, is not."""
WHY = "engine_wagecheck.why"
GONE = "这个链接已经失效。工资表可能已经更正，有新的会再发短信给您"


class NoSuchCheck(LookupError):
    """Nobody was asked under this code, or too long ago."""


@dataclass(frozen=True)
class Sent:
    """What came of asking. before: asked already, or found right before a correction that left the line as it was; without_phone: of whom nobody wrote a phone."""

    sent: int
    before: int
    without_phone: int


@dataclass(frozen=True)
class Line:
    """A line as its worker sees it. Money in fen. answer: '' while nothing was said."""

    employer: str
    site: str
    name: str
    month: tuple[int, int]
    days: int | None
    due: int
    deducted: int | None
    net: int
    answer: str


@dataclass(frozen=True)
class Answers:
    """What workers said of a file's lines. wrong: (name, why)."""

    asked: int
    right: int
    wrong: tuple[tuple[str, str], ...]


def ask(handed: UUID, hander: Hander, address: Callable[[str], str], at: datetime) -> Sent:
    """Send a link to everybody on a payroll that was taken; nobody twice. address: code -> link. Raises NoSuchFile, Refused."""
    row = handing_in.row_of(handed, hander)
    tokens = [token for each in row.receipts for token in each.get("tokens", ())]
    if row.state != HandedFile.State.TAKEN or not tokens:
        raise NoSuchFile("这不是已经收下的工资表")
    firm = _firm(row)
    phones = _phones(row)
    lines = standing(row.city, row.months, tokens)
    before = set(row.checks.values_list("month", "sheet", "worker"))
    fresh = [line for line in lines if (line["month"], line["sheet"], line["worker"]) not in before and line["confirmed"] in TO_ASK]
    reached = [line for line in fresh if line["worker"] in phones]
    if not reached and not before:
        raise Refused("工资表和花名册里都没有手机号，发不出短信。请在花名册里补上“手机号码”，再交一次花名册")
    sent = sum(_send(row, line, phones[line["worker"]], firm, address, at) for line in reached)
    return Sent(sent, len(lines) - len(fresh), len(fresh) - len(reached))


def look(code: str, at: datetime) -> Line:
    """Return the line that a link is about. Raises NoSuchCheck."""
    check = _check(code, at)
    line = _line(check)
    site = sites.cards([line["site"]]).get(line["site"]) if line["site"] else None
    name = people.names_of([check.worker]).get(check.worker, "")
    return Line(
        _firm(check.handed), site.name if site else "", name, divmod(check.month, 100), line["days"], line["due_fen"], line["deducted_fen"],
        line["net_fen"], check.answer,
    )  # fmt: skip


def answer(code: str, right: bool, why: str, at: datetime) -> None:
    """Keep what the worker says, in the ledger too; said once, it stands. Raises NoSuchCheck, Refused."""
    check, why = _check(code, at), why.strip()[:LONGEST_WHY]
    if check.answer:
        return
    if not right and not why:
        raise Refused("请说说哪里不对，比如少了几天、少了多少钱")
    said = WageCheck.Answer.RIGHT if right else WageCheck.Answer.WRONG
    with held(payroll(check.handed.series)):
        line = {**_line(check), "confirmed": said.value, "confirmed_on": at.date()}
        ingest(ledger_place.current(), Batch(PAYROLL_LINES, f"worker:{check.worker}", rows_of(PAYROLL_LINES, [line]), number=f"check/{check.pk}/{said.value}"))
        sealed = vault.seal(why, f"{WHY}:{check.pk}") if why else None
        WageCheck.objects.filter(pk=check.pk, answer="").update(answer=said, why=sealed, answered_at=at)


def answers(handed: UUID) -> Answers:
    """Return what the workers of a file have said."""
    rows = list(WageCheck.objects.filter(handed=handed))
    wrong = [row for row in rows if row.answer == WageCheck.Answer.WRONG]
    names = people.names_of(row.worker for row in wrong)
    told = tuple((names.get(row.worker, ""), vault.open_sealed(bytes(row.why), f"{WHY}:{row.pk}") if row.why else "") for row in wrong)
    return Answers(len(rows), sum(row.answer == WageCheck.Answer.RIGHT for row in rows), told)


def _send(row: HandedFile, line: Mapping[str, Any], phone: str, firm: str, address: Callable[[str], str], at: datetime) -> bool:
    """Ask one worker; return whether it was done now and not by another press at this moment."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))
    year, month = divmod(line["month"], 100)
    try:
        with transaction.atomic():
            check = WageCheck.objects.create(code=_mark(code), handed=row, month=line["month"], sheet=line["sheet"], worker=line["worker"], sent_at=at)
            text = f"{firm}报了您{year}年{month}月的工资。请打开 {address(code)} 核对，对不对都请说一声，30 天内有效。"
            outbox.send_to_phone(f"wage-check/{check.pk}", phone, text, at)
    except IntegrityError:
        return False
    return True


def _phones(row: HandedFile) -> Mapping[int, str]:
    """Return worker -> mobile number, as the payroll says, else the site's last rosters."""
    rosters = HandedFile.objects.filter(employer=row.employer, site=row.site, state=HandedFile.State.TAKEN).exclude(pk=row.pk).order_by("-taken_at")
    found: dict[tuple[str, str], str] = {}
    for each in (row, *_with_roster(rosters)):
        for who, phone in _told(each):
            found.setdefault(who, phone)
    tokens = enrolling.known(list(found)) if found else []
    return {token: phone for token, phone in zip(tokens, found.values(), strict=True) if token}


def _with_roster(rows: Any) -> Sequence[HandedFile]:
    return [each for each in rows.select_related("file")[:50] if any(told.get("table") == handing_in.TITLES["roster"] for told in each.receipts)][:ROSTERS]


def _told(row: HandedFile) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield whose mobile number a file tells."""
    found = handed_reading.read(row, files.open_original(row.file).data, handing_in.answers_of(row))
    for reading in found.readings:
        for each in reading.rows:
            if getattr(each, "identity", None) and (phone := getattr(each, "phone", None)):
                try:
                    yield identity_of(each), understand.phone(phone)
                except Unclear:  # a landline: no message reaches it
                    continue


def standing(city: int, months: Sequence[int], sheets: Sequence[int]) -> list[dict[str, Any]]:
    """Return the lines that stand under these pay sheets."""
    ledger = ledger_place.current()
    reader = Reader(ledger.root, ledger.manifest.state(), ledger_place.LOOKING)
    rows = reader.sql(PAYROLL_LINES, lambda part: part.city == city and part.month in set(months))
    listed = ", ".join(str(int(sheet)) for sheet in sheets)
    found: list[dict[str, Any]] = reader.connection.sql(f"SELECT * FROM ({rows}) WHERE sheet IN ({listed})").to_arrow_table().to_pylist()
    return found


def _line(check: WageCheck) -> dict[str, Any]:
    """Return the line as it stands. Raises NoSuchCheck where a correction took it away."""
    lines = standing(check.handed.city, [check.month], [check.sheet])
    line = next((line for line in lines if line["worker"] == check.worker and line["month"] == check.month), None)
    if line is None:
        raise NoSuchCheck(GONE)
    return line


def _check(code: str, at: datetime) -> WageCheck:
    check = WageCheck.objects.filter(code=_mark(code), sent_at__gte=at - LIVES).select_related("handed").first()
    if check is None:
        raise NoSuchCheck(GONE)
    return check


def _mark(code: str) -> bytes:
    return vault.index("".join(sign for sign in code.upper() if sign.isalnum()), "wage check")


def _firm(row: HandedFile) -> str:
    card = employers.cards([row.employer]).get(row.employer)
    return card.name if card else ""
