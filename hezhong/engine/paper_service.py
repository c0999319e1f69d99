"""What a record of service does to its paper: served at once, served from a day ahead (公告送达), or not at all.

A paper that is served from a day ahead counts as on its way (送达中) until then; it may still be handed over before.
"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from hezhong.engine import electronic
from hezhong.engine.case_type import Service
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Dossier, Event
from hezhong.engine.models import Case, Paper
from hezhong.engine.roles import FILE
from hezhong.engine.serving import Method

COLUMNS = ["stage", "served_on", "served_by", "posted_on", "served_event"]


def record(row: Case, event: Event) -> None:
    """Take the paper on as the record of service says; an attempt that failed leaves it as it is. Raises Refused."""
    given: Service = event.given
    if given.on == FILE.name:
        raise Refused("这份文书存入案卷，不用登记送达")
    paper = _to_serve(row, event)
    if paper is None:
        raise Refused("没有要送达的文书：它还没有出具，或者已经送达过")
    if paper.stage == Paper.Stage.DRAFT:
        raise Refused(f"《{paper.title}》还没有签发，签发以后才能送达")
    if paper.stage == Paper.Stage.NUMBERED:
        raise Refused(f"《{paper.title}》正在定稿，请过几秒再登记送达")
    _not_before_its_signing(paper, event.happened_on)
    if given.delivered:
        _write(paper, event)
    if given.delivered and given.method is Method.ELECTRONIC:
        electronic.deliver(paper, event)


def take_back(row: Case, after: Dossier[Any], struck: Event) -> None:
    """A service struck out: the paper is to be served again, or still on its way by the notice of before."""
    given: Service = struck.given
    for paper in _served(row, struck):
        before = [event for event in after.done if _same(event.given, given) and event.given.delivered]
        mine = [event for event in before if event.number > paper.event and _counts_for(paper, event)]
        if mine:
            _write(paper, mine[-1])
            continue
        paper.stage, paper.served_on, paper.served_by = Paper.Stage.SEALED, None, ""
        paper.posted_on = paper.served_event = None
        paper.save(update_fields=COLUMNS)


def redate(row: Case, moved: Event, after: Dossier[Any]) -> None:
    """A service that is moved to its true day happened on that day for its paper too. Raises Refused."""
    event = next(each for each in after.done if each.number == moved.number)
    for paper in _served(row, moved):
        _not_before_its_signing(paper, event.happened_on)
        _write(paper, event)


def _to_serve(row: Case, event: Event) -> Paper | None:
    """Return the newest copy that is still to be served: also one whose public notice is still running."""
    given: Service = event.given
    there = Paper.objects.filter(case=row, document=given.document, role=given.on, party=given.party)
    waiting = ~Q(stage__in=[Paper.Stage.SERVED, Paper.Stage.VOID])
    if given.method is not Method.NOTICE:
        waiting |= Q(stage=Paper.Stage.SERVED, posted_on__isnull=False, served_on__gt=event.happened_on)
    return there.filter(waiting).order_by("-event").first()


def _served(row: Case, event: Event) -> QuerySet[Paper]:
    """Return the paper that this event served; rows of before do not name it, and are found by their day."""
    given: Service = event.given
    there = Paper.objects.filter(case=row, document=given.document, role=given.on, party=given.party)
    unnamed = Q(served_event=None, served_on=event.happened_on)
    return there.filter(Q(served_event=event.number) | unnamed, stage=Paper.Stage.SERVED)


def _counts_for(paper: Paper, event: Event) -> bool:
    """Return whether an earlier service was of this very copy: nothing is served before it is signed off."""
    return paper.signed_on is None or event.happened_on >= paper.signed_on


def _same(one: Any, other: Service) -> bool:
    return isinstance(one, Service) and (one.document, one.on, one.party) == (other.document, other.on, other.party)


def _not_before_its_signing(paper: Paper, day: date) -> None:
    if paper.signed_on and day < paper.signed_on:
        raise Refused(f"《{paper.title}》{paper.signed_on}才签发，送达日不能早于这一天")


def _write(paper: Paper, event: Event) -> None:
    given: Service = event.given
    paper.stage, paper.served_by, paper.served_event = Paper.Stage.SERVED, given.method.label, event.number
    paper.served_on, paper.posted_on = event.counts_from, event.happened_on if event.effective_on else None
    paper.save(update_fields=COLUMNS)
