"""The papers of a case as lines for a page: where each stands, how it was served, what was tried, what is next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from hezhong.engine import serving
from hezhong.engine.case_type import Service
from hezhong.engine.dossier import Actor, Dossier, Event
from hezhong.engine.models import Paper
from hezhong.engine.roles import BY_NAME, FILE
from hezhong.engine.serving import DUTIES, Method
from hezhong.engine.views import PaperLine
from hezhong.kernel.dates import spoken
from hezhong.law.book import LawBook
from hezhong.law.model import NotInForce

STAGES = {stage.value: stage.label for stage in Paper.Stage}
POSTED, POSTED_TITLE = "posted", "送达中"
NEXT = {Paper.Stage.DRAFT: ("sign_off",), Paper.Stage.SEALED: ("serve",), POSTED: ("serve",)}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Seen:
    """A case whose papers are shown, to whom, and on which day."""

    dossier: Dossier[Any]
    actor: Actor
    names: Mapping[str, str]
    files: Sequence[Row]
    on: date
    book: LawBook


def line(row: Row, seen: Seen) -> PaperLine:
    """Return one paper as a line, with what the asker may do next."""
    carries = bool(seen.actor.roles & seen.dossier.case_type.carriers(row["document"]))
    kept = row["role"] == FILE.name and row["stage"] == Paper.Stage.SEALED  # in the file: there is nobody to serve
    stage = _stage(row, seen.on)
    attempts = list(_attempts(row, seen.dossier))
    failed = [event for event in attempts if not event.given.delivered]
    waits = stage == Paper.Stage.SEALED and failed
    return PaperLine(
        id=UUID(row["id"]),
        title=row["title"],
        stage=stage,
        stage_title=POSTED_TITLE if stage == POSTED else STAGES[stage],
        number=row["number"],
        served=_served(row, attempts, seen),
        addressee=seen.names.get(row["party"], BY_NAME[row["role"]].title),
        may=NEXT.get(stage, ()) if carries and not kept else (),
        tried=tuple(f"{spoken(event.happened_on)}{event.given.method}，{event.given.result}" for event in failed),
        remaining=serving.remaining(failed[-1].given.result) if waits else "",
        receipts=tuple(_receipts(attempts, seen)),
        document=row["document"],
        goes_out=row["role"] != FILE.name and stage not in (Paper.Stage.DRAFT, Paper.Stage.VOID),
    )


def _stage(row: Row, on: date) -> str:
    """Return the stage of that day: a paper whose notice still runs is on its way."""
    ahead = row["stage"] == Paper.Stage.SERVED and row["served_on"] and date.fromisoformat(row["served_on"]) > on
    return POSTED if ahead else str(row["stage"])


def _attempts(row: Row, dossier: Dossier[Any]) -> Iterator[Event]:
    """Yield the standing attempts to serve this copy, in their order."""
    for event in dossier.done:
        given = event.given
        if not isinstance(given, Service) or event.number <= row["event"]:
            continue
        if (given.document, given.on, given.party) == (row["document"], row["role"], row["party"]):
            yield event


def _served(row: Row, attempts: Sequence[Event], seen: Seen) -> str:
    if not row["served_on"]:
        return ""
    on = date.fromisoformat(row["served_on"])
    event = next((each for each in attempts if each.number == row["served_event"]), None)
    if row["posted_on"] and event and event.given.method is Method.NOTICE:
        posted_on = date.fromisoformat(row["posted_on"])
        return serving.posted(event.given, posted_on, on, _article(event, seen))
    return f"{spoken(on)} {row['served_by']}"


def _filed_with(event: Event, dossier: Dossier[Any]) -> Service:
    """Return the record that has the receipt of this one: its own, or the one before it that shared the sheet."""
    given: Service = event.given
    if not given.receipt_with:
        return given
    wanted = (given.receipt_with, given.on, given.party)
    before = [each.given for each in dossier.done if each.number < event.number and isinstance(each.given, Service)]
    return next((each for each in reversed(before) if (each.document, each.on, each.party) == wanted), given)


def _article(event: Event, seen: Seen) -> str:
    """Return the article that gives the notice its period, as it stood on the day of posting."""
    try:
        limit = seen.book.limit(DUTIES[event.given.notice], seen.dossier.matter.place, event.happened_on)
    except NotInForce:
        return ""
    return str(limit.article)


def _receipts(attempts: Sequence[Event], seen: Seen) -> Iterator[tuple[UUID, str]]:
    """Yield the signed receipts, photographs and recordings that came with the attempts, or with one on the same sheet."""
    brought = {str(each) for event in attempts for each in _filed_with(event, seen.dossier).receipt.files}
    for file in seen.files:
        if file["id"] in brought:
            yield UUID(file["id"]), file["title"]
