"""Following a matter: query code and phone open its page; the steps open to the worker; papers and the check page."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.engine import drafts, papers, received, store, tracker
from hezhong.engine.core import Refused
from hezhong.engine.drafts import TooMany, normal
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.tracker import Follower
from hezhong.engine.views import TrackerView
from hezhong.engine.vocabulary import Action
from hezhong.kernel import understand
from hezhong.kernel.understand import Unclear
from hezhong.web import acting, clock
from hezhong.web.acting import ActionForm
from hezhong.web.draw.ribbon import drawn

SESSION = "follows"
PURPOSE = "follow"


def follow(request: HttpRequest, follower: Follower) -> None:
    """Remember in this session whose matter is followed."""
    request.session[SESSION] = {"matter": str(follower.matter), "person": follower.person}


def followed(request: HttpRequest) -> Follower | None:
    there = request.session.get(SESSION)
    return Follower(UUID(there["matter"]), there["person"]) if there else None


@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Find a matter or a draft again: its code, its phone, and a code sent to that phone."""
    typed = {name: request.POST.get(name, "") for name in ("code", "phone", "sent")}
    values: dict[str, object] = {"service": "查进度，或接着填", "typed": typed, "errors": {}, "asks_code": False}
    if request.method == "POST":
        try:
            if (response := _resumed(request, typed, values)) is not None:
                return response
        except (TooMany, Unclear) as wrong:
            values["errors"] = {"phone": str(wrong)}
    response = render(request, "public/resume.html", values, status=422 if values["errors"] else 200)
    response["Cache-Control"] = "no-store"
    return response


def _resumed(request: HttpRequest, typed: dict[str, str], values: dict[str, object]) -> HttpResponse | None:
    phone = understand.phone(typed["phone"])
    follower, draft = tracker.recognise(typed["code"], phone), drafts.resume(typed["code"], phone, clock.now())
    if follower is None and draft is None:
        values["errors"] = {"code": "没有找到这个查询码和手机号。请看看短信，查询码是 8 位，如 7K3P-92QD"}
        return None
    if not typed["sent"]:
        drafts.send_phone_code(phone, PURPOSE, clock.now())
        values["asks_code"] = True
        return None
    if not drafts.check_phone_code(phone, PURPOSE, typed["sent"].strip(), clock.now()):
        values |= {"asks_code": True, "errors": {"sent": "验证码不对，或者过了 10 分钟。请再看一看短信"}}
        return None
    if follower is not None:
        request.session.cycle_key()
        follow(request, follower)
        return redirect("track", normal(typed["code"]))
    response = redirect("start", drafts.flow_of(draft or ""))
    response.set_cookie("draft", draft or "", httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response


def _view(request: HttpRequest, code: str) -> tuple[Follower, TrackerView] | None:
    """Return who follows and what is shown, when this session follows the matter of this code."""
    follower = followed(request)
    if follower is None:
        return None
    moment = clock.moment()
    try:
        view = tracker.view(follower, moment.happened_on, moment.book)
    except NoSuchCase:
        return None
    return (follower, view) if view.code == normal(code) else None


@require_safe
def track(request: HttpRequest, code: str) -> HttpResponse:
    found = _view(request, code)
    if found is None:
        return redirect("resume")
    return _page(request, found[1])


def _page(request: HttpRequest, view: TrackerView, form: ActionForm | None = None, status: int = 200) -> HttpResponse:
    ribbon = drawn(view.clock, clock.today(), per_row=7) if view.clock else None
    values = {"v": view, "ribbon": ribbon, "service": view.service, "form": form}
    template = "public/step.html" if form else "public/track.html"
    response = render(request, template, values, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A step the worker may take: its form, and doing it."""
    found = _view(request, code)
    if found is None:
        return redirect("resume")
    follower, view = found
    action = _open(view, name)
    if request.method == "GET":
        return _page(request, view, acting.blank(request, action, view.version, ""))
    form = acting.sent(request, action, "")
    if not form.sound:
        return _page(request, view, form, 422)
    try:
        store.act(view.case_id, name, form.given, follower.asker, clock.moment(), acting.submission(form))
    except (Refused, received.KeyReused) as refused:
        return _page(request, view, acting.refused(form, str(refused)), 422)
    return redirect("track", view.code)


def _open(view: TrackerView, name: str) -> Action:
    action = next((each for each in view.actions if each.name == name), None)
    if action is None:
        raise Http404("现在不能办这一步")
    return action


@require_safe
def my_paper(request: HttpRequest, code: str, paper: UUID) -> HttpResponse:
    """A paper addressed to the worker, as sealed."""
    found = _view(request, code)
    if found is None or paper not in {each.id for each in found[1].papers}:
        raise Http404("没有这份文书")
    return pdf_response(papers.pdf(papers.get(paper)), found[1].number)


def pdf_response(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename=\"paper.pdf\"; filename*=UTF-8''{name}.pdf"
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET"])
def check_paper(request: HttpRequest, code: str = "") -> HttpResponse:
    """The page behind a paper's QR code: whether it is genuine. It shows no person."""
    code = code or request.GET.get("code", "")
    seal = papers.seal_of(code.strip().upper()) if code else None
    values = {"service": "文书核验", "code": code, "seal": seal, "asked": bool(code)}
    return render(request, "public/check_paper.html", values, status=404 if code and seal is None else 200)
