"""The page of one proposed figure: what it says, what it replaces, who has to check it, and what rests on the old figure."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from hezhong.directory import offices
from hezhong.directory.models import Account
from hezhong.engine import confirmations, proposals, resting
from hezhong.engine.core import Refused
from hezhong.engine.proposals import Administrator, Proposal
from hezhong.engine.resting import OfOffice, Reckoned
from hezhong.kernel.places import NATION, Place
from hezhong.law.book import LawBook
from hezhong.law.entitlement import by_id
from hezhong.law.model import Value
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk import law_lines
from hezhong.web.desk.case import sent
from hezhong.web.desk.law_lines import Line
from hezhong.web.desk.pages import for_staff, is_administrator, page

MOST = 100
"""Cases that are listed one by one; more are only counted."""


@dataclass(frozen=True)
class Told:
    """A proposal in words. mine: whether it waits and this person proposed it. state: where it stands."""

    row: Any
    line: Line
    state: str
    mine: bool


@dataclass(frozen=True)
class Counted:
    """How many cases of an office rest on a figure."""

    office: str
    title: str
    open: bool
    cases: int


def me(request: HttpRequest) -> Administrator:
    """Return who is at the desk as somebody who proposes or approves."""
    account: Any = request.user
    return Administrator(account.pk or 0, f"{account.shown_name or account.get_username()}（{account.get_username()}）")


def others(request: HttpRequest) -> list[str]:
    """Return the administrators who may check what this one proposes, by name and login."""
    found = Account.objects.filter(kind=Account.Kind.ADMINISTRATOR, is_active=True).exclude(pk=request.user.pk or 0)
    return [f"{each.shown_name or each.username}（{each.username}）" for each in found.order_by("username")]


def told(row: Any, who: Administrator) -> Told:
    """Return a proposal in words, for somebody."""
    values = list(confirmations.values_of(row))
    line = law_lines.line(values, row.since, applies=False)
    state = "等核对" if row.waiting else row.get_ended_display() if row.ended else "已确认"
    return Told(row, line, state, row.waiting and row.proposer == who.account)


@require_safe
@for_staff
def show(request: HttpRequest, number: int) -> HttpResponse:
    return _shown(request, number)


def _shown(request: HttpRequest, number: int, status: int = 200, refusal: str = "") -> HttpResponse:
    row, moment, who = proposals.one(number), clock.moment(), officer(request)
    if row is None:
        raise Http404("没有这一条")
    before = [] if row.ended else _before(row, moment.book if row.approval is None else confirmations.before(row))
    old = [value for _, value in before if row.since <= (value.until or date.max)]
    on = moment.happened_on
    asker = None if is_administrator(request) else who.asker
    counted = [] if row.ended else _counted(resting.by_office(row, asker, on))
    reckoned = _counted(resting.reckoned_by_office(old, row.approval, asker, on))
    return page(
        request,
        "desk/law_proposal.html",
        "law-values",
        status,
        told=told(row, me(request)),
        others=others(request),
        before=_lines(before, row.since),
        resting=resting.on_what_it_replaces(row, who.asker, on, MOST) if counted else [],
        counted=counted,
        cases=sum(each.cases for each in counted),
        reckoned=reckoned,
        sums=_sums(resting.reckoned_with(old, row.approval, who.asker, on, MOST) if reckoned else []),
        most=MOST,
        may=is_administrator(request),
        refusal=refusal,
        typed=request.POST,
    )


def _counted(found: list[OfOffice]) -> list[Counted]:
    return [Counted(offices.office(each.office).name, each.title, each.open, each.cases) for each in found]


def _sums(found: list[Reckoned]) -> list[tuple[str, Reckoned]]:
    """Return (title of the entitlement, calculation)."""
    known = by_id()
    return [(known[each.entitlement].title if each.entitlement in known else each.entitlement, each) for each in found]


def _before(row: Any, book: LawBook) -> list[tuple[Place, Value]]:
    """Return (place, figure) of what stands in each of its places without it; nothing where nothing stands."""
    found = []
    for path in (row.place, *row.also):
        here = Place(tuple(path))
        given = Proposal(row.name, (here,), row.since, row.cites, row.seen, case=row.case)
        if value := proposals.previous(given, book):
            found.append((here, value))
    return found


def _lines(before: list[tuple[Place, Value]], since: date) -> list[Line]:
    """Return a line for each figure, with all the places where it stands."""
    alike: dict[Value, list[Value]] = {}
    for here, value in before:
        alike.setdefault(replace(value, place=NATION), []).append(replace(value, place=here))
    return [law_lines.line(values, since, applies=False) for values in alike.values()]


@require_safe
@for_staff
def document(request: HttpRequest, number: int) -> HttpResponse:
    """The document of a proposal: the cleaned copy to look at, or the original to download."""
    row = proposals.one(number)
    if row is None or row.document is None:
        raise Http404("没有这个文件")
    return sent(row.document, original="original" in request.GET)


@require_POST
@for_staff
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Approve, decline with a reason, or withdraw: what the pressed button says."""
    if not is_administrator(request):
        raise PermissionDenied
    if proposals.one(number) is None:
        raise Http404("没有这一条")
    who, at = me(request), clock.now()
    try:
        match request.POST.get("step"):
            case "approve":
                if request.POST.get("read") != "yes":
                    raise Refused("请先对照文件原文，在“我已对照原文”前面打钩")
                proposals.approve(number, who, at)
            case "decline":
                proposals.decline(number, request.POST.get("reason", "").replace("\0", "").strip()[:300], who, at)
            case "withdraw":
                proposals.withdraw(number, who, at)
            case _:
                raise Refused("请按页面上的按钮：核对通过、不通过或者撤回")
    except Refused as refused:
        return _shown(request, number, 422, str(refused))
    return redirect("value-proposal", number)
