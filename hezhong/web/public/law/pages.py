"""The pages for lawyers: the list of all law ids, and one of them with its answers side by side on a day."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hezhong.kernel import understand
from hezhong.kernel.places import GUANGDONG
from hezhong.kernel.understand import Unclear
from hezhong.law import facts
from hezhong.law.parameter_files import parameters
from hezhong.law.provision_files import provisions
from hezhong.law.worked import examples
from hezhong.web import clock
from hezhong.web.public.law.answers import rows
from hezhong.web.public.law.entries import Kind, entries, entry, found
from hezhong.web.public.law.uses import uses

SERVICE = "法律条目"
FIRST_CITY = "440300"


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every law id; what is typed narrows the list, and so does the kind."""
    words, kind = request.GET.get("q", "").strip()[:60], request.GET.get("kind", "")
    groups: dict[str, list[Any]] = {}
    for each in found(words, kind):
        groups.setdefault(f"{each.kind.value} · {each.group_title}" if each.kind is not Kind.ENTITLEMENT else each.kind.value, []).append(each)
    values = {"service": SERVICE, "groups": groups, "words": words, "kind": kind, "kinds": list(Kind), "count": len(entries())}
    return render(request, "public/law_list.html", values)


@require_safe
def one(request: HttpRequest, id: str) -> HttpResponse:
    """One law id: its sentence, where it is used, its examples, and what holds on the day named at the top."""
    this = entry(id)
    if this is None:
        raise Http404("没有这个法律条目")
    on, error = _day(request)
    cities = facts.cities()
    city = request.GET.get("city", FIRST_CITY)
    city = city if city in cities.values() else FIRST_CITY
    values = {
        "service": SERVICE,
        "this": this,
        "provision": provisions().get(id),
        "parameter": parameters().get(id),
        "rows": rows(id, GUANGDONG / city, on, clock.moment().book),
        "examples": examples(id),
        "uses": uses(id),
        "on": on,
        "typed": request.GET.get("on", on.isoformat()),
        "error": error,
        "city": city,
        "city_name": next(name for name, code in cities.items() if code == city),
        "cities": cities,
    }
    return render(request, "public/law_one.html", values, status=422 if error else 200)


def _day(request: HttpRequest) -> tuple[date, str]:
    """Return the day that was asked for and what was wrong with it; today where none was typed."""
    typed = request.GET.get("on", "").strip()
    if not typed:
        return clock.today(), ""
    try:
        return understand.day(typed, clock.today()), ""
    except Unclear as unclear:
        return clock.today(), str(unclear)
