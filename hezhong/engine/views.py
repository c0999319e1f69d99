"""What the desk and the public pages are shown of a case: plain values, ready to be printed.

Filled by ``casefile``, ``worklist`` and ``tracker``; pages add no decision to them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from hezhong.engine.clock import Clock
from hezhong.engine.vocabulary import Action, Role
from hezhong.kernel.dates import Square
from hezhong.kernel.local_time import local_day
from hezhong.law.model import Step


class Tone(StrEnum):
    """How near a due day is. The label is the band's heading on the worklist."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    CALM = "calm"

    @property
    def label(self) -> str:
        return {"late": "已逾期", "today": "今天到期", "soon": "三个工作日内", "calm": "以后"}[self.value]


@dataclass(frozen=True)
class Due:
    """A due day in words. ``left``: working days from today, negative when late; None while the clock stands still."""

    title: str
    on: date | None
    left: int | None
    tone: Tone

    @property
    def words(self) -> str:
        """Return 剩 2 个工作日, 今天到期, 超 1 个工作日 or 计时中止."""
        if self.left is None:
            return "计时中止"
        if self.left < 0:
            return f"超 {-self.left} 个工作日"
        return "今天到期" if self.left == 0 else f"剩 {self.left} 个工作日"


@dataclass(frozen=True)
class WorklistRow:
    """One case of a list. waits: what the office waits for while nothing is due."""

    id: UUID
    number: str
    employer: str
    people: str
    about: str
    place: str
    state: str
    amount: Decimal | None
    due: Due | None
    assignee: str
    case_type: str
    waits: str = ""


@dataclass(frozen=True)
class Band:
    tone: Tone
    rows: tuple[WorklistRow, ...]


@dataclass(frozen=True)
class WorklistPage:
    """One page of a list. counts: tone -> number, capped. after: key of the next page, '' on the last."""

    bands: tuple[Band, ...]
    counts: dict[Tone, int]
    total: int
    capped: bool
    after: str


@dataclass(frozen=True)
class PartyLine:
    role: str
    name: str
    below: str
    phone: str
    note: str


@dataclass(frozen=True)
class ItemLine:
    title: str
    months: str
    claimed: Decimal | None
    found: Decimal | None
    status: str


@dataclass(frozen=True)
class PaperLine:
    """One document to one addressee. ``stage``: draft, signed_off, numbered, sealed, posted, served.

    tried: attempts to serve it that failed; remaining: what may be tried next. receipts: (file, title) of its services.
    """

    id: UUID
    title: str
    stage: str
    stage_title: str
    number: str
    served: str
    addressee: str
    may: tuple[str, ...] = ()  # what the asker may do next: sign_off, serve
    tried: tuple[str, ...] = ()
    remaining: str = ""
    receipts: tuple[tuple[UUID, str], ...] = ()
    document: str = ""
    goes_out: bool = False  # it is final and has an addressee: a receipt and a label can be printed for it
    origin: str = ""  # number of the case it was issued in, where that is the one before this


@dataclass(frozen=True)
class FileLine:
    id: UUID
    title: str
    by: str
    size: str
    on: date
    checked: str  # 已检查, 未扫描
    kind: str = ""  # media type
    shown: bool = False  # there is a cleaned copy that a browser may show
    origin: str = ""  # number of the case it was brought to, where that is the one before this

    @property
    def picture(self) -> bool:
        return self.shown and self.kind.startswith("image/")


@dataclass(frozen=True)
class EventLine:
    """One line of the trail. ``happened`` differs from ``recorded`` when paper was typed in later."""

    number: int
    title: str
    says: str
    by: str
    article: str
    happened_on: date
    recorded_at: datetime
    struck: bool = False

    @property
    def backdated(self) -> bool:
        return self.happened_on != local_day(self.recorded_at)


@dataclass(frozen=True)
class ClockView:
    """One deadline with its picture and its sentences. ``title``: the duty; ``rivals``: law that was not applied, and why."""

    title: str
    owed_by: str
    clock: Clock
    squares: tuple[Square, ...]
    steps: tuple[Step, ...]
    due: Due
    met_on: date | None
    article: str
    period: str
    promised_on: date | None = None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True)
class ApprovalLine:
    who: str
    role: str
    opinion: str
    at: datetime | None
    stage: str  # done, now, next


@dataclass(frozen=True)
class ApprovalView:
    """An action that waits for signatures. ``mine``: the asker may sign now."""

    action: str
    title: str
    lines: tuple[ApprovalLine, ...]
    mine: bool
    given: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LinkLine:
    title: str
    below: str
    url_id: UUID | None


@dataclass(frozen=True)
class MemberLine:
    """A case that another leads. ``open``: it can still be acted on here."""

    id: UUID
    number: str
    who: str
    state: str
    version: int
    open: bool
    waits: frozenset[str] = frozenset()  # the actions that wait for a signature and say the same as the lead's
    elected: bool = False  # chosen to represent the others
    amount: Decimal = Decimal(0)  # claimed, CNY


@dataclass(frozen=True)
class NoteLine:
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ActionChoice:
    """An action the asker may do now. ``article`` and ``papers`` stand on top of its form."""

    action: Action
    primary: bool
    article: str
    papers: tuple[str, ...]
    signed_by: tuple[Role, ...]
    disabled: str = ""  # why not now, though the role would allow it


@dataclass(frozen=True)
class CaseView:
    """Everything of one case page."""

    id: UUID
    number: str
    type_code: str
    type_title: str
    about: str
    state: str
    state_public: str
    office: str
    place: str
    assignee: str
    opened_on: date
    closed_on: date | None
    sealed: bool
    version: int
    people: int
    next_due: Due | None
    facts: tuple[tuple[str, str, str], ...]  # group, label, words
    parties: tuple[PartyLine, ...]
    items: tuple[ItemLine, ...]
    clocks: tuple[ClockView, ...]
    papers: tuple[PaperLine, ...]
    files: tuple[FileLine, ...]
    events: tuple[EventLine, ...]
    approvals: tuple[ApprovalView, ...]
    actions: tuple[ActionChoice, ...]
    links: tuple[LinkLine, ...]
    notes: tuple[NoteLine, ...]
    appointments: tuple[tuple[str, str], ...] = ()
    members: tuple[MemberLine, ...] = ()  # of the collective case that this one leads
    lead: LinkLine | None = None
    waits: str = ""  # what the office waits for while nothing is due
    handled: bool = False  # the asker handles this case
    raw: Any = None  # the dossier, for tests and the API; never for templates


@dataclass(frozen=True)
class Stage:
    """A step of the public tracker. ``state``: done, skipped, now, next."""

    title: str
    note: str
    state: str


@dataclass(frozen=True)
class TrackerView:
    """What a worker sees of a matter: where it is, until when, what to do if anything.

    asked: (label, words) of what the office wants, while there is something to do. files: what the worker handed in.
    """

    number: str
    code: str
    service: str
    headline: str
    to_do: str  # '' means: you need not do anything now
    stages: tuple[Stage, ...]
    clock: ClockView | None
    papers: tuple[PaperLine, ...]
    actions: tuple[Action, ...]
    office: str
    office_phone: str
    case_id: UUID
    case_type: str
    version: int
    asked: tuple[tuple[str, str], ...] = ()
    files: tuple[FileLine, ...] = ()
    told_in_writing: bool = False  # a paper of the step that closed the case says what can still be done
    guessed: tuple[int, ...] = ()  # years whose days off nobody has announced: the due day is provisional
    closed_on: date | None = None
