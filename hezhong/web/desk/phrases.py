"""常用语: an officer's page of phrases, and what a form asks for when one is to be put in."""

from functools import cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hezhong.engine import catalogue, phrases
from hezhong.engine.answers import Prose
from hezhong.engine.core import Refused
from hezhong.engine.phrases import Keeper
from hezhong.engine.roles import CLOCK, FOLLOWER, PARTIES
from hezhong.engine.vocabulary import Action
from hezhong.kernel.fields import asked
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_officers, oversees, page

OPINION = "opinion"
OTHERS = {*PARTIES, CLOCK, FOLLOWER}
"""Whose steps no officer writes."""


def keeper(request: HttpRequest) -> Keeper:
    who = officer(request)
    return Keeper(int(who.asker.person), who.office, oversees(who))


@cache
def places() -> dict[str, str]:
    """Return ``<action>.<field>`` -> words, for every long text of an action, and for the opinion of a signature."""
    found = {OPINION: "签批意见"}
    for case_type in catalogue.current().case_types.values():
        for name, action in case_type.words(Action).items():
            for each in asked(action.given) if action.given and not set(action.roles) <= OTHERS else ():
                if each.kind is Prose or (each.kind is str and each.question.wide):
                    found.setdefault(f"{name}.{each.name}", f"{action.title}：{each.question.label}")
    return found


@require_http_methods(["GET", "POST"])
@for_officers
def show(request: HttpRequest) -> HttpResponse:
    """The page of phrases; a new one is kept by POST."""
    if request.method == "GET":
        return _shown(request)
    field = request.POST.get("field", "")
    try:
        if field and field not in places():
            raise Refused("请从列出的里面选用在哪里")
        shared = request.POST.get("shared") == "yes"
        phrases.add(keeper(request), request.POST.get("text", ""), field, shared=shared, at=clock.now())
    except Refused as refused:
        return _shown(request, 422, str(refused))
    return redirect("phrases")


@require_POST
@for_officers
def drop(request: HttpRequest, phrase: int) -> HttpResponse:
    """Delete a phrase."""
    if not phrases.drop(keeper(request), phrase):
        return _shown(request, 422, "这一条已经没有了，或者是全机关用的，由负责人管理")
    return redirect("phrases")


@require_safe
@for_officers
def pick(request: HttpRequest) -> HttpResponse:
    """The phrases for one field, as JSON: {"phrases": [text, ...]}."""
    found = phrases.of(keeper(request), request.GET.get("field", "") or OPINION)
    answer = JsonResponse({"phrases": [each.text for each in found]})
    answer["Cache-Control"] = "no-store"
    return answer


def _shown(request: HttpRequest, status: int = 200, refusal: str = "") -> HttpResponse:
    here, at = keeper(request), places()
    rows = [(each, at.get(each.field, "所有文字"), each.officer is not None or here.leads) for each in phrases.of(here)]
    context = {"rows": rows, "places": at, "leads": here.leads, "refusal": refusal, "typed": request.POST}
    return page(request, "desk/phrases.html", "phrases", status, **context)
