"""The command page: figures of a region and of what lies below it, a map, what is red, late and due, what has just happened.

Every number leads to the list of exactly its cases, and its definition stands beside it. Counted when it is asked for.
``screen=wall`` is the same for a screen on a wall; ``on=2026-04-10`` a past day, of which the warnings have a history.
"""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hezhong.directory import regions
from hezhong.engine import worklist
from hezhong.engine.dossier import Moment
from hezhong.engine.views import WorklistRow
from hezhong.engine.worklist import Filters
from hezhong.indicators import reckoning, targets
from hezhong.indicators.reckoning import Row, Table
from hezhong.indicators.targets import Reached
from hezhong.indicators.vocabulary import Indicator, Today
from hezhong.web import clock
from hezhong.web.asking import Officer, officer
from hezhong.web.desk.centre import board, history, scope
from hezhong.web.desk.centre.lists import past_day
from hezhong.web.desk.centre.tiles import Tile, of_figure
from hezhong.web.desk.figure_words import Scale, Shown, brief, scale, shown
from hezhong.web.desk.figures_sheet import workbook
from hezhong.web.desk.pages import for_officers, oversees
from hezhong.web.draw.hexmap import Hex, drawn

FIRST = ("open", "overdue", "due_soon", "received", "accepted_in_time", "amount")
"""The six large numbers of cases; those of warnings stand above them, the others below."""
MAPPED = "warnings_open"
WALL = "wall"
ROWS = 6
LOOKS_BAD = {"overdue": "bad", "due_soon": "soon"}


@require_safe
@for_officers
def show(request: HttpRequest) -> HttpResponse:
    """The page of a region that the officer's post covers; ``export=xlsx``: its table as a workbook."""
    who, moment = officer(request), clock.moment()
    today, code = Today(moment.happened_on, moment.calendar), scope.region_of(request.GET, who)
    if day := past_day(request.GET.get("on", ""), today.on):
        return _past(request, who, code, day, today.on)
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
        "reports": oversees(who),
        "wall": request.GET.get("screen") == WALL,
        "above": scope.above(who, code),
        **board.told(who.asker, code, moment, table.whole),
        "tiles": _tiles(table, moment, FIRST),
        "more": _tiles(table, moment, [each.code for each in reckoning.indicators() if each.code not in (*FIRST, *board.FIRST)]),
        "map": mapped(table, coloured) if table.below else "",
        "chosen": chosen,
        "legend": coloured.legend(),
        "unit": coloured.unit,
        "choices": reckoning.indicators(),
        "rows": [(row, _opens(row, chosen), [shown(row, each) for each in row.figures]) for row in table.below],
        "sums": [shown(table.whole, each) for each in table.whole.figures],
        "lists": [_list(table, each, who, today) for each in LOOKS_BAD],
        "trend": history.thirty_days(who.asker, code, today.on, today.on),
        "plan": [(each, target_shown(each)) for each in targets.reached(who.asker, code, today)],
        "leads": bool(who.post and who.post.leader),
        "yesterday": today.back(2),
        "code": code,
    }
    return render(request, "desk/command.html", context)


@require_safe
@for_officers
def feed(request: HttpRequest) -> HttpResponse:
    """The part that moves, alone, for a page that is open and whose stream is not."""
    who = officer(request)
    return HttpResponse(board.drawn(who.asker, scope.region_of(request.GET, who), clock.moment()))


def _past(request: HttpRequest, who: Officer, code: str, day: date, on: date) -> HttpResponse:
    """The page of a day that is over: the warnings as they stood, the thirty days up to it, and what has no history."""
    context = {
        "who": who,
        "past": history.past(who.asker, code, day, on),
        "trend": history.thirty_days(who.asker, code, day, on),
        "above": scope.above(who, code),
        "name": regions.code_name(code),
        "places": {each: regions.full_name(each) for each in regions.place(code).path},
        "code": code,
        "today": on,
    }
    return render(request, "desk/centre/past.html", context)


def _tiles(table: Table, moment: Moment, codes: Any) -> list[Tile]:
    """Return the tiles of these indicators, those that there are, in this order."""
    there = {each.indicator.code: each for each in table.whole.figures}
    return [of_figure(table.whole, there[code], moment) for code in codes if code in there]


def target_shown(each: Reached) -> Shown | None:
    """Return the figure of a target as it is shown, None where no business brings one yet."""
    return shown(each.row, each.figure) if each.figure else None


def mapped(table: Table, coloured: Scale, *, links: bool = True) -> str:
    """Return the map of what lies below a region, with the addresses of pages and lists or without."""
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
        opens, lists = (_opens(row, indicator), told.address) if links else ("", "")
        hexes.append(Hex(code, name, number, grade, word, rate, opens, lists))
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
