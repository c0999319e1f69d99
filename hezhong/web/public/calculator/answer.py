"""What the calculator answers: each claim with its steps, as a page, as a printed sheet, and taken into a complaint."""

import json
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from hezhong.engine import claim_sheet, drafts
from hezhong.engine.claim_sheet import Line
from hezhong.engine.renderer import Unprintable
from hezhong.kernel.money import yuan
from hezhong.law import facts
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Result
from hezhong.web import clock
from hezhong.web.public.asking import flow_of
from hezhong.web.public.calculator import questions
from hezhong.web.public.calculator.pages import drafting_of, standing
from hezhong.web.public.drafting import Drafting, with_cookie
from hezhong.web.public.walk import BROUGHT, Walk
from hezhong.web.widgets.model import Raw

COMPLAINTS = "complaints"
BY_INSPECTION = {ClaimKind.WAGES, ClaimKind.SEVERANCE}
"""What labour inspection can order to be paid (劳动保障监察条例 第二十六条); the rest is for arbitration."""


@dataclass(frozen=True)
class Answered:
    """One claim with its result."""

    id: str
    kind: ClaimKind
    line: Line
    result: Result
    told: str

    @property
    def by_inspection(self) -> bool:
        return self.kind in BY_INSPECTION


def answered(walk: Walk) -> tuple[Answered, ...]:
    """Return every claim that was chosen, reckoned by the law of today's book for the place that was named."""
    book, values = clock.moment().book, walk.reading.values
    found = []
    for id in questions.chosen(values):
        entitlement = questions.offered()[id]
        known = questions.known(entitlement, values)
        result = entitlement.reckoned(known, values["place"].place, book)
        assert entitlement.kind is not None  # only those are offered
        told = json.dumps(facts.plain(known), ensure_ascii=False, sort_keys=True)
        found.append(Answered(id, entitlement.kind, Line.of(entitlement, result), result, told))
    return tuple(found)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What may be claimed, and on what it rests."""
    drafting = drafting_of(request)
    walk = drafting.walk()
    if (page := standing(walk)) is not None:
        return redirect("claims-question", page.slug)
    found = answered(walk)
    values = {
        "service": questions.SERVICE,
        "found": found,
        "total": yuan(claim_sheet.total([each.result for each in found])),
        "groups": walk.said(),
        "last": walk.pages[-1].slug,
        "to_inspection": any(each.by_inspection for each in found),
        "to_arbitration": [each for each in found if not each.by_inspection],
    }
    return with_cookie(render(request, "public/claims_answer.html", values), drafting)


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The same as PDF."""
    walk = drafting_of(request).walk()
    if standing(walk) is not None:
        return redirect("claims")
    found = answered(walk)
    told = [(label, words) for rows in walk.said().values() for label, words, _ in rows if words != "没有填写"]
    total = claim_sheet.total([each.result for each in found])
    try:
        content = claim_sheet.printed(told, [each.line for each in found], clock.today(), total)
    except Unprintable as why:
        return HttpResponse(str(why), status=422, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="claims.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def carry(request: HttpRequest) -> HttpResponse:
    """Begin a complaint that knows all that was told here; what it knows is not asked again."""
    walk = drafting_of(request).walk()
    if standing(walk) is not None:
        return redirect("claims")
    complaint = Drafting(drafts.blank(COMPLAINTS), flow_of(COMPLAINTS))
    complaint.keep(_brought(walk, answered(walk)))
    return with_cookie(redirect("start", COMPLAINTS), complaint)


@require_POST
def afresh(request: HttpRequest) -> HttpResponse:
    """Forget the answers of this browser and begin anew."""
    response = redirect("claims")
    response.delete_cookie("claims", samesite="Lax")
    return response


def _brought(walk: Walk, found: tuple[Answered, ...]) -> Raw:
    """Return the answers of a complaint as if they had been typed there."""
    city = next(code for code in reversed(walk.reading.values["place"].place.path) if len(code) == 6)
    sums = [{"id": each.id, "city": city, "facts": json.loads(each.told)} for each in found]
    raw = Raw({key: values for key, values in walk.raw.items() if key.startswith("place-")})
    raw["trouble"], raw[BROUGHT] = ["wages"], ["trouble", "place", "months"]
    raw["sums"] = [json.dumps(sums, ensure_ascii=False, sort_keys=True)]
    days = [day for each in found for day in (each.result.since, each.result.until) if day is not None]
    days = [day for day in days if day <= clock.today()]
    if days:
        first, last = min(days), max(days)
        raw["months-y1"], raw["months-m1"] = [str(first.year)], [str(first.month)]
        raw["months-y2"], raw["months-m2"] = [str(last.year)], [str(last.month)]
    return raw

