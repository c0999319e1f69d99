"""Lawful exclusions: an officer enters one for a subject that was looked up, a head approves it; the list with the days left."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hezhong.directory import employers, people, sites
from hezhong.early_warning import exclusion_entries, rules
from hezhong.early_warning.exclusion_entries import Entry
from hezhong.early_warning.exclusions import REASONS, Application, Reason
from hezhong.early_warning.vocabulary import Subject
from hezhong.engine.core import Refused
from hezhong.engine.roles import DIRECTOR
from hezhong.kernel import identity
from hezhong.kernel.fields import ask
from hezhong.kernel.identity import BadIdentity, IdentityKind
from hezhong.kernel.understand import Unclear
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.warnings import shown
from hezhong.web.desk.warnings.subject import About, about
from hezhong.web.forms import Form
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Raw

NO_ENTRY = "没有这一条，或者不在您岗位管的地区"
STATES = {"waiting": "等批准", "standing": "正在执行", "ahead": "还没开始", "over": "到期", "ended": "提前结束", "declined": "没有批准"}


@dataclass(frozen=True, kw_only=True)
class Entering:
    """An exclusion as an officer types it from the document."""

    reason: str = ask("理由", group="理由")
    document: str = ask("依据的文件", "写名称和文号", group="理由", example="仲裁受理通知书 深宝劳人仲案〔2026〕88号", most=200)
    identity: str = ask("劳动者的居民身份证号", "只排除一个人的要填；排除整个对象的不填", group="对象", optional=True, default="", most=18)
    rules: tuple[str, ...] = ask("只排除哪些规则", "不选就是这个理由能排除的全部规则", group="对象", optional=True, default=())
    since: date = ask("从哪天起", group="日期", example="2026-12-1")
    until: date = ask("到哪天止", "到期自己失效", group="日期", example="2027-2-28")


@require_http_methods(["GET", "POST"])
@for_officers
def show(request: HttpRequest) -> HttpResponse:
    """The list; ?find= looks a subject up, ?kind= and ?subject= open the form for it; entered by POST to the same address."""
    there = _there(request)
    if request.method == "GET":
        return _shown(request, there, _form(there, Raw({})) if there else None)
    if there is None:
        raise Http404(NO_ENTRY)
    form = _form(there, Raw.sent(request.POST.lists()), complain=True)
    if form.reading.errors:
        return _shown(request, there, form, 422)
    try:
        row = exclusion_entries.enter(_application(there, form.reading.values), shown.hand(request), clock.moment())
    except (Refused, Unclear) as wrong:
        return _shown(request, there, form, 422, str(wrong))
    return redirect("exclusion", row.pk)


def _there(request: HttpRequest) -> About | None:
    """Return the subject that the address names, None where it names none. Raises Http404."""
    kind, token = (request.GET.get(name, "") or request.POST.get(f"about-{name}", "") for name in ("kind", "subject"))
    if not kind and not token:
        return None
    if not token.isdecimal() or len(token) > 19:
        raise Http404(NO_ENTRY)
    return about(kind, int(token), officer(request).asker)


def reasons_for(there: About) -> list[Reason]:
    """Return the reasons that the law has at the place of a subject and that may silence some rule about it."""
    return [each for each in REASONS.values() if each.place.covers(there.place) and exclusion_entries.silenced(each.code, there.kind)]


def _form(there: About, raw: Raw, *, complain: bool = False) -> Form:
    reasons = reasons_for(there)
    codes = {code for each in reasons for code in exclusion_entries.silenced(each.code, there.kind)}
    listed = tuple((code, rule.title) for code, rule in rules.declared().items() if code in codes)
    choices = {"reason": tuple((each.code, each.title) for each in reasons), "rules": listed}
    return Form.of(Entering, raw, around(clock.today(), choices=choices), complain=complain)


def _application(there: About, given: dict[str, Any]) -> Application:
    """Return the exclusion that was typed. Raises Unclear where nobody has that number."""
    return Application(
        there.kind.code, there.token, _worker(given.get("identity", "")), given["reason"], tuple(given.get("rules", ())),
        given["since"], given["until"], given["document"], there.place,
    )  # fmt: skip


def _worker(number: str) -> int:
    if not number:
        return 0
    try:
        found = people.find(IdentityKind.RESIDENT, identity.normalise(IdentityKind.RESIDENT, number))
    except BadIdentity as bad:
        raise Unclear(str(bad)) from None
    if found is None:
        raise Unclear("登记里没有这个身份证号的人。请核对号码；没有登记的，先在名册里登记")
    return int(found.token)


def _shown(request: HttpRequest, there: About | None, form: Form | None, status: int = 200, refusal: str = "") -> HttpResponse:
    who, on, text = officer(request), clock.today(), request.GET.get("find", "").replace("\0", "").strip()[:60]
    entries, further, total = exclusion_entries.listed(who.asker, on, request.GET.get("after", ""))
    return page(
        request, "desk/exclusions.html", shown.AT, status,
        entries=_told(entries), further=further, total=total, find=text, hits=_hits(text) if text else (), about=there, form=form, refusal=refusal,
        reasons=reasons_for(there) if there else list(REASONS.values()),
    )  # fmt: skip


def _hits(text: str) -> list[tuple[Subject, int, str, str]]:
    """Return (kind, token, name, line under it) of sites and employers that are called so."""
    found: list[tuple[Subject, int, str, str]] = [(Subject.SITE, each.token, each.name, each.below) for each in sites.search(text)]
    return found + [(Subject.EMPLOYER, each.token, each.name, each.below) for each in employers.search(text)]


@dataclass(frozen=True)
class Told:
    """An exclusion in words. worker: whom it is about, '' where it is about everybody; named only where ``_told`` is asked to."""

    entry: Entry
    kind: Subject
    reason: str
    state: str
    worker: str
    rules: list[str]


def _told(entries: list[Entry], *, named: bool = False) -> list[Told]:
    """Return exclusions in words. named: with the worker's name, for who has entered it and for heads who decide."""
    names = people.names_of(each.row.worker for each in entries if each.row.worker) if named else {}
    return [
        Told(
            each, shown.KINDS[each.row.subject_kind], REASONS[each.row.reason].title if each.row.reason in REASONS else each.row.reason,
            STATES[each.state], names.get(each.row.worker, "一名劳动者") if each.row.worker else "", [shown.title_of(code) for code in each.row.rules],
        )
        for each in entries
    ]  # fmt: skip


def _entry(request: HttpRequest, id: int) -> Entry:
    found = exclusion_entries.one(min(id, shown.LARGEST), officer(request).asker, clock.today())
    if found is None:
        raise Http404(NO_ENTRY)
    return found


@require_safe
@for_officers
def one(request: HttpRequest, id: int) -> HttpResponse:
    """One exclusion with what may be done with it."""
    return _one(request, _entry(request, id))


def _one(request: HttpRequest, entry: Entry, status: int = 200, refusal: str = "") -> HttpResponse:
    who, own = officer(request), entry.row.by == shown.hand(request).account
    decides = any(DIRECTOR in duties.roles for duties in who.asker.duties)
    return page(
        request, "desk/exclusion.html", shown.AT, status,
        told=_told([entry], named=own or decides)[0], entry=entry, row=entry.row, reason=REASONS.get(entry.row.reason), own=own, decides=decides,
        refusal=refusal, typed=request.POST.get("reason", ""),
    )  # fmt: skip


@require_POST
@for_officers
def decide(request: HttpRequest, id: int) -> HttpResponse:
    """Approve, decline, withdraw or end before its day: what the pressed button says."""
    entry, who, at = _entry(request, id), shown.hand(request), clock.moment()
    reason, place = request.POST.get("reason", "").replace("\0", "")[:300], entry.subject.place
    try:
        match request.POST.get("step"):
            case "agree":
                exclusion_entries.decide(id, place, who, at, agrees=True, reason="")
            case "decline":
                exclusion_entries.decide(id, place, who, at, agrees=False, reason=reason)
            case "end":
                exclusion_entries.end(id, place, who, at, reason)
            case _:
                raise Refused("请按页面上的按钮：批准、不同意、撤回或者提前结束")
    except Refused as refused:
        return _one(request, _entry(request, id), 422, str(refused))
    return redirect("exclusion", id)
