"""The case page: everything of one case as plain values, in four queries and the three of the asker.

One query brings the row with its matter, one all that lies around it, two the names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from hezhong.directory import naming, offices, people, regions
from hezhong.engine import bundle, catalogue, offers, paper_lines, trail, words
from hezhong.engine.bundle import Around
from hezhong.engine.case_type import Assignment, CaseType, Recusal
from hezhong.engine.clock import Clock, clocks, due, explain, promised, ribbon
from hezhong.engine.dossier import Actor, Dossier, Moment
from hezhong.engine.loading import NoSuchCase, dossier_of
from hezhong.engine.models import NEVER_DUE, Case
from hezhong.engine.rights import Asker, may, roles_in
from hezhong.engine.roles import HANDLERS, PARTIES
from hezhong.engine.rows import as_mapping
from hezhong.engine.views import (
    ActionChoice,
    CaseView,
    ClockView,
    Due,
    FileLine,
    ItemLine,
    LinkLine,
    MemberLine,
    NoteLine,
    PaperLine,
    PartyLine,
    Tone,
)
from hezhong.engine.vocabulary import Right, State
from hezhong.engine.worklist import due_words
from hezhong.kernel.dates import Calendar, spoken
from hezhong.kernel.local_time import ZONE, local
from hezhong.law.book import LawBook

HIDDEN = {"opened", "child_closed", "annul"}
ROLE_TITLES = {role.name: role.title for role in PARTIES}


@dataclass(frozen=True)
class Before:
    """The case that opened this one, as far as the asker may read it: its papers and files are read here too."""

    row: Case
    around: Around


@dataclass(frozen=True)
class Read:
    """A case as read for one asker."""

    row: Case
    around: Around
    dossier: Dossier[Any]
    asker: Asker
    actor: Actor
    names: Mapping[str, str]
    cards: Mapping[int, Any]
    on: date
    book: LawBook
    before: Before | None = None

    @property
    def all_papers(self) -> tuple[dict[str, Any], ...]:
        return (*self.around.papers, *(self.before.around.papers if self.before else ()))

    @property
    def all_files(self) -> tuple[dict[str, Any], ...]:
        return (*self.around.files, *(self.before.around.files if self.before else ()))

    @property
    def calendar(self) -> Calendar:
        return self.book.calendar


def view(case_id: UUID, asker: Asker, on: date, book: LawBook) -> CaseView:
    """Return the case page for this asker. Raises NoSuchCase where there is none or it is not for the asker's eyes."""
    return shown(read(case_id, asker, on, book))


def read(case_id: UUID, asker: Asker, on: date, book: LawBook) -> Read:
    """Return the case with all that its page shows. Raises NoSuchCase."""
    row = Case.objects.select_related("matter", "parent").filter(id=case_id).first()
    if row is None:
        raise NoSuchCase("没有这个案件，或者您不能查看")
    around = bundle.around(row)
    mapping = as_mapping(row, around.core.lists)
    if not may(Right.READ, asker, mapping, on):
        raise NoSuchCase("没有这个案件，或者您不能查看")
    dossier = dossier_of(row, around.core)
    held: dict[str, frozenset[str]] = {party.role: dossier.holding(_role(party.role)) for party in dossier.parties}
    actor = Actor(asker.person, roles_in(asker, mapping, held, on))
    cards, names = _names(row, dossier, around)
    return Read(row, around, dossier, asker, actor, names, cards, on, book, _before(row, asker, on))


def shown(read: Read) -> CaseView:
    """Return the page's values."""
    row, dossier, case_type = read.row, read.dossier, read.dossier.case_type
    return CaseView(
        id=row.id,
        number=row.number,
        type_code=row.case_type,
        type_title=case_type.title,
        about=row.about,
        state=dossier.state.title,
        state_public=dossier.state.public or dossier.state.title,
        office=offices.office(row.office).name,
        place=regions.full_name(row.town or row.county or row.city),
        assignee=read.names.get(str(row.assignee), "") if row.assignee else "",
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        sealed=row.sealed,
        version=row.version,
        people=row.people,
        next_due=due_words(row.next_duty, row.next_due, read.on, read.calendar) if row.next_due != NEVER_DUE else None,
        waits=dossier.state.waits(dossier.facts) if dossier.state.waits and row.next_due == NEVER_DUE else "",
        facts=words.lines(dossier.facts, read.names),
        parties=tuple(_parties(read)),
        items=tuple(_items(dossier)),
        clocks=tuple(_clock(clock, read) for clock in _ordered(clocks(dossier.events))),
        papers=tuple(_papers(read)),
        files=tuple(_files(read)),
        events=tuple(trail.events(dossier, read.names)),
        approvals=tuple(trail.approvals(dossier, read.actor, read.names)),
        actions=tuple(_actions(read)),
        links=tuple(_links(read)),
        notes=tuple(
            NoteLine(note["text"], read.names.get(note["by"], ""), _at(note["at"])) for note in read.around.notes
        ),
        appointments=tuple((each["title"], _kept(each)) for each in read.around.appointments),
        members=tuple(_members(read)),
        lead=next((_link(each) for each in read.around.leads), None),
        handled=bool(read.actor.roles & set(HANDLERS)),
        raw=dossier,
    )


def _before(row: Case, asker: Asker, on: date) -> Before | None:
    if row.parent is None:
        return None
    around = bundle.around(row.parent)
    readable = may(Right.READ, asker, as_mapping(row.parent, around.core.lists), on)
    return Before(row.parent, around) if readable else None


def _papers(read: Read) -> Iterator[PaperLine]:
    """Yield the papers of the case, then those of the case before it, which are signed off and served there."""
    seen = paper_lines.Seen(read.dossier, read.actor, read.names, read.around.files, read.on, read.book)
    for paper in read.around.papers:
        yield paper_lines.line(paper, seen)
    if read.before:
        before = dossier_of(read.before.row, read.before.around.core)
        there = replace(seen, dossier=before, files=read.before.around.files)
        for paper in read.before.around.papers:
            yield replace(paper_lines.line(paper, there), may=(), origin=read.before.row.number)


def _files(read: Read) -> Iterator[FileLine]:
    for file in read.around.files:
        yield _file(file, read.names)
    if read.before:
        for file in read.before.around.files:
            yield replace(_file(file, read.names), origin=read.before.row.number)


def _at(stored: str) -> datetime:
    """Return a moment of the database as a clock in the office shows it."""
    return local(datetime.fromisoformat(stored))


def _kept(appointment: Mapping[str, Any]) -> str:
    """Return when and where: 10月23日（周五）09:00，仲裁庭一."""
    at = _at(appointment["from"])
    return f"{spoken(at.date())}{at:%H:%M}" + (f"，{appointment['room']}" if appointment["room"] else "")


def _role(name: str) -> Any:
    return next(role for role in PARTIES if role.name == name)


def _names(row: Case, dossier: Dossier[Any], around: Around) -> tuple[dict[int, Any], dict[str, str]]:
    """Return the cards of the parties, and token -> name of everybody and every place the page names."""
    tokens = {int(p.token) for p in dossier.parties} | {int(t) for t in words.tokens_in(dossier.facts) if t}
    tokens |= {int(t) for event in dossier.events for t in words.tokens_in(event.given)}
    actors = {int(event.actor) for event in dossier.events if event.actor}
    actors |= {int(event.given.officer) for event in dossier.events if isinstance(event.given, Assignment | Recusal)}
    actors |= {row.assignee} if row.assignee else set()
    actors |= {int(note["by"]) for note in around.notes if note["by"]}
    firms, staff = naming.of(tokens | actors)
    contacts = {int(party.contact) for party in dossier.parties if party.contact}
    cards: dict[int, Any] = {**people.cards(tokens | actors, contacts), **firms}
    names = {str(token): card.name for token, card in cards.items()}
    names |= {str(token): name for token, name in staff.items()}
    places = {row.province, row.city, row.county, row.town, *dossier.matter.place.path} - {""}
    names |= {code: regions.code_name(code) for code in places}
    names |= {f"office:{event.moves.office}": offices.office(event.moves.office).name for event in dossier.events if event.moves}
    return cards, names


def _parties(read: Read) -> list[PartyLine]:
    lines = []
    for party in read.dossier.parties:
        card = read.cards.get(int(party.token))
        if card is not None:
            note = "代表人" if party.elected else ""
            lines.append(PartyLine(ROLE_TITLES[party.role], card.name, card.below, card.phone, note))
    return lines


def _items(dossier: Dossier[Any]) -> list[ItemLine]:
    return [
        ItemLine(
            item.kind.value,
            "" if item.since is None else f"{item.since:%Y年%-m月}" + (f" 到 {item.until:%Y年%-m月}" if item.until else ""),
            item.claimed or None,  # not every claim is about money
            item.awarded,
            item.status.value,
        )
        for item in dossier.matter.items
    ]


def _ordered(found: Mapping[Any, Clock]) -> list[Clock]:
    """Running clocks first, then those that were met, each in the order they began."""
    return sorted(found.values(), key=lambda clock: (clock.stopped is not None, clock.start))


def _clock(clock: Clock, read: Read) -> ClockView:
    last = due(clock, read.calendar)
    owed = clock.deadline.owed_by
    words_of_due = (
        due_words(clock.limit.duty.title, last, read.on, read.calendar)
        if last
        else Due(clock.limit.duty.title, None, None, Tone.CALM)
    )
    return ClockView(
        title=clock.limit.duty.title,
        owed_by=owed.title if owed else "",
        clock=clock,
        squares=ribbon(clock, read.calendar),
        steps=explain(clock, read.calendar),
        due=words_of_due,
        met_on=clock.stopped,
        article=str(clock.limit.article),
        period=str(clock.limit.period),
        promised_on=promised(clock, read.calendar),
        rivals=tuple(_rivals(clock, read)),
    )


def _rivals(clock: Clock, read: Read) -> Iterator[str]:
    """Yield what other law says of the same duty here on the day the clock began, and why it was not applied."""
    for rival in read.book.rivals(clock.limit.duty, read.dossier.matter.place, clock.start):
        if rival.limit != clock.limit:
            yield f"没有适用{rival.limit.article}（{rival.limit.period}）：{rival.why}"


def _file(file: Mapping[str, Any], names: Mapping[str, str]) -> FileLine:
    size = file["size"]
    words_of_size = f"{size / 1_048_576:.1f} MB" if size >= 1_048_576 else f"{max(size // 1024, 1)} KB"
    by = names.get(file["submitted_by"], "")
    return FileLine(
        UUID(file["id"]),
        file["title"],
        by,
        words_of_size,
        _at(file["received_at"]).date(),
        file["checked"],
        file["kind"],
        bool(file["shown_sha256"]),
    )


def _actions(read: Read) -> list[ActionChoice]:
    """The buttons, and which of them leads on."""
    hidden = HIDDEN | _nobody_to(read)
    open_ones = [action for action in offers.offered(read.dossier, read.actor) if action.name not in hidden]
    noon = Moment(read.on, datetime.combine(read.on, time(12), ZONE), read.book)
    first = offers.first(read.dossier, open_ones, noon)
    return [
        ActionChoice(
            action,
            action is first,
            str(action.cites or ""),
            tuple(document.title for document in action.issues),
            action.signed_by,
        )
        for action in open_ones
    ]


def _nobody_to(read: Read) -> set[str]:
    """Return which actions of collective cases have nobody to act on: no members to let go, no employer in common."""
    gathers = read.row.employer and not read.dossier.lead
    return {name for name, there in (("gather", gathers), ("let_go", read.around.members)) if not there}


def _links(read: Read) -> list[LinkLine]:
    return [_link(relative) for relative in read.around.relatives]


def _link(other: Mapping[str, Any]) -> LinkLine:
    case_type = catalogue.current().case_types[other["case_type"]]
    below = f"{case_type.title} · {_state_title(case_type, other['state'])}"
    return LinkLine(other["number"], below, UUID(other["id"]))


def _members(read: Read) -> Iterator[MemberLine]:
    """Yield the cases that this one leads; they are of its own type."""
    for each in read.around.members:
        yield MemberLine(
            UUID(each["id"]),
            each["number"],
            each["people_words"],
            _state_title(read.dossier.case_type, each["state"]),
            each["version"],
            each["open"],
            frozenset(each["waits"]),
            each["elected"],
            Decimal(each["amount"] or 0),
        )


def _state_title(case_type: type[CaseType], name: str) -> str:
    state: State | None = case_type.words(State).get(name)
    return state.title if state else name
