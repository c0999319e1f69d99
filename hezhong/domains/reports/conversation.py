"""The two doors to a filed report: the reporter's, by receipt, and the handling office's, by rights. Letters go both ways."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hezhong.directory import officers
from hezhong.domains.reports import receipts
from hezhong.domains.reports.models import Reading, SealedReport
from hezhong.domains.reports.sealing import Unsealed, unwrap
from hezhong.engine import core, loading, store, unnamed
from hezhong.engine.core import THE_CLOCK, Refused
from hezhong.engine.dossier import Actor, Destination, Dossier, Event, Moment
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.rights import Asker
from hezhong.engine.roles import DIRECTOR, DISPATCHER, FINISHER, HANDLERS, LEGAL_REVIEWER, MEMBER

READERS = frozenset({*HANDLERS, MEMBER, DISPATCHER, DIRECTOR, LEGAL_REVIEWER, FINISHER})
"""Roles that only a post in the handling office gives; who merely looks after it from above or had it before is not there."""
WRITERS = frozenset({*HANDLERS, FINISHER})
MOST = 4000
SHOWN = 12
NOT_YOURS = "没有这份举报，或者您不能查看"


@dataclass(frozen=True)
class AtDesk:
    """A report as an officer has it open. may_write: it is this officer's to handle."""

    report: Unsealed
    case_id: UUID
    actor: Actor
    may_write: bool


def by_receipt(typed: str) -> Unsealed | None:
    """Return the report of a receipt, or None; whether one is near makes no difference in time."""
    receipt = receipts.normal(typed)
    row = SealedReport.objects.filter(locator=receipts.locator(receipt), case__isnull=False).first() if receipt else None
    return unwrap(row) if receipts.fits(row.receipt if row else "", receipt) and row else None


def at_desk(case_id: UUID, asker: Asker, at: Moment, what: str) -> AtDesk:
    """Return the report for an officer of the office that handles it; that it was opened is kept. Raises NoSuchCase."""
    loaded = loading.look(case_id)
    actor = store.actor_in(loaded, asker, at)
    row = SealedReport.objects.filter(case=case_id).first()
    if row is None or not actor.roles & READERS or _sits_there(loaded.dossier.facts.about, actor, at):
        raise NoSuchCase(NOT_YOURS)
    Reading.objects.create(report=row, by=int(asker.person), what=what, at=at.recorded_at)
    return AtDesk(unwrap(row), case_id, actor, bool(actor.roles & WRITERS))


def looks(open_: AtDesk) -> list[tuple[int, str, datetime]]:
    """Return who opened the report last: (token, what, when), newest first."""
    rows = Reading.objects.filter(report=open_.report.row).order_by("-at", "-id")[:SHOWN]
    return list(rows.values_list("by", "what", "at"))


def _sits_there(about: Destination | None, actor: Actor, at: Moment) -> bool:
    """Whether the officer has a post in the office reported by now; who had one that day is barred by name."""
    if about is None:
        return False
    return actor.person in {str(token) for token, _, _ in officers.of_office(about.office, at.recorded_at.date())}


def from_reporter(report: Unsealed, text: str, press: str, at: Moment) -> int:
    """Keep a letter of the reporter, once for each press; return its number, 0 when it was there. Raises Refused."""
    return _written(report, text, None, press, "hear", unnamed.by_the_day(at))


def from_office(open_: AtDesk, text: str, press: str, at: Moment, *, answers: bool) -> int:
    """Keep a letter to the reporter; ``answers``: it is the answer that the law owes. Returns as above. Raises Refused."""
    if not open_.may_write:
        raise Refused("给举报人写信由承办人来做。请先领办，或者请科室负责人分派")
    return _written(open_.report, text, int(open_.actor.person), press, "answer" if answers else "write", at)


def _written(report: Unsealed, text: str, by: int | None, press: str, action: str, at: Moment) -> int:
    text = text.replace("\0", "").strip()
    if not text:
        raise Refused("信里还没有写字。请写几句再寄出")
    if len(text) > MOST:
        raise Refused(f"一封信最多写 {MOST} 字，现在有 {len(text)} 字。请分成两封")
    case_id = report.row.case_id
    assert case_id is not None
    with transaction.atomic():
        number = report.add_letter(text, by, at.happened_on, press)
        if number:
            store.by_clock(case_id, lambda dossier: [_event(dossier, action, by, at)], at)
        return number


def _event(dossier: Dossier[object], action: str, by: int | None, at: Moment) -> Event:
    """Return the event that says a letter came or went, and no word of it; a trail never steps back in time."""
    recorded = max(at.recorded_at, dossier.events[-1].recorded_at)
    actor = Actor(str(by or ""), THE_CLOCK.roles)
    return core.decide(dossier, action, actor, Moment(at.happened_on, recorded, at.book))
