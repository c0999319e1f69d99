"""The worklist: what is due, in four bands; filters in the address, pages by key, Excel of what is filtered."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from hezhong.directory import officers, regions
from hezhong.engine import catalogue, worklist
from hezhong.engine.dossier import Moment
from hezhong.engine.views import Band, Tone, WorklistPage
from hezhong.engine.vocabulary import State
from hezhong.engine.worklist import Filters
from hezhong.web import clock
from hezhong.web.asking import POST, Officer, officer
from hezhong.web.desk import narrowing
from hezhong.web.desk.excel import workbook
from hezhong.web.desk.pages import LEFT, for_officers, is_administrator, is_auditor, page

NAMES = {
    "whose": "范围",
    "who": "承办人",
    "case_type": "业务",
    "state": "环节",
    "place": "地区",
    "tone": "期限",
    "lead": "牵头案件",
    **narrowing.NAMES,
    "q": "搜索",
}
KEPT = ("tone", "who", *narrowing.NAMES)
"""Filters without a control of their own: they stay when the others are changed."""
WHOSE = {"mine": "我的", "new": "待分派"}
EXPORT_MOST = 5000


@dataclass(frozen=True)
class Chip:
    """A filter that is on: what it says, and the address without it."""

    label: str
    value: str
    without: str


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The first page of the desk: the worklist; for who has no cases, what there is instead."""
    if officer(request).standing.posts:
        return show(request)
    if is_administrator(request):
        return redirect("law-values")
    if is_auditor(request):
        return page(request, "desk/auditor.html", "worklist")
    raise PermissionDenied


@require_safe
@for_officers
def show(request: HttpRequest) -> HttpResponse:
    """The list itself, a fragment of it for htmx, or the workbook."""
    who, moment = officer(request), clock.moment()
    on = {name: request.GET[name] for name in NAMES if request.GET.get(name)}
    filters = narrowing.narrowed(filters_of(on), on, who, moment)
    today, calendar = moment.happened_on, moment.calendar
    if request.GET.get("export") == "xlsx":
        found = worklist.page(who.asker, filters, "", today, calendar, EXPORT_MOST)
        return workbook([row for band in found.bands for row in band.rows], who.name, today)
    found = worklist.page(who.asker, filters, request.GET.get("after", ""), today, calendar)
    template = "desk/list.html" if request.headers.get("HX-Request") else "desk/worklist.html"
    return page(
        request,
        template,
        "worklist",
        list=found,
        bands=_bands(found, request.GET.get("after", ""), moment),
        heading=_heading(on),
        figure=narrowing.indicator_of(on),
        kept=[(name, on[name]) for name in KEPT if name in on],
        left=request.session.pop(LEFT, ""),
        on=on,
        chips=[Chip(NAMES[name], said(name, value), _without(on, name)) for name, value in on.items()],
        tones=[(tone, found.counts[tone], _toned(on, tone), on.get("tone") == tone) for tone in Tone],
        types=[(code, case_type.title) for code, case_type in catalogue.current().case_types.items()],
        states=[(name, state.title) for name, state in _states().items()],
        places=_places(who, on.get("place", "")),
        query=urlencode(on),
        whose=WHOSE,
        size=worklist.SIZE,
        flows=_flows() if who.post and who.post.clerk else (),
    )


def _bands(found: WorklistPage, after: str, moment: Moment) -> list[tuple[Band, int, bool]]:
    """Return each band with the number of its cases in all, and whether its heading stands on the page before."""
    key = worklist.Key.of(after)
    before = worklist.due_words("", key.due, moment.happened_on, moment.calendar).tone if key else None
    return [(band, found.counts[band.tone], band.tone is before) for band in found.bands]


def _places(who: Officer, chosen: str) -> list[tuple[str, str]]:
    """Return the regions to choose from, with the one chosen, so that another filter does not take it off."""
    places = list(regions.children(who.post.place.path[-1])) if who.post and who.post.place.path else []
    known = not chosen or chosen in dict(places)
    return places if known else [(chosen, regions.code_name(chosen) or chosen), *places]


def _heading(on: dict[str, str]) -> str:
    if (figure := narrowing.indicator_of(on)) or "risk" in on:
        return figure.title if figure else narrowing.RISK
    return "搜索结果" if "q" in on else f"{WHOSE[on['whose']]}案件" if on.get("whose") in WHOSE else "待办"


def _toned(on: dict[str, str], tone: Tone) -> str:
    """Return the address of the list narrowed to a band; pressed again, without it."""
    others = {name: value for name, value in on.items() if name != "tone"}
    return "?" + urlencode(others if on.get("tone") == tone else others | {"tone": tone.value})


def _flows() -> list[tuple[str, str]]:
    """Return (code, words) of what the window may register for somebody."""
    known = catalogue.current()
    return [(flow.code, f"登记{known.case_types[flow.case_type].title}") for flow in known.flows.values()]


def filters_of(on: dict[str, str]) -> Filters:
    """Return the filters of an address; what it cannot mean is left out."""
    tone = on.get("tone", "")
    return Filters(
        whose=on.get("whose", "all"),
        tone=Tone(tone) if tone in list(Tone) else None,
        state=on.get("state", ""),
        case_type=on.get("case_type", ""),
        place=on.get("place", ""),
        text=on.get("q", ""),
        assignee=on.get("who", ""),
        lead=on.get("lead", ""),
    )


def said(name: str, value: str) -> str:
    """Return a filter's value in words."""
    match name:
        case "tone":
            return Tone(value).label if value in list(Tone) else value
        case "state":
            return _states()[value].title if value in _states() else value
        case "place":
            return regions.code_name(value) or value
        case "who":
            return officers.names([int(value)]).get(int(value), value) if value.isdecimal() else value
        case "whose":
            return WHOSE.get(value, value)
        case "case_type":
            case_type = catalogue.current().case_types.get(value)
            return case_type.title if case_type else value
        case _:
            return narrowing.said(name, value) if name in narrowing.NAMES else value


def _states() -> dict[str, State]:
    """Return name -> state over all case types; the same name means the same words."""
    types = catalogue.current().case_types.values()
    return {name: state for each in types for name, state in each.own(State).items()}


def _without(on: dict[str, str], name: str) -> str:
    return "?" + urlencode({other: value for other, value in on.items() if other != name})


@require_POST
@for_officers
def change_post(request: HttpRequest) -> HttpResponse:
    """Act in another of one's posts."""
    held = {str(post.id): post.id for post in officer(request).standing.posts}
    if (chosen := request.POST.get("post", "")) in held:
        request.session[POST] = held[chosen]
    return redirect("worklist")
