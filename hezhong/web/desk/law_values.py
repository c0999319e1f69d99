"""The figures of law: what is in force where, how sure it is, and an administrator's confirmation with source and day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from hezhong.directory import regions
from hezhong.engine import confirmations
from hezhong.engine.answers import Money
from hezhong.engine.confirmations import Confirmation
from hezhong.kernel import holidays
from hezhong.kernel.fields import ask
from hezhong.kernel.places import NATION, Place
from hezhong.law.book import LawBook, Value
from hezhong.law.model import NotInForce
from hezhong.law.parameter_files import parameters
from hezhong.web import clock
from hezhong.web.desk.pages import for_staff, is_administrator, page
from hezhong.web.forms import Form
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Choice, Raw


@dataclass(frozen=True, kw_only=True)
class Confirming:
    """What an administrator vouches for."""

    name: str = ask("哪一项", group="数额")
    region: str = ask("适用地区", group="数额")
    amount: Money = ask("数额", "按文件上的写", unit="元", example="2520", group="数额")
    cites: str = ask("来源", "文件名称和文号", group="来源", example="粤府函〔2025〕23号", most=120)
    since: date = ask("从哪天起施行", group="来源", example="2026-9-1")
    until: date | None = ask("到哪天为止", "还在施行的不用填", group="来源", optional=True, default=None)


@dataclass(frozen=True)
class Line:
    """A figure as the page shows it."""

    value: Value
    title: str
    where: str
    sure: str
    in_force: bool


@require_safe
@for_staff
def show(request: HttpRequest) -> HttpResponse:
    return _shown(request, _form(Raw({})))


def _form(raw: Raw, *, complain: bool = False) -> Form:
    return Form.of(Confirming, raw, around(clock.today(), choices={"name": _names(), "region": _regions()}), complain=complain)


def _names() -> tuple[Choice, ...]:
    return tuple((name, words.title) for name, words in parameters().items())


def _regions() -> tuple[Choice, ...]:
    """Return the province and its cities: figures of law are set no lower."""
    top = regions.root().path
    return tuple((code, regions.code_name(code)) for code in top) + (regions.children(top[-1]) if top else ())


def _shown(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    moment = clock.moment()
    lines = _lines(moment.book, moment.happened_on)
    return page(
        request,
        "desk/law_values.html",
        "law-values",
        status,
        unsure=[line for line in lines if not line.value.confidence.binding and line.in_force],
        limits=moment.book.unconfirmed_limits(),
        lines=lines,
        history=_history(),
        years=sorted(holidays.notices().items(), reverse=True),
        provisional=moment.happened_on.year + 1 not in moment.calendar.announced and moment.happened_on.year + 1,
        may_confirm=is_administrator(request),
        form=form,
    )


def _lines(book: LawBook, on: date) -> list[Line]:
    """Return every figure, those in force first, each figure's newest on top."""
    known = parameters()
    lines = [
        Line(
            value,
            known[value.name].title if value.name in known else value.name,
            _where(value.place),
            value.confidence.label,
            _binds(value, book, on),
        )
        for value in book.values
    ]
    return sorted(lines, key=lambda line: (not line.in_force, line.title, line.where, -line.value.since.toordinal()))


def _binds(value: Value, book: LawBook, on: date) -> bool:
    """Return whether this is the figure that is applied at its place today."""
    try:
        return book.value(value.name, value.place, on) is value
    except NotInForce:
        return False


def _history() -> list[dict[str, Any]]:
    known = parameters()
    return [vars(row) | {"title": known[row.name].title if row.name in known else row.name} for row in confirmations.history()]


def _where(place: Place) -> str:
    return regions.code_name(place.path[-1]) if place.path else "全国"


@require_POST
@for_staff
def confirm(request: HttpRequest) -> HttpResponse:
    """Keep a confirmed value; what was there before stays, so that old decisions can be explained."""
    if not is_administrator(request):
        raise PermissionDenied
    form = _form(Raw.sent(request.POST.lists()), complain=True)
    if form.reading.errors:
        return _shown(request, form, 422)
    given: Confirming = form.reading.answers(Confirming)
    if given.until is not None and given.until < given.since:
        return _wrong(request, form, "until", "“到哪天为止”要在施行那天以后")
    place = regions.place(given.region) if given.region else NATION
    account: Any = request.user
    by = f"{account.shown_name or account.get_username()}（{account.get_username()}）"
    confirmations.confirm(
        Confirmation(given.name, place, given.amount, given.cites, given.since, given.until), by, clock.now()
    )
    return redirect("law-values")


def _wrong(request: HttpRequest, form: Form, field: str, why: str) -> HttpResponse:
    for bound in form.fields:
        if bound.name == field:
            bound.error = why
            form.errors.append(bound)
    return _shown(request, form, 422)
