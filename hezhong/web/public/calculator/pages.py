"""The calculator's question pages: forwards and back, kept at every step, contradictions said where they can be mended."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.engine.intake import Page
from hezhong.web.public.calculator import questions
from hezhong.web.public.drafting import Drafting, context, with_cookie
from hezhong.web.public.walk import Walk
from hezhong.web.widgets.model import Raw

COOKIE = "claims"


def drafting_of(request: HttpRequest) -> Drafting:
    """Return what this browser has answered so far; it is kept encrypted, as a draft of a complaint is."""
    return Drafting.of(request, questions.questions(), COOKIE)


def wrong(walk: Walk) -> dict[str, str]:
    """Return key -> what is still to be put right: what was not understood, then what contradicts."""
    return {**questions.contradictions(walk.reading.values), **walk.reading.errors}


def standing(walk: Walk) -> Page | None:
    """Return the first page that has something to put right or was not seen, None when all can be reckoned."""
    errors = wrong(walk)
    unseen = {name for page in walk.pages for name in page.fields if name not in walk.raw and not _parts(walk.raw, name)}
    return next((page for page in walk.pages if (errors.keys() | unseen) & set(page.fields)), None)


def _parts(raw: Raw, name: str) -> bool:
    return any(key.startswith(f"{name}-") for key in raw)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the first question, or to where this browser stopped."""
    page = standing(drafting_of(request).walk())
    return redirect("claims-question", page.slug) if page else redirect("claims-answer")


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of questions: shown, or answered and on to the next."""
    drafting = drafting_of(request)
    walk = drafting.walk()
    page = walk.page(slug)
    if page is None:
        if slug not in {each.slug for each in walk.flow.pages}:
            raise Http404("没有这一页")
        return redirect("claims")
    if request.method == "GET":
        shown = wrong(walk) if "mend" in request.GET else {}
        return _shown(request, drafting, walk, page, shown)
    raw, _ = drafting.answered(request, page)
    walk = drafting.walk(raw)
    if "again" in request.POST:  # the next select of a place, without JavaScript
        drafting.keep(raw)
        return _shown(request, drafting, walk, page, {})
    errors = {name: says for name, says in wrong(walk).items() if name in page.fields}
    if errors:
        return _shown(request, drafting, walk, page, errors)
    drafting.keep(raw)
    return with_cookie(redirect(_next(request, walk, page)), drafting)


def _next(request: HttpRequest, walk: Walk, page: Page) -> str:
    if request.GET.get("back") == "answer" or not walk.after(page):
        missing = standing(walk)
        return reverse("claims-question", args=[missing.slug]) + "?mend=1" if missing else reverse("claims-answer")
    return reverse("claims-question", args=[walk.after(page)])


def _shown(request: HttpRequest, drafting: Drafting, walk: Walk, page: Page, errors: dict[str, str]) -> HttpResponse:
    fields = walk.bound(page, errors)
    at = walk.pages.index(page)
    values = context(
        drafting,
        page=page,
        fields=fields,
        alone=len(page.fields) == 1,
        errors=[each for each in fields if each.error],
        step=at + 1,
        steps=len(walk.pages),
        done=round(100 * at / len(walk.pages)),
        before=walk.before(page),
    )
    values["flow"] = ""  # the bar of who fills it in for somebody belongs to filings
    status = 422 if any(each.error for each in fields) and request.method == "POST" else 200
    return with_cookie(render(request, "public/claims_question.html", values, status=status), drafting)
