"""The question pages: one question a page, forwards and back, saved at every step."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from hezhong.engine import catalogue
from hezhong.engine.answers import Address, Employer
from hezhong.engine.intake import Elsewhere, Flow, Page
from hezhong.kernel.fields import Asked, Question
from hezhong.web import clock
from hezhong.web.public.drafting import Drafting, context, with_cookie, without_cookie
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
    """Lead to the first question, or to where this browser stopped; at a window the next person begins anew."""
    if "new" in request.GET and request.user.is_authenticated:
        return without_cookie(redirect("start", flow))
    resting = Drafting.of(request, flow_of(flow)).walk().resting()
    return redirect("question", flow, resting.slug) if resting else redirect("check", flow)


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, flow: str, slug: str) -> HttpResponse:
    drafting = Drafting.of(request, flow_of(flow))
    walk = drafting.walk()
    page = walk.page(slug)
    if page is None:
        if slug not in {each.slug for each in walk.flow.pages}:
            raise Http404("没有这一页")
        return redirect("start", flow)
    if request.method == "GET":
        return _shown(request, drafting, walk, page, {})
    raw, errors = drafting.answered(request, page)
    walk = drafting.walk(raw)
    unclear = {name: says for name, says in walk.reading.errors.items() if name in page.fields}
    only_saved = "save" in request.POST
    if only_saved or not unclear:  # what is unclear never takes the place of an answer that was clear
        drafting.keep(raw)
    if only_saved:
        return with_cookie(redirect("saved", flow), drafting)
    if "again" in request.POST:  # a look-up or the next select, without JavaScript
        return _shown(request, drafting, walk, page, {})
    if errors := unclear | errors:
        return _shown(request, drafting, walk, page, errors)
    return with_cookie(redirect(_next(request, walk, page)), drafting)


def typed_again(request: HttpRequest, flow: str, slug: str) -> HttpResponse | None:
    """Return the page with what was typed and a fresh form, when the form's own token was too old. Nothing is kept."""
    drafting = Drafting.of(request, flow_of(flow))
    page = drafting.walk().page(slug) if drafting.code else None
    if page is None:
        return None
    posted = Raw.sent(request.POST.lists())
    raw = Raw({**drafting.raw, **posted})
    return _shown(request, drafting, drafting.walk(raw), page, {}, stale=True)


def _next(request: HttpRequest, walk: Walk, page: Page) -> str:
    """Return where to go on. Who came from checking goes back there, over what a changed answer has opened."""
    code = walk.flow.code
    back = request.GET.get("back") == "check"
    if back or not walk.after(page):
        missing = walk.unanswered()
        if missing is None:
            return reverse("check", args=[code])
        return reverse("question", args=[code, missing.slug]) + ("?back=check" if back else "")
    return reverse("question", args=[code, walk.after(page)])


def _shown(
    request: HttpRequest, drafting: Drafting, walk: Walk, page: Page, errors: dict[str, str], *, stale: bool = False
) -> HttpResponse:
    page = walk.page(page.slug) or page
    fields = walk.bound(page, errors)
    at = walk.pages.index(page)
    steps = max(sum(not isinstance(each, Elsewhere) for each in walk.pages), at + 1)
    values = context(
        drafting,
        page=page,
        fields=fields,
        alone=len(page.fields) == 1,
        errors=[each for each in fields if each.error],
        stale=stale,
        step=at + 1,
        steps=steps,
        done=round(100 * at / steps),
        before="check" if request.GET.get("back") == "check" else walk.before(page),
    )
    template = "public/elsewhere.html" if isinstance(page, Elsewhere) else "public/question.html"
    status = 422 if errors else 403 if stale else 200
    return with_cookie(render(request, template, values, status=status), drafting)


@require_GET
def employer(request: HttpRequest, name: str) -> HttpResponse:
    """Fragment: what the register has of the name typed."""
    widget = EmployerWidget(Asked(name, Employer, Question(""), None), around(clock.today()))
    found = widget.found(_typed(request).one(name))
    return render(request, "widgets/employer_hits.html", {"c": found, "f": {"name": name}})


@require_GET
def place(request: HttpRequest, name: str) -> HttpResponse:
    """Fragment: the selects below the one just changed."""
    bound = Bound(Asked(name, Address, Question(""), None), _typed(request), around(clock.today()))
    return render(request, "widgets/place_selects.html", {"f": bound, "c": bound.c})


@require_GET
def understood(request: HttpRequest, name: str) -> HttpResponse:
    """Fragment: how an amount was understood."""
    return render(request, "widgets/money_understood.html", {"understood": understood_amount(_typed(request).one(name))})


def _typed(request: HttpRequest) -> Raw:
    return Raw.sent(request.GET.lists())
