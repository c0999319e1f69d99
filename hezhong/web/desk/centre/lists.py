"""Lists of warnings behind the numbers that are no cases: what stood on a past day, and what is owed less since."""

from datetime import date
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hezhong.directory import regions
from hezhong.early_warning import watching
from hezhong.early_warning.vocabulary import Grade
from hezhong.early_warning.watching import Told
from hezhong.engine.rights import Asker
from hezhong.indicators.vocabulary import LONG
from hezhong.kernel.dates import ONE_DAY
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.centre import scope
from hezhong.web.desk.centre.tiles import PAID, PAID_MEANS, PAID_TITLE
from hezhong.web.desk.pages import for_officers, page

MOST = 1000
EARLIEST = date(2008, 1, 1)
COLOURS = {grade.code: grade for grade in Grade}


@require_safe
@for_officers
def warnings(request: HttpRequest) -> HttpResponse:
    """The warnings that a number counts, for the region that it was counted for."""
    who, today = officer(request), clock.today()
    code = scope.region_of(request.GET, who)
    if request.GET.get("which") == PAID:
        found = watching.paid(who.asker, code, today - LONG * ONE_DAY, today, MOST)
        title, meaning, total = PAID_TITLE, PAID_MEANS, watching.paid_fen(who.asker, code, today - LONG * ONE_DAY, today)
    else:
        day = past_day(request.GET.get("on", ""), today)
        found = stood(who.asker, code, day or today, today, request.GET.get("colour", ""))
        title = f"{day or today} 在的预警"
        meaning = "这一天台账里还有、处置没有结束的预警；颜色、人数、金额是那一天的。按台账每次运行记下的变化算。"
        total = sum(each.fen for each in found)
    return page(
        request, "desk/centre/warnings.html", "command", title=title, meaning=meaning, most=MOST, code=code,
        place=regions.code_name(code), found=[(each, regions.full_name(each.place)) for each in found], total=Decimal(total) / 100,
    )  # fmt: skip


def stood(asker: Asker, code: str, day: date, on: date, colour: str) -> list[Told]:
    """Return what stood on a day, of one colour or all."""
    found = watching.stood(asker, code, day, on, MOST).first
    return [each for each in found if each.grade is COLOURS[colour]] if colour in COLOURS else found


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
