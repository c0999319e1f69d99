"""Situation reports (形势分析报告): published by a leader, read and checked again by whoever looks after the work of the region."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hezhong.directory import regions
from hezhong.early_warning.vocabulary import Grade
from hezhong.engine import foremost
from hezhong.engine.core import Refused
from hezhong.indicators import publishing, report_editions
from hezhong.indicators.models import Report
from hezhong.indicators.publishing import Signing, Whole
from hezhong.indicators.report_editions import AlreadyPublished
from hezhong.web import clock
from hezhong.web.asking import Officer, officer
from hezhong.web.desk.centre import lists, period_figures, printed, scope, situation
from hezhong.web.desk.pages import for_officers, oversees, page

View = Callable[..., HttpResponse]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN = 500


def for_overseers(view: View) -> View:
    """Let in who looks after the work of others in the post acted in: a report counts what all of them do."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not oversees(officer(request)):
            raise PermissionDenied
        return view(request, *arguments, **named)

    return for_officers(guarded)


@require_http_methods(["GET", "POST"])
@for_overseers
def index(request: HttpRequest) -> HttpResponse:
    """The reports of a region, and publishing one; only a leader publishes, and only for the region of the own post."""
    who = officer(request)
    code = scope.region_of(request.GET, who)
    leads = bool(who.post and who.post.leader)
    if request.method == "GET":
        own = scope.own(who).path[-1]
        kinds = [_choice(kind, label, own) for kind, label in Report.Kind.choices] if leads and code == own else ()
        return page(
            request, "desk/centre/reports.html", "command", reports=publishing.of_region(code), kinds=kinds,
            place=regions.code_name(code), code=code,
        )  # fmt: skip
    if not leads:
        raise PermissionDenied
    kind = request.POST.get("kind", "")
    if kind not in Report.Kind.values or who.post is None:
        return page(request, "desk/centre/refused.html", "command", 422, why="没看懂要发布哪一种报告。请在列表页点“发布周报”或者“发布季报”")
    moment = clock.moment()
    try:
        report = situation.publish(who.asker, scope.own(who).path[-1], situation.period(kind, moment.happened_on), _signing(who), moment)
    except AlreadyPublished as there:
        return page(request, "desk/centre/refused.html", "command", 422, why=str(there), there=there.report)
    return redirect("command-report", report.id)


def _choice(kind: str, label: str, region: str) -> tuple[str, str, str, Report | None]:
    """Return (kind, its name, the period, the report that is published of it) of what could be published now."""
    which = situation.period(kind, clock.today())
    return kind, label, which.words, report_editions.latest(kind, region, which.since)


def _signing(who: Officer) -> Signing:
    return Signing(who.standing.token or 0, who.name, who.office)


@require_safe
@for_overseers
def one(request: HttpRequest, report: UUID) -> HttpResponse:
    """A report as it was published, with everything compared again."""
    return _shown(request, _whole(request, report))


def _shown(request: HttpRequest, whole: Whole, status: int = 200, refusal: str = "") -> HttpResponse:
    figures = [(each, printed.valued(each.figure)) for each in whole.figures]
    addresses = {code: reverse("command-report-list", args=[whole.report.id, code]) for code in period_figures.CODES if whole.figure(code)}
    later: Report | None = getattr(whole.report, "replaced_by", None)
    return page(
        request, "desk/centre/report.html", "command", status, whole=whole, figures=figures, as_of=printed.as_of(whole), later=later,
        may_correct=later is None and _publishes(officer(request), whole.report.region), refusal=refusal, reason=request.POST.get("reason", ""),
        next_edition=whole.report.edition + 1, longest=report_editions.LONGEST, moved=_moved(whole, addresses), stood=addresses.get(period_figures.STOOD, ""),
        regions=[(row[0], _cells(row, addresses.get(period_figures.STOOD, ""))) for row in whole.text["regions"]],
    )  # fmt: skip


def _moved(whole: Whole, addresses: Mapping[str, str]) -> list[tuple[str, int, str, list[tuple[str, int, str]]]]:
    """Return (title, number, address, (colour, number, address) of each) of the period's figures; none of a report that has only words of it."""
    found = []
    for code, address in addresses.items():
        if checked := whole.figure(code):
            rows = checked.figure.list
            colours = [(f"{grade.title}色", number, _part(address, f"{grade.title}色")) for grade, number in period_figures.by_colour(rows)]
            found.append((checked.figure.title, len(rows), address, colours))
    return found


def _cells(row: Sequence[Any], address: str) -> list[tuple[int, str]]:
    """Return (number, address) of each colour of a region's line, '' where nothing is listed."""
    return [
        (number, _part(address, period_figures.label(row[0], grade)) if address and number else "")
        for grade, number in zip(Grade, row[1:], strict=True)
    ]


def _part(address: str, label: str) -> str:
    return f"{address}?{urlencode({'of': label})}"


def _publishes(who: Officer, region: str) -> bool:
    """Return whether somebody leads the region of a report in the post acted in."""
    return bool(who.post and who.post.leader) and scope.own(who).path[-1] == region


@require_POST
@for_overseers
def correct(request: HttpRequest, report: UUID) -> HttpResponse:
    """Publish a further edition in place of a report, with its reason; the one that is replaced stays."""
    whole, who = _whole(request, report), officer(request)
    if not _publishes(who, whole.report.region):
        raise PermissionDenied
    try:
        correction = report_editions.correction(whole.report, request.POST.get("reason", ""))
        made = situation.correct(who.asker, correction, _signing(who), clock.moment())
    except AlreadyPublished as there:
        return page(request, "desk/centre/refused.html", "command", 422, why=str(there), there=there.report)
    except Refused as refused:
        return _shown(request, whole, 422, str(refused))
    return redirect("command-report", made.id)


@require_safe
@for_overseers
def listed(request: HttpRequest, report: UUID, code: str) -> HttpResponse:
    """The frozen list of a figure: numbers of the cases that the reader may read; ?of= only rows with these words, ?from= the further ones."""
    whole = _whole(request, report)
    found = whole.figure(code)
    if found is None:
        raise Http404("报告里没有这个指标")
    words, begins = request.GET.get("of", "").split(), lists.number(request.GET.get("from", ""))
    every = [row for row in found.figure.list if set(words) <= set(row[1].split())]
    rows = every[begins : begins + SHOWN]
    of_cases = found.figure.of == publishing.CASES
    may = foremost.may_read(officer(request).asker, [UUID(row[0]) for row in rows], clock.today()) if of_cases else frozenset()
    return page(
        request, "desk/centre/report_list.html", "command", whole=whole, found=found, value=printed.valued(found.figure),
        rows=[(*row, not of_cases or UUID(row[0]) in may) for row in rows], more=max(len(every) - begins - SHOWN, 0), words=" ".join(words), part=len(every),
        further=f"?{urlencode({'of': ' '.join(words), 'from': begins + SHOWN})}",
    )  # fmt: skip


@require_safe
@for_overseers
def pdf(request: HttpRequest, report: UUID) -> HttpResponse:
    """The report as PDF."""
    answer = HttpResponse(printed.pdf(_whole(request, report)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="report-{report}.pdf"'
    return answer


@require_safe
@for_overseers
def word(request: HttpRequest, report: UUID) -> HttpResponse:
    """The report as a working copy for Word."""
    answer = HttpResponse(printed.word(_whole(request, report)), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="report-{report}.docx"'
    return answer


def _whole(request: HttpRequest, id: UUID) -> Whole:
    whole = publishing.read(id)
    if whole is None or not scope.covers(officer(request), whole.report.region):
        raise Http404("没有这份报告")
    return whole
