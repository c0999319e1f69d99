"""One page for a roster, at the desk and in the tracker alike: hand it in, see it checked, file it whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from hezhong.engine import roster
from hezhong.engine.core import Refused
from hezhong.engine.rights import Asker
from hezhong.engine.roster import Kept
from hezhong.engine.roster_sheet import MOST_BYTES, BadSheet
from hezhong.kernel.identity import BadIdentity
from hezhong.web import clock, roster_files

SESSION = "rosters"
FAULTS_SHOWN = 100
ROWS_SHOWN = 20
WRONG = (Refused, BadIdentity, BadSheet)


@dataclass(frozen=True)
class Desk:
    """Whose page it is. here: its address; officer: who types people in, '' for one of the workers; shown: draws it."""

    case_id: UUID
    asker: Asker
    here: str
    officer: str
    shown: Callable[..., HttpResponse]


def answer(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return what this request asks for; a second press files nothing."""
    if request.method == "GET":
        if "template" in request.GET:
            return roster_files.empty(roster.columns_of(desk.case_id))
        kept = _kept(request, desk)
        if "marked" in request.GET and kept is not None:
            return roster_files.marked(kept.columns, kept.result.lines)
        return _shown(desk, kept)
    try:
        if "again" in request.POST:
            _remember(request, desk, "")
        elif "file" in request.POST:
            roster.file(desk.case_id, _code(request, desk), desk.asker, clock.moment(), desk.officer)
        else:
            _take(request, desk)
    except WRONG as wrong:
        return _shown(desk, _kept(request, desk), str(wrong), 422)
    return redirect(desk.here)


def _take(request: HttpRequest, desk: Desk) -> None:
    """Keep the workbook that was sent. Raises BadSheet, Refused; what was kept before stays then."""
    upload = request.FILES.get("roster")
    if upload is None:
        raise BadSheet("请先选填好的名册文件")
    if (upload.size or 0) > MOST_BYTES:
        raise BadSheet(f"文件超过 {MOST_BYTES // 1024 // 1024} 兆。名册里只要文字，请删掉图片再上传")
    _remember(request, desk, roster.keep(desk.case_id, upload.name or "", upload.read(), clock.moment()))


def _code(request: HttpRequest, desk: Desk) -> str:
    return str(request.session.get(SESSION, {}).get(str(desk.case_id), ""))


def _remember(request: HttpRequest, desk: Desk, code: str) -> None:
    request.session[SESSION] = {**request.session.get(SESSION, {}), str(desk.case_id): code}


def _kept(request: HttpRequest, desk: Desk) -> Kept | None:
    try:
        return roster.kept(desk.case_id, _code(request, desk), clock.moment())
    except Refused:
        return None


def _shown(desk: Desk, kept: Kept | None, error: str = "", status: int = 200) -> HttpResponse:
    values: dict[str, Any] = {"kept": kept, "error": error, "here": desk.here}
    if kept is not None:
        faults = kept.result.faults
        values |= {"faults": faults[:FAULTS_SHOWN], "more_faults": max(len(faults) - FAULTS_SHOWN, 0)}
        values |= {"rows": _rows(kept), "more_rows": max(len(kept.result.lines) - ROWS_SHOWN, 0)}
        values["wrong_rows"] = len({row for row, _, _ in faults})
    response = desk.shown(status, values)
    response["Cache-Control"] = "no-store"
    return response


def _rows(kept: Kept) -> list[tuple[int, list[str]]]:
    """Return the first rows as typed, numbers masked but for their ends."""
    return [
        (line.typed.number, [_masked(column.title, line.typed.cells.get(column.title, "")) for column in kept.columns])
        for line in kept.result.lines[:ROWS_SHOWN]
    ]


def _masked(title: str, text: str) -> str:
    if title == "身份证号码" and len(text) > 10:
        return f"{text[:6]}********{text[-4:]}"
    return f"{text[:3]}****{text[-4:]}" if title == "手机号" and len(text) > 7 else text
