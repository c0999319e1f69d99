"""The command page: figures of a region and of what lies below it, a map, what is late and due, what has just happened.

Every number leads to the list of exactly its cases, and its definition stands beside it. Counted when it is asked for.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from hezhong.directory import regions
from hezhong.engine import figures, worklist
from hezhong.engine.dossier import Moment
from hezhong.engine.views import WorklistRow
from hezhong.engine.worklist import Filters
from hezhong.indicators import reckoning
from hezhong.indicators.reckoning import Row, Table
from hezhong.indicators.vocabulary import Indicator, Today
from hezhong.kernel.places import Place
from hezhong.law.model import NotInForce
from hezhong.web import clock
from hezhong.web.asking import Officer, officer
from hezhong.web.desk.figure_words import Scale, Shown, brief, scale, shown
from hezhong.web.desk.figures_sheet import workbook
from hezhong.web.desk.pages import for_officers
from hezhong.web.draw.hexmap import Hex, drawn

FIRST = ("open", "overdue", "due_soon", "received", "accepted_in_time", "amount")
"""The six large numbers; the others stand below them."""
MAPPED = "overdue"
ROWS = 6
STEPS = 12
BEHIND = timedelta(days=3)
LOOKS_BAD = {"overdue": "bad", "due_soon": "soon"}


@dataclass(frozen=True)
class Tile:
    """One number with its definition; article: the law behind it, '' where there is none."""

    figure: Shown
    article: str


@require_safe
@for_officers
def show(request: HttpRequest) -> HttpResponse:
    """The page of a region that the officer's post covers; ``export=xlsx``: its table as a workbook."""
    who, moment = officer(request), clock.moment()
    today, code = Today(moment.happened_on, moment.calendar), _region(request, who)
    table = reckoning.by_region(who.asker, code, today)
    if request.GET.get("export") == "xlsx":
        return workbook(table, who.name, today.on)
    chosen = reckoning.known(request.GET.get("show", "")) or reckoning.known(MAPPED)
    assert chosen is not None
    chosen = chosen if chosen in reckoning.indicators() else reckoning.indicators()[0]
    coloured = scale(chosen, table.below)
    context = {
        "who": who,
        "table": table,
        "above": _above(who, code),
        "tiles": _tiles(table, moment, first=True),
        "more": _tiles(table, moment, first=False),
        "map": _map(table, coloured) if table.below else "",
        "chosen": chosen,
        "legend": coloured.legend(),
        "unit": coloured.unit,
        "choices": reckoning.indicators(),
        "rows": [(row, _opens(row, chosen), [shown(row, each) for each in row.figures]) for row in table.below],
        "sums": [shown(table.whole, each) for each in table.whole.figures],
        "lists": [_list(table, each, who, today) for each in ("overdue", "due_soon")],
        "steps": _steps(who, code, moment),
        "as_of": moment.recorded_at,
        "code": code,
    }
    return render(request, "desk/command.html", context)


@require_safe
@for_officers
def feed(request: HttpRequest) -> HttpResponse:
    """What has just happened, alone, for a page that is open."""
    who, moment = officer(request), clock.moment()
    return render(request, "desk/command_feed.html", {"steps": _steps(who, _region(request, who), moment)})


def _region(request: HttpRequest, who: Officer) -> str:
    """Return the region looked at: the one asked for, if the post covers it, else the post's own. Raises Http404."""
    own = who.post.place if who.post and who.post.place.path else regions.root()
    code = request.GET.get("place", own.path[-1])
    try:
        place = regions.place(code)
    except KeyError:
        raise Http404("没有这个地区") from None
    if not own.covers(place):
        raise Http404("这个地区不归您的岗位管")
    return code


def _above(who: Officer, code: str) -> list[tuple[str, str]]:
    """Return (code, name) of the regions on the way down to this one, from the post's own."""
    own = who.post.place if who.post else Place()
    return [(each, regions.code_name(each)) for each in regions.place(code).path[max(len(own.path) - 1, 0) : -1]]


def _tiles(table: Table, moment: Moment, *, first: bool) -> list[Tile]:
    """Return the large numbers in their order, or all the others."""
    there = {each.indicator.code: each for each in table.whole.figures}
    codes = [code for code in FIRST if code in there] if first else [code for code in there if code not in FIRST]
    place = regions.place(table.whole.code)
    return [Tile(shown(table.whole, there[code]), _article(there[code].indicator, place, moment)) for code in codes]


def _article(indicator: Indicator, place: Place, moment: Moment) -> str:
    """Return the limit behind an indicator as it binds here today: 5个工作日，《…》第39条第2款."""
    if indicator.duty is None:
        return ""
    try:
        limit = moment.book.limit(indicator.duty, place, moment.happened_on)
    except NotInForce:
        return f"{indicator.duty.title}：今天没有适用的期限"
    return f"{limit.period}，{limit.article}"


def _map(table: Table, coloured: Scale) -> str:
    indicator, hexes = coloured.indicator, []
    for row in table.below:
        figure = row.figure(indicator.code)
        share = row.share(figure)
        grade = coloured.grade(share)
        word = coloured.words[grade - 1] if grade else "没有"
        rate = f" {share}%" if indicator.part_of and share is not None else ""
        told = shown(row, figure)
        name = row.name.removesuffix("市") if len(row.name) > 2 else row.name
        code, number = f"{row.code}{'-' * row.own}", brief(figure.value, indicator)
        hexes.append(Hex(code, name, number, grade, word, rate, _opens(row, indicator), told.address))
    return drawn(hexes, f"{table.whole.name}各地：{indicator.title}", coloured.palette)


def _opens(row: Row, indicator: Indicator) -> str:
    """Return the address of a region's own page; what has nothing below it leads to the list of what is open there."""
    if row.own or not regions.children(row.code):
        return shown(row, row.figure("open")).address
    return f"{reverse('command')}?place={row.code}&show={indicator.code}"


def _list(table: Table, code: str, who: Officer, today: Today) -> tuple[Shown, str, list[WorklistRow]]:
    """Return the number, how it looks, and the first of its cases."""
    figure = table.whole.figure(code)
    filters = Filters(place=table.whole.code, cases=figure.indicator.cases(today))
    page = worklist.page(who.asker, filters, "", today.on, today.calendar, ROWS)
    return shown(table.whole, figure), LOOKS_BAD[code], [row for band in page.bands for row in band.rows]


def _steps(who: Officer, code: str, moment: Moment) -> list[dict[str, Any]]:
    """Return the last steps of the region's cases, newest first, as lines without anybody's name."""
    since = moment.recorded_at - BEHIND
    found = figures.lately(who.asker, reckoning.here(code), moment.happened_on, since, STEPS)
    return [{"step": each, "place": regions.code_name(each.place), "today": localtime(each.at).date() == moment.happened_on} for each in found]

