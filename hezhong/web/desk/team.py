"""The head's page: who holds how much and may be late, what waits for a signature, what falls due; giving out new cases.

Every number opens the list of exactly its cases.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hezhong.directory import officers
from hezhong.engine import risks, store, worklist, workload
from hezhong.engine.case_type import Assignment
from hezhong.engine.core import Refused
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.received import KeyReused
from hezhong.engine.views import Tone
from hezhong.engine.worklist import Filters
from hezhong.engine.workload import Load, Workload
from hezhong.web import acting, clock
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_officers, oversees, page

BAR = 160
DAY_BAR = 150
MUCH = 5
"""An officer who holds this many cases more than the middle one is worth a look."""


@dataclass(frozen=True)
class Bar:
    """A load as lengths in pixels. risk: how many are likely to be late. list: address of what the officer has open."""

    load: Load
    all: int
    late: int
    soon: int
    risk: int = 0
    list: str = ""

    @property
    def risky(self) -> int:
        """Return the share of the open cases that are likely to be late, in per cent."""
        return round(100 * self.risk / self.load.open) if self.load.open else 0


@require_safe
@for_officers
def show(request: HttpRequest) -> HttpResponse:
    return _shown(request)


def _shown(request: HttpRequest, status: int = 200, refusal: str = "", chosen: tuple[str, ...] = ()) -> HttpResponse:
    who, moment = officer(request), clock.moment()
    if not oversees(who):
        raise PermissionDenied
    today, calendar = moment.happened_on, moment.calendar
    work = workload.of_office(who.asker, who.office, today, calendar)
    new = worklist.page(who.asker, Filters(whose="new", office=who.office), "", today, calendar)
    risky = Counter(risk.assignee for risk in risks.of_office(who.asker, who.office, today, calendar))
    return page(
        request,
        "desk/team.html",
        "team",
        status,
        work=work,
        bars=bars(work.loads, risky, who.office),
        all=listed(who.office),
        risk=risky.total(),
        staff=[load for load in work.loads if load.token],
        days=_days(work),
        new=[row for band in new.bands for row in band.rows],
        more=bool(new.after),
        late=Tone.LATE,
        notice=list(_notice(work, who.office)),
        refusal=refusal,
        chosen=chosen,
        to=request.POST.get("officer", ""),
        key=acting.new_key(),
    )


def bars(loads: Sequence[Load], risky: Mapping[int, int], office: int) -> list[Bar]:
    """Return the loads as bars, the longest filling the width. risky: officer -> cases likely to be late."""
    most = max((load.open for load in loads), default=0) or 1

    def long(cases: int) -> int:
        return cases * BAR // most

    return [
        Bar(load, long(load.open), long(load.late), long(load.soon), risky.get(load.token, 0), listed(office, load.token))
        for load in loads
    ]


def listed(office: int, officer: int | None = None) -> str:
    """Return the address of the list of an office's cases; of one officer's, or of those that are nobody's yet (0)."""
    whose = {} if officer is None else {"who": officer} if officer else {"whose": "new"}
    return f"{reverse('worklist')}?{urlencode({'office': office, **whose})}"


def _days(work: Workload) -> list[tuple[date, bool, int, int]]:
    most = max((n for _, _, n in work.due), default=0) or 1
    return [(day, works, n, n * DAY_BAR // most) for day, works, n in work.due]


def _notice(work: Workload, office: int) -> Any:
    """Yield (address, words, more words) of what a head should look at."""
    mine = sorted(load.open for load in work.loads if load.token)
    middle = mine[len(mine) // 2] if mine else 0
    for load in work.loads:
        if load.token and load.open - middle >= MUCH:
            yield listed(office, load.token), f"{load.name}手上 {load.open} 件，{load.late} 件逾期", f"比中间的多 {load.open - middle} 件"


@require_POST
@for_officers
def assign(request: HttpRequest) -> HttpResponse:
    """Give the chosen cases to one officer of the office: all of them, or none."""
    who, today = officer(request), clock.today()
    chosen, to = tuple(request.POST.getlist("case")), request.POST.get("officer", "")
    staff = {str(token) for token, _, _ in officers.of_office(who.office, today)}
    if not chosen:
        return _shown(request, 422, "请先勾选要分派的案件")
    if to not in staff:
        return _shown(request, 422, "请选把这些案件分给谁", chosen)
    how = store.Submission(request.POST.get("key", ""))
    try:
        store.act_many([UUID(each) for each in chosen], "assign", Assignment(to), who.asker, clock.moment(), how)
    except ValueError:
        return _shown(request, 422, "有一件案件没有找到，请刷新后再选", chosen)
    except (Refused, NoSuchCase, KeyReused) as refused:
        return _shown(request, 422, f"{refused}。没有分派任何一件，请看一看再选", chosen)
    return redirect("team")
