"""The page of a day's 计工单, for a phone on a small site: names and hours, nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from hezhong.early_warning import viewings
from hezhong.early_warning.vocabulary import Subject
from hezhong.engine import labour_sheet
from hezhong.engine.core import Refused
from hezhong.engine.labour_sheet import Sheet, WrongHours
from hezhong.ledger.ways_in import cells
from hezhong.ledger.ways_in.faults import WrongCell
from hezhong.web import clock
from hezhong.web.handing_page import Door, choosing

DAYS_BACK = 7
RECEIPT = "labour_receipt"


def answer(request: HttpRequest, door: Door, here: str) -> HttpResponse:
    """Return the sheet that was asked for, or write it down and lead back to it with the receipt."""
    asked = request.POST if request.method == "POST" else request.GET
    site, team = (_number(asked.get(name, "")) for name in ("site", "team"))
    if not site and len(door.hander.sites) == 1:
        site = next(iter(door.hander.sites))
    try:
        day = cells.day(asked["day"].strip()[:20]) if asked.get("day", "").strip() else clock.today()
    except WrongCell as wrong:
        return _shown(request, door, {"error": str(wrong), "site": site, "typed_day": asked["day"][:20]}, 422)
    if request.method == "POST":
        return _written(request, door, here, (site, day, team))
    said = request.session.pop(RECEIPT, None)
    try:
        there = labour_sheet.sheet(door.hander, site, day, team) if site else None
    except Refused as refused:
        status = 422 if asked.get("site") else 200  # the only site was opened unasked
        return _shown(request, door, {"error": str(refused), "site": site, "typed_day": f"{day:%Y-%m-%d}"}, status)
    return _shown(request, door, {"sheet": there, "site": site, "typed_day": f"{day:%Y-%m-%d}", "said": said})


def _written(request: HttpRequest, door: Door, here: str, where: tuple[int, date, int]) -> HttpResponse:
    site, day, team = where
    typed = {_number(name.removeprefix("h-")): str(value).strip()[:10] for name, value in request.POST.items() if name.startswith("h-")}
    values: dict[str, Any] = {"site": site, "typed_day": f"{day:%Y-%m-%d}"}
    try:
        receipt = labour_sheet.write(door.hander, site, day, typed, _key(request))
    except WrongHours as wrong:
        return _shown(request, door, values | {"sheet": _as_typed(labour_sheet.sheet(door.hander, site, day, team), typed, wrong.wrong), "error": str(wrong)}, 422)
    except Refused as refused:
        return _shown(request, door, values | {"error": str(refused)}, 422)
    request.session[RECEIPT] = {"rows": receipt.rows, "gone": receipt.withdrawals, "batch": receipt.batch}
    return redirect(f"{here}?site={site}&day={day:%Y-%m-%d}&team={team}")


def _as_typed(sheet: Sheet, typed: Mapping[int, str], wrong: Mapping[int, str]) -> Sheet:
    """Return the sheet with what was typed in it, and what is wrong with that."""
    members = tuple(replace(each, hours=typed.get(each.worker, each.hours), wrong=wrong.get(each.worker, "")) for each in sheet.members)
    return replace(sheet, members=members)


def _shown(request: HttpRequest, door: Door, values: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Return the page; of a sheet with workers on it, that somebody saw them is kept."""
    today, sheet = clock.today(), values.get("sheet")
    days = [today - timedelta(days=back) for back in range(DAYS_BACK)]
    about = viewings.Page(Subject.SITE, values.get("site") or 0, viewings.LABOUR_DAYS, str(values.get("typed_day", "")))
    with viewings.noted(about, len(sheet.members) if sheet else 0, door.by, clock.now()):
        return door.shown("labour_days", status, {"days": days, "key": uuid4(), "back": door.index, **choosing(request, door.hander, values.get("site") or 0), **values})


def _key(request: HttpRequest) -> str:
    try:
        return str(UUID(request.POST.get("key", "")))
    except ValueError:
        raise Refused("这一页放得太久了。请重新打开再填") from None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 20 else 0
