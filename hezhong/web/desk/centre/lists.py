"""Lists of warnings behind the numbers that are no cases: what stood on a past day, what came and went, and what is owed less since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from hezhong.directory import regions
from hezhong.early_warning import watching
from hezhong.early_warning.vocabulary import Grade
from hezhong.early_warning.watching import Listed, Part
from hezhong.engine.rights import Asker
from hezhong.indicators.vocabulary import LONG
from hezhong.kernel.dates import ONE_DAY
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.centre import scope
from hezhong.web.desk.centre.tiles import PAID, PAID_MEANS, PAID_TITLE
from hezhong.web.desk.pages import for_officers, page

MOST = 1000
"""How many warnings a page of a list has."""
EARLIEST = date(2008, 1, 1)
COLOURS = {grade.code: grade for grade in Grade}
WAYS = {"came": "发出的预警", "over": "消失或者处置结束的预警"}
TURNS_MEAN = "按台账每次运行记下的变化算；颜色、人数、金额是那一天的。一条预警消失以后又出现的，每次都算。"
STOOD_MEANS = "这一天台账里还有、处置没有结束的预警；颜色、人数、金额是那一天的。按台账每次运行记下的变化算。"


@dataclass(frozen=True)
class Meant:
    """A list as an address means it, with its title and definition."""

    title: str
    meaning: str
    found: Listed


@require_safe
@for_officers
def warnings(request: HttpRequest) -> HttpResponse:
    """The warnings that a number counts, for the region that it was counted for; ?from= goes on with a long list."""
    who, today = officer(request), clock.today()
    code, begins = scope.region_of(request.GET, who), number(request.GET.get("from", ""))
    meant = _meant(request.GET, who.asker, code, today, (MOST, begins))
    found, kept = meant.found, {name: value for name, value in request.GET.items() if name != "from"}
    return page(
        request, "desk/centre/warnings.html", "command", title=meant.title, meaning=meant.meaning, code=code, place=regions.code_name(code),
        found=[(each, regions.full_name(each.place)) for each in found.shown], number=found.number, total=Decimal(found.fen) / 100, begins=begins,
        further=f"?{urlencode({**kept, 'from': begins + MOST})}" if begins + len(found.shown) < found.number else "", first=f"?{urlencode(kept)}",
    )  # fmt: skip


def turned(code: str, since: date, until: date, way: str, grade: Grade | None = None) -> str:
    """Return the address of the list of what came or was over between two days."""
    query = {"place": code, "which": way, "since": since.isoformat(), "until": until.isoformat()} | ({"colour": grade.code} if grade else {})
    return f"{reverse('command-warnings')}?{urlencode(query)}"


def _meant(asked: Mapping[str, str], asker: Asker, code: str, today: date, part: Part) -> Meant:
    """Return the list that an address names. Raises Http404 for days that are none."""
    which, colour = asked.get("which", ""), COLOURS.get(asked.get("colour", ""))
    if which == PAID:
        return Meant(PAID_TITLE, PAID_MEANS, watching.paid(asker, code, today - LONG * ONE_DAY, today, part))
    named = f"{colour.title}色" if colour else ""
    if which in WAYS:
        since, until = (past_day(asked.get(name, ""), today) or today for name in ("since", "until"))
        between = f"{since}" if since == until else f"{since} 至 {until} "
        found = watching.list_of_turns(asker, code, (since, until), today, (which, colour), part)
        return Meant(f"{between}{named}{WAYS[which]}", TURNS_MEAN, found)
    day = past_day(asked.get("on", ""), today) or today
    return Meant(f"{day} 在的{named}预警", STOOD_MEANS, watching.list_of_stood(asker, code, day, today, colour, part))


def number(text: str) -> int:
    """Return how many rows of a list an address leaves out, 0 for what is no number."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def past_day(text: str, today: date) -> date | None:
    """Return the day that an address names, None for today and for none. Raises Http404 for one that is no past day."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404("没看懂这个日期。请写成 2026-04-10 这样") from None
    if day > today:
        raise Http404("这一天还没有到")
    if day < EARLIEST:
        raise Http404("那时还没有这个系统")
    return day if day < today else None
