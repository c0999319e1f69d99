"""Papers from the case page: reading and signing them off, recording service with its receipt, sheets to sign, labels."""

from dataclasses import fields, replace
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hezhong.engine import electronic, papers, served_together, sheets, store
from hezhong.engine.case_type import CaseType, Service, SignOff
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.serving import Delivery, Method, methods_for
from hezhong.engine.uploads import Kind
from hezhong.engine.views import CaseView, PaperLine
from hezhong.web import acting, clock
from hezhong.web.acting import ActionForm
from hezhong.web.asking import officer
from hezhong.web.desk import case
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.public.following import pdf_response

AS_ASKED = replace(CaseType.serve, given=Delivery)
AS_ASKED.__set_name__(CaseType, "serve")  # a copy stands in no class body that would name it


@require_safe
@for_officers
def paper(request: HttpRequest, case_id: UUID, paper: UUID) -> HttpResponse:
    """A paper as PDF: sealed, or the draft as it stands."""
    found = case.paper_of(request, case_id, paper)
    return pdf_response(papers.pdf(found), found.title)


@require_safe
@for_officers
def word(request: HttpRequest, case_id: UUID, paper: UUID) -> HttpResponse:
    """A draft as a working copy for Word; what is signed off is read as PDF only."""
    found = case.paper_of(request, case_id, paper)
    if found.stage != "draft":
        raise Http404("签发以后只有 PDF")
    response = HttpResponse(papers.word(found), content_type=Kind.DOCX.value)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.title)}{quote('（工作稿）')}.docx"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@for_officers
def sign_off(request: HttpRequest, case_id: UUID, paper: UUID) -> HttpResponse:
    """Sign off a draft, or with it the same drafts of the cases that this one leads; each is numbered at once."""
    found = case.paper_of(request, case_id, paper)
    if "together" in request.POST:
        drafts = papers.same_drafts(case_id, found.document)
        how, asker = store.Submission(request.POST.get("key", "") + "-all"), officer(request).asker
        return case.attempt(request, case_id, lambda: store.sign_off_many(drafts, found.document, asker, clock.moment(), how))
    return case.press(request, case_id, "sign_off", SignOff(str(paper), found.document))


@require_http_methods(["GET", "POST"])
@for_officers
def serve(request: HttpRequest, case_id: UUID, paper: UUID) -> HttpResponse:
    """The form of an attempt to serve a paper, and recording it. htmx asks for the form alone."""
    found, view = case.paper_of(request, case_id, paper), case.view_of(request, case_id)
    line = next(each for each in view.papers if each.id == paper)
    if request.method == "GET":
        if "serve" not in line.may:
            raise Http404("现在不用登记送达")
        blank = acting.blank(request, AS_ASKED, view.version, view.type_code)
        return _form(request, view, line, _by_mailbox(blank, found))
    again = "again" in request.POST
    form = acting.sent(request, AS_ASKED, view.type_code, complain=not again)
    form = _by_mailbox(form, found) if again else form
    if again or not form.sound:
        return _form(request, view, line, form, 200 if again else 422)
    how: Delivery = form.given
    given = Service(found.document, found.role, found.party, **{each.name: getattr(how, each.name) for each in fields(how)})
    try:
        moment = clock.moment(acting.happened_on(form.happened_on))
        others = [each.document for each in beside(view, line) if str(each.id) in request.POST.getlist("also")]
        served_together.serve(case_id, given, others, officer(request).asker, moment, form.key)
    except NoSuchCase as none:
        raise Http404(str(none)) from None
    except case.WRONG as refused:
        return _form(request, view, line, acting.refused(form, str(refused)), 422)
    return case.done(request, case_id)


def beside(view: CaseView, line: PaperLine) -> list[PaperLine]:
    """Return the other papers that wait to be served on the same party, each document once: they may share a receipt."""
    there = {
        each.document: each
        for each in view.papers
        if "serve" in each.may and each.addressee == line.addressee and each.document != line.document
    }
    return list(there.values())


def _by_mailbox(form: ActionForm, found: Any) -> ActionForm:
    """Return the form with what the record says of an addressee that agreed to its mailbox here, where nothing is typed."""
    words = electronic.words_for(found)
    electronically = form.raw.one("method") == Method.ELECTRONIC.code
    for bound in form.form.fields:
        if bound.name == "method" and words:
            bound.question = replace(bound.question, hint="这个单位同意在系统里收：选电子送达，登记的同时放进它的电子信箱，今天就是送达日")
            bound.described = "method-hint"
        elif electronically and bound.name in words and not bound.c["value"]:
            bound.c["value"] = words[bound.name]
    return form


def _form(request: HttpRequest, view: CaseView, line: PaperLine, form: ActionForm, status: int = 200) -> HttpResponse:
    # electronic service is offered to everybody here: its form asks where the consent stands recorded
    offered = {method.code for method in methods_for(consents=True)}
    for bound in form.form.fields:
        if bound.name == "method":
            bound.c["options"] = [each for each in bound.c["options"] if each[0] in offered]
    shown: dict[str, Any] = {"serving": form, "line": line, "beside": beside(view, line), "also": request.POST.getlist("also")}
    if request.headers.get("HX-Request"):
        return page(request, "desk/serve.html", "worklist", status, case=view, **shown)
    return case.shown(request, view, status=status, **shown)


@require_safe
@for_officers
def receipts(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Receipts of service to be signed (送达回证), for the papers chosen: a sheet for each addressee."""
    return _printed(request, case_id, sheets.receipts, "送达回证")


@require_safe
@for_officers
def labels(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Labels for the envelopes of the papers chosen: an A4 sheet, a label for each addressee."""
    return _printed(request, case_id, sheets.labels, "邮寄标签")


def _printed(request: HttpRequest, case_id: UUID, sheet: Any, title: str) -> HttpResponse:
    view = case.view_of(request, case_id)
    there = {str(line.id) for line in view.papers if not line.origin}
    chosen = [each for each in request.GET.getlist("paper") if each in there]
    if not chosen:
        return case.shown(request, view, status=422, refusal=f"请先在“文书”里勾选要印{title}的文书")
    try:
        return pdf_response(sheet(view.id, chosen, clock.today()), title)
    except sheets.NobodyToServe as nobody:
        return case.shown(request, view, status=422, refusal=str(nobody))
