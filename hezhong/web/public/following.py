"""Following a matter: query code and phone open its page; the steps open to the worker; papers and the check page."""

import unicodedata
from dataclasses import dataclass, field, replace
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.engine import afterwards, drafts, filing, papers, received, store, tracker
from hezhong.engine.afterwards import Besides
from hezhong.engine.core import Refused
from hezhong.engine.drafts import Kept, TooMany, normal
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.tracker import Follower
from hezhong.engine.uploads import Kind
from hezhong.engine.views import TrackerView
from hezhong.kernel import understand
from hezhong.kernel.understand import Unclear
from hezhong.web import acting, clock, visits
from hezhong.web.acting import ActionForm
from hezhong.web.draw.ribbon import drawn
from hezhong.web.public.drafting import remember

SESSION = "follows"
PURPOSE = "follow"


def follow(request: HttpRequest, follower: Follower) -> None:
    """Remember in this session, under a new key, whose matter is followed."""
    request.session.cycle_key()
    request.session[SESSION] = {"matter": str(follower.matter), "person": follower.person}


def followed(request: HttpRequest) -> Follower | None:
    there = request.session.get(SESSION)
    return Follower(UUID(there["matter"]), there["person"]) if there else None


@dataclass
class Finding:
    """The form that finds a matter or a draft again. asks_code: a code was sent to the phone and is waited for.

    held_up: why it cannot go on now, though nothing typed is wrong: too many tries.
    """

    code: str
    phone: str
    sent: str
    asks_code: bool
    errors: dict[str, str] = field(default_factory=dict)
    notice: str = ""
    held_up: str = ""


@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Find a matter or a draft again: its code, its phone, and a code sent to that phone."""
    post = request.POST
    code, phone, sent = (post.get(name, "").strip()[:40] for name in ("code", "phone", "sent"))
    form = Finding(code, phone, sent, "asked" in post)
    if request.method == "POST":
        try:
            if (response := _resumed(request, form)) is not None:
                return response
        except Unclear as wrong:
            form.errors["phone"] = str(wrong)
        except TooMany as many:
            form.held_up = str(many)
    values = {"service": "查进度，或接着填", "form": form}
    status = 429 if form.held_up else 422 if form.errors else 200
    response = render(request, "public/resume.html", values, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _resumed(request: HttpRequest, form: Finding) -> HttpResponse | None:
    """Return where it leads, or None when something is still to be typed. Raises Unclear, TooMany."""
    phone = understand.phone(form.phone)
    visits.check(request, visits.MISSES, clock.now())
    follower, draft = tracker.recognise(form.code, phone), drafts.resume(form.code, phone, clock.now())
    if draft is not None and draft.filed_as is not None:  # the code of a draft leads on to what became of it
        follower = tracker.recognise_case(draft.filed_as, phone)
    if follower is None and draft is None:
        visits.count(request, visits.MISSES, clock.now())
        form.errors["code"] = "没有找到这个查询码和手机号。请看看短信，查询码是 8 位，如 7K3P-92QD"
        return None
    if not form.asks_code or "resend" in request.POST:
        visits.spend(request, visits.CODES, clock.now())
        again = not drafts.send_phone_code(phone, PURPOSE, clock.now())
        form.notice = "一分钟内刚发过一次，短信可能还在路上。" if again else ""
        form.asks_code = True
        return None
    typed = "".join(sign for sign in unicodedata.normalize("NFKC", form.sent) if sign.isdecimal())
    if not drafts.check_phone_code(phone, PURPOSE, typed, clock.now()):
        visits.count(request, visits.MISSES, clock.now())
        form.errors["sent"] = "验证码不对，或者过了 10 分钟。请再看一看短信，或者再发一次"
        return None
    return _led_on(request, follower, draft, form.code)


def _led_on(request: HttpRequest, follower: Follower | None, draft: Kept | None, code: str) -> HttpResponse:
    if follower is not None:
        follow(request, follower)
        return redirect("track", filing.told(draft.filed_as).query_code if draft and draft.filed_as else normal(code))
    assert draft is not None
    response = redirect("start", draft.flow)
    remember(response, draft.code)
    return response


def tracked(request: HttpRequest, code: str) -> tuple[Follower, TrackerView] | None:
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
    found = tracked(request, code)
    if found is None:
        return redirect("resume")
    return _page(request, found[1], besides=afterwards.besides(found[0]))


def _page(
    request: HttpRequest,
    view: TrackerView,
    form: ActionForm | None = None,
    status: int = 200,
    besides: Besides | None = None,
) -> HttpResponse:
    ribbon = drawn(view.clock, clock.today(), per_row=7) if view.clock else None
    values = {"v": view, "ribbon": ribbon, "service": view.service, "form": form, "besides": besides}
    template = "public/step.html" if form else "public/track.html"
    response = render(request, template, values, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A step the worker may take: its form, and doing it."""
    found = tracked(request, code)
    if found is None:
        return redirect("resume")
    follower, view = found
    request.acting_as = follower.asker.person  # type: ignore[attr-defined]
    action = tracker.step_of(view, name)
    if action is None:
        raise Http404("没有这一步")
    if request.method == "GET":
        if action not in view.actions:
            return redirect("track", view.code)
        return _page(request, view, acting.blank(request, action, view.version, ""))
    form = acting.sent(request, action, "")
    if not form.sound:
        return _page(request, view, form, 422)
    try:  # a second press comes when the step is over already: the engine knows its key
        store.act(view.case_id, name, form.given, follower.asker, clock.moment(), acting.submission(form))
    except (Refused, received.KeyReused) as refused:
        return _page(request, view, acting.refused(replace(form, seen=view.version), str(refused)), 422)
    return redirect("track", view.code)


@require_safe
def my_paper(request: HttpRequest, code: str, paper: UUID) -> HttpResponse:
    """A paper addressed to the worker, as sealed."""
    found = tracked(request, code)
    line = next((each for each in found[1].papers if each.id == paper), None) if found else None
    if line is None:
        raise Http404("没有这份文书")
    return pdf_response(papers.pdf(papers.get(paper)), f"{line.title} {line.number}")


@require_safe
def my_file(request: HttpRequest, code: str, file: UUID) -> HttpResponse:
    """The clean copy of a file that the worker handed in."""
    found = tracked(request, code)
    opened = tracker.file_of(found[0], found[1], file) if found else None
    if opened is None:
        raise Http404("没有这个文件")
    return sent_inline(opened.data, Kind(opened.kind).shown_as, opened.title)


def pdf_response(data: bytes, name: str) -> HttpResponse:
    """Return a paper for the browser to show."""
    return sent_inline(data, Kind.PDF.value, f"{name}.pdf")


def sent_inline(data: bytes, kind: str, name: str) -> HttpResponse:
    """Return bytes for the browser to show; nothing in them may run."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    if kind != Kind.PDF.value:  # a browser's own viewer of PDFs does not start in a sandbox
        response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET"])
def check_paper(request: HttpRequest, code: str = "") -> HttpResponse:
    """The page behind a paper's QR code: whether it is genuine. It shows no person.

    Asking is not limited: a code has twelve of 31 signs, and among 7.9e17 of them nobody finds one by trying.
    """
    code = (code or request.GET.get("code", "")).strip()[:40]
    seal = papers.seal_of(_check_code(code), clock.today()) if code else None
    values = {"service": "文书核验", "code": code, "seal": seal, "asked": bool(code)}
    return render(request, "public/check_paper.html", values, status=404 if code and seal is None else 200)


def _check_code(typed: str) -> str:
    """Return a check code as it is printed, however it was typed."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())
    return "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))
