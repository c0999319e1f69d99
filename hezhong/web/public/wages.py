"""The page behind a link in a short message: a worker's line of a payroll, and whether it is right."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hezhong.engine import wage_checks
from hezhong.engine.core import Refused
from hezhong.engine.drafts import TooMany
from hezhong.engine.wage_checks import NoSuchCheck
from hezhong.web import clock, visits

SERVICE = "核对工资"


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show the line, and take the answer once."""
    try:
        visits.check(request, visits.MISSES, clock.now())
        line = wage_checks.look(code[:40], clock.now())
    except TooMany as many:
        return _page(request, 429, error=str(many))
    except NoSuchCheck as none:
        visits.count(request, visits.MISSES, clock.now())
        raise Http404(str(none)) from None
    error = ""
    if request.method == "POST":
        right, why = request.POST.get("right") == "yes", request.POST.get("why", "")
        try:
            wage_checks.answer(code[:40], right, why, clock.now())
            return redirect("wages", code)
        except Refused as refused:
            error = str(refused)
    sums = {"due": _yuan(line.due), "deducted": _yuan(line.deducted) if line.deducted else "", "net": _yuan(line.net)}
    return _page(request, 422 if error else 200, line=line, error=error, typed=request.POST.get("why", ""), **sums)


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"


def _page(request: HttpRequest, status: int, **values: object) -> HttpResponse:
    response = render(request, "public/wages.html", {"service": SERVICE, **values}, status=status)
    response["Cache-Control"] = "no-store"
    return response
