"""The list of warnings: filters in the address, pages by key, Excel of what is filtered; only of the places of one's post."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hezhong.directory import regions
from hezhong.early_warning import campaigns, people_counted, rules
from hezhong.early_warning.models import Campaign, PeopleCounted, Run, Warning
from hezhong.early_warning.reading import may_read_place, mine, within
from hezhong.early_warning.vocabulary import Grade, Subject
from hezhong.web import clock
from hezhong.web.asking import Officer, officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.warnings import shown
from hezhong.web.desk.warnings.sheet import Column, Sheet, workbook
from hezhong.web.desk.warnings.shown import Line

SIZE, MOST, COUNTED = 50, 5_000, 1_000
NAMES = {
    "grade": "颜色", "rule": "规则", "place": "地区", "kind": "对象", "state": "状态", "outcome": "结果", "campaign": "专项行动", "part": "行动里的",
}  # fmt: skip
STATES = {"open": "还在", "gone": "已消失", "shadow": "试运行", "all": "全部"}
NOT_YET = "none"
WORST_FIRST, NEWEST_FIRST = ("grade", "-first_on", "-id"), ("-first_on", "-id")
GRADES = {grade.code: grade for grade in Grade}
COLUMNS = (
    Column("颜色", 6), Column("预警事项", 26), Column("对象", 30), Column("类别", 8), Column("地区", 24), Column("发现", 40),
    Column("涉及人数", 10), Column("涉及金额（元）", 16), Column("首次发现", 12), Column("最近核对", 12), Column("消失", 12),
    Column("案号", 22), Column("处置", 12), Column("期限", 12),
)  # fmt: skip


@dataclass(frozen=True)
class Chip:
    """A filter that is on: what it says, and the address without it."""

    label: str
    value: str
    without: str


@require_safe
@for_officers
def show(request: HttpRequest) -> HttpResponse:
    """The list, a further piece of it for htmx, or the workbook."""
    who = officer(request)
    on = {name: request.GET[name].replace("\0", "") for name in NAMES if request.GET.get(name)}
    action = _action(on, who)
    found, order = Warning.objects.filter(mine(who.asker), *_narrowed(on), *_of_action(action, on)), _order(on)
    if request.GET.get("export") == "xlsx":
        return workbook(_sheet(shown.lines(found.order_by(*order)[:MOST])), who.name, clock.today())
    rows, further = after(request.GET.get("after", ""), found, order)
    piece = bool(request.headers.get("HX-Request"))
    total = 0 if piece else found.order_by()[: COUNTED + 1].count()
    return page(
        request, "desk/warning_rows.html" if piece else "desk/warnings.html", shown.AT,
        lines=shown.lines(rows), further=further, query=urlencode(on), on=on, size=SIZE,
        total=min(total, COUNTED), capped=total > COUNTED,
        chips=[Chip(NAMES[name], _title(action, value) if name == "campaign" else words(name, value), _without(on, name)) for name, value in on.items()],
        grades=list(Grade), rules=[(code, rule.title) for code, rule in rules.declared().items()], kinds=list(Subject),
        states=STATES, outcomes={NOT_YET: "还没有办结", **shown.outcomes()}, places=_places(who, on.get("place", "")),
        run=None if piece else last_run(), can=what_else(), people=None if piece else _people(who, on),
    )  # fmt: skip


def _people(who: Officer, on: dict[str, str]) -> tuple[PeopleCounted, int] | None:
    """Return how many workers all open warnings of a place are about; None for a list that shows others than those."""
    code = on.get("place", "") or (who.post.place.path[-1] if who.post and who.post.place.path else regions.root().path[-1])
    if set(on) - {"place"} or not regions.code_name(code) or not may_read_place(who.asker, regions.place(code)):
        return None
    return people_counted.latest(code)


def last_run() -> Run | None:
    """Return the latest run, which says as of when the warnings are. One query."""
    return Run.objects.only("on", "seq", "found_at", "troubles", "broken").order_by("-id").first()


def what_else() -> tuple[tuple[str, str], ...]:
    """Return (name of the address, words) of the other pages of early warning."""
    return (("warning-ranking", "单位风险排序"), ("warning-rules", "预警规则"), ("exclusions", "合法排除"), ("campaigns", "专项行动"))


def _narrowed(on: dict[str, str]) -> list[Q]:
    """Return the filters of an address; what it cannot mean is left out."""
    found = [_of_state(on.get("state", "open"))]
    if on.get("grade") in GRADES:
        found.append(Q(grade=GRADES[on["grade"]]))
    if "rule" in on:
        found.append(Q(rule=on["rule"]))
    if regions.code_name(on.get("place", "")):
        found.append(within(on["place"]))
    if on.get("kind") in shown.KINDS:
        found.append(Q(subject_kind=on["kind"]))
    if "outcome" in on:
        found.append(Q(outcome="" if on["outcome"] == NOT_YET else on["outcome"]))
    return found


def _action(on: dict[str, str], who: Officer) -> Campaign | None:
    """Return the special action that an address names, if it concerns the officer."""
    code = on.get("campaign", "")
    return campaigns.one(int(code), who.asker, who.standing.token) if code.isdecimal() and len(code) < 10 else None


def _of_action(action: Campaign | None, on: dict[str, str]) -> list[Q]:
    """Return the filter of one number of a countdown; of none where the address names no such number."""
    part = on.get("part", "")
    return [campaigns.part_of(action, clock.today(), part)] if action and part in campaigns.PARTS else []


def _title(action: Campaign | None, code: str) -> str:
    return action.title if action else code


def _of_state(state: str) -> Q:
    match state:
        case "gone":
            return Q(gone_on__isnull=False, shadow=False)
        case "shadow":
            return Q(shadow=True)
        case "all":
            return Q()
        case _:
            return Q(gone_on=None, shadow=False)


def _order(on: dict[str, str]) -> tuple[str, ...]:
    """Return the order of a list: of those that stand the worst colour first, of others the newest."""
    return NEWEST_FIRST if on.get("state") in ("gone", "shadow", "all") else WORST_FIRST


def _key(row: Warning) -> str:
    return f"{row.grade}.{row.first_on.isoformat()}.{row.id}"


def after(key: str, found: Any, order: tuple[str, ...]) -> tuple[list[Warning], str]:
    """Return the warnings of a page from a key on, in one of the two orders, and the key of the next, '' for none."""
    rows = list(_ordered(key, found, order)[: SIZE + 1])
    return rows[:SIZE], _key(rows[SIZE - 1]) if len(rows) > SIZE else ""


def _ordered(key: str, found: Any, order: tuple[str, ...]) -> Any:
    """Return the warnings from a key on, in this order; a key that is none begins at the top."""
    ordered = found.order_by(*order)
    grade, _, rest = key.partition(".")
    day, _, id = rest.partition(".")
    try:
        worst, on, last = int(grade), date.fromisoformat(day), UUID(id)
    except ValueError:
        return ordered
    later = Q(first_on__lt=on) | Q(first_on=on, id__lt=last)
    if order is NEWEST_FIRST:
        return ordered.filter(later)
    return ordered.filter(Q(grade__gt=worst) | Q(grade=worst) & later)


def words(name: str, value: str) -> str:
    """Return what a filter says, in words."""
    match name:
        case "grade":
            return f"{GRADES[value].title}色" if value in GRADES else value
        case "rule":
            return shown.title_of(value)
        case "place":
            return regions.full_name(value) or regions.code_name(value) or value
        case "kind":
            return shown.KINDS[value].title if value in shown.KINDS else value
        case "state":
            return STATES.get(value, value)
        case "part":
            return campaigns.PARTS.get(value, value)
        case _:
            return "还没有办结" if value == NOT_YET else shown.outcomes().get(value, value)


def _without(on: dict[str, str], name: str) -> str:
    return "?" + urlencode({other: value for other, value in on.items() if other != name})


def _places(who: Officer, chosen: str) -> list[tuple[str, str]]:
    """Return the regions below the post's own, and the one chosen with its siblings left out."""
    own = who.post.place.path if who.post and who.post.place.path else regions.root().path
    places = list(regions.children(own[-1])) if own else []
    deeper = list(regions.children(chosen)) if chosen in dict(places) else []
    known = not chosen or chosen in dict(places)
    return [*([] if known else [(chosen, regions.full_name(chosen) or chosen)]), *places, *((code, f"　{name}") for code, name in deeper)]


def _sheet(lines: list[Line]) -> Sheet:
    rows = [
        (
            f"{line.grade.title}色", line.title, line.subject.name, line.kind.title, line.place, line.words, line.row.people,
            Decimal(line.row.fen) / 100, line.row.first_on, line.row.seen_on, line.row.gone_on, line.row.case_number, line.state, line.due,
        )
        for line in lines
    ]  # fmt: skip
    return Sheet("warnings", "预警", COLUMNS, rows)
