"""离岗交接: the head picks who leaves, sees every open case, says who takes which, and hands all over at once."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hezhong.directory import officers
from hezhong.engine import leaving, store, worklist
from hezhong.engine.core import Refused
from hezhong.engine.leaving import Leaver
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.received import KeyReused
from hezhong.engine.views import WorklistRow
from hezhong.engine.worklist import Filters
from hezhong.kernel import understand
from hezhong.kernel.dates import spoken
from hezhong.kernel.understand import Unclear
from hezhong.web import acting, clock
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_officers, oversees, page

MOST = 500
HANDED_OVER = "handed_over"


@dataclass
class Sheet:
    """What the page shows: who leaves, the cases, and who is to take them. taking: those ticked to share the rest."""

    staff: dict[int, str]
    leaver: int = 0
    rows: list[WorklistRow] = field(default_factory=list)
    unseen: int = 0
    to: dict[UUID, int] = field(default_factory=dict)
    taking: list[int] = field(default_factory=list)
    since: str = ""

    @property
    def others(self) -> dict[int, str]:
        return {token: name for token, name in self.staff.items() if token != self.leaver}

    @property
    def lines(self) -> list[tuple[WorklistRow, int]]:
        return [(row, self.to.get(row.id, 0)) for row in self.rows]

    @property
    def shares(self) -> list[tuple[str, int]]:
        """Return (name, number of cases) of those who take some, in the order of the staff."""
        counted = Counter(self.to.values())
        return [(name, counted[token]) for token, name in self.staff.items() if counted[token]]

    @property
    def left_over(self) -> int:
        return len(self.rows) - len(self.to)


@require_http_methods(["GET", "POST"])
@for_officers
def hand_over(request: HttpRequest) -> HttpResponse:
    """Pick the leaver and see the cases (GET); share them out, or hand them over (POST)."""
    if not oversees(officer(request)):
        raise PermissionDenied
    sheet = _sheet(request)
    if request.method == "GET":
        return _shown(request, sheet, done=request.session.pop(HANDED_OVER, None))
    if not sheet.leaver:
        return _shown(request, sheet, 422, refusal="请先选谁离岗")
    if "share" in request.POST:
        return _shared_out(request, sheet)
    return _handed_over(request, sheet)


def _shared_out(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Show who would take which: nothing is changed yet."""
    if not sheet.taking:
        return _shown(request, sheet, 422, refusal="请勾选由谁接手，可以勾几个人")
    turns = cycle(sheet.taking)
    for row in sheet.rows:
        if row.id not in sheet.to:
            sheet.to[row.id] = next(turns)
    return _shown(request, sheet)


def _handed_over(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    who, moment = officer(request), clock.moment()
    try:
        since = _since(sheet.since, moment.happened_on)
        if not sheet.rows and since is None:
            raise Refused("手上没有要交接的案件")
        if sheet.left_over:
            raise Refused(f"还有 {sheet.left_over} 件没有选由谁接手。请逐件选，或者勾选几个人再按“轮流分”")
        shares: dict[int, list[UUID]] = {}
        for case, token in sheet.to.items():
            shares.setdefault(token, []).append(case)
        leaver = Leaver(sheet.leaver, who.office, since)
        how = store.Submission(request.POST.get("key", ""))
        moved = leaving.hand_over(leaver, shares, who.asker, moment, how)
    except (Refused, NoSuchCase, KeyReused, Unclear) as refused:
        return _shown(request, sheet, 422, refusal=str(refused))
    request.session[HANDED_OVER] = {
        "name": sheet.staff[sheet.leaver],
        "cases": moved,
        "shares": sheet.shares,
        "since": spoken(since) if since else "",
    }
    return redirect(reverse("hand-over"))


def _since(text: str, today: date) -> date | None:
    """Return the first day without the post, None where nothing was typed. Raises Unclear, Refused."""
    if not text:
        return None
    day = understand.day(text, today)
    if day < today:
        raise Refused(f"{spoken(day)}已经过去。请填今天或者以后的日子，写上年份，如 {today.year}-12-01")
    return day


def _sheet(request: HttpRequest) -> Sheet:
    """Return the page as it was sent: only cases and officers that are really there."""
    who, moment = officer(request), clock.moment()
    today = moment.happened_on
    staff = {token: name for token, name, _ in officers.of_office(who.office, today)}
    sent = request.POST if request.method == "POST" else request.GET
    sheet = Sheet(staff, since=sent.get("since", "").strip())
    leaver = _token(sent.get("officer", ""))
    if leaver not in staff:
        return sheet
    sheet.leaver = leaver
    filters = Filters(assignee=str(leaver), office=who.office)
    found = worklist.page(who.asker, filters, "", today, moment.calendar, MOST)
    sheet.rows = [row for band in found.bands for row in band.rows]
    sheet.unseen = leaving.held(leaver, who.office) - len(sheet.rows)
    chosen = {row.id: _token(sent.get(f"to-{row.id}", "")) for row in sheet.rows}
    sheet.to = {case: token for case, token in chosen.items() if token in sheet.others}
    sheet.taking = [token for token in map(_token, sent.getlist("taking")) if token in sheet.others]
    return sheet


def _token(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 20 else 0


def _shown(request: HttpRequest, sheet: Sheet, status: int = 200, **more: Any) -> HttpResponse:
    return page(request, "desk/handover.html", "team", status, sheet=sheet, key=acting.new_key(), **more)
