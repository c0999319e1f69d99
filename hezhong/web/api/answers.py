"""What the API answers: small dataclasses over the engine's views; the schema is made from them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from hezhong.engine.case_type import CaseType
from hezhong.engine.plain import as_plain
from hezhong.engine.store import Done
from hezhong.engine.views import ActionChoice, CaseView, ClockView, Tone, WorklistPage, WorklistRow
from hezhong.engine.vocabulary import Action, State
from hezhong.web.api import inputs
from hezhong.web.desk.choosing import NOT_ON_A_CASE, asked_of


@dataclass(frozen=True)
class Trouble:
    """Why something was not done. article: the rule it rests on. fields: field -> what to put right."""

    message: str
    article: str | None = None
    fields: dict[str, str] | None = None


@dataclass(frozen=True)
class StateAnswer:
    name: str
    title: str
    closed: bool


@dataclass(frozen=True)
class ActionAnswer:
    """An action as declared. ``input``: JSON schema of ``given``."""

    name: str
    title: str
    states: list[str]
    target: str | None
    by: list[str]
    signed_by: list[str]
    issues: list[str]
    article: str
    grave: bool
    input: dict[str, Any]

    @classmethod
    def of(cls, action: Action) -> "ActionAnswer":
        return cls(
            action.name,
            action.title,
            [state.name for state in action.sources],
            action.target.name if action.target else None,
            [role.name for role in action.roles],
            [role.name for role in action.signed_by],
            [document.title for document in action.issues],
            str(action.cites or ""),
            action.grave,
            inputs.schema(asked_of(action).given),
        )


@dataclass(frozen=True)
class CaseTypeAnswer:
    code: str
    title: str
    states: list[StateAnswer]
    actions: list[ActionAnswer]

    @classmethod
    def of(cls, case_type: type[CaseType]) -> "CaseTypeAnswer":
        states = [StateAnswer(n, s.title, case_type.ends_in(s)) for n, s in case_type.words(State).items()]
        actions = [ActionAnswer.of(action) for action in case_type.words(Action).values() if pressed(action)]
        return cls(case_type.code, case_type.title, states, actions)


def pressed(action: Action) -> bool:
    """Return whether anybody but the engine itself does this action, and in one case."""
    return action.name not in NOT_ON_A_CASE and any(role.right is not None for role in action.roles)


@dataclass(frozen=True)
class ChoiceAnswer:
    """An action the asker may do now."""

    name: str
    title: str
    primary: bool
    article: str
    papers: list[str]
    signed_by: list[str]
    input: dict[str, Any]

    @classmethod
    def of(cls, choice: ActionChoice) -> "ChoiceAnswer":
        action = choice.action
        signers, asks = [role.name for role in choice.signed_by], inputs.schema(asked_of(action).given)
        return cls(action.name, action.title, choice.primary, choice.article, list(choice.papers), signers, asks)


@dataclass(frozen=True)
class RowAnswer:
    id: UUID
    number: str
    case_type: str
    state: str
    employer: str
    people: str
    about: str
    place: str
    amount: Decimal | None
    duty: str
    due: date | None
    working_days_left: int | None
    assignee: str

    @classmethod
    def of(cls, row: WorklistRow) -> "RowAnswer":
        due = row.due
        words = (due.title, due.on, due.left) if due else ("", None, None)
        about = (row.employer, row.people, row.about, row.place)
        return cls(row.id, row.number, row.case_type, row.state, *about, row.amount, *words, row.assignee)


@dataclass(frozen=True)
class ListAnswer:
    """A page of the worklist. after: key of the next page, '' on the last. counts: by how near the due day is."""

    rows: list[RowAnswer]
    counts: dict[str, int]
    total: int
    capped: bool
    after: str

    @classmethod
    def of(cls, page: WorklistPage) -> "ListAnswer":
        rows = [RowAnswer.of(row) for band in page.bands for row in band.rows]
        counts = {tone.value: page.counts[tone] for tone in Tone}
        return cls(rows, counts, page.total, page.capped, page.after)


@dataclass(frozen=True)
class PartyAnswer:
    role: str
    name: str
    phone: str


@dataclass(frozen=True)
class ClockAnswer:
    """A deadline. due: None while it stands still. steps: how the day was found."""

    title: str
    owed_by: str
    period: str
    article: str
    since: date
    due: date | None
    met_on: date | None
    steps: list[str]

    @classmethod
    def of(cls, view: ClockView) -> "ClockAnswer":
        steps = [str(step) for step in view.steps]
        days = (view.clock.start, view.due.on, view.met_on)
        return cls(view.title, view.owed_by, view.period, view.article, *days, steps)


@dataclass(frozen=True)
class PaperAnswer:
    id: UUID
    title: str
    stage: str
    number: str
    addressee: str
    served: str


@dataclass(frozen=True)
class EventAnswer:
    number: int
    title: str
    says: str
    by: str
    happened_on: date
    recorded_at: datetime
    struck: bool


@dataclass(frozen=True)
class CaseAnswer:
    """A case. facts: as the trail keeps them. version: for If-Match."""

    id: UUID
    number: str
    case_type: str
    state: str
    state_title: str
    office: str
    place: str
    about: str
    assignee: str
    people: int
    opened_on: date
    closed_on: date | None
    version: int
    facts: dict[str, Any]
    parties: list[PartyAnswer]
    clocks: list[ClockAnswer]
    papers: list[PaperAnswer]
    events: list[EventAnswer]
    actions: list[str]

    @classmethod
    def of(cls, view: CaseView) -> "CaseAnswer":
        return cls(
            id=view.id,
            number=view.number,
            case_type=view.type_code,
            state=view.raw.state.name,
            state_title=view.state,
            office=view.office,
            place=view.place,
            about=view.about,
            assignee=view.assignee,
            people=view.people,
            opened_on=view.opened_on,
            closed_on=view.closed_on,
            version=view.version,
            facts=as_plain(view.raw.facts),
            parties=[PartyAnswer(party.role, party.name, party.phone) for party in view.parties],
            clocks=[ClockAnswer.of(clock) for clock in view.clocks],
            papers=[PaperAnswer(p.id, p.title, p.stage, p.number, p.addressee, p.served) for p in view.papers],
            events=[
                EventAnswer(e.number, e.title, e.says, e.by, e.happened_on, e.recorded_at, e.struck)
                for e in view.events
            ],
            actions=[choice.action.name for choice in view.actions],
        )


@dataclass(frozen=True)
class DoneAnswer:
    """What was done. ``proposed``: others must sign first."""

    case: UUID
    number: str
    event: int
    state: str
    proposed: bool

    @classmethod
    def of(cls, done: Done) -> "DoneAnswer":
        return cls(done.case_id, done.number, done.event, done.state, done.proposed)


@dataclass(frozen=True)
class FileAnswer:
    """A file that may be named in the next action of the same session."""

    id: UUID
    title: str
    size: int
    checked: str
