"""The sealed side of a report at the desk: content, letters and files, for the office that handles it; each look is kept."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.directory import officers, regions
from hezhong.domains.reports import conversation
from hezhong.domains.reports.conversation import AtDesk
from hezhong.engine import loading
from hezhong.engine.core import Refused
from hezhong.engine.loading import NoSuchCase
from hezhong.web import acting, clock
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.public.following import sent_inline

DOWNLOADED = "application/octet-stream"


def _opened(request: HttpRequest, case_id: UUID, what: str) -> AtDesk:
    try:
        return conversation.at_desk(case_id, officer(request).asker, clock.moment(), what)
    except NoSuchCase as none:
        raise Http404(str(none)) from None


@require_http_methods(["GET", "POST"])
@for_officers
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Content and letters; with a letter sent, that too."""
    opened = _opened(request, case_id, "举报内容和往来")
    if request.method == "GET":
        return _shown(request, opened)
    says, answers = request.POST.get("says", ""), request.POST.get("kind") == "answer"
    try:
        press = request.POST.get("key", "")[:40] or acting.new_key()
        conversation.from_office(opened, says, press, clock.moment(), answers=answers)
    except Refused as refused:
        return _shown(request, opened, 422, error=str(refused), says=says)
    return redirect("report-content", case_id)


def _shown(request: HttpRequest, opened: AtDesk, status: int = 200, error: str = "", says: str = "") -> HttpResponse:
    report, dossier = opened.report, loading.look(opened.case_id).dossier
    told, letters = report.told(), report.letters()
    looks = conversation.looks(opened)
    names = officers.names({*(letter.by for letter in letters), *(by for by, _, _ in looks)})
    context = {
        "case_id": opened.case_id,
        "number": dossier.number,
        "state": dossier.state.title,
        "told": told,
        "kind": told.kind,
        "place": regions.full_name(told.place),
        "facts": dossier.facts,
        "letters": [(names.get(letter.by, ""), letter) for letter in letters],
        "files": report.enclosures(),
        "looks": [(names.get(by, ""), what, at) for by, what, at in looks],
        "may_write": opened.may_write,
        "owes_answer": dossier.facts.named and dossier.facts.wants_answer and dossier.facts.answered_on is None,
        "key": acting.new_key(),
        "error": error,
        "says": says,
    }
    return page(request, "desk/report.html", "worklist", status, **context)


@require_safe
@for_officers
def file(request: HttpRequest, case_id: UUID, file: UUID) -> HttpResponse:
    """A file without its metadata; of a kind that has no clean copy, what was handed in, to download."""
    found = _opened(request, case_id, "材料").report.open_file(file)
    if found is None:
        raise Http404("没有这个文件")
    response = sent_inline(found.data, found.kind, found.title)
    if found.kind == DOWNLOADED:
        response["Content-Disposition"] = response["Content-Disposition"].replace("inline", "attachment", 1)
    return response
