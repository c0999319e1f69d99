"""Coming back with the receipt: how far it is, what the office wrote, and writing to it. Every page is sent for anew."""

import secrets

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from hezhong.directory import offices
from hezhong.domains.reports import conversation, receipts
from hezhong.domains.reports.sealing import Unsealed
from hezhong.engine import loading
from hezhong.engine.clock import clocks, due, explain
from hezhong.engine.core import Refused
from hezhong.engine.uploads import BadUpload
from hezhong.web import clock
from hezhong.web.public.anonymous.gate import SAYS, gate
from hezhong.web.public.anonymous.pages import drawn
from hezhong.web.public.anonymous.quiet import quiet

UNKNOWN = "没有这个取件码。它是 20 位的字母和数字，请对着抄下来的再看一遍：没有字母 O、I、L、U"
ONLY_FILES = "（补交了材料）"


@quiet
@require_http_methods(["GET", "POST"])
def back(request: HttpRequest) -> HttpResponse:
    """Ask for the receipt; with it, the report as the reporter sees it; with a letter, that too."""
    if request.method == "GET":
        return drawn(request, "anonymous/back.html")
    typed = request.POST.get("receipt", "")[:80]
    says = request.POST.get("says", "")
    if not gate.passes(request, clock.now()):
        return drawn(request, "anonymous/back.html", 429, typed=typed, held_up=SAYS, says=says)
    report = conversation.by_receipt(typed)
    if report is None:
        return drawn(request, "anonymous/back.html", 422, typed=typed, error=UNKNOWN, says=says)
    if "says" not in request.POST:
        return _shown(request, report)
    try:
        _kept(request, report, says)
    except (Refused, BadUpload) as wrong:
        return _shown(request, report, 422, error=str(wrong), says=says)
    return _shown(request, report, sent=True)


def _kept(request: HttpRequest, report: Unsealed, says: str) -> None:
    """Keep a letter with its files: all or nothing. Raises Refused, BadUpload."""
    uploads = request.FILES.getlist("files")
    press = request.POST.get("press", "")[:40] or secrets.token_urlsafe(16)
    with transaction.atomic():
        words = says.strip() or (ONLY_FILES if uploads else "")
        number = conversation.from_reporter(report, words, press, clock.moment())
        for upload in uploads if number else ():
            try:
                report.enclose(upload, clock.today(), number)
            except BadUpload as bad:
                raise BadUpload(f"“{(upload.name or '')[:40]}”：{bad}。信还没有寄出，请去掉这个文件再寄") from None


def _shown(
    request: HttpRequest, report: Unsealed, status: int = 200, error: str = "", says: str = "", *, sent: bool = False
) -> HttpResponse:
    assert report.row.case_id is not None
    dossier, book = loading.look(report.row.case_id).dossier, clock.moment().book
    running = next((each for each in clocks(dossier.events).values() if each.running), None)
    last = due(running, book.calendar) if running else None
    facts = dossier.facts
    return drawn(
        request,
        "anonymous/report.html",
        status,
        receipt=receipts.normal(request.POST.get("receipt", "")),
        state=dossier.state.public,
        office=offices.office(dossier.handled_at.office).name,
        duty=running.limit.duty.title if running else "",
        due=last,
        late=bool(last and last < clock.today()),
        steps=explain(running, book.calendar) if running else (),
        article=running.limit.article if running else None,
        ground=facts.ground,
        outcome=facts.outcome,
        letters=report.letters(),
        files=report.enclosures(),
        press=secrets.token_urlsafe(16),
        error=error,
        says=says,
        sent=sent,
    )
