"""The question pages: one question a page, forwards and back, saved at every step."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from hezhong.engine import catalogue
from hezhong.engine.answers import Address, Employer
from hezhong.engine.fields import Asked, Question
from hezhong.engine.intake import Elsewhere, Flow, Page
from hezhong.web import clock
from hezhong.web.public.drafting import Drafting, context, with_cookie
from hezhong.web.public.walk import Walk
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Raw
from hezhong.web.widgets.people import EmployerWidget
from hezhong.web.widgets.registry import Bound
from hezhong.web.widgets.texts import understood as understood_amount


def flow_of(code: str) -> Flow:
    flow = catalogue.current().flows.get(code)
    if flow is None:
        raise Http404("没有这项服务")
    return flow


@require_GET
def start(request: HttpRequest, flow: str) -> HttpResponse:
    """Lead to the first question."""
    return redirect("question", flow, flow_of(flow).pages[0].slug)


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, flow: str, slug: str) -> HttpResponse:
    drafting = Drafting.of(request, flow_of(flow))
    page = drafting.walk().page(slug)
    if request.method == "GET":
        return with_cookie(_shown(request, drafting, drafting.walk(), page, {}), drafting, settings.HTTPS)
    raw, errors = drafting.answered(request, page)
    walk = drafting.walk(raw)
    page = next((each for each in walk.flow.pages if each.slug == page.slug), page)
    errors |= {name: says for name, says in walk.reading.errors.items() if name in page.fields and name not in errors}
    if "save" in request.POST:
        return with_cookie(redirect("saved", flow), drafting, settings.HTTPS)
    if "again" in request.POST:  # a look-up or the next select, without JavaScript
        return with_cookie(_shown(request, drafting, walk, page, {}), drafting, settings.HTTPS)
    if errors:
        return with_cookie(_shown(request, drafting, walk, page, errors), drafting, settings.HTTPS)
    return with_cookie(redirect(_next(request, walk, page)), drafting, settings.HTTPS)


def _next(request: HttpRequest, walk: Walk, page: Page) -> str:
    """Return where to go on: back to checking when it came from there and nothing else is open."""
    if request.GET.get("back") == "check" and walk.unanswered() is None:
        return reverse("check", args=[walk.flow.code])
    after = walk.after(page)
    if not after:
        missing = walk.unanswered()
        return reverse("question", args=[walk.flow.code, missing.slug]) if missing else reverse("check", args=[walk.flow.code])
    return reverse("question", args=[walk.flow.code, after])


def _shown(
    request: HttpRequest, drafting: Drafting, walk: Walk, page: Page, errors: dict[str, str]
) -> HttpResponse:
    if page not in walk.pages:
        page = walk.page(page.slug)
    steps = [each for each in walk.pages if not isinstance(each, Elsewhere)]
    at = walk.pages.index(page)
    fields = walk.bound(page, errors)
    back = "check" if request.GET.get("back") else walk.before(page)
    values = context(
        drafting,
        page=page,
        fields=fields,
        alone=len(page.fields) == 1,
        errors=[each for each in fields if each.error],
        step=at + 1,
        steps=max(len(steps), at + 1),
        done=round(100 * at / max(len(steps), 1)),
        before=back,
    )
    template = "public/elsewhere.html" if isinstance(page, Elsewhere) else "public/question.html"
    return render(request, template, values, status=422 if errors else 200)


@require_GET
def employer(request: HttpRequest, name: str) -> HttpResponse:
    """Fragment: what the register has of the name typed."""
    widget = EmployerWidget(Asked(name, Employer, Question("")), around(clock.today()))
    found = widget.found(request.GET.get(name, "").strip())
    return render(request, "widgets/employer_hits.html", {"c": found, "f": {"name": name}})


@require_GET
def place(request: HttpRequest, name: str) -> HttpResponse:
    """Fragment: the selects below the one just changed."""
    raw = Raw({key: [str(value) for value in values] for key, values in request.GET.lists()})
    field = Asked(name, Address, Question("", example=request.GET.get("example", "")))
    return render(request, "widgets/place.html", {"f": Bound(field, raw, around(clock.today()))})


@require_GET
def understood(request: HttpRequest, name: str) -> HttpResponse:
    """Fragment: how an amount was understood."""
    return render(request, "widgets/money_understood.html", {"understood": understood_amount(request.GET.get(name, ""))})
