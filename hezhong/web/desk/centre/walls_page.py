"""Screen logins at the desk: a leader issues the link of a wall, sees which there are, and takes one back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hezhong.directory import regions
from hezhong.engine.core import Refused
from hezhong.kernel.fields import ask
from hezhong.web import clock, walls
from hezhong.web.asking import Officer, officer
from hezhong.web.desk.centre import scope
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.warnings import shown
from hezhong.web.forms import Form
from hezhong.web.models import WallLink
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Choice, Raw

View = Callable[..., HttpResponse]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A link as a leader asks for it."""

    label: str = ask("挂在哪里", "写清楚是哪块屏，收回的时候好认", group="大屏", example="一楼大厅", most=40)
    region: str = ask("地区", "只显示这个地区的数字", group="大屏")
    until: date = ask("有效到哪天", f"最多 {walls.MOST.days} 天，到期可以再发", group="大屏", example="2026-12-31")


def for_leaders(view: View) -> View:
    """Let in who leads in the post acted in."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        who = officer(request)
        if who.post is None or not who.post.leader:
            raise PermissionDenied
        return view(request, *arguments, **named)

    return for_officers(guarded)


@require_http_methods(["GET", "POST"])
@for_leaders
def show(request: HttpRequest) -> HttpResponse:
    """The links of the regions that somebody leads, and issuing one; its address is shown once, here."""
    who = officer(request)
    if request.method == "GET":
        return _shown(request, _form(who, Raw({"region": [scope.own(who).path[-1]]})))
    form = _form(who, Raw.sent(request.POST.lists()), complain=True)
    if form.reading.errors:
        return _shown(request, form, 422)
    hand = shown.hand(request)
    try:
        secret = walls.issue(walls.Wanted(**form.reading.values), who, (hand.account, hand.words), clock.now())
    except Refused as refused:
        return _shown(request, form, 422, refusal=str(refused))
    issued = request.build_absolute_uri(reverse("wall", args=[secret]))
    return _shown(request, _form(who, Raw({"region": [scope.own(who).path[-1]]})), issued=issued)


@require_POST
@for_leaders
def end(request: HttpRequest, id: int) -> HttpResponse:
    """Take a link back; the screen is dark within a quarter of a minute."""
    if not walls.end(min(id, shown.LARGEST), officer(request), shown.hand(request).words, clock.now()):
        raise Http404("没有这个大屏链接，或者不归您的岗位管")
    return redirect("walls")


def _form(who: Officer, raw: Raw, *, complain: bool = False) -> Form:
    choices: dict[str, tuple[Choice, ...]] = {"region": _regions(who)}
    return Form.of(Asked, raw, around(clock.today(), choices=choices), complain=complain)


def _regions(who: Officer) -> tuple[Choice, ...]:
    """Return the region of the post and those below it down to counties."""
    own = scope.own(who).path[-1]
    below = [code for code, _ in regions.children(own) if regions.level(code) != "town"]
    deeper = [(code, *(each for each, _ in regions.children(code) if regions.level(each) == "county")) for code in below]
    return tuple((code, regions.full_name(code) or regions.code_name(code)) for code in (own, *(each for group in deeper for each in group)))


def _shown(request: HttpRequest, form: Form, status: int = 200, *, refusal: str = "", issued: str = "") -> HttpResponse:
    on = clock.today()
    rows = [(row, regions.full_name(row.region) or regions.code_name(row.region), _state(row, on)) for row in walls.listed(officer(request))]
    return page(request, "desk/centre/walls.html", "command", status, rows=rows, form=form, refusal=refusal, issued=issued)


def _state(row: WallLink, on: date) -> str:
    return "ended" if row.ended_at else "over" if row.until < on else "open"
