"""Special actions: a head begins one with a supervisor for each city; everybody concerned watches it count down to none."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hezhong.directory import officers, regions
from hezhong.early_warning import campaigns, rules
from hezhong.early_warning.campaigns import Countdown, Line, Wanted
from hezhong.early_warning.models import Campaign, Warning
from hezhong.early_warning.reading import may_decide, may_read_place, mine, within
from hezhong.early_warning.vocabulary import Grade
from hezhong.engine.core import Refused
from hezhong.engine.rights import Asker
from hezhong.kernel.fields import ask
from hezhong.web import clock
from hezhong.web.asking import Officer, officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.warnings import changes, rules_page, shown
from hezhong.web.desk.warnings.sheet import Column, Sheet, workbook
from hezhong.web.forms import Form
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Choice, Raw

NONE_SUCH = "没有这次行动，或者和您的岗位无关"
SUPERVISOR = "supervisor-"
MOST = 50
COLUMNS = (
    Column("地区", 16), Column("开始时还在", 12), Column("后来新发", 10), Column("已销", 8), Column("剩下", 8), Column("完成（%）", 10),
    Column("督导", 12), Column("剩余天数", 10),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """An action as a head begins it."""

    title: str = ask("名称", group="行动", example="2026年冬季治理欠薪专项行动", most=80)
    document: str = ask("文件", "写名称和文号", group="行动", most=120)
    region: str = ask("地区", group="行动")
    grades: tuple[str, ...] = ask("哪些颜色", "不选就是全部颜色。曾经到过这个颜色的都算", group="哪些预警", optional=True, default=())
    rules: tuple[str, ...] = ask("哪些规则", "不选就是全部规则", group="哪些预警", optional=True, default=())
    since: date = ask("从哪天开始", group="日期", example="2026-12-1")
    until: date = ask("到哪天清零", group="日期", example="2027-1-31")


@require_http_methods(["GET", "POST"])
@for_officers
def show(request: HttpRequest) -> HttpResponse:
    """The actions, and for heads the form of a new one; ?region= names the cities that need supervisors."""
    if request.method == "GET":
        region = request.GET.get("region", "")
        return _shown(request, _form(officer(request), Raw({"region": [region]} if region else {})))
    if not _may(officer(request)):
        raise PermissionDenied
    if request.POST.get("step") == "region":  # another region has other cities: nothing is begun yet
        return _shown(request, _form(officer(request), Raw.sent(request.POST.lists())))
    form = _form(officer(request), Raw.sent(request.POST.lists()), complain=True)
    if form.reading.errors:
        return _shown(request, form, 422)
    try:
        made = campaigns.create(_wanted(request, form.reading.values), shown.hand(request), clock.moment())
    except Refused as refused:
        return _shown(request, form, 422, str(refused))
    return redirect("campaign", made.pk)


def _may(who: Officer) -> bool:
    return may_decide(who.asker, rules_page.place_of(who))


def _form(who: Officer, raw: Raw, *, complain: bool = False) -> Form:
    raw = raw if raw.one("region") else Raw({**raw, "region": [rules_page.place_of(who).path[-1]]})
    choices: dict[str, tuple[Choice, ...]] = {
        "region": changes.places(who),
        "grades": tuple((grade.code, f"{grade.title}色") for grade in Grade),
        "rules": tuple((code, rule.title) for code, rule in rules.declared().items()),
    }
    return Form.of(Beginning, raw, around(clock.today(), choices=choices), complain=complain)


def _wanted(request: HttpRequest, given: dict[str, Any]) -> Wanted:
    grades = {grade.code: int(grade) for grade in Grade}
    who = officer(request)
    own = {token for token, _, _ in officers.of_office(who.office, clock.today())}
    chosen = {key.removeprefix(SUPERVISOR): str(value) for key, value in request.POST.items() if key.startswith(SUPERVISOR)}
    return Wanted(
        given["title"], given["document"], given["region"], tuple(given.get("rules", ())), tuple(grades[code] for code in given.get("grades", ())),
        given["since"], given["until"], {code: int(token) for code, token in chosen.items() if token.isdecimal() and int(token) in own},
    )  # fmt: skip


def _shown(request: HttpRequest, form: Form, status: int = 200, refusal: str = "") -> HttpResponse:
    who, on = officer(request), clock.today()
    rows = campaigns.listed(who.asker, on, who.standing.token)
    may = _may(who)
    region = request.POST.get("region", "") or request.GET.get("region", "") or rules_page.place_of(who).path[-1]
    there = campaigns.divisions(region) if may and regions.code_name(region) else ()
    return page(
        request, "desk/campaigns.html", shown.AT, status,
        rows=[(row, rules_page.where(row.region), (row.until - on).days, _state(row, on)) for row in rows], may=may,
        form=form if may else None, refusal=refusal, refusals=refusal.split("；") if refusal else (),
        supervisors=[(code, name, f"{SUPERVISOR}{code}", request.POST.get(f"{SUPERVISOR}{code}", "")) for code, name in there],
        officers=[(str(token), f"{name}（{title}）") for token, name, title in officers.of_office(who.office, on)] if may else (),
        region=region,
    )  # fmt: skip


def _state(row: Campaign, on: date) -> str:
    return "ended" if row.ended_on else "over" if row.until < on else "ahead" if row.since > on else "running"


def _campaign(request: HttpRequest, id: int) -> Campaign:
    who = officer(request)
    row = campaigns.one(min(id, shown.LARGEST), who.asker, who.standing.token)
    if row is None:
        raise Http404(NONE_SUCH)
    return row


@require_safe
@for_officers
def one(request: HttpRequest, id: int) -> HttpResponse:
    """The countdown of one action; a supervisor sees what is open in the own cities; ?export=xlsx: as a workbook."""
    row, who, on = _campaign(request, id), officer(request), clock.today()
    counted = campaigns.countdown(row, on)
    if request.GET.get("export") == "xlsx":
        return workbook(_sheet(counted), who.name, on)
    return _one(request, row, counted)


def _one(request: HttpRequest, row: Campaign, counted: Countdown, status: int = 200, refusal: str = "") -> HttpResponse:
    who, on = officer(request), clock.today()
    supervised = [line for line in counted.lines if line.officer and line.officer == who.standing.token]
    return page(
        request, "desk/campaign.html", shown.AT, status,
        row=row, where=rules_page.where(row.region), counted=counted, whole=_numbers(row, counted.whole, who.asker),
        lines=[(line, _numbers(row, line, who.asker)) for line in counted.lines],
        mine=supervised, open=_open(row, supervised, who, on), most=MOST, state=_state(row, on), grades=[Grade(each) for each in row.grades],
        rules=[shown.title_of(code) for code in row.rules], may_end=row.ended_on is None and may_decide(who.asker, regions.place(row.region)),
        refusal=refusal,
    )  # fmt: skip


def _open(row: Campaign, lines: list[Line], who: Officer, on: date) -> list[shown.Line]:
    """Return the open warnings of the cities that somebody supervises, worst and oldest first."""
    if not lines:
        return []
    there = within(lines[0].code)
    for line in lines[1:]:
        there |= within(line.code)
    left = Warning.objects.filter(campaigns.part_of(row, on, "left"), there, mine(who.asker))
    return shown.lines(left.order_by("grade", "first_on", "id")[:MOST])


def _numbers(row: Campaign, line: Line, asker: Asker) -> list[tuple[int, str]]:
    """Return (number, address of the list of exactly its warnings) of each part of a line.

    The address is '' for who may not read the warnings of the place: the list would have fewer than are counted.
    """
    listed = may_read_place(asker, regions.place(line.code))
    on = {"campaign": row.pk, "state": "all", "place": line.code}
    return [(getattr(line, part), f"{reverse('warnings')}?{urlencode({**on, 'part': part})}" if listed else "") for part in campaigns.PARTS]


def _sheet(counted: Countdown) -> Sheet:
    rows = [
        (each.name, each.first, each.added, each.closed, each.left, each.done, each.supervisor, counted.days)
        for each in (*counted.lines, counted.whole)
    ]
    return Sheet(f"campaign-{counted.campaign.pk}", "专项行动", COLUMNS, rows)


@require_POST
@for_officers
def finish(request: HttpRequest, id: int) -> HttpResponse:
    """End an action before its day."""
    row = _campaign(request, id)
    try:
        campaigns.finish(row.pk, shown.hand(request), clock.moment())
    except Refused as refused:
        return _one(request, row, campaigns.countdown(row, clock.today()), 422, str(refused))
    return redirect("campaign", row.pk)
