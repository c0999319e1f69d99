"""The page of one site or employer: its warnings, what they add up to, why others are silent on any day, its money by month."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hezhong.directory import employers, regions, sites
from hezhong.early_warning import exclusion_entries, index, questions, rules, subjects
from hezhong.early_warning.explaining import Why
from hezhong.early_warning.index import Index, Open
from hezhong.early_warning.models import Warning
from hezhong.early_warning.questions import Asking
from hezhong.early_warning.reading import may_enter, may_read_place, mine
from hezhong.early_warning.vocabulary import Grade, Subject
from hezhong.engine import raising
from hezhong.engine.rights import Asker
from hezhong.kernel import understand
from hezhong.kernel.places import Place
from hezhong.kernel.understand import Unclear
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.warnings import shown
from hezhong.web.desk.warnings.listing import NEWEST_FIRST, SIZE, after, last_run

NOBODY = "没有这个对象，或者不在您岗位管的地区"
LIGHTER = 50
"""How many warnings that do not count are shown under the index, beside all that do."""
FIRST = date(2000, 1, 1)


@dataclass(frozen=True)
class About:
    """A subject as its page shows it. below: the line under the name. has_site: whether the directory has a page of the site."""

    kind: Subject
    token: int
    name: str
    below: str
    place: Place
    employer: int
    has_site: bool = False

    @property
    def address(self) -> str:
        return reverse("warning-subject", args=[self.kind.code, self.token])


@dataclass(frozen=True)
class Verdict:
    """What one rule said. silent: why it gave no warning, None where it did."""

    title: str
    code: str
    grade: Grade | None
    why: Why
    words: str
    left_out: int


@dataclass(frozen=True)
class Month:
    """The wages of a month. short: stated and not paid."""

    title: str
    people: int
    due: Decimal
    net: Decimal
    paid: Decimal
    late: Decimal

    @property
    def short(self) -> Decimal:
        return max(self.net - self.paid, Decimal(0))


def about(kind_code: str, token: int, asker: Asker) -> About:
    """Return a subject that somebody may read: of one's places, or with a warning that one reads. Raises Http404."""
    kind = shown.kind_of(kind_code)
    if kind is None or token > shown.LARGEST:
        raise Http404(NOBODY)
    card: Any = (sites.cards([token]) if kind is Subject.SITE else employers.cards([token])).get(token)
    warned = Warning.objects.filter(mine(asker), subject=token, subject_kind=kind.code).exists()
    there = subjects.one(kind, token) if card or warned else None
    if there is None or not (warned or (card and card.region and may_read_place(asker, there.place))):
        raise Http404(NOBODY)
    has_site = kind is Subject.SITE and card is not None and may_read_place(asker, regions.place(card.region))
    return About(kind, token, card.name if card else there.name, _below(card, there.place), there.place, there.employer, has_site)


def _below(card: Any, place: Place) -> str:
    where = regions.full_name(place.path[-1]) or regions.code_name(place.path[-1])
    return "　".join(part for part in (where, getattr(card, "number", "") or getattr(card, "code", "")) if part)


@require_safe
@for_officers
def show(request: HttpRequest, kind: str, token: int) -> HttpResponse:
    """The subject; ?on= shows what every rule said on that day, once that was asked; ?after= goes on with its warnings."""
    there = about(kind, token, officer(request).asker)
    if "after" in request.GET and request.headers.get("HX-Request") and not request.headers.get("X-Live"):
        rows, further = after(request.GET["after"], _warnings(there, officer(request).asker), NEWEST_FIRST)
        return page(request, "desk/warning_rows.html", shown.AT, lines=shown.lines(rows), further=further, size=SIZE)
    run = last_run()
    on, _ = _day(request.GET.get("on", ""), run.on if run else clock.today())
    return _shown(request, there, on or (run.on if run else clock.today()))


def _shown(request: HttpRequest, there: About, on: date, status: int = 200, error: str = "") -> HttpResponse:
    who, today = officer(request), clock.today()
    found = _warnings(there, who.asker)
    rows, further = after(request.GET.get("after", ""), found, NEWEST_FIRST)
    numbers = found.aggregate(total=Count("id"), open=Count("id", filter=Q(gone_on=None, shadow=False)))
    asked = questions.already(Asking(there.kind.code, there.token, on))
    answer: dict[str, Any] = asked.answer if asked else {}
    return page(
        request, "desk/warning_subject.html", shown.AT, status,
        about=there, lines=shown.lines(rows), further=further, size=SIZE, **numbers,
        contractor=_contractor(there), **_of_employer(there, found, who.asker, today),
        day=on, typed=request.POST.get("on", on.isoformat()), error=error, asked=asked, warned=_said(answer, silent=False),
        silent=_said(answer, silent=True), months=_months(answer), exclusions=exclusion_entries.of_subject(there.kind, there.token, today),
        may_exclude=may_enter(who.asker, there.place),
    )  # fmt: skip


def _warnings(there: About, asker: Asker) -> Any:
    """Return the warnings of a subject that the asker may read: of an employer, those of its sites too."""
    own = {"employer": there.token} if there.kind is Subject.EMPLOYER else {"subject": there.token, "subject_kind": there.kind.code}
    return Warning.objects.filter(mine(asker), **own)


@require_POST
@for_officers
def ask(request: HttpRequest, kind: str, token: int) -> HttpResponse:
    """Ask what every rule says of the subject on a day."""
    who, at = officer(request), clock.moment()
    there = about(kind, token, who.asker)
    on, error = _day(request.POST.get("on", ""), at.happened_on)
    if on is None:
        run = last_run()
        return _shown(request, there, run.on if run else at.happened_on, 422, error)
    questions.put(Asking(there.kind.code, there.token, on), who.standing.token, at, questions.latest_seq())
    return redirect(f"{there.address}?on={on.isoformat()}#why")


def _day(text: str, latest: date) -> tuple[date | None, str]:
    """Return the day that was meant, or None and what to do."""
    typed = text.replace("\0", "").strip()
    try:
        on = understand.day(typed, clock.today()) if typed else latest
    except Unclear as unclear:
        return None, str(unclear)
    if on > clock.today():
        return None, f"写了“{typed[:20]}”，台账里还没有那一天的数据。请选今天或者以前的日子"
    if on < FIRST:
        return None, f"写了“{typed[:20]}”，台账里没有那么早的数据。请选{FIRST.year}年以后的日子"
    return on, ""


def _contractor(there: About) -> tuple[int, str] | None:
    """Return (token, name) of the general contractor of a site."""
    card = employers.cards([there.employer]).get(there.employer) if there.kind is Subject.SITE and there.employer else None
    return (card.token, card.name) if card else None


def _of_employer(there: About, found: Any, asker: Asker, on: date) -> dict[str, Any]:
    """Return the index of an employer and whether it has cases that one may read; nothing for a site."""
    if there.kind is not Subject.EMPLOYER:
        return {"index": None, "has_cases": False}
    reckoned = _index(found, on)
    lighter = [each for each in reckoned.contributions if not each.counted] if reckoned else []
    return {
        "index": reckoned, "counted": [each for each in reckoned.contributions if each.counted] if reckoned else [],
        "lighter": lighter[:LIGHTER], "more_lighter": max(len(lighter) - LIGHTER, 0), "has_cases": _has_cases(found, asker, on),
    }  # fmt: skip


def _has_cases(found: Any, asker: Asker, on: date) -> bool:
    """Return whether the asker may read a case of these warnings, so that the employer's page of cases has something to show."""
    cases = found.exclude(case_id=None).order_by().values_list("case_id", flat=True).distinct()
    return bool(raising.readable(cases, asker, on))


def _index(found: Any, on: date) -> Index | None:
    """Return what all open warnings that the asker may read add up to, old ones too; None where no weights are in force."""
    declared = rules.declared()
    live = found.filter(gone_on=None, shadow=False, rule__in=declared).exclude(outcome="dismissed").only("rule", "subject", "grade", "people")
    try:
        weights = index.in_force((index.SUGGESTED,), on)
    except LookupError:
        return None
    return index.index((Open(declared[row.rule], row.subject, Grade(row.grade), row.people) for row in live), weights)


def _said(answer: dict[str, Any], *, silent: bool) -> list[Verdict]:
    """Return what the rules said, those that warned or those that did not."""
    found = [_verdict(each) for each in answer.get("said", ())]
    warned = (Why.WARNED, Why.SHADOW)
    return [each for each in found if (each.why not in warned) is silent]


def _verdict(said: dict[str, Any]) -> Verdict:
    grade = Grade(said["grade"]) if said["grade"] else None
    return Verdict(shown.title_of(said["rule"]), said["rule"], grade, Why[said["why"]], said["words"], said["left_out"])


def _months(answer: dict[str, Any]) -> list[Month]:
    def yuan(fen: int) -> Decimal:
        return Decimal(fen) / 100

    return [
        Month(f"{row['month'] // 100}年{row['month'] % 100}月", row["people"], *(yuan(row[name]) for name in ("due", "net", "paid", "late")))
        for row in answer.get("months", ())
    ]
