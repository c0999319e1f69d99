"""One search over persons, employers and cases, and a page for one person or employer over all procedures.

What is searched for is sent by POST: numbers of people stand in no address and in no log. Whoever opens the page of a
person leaves an access record.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.directory import people
from hezhong.engine import dealings, finding
from hezhong.engine.dealings import Nobody
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_officers, page

AT = "find"
LONGEST = 100
LARGEST = 2**63 - 1
WHY = "查看当事人的全部案件"
TOO_SHORT = "请至少写两个字，或者完整的证件号码、手机号"
TOO_LONG = f"最多写 {LONGEST} 个字。请只写姓名、单位、案号或者号码"
NOBODY = "没有这个人或单位，或者没有您能看的案件"


@require_http_methods(["GET", "POST"])
@for_officers
def find(request: HttpRequest) -> HttpResponse:
    """The search, and what it found; htmx asks for that alone."""
    text = request.POST.get("q", "").replace("\0", "").strip()
    error = _error(text) if request.method == "POST" else ""
    found = finding.find(text, officer(request).asker, clock.today()) if text and not error else None
    template = "desk/found.html" if request.headers.get("HX-Request") else "desk/find.html"
    return page(request, template, AT, 422 if error else 200, found=found, typed=text[: LONGEST * 2], error=error, most=dealings.MOST)


def _error(text: str) -> str:
    return TOO_SHORT if len(text) < 2 else TOO_LONG if len(text) > LONGEST else ""


@require_safe
@for_officers
def person(request: HttpRequest, token: int) -> HttpResponse:
    """A person over all procedures. That it was looked at is kept."""
    who, at = officer(request), clock.now()
    try:
        found = dealings.person(_sane(token), who.asker, at.date())
    except Nobody:
        raise Http404(NOBODY) from None
    people.looked_at(token, "cases", who.asker.person, WHY, at)
    return page(request, "desk/dealings.html", AT, found=found, kind="person", recorded=True, most=dealings.MOST)


@require_safe
@for_officers
def employer(request: HttpRequest, token: int) -> HttpResponse:
    """An employer over all procedures."""
    try:
        found = dealings.employer(_sane(token), officer(request).asker, clock.today())
    except Nobody:
        raise Http404(NOBODY) from None
    return page(request, "desk/dealings.html", AT, found=found, kind="employer", recorded=False, most=dealings.MOST)


def _sane(token: int) -> int:
    """Return a token that the database can hold; nobody has a larger one."""
    if token > LARGEST:
        raise Http404(NOBODY)
    return token
