"""The calendar of working days: which notice each year rests on; a year typed in by one administrator, approved by another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from hezhong.engine import clock_desk, clock_law
from hezhong.engine.answers import Prose
from hezhong.engine.clock_desk import NoSuchRun
from hezhong.engine.clock_law import Notice
from hezhong.engine.core import Refused
from hezhong.kernel import holidays, understand
from hezhong.kernel.dates import ONE_DAY
from hezhong.kernel.fields import ask
from hezhong.kernel.understand import Unclear
from hezhong.web import clock
from hezhong.web.desk.pages import for_staff, is_administrator, page
from hezhong.web.desk.tolling import AT, administrator, decided, for_administrators
from hezhong.web.forms import Form
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Raw

BETWEEN = re.compile("至|到|~|～|—|－")
APART = re.compile(r"[、，,；;。\s]+")
LONGEST = 60  # days of one range: more is a slip of the pen


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A year as an administrator types it from the notice."""

    year: int = ask("年份", group="通知", example="2027")
    number: str = ask("文号", group="通知", example="国办发明电〔2026〕7号", most=60)
    issued: date = ask("发布日期", group="通知", example="2026-11-4")
    off: Prose = ask("放假的日子", "一段一段写，周末也算在里面", group="日子", example="2027-1-1至2027-1-3、2027-2-5至2027-2-11", most=1000)
    worked: Prose = ask("调休上班的周末", group="日子", example="2027-1-30、2027-2-14", most=500, optional=True, default=Prose(""))


@require_http_methods(["GET", "POST"])
@for_staff
def show(request: HttpRequest) -> HttpResponse:
    """The years in force and those that wait; a new one by POST."""
    if request.method == "GET":
        return _shown(request, _form(Raw({})))
    for_administrators(request)
    form = _form(Raw.sent(request.POST.lists()), complain=True)
    if form.reading.errors:
        return _shown(request, form, 422)
    given: Typed = form.reading.answers(Typed)
    try:
        off, worked = (tuple(days_in(text, clock.today())) for text in (given.off, given.worked))
        notice = Notice(given.year, given.number, given.issued, off, worked)
        clock_law.propose(notice, administrator(request), clock.now())
    except (Refused, Unclear) as refused:
        return _shown(request, form, 422, str(refused))
    return redirect("calendar")


def _form(raw: Raw, *, complain: bool = False) -> Form:
    return Form.of(Typed, raw, around(clock.today()), complain=complain)


def days_in(text: str, today: date) -> Iterator[date]:
    """Yield the days of a list of days and ranges: 2027-1-1至2027-1-3、2027-4-5. Raises Unclear."""
    for part in filter(None, APART.split(text)):
        ends = [understand.day(each, today) for each in BETWEEN.split(part)]
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or last < first or (last - first).days > LONGEST:
            raise Unclear(f"没看懂“{understand.quoted(part)}”。一段写成 2027-1-1至2027-1-3")
        yield from (first + n * ONE_DAY for n in range((last - first).days + 1))


def _shown(request: HttpRequest, form: Form, status: int = 200, refusal: str = "") -> HttpResponse:
    typed = clock_desk.years()
    me = administrator(request).account if is_administrator(request) else 0
    return page(
        request, "desk/calendar.html", AT, status,
        form=form, refusal=refusal, may=bool(me),
        typed=[(year, _dry(year), me not in (0, year.by) and not hasattr(year, "decision")) for year in typed],
        in_force=_in_force(typed),
        runs=clock_desk.recomputations(),
    )  # fmt: skip


def _dry(year: Any) -> Any:
    return next(iter(year.runs.all()), None)


def _in_force(typed: list[Any]) -> list[tuple[int, str, str]]:
    """Return (year, its notices, where they come from), the newest first; who typed last is in force."""
    files = {year: "、".join(each.number for each in notices) for year, notices in holidays.notices().items()}
    approved = [each for each in typed if hasattr(each, "decision") and each.decision.agrees]
    confirmed = {each.year: each.number for each in sorted(approved, key=lambda each: each.decision.pk)}
    found = {**{year: (number, "随系统发布") for year, number in files.items()}}
    found |= {year: (number, "管理员录入、批准") for year, number in confirmed.items()}
    return [(year, *found[year]) for year in sorted(found, reverse=True)]


@require_POST
@for_staff
def decide(request: HttpRequest, year: int) -> HttpResponse:
    """Approve a year, or refuse it with a reason."""
    for_administrators(request)
    try:
        decided(request, clock_desk.year(year))
    except NoSuchRun:
        raise Http404("没有这一年的录入") from None
    except Refused as refused:
        return _shown(request, _form(Raw({})), 422, str(refused))
    return redirect("calendar")
