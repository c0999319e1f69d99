"""A file for the ledger from the upload to the receipt: kept first, read, corrected, confirmed, taken; never half of it.

Small files are done while the person waits, large ones by the worker; each step is a state of the row, so that neither a
reload nor a killed worker loses anything. Doing a step twice changes nothing: the ledger knows the batch by its number.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from hezhong.directory import employers, sites, vault
from hezhong.engine import (
    files,
    handed_reading,
    handers,
    known_columns,
    ledger_intake,
    ledger_place,
    on_behalf,
    outbox,
    pay_days,
    pay_order_answers,
)
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Moment
from hezhong.engine.handed_reading import Read, Seen
from hezhong.engine.handers import Hander
from hezhong.engine.holding import held, payroll
from hezhong.engine.models import HandedFile, PayOrder
from hezhong.engine.pay_days import PayDay
from hezhong.engine.pay_order_answers import Tie
from hezhong.kernel.local_time import local_day
from hezhong.ledger.batch import BadBatch
from hezhong.ledger.ingest import NumberTaken, Receipt
from hezhong.ledger.ways_in import correcting, sheets
from hezhong.ledger.ways_in.faults import Fault

SMALL = 300_000
"""Bytes up to which a file is read while the person waits, in about a second."""
LISTED = 30
TRIES = 3
BODY = "engine_handedfile.body"
WAITING, READ, CONFIRMED, TAKEN, DROPPED = HandedFile.State
TITLES = {
    "payroll_lines": "工资支付表明细", "roster": "花名册", "attendance": "考勤记录", "labour_days": "计工单", "bank_lines": "银行代发明细", "account_balances": "工资专户余额", "account_notices": "账户资金告知",
    "contracts": "劳动合同", "layoff_reports": "裁员日报告", "insured_heads": "社会保险参保人数", "signals": "生产经营信号", "labour_fees": "人工费用拨付计划",
}  # fmt: skip
NOT_DONE = "系统没有读成这个文件，文件已经保存。请过一会儿再打开这一页；还是不行，请打 12333"
log = logging.getLogger(__name__)


class NoSuchFile(LookupError):
    """There is no such file, or it is not this person's."""


@dataclass(frozen=True)
class Given:
    """What comes with a file. kind: '' where the file says; site: token, 0 for none; since, until: of the wages or days it tells; order: number of the one that a return answers."""

    name: str
    data: bytes
    kind: str = ""
    since: date | None = None
    until: date | None = None
    site: int = 0
    account: int | None = None
    booked_on: date | None = None
    pay_day: PayDay | None = None
    order: str = ""


@dataclass(frozen=True)
class Handed:
    """A file as pages show it. seen: None while it waits to be read; earlier: (id, title) of what it may correct.

    about: tokens of its site, 0 for none, and of its employer. own: whether it is of who looks, and not one that he pays for
    others; sent_back: why its general contractor has sent it back, '' where it has not.
    """

    id: UUID
    title: str
    state: str
    state_title: str
    kind: str
    site: str
    employer: str
    handed_at: datetime
    taken_at: datetime | None
    series: UUID
    receipts: tuple[Mapping[str, Any], ...]
    seen: Seen | None
    answers: Mapping[str, Any]
    about: tuple[int, int]
    earlier: tuple[tuple[UUID, str], ...] = ()
    order: str = ""
    own: bool = True
    sent_back: str = ""

    @property
    def waits(self) -> bool:
        return self.state in (WAITING, CONFIRMED)

    @property
    def corrects(self) -> bool:
        return self.series != self.id


@dataclass(frozen=True)
class Listed:
    """A file in the list of those that were handed in."""

    id: UUID
    title: str
    state: str
    state_title: str
    site: str
    handed_at: datetime


def hand_in(hander: Hander, given: Given, at: Moment) -> UUID:
    """Keep a file and read it, or leave it to the worker; return its id. Raises BadUpload, Refused; then nothing is kept."""
    order, account = _order(hander, given)
    whose = handers.meant(hander, given.site or (order.handed.site or 0 if order else 0), account, given.kind)
    name = uuid4()
    with transaction.atomic():
        stored = files.receive(given.name, given.data, hander.person, at.recorded_at)
        HandedFile.objects.create(
            id=name, series=name, file=stored, sender=hander.sender, by=hander.person, kind=given.kind, since=given.since, until=given.until,
            city=whose.city, employer=whose.employer, site=whose.site, account=account, booked_on=given.booked_on, order=order,
            **pay_days.columns(given.pay_day), body=_sealed(name, {"answers": {}, "seen": None}), handed_at=at.recorded_at,
        )  # fmt: skip
    _next(name, at)
    return name


def _order(hander: Hander, given: Given) -> tuple[PayOrder | None, int | None]:
    """Return the order that a file was said to answer, and the account it tells of. Raises Refused."""
    if not given.order.strip():
        return None, given.account
    order = _same_account(pay_order_answers.meant(hander, given.order), given.account)
    return order, order.account


def _same_account(order: PayOrder, account: int | None) -> PayOrder:
    if account not in (None, order.account):
        raise Refused(f"代发指令 {order.number} 是从另一个账户付的。请改选账户，或者核对指令号")
    return order


def listed(hander: Hander, before: UUID | None = None) -> tuple[Listed, ...]:
    """Return what was handed in under the same answer, newest first: ``LISTED`` and one more, which says that there are others.

    before: the last file of the page before. Raises NoSuchFile where that is not this person's.
    """
    found = HandedFile.objects.filter(sender=hander.sender).exclude(state=DROPPED).select_related("file").order_by("-handed_at", "-id")
    if before:
        last = _row(before, hander)
        found = found.filter(Q(handed_at__lt=last.handed_at) | Q(handed_at=last.handed_at, id__lt=last.id))
    rows = list(found[: LISTED + 1])
    where = sites.cards(row.site for row in rows if row.site)
    names = {token: card.name for token, card in where.items()}
    return tuple(Listed(row.id, row.file.title, row.state, row.get_state_display(), names.get(row.site or 0, ""), row.handed_at) for row in rows)


def look(name: UUID, hander: Hander) -> Handed:
    """Return one file, one's own or one that one pays for others. Raises NoSuchFile."""
    row = paid_row(name, hander)
    before = HandedFile.objects.filter(sender=row.sender, employer=row.employer, site=row.site, state=TAKEN, months__overlap=row.months).exclude(pk=row.pk)
    earlier = tuple((each.series, f"{each.file.title}（{local_day(each.taken_at)} 报）") for each in before.select_related("file").order_by("-taken_at")[:10] if each.taken_at) if row.months else ()
    return replace(_handed(row, earlier), own=row.sender == hander.sender, sent_back=on_behalf.why_sent_back(row))


def answer(name: UUID, hander: Hander, answers: Mapping[str, Any], at: Moment, **changed: Any) -> None:
    """Say what columns mean, and read again. changed: columns of the row (kind, since, until, account, booked_on, series, order by its number, pay_day, pay_lag). Raises NoSuchFile, Refused."""
    with transaction.atomic():
        row = _row(name, hander, lock=True)
        if row.state not in (READ, WAITING):
            raise Refused("这个文件已经提交，不能再改。要更正，请重新上传一份")
        if (series := changed.get("series")) and not HandedFile.objects.filter(series=series, sender=row.sender, employer=row.employer, site=row.site, state=TAKEN).exists():
            raise Refused("没有找到要更正的那一份。请从列出的里选")
        if number := changed.pop("order", None):
            changed["order"] = _same_account(pay_order_answers.meant(hander, number), changed.get("account"))
            changed["account"] = changed["order"].account
        elif number is not None:
            changed["order"] = None
        for field, value in changed.items():
            setattr(row, field, value)
        row.state, row.body, row.tries = WAITING, _sealed(row.id, {"answers": dict(answers), "seen": None}), 0
        row.save()
    _next(name, at)


def confirm(name: UUID, hander: Hander, confirmed: Sequence[str], at: Moment) -> None:
    """Let a file that was read count, every doubt confirmed one by one; again, it changes nothing. Raises NoSuchFile, Refused."""
    with transaction.atomic():
        row = _row(name, hander, lock=True)
        if row.state in (CONFIRMED, TAKEN):
            return
        told = _opened(row)
        seen = Seen.of_plain(told["seen"]) if told["seen"] else Seen()
        if row.state != READ or not seen.sound:
            raise Refused("还有要改的地方，没有提交。请先改好")
        if left := [doubt for doubt in seen.doubts if doubt.key not in confirmed]:
            raise Refused(f"还有 {len(left)} 项提醒没有确认：{'；'.join(doubt.says for doubt in left)}")
        row.state, row.tries = CONFIRMED, 0
        row.body = _sealed(row.id, {**told, "confirmed": sorted(set(confirmed))})
        row.save(update_fields=["state", "tries", "body"])
    _next(name, at)


def drop(name: UUID, hander: Hander) -> None:
    """Let go of a file that was not confirmed; the file itself stays as it was handed in. Raises NoSuchFile, Refused."""
    _row(name, hander)
    if not HandedFile.objects.filter(id=name, state__in=(WAITING, READ)).update(state=DROPPED, body=_sealed(name, {"answers": {}, "seen": None})):
        raise Refused("这个文件已经提交，不能撤掉。要更正，请重新上传一份")


def corrections(name: UUID, hander: Hander) -> bytes:
    """Return the workbook of what must be put right. Raises NoSuchFile, also where nothing must."""
    row = _row(name, hander)
    told = _opened(row)
    if not told["seen"]:
        raise NoSuchFile("还没有读完")
    data = files.open_original(row.file).data
    found = handed_reading.read(row, data, told["answers"])
    faults: Sequence[Fault] = found.faults or Seen.of_plain(told["seen"]).faults
    if not faults:
        raise NoSuchFile("没有要改的地方")
    return correcting.marked(found.tables, faults, sheets.template(data))


def row_of(name: UUID, hander: Hander) -> HandedFile:
    """Return the row of a file. Raises NoSuchFile where it is not this person's."""
    return _row(name, hander)


def paid_row(name: UUID, hander: Hander) -> HandedFile:
    """Return the row of a file that is this person's, or that this employer pays as general contractor. Raises NoSuchFile."""
    found = on_behalf.shared(hander).select_related("file").filter(id=name).first() if hander.employer else None
    return found or _row(name, hander)


def answers_of(row: HandedFile) -> Mapping[str, Any]:
    """Return what was said of a file's columns."""
    told: Mapping[str, Any] = _opened(row)["answers"]
    return told


def seen_of(row: HandedFile) -> Seen | None:
    """Return what was seen in a file, None while it waits to be read."""
    told = _opened(row)["seen"]
    return Seen.of_plain(told) if told else None


def work(at: Moment) -> int:
    """Do what waits, one file after another; return how many steps were done. One that fails is tried again, then says so."""
    waiting = HandedFile.objects.filter(state__in=(WAITING, CONFIRMED)).order_by("handed_at").values_list("id", flat=True)[:20]
    return sum(_step(name, at) for name in list(waiting))


def _next(name: UUID, at: Moment) -> None:
    """Do the next step at once where the file is small, else ring for the worker."""
    row = HandedFile.objects.select_related("file").get(id=name)
    if row.file.size <= SMALL:
        _step(name, at)
    else:
        outbox.announce(0)


def _step(name: UUID, at: Moment) -> bool:
    """Read or take one file; return whether it moved."""
    row = HandedFile.objects.select_related("file").get(id=name)
    try:
        if row.state == WAITING:
            return _read(row, at)
        return row.state == CONFIRMED and _take(row, at)
    except Exception as trouble:
        log.exception("handed file %s failed", name)
        gave_up = row.tries + 1 >= TRIES
        told = _opened(row)
        if gave_up:
            told["seen"] = Seen(error=NOT_DONE).as_plain()
        state = READ if gave_up else row.state
        HandedFile.objects.filter(id=name, state=row.state).update(
            tries=row.tries + 1, trouble=f"{type(trouble).__name__}"[:500], state=state, body=_sealed(name, told)
        )
        return False


def _read(row: HandedFile, at: Moment) -> bool:
    told = _opened(row)
    found = handed_reading.read(row, files.open_original(row.file).data, told["answers"])
    seen = _look(row, found, at)
    body = _sealed(row.id, {**told, "seen": seen.as_plain()})
    changed = {"state": READ, "body": body, "months": list(seen.months), "account": row.account, "trouble": ""}
    return bool(HandedFile.objects.filter(id=row.id, state=WAITING).update(**changed))


def _look(row: HandedFile, found: Read, at: Moment) -> Seen:
    """Return what is shown of a file; of a return also which order it answers, whose account it then tells of."""
    tie = _tie(row, found)
    if tie.order and row.account is None:
        row.account = tie.order.account
    found = replace(found, readings=pay_order_answers.as_booked(found.readings, tie))
    seen = handed_reading.look(row, found, ledger_place.current(), at.book)
    return replace(seen, faults=(*seen.faults, *tie.faults), doubts=(*seen.doubts, *tie.doubts), notes=(*seen.notes, *tie.notes), order=tie.shown)


def _tie(row: HandedFile, found: Read) -> Tie:
    return pay_order_answers.tied(row, found.readings) if found.readings and not found.faults and not found.error else Tie()


def _take(row: HandedFile, at: Moment) -> bool:
    """Bring a confirmed file to the ledger. What became wrong since it was confirmed sends it back, with the reasons."""
    told = _opened(row)
    found = handed_reading.read(row, files.open_original(row.file).data, told["answers"])
    with held(payroll(row.series)), pay_order_answers.alone(_tie(row, found).order):
        return _taken(row, found, told, at)


def _taken(row: HandedFile, found: Read, told: Mapping[str, Any], at: Moment) -> bool:
    ledger, tie = ledger_place.current(), _tie(row, found)
    as_seen = bool(told["seen"]) and (tie.shown or {}).get("number") == (told["seen"].get("order") or {}).get("number")
    prepared = handed_reading.prepared_of(row, pay_order_answers.as_booked(found.readings, tie), ledger) if found.readings and not found.faults else None
    if prepared is None or not prepared.sound or tie.faults or not as_seen:
        return _back(row, _look(row, found, at), told)
    try:
        receipts = ledger_intake.take(prepared, ledger)
    except (BadBatch, NumberTaken) as bad:
        return _back(row, Seen(error=str(bad)), told)
    known_columns.remember(known_columns.owner(row), [table.mapping for table in found.tables], at.recorded_at)
    said = [_receipt(prepared.batches[place].table.name, receipt) for place, receipt in enumerate(receipts)]
    said[:0] = [{"pay_sheets": sorted(prepared.sheets), "tokens": sorted(prepared.sheets.values())}] if prepared.sheets else []
    with transaction.atomic():
        pay_order_answers.keep(tie, pay_order_answers.source(row), at.recorded_at)
        done = HandedFile.objects.filter(id=row.id, state=CONFIRMED).update(
            state=TAKEN, receipts=said, taken_at=at.recorded_at, trouble="", order=tie.order
        )
    return bool(done)


def _back(row: HandedFile, seen: Seen, told: Mapping[str, Any]) -> bool:
    body = _sealed(row.id, {**told, "seen": seen.as_plain()})
    return bool(HandedFile.objects.filter(id=row.id, state=CONFIRMED).update(state=READ, body=body))


def _receipt(table: str, receipt: Receipt) -> dict[str, Any]:
    return {
        "table": TITLES.get(table, table), "batch": receipt.batch, "seq": receipt.seq, "rows": receipt.rows,
        "withdrawals": receipt.withdrawals, "repeated": receipt.repeated,
    }  # fmt: skip


def _row(name: UUID, hander: Hander, *, lock: bool = False) -> HandedFile:
    rows = HandedFile.objects.select_for_update() if lock else HandedFile.objects.select_related("file")
    row = rows.filter(id=name, sender=hander.sender).exclude(state=DROPPED).first()
    if row is None:
        raise NoSuchFile("没有这个文件，或者不是您报的")
    return row


def _handed(row: HandedFile, earlier: tuple[tuple[UUID, str], ...] = ()) -> Handed:
    told = _opened(row)
    seen = Seen.of_plain(told["seen"]) if told["seen"] else None
    site = sites.cards([row.site]).get(row.site) if row.site else None
    firm = employers.cards([row.employer]).get(row.employer)
    return Handed(
        row.id, row.file.title, row.state, row.get_state_display(), row.kind, site.name if site else "", firm.name if firm else "",
        row.handed_at, row.taken_at, row.series, tuple(each for each in row.receipts if "batch" in each), seen, told["answers"],
        (row.site or 0, row.employer), earlier,
    )  # fmt: skip


def _sealed(name: UUID, told: Mapping[str, Any]) -> bytes:
    return vault.seal(json.dumps(told, ensure_ascii=False), f"{BODY}:{name}")


def _opened(row: HandedFile) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(vault.open_sealed(bytes(row.body), f"{BODY}:{row.id}"))
    return told
