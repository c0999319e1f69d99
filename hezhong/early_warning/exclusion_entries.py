"""Lawful exclusions on their way in: an officer enters one with its document, a head approves it, its last day ends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Case, DateField, DurationField, ExpressionWrapper, F, Q, Value, When
from django.db.models.functions import Greatest

from hezhong.directory import employers, regions, sites
from hezhong.early_warning import rules
from hezhong.early_warning.exclusions import REASONS, Application, faults
from hezhong.early_warning.models import LawfulExclusion
from hezhong.early_warning.reading import is_for_inspection, may_decide, may_enter, may_read_place
from hezhong.early_warning.rule_changes import Hand
from hezhong.early_warning.subjects import Known, known
from hezhong.early_warning.vocabulary import Subject
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Moment
from hezhong.engine.rights import Asker
from hezhong.kernel.dates import ONE_DAY
from hezhong.kernel.places import Place

SIZE = 100
"""How many exclusions a page lists."""
MOST = 500
"""How many exclusions of one subject its page lists at most."""
STATES = ("waiting", "standing", "ahead", "over", "ended", "declined")
"""In the order of lists."""
GONE = "这一条已经有人办过了，请看最新的情况"


@dataclass(frozen=True)
class Entry:
    """An exclusion with whom it is about. state: waiting, standing, ahead, over, ended, declined. left: days to the last one."""

    row: LawfulExclusion
    subject: Known
    state: str
    left: int

    @property
    def may_end(self) -> bool:
        return self.state in ("standing", "ahead")


def silenced(reason: str, kind: Subject) -> tuple[str, ...]:
    """Return the codes of the rules about such a subject that a reason may silence; none for an unknown reason."""
    known_reason = REASONS.get(reason)
    if known_reason is None:
        return ()
    about = (rule for rule in rules.declared().values() if rule.family.subject is kind)
    return tuple(rule.code for rule in about if known_reason.silences(rule))


def enter(asked: Application, who: Hand, at: Moment) -> LawfulExclusion:
    """Write an exclusion that waits for a head. Raises Refused."""
    if not may_enter(who.asker, asked.place):
        raise Refused("这个对象不在您岗位管的地区，请交给当地的机关录入")
    kind = next(each for each in Subject if each.code == asked.subject_kind)
    wrong = faults(asked, rules.declared())
    if asked.until < at.happened_on:
        wrong.append("截止日期已经过去了，不会再起作用，请核对。")
    codes = asked.rules or silenced(asked.reason, kind)
    if not wrong and not codes:
        wrong.append(f"这个理由不能排除关于{kind.title}的任何规则，请选择其他理由。")
    if wrong:
        raise Refused("".join(wrong))
    return LawfulExclusion.objects.create(
        subject_kind=asked.subject_kind, subject=asked.subject, worker=asked.worker, rules=list(codes), reason=asked.reason,
        document=asked.document.strip(), since=asked.since, until=asked.until, by=who.account, by_words=who.words, at=at.recorded_at,
    )  # fmt: skip


def one(id: int, asker: Asker, on: date) -> Entry | None:
    """Return an exclusion that somebody may read, or None."""
    row = LawfulExclusion.objects.filter(id=id).first()
    found = _entries([row], on) if row else []
    return found[0] if found and may_read_place(asker, found[0].subject.place) else None


def listed(asker: Asker, on: date, after: str = "") -> tuple[list[Entry], str, int]:
    """Return a page of the exclusions of the asker's places, the key of the next ('' for none), and how many there are in all.

    Those that wait come first, then those that end soonest, then what is over. after: key of the page before; one that is none
    begins at the top.
    """
    mine = LawfulExclusion.objects.filter(_mine(asker))
    rows = list(_from(after, mine.annotate(rank=_rank(on), far=_far(on)))[: SIZE + 1])
    last = rows[SIZE - 1] if len(rows) > SIZE else None
    return _entries(rows[:SIZE], on), f"{last.rank}.{abs((last.until - on).days)}.{last.pk}" if last else "", mine.count()


def _mine(asker: Asker) -> Q:
    """Return ``may_read_place`` of the subjects' places as a filter; one whose place nobody knows is the province's."""
    found = Q(pk__in=())
    if not asker.active:
        return found
    for place in (duties.place for duties in asker.duties if is_for_inspection(duties)):
        if len(place.path) < 2:
            return Q()
        found |= Q(subject_kind=Subject.SITE.code, subject__in=sites.tokens_in(place))
        found |= Q(subject_kind=Subject.EMPLOYER.code, subject__in=employers.tokens_in(place))
    return found


def _rank(on: date) -> Case:
    """Return the place of the state among ``STATES``, as ``_state`` has it."""
    order = {name: Value(place) for place, name in enumerate(STATES)}
    return Case(
        When(approved_at=None, ended_on=None, then=order["waiting"]), When(approved_at=None, then=order["declined"]),
        When(ended_on__lte=on, then=order["ended"]), When(until__lt=on, then=order["over"]),
        When(since__lte=on, then=order["standing"]), default=order["ahead"],
    )  # fmt: skip


def _far(on: date) -> Greatest:
    """Return how far the last day is, before or after."""
    day, length = Value(on, DateField()), DurationField()
    return Greatest(ExpressionWrapper(F("until") - day, length), ExpressionWrapper(day - F("until"), length))


def _from(key: str, found: Any) -> Any:
    """Return exclusions in the order of lists from a key on."""
    ordered = found.order_by("rank", "far", "-id")
    parts = key.split(".")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) < 10 for part in parts):
        return ordered
    rank, far, last = int(parts[0]), int(parts[1]) * ONE_DAY, int(parts[2])
    return ordered.filter(Q(rank__gt=rank) | Q(rank=rank, far__gt=far) | Q(rank=rank, far=far, id__lt=last))


def of_subject(kind: Subject, token: int, on: date) -> list[Entry]:
    """Return the exclusions of one subject, whoever may read it; the page of the subject has asked before."""
    return _entries(LawfulExclusion.objects.filter(subject_kind=kind.code, subject=token).order_by("-id")[:MOST], on)


def _entries(rows: Iterable[LawfulExclusion], on: date) -> list[Entry]:
    found, root = list(rows), int(regions.root().path[-1])  # where the register knows no place, the province stands for it
    about = {kind: known(kind, dict.fromkeys((row.subject for row in found if row.subject_kind == kind.code), root)) for kind in Subject}
    kinds = {kind.code: kind for kind in Subject}
    return [Entry(row, about[kinds[row.subject_kind]][row.subject], _state(row, on), (row.until - on).days) for row in found]


def _state(row: LawfulExclusion, on: date) -> str:
    if row.approved_at is None:
        return "declined" if row.ended_on else "waiting"
    if row.ended_on and row.ended_on <= on:
        return "ended"
    return "over" if row.until < on else "standing" if row.since <= on else "ahead"


def decide(id: int, place: Place, who: Hand, at: Moment, *, agrees: bool, reason: str) -> None:
    """Approve an exclusion, or refuse it with a reason; who entered it may only withdraw it. Raises Refused."""
    with transaction.atomic():
        row = LawfulExclusion.objects.select_for_update().get(id=id)
        own = row.by == who.account
        if row.approved_at is not None or row.ended_on is not None:
            raise Refused(GONE)
        if own and agrees:
            raise Refused("自己录入的不能自己批准，请负责人批准")
        if not own and not may_decide(who.asker, place):
            raise Refused("只有管这个地区的负责人才能批准")
        if agrees and row.until < at.happened_on:
            raise Refused("截止日期已经过去了，批准也不会起作用。请退回，重新录入")
        if not agrees and not own and not reason.strip():
            raise Refused("请写明不同意的理由，录入的人会看到")
        if agrees:
            row.approved_by, row.approved_words, row.approved_at = who.account, who.words, at.recorded_at
        else:
            row.ended_on, row.ended_words = at.happened_on, f"{who.words}：{'撤回' if own else reason.strip()}"
        row.save()


def end(id: int, place: Place, who: Hand, at: Moment, reason: str) -> None:
    """End an approved exclusion before its last day: from this day on it holds no more. Raises Refused."""
    with transaction.atomic():
        row = LawfulExclusion.objects.select_for_update().get(id=id)
        if row.approved_at is None or row.ended_on is not None or row.until < at.happened_on:
            raise Refused(GONE)
        if not may_enter(who.asker, place):
            raise Refused("这个对象不在您岗位管的地区，不能结束")
        if not reason.strip():
            raise Refused("请写明为什么提前结束，如：有一期没有付")
        row.ended_on, row.ended_words = at.happened_on, f"{who.words}：{reason.strip()}"
        row.save()
