"""The pages of files for the ledger, at the desk, at the employer's and at the bank's door alike: hand in, see what was understood, confirm."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from hezhong.early_warning import viewings
from hezhong.early_warning.vocabulary import Subject
from hezhong.engine import (
    handers,
    handing_in,
    ledger_intake,
    on_behalf,
    pay_days,
    pay_order_answers,
    pay_orders,
    wage_checks,
)
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given, Handed, Listed, NoSuchFile
from hezhong.engine.pay_days import PayDay
from hezhong.engine.uploads import MOST_BYTES, BadUpload
from hezhong.ledger.ways_in import bank_orders, cells, seen, templates
from hezhong.ledger.ways_in.faults import WrongCell
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.rows import KINDS
from hezhong.web import clock
from hezhong.web.roster_files import TYPE

OF_ALL = ("payroll", "attendance", "roster", "swipe", "movement", "contract", "layoff", "labour_fee", "bank", "statement", "notice")
KIND_CHOICES = tuple((kind, KINDS[kind].TITLE) for kind in (*OF_ALL, *ledger_intake.OF_OFFICES))
NOBODYS = ("statement", "notice", "layoff", "insured", "signal", "labour_fee")
"""Tables that name no worker."""
YEARS_BACK = 3
FAULTS_SHOWN = 50
SENT = "wage_checks_sent"
"""Where the session keeps what came of asking workers, until the page has said so."""
WRONG = (Refused, BadUpload, WrongCell)


@dataclass(frozen=True)
class Door:
    """Whose pages these are. index: address of the list; file: address of one file; shown: draws a page of this door.

    by: token and words of who looks, for the record that lines of workers leave. order: address of an order, where the door shows them.
    """

    hander: Hander
    by: tuple[int, str]
    index: str
    file: Callable[[UUID], str]
    shown: Callable[[str, int, Mapping[str, Any]], HttpResponse]
    order: Callable[[str], str] | None = None


def index(request: HttpRequest, door: Door) -> HttpResponse:
    """Return the list with the form, an empty template, or, once a file was sent, its page."""
    if request.method == "GET":
        return _template(request) if "template" in request.GET else _list(request, door)
    try:
        name = handing_in.hand_in(door.hander, _given(request, door), clock.moment())
    except WRONG as wrong:
        return _list(request, door, str(wrong), 422)
    return redirect(door.file(name))


def one(request: HttpRequest, door: Door, name: UUID) -> HttpResponse:
    """Return the page of one file, the workbook of its corrections, or what follows from a button of it."""
    try:
        if request.method == "GET":
            there = handing_in.look(name, door.hander)
            if "corrections" in request.GET:
                with noted(door, there, whole=True):
                    return sent(handing_in.corrections(name, door.hander), TYPE, "to-correct.xlsx")
            return _order(request, door, there) if "order" in request.GET else _file(door, there, sent=request.session.pop(SENT, ""))
        return _pressed(request, door, name)
    except NoSuchFile as none:
        raise Http404(str(none)) from None


def _pressed(request: HttpRequest, door: Door, name: UUID) -> HttpResponse:
    try:
        if "ask" in request.POST:
            sent = wage_checks.ask(name, door.hander, lambda code: settings.SITE + reverse("wages", args=[code]), clock.now())
            request.session[SENT] = f"发出 {sent.sent} 条短信。" + (f"{sent.without_phone} 人没有手机号，没有发。" if sent.without_phone else "")
            return redirect(door.file(name))
        if "give" in request.POST:
            pay_orders.give(name, door.hander, _number(request.POST["give"]), clock.now())
            return redirect(door.file(name))
        if "send_back" in request.POST:
            on_behalf.send_back(name, door.hander, request.POST.get("why", "").replace("\0", ""), clock.now())
            return redirect(door.index)
        if "drop" in request.POST:
            handing_in.drop(name, door.hander)
            return redirect(door.index)
        if "confirm" in request.POST:
            handing_in.confirm(name, door.hander, request.POST.getlist("sure"), clock.moment())
        else:
            there = handing_in.look(name, door.hander)
            changed = _changed(request, door.hander, there.about[0])
            other_kind = changed.get("kind", "") not in ("", *(each.kind for each in there.seen.sheets)) if there.seen else False
            handing_in.answer(name, door.hander, {} if other_kind else _answers(request, there), clock.moment(), **changed)
    except WRONG as wrong:
        return _file(door, handing_in.look(name, door.hander), str(wrong), 422, request.POST)
    return redirect(door.file(name))


def _order(request: HttpRequest, door: Door, there: Handed) -> HttpResponse:
    """Return the bank's pay file, or the page with why there can be none."""
    key = request.GET["order"]
    try:
        data, ending = pay_orders.order(there.id, door.hander, key)
    except Refused as refused:
        return _file(door, there, str(refused), 422)
    with noted(door, there, whole=True):
        return sent(data, "application/octet-stream", f"pay-{key}.{ending}")


def _template(request: HttpRequest) -> HttpResponse:
    """Return an empty table to fill in, as workbook or CSV."""
    found = templates.ALL.get(request.GET["template"])
    if found is None:
        raise Http404("没有这种模板")
    month = _month(request.GET.get("year", ""), request.GET.get("month", ""))
    if request.GET.get("as") == "csv":
        return sent(templates.separated(found, month), "text/csv; charset=utf-8", f"{found.key}.csv")
    return sent(templates.workbook(found, month), TYPE, f"{found.key}.xlsx")


def sent(data: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file to be saved."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _list(request: HttpRequest, door: Door, error: str = "", status: int = 200) -> HttpResponse:
    today, kinds = clock.today(), _kinds(door)
    forms = [each for each in templates.ALL.values() if each.kind in dict(kinds)]
    files = _files(request, door)
    return door.shown("handed_list", status, {
        "error": error, "files": files[: handing_in.LISTED], "further": files[handing_in.LISTED - 1].id if len(files) > handing_in.LISTED else None,
        "later": "before" in request.GET, "behalf": () if "before" in request.GET else on_behalf.listed(door.hander), "kinds": kinds, "templates": forms, "accounts": door.hander.accounts.values(), "lags": pay_days.MONTHS.items(),
        "years": range(today.year, today.year - YEARS_BACK, -1), "months": range(1, 13), "given": request.POST, "officer": bool(door.hander.place),
        "most": MOST_BYTES // 1024 // 1024, **choosing(request, door.hander, _number(request.POST.get("site", ""))),
    })  # fmt: skip


def _files(request: HttpRequest, door: Door) -> tuple[Listed, ...]:
    """Return the files of the page that the address names. Raises Http404."""
    try:
        return handing_in.listed(door.hander, UUID(request.GET["before"]) if "before" in request.GET else None)
    except (ValueError, NoSuchFile):
        raise Http404("没有这一页") from None


def choosing(request: HttpRequest, hander: Hander, chosen: int) -> Mapping[str, Any]:
    """Return what the chooser of sites shows: the first, or those that ?q= names, and the one chosen. many: one must be looked for."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:60]
    found = hander.found(text) if text else tuple(hander.sites.values())
    if chosen and chosen not in (card.token for card in found) and (card := hander.may_choose(chosen)):
        found = (card, *found)
    return {"sites": found, "q": text, "many": hander.many}


def _kinds(door: Door) -> tuple[tuple[str, str], ...]:
    """Return the kinds of tables that may be handed in at a door."""
    if door.hander.bank:
        return tuple(each for each in KIND_CHOICES if each[0] in handers.BANK_KINDS)
    return KIND_CHOICES if door.hander.place else tuple(each for each in KIND_CHOICES if each[0] in OF_ALL)


def _file(door: Door, there: Handed, error: str = "", status: int = 200, given: QueryDict | None = None, sent: str = "") -> HttpResponse:
    told, today, row = there.seen, clock.today(), handing_in.paid_row(there.id, door.hander)
    waiting = pay_order_answers.offered(row) if told and not there.taken_at and any(each.kind == "bank" for each in told.sheets) else ()
    faults = told.faults if told else ()
    said = wage_checks.answers(there.id) if there.taken_at else None
    payers = pay_orders.payers(row, door.hander) if there.taken_at else ()
    shown = {each.order.id for each in payers if each.order}
    values = {
        "paid_by_others": [each for each in row.orders.all() if each.id not in shown] if there.taken_at and there.own and door.hander.employer else (),
        "f": there, "seen": told, "error": error, "sent": sent, "said": said, "sure": given.getlist("sure") if given else [], "why": given.get("why", "") if given else "", "kinds": _kinds(door), "back": door.index,
        "bank": bool(door.hander.bank), "payers": payers, "ordered": bool(shown),
        "answers": told.order if told else None, "order_at": door.order(told.order["id"]) if told and told.order and door.order else "",
        "waiting_orders": waiting, "waiting_numbers": [each.number for each in waiting],
        "faults": faults[:FAULTS_SHOWN], "more_faults": max(len(faults) - FAULTS_SHOWN, 0) + (told.more_faults if told else 0),
        "orders": bank_orders.TITLES.items() if told and any(each.kind == "payroll" for each in told.sheets) else (),
        "sheets": [(place, each, seen.choices(each.kind)) for place, each in enumerate(told.sheets)] if told else [],
        "open": bool(told and any(each.open for each in told.sheets)), "years": range(today.year, today.year - YEARS_BACK, -1), "months": range(1, 13),
        "lags": pay_days.MONTHS.items(), "unsaid": bool(told and told.unsaid),
        "of_bank": bool(told and any(each.kind in handers.BANK_KINDS for each in told.sheets)),
    }  # fmt: skip
    with noted(door, there, said):
        return door.shown("handed_file", status, values)


def noted(door: Door, there: Handed, said: wage_checks.Answers | None = None, *, whole: bool = False) -> AbstractContextManager[None]:
    """Keep that somebody is about to see lines of workers in a file. whole: all its rows, not only what its page shows.

    The page shows the first rows until the file was taken, then who said that their line is wrong; while it waits, nobody.
    """
    of_people = [sheet for sheet in there.seen.sheets if sheet.kind not in NOBODYS] if there.seen else []
    shown = len(said.wrong) if said else 0 if there.waits else sum(len(sheet.rows) for sheet in of_people)
    wrong = {(fault.sheet, fault.row) for fault in there.seen.faults if fault.row} if there.seen else ()
    lines = sum(sheet.total for sheet in of_people) + len(wrong) if whole else shown
    (site, employer), about = there.about, f"{there.title}（{there.id}）"
    page = viewings.Page(Subject.SITE if site else Subject.EMPLOYER, site or employer, viewings.HANDED, about)
    return viewings.noted(page, lines, door.by, clock.now())


def _given(request: HttpRequest, door: Door) -> Given:
    """Return what was sent. Raises BadUpload, Refused, WrongCell."""
    upload = request.FILES.get("file")
    if upload is None:
        raise BadUpload("请先选文件")
    if (upload.size or 0) > MOST_BYTES:
        raise BadUpload(f"文件超过 {MOST_BYTES // 1024 // 1024} 兆。请删掉图片，或者分成几个文件上传")
    kind = request.POST.get("kind", "")
    site = _number(request.POST.get("site", ""))
    return Given(
        upload.name or "", upload.read(), kind if kind in dict(KIND_CHOICES) else "", *_span(request), site=site,
        account=handers.account(door.hander, site, request.POST.get("account", "")), booked_on=_day(request, "booked_on"),
        pay_day=_pay_day(request), order=request.POST.get("order", "")[:40],
    )  # fmt: skip


def _changed(request: HttpRequest, hander: Hander, site: int) -> dict[str, Any]:
    """Return what was said anew of the file as a whole; what was not asked stays."""
    changed: dict[str, Any] = {}
    if "order" in request.POST:
        changed["order"] = request.POST["order"].strip()[:40]
    if request.POST.get("kind") in dict(KIND_CHOICES):
        changed["kind"] = request.POST["kind"]
    since, until = _span(request)
    if since or until:
        changed |= {"since": since, "until": until}
    if booked_on := _day(request, "booked_on"):
        changed["booked_on"] = booked_on
    number = request.POST.get("account", "").strip()
    if number and not hander.bank:  # a bank chose among its own when it handed the file in
        changed["account"] = handers.account(hander, site, number[:40])
    if told := _pay_day(request):
        changed |= pay_days.columns(told)
    if series := request.POST.get("series", ""):
        try:
            changed["series"] = UUID(series)
        except ValueError:
            raise Refused("没有找到要更正的那一份。请从列出的里选") from None
    return changed


def _answers(request: HttpRequest, there: Handed) -> dict[str, Any]:
    """Return what was said of columns, by sheet; fields that are no choice of the page count as left out."""
    answers: dict[str, Any] = dict(there.answers)
    for place, sheet in enumerate(there.seen.sheets if there.seen else ()):
        offered = {"", *(name for name, _ in seen.choices(sheet.kind))}
        told = [(column.path, request.POST.get(f"c-{place}-{at}")) for at, column in enumerate(sheet.columns)]
        columns = {path: name for path, name in told if name is not None and name in offered}
        codes = {meant: request.POST.get(f"{meant}-{place}", "").strip() for meant in ("in", "out")}
        before = answers.get(sheet.name, {})
        said = {"columns": {**before.get("columns", {}), **columns}, "codes": dict(before.get("codes", {}))}
        if sheet.coded and (sheet.coded != "moves" or f"in-{place}" in request.POST):
            said["codes"][sheet.coded] = {written: meant for meant, written in codes.items() if written}
        answers[sheet.name] = said
    return answers


def _span(request: HttpRequest) -> tuple[date | None, date | None]:
    """Return the first and last day that were chosen: a month, or two days; of a roster one may do. Raises WrongCell, Refused."""
    since, until = _day(request, "since"), _day(request, "until")
    if since and until:
        if until < since:
            raise Refused("截止日期在起始日期前面。请改正")
        return since, until
    month = _month(request.POST.get("year", ""), request.POST.get("month", ""))
    whole = Period.of_month(*month) if month else None
    return (whole.since, whole.until) if whole else (since, until)


def _pay_day(request: HttpRequest) -> PayDay | None:
    return pay_days.said(request.POST.get("pay_lag", ""), request.POST.get("pay_day", "")[:20])


def _day(request: HttpRequest, name: str) -> date | None:
    typed = request.POST.get(name, "").strip()[:20]
    return cells.day(typed) if typed else None


def _month(year: str, month: str) -> tuple[int, int] | None:
    found = _number(year), _number(month)
    return found if 2000 <= found[0] <= 2100 and 1 <= found[1] <= 12 else None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 20 else 0
