"""The page of the figures of law: what is missing or doubtful, who waits for whom, and every figure with its source and confidence."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hezhong.engine import proposals
from hezhong.kernel import holidays
from hezhong.law.parameter_files import parameters
from hezhong.web import clock
from hezhong.web.desk import law_gaps, law_lines
from hezhong.web.desk.law_proposals import me, others, told
from hezhong.web.desk.pages import for_staff, is_administrator, page

MOST_WORD = 40


@require_safe
@for_staff
def show(request: HttpRequest) -> HttpResponse:
    """List the figures; ?q= narrows, ?before=1 shows those that no longer apply."""
    moment, word = clock.moment(), request.GET.get("q", "").replace("\0", "").strip()[:MOST_WORD]
    before = request.GET.get("before") == "1"
    lines = law_lines.every(moment.book, moment.happened_on)
    made = [told(row, me(request)) for row in proposals.every()]
    waiting = [each for each in made if each.row.waiting]
    return page(
        request,
        "desk/law_values.html",
        "law-values",
        word=word,
        before=before,
        gaps=law_gaps.of(moment.book, lines, moment.happened_on).telling(word),
        waiting=waiting,
        others=others(request) if waiting and is_administrator(request) else (),
        groups=law_lines.grouped(lines, word, before=before),
        figures=len(parameters()),
        version=moment.book.version,
        done=[each for each in made if not each.row.waiting],
        years=sorted(holidays.notices().items(), reverse=True),
        provisional=moment.happened_on.year + 1 not in moment.calendar.announced and moment.happened_on.year + 1,
        may_enter=is_administrator(request),
    )
