"""整卷打印: ask for the whole file of a case, see how far it is, open it. htmx asks for the state alone while it waits."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.engine import whole_file
from hezhong.engine.views import CaseView
from hezhong.engine.whole_file import Part
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk import case
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.warnings import behind
from hezhong.web.public.following import pdf_response


def parts_for(request: HttpRequest, view: CaseView) -> tuple[Part, ...]:
    """Return the parts this officer may have: the inner one stays in the office that handles the case."""
    here = view.raw.handled_at.office == officer(request).office
    return tuple(Part) if here else (Part.MAIN,)


@require_http_methods(["GET", "POST"])
@for_officers
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What was printed of the whole file, and having a part printed."""
    view = case.view_of(request, case_id)
    parts = parts_for(request, view)
    if request.method == "POST":
        asked = next((part for part in parts if part.code == request.POST.get("part")), None)
        if asked is None:
            return _shown(request, view, 422, "请选印正卷还是副卷。副卷只在办理机关内部使用")
        whole_file.ask(case_id, asked, officer(request).asker.person, clock.moment())
        return redirect("whole-file", case_id)
    return _shown(request, view)


@require_safe
@for_officers
def download(request: HttpRequest, case_id: UUID, printing: UUID) -> HttpResponse:
    """A printed part as PDF."""
    view = case.view_of(request, case_id)
    found = whole_file.opened(case_id, printing)
    if found is None or found[0] not in parts_for(request, view):
        raise Http404("没有这一份")
    with behind.bundle_noted(request, view, found[0].value):
        return pdf_response(found[1], f"{view.number}{found[0].value}")


def _shown(request: HttpRequest, view: CaseView, status: int = 200, refusal: str = "") -> HttpResponse:
    parts = parts_for(request, view)
    known = {each.part: each for each in whole_file.printed(view.id)}
    lines = [(part, known.get(part)) for part in parts]
    waits = any(each and not each.done for _, each in lines)
    template = "desk/whole_file_parts.html" if request.headers.get("HX-Request") else "desk/whole_file.html"
    return page(request, template, "worklist", status, case=view, lines=lines, waits=waits, refusal=refusal)
