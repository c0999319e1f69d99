"""What an employer sees of its cases: what was served on it, what follows from that, and what it handed in itself.

A case is its to see from the first paper served on it (``rights.told``). Of the rest it sees no more than its papers say:
not who complained (劳动保障监察条例 9, 广东省劳动保障监察条例 35), not what the office keeps for itself, and no step
that was taken in a paper which has not been served yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from hezhong.directory import authorised, mailbox, offices
from hezhong.directory.mailbox import Proof
from hezhong.engine import bundle, casefile, catalogue, core, files, papers, trail
from hezhong.engine.case_type import CaseType
from hezhong.engine.clock import Clock, clocks, due
from hezhong.engine.conditions import to_sql
from hezhong.engine.dossier import FIRMS, Dossier, Event
from hezhong.engine.loading import dossier_of
from hezhong.engine.models import Case, Paper, StoredFile
from hezhong.engine.offers import offered
from hezhong.engine.rights import Asker, right_to
from hezhong.engine.rows import SCHEMA
from hezhong.engine.views import CaseView, ClockView, Due, EventLine, FileLine, Tone
from hezhong.engine.vocabulary import Action, Document, Right
from hezhong.engine.worklist import due_words
from hezhong.law.book import LawBook

MOST = 200
"""Cases of one employer on its first page; who has more is shown the newest."""


@dataclass(frozen=True)
class Looks:
    """Who looks, on which day, under which law."""

    asker: Asker
    on: date
    book: LawBook


@dataclass(frozen=True)
class Owed:
    """Something the employer must or may do until a day, and under which article."""

    due: Due
    article: str


@dataclass(frozen=True)
class Notice:
    """A paper that was served on the employer. proof: of electronic service, None where it was served in another way.

    event: number of the event that made it out, of which ``document`` is the name.
    """

    id: UUID
    case: UUID
    event: int
    document: str
    title: str
    number: str
    served_on: date
    served_by: str
    proof: Proof | None

    @property
    def unread(self) -> bool:
        return self.proof is not None and self.proof.opened_at is None


@dataclass(frozen=True)
class FirmCase:
    """A case on the employer's pages. told: (label, words) of what was decided; notices: the newest first."""

    id: UUID
    number: str
    title: str
    office: str
    office_phone: str
    state: str
    closed_on: date | None
    owed: tuple[Owed, ...]
    notices: tuple[Notice, ...]
    told: tuple[tuple[str, str], ...]

    @property
    def unread(self) -> int:
        return sum(notice.unread for notice in self.notices)


@dataclass(frozen=True)
class FirmView:
    """A case's own page. actions: what may be done now; files, done: what the employer handed in and did here before."""

    case: FirmCase
    version: int
    case_type: str
    clocks: tuple[ClockView, ...]
    actions: tuple[Action, ...]
    files: tuple[FileLine, ...]
    done: tuple[EventLine, ...]


def cases(asker: Asker, on: date, book: LawBook) -> tuple[FirmCase, ...]:
    """Return the cases the asker may read for the employer: open ones by what is due next, then the closed ones."""
    rows = _rows(asker, on)
    if not rows:
        return ()
    served = Paper.objects.filter(case__in=[row.id for row in rows], party__in=asker.acts_for, stage=Paper.Stage.SERVED)
    notices = _notices(served.values(*PAPER))
    cores = bundle.cores_of(rows)
    found = [
        _case(row, dossier_of(row, core), [each for each in notices if each.case == row.id], Looks(asker, on, book))
        for row, core in zip(rows, cores, strict=True)
    ]
    return tuple(sorted(found, key=_nearest))


def view(case_id: UUID, asker: Asker, on: date, book: LawBook) -> FirmView:
    """Return a case for the employer. Raises NoSuchCase where it is not, or not yet, for its eyes."""
    read = casefile.read(case_id, asker, on, book)
    shown, whole = casefile.shown(read), read.dossier
    notices = _notices(row for row in read.all_papers if _was_served(row, asker))
    here = [notice for notice in notices if notice.case == case_id]
    then = known(whole, here)
    ours = _people(asker)
    acted = {event.number for event in whole.events if event.actor in ours}
    brought = {UUID(file["id"]) for file in read.all_files if file["submitted_by"] in ours}
    return FirmView(
        case=replace(_case(read.row, whole, here, Looks(asker, on, book)), notices=tuple(notices)),
        version=read.row.version,
        case_type=read.row.case_type,
        clocks=_clocks(shown, _running(then, asker)),
        actions=_open(offered(then, read.actor), offered(whole, read.actor), then),
        files=tuple(file for file in shown.files if file.id in brought),
        done=tuple(line for line in trail.events(whole, read.names) if line.number in acted),
    )


def step_of(view: FirmView, name: str) -> Action | None:
    """Return a step that an employer may take at some time, whether it is open now or not; None for any other name."""
    action: Action | None = catalogue.current().case_types[view.case_type].words(Action).get(name)
    return action if action and any(role.name in FIRMS for role in action.roles) else None


def paper_of(view: FirmView, paper: UUID, asker: Asker, at: Any) -> bytes | None:
    """Return the sealed bytes of a paper that was served on the employer, and keep that it was opened; else None."""
    if paper not in {notice.id for notice in view.case.notices}:
        return None
    for firm in asker.acts_for:
        mailbox.opened(paper, int(firm), int(asker.person), at)
    return papers.pdf(papers.get(paper))


def file_of(view: FirmView, file: UUID) -> files.Opened | None:
    """Return the clean copy of a file that the employer handed in, or None: there is none, or it is not its own."""
    if file not in {each.id for each in view.files}:
        return None
    return files.open_shown(StoredFile.objects.get(id=file))


def _was_served(row: Mapping[str, Any], asker: Asker) -> bool:
    """Whether a paper was served on the employer: addressed to it, final, and not only lying ready."""
    return row["stage"] == Paper.Stage.SERVED and row["party"] in asker.acts_for


def _people(asker: Asker) -> set[str]:
    """Return the mandates of all who ever stood for the employer: what one of them did, all of them see."""
    return {str(each) for firm in asker.acts_for for each in authorised.of_employer(int(firm))}


PAPER = ("id", "case_id", "event", "document", "title", "number", "served_on", "served_by")


def _notices(rows: Iterable[Mapping[str, Any]]) -> list[Notice]:
    """Return what was served, the newest first, with the proofs of electronic service in one query."""
    found = list(rows)
    proofs = mailbox.proofs(_id(row["id"]) for row in found)
    notices = [
        Notice(
            id=_id(row["id"]),
            case=_id(row["case_id"]),
            event=row["event"],
            document=row["document"],
            title=row["title"],
            number=row["number"],
            served_on=_day(row["served_on"]),
            served_by=row["served_by"],
            proof=proofs.get(_id(row["id"])),
        )
        for row in found
    ]
    return sorted(notices, key=lambda notice: (notice.served_on, notice.event), reverse=True)


def _id(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _nearest(case: FirmCase) -> tuple[bool, date, str]:
    days = [owed.due.on for owed in case.owed if owed.due.on]
    return case.closed_on is not None, min(days, default=date.max), case.number


def _rows(asker: Asker, on: date) -> list[Case]:
    text, values = to_sql(right_to(Right.READ, asker, on), SCHEMA)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT c.id FROM engine_case c WHERE {text} ORDER BY c.opened_on DESC LIMIT %s", [*values, MOST])
        ids = [case_id for (case_id,) in cursor.fetchall()]
    rows = Case.objects.select_related("matter").filter(id__in=ids)
    return list(rows.exclude(state=CaseType.annulled.name))  # its opening was struck out: it never was


def _case(row: Case, whole: Dossier[Any], here: Sequence[Notice], looks: Looks) -> FirmCase:
    dossier, office = known(whole, here), offices.office(row.office)
    return FirmCase(
        id=row.id,
        number=row.number,
        title=dossier.case_type.title,
        office=office.name,
        office_phone=office.phone,
        state=dossier.case_type.employer_words.get(dossier.state.name) or dossier.state.public or dossier.state.title,
        closed_on=row.closed_on if dossier.closed else None,
        owed=tuple(_owed(clock, looks) for clock in _running(dossier, looks.asker)),
        notices=tuple(here),
        told=told(whole, here),
    )


def known(whole: Dossier[Any], notices: Sequence[Notice]) -> Dossier[Any]:
    """Return the case as far as the employer knows it.

    A step that was taken in a paper to the employer is not known before that paper is served, and nothing after it.
    """
    last = max((notice.event for notice in notices), default=0)
    for event in whole.done:
        if event.number > last and event.action.target and _tells_firms(whole, event):
            return _as_it_stood(whole, event.number - 1)
    return whole


def told(whole: Dossier[Any], notices: Sequence[Notice]) -> tuple[tuple[str, str], ...]:
    """Return what the case type tells the employer of the facts, as they stood when its last served paper was made out."""
    if not notices:
        return ()
    then = _as_it_stood(whole, max(notice.event for notice in notices))
    return whole.case_type.tells_employer(then.facts, frozenset(notice.document for notice in notices))


def _as_it_stood(whole: Dossier[Any], event: int) -> Dossier[Any]:
    return core.refold(whole.case_type, whole.number, whole.opening, whole.events[:event])


def _tells_firms(whole: Dossier[Any], event: Event) -> bool:
    documents = whole.case_type.words(Document)
    return any(role.name in FIRMS for name in event.issues for role in documents[name].to)


def _running(dossier: Dossier[Any], asker: Asker) -> list[Clock]:
    """Return the running clocks of what this employer owes or may do."""
    mine = {"", *asker.acts_for}
    running = [clock for clock in clocks(dossier.events).values() if clock.running and clock.party in mine]
    return [clock for clock in running if clock.deadline.owed_by and clock.deadline.owed_by.name in FIRMS]


def _clocks(shown: CaseView, running: list[Clock]) -> tuple[ClockView, ...]:
    wanted = {(clock.deadline.name, clock.party) for clock in running}
    return tuple(each for each in shown.clocks if (each.clock.deadline.name, each.clock.party) in wanted and not each.met_on)


def _owed(clock: Clock, looks: Looks) -> Owed:
    calendar = looks.book.calendar
    last, title = due(clock, calendar), clock.limit.duty.title
    words = due_words(title, last, looks.on, calendar) if last else Due(title, None, None, Tone.CALM)
    return Owed(words, str(clock.limit.article))


def _open(known_of: list[Action], open_now: list[Action], dossier: Dossier[Any]) -> tuple[Action, ...]:
    """Return the steps an employer may take now and knows of; the procedure's own first, what ends something last."""
    own = set(dossier.case_type.own(Action).values())
    mine = [action for action in open_now if action in known_of and any(role.name in FIRMS for role in action.roles)]
    return tuple(sorted(mine, key=lambda action: (action not in own, action.grave)))
