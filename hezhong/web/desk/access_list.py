"""The list of who opened lines of single workers, for auditors: when, who, of which subject, on which page, how many lines."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hezhong.directory import employers, sites
from hezhong.early_warning import viewings
from hezhong.early_warning.models import Viewing
from hezhong.early_warning.viewings import PAGES, Wanted
from hezhong.early_warning.vocabulary import Subject
from hezhong.kernel import understand
from hezhong.kernel.understand import Unclear
from hezhong.web import clock
from hezhong.web.desk.pages import is_auditor, page

View = Callable[..., HttpResponse]
LONGEST = 40
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Line:
    """A record in words."""

    row: Viewing
    page: str
    subject: str
    kind: str


def for_auditors(view: View) -> View:
    """Let in auditors only."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not is_auditor(request):
            raise PermissionDenied
        return view(request, *arguments, **named)

    return guarded


@require_safe
@for_auditors
def show(request: HttpRequest) -> HttpResponse:
    """The records that the address asks for, newest first, a page at a time."""
    typed = {name: request.GET.get(name, "").replace("\0", "").strip()[:LONGEST] for name in ("who", "since", "until")}
    days, errors = _days(typed)
    if days["since"] and days["until"] and days["since"] > days["until"]:
        errors["until"] = "截止日期早于开始日期，请核对两个日期"
    before = request.GET.get("before", "")
    rows, further = ([], 0) if errors else viewings.listed(
        Wanted(typed["who"], days["since"], days["until"]), min(int(before), LARGEST) if before.isdecimal() else 0
    )
    query = urlencode({name: text for name, text in typed.items() if text})
    return page(
        request, "desk/access_list.html", "access-list", 422 if errors else 200,
        lines=_lines(rows), typed=typed, errors=errors, further=further, query=query, later=bool(before),
    )  # fmt: skip


def _days(typed: dict[str, str]) -> tuple[dict[str, date | None], dict[str, str]]:
    """Return the days that were meant, and for each that was not understood what to do."""
    days: dict[str, date | None] = {"since": None, "until": None}
    errors = {}
    for name in days:
        try:
            days[name] = understand.day(typed[name], clock.today()) if typed[name] else None
        except Unclear as unclear:
            errors[name] = str(unclear)
    return days, errors


def _lines(rows: list[Viewing]) -> list[Line]:
    """Return records with the names of their subjects; two queries whatever their number."""
    of_site = sites.cards(row.subject for row in rows if row.subject_kind == Subject.SITE.code)
    of_employer = employers.cards(row.subject for row in rows if row.subject_kind == Subject.EMPLOYER.code)
    kinds = {kind.code: kind for kind in Subject}
    found = []
    for row in rows:
        card: Any = (of_site if row.subject_kind == Subject.SITE.code else of_employer).get(row.subject)
        kind = kinds[row.subject_kind].title if row.subject_kind in kinds else row.subject_kind
        found.append(Line(row, PAGES.get(row.page, row.page), card.name if card else f"{kind} {row.subject}", kind))
    return found
