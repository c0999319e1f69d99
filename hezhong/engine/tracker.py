"""What a worker sees of a matter, whichever procedure it is in: where it is, until when, one thing to do if any."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F

from hezhong.directory import offices, people, vault
from hezhong.engine import casefile, catalogue, files, words
from hezhong.engine.case_type import CaseType
from hezhong.engine.clock import guessed
from hezhong.engine.core import allowed
from hezhong.engine.dossier import Dossier
from hezhong.engine.drafts import normal
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.models import Case, MatterRow, Party, StoredFile
from hezhong.engine.rights import Asker
from hezhong.engine.views import ClockView, Stage, TrackerView
from hezhong.engine.vocabulary import Action, Right, State
from hezhong.kernel.dates import spoken
from hezhong.law.book import LawBook


@dataclass(frozen=True)
class Follower:
    """Somebody who has shown query code and phone: a party of the matter."""

    matter: UUID
    person: int

    @property
    def asker(self) -> Asker:
        return Asker(str(self.person))


def recognise(code: str, phone: str) -> Follower | None:
    """Return who follows the matter of this query code with this phone, or None when they do not belong together."""
    matter = MatterRow.objects.filter(code=vault.index(normal(code), "query_code")).first()
    if matter is None:
        return None
    person = people.with_phone(_contacts(matter.id), phone)
    return Follower(matter.id, person) if person else None


def _contacts(matter: UUID) -> set[int | None]:
    """Return how the people who take part in a matter's cases said to be reached, each in its own filing."""
    parties = Party.objects.filter(case__matter=matter, kind="person", contact__isnull=False)
    parties = parties.exclude(case__state=CaseType.annulled.name)  # its opening was struck out: it never was
    return set(parties.values_list("contact", flat=True))


def recognise_case(case_id: UUID, phone: str) -> Follower | None:
    """Return who follows the matter of a case with this phone, or None."""
    row = Case.objects.select_related("matter").filter(id=case_id).first()
    person = people.with_phone(_contacts(row.matter_id), phone) if row else None
    return Follower(row.matter_id, person) if row and person else None


def filer_of(case_id: UUID) -> Follower:
    """Return the worker who filed this case, for the browser in which that was done."""
    row = Case.objects.select_related("matter").get(id=case_id)
    return Follower(row.matter_id, int(row.matter.data["workers"][0]))


def latest_case(matter: UUID) -> UUID | None:
    """Return the case in which the matter is handled now: the newest open one, else the newest; none that stands beside."""
    rows = Case.objects.filter(matter=matter).exclude(case_type__in=catalogue.current().beside)
    rows = rows.order_by("closed_on", "-opened_on", "-recorded_at")
    ended = rows.order_by("-closed_on", F("parent").desc(nulls_last=True))  # on one day: what was opened ends after its opener
    newest = rows.filter(closed_on=None).first() or ended.first()
    return newest.id if newest else None


def latest_case_beside(case_id: UUID) -> UUID | None:
    """Return the case in which the matter of this case is handled now."""
    row = Case.objects.only("matter_id").filter(id=case_id).first()
    return latest_case(row.matter_id) if row else None


def view(follower: Follower, on: date, book: LawBook) -> TrackerView:
    """Return the tracker's page. Raises NoSuchCase."""
    case_id = latest_case(follower.matter)
    if case_id is None:
        raise NoSuchCase("没有找到这个事项")
    read = casefile.read(case_id, follower.asker, on, book)
    case = casefile.shown(read)
    code = vault.open_sealed(bytes(read.row.matter.sealed_code or b""), f"engine_matter.code:{read.row.matter_id}")
    actions = _mine(read)
    to_do, clock = _to_do(actions, read), _office_clock(case.clocks)
    return TrackerView(
        number=case.number,
        code=code,
        service=case.type_title,
        headline=case.state_public,
        to_do=to_do,
        stages=tuple(_stages(read)),
        clock=clock,
        guessed=guessed(clock.clock, book.calendar) if clock else (),
        papers=tuple(paper for paper in case.papers if paper.stage in ("sealed", "posted", "served") and _for(paper, read)),
        actions=actions,
        office=case.office,
        office_phone=offices.office(read.row.office).phone,
        case_id=case.id,
        case_type=case.type_code,
        version=case.version,
        asked=_asked(read) if to_do else (),
        files=tuple(file for file in case.files if file.id in _handed_in(read)),
        closed_on=case.closed_on,
        told_in_writing=_told_in_writing(read.dossier),
    )


def _told_in_writing(dossier: Dossier[Any]) -> bool:
    """Return whether the step that closed the case gave out a paper; somebody's own withdrawal does not."""
    ends = dossier.case_type.ends_in
    ending = [event for event in dossier.done if event.action.target and ends(event.action.target)]
    return bool(ending and ending[-1].issues)


def file_of(follower: Follower, view: TrackerView, file_id: UUID) -> files.Opened | None:
    """Return the clean copy of a file that this person handed in, or None: there is none, or it is not theirs."""
    if file_id not in {file.id for file in view.files}:
        return None
    return files.open_shown(StoredFile.objects.get(id=file_id))


def step_of(view: TrackerView, name: str) -> Action | None:
    """Return a step that parties may take at some time, whether it is open now or not; None for any other name."""
    case_type = catalogue.current().case_types[view.case_type]
    action: Action | None = case_type.words(Action).get(name)
    return action if action and any(role.right is Right.SUBMIT for role in action.roles) else None


def _mine(read: casefile.Read) -> tuple[Action, ...]:
    """Return what a party may do now; the procedure's own steps first."""
    own = set(read.dossier.case_type.own(Action).values())
    parties = [a for a in allowed(read.dossier, read.actor) if any(role.right is Right.SUBMIT for role in a.roles)]
    if any(action in own and not action.grave for action in parties):
        parties = [action for action in parties if action in own]  # not two buttons for papers side by side
    return tuple(sorted(parties, key=lambda action: (action not in own, action.grave)))


def _to_do(actions: tuple[Action, ...], read: casefile.Read) -> str:
    """Return the one thing to do: a step of the procedure that is the person's to take and ends nothing."""
    own = set(read.dossier.case_type.own(Action).values())
    wanted = next((action for action in actions if action in own and not action.grave), None)
    return wanted.title if wanted else ""


def _asked(read: casefile.Read) -> tuple[tuple[str, str], ...]:
    """Return what was filled in when the case came to where it is: what is missing, and until when."""
    came, before = None, None
    for event in read.dossier.done:
        if event.state is not before:
            came, before = event, event.state
    return tuple((label, said) for _, label, said in words.lines(came.given, read.names)) if came else ()


def _handed_in(read: casefile.Read) -> set[UUID]:
    return {UUID(file["id"]) for file in read.all_files if file["submitted_by"] == read.asker.person}


def _office_clock(clocks: tuple[ClockView, ...]) -> ClockView | None:
    return next((clock for clock in clocks if clock.met_on is None), None)


def _for(paper: Any, read: casefile.Read) -> bool:
    """A paper is shown to whom it is addressed."""
    rows = {UUID(row["id"]): row for row in read.all_papers}
    return bool(rows[paper.id]["party"] == read.asker.person)


def _stages(read: casefile.Read) -> list[Stage]:
    """Return the declared stages as done, skipped, now and next. Those without states are done once the case is there."""
    stages = read.dossier.case_type.stages
    now = next((n for n, (_, states) in enumerate(stages) if read.dossier.state in states), len(stages) - 1)
    filed = spoken(read.dossier.filed_on)
    office = offices.office(read.row.office).name
    notes = {0: filed, 1: office, now: read.dossier.state.public}
    been = {event.state for event in read.dossier.done}

    def standing(n: int, states: tuple[State, ...]) -> str:
        if n < now:
            return "done" if not states or been & set(states) else "skipped"
        return "next" if n > now else "done" if read.dossier.closed else "now"

    return [Stage(title, notes.get(n, ""), standing(n, states)) for n, (title, states) in enumerate(stages)]


def flow_of(case_type: str) -> str:
    """Return the code of the flow that opens this case type, '' when the public cannot."""
    flows = catalogue.current().flows.values()
    return next((flow.code for flow in flows if flow.case_type == case_type), "")
