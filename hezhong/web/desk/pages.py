"""What every desk page has: the officer, the navigation, and the doors that only officers or staff pass."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hezhong.directory.models import Account
from hezhong.engine import catalogue
from hezhong.engine.case_type import CaseType
from hezhong.engine.vocabulary import Right
from hezhong.web.asking import Officer, officer

WORK = (("worklist", "待办"), ("warnings", "预警"), ("ledger-files", "工资和考勤"))
OFFICE = (("team", "科室"), ("command", "指挥"))
ADMITTING = (("applicants", "单位经办人"),)
KNOWING = (("diagrams", "流程"), ("law-values", "法律数据"))

LEFT = "left"
"""Where the session keeps the number of a case that has just gone to another office, until the worklist has said so."""

View = Callable[..., HttpResponse]


def for_officers(view: View) -> View:
    """Let in who holds a post today; others have no desk."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not officer(request).standing.posts:
            raise PermissionDenied
        return view(request, *arguments, **named)

    return guarded


def for_staff(view: View) -> View:
    """Let in officers at work and administrators."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not officer(request).standing.posts and not is_administrator(request):
            raise PermissionDenied
        return view(request, *arguments, **named)

    return guarded


def is_administrator(request: HttpRequest) -> bool:
    """Return whether this is an administrator of the system, who sees no case."""
    account: Any = request.user
    return bool(account.is_active and account.kind == Account.Kind.ADMINISTRATOR)


def is_auditor(request: HttpRequest) -> bool:
    """Return whether this is an auditor, who reads the trail and no case."""
    account: Any = request.user
    return bool(account.is_active and account.kind == Account.Kind.AUDITOR)


def oversees(who: Officer) -> bool:
    """Return whether the post acted in looks after the work of others."""
    return bool(who.post and (who.post.leader or who.post.clerk))


def openable(who: Officer) -> tuple[type[CaseType], ...]:
    """Return the case types that this officer may open: declared so, by somebody who handles cases."""
    handles = any(role.right is Right.EDIT for duties in who.asker.duties for role in duties.roles)
    return tuple(each for each in catalogue.current().case_types.values() if each.at_desk and handles)


def _admitting(request: HttpRequest, who: Officer) -> tuple[tuple[str, str], ...]:
    """Return the way to who wants to stand for an employer, for windows and administrators."""
    return ADMITTING if is_administrator(request) or (who.post and who.post.clerk) else ()


def page(request: HttpRequest, template: str, at: str, status: int = 200, **context: Any) -> HttpResponse:
    """Return a desk page."""
    who: Officer = officer(request)
    account: Any = request.user
    context |= {
        "nav": () if is_auditor(request) else (*(WORK if who.post else ()), *(OFFICE if oversees(who) else ()), *_admitting(request, who), *KNOWING),
        "at": at,
        "who": who,
        "opens": [(each.code, each.at_desk.title, f"open-{each.code}") for each in openable(who) if each.at_desk],
        "posts": who.standing.posts,
        "shown_name": who.name or account.shown_name or account.get_username(),
    }
    return render(request, template, context, status=status)
