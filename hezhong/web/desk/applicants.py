"""Who wants to stand for an employer: a clerk who has seen the letter of authorisation (授权委托书) admits, or declines.

A window sees the applicants of employers in its own place, and those whose place nobody knows; an administrator sees all.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from hezhong.directory import authorised, people, regions
from hezhong.directory.authorised import NotAdmitted
from hezhong.directory.changes import Author
from hezhong.directory.models import Authorised
from hezhong.kernel import credit_code
from hezhong.kernel.credit_code import BadCreditCode
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.pages import is_administrator, page


@dataclass(frozen=True)
class Applicant:
    """Somebody who waits. known: the register has the code under this very name; identity, phone: masked."""

    row: Authorised
    identity: str
    phone: str
    known: bool


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """List who waits; admit one, or decline with a reason."""
    if not (_is_clerk(request) or is_administrator(request)):
        raise PermissionDenied
    if request.method == "GET":
        return _page(request)
    if "end" in request.POST:
        return _ended(request)
    token, letter, why = (request.POST.get(name, "").strip()[:300] for name in ("applicant", "letter", "why"))
    applicant = next((each for each in _waiting(request) if str(each.row.token) == token), None)
    if applicant is None and not Authorised.objects.filter(token=token if token.isdecimal() else 0).exists():
        raise Http404("没有这个申请")
    author = Author(request.user.get_username(), clock.now())
    try:
        if applicant is None:
            raise NotAdmitted("这个申请已经办过了，或者不归本机关办")
        if "decline" in request.POST:
            _decline(applicant, why, author)
        else:
            _admit(applicant, letter, author)
    except NotAdmitted as refused:
        return _page(request, 422, str(refused), token)
    return redirect("applicants")


def _ended(request: HttpRequest) -> HttpResponse:
    """End a mandate of an employer that was looked up by its code."""
    token, why = request.POST.get("end", ""), request.POST.get("why", "").strip()[:300]
    chosen = next((row for row in _standing(request) if str(row.token) == token), None)
    try:
        if chosen is None:
            raise NotAdmitted("这名经办人已经停用，或者不归本机关办")
        if not why:
            raise NotAdmitted("请写明为什么停用，如：单位来函更换经办人、本人忘了密码")
        authorised.end(chosen.token, why, clock.today(), Author(request.user.get_username(), clock.now()))
    except NotAdmitted as refused:
        return _page(request, 422, str(refused), token)
    return redirect("applicants")


def _standing(request: HttpRequest) -> list[Authorised]:
    """Return who stands today for the employer whose code was typed, where it is this office's to say."""
    typed = request.POST.get("code") or request.GET.get("code", "")
    try:
        rows = authorised.in_office(credit_code.normalise(typed), clock.today()) if typed else []
    except BadCreditCode:
        return []
    return [row for row in rows if row.employer and _ours(request, row.employer.region)]


def _ours(request: HttpRequest, region: str) -> bool:
    post = officer(request).post
    return is_administrator(request) or bool(post and _mine(post.place, region))


def _admit(applicant: Applicant, letter: str, author: Author) -> None:
    if not letter:
        raise NotAdmitted("请写明看了什么：授权委托书的日期、文号，盖没有盖公章")
    authorised.admit(applicant.row.token, letter, clock.today(), author)


def _decline(applicant: Applicant, why: str, author: Author) -> None:
    if not why:
        raise NotAdmitted("不通过要写明理由，让申请人知道缺什么")
    authorised.decline(applicant.row.token, why, author)


def _page(request: HttpRequest, status: int = 200, refusal: str = "", typed: str = "") -> HttpResponse:
    context: dict[str, Any] = {"applicants": _waiting(request), "refusal": refusal, "typed": typed, "raw": request.POST}
    context |= {"standing": _standing(request), "code": request.POST.get("code") or request.GET.get("code", "")}
    return page(request, "desk/applicants.html", "applicants", status, **context)


def _is_clerk(request: HttpRequest) -> bool:
    post = officer(request).post
    return bool(post and post.clerk)


def _waiting(request: HttpRequest) -> list[Applicant]:
    rows = [row for row, region in authorised.waiting() if _ours(request, region)]
    cards = people.cards({row.person for row in rows}, {row.contact for row in rows})
    known = {row.token: bool(authorised.registered_as(row.code)) for row in rows}
    return [Applicant(row, cards[row.person].below, cards[row.person].phone, known[row.token]) for row in rows]


def _mine(place: Any, region: str) -> bool:
    return not region or place.covers(regions.place(region))
