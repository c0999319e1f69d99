"""Case types, the worklist, cases, their actions, signatures and papers, as JSON."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, File, Header, Query, Router, Schema
from ninja.files import UploadedFile

from hezhong.engine import casefile, catalogue, files, papers, received, store, worklist
from hezhong.engine.dossier import Opinion
from hezhong.engine.plain import as_plain, canonical
from hezhong.engine.store import Done, Submission
from hezhong.engine.views import CaseView
from hezhong.engine.vocabulary import Action
from hezhong.kernel.understand import Unclear
from hezhong.web import acting, clock
from hezhong.web.api import inputs
from hezhong.web.api.answers import (
    CaseAnswer,
    CaseTypeAnswer,
    ChoiceAnswer,
    DoneAnswer,
    FileAnswer,
    ListAnswer,
    Trouble,
)
from hezhong.web.api.troubles import NotUnderstood
from hezhong.web.asking import officer
from hezhong.web.desk import choosing
from hezhong.web.desk.listing import filters_of
from hezhong.web.desk.warnings import behind
from hezhong.web.public.following import pdf_response
from hezhong.web.surroundings import around

router = Router()
MOST_KEY = 200
Key = Annotated[
    str, Header(alias="Idempotency-Key", description="每次提交一个新值；重试时用同一个值", max_length=MOST_KEY)
]
Seen = Annotated[int | None, Header(alias="If-Match", description="案件的 version；案件已有新记录时不办理")]
WRONG = {404: Trouble, 409: Trouble, 422: Trouble}


class Doing(Schema):
    """An action: what it asks, and the day it happened on when that was not today."""

    given: dict[str, Any] = Field(default_factory=dict)
    happened_on: str | None = Field(None, description="2026-11-02；不写就是今天")


class Signing(Schema):
    """A signature; sending back needs a reason."""

    agrees: bool
    opinion: str = Field("", max_length=500)


class Wanted(Schema):
    """How the worklist is narrowed."""

    whose: str = "all"
    tone: str = ""
    state: str = ""
    case_type: str = ""
    place: str = ""
    q: str = ""


@router.get("/case-types", response=list[CaseTypeAnswer], summary="案件类型")
def case_types(request: HttpRequest) -> list[CaseTypeAnswer]:
    return [CaseTypeAnswer.of(case_type) for case_type in catalogue.current().case_types.values()]


@router.get("/worklist", response=ListAnswer, summary="待办")
def listed(request: HttpRequest, wanted: Query[Wanted], after: str = "") -> ListAnswer:
    moment, filters = clock.moment(), filters_of(wanted.dict())
    found = worklist.page(officer(request).asker, filters, after, moment.happened_on, moment.calendar)
    return ListAnswer.of(found)


@router.get("/cases/{uuid:case_id}", response={200: CaseAnswer, 404: Trouble}, summary="案件")
def case(request: HttpRequest, case_id: UUID) -> CaseAnswer:
    view = _view(request, case_id)
    with behind.noted(request, view, behind.rows_of(view)):
        return CaseAnswer.of(view)


@router.get("/cases/{uuid:case_id}/actions", response={200: list[ChoiceAnswer], 404: Trouble}, summary="现在能办的")
def allowed(request: HttpRequest, case_id: UUID) -> list[ChoiceAnswer]:
    choices = _view(request, case_id).actions
    return [ChoiceAnswer.of(each) for each in choices if each.action.name not in choosing.NOT_ON_A_CASE]


@router.post("/cases/{uuid:case_id}/actions/{slug:name}", response={200: DoneAnswer, **WRONG}, summary="办理")
def act(
    request: HttpRequest, case_id: UUID, name: str, doing: Doing, idempotency_key: Key, if_match: Seen = None
) -> dict[str, Any]:
    """Do an action. The same key with the same content gets the same answer and does nothing twice."""

    def done() -> Done:
        view = _view(request, case_id)
        given = _given(request, view, _declared(request, view, name), doing.given)
        at = clock.moment(inputs.day(doing.happened_on, clock.today()))
        return store.act(case_id, name, given, officer(request).asker, at, Submission(seen=if_match))

    return _once(request, idempotency_key, ("act", str(case_id), name), doing, done)


@router.post("/cases/{uuid:case_id}/signatures/{slug:name}", response={200: DoneAnswer, **WRONG}, summary="签批")
def sign(
    request: HttpRequest, case_id: UUID, name: str, signing: Signing, idempotency_key: Key, if_match: Seen = None
) -> dict[str, Any]:
    """Agree to what was proposed, or send it back."""
    text = signing.opinion.strip()

    def done() -> Done:
        _declared(request, _view(request, case_id), name)
        if not signing.agrees and not text:
            raise Unclear("退回要写明理由，让承办人知道改什么")
        opinion, how = Opinion(signing.agrees, text or "同意"), Submission(seen=if_match)
        return store.sign(case_id, name, opinion, officer(request).asker, clock.moment(), how)

    return _once(request, idempotency_key, ("sign", str(case_id), name), signing, done)


@router.get("/cases/{uuid:case_id}/papers/{uuid:paper_id}", response={404: Trouble}, summary="文书（PDF）")
def paper(request: HttpRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    """A paper as PDF: sealed, or the draft as it stands."""
    if paper_id not in {each.id for each in _view(request, case_id).papers}:
        raise Http404("本案没有这份文书")
    found = papers.get(paper_id)
    return pdf_response(papers.pdf(found), found.title)


@router.post("/files", response={200: FileAnswer, 422: Trouble}, summary="上传材料，随后的办理里用它的 id")
def receive(request: HttpRequest, file: File[UploadedFile]) -> FileAnswer:
    """Keep a file for the next action of this session."""
    kept = files.take(file, officer(request).asker.person, clock.now())
    handed = request.session.get(acting.HANDED, [])
    request.session[acting.HANDED] = [*handed, str(kept.id)][-acting.MOST_HANDED :]
    return FileAnswer(kept.id, kept.title, kept.size, kept.checked)


def _view(request: HttpRequest, case_id: UUID) -> CaseView:
    moment = clock.moment()
    return casefile.view(case_id, officer(request).asker, moment.happened_on, moment.book)


def _once(
    request: HttpRequest, key: str, what: tuple[str, ...], body: Schema, doing: Callable[[], Done]
) -> dict[str, Any]:
    """Return the answer to a submission; the same key with another content is refused."""
    content = received.digest("api", *what, canonical(body.dict()).decode())

    def answered() -> dict[str, Any]:
        answer: dict[str, Any] = as_plain(DoneAnswer.of(doing()))
        return answer

    return received.once(officer(request).asker.person, f"api/{key}", content, clock.now(), answered)


def _declared(request: HttpRequest, view: CaseView, name: str) -> Action:
    """Return the action of this name; whether it may be done now is the engine's answer."""
    found: Action | None = view.raw.case_type.words(Action).get(name)
    if found is None or name in choosing.NOT_ON_A_CASE:
        raise Http404("这类案件没有这一步")
    request.cites = str(found.cites or "")  # type: ignore[attr-defined]
    return found


def _given(request: HttpRequest, view: CaseView, action: Action, sent: dict[str, Any]) -> Any:
    """Return what the engine wants for the JSON sent. Raises NotUnderstood."""
    who, today = officer(request), clock.today()
    choices = choosing.choices(action, view, who.office, who.asker.person, today)
    handed = files.by_ids(request.session.get(acting.HANDED, []))
    asks = choosing.asked_of(action).given
    understood = inputs.answers(asks, sent, around(today, handed, view.type_code, choices))
    if understood.errors:
        raise NotUnderstood(understood.errors)
    return choosing.meant(understood.answers(asks)) if asks else None
