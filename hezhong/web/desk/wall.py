"""The wall of a region for a screen that nobody has signed in on: figures only, no names of anybody, no way to another page.

Opened by the secret of a link that a leader has issued (``walls``); no session is read or made.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hezhong.indicators import reckoning, targets
from hezhong.indicators.vocabulary import Today
from hezhong.web import clock, walls
from hezhong.web.desk import command
from hezhong.web.desk.centre import board, history
from hezhong.web.desk.figure_words import scale
from hezhong.web.walls import Wall

CLOSED = "desk/centre/wall_closed.html"


@require_safe
def show(request: HttpRequest, secret: str) -> HttpResponse:
    """The screen; where the link opens nothing, what to do about it."""
    wall, moment = _opened(secret), clock.moment()
    if wall is None:
        return _kept_from_others(render(request, CLOSED, status=404))
    today = Today(moment.happened_on, moment.calendar)
    table = reckoning.by_region(wall.asker, wall.region, today)
    chosen = reckoning.known(command.MAPPED) or reckoning.indicators()[0]
    coloured = scale(chosen, table.below)
    context = {
        "table": table,
        "secret": secret,
        "label": wall.label,
        **board.told(wall.asker, wall.region, moment, table.whole),
        "map": command.mapped(table, coloured, links=False) if table.below else "",
        "chosen": chosen,
        "legend": coloured.legend(),
        "trend": history.thirty_days(wall.asker, wall.region, today.on, today.on, links=False),
        "plan": [(each, command.target_shown(each)) for each in targets.reached(wall.asker, wall.region, today)],
        "wall": True,
    }
    return _kept_from_others(render(request, "desk/centre/wall.html", context))


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The part that moves, alone, for a screen whose stream is not there."""
    wall = _opened(secret)
    if wall is None:
        return _kept_from_others(HttpResponse("", status=404))
    return _kept_from_others(HttpResponse(board.drawn(wall.asker, wall.region, clock.moment(), board.WALL_TEMPLATE)))


def _opened(secret: str) -> Wall | None:
    return walls.opened(secret, clock.today())


def _kept_from_others(response: HttpResponse) -> HttpResponse:
    """The address is the key: no cache keeps the page, and no other site is told where it was."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
