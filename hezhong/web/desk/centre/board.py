"""The part of a screen that moves: numbers of warnings, the red list, what is overdue, the last steps. Drawn once for all who see the same.

The same words stand in the page when it is opened and in what the stream of the region sends (``web.places``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime

from hezhong.directory import regions
from hezhong.early_warning import watching
from hezhong.early_warning.vocabulary import Grade
from hezhong.engine import figures, foremost
from hezhong.engine.conditions import both
from hezhong.engine.dossier import Moment
from hezhong.engine.foremost import Foremost, Order
from hezhong.engine.rights import Asker
from hezhong.indicators import reckoning
from hezhong.indicators.reckoning import Row
from hezhong.indicators.vocabulary import LONG, Today, reach
from hezhong.kernel.dates import ONE_DAY
from hezhong.web.desk.centre import tiles
from hezhong.web.desk.figure_words import shown

FIRST = ("warnings_open", "warnings_red", "warnings_due_today", "warnings_overdue", "", "warnings_closed_in_a_month")
"""The six large numbers; '' stands for what is owed less since."""
RED, LATE = "warnings_red", "warnings_overdue"
ROWS, STEPS = 7, 12
BY_THE_RUN = ("opened", "note_ledger", "clear", *(f"grade_{grade.code}" for grade in Grade))
"""What the run does in the case of a warning: the warning's own step says it already."""
WARNING = "/desk/warnings/"
TEMPLATE, WALL_TEMPLATE = "desk/centre/board.html", "desk/centre/wall_board.html"


@dataclass(frozen=True)
class Line:
    """One step of the feed. tag: a word; tone: class of its colour. words name the subject, bare do not. address: of the warning or the case."""

    at: datetime
    tag: str
    tone: str
    words: str
    bare: str
    people: int
    yuan: Decimal | None
    address: str
    today: bool


@dataclass(frozen=True)
class Listed:
    """A case of the red list or of what is overdue. address: of the warning where the case names it, else of the case.

    bare: its title where that names nobody, for walls.
    """

    case: Foremost
    title: str
    bare: str
    subject: str
    place: str
    owed: Decimal | None
    address: str


def drawn(asker: Asker, code: str, moment: Moment, template: str = TEMPLATE) -> str:
    """Return the part as HTML, over what this asker may read; nothing of whoever asks stands in it. WALL_TEMPLATE: without names and links."""
    return render_to_string(template, told(asker, code, moment))


def told(asker: Asker, code: str, moment: Moment, row: Row | None = None) -> Mapping[str, Any]:
    """Return what the template shows. row: the figures of the region, where they are reckoned already."""
    today = Today(moment.happened_on, moment.calendar)
    if row is None:
        wanted = [each for each in reckoning.indicators() if each.code in FIRST]
        row = reckoning.of_region(asker, code, today, wanted, reach(today))
    fen = watching.paid_fen(asker, code, today.on - LONG * ONE_DAY, today.on)
    return {
        "numbers": [tiles.of_figure(row, row.figure(each), moment) if each else tiles.of_paid(code, fen) for each in FIRST],
        "red": shown(row, row.figure(RED)),
        "red_list": _listed(asker, row, RED, Order.OWED, today, to_warning=True),
        "late": shown(row, row.figure(LATE)),
        "late_list": _listed(asker, row, LATE, Order.DUE, today),
        "feed": feed(asker, code, moment),
        "run": watching.last_run(),
        "as_of": moment.recorded_at,
        "demo": settings.HEZHONG_DEMO,
    }


def _listed(asker: Asker, row: Row, code: str, order: Order, today: Today, *, to_warning: bool = False) -> list[Listed]:
    cases = both(reckoning.here(row.code), row.figure(code).indicator.cases(today))
    found = foremost.first(asker, cases, order, today.on, today.calendar, ROWS)
    return [_line(each, f"{WARNING}{each.facts['warning']}/" if to_warning and each.facts.get("warning") else "") for each in found]


def _line(each: Foremost, address: str) -> Listed:
    facts = each.facts
    owed = Decimal(facts["owed"]) if facts.get("owed") else None
    title, subject = facts.get("title") or each.about, facts.get("subject") or each.number
    return Listed(each, title, facts.get("title") or "", subject, regions.full_name(each.place), owed or None, address or reverse("case", args=[each.id]))


def feed(asker: Asker, code: str, moment: Moment) -> list[Line]:
    """Return the last steps of warnings and of cases in a region, newest first."""
    on = moment.happened_on
    lines = [_of_warning(step, moment) for step in watching.latest(asker, code, on, STEPS)]
    since = moment.recorded_at - watching.BEHIND
    happened = figures.lately(asker, reckoning.here(code), on, since, 2 * STEPS)
    lines += [_of_case(each, moment) for each in happened if not (each.code == "warning_response" and each.action in BY_THE_RUN)]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:STEPS]


def _of_warning(step: watching.Step, moment: Moment) -> Line:
    told = step.warning
    over = step.kind in ("gone", "ended")
    end = "" if step.kind == "raised" else f"：{step.word}"
    words, bare = f"{regions.code_name(told.place)} {told.subject} {told.title}{end}", f"{regions.code_name(told.place)} {told.title}{end}"
    tag, tone = ("消失" if step.kind == "gone" else "办结", "ok") if over else (told.grade.title, f"g-{int(told.grade)}")
    return Line(step.at, tag, tone, words, bare, told.people, told.yuan or None, f"{WARNING}{told.id}/", _is_today(step.at, moment))


def _of_case(each: figures.Happened, moment: Moment) -> Line:
    words = f"{regions.code_name(each.place)} {each.case_type}"
    people = each.people if each.people > 1 else 0
    return Line(each.at, each.title, "step", words, words, people, each.amount, reverse("case", args=[each.case_id]), _is_today(each.at, moment))


def _is_today(at: datetime, moment: Moment) -> bool:
    return localtime(at).date() == moment.happened_on
