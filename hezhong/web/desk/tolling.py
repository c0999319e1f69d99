"""Orders of the region (区域中止): an administrator issues one, sees what would move, and another one approves it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hezhong.directory import offices, regions
from hezhong.directory.offices import NoSuchOffice
from hezhong.engine import catalogue, clock_desk, clock_law, clock_moves
from hezhong.engine.answers import Prose
from hezhong.engine.clock_desk import NoSuchRun
from hezhong.engine.clock_law import Administrator, Order
from hezhong.engine.clock_moves import Share
from hezhong.engine.core import Refused
from hezhong.kernel.fields import ask
from hezhong.web import clock
from hezhong.web.desk.pages import for_staff, is_administrator, page
from hezhong.web.forms import Form
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Choice, Raw

AT = "law-values"


def _first(answers: Any) -> bool:
    return not answers.get("changes")


@dataclass(frozen=True, kw_only=True)
class Ordering:
    """An order as an administrator types it from the document."""

    number: str = ask("文号", group="文件", example="粤府〔2026〕1号", most=60)
    title: str = ask("标题", group="文件", most=120)
    authority: str = ask("发文机关", group="文件", example="广东省人民政府", most=60)
    basis: str = ask("依据", "写明哪部法的哪一条，或者哪一份文件", group="文件", most=200)
    changes: str = ask("更正哪一份", "新的决定不用选。提前结束、改日期、撤回以前的决定，选那一份", group="范围", optional=True, default="")
    region: str = ask("适用地区", group="范围", when=_first, default="")
    procedures: tuple[str, ...] = ask("哪些程序", "不选就是全部", group="范围", optional=True, when=_first, default=())
    duties: tuple[str, ...] = ask("哪些期限", "不选就是全部", group="范围", optional=True, when=_first, default=())
    since: date = ask("从哪天起不计", group="日期", example="2026-2-3")
    until: date = ask("从哪天起恢复计算", "这一天要计入。撤回的，填和上面同一天", group="日期", example="2026-2-17")
    note: Prose = ask("备注", group="日期", most=500, optional=True, default=Prose(""))


def for_administrators(request: HttpRequest) -> None:
    """Let in administrators only. Raises PermissionDenied."""
    if not is_administrator(request):
        raise PermissionDenied


def administrator(request: HttpRequest) -> Administrator:
    account: Any = request.user
    return Administrator(account.pk, f"{account.shown_name or account.get_username()}（{account.get_username()}）")


def decided(request: HttpRequest, target: clock_law.Undecided) -> None:
    """Approve or refuse what another administrator has entered, as the form says. Raises Refused."""
    agrees, reason = request.POST.get("agrees") == "yes", request.POST.get("reason", "")[:500]
    clock_law.decide(target, administrator(request), clock.now(), agrees=agrees, reason=reason)


@require_http_methods(["GET", "POST"])
@for_staff
def show(request: HttpRequest) -> HttpResponse:
    """The orders; a new one by POST."""
    if request.method == "GET":
        return _shown(request, _form(Raw({})))
    for_administrators(request)
    form = _form(Raw.sent(request.POST.lists()), complain=True)
    if form.reading.errors:
        return _shown(request, form, 422)
    try:
        values = {"region": "", **form.reading.values}  # a later order has the region of the one it changes
        given = Order(**{name: _plain(value) for name, value in values.items()})
        order = clock_law.issue(given, administrator(request), clock.now())
    except Refused as refused:
        return _shown(request, form, 422, str(refused))
    return redirect("tolling-order", order.pk)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Prose) else value


def _form(raw: Raw, *, complain: bool = False) -> Form:
    choices = {"region": _regions(), "procedures": _procedures(), "duties": tuple(clock_desk.duties().items()), "changes": clock_desk.changeable()}
    return Form.of(Ordering, raw, around(clock.today(), choices=choices), complain=complain)


def _regions() -> tuple[Choice, ...]:
    """Return the province, its cities and their counties, each county after its city."""
    top = regions.root().path
    cities = regions.children(top[-1]) if top else ()
    below = [(code, regions.full_name(code)) for city, _ in cities for code in (city, *_counties(city))]
    return (*((code, regions.code_name(code)) for code in top), *below)


def _counties(city: str) -> list[str]:
    return [code for code, _ in regions.children(city) if regions.level(code) == "county"]


def _procedures() -> tuple[Choice, ...]:
    return tuple((code, case_type.title) for code, case_type in catalogue.current().case_types.items())


def _shown(request: HttpRequest, form: Form, status: int = 200, refusal: str = "") -> HttpResponse:
    lines = [(order, said(order), *_runs(order)) for order in clock_desk.orders()]
    context = {"lines": lines, "form": form, "refusal": refusal, "may": is_administrator(request)}
    return page(request, "desk/tolling.html", AT, status, **context)


def _runs(order: Any) -> tuple[Any, Any]:
    """Return the dry run of an order and the one that applies it, None while there is none."""
    runs = {run.dry: run for run in order.runs.all()}
    return runs.get(True), runs.get(False)


def said(order: Any) -> dict[str, str]:
    """Return the scope of an order in words."""
    titles, duties = dict(_procedures()), clock_desk.duties()
    return {
        "region": regions.full_name(order.region) or regions.code_name(order.region),
        "procedures": "、".join(titles.get(code, code) for code in order.procedures) or "全部程序",
        "duties": "、".join(duties.get(code, code) for code in order.duties) or "全部期限",
    }


@require_safe
@for_staff
def one(request: HttpRequest, order: int) -> HttpResponse:
    """One order: what it says, what it would move or has moved, and the decision."""
    for_administrators(request)
    return _one(request, order)


def _one(request: HttpRequest, id: int, status: int = 200, refusal: str = "") -> HttpResponse:
    try:
        order = clock_desk.order(id)
    except NoSuchRun:
        raise Http404("没有这份决定") from None
    runs = [(run, named(clock_moves.shares(run))) for run in clock_desk.runs_of(order)]
    decided = hasattr(order, "decision")
    return page(
        request, "desk/tolling_order.html", AT, status,
        order=order, said=said(order), runs=runs, refusal=refusal, reason=request.POST.get("reason", ""),
        under_way=any(run.finished_at is None for run, _ in runs),
        may_decide=not decided and order.by != administrator(request).account,
        decided=decided,
    )  # fmt: skip


def named(shares: Iterable[Share]) -> list[tuple[Share, str, str]]:
    """Return the counts of a run with the words of their procedure and office."""
    return [(each, procedure_name(each.case_type), office_name(each.office)) for each in shares]


def procedure_name(code: str) -> str:
    return dict(_procedures()).get(code, code)


def office_name(id: int) -> str:
    try:
        return offices.office(id).name
    except NoSuchOffice:
        return str(id)


@require_POST
@for_staff
def again(request: HttpRequest, order: int) -> HttpResponse:
    """Let an approved order walk its region once more, where cases failed."""
    for_administrators(request)
    try:
        clock_law.again(clock_desk.order(order), clock.now())
    except NoSuchRun:
        raise Http404("没有这份决定") from None
    except Refused as refused:
        return _one(request, order, 422, str(refused))
    return redirect("tolling-order", order)


@require_POST
@for_staff
def decide(request: HttpRequest, order: int) -> HttpResponse:
    """Approve an order, or refuse it with a reason."""
    for_administrators(request)
    try:
        decided(request, clock_desk.order(order))
    except NoSuchRun:
        raise Http404("没有这份决定") from None
    except Refused as refused:
        return _one(request, order, 422, str(refused))
    return redirect("tolling-order", order)
