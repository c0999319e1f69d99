"""窗口登记: a complaint from paper on one sheet, filed for somebody by a clerk, here or where it belongs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hezhong.directory.models import Office
from hezhong.engine import catalogue, filing
from hezhong.engine.core import Refused
from hezhong.engine.duplicates import LOOK_BACK, Likely
from hezhong.engine.filing import Filed
from hezhong.engine.received import KeyReused
from hezhong.engine.store import Submission
from hezhong.kernel.identity import BadIdentity
from hezhong.kernel.names import BadName
from hezhong.kernel.understand import Unclear
from hezhong.web import acting, clock
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.sheet import NOBODY, Sheet
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Raw

AT = "window"
THERE, GO = "there", "go"
CHOOSE = "这件事归{office}管。请在“归哪里管”里选：直接登记到那里，还是请投诉人自己去"
LOOK_FIRST = "可能登记过了。请先看“可能重复的案件”；不是同一件事，再按一次“登记”"
OWN = {"csrfmiddlewaretoken", "where", "known", "again"}
WRONG = (Refused, BadIdentity, BadName, Unclear, KeyReused)

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Looked:
    """What the sheet says beside the fields. office: whose it is where it is not ours; sought: it is known who is looked for."""

    likely: tuple[Likely, ...]
    office: Office | None
    nobody: bool = False
    sought: bool = False

    @property
    def known(self) -> str:
        """The numbers shown, so that the sheet can say which were seen before it was sent."""
        return ",".join(each.number for each in self.likely)


def for_clerks(view: View) -> View:
    """Let in who holds a window's post; others register nothing for anybody."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        who = officer(request)
        if not (who.post and who.post.clerk):
            raise PermissionDenied
        return view(request, *arguments, **named)

    return for_officers(guarded)


def _sheet(request: HttpRequest, raw: Raw) -> Sheet:
    """Return the sheet of the flow that has one. Raises Http404."""
    flow = next((flow for flow in catalogue.current().flows.values() if flow.window), None)
    if flow is None:
        raise Http404("这里没有可以登记的事项")
    return Sheet(flow, raw, around(clock.today(), (), flow.case_type))


@require_http_methods(["GET", "POST"])
@for_clerks
def register(request: HttpRequest) -> HttpResponse:
    """The sheet, and registering what stands on it. htmx asks for the sheet alone."""
    if request.method == "GET":
        return _shown(request, _sheet(request, _begun(request)))
    sheet = _sheet(request, Raw.sent(request.POST.lists()))
    if "again" in request.POST:  # a look-up or the next select, without JavaScript
        return _shown(request, sheet)
    if sheet.errors:
        return _shown(request, sheet, sheet.errors)
    return _registered(request, sheet)


def _begun(request: HttpRequest) -> Raw:
    """Return a sheet on which the clerk's own city and county are chosen already."""
    who = officer(request)
    path = who.post.place.path[1:] if who.post else ()
    return Raw({f"place-{level}": [code] for level, code in enumerate(path, 1)})


def _registered(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Register, or say what is still to be decided."""
    who, looked = officer(request), _looked(request, sheet)
    where = request.POST.get("where", "")
    if looked.nobody:
        return _shown(request, sheet, {"place": NOBODY})
    if looked.office and where == GO:
        return _part(request, "desk/window_go.html", office=looked.office, typed=_typed(sheet), on=clock.now())
    if looked.office and where != THERE:
        return _shown(request, sheet, {}, CHOOSE.format(office=looked.office.name))
    how, seen = Submission(request.POST.get("key", "")), request.POST.get("known", "").split(",")
    if any(each.number not in seen for each in looked.likely) and not filing.heard_before(who.asker, how):
        return _shown(request, sheet, {}, LOOK_FIRST)
    try:
        filed = filing.open_case(
            sheet.flow.case_type, sheet.intake(), who.asker, clock.moment(), how, elsewhere=where == THERE
        )
    except WRONG as refused:
        return _shown(request, sheet, {}, str(refused))
    return _receipt(request, sheet, filed, ours=not looked.office)


def _typed(sheet: Sheet) -> list[tuple[str, str]]:
    """Return all that was typed, so that the way back to the sheet loses nothing."""
    return [(key, value) for key, values in sheet.raw.items() if key not in OWN for value in values]


def _receipt(request: HttpRequest, sheet: Sheet, filed: Filed, *, ours: bool) -> HttpResponse:
    """Say that it is registered: what is printed and signed, and the slip the worker takes along."""
    after = sheet.flow.afterwards
    return _part(
        request,
        "desk/window_done.html",
        filed=filed,
        ours=ours,
        ticket=bool(sheet.reading.values.get("ticket")),
        said=sheet.said(),
        title=catalogue.current().case_types[sheet.flow.case_type].title,
        steps=after.told(filed.office),
        law=after.law,
        follow_at=request.build_absolute_uri(reverse("resume")),
        on=clock.now(),
    )


def _looked(request: HttpRequest, sheet: Sheet) -> Looked:
    who, today = officer(request), clock.today()
    office = sheet.office(today)
    nobody = bool(sheet.place.path) and office is None
    sought = {"person", "phone"} <= sheet.reading.values.keys()
    return Looked(sheet.likely(who.asker, today), office if office and office.pk != who.office else None, nobody, sought)


@require_POST
@for_clerks
def look(request: HttpRequest) -> HttpResponse:
    """Fragment: whose it is and what may be the same, as far as the sheet is filled in. By POST: numbers stand in no address."""
    sheet = _sheet(request, Raw.sent(request.POST.lists()))
    return page(request, "desk/window_looked.html", AT, **_panel(request, _looked(request, sheet)))


def _panel(request: HttpRequest, looked: Looked) -> dict[str, Any]:
    return {"looked": looked, "where": request.POST.get("where", ""), "days": LOOK_BACK.days}


def _shown(request: HttpRequest, sheet: Sheet, errors: dict[str, str] | None = None, refusal: str = "") -> HttpResponse:
    """Return the sheet with all that was typed, and what is wrong with it."""
    bound = sheet.bound(errors or {})
    return _part(
        request,
        "desk/window_sheet.html",
        422 if errors is not None else 200,
        fields=bound,
        errors=[each for each in bound if each.error],
        refusal=refusal,
        key=request.POST.get("key", "") or acting.new_key(),
        flow=sheet.flow,
        **_panel(request, _looked(request, sheet)),
    )


def _part(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Return the part alone to htmx, and in its page to a browser without JavaScript."""
    whole = "desk/window.html"
    response = page(request, template if request.headers.get("HX-Request") else whole, AT, status, part=template, **context)
    response["Cache-Control"] = "no-store"
    return response
