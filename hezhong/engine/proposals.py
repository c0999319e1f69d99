"""A figure of law on its way into the book: one administrator proposes it from a document, another approves or declines it.

Every step is one transaction and leaves a line in the history of changes (``directory.changes``), which is only added to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import connection, transaction

from hezhong.directory import regions
from hezhong.directory.changes import Author, note
from hezhong.engine import confirmations, files
from hezhong.engine.core import Refused
from hezhong.engine.files import Handed
from hezhong.engine.models import ConfirmedValue, StoredFile
from hezhong.kernel.places import Place
from hezhong.law.book import LawBook
from hezhong.law.model import NotInForce, Value
from hezhong.law.parameter_files import holds_in, parameters, shape

HISTORY = "法律数据"
MUCH = 2
"""A new amount more than twice the one before, or less than half of it, is looked at once more."""
FIRST = date(1949, 10, 1)
FAR, OVER = "far", "over"
GONE = "这一条已经办过了，请看最新的情况"
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('engine_confirmedvalue'))"


@dataclass(frozen=True)
class Administrator:
    """Who proposes or approves. account: the id, by which nobody approves what is their own. says: name and login."""

    account: int
    says: str


@dataclass(frozen=True)
class Proposal:
    """A figure as typed. seen: what was read; document: the file that was handed in of it. sure: which warnings (FAR, OVER)
    the proposer has answered."""

    name: str
    places: tuple[Place, ...]
    since: date
    cites: str
    seen: str
    until: date | None = None
    case: str = ""
    amount: Decimal | None = None
    parts: tuple[tuple[str, Decimal], ...] = ()
    members: tuple[str, ...] = ()
    text: str = ""
    sure: frozenset[str] = frozenset()
    document: UUID | None = None


def objections(given: Proposal, book: LawBook) -> Mapping[str, str]:
    """Return field -> what is wrong with it and what to do; nothing where it may be proposed."""
    words = parameters().get(given.name)
    if words is None or given.case not in shape(given.name).cases:
        return {"name": "请从列出的里面选是哪一项"}
    if not given.places or not all(holds_in(given.name, place) for place in given.places):
        return {"region": "这一项不在这个地区定，请从列出的里面选地区"}
    found = {**_wrong_numbers(given, words.unit), **_wrong_days(given)}
    found |= {"cites": "请写文件名称和文号"} if not given.cites.strip() else {}
    found |= {"seen": "请写明看的是哪一份、哪一处"} if not given.seen.strip() else {}
    return found or _warnings(given, book)


def _wrong_numbers(given: Proposal, unit: str) -> dict[str, str]:
    """Return what is wrong with what it consists of. Money is more than nothing; a term or a share may be nothing."""
    wanted = shape(given.name)
    if wanted.kind == "amount":
        if given.amount is None:
            return {"amount": "请填写数值，按文件上的写"}
        if given.amount < 0 or (unit.startswith("CNY") and given.amount == 0):
            return {"amount": f"写了“{given.amount}”，{'金额要大于 0' if unit.startswith('CNY') else '不能是负数'}，请按文件上的写"}
        return {}
    if wanted.kind == "parts":
        told = dict(given.parts)
        return {
            f"part_{part}": f"请填写“{parameters()[given.name].words[part]}”，不能是负数"
            for part in wanted.parts
            if part not in told or told[part] < 0
        }
    filled = given.members if wanted.kind == "members" else given.text.strip()
    return {} if filled else {wanted.kind: "请按文件上的写，一行一项" if wanted.kind == "members" else "请按文件上的写"}


def _wrong_days(given: Proposal) -> dict[str, str]:
    if given.since < FIRST:
        return {"since": "写的日子早于1949年10月1日，请看看年份有没有写错"}
    if given.until is not None and given.until < given.since:
        return {"until": "“到哪天为止”要在施行那天以后，请看看是不是写反了"}
    return {}


def _warnings(given: Proposal, book: LawBook) -> dict[str, str]:
    """Return what a person has to look at once more and say so, and what waits already."""
    others = [row for row in _alike(given) if _days_meet(row, given)]
    if waiting := [row for row in others if row.waiting]:
        return {"since": f"已经有一份等核对的（{waiting[0].proposed_by}录入，{waiting[0].since}起）。请先等它核对完，或者撤回它"}
    found = {}
    if (far := _far_off(given, book)) and FAR not in given.sure:
        found[FAR] = far
    if others and OVER not in given.sure:
        last = f"到{others[0].until}" if others[0].until else "没有写到哪天为止"
        found[OVER] = f"和已经确认的{others[0].since}起的那一条日子重叠（{last}，{others[0].cites}）。确实要用新的，请在这里打钩"
    return found


def _far_off(given: Proposal, book: LawBook) -> str:
    """Return in words that a number is far from the one in force before, '' where it is not or there was none."""
    before = previous(given, book)
    if before is None:
        return ""
    pairs = [(given.amount, before.figure), *((n, dict(before.parts).get(part)) for part, n in given.parts)]
    for now, then in pairs:
        if now is not None and then and not then / MUCH <= now <= then * MUCH:
            return f"写的是 {now:f}，原来是 {then:f}，相差一倍以上。请再看一遍原文；没有错的话，请在这里打钩"
    return ""


def previous(given: Proposal, book: LawBook) -> Value | None:
    """Return the figure that stands in the first of its places on its first day, or stood the day before; None where none did."""
    for on in (given.since, given.since - timedelta(days=1)):
        try:
            return book.value(given.name, given.places[0], on, given.case)
        except NotInForce:
            continue
    return None


def _alike(given: Proposal) -> list[ConfirmedValue]:
    """Return what was proposed or approved of the same figure for one of its places, the newest first."""
    places = {place.path for place in given.places}
    rows = ConfirmedValue.objects.filter(name=given.name, case=given.case, ended="").order_by("-id")
    return [row for row in rows if places & {tuple(place) for place in (row.place, *row.also)}]


def _days_meet(row: ConfirmedValue, given: Proposal) -> bool:
    return row.since <= (given.until or date.max) and given.since <= (row.until or date.max)


def propose(given: Proposal, by: Administrator, at: datetime) -> int:
    """Keep a proposal for another administrator; return its id. Raises Refused."""
    with transaction.atomic():
        _alone()
        if wrong := objections(given, confirmations.book()):
            raise Refused("；".join(wrong.values()))
        row = ConfirmedValue.objects.create(
            name=given.name,
            case=given.case,
            place=list(given.places[0].path),
            also=[list(place.path) for place in given.places[1:]],
            amount=given.amount,
            parts=[[part, str(number)] for part, number in given.parts],
            members=list(given.members),
            text=given.text,
            cites=given.cites,
            seen=given.seen,
            document_id=given.document,
            since=given.since,
            until=given.until,
            proposer=by.account,
            proposed_by=by.says,
            proposed_at=at,
        )
        _written_down("录入，等另一名管理员核对", row, by, at)
        return row.pk


def approve(number: int, by: Administrator, at: datetime) -> None:
    """Let a proposal count from now on. Raises Refused, above all to whoever proposed it."""
    with transaction.atomic():
        _alone()
        row = _waiting(number)
        if row.proposer == by.account:
            raise Refused("自己录入的不能自己核对，请另一名系统管理员来核对")
        newest = ConfirmedValue.objects.exclude(approval=None).order_by("-approval").first()
        row.approval = (newest.approval or 0) + 1 if newest else 1
        row.approver, row.approved_by, row.approved_at = by.account, by.says, at
        row.save(update_fields=["approval", "approver", "approved_by", "approved_at"])
        _written_down("核对通过", row, by, at)


def decline(number: int, reason: str, by: Administrator, at: datetime) -> None:
    """Send a proposal back for a reason; it never counts. Raises Refused."""
    if not reason.strip():
        raise Refused("不通过要写明理由，让录入的人知道哪里不对")
    with transaction.atomic():
        _alone()
        row = _waiting(number)
        if row.proposer == by.account:
            raise Refused("自己录入的可以撤回，不能自己核对")
        _end(row, ConfirmedValue.Ended.DECLINED, reason, by, at)
        _written_down(f"核对不通过（{reason}）", row, by, at)


def withdraw(number: int, by: Administrator, at: datetime) -> None:
    """Take back one's own proposal. Raises Refused."""
    with transaction.atomic():
        _alone()
        row = _waiting(number)
        if row.proposer != by.account:
            raise Refused("只有录入的人可以撤回；不对的，请写明理由，不通过")
        _end(row, ConfirmedValue.Ended.WITHDRAWN, "", by, at)
        _written_down("撤回", row, by, at)


def _end(row: ConfirmedValue, how: str, reason: str, by: Administrator, at: datetime) -> None:
    row.ended, row.reason, row.ended_by, row.ended_at = how, reason, by.says, at
    row.save(update_fields=["ended", "reason", "ended_by", "ended_at"])


def _alone() -> None:
    """Let one step at a time decide what counts; the lock lasts as long as the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)


def _waiting(number: int) -> ConfirmedValue:
    row = ConfirmedValue.objects.filter(pk=number).first()
    if row is None or not row.waiting:
        raise Refused(GONE)
    return row


def _written_down(what: str, row: ConfirmedValue, by: Administrator, at: datetime) -> None:
    where = "、".join(regions.code_name(place[-1]) if place else "全国" for place in (row.place, *row.also))
    said = f"{row.amount.normalize():f}" if row.amount is not None else row.text or f"{len(row.parts or row.members)} 项"
    title = parameters()[row.name].title
    note(HISTORY, [f"{what}：{title}，{where}，{row.since}起 {said}（{row.cites}）第{row.pk}号"], Author(by.says, at))


def every() -> tuple[ConfirmedValue, ...]:
    """Return every proposal ever made, the newest first."""
    return tuple(ConfirmedValue.objects.order_by("-id"))


def handed_in(upload: Handed, by: Administrator, at: datetime) -> StoredFile:
    """Keep a copy of a document for a proposal to come. Raises BadUpload with what to do."""
    return files.take(upload, _hand(by), at)


def handed_in_before(file: str, by: Administrator) -> StoredFile | None:
    """Return the copy of that id, if this administrator handed it in and it belongs to no case."""
    try:
        return StoredFile.objects.filter(id=UUID(file), case=None, draft=None, submitted_by=_hand(by)).first()
    except ValueError:
        return None


def _hand(by: Administrator) -> str:
    return f"administrator {by.account}"


def one(number: int) -> ConfirmedValue | None:
    """Return a proposal, None where there is none of that number."""
    if number >= 2**63:
        return None
    return ConfirmedValue.objects.select_related("document").filter(pk=number).first()
