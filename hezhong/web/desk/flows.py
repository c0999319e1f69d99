"""The live state diagram of a case type, with its deadlines and who may do what: generated from the declaration."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from hezhong.engine import catalogue, figures
from hezhong.engine.case_type import CaseType
from hezhong.engine.vocabulary import Action, Deadline, Mark, Served, State
from hezhong.kernel.dates import ONE_DAY
from hezhong.kernel.places import Place
from hezhong.law.book import LawBook
from hezhong.law.model import NotInForce
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_staff, page
from hezhong.web.draw.diagram import drawn

LOOK_BACK = 90


@require_safe
@for_staff
def first(request: HttpRequest) -> HttpResponse:
    """Lead to the first case type's diagram."""
    return redirect("diagram", next(iter(catalogue.current().case_types)))


@require_safe
@for_staff
def show(request: HttpRequest, code: str) -> HttpResponse:
    case_type = catalogue.current().case_types.get(code)
    if case_type is None:
        raise Http404("没有这种业务")
    who, moment = officer(request), clock.moment()
    today = moment.happened_on
    live = figures.by_state(who.asker, code, today, today - LOOK_BACK * ONE_DAY)
    open_states = [name for name, state in case_type.words(State).items() if not case_type.ends_in(state)]
    place = who.post.place if who.post else Place()
    return page(
        request,
        "desk/diagram.html",
        "diagrams",
        kind=case_type,
        code=code,
        types=[(other, each.title) for other, each in catalogue.current().case_types.items()],
        svg=drawn(case_type, live, f"{reverse('worklist')}?case_type={code}&state="),
        open=sum(live[name].cases for name in open_states if name in live),
        late=sum(each.overdue for each in live.values()),
        days=LOOK_BACK,
        deadlines=_deadlines(case_type, moment.book, place, today),
        actions=_actions(case_type),
    )


def _deadlines(case_type: type[CaseType], book: LawBook, place: Place, on: date) -> list[dict[str, Any]]:
    """Return each deadline in words, with the limit that binds at this place today."""
    return [_deadline(each, book, place, on) for each in case_type.words(Deadline).values()]


def _deadline(deadline: Deadline, book: LawBook, place: Place, on: date) -> dict[str, Any]:
    since = f"{deadline.before.title}之前" if deadline.before else " 或 ".join(map(_mark, deadline.marks))
    try:
        limit = book.limit(deadline.duty, place, on)
    except NotInForce:
        period, article = "今天没有适用的规定", ""
    else:
        period, article = str(limit.period), str(limit.article)
    until = "、".join(_mark(mark) for mark in deadline.until)
    owed = deadline.owed_by.title if deadline.owed_by else "—"
    return {"title": deadline.duty.title, "since": since, "period": period, "until": until, "owed": owed, "article": article}


def _mark(mark: Mark) -> str:
    return f"《{mark.document.title}》送达" if isinstance(mark, Served) else mark.title


def _actions(case_type: type[CaseType]) -> list[dict[str, Any]]:
    return [
        {
            "title": action.title,
            "grave": action.grave,
            "sources": "、".join(state.title for state in action.sources) or "任何环节",
            "target": action.target.title if action.target else "不变",
            "by": "、".join(role.title for role in action.roles),
            "signed_by": "、".join(role.title for role in action.signed_by) or "不用批",
            "issues": "".join(f"《{document.title}》" for document in action.issues) or "—",
            "article": str(action.cites or "—"),
        }
        for action in case_type.own(Action).values()
    ]
