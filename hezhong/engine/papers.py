"""The life of a paper: draft → signed off → numbered → sealed → served. One row for each addressee.

Its content is fixed when the action issues it; names are filled in only when it is printed, since rows and events
hold tokens. It is numbered in the transaction of its signing off, and sealed (printed for good, its hash kept) by
the worker. What was sealed is never printed again.
"""

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from hezhong.engine import addressees, approvals, catalogue, errands, files, loading, numbers, paper_service
from hezhong.engine.case_type import Service, SignOff
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Dossier, Event, Moment, Stage
from hezhong.engine.models import Case, Errand, Paper, StoredFile
from hezhong.engine.renderer import PaperData, Renderer, TemplateRef
from hezhong.engine.roles import COMPLAINANT, EMPLOYER, FILE, OTHER_OFFICE
from hezhong.engine.steps import Step, whose_refusal
from hezhong.engine.vocabulary import Document, Role
from hezhong.kernel.local_time import local_day

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
UUID_SIGNS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Letterhead:
    """What app knows and papers print. check_at: address of the check page, with {code}; demo: 演示系统 on every page."""

    check_at: str
    demo: bool


_letterhead = Letterhead("{code}", demo=True)
_renderer: Renderer | None = None


def use(letterhead: Letterhead, renderer: Renderer) -> None:
    """Print papers under this letterhead with this renderer from now on; called once by app."""
    global _letterhead, _renderer
    _letterhead, _renderer = letterhead, renderer


def letterhead() -> Letterhead:
    """Return what every paper is printed under."""
    return _letterhead


def renderer() -> Renderer:
    """Return the renderer that app has bound."""
    if _renderer is None:
        raise RuntimeError("no renderer is bound; app does this at start")
    return _renderer


@dataclass(frozen=True)
class SigningOff:
    """A paper that an event signs off: new with that event, or a draft of before."""

    paper: Paper
    step: Step
    new: bool

    @property
    def document(self) -> Document:
        document: Document = self.step.after.case_type.words(Document)[self.paper.document]
        return document


def write(steps: Sequence[Step], at: Moment) -> list[Errand]:
    """Write a draft for each addressee of each document the events issue, and take papers on that they sign off or serve.

    Numbers are taken last of all. Returns the errands of printing. Raises Refused.
    """
    drafts = [(paper, step) for step in steps for paper in _drafts(step, at)]
    signed = [SigningOff(paper, step, new=True) for paper, step in drafts if _at_once(paper, step)]
    chosen = _chosen(steps)
    for step in steps:
        with whose_refusal(step.row, alone=len(steps) == 1):
            signed += _advanced(step, chosen)
    _sign_off(signed)
    if drafts:
        Paper.objects.bulk_create([paper for paper, _ in drafts])
    if known := [each.paper for each in signed if not each.new]:
        Paper.objects.bulk_update(known, ["signed_by", "signed_on", "number", "stage"])
    return [_to_print(each, at) for each in signed]


def _drafts(step: Step, at: Moment) -> Iterator[Paper]:
    """Yield what the event issues: papers of the office that acted."""
    after, event = step.after, step.event
    for name, document in _issued(after, event):
        for role, party in _addressees(after, document, event):
            yield Paper(
                case=step.row,
                office=step.office,
                event=event.number,
                document=name,
                title=document.title,
                role=role.name,
                party=party,
                check_code=_check_code(),
                data=_content(after, name, at),
            )


def _at_once(paper: Paper, step: Step) -> bool:
    """Whether the act signs its paper off itself: it was approved, or the law wants the notice within the time.

    An office that gives the case away does so too: afterwards nobody there could. What is written for the file alone
    goes out to nobody: it is filed as it was made.
    """
    document: Document = step.after.case_type.words(Document)[paper.document]
    done = step.event.opinion is not None or step.event.moves is not None
    return done or document.at_once or set(document.to) == {FILE}


def _chosen(steps: Sequence[Step]) -> dict[str, Paper]:
    """Return id -> paper, of those that these events sign off: one query."""
    named = [step.event.given.paper for step in steps if isinstance(step.event.given, SignOff)]
    found = Paper.objects.filter(id__in=[each for each in named if UUID_SIGNS.fullmatch(each)]) if named else ()
    return {str(paper.id): paper for paper in found}


def _advanced(step: Step, chosen: Mapping[str, Paper]) -> Iterator[SigningOff]:
    """Take a paper on: serve it, or yield it to be signed off. Raises Refused."""
    row, event = step.row, step.event
    if event.stage is not Stage.DONE:
        return
    if isinstance(event.given, SignOff):
        paper = chosen.get(event.given.paper)
        if paper is None or (paper.case_id, paper.document, paper.stage) != (row.id, event.given.document, Paper.Stage.DRAFT):
            raise Refused("这份文书已经签发，或者不在本案里")
        yield SigningOff(paper, step, new=False)
    if isinstance(event.given, Service):
        paper_service.record(row, event)


def undo(row: Case, after: Dossier[Any], struck: Event) -> None:
    """Take back what a struck-out event did to papers: a draft goes, what has a number is void and keeps it.

    A signing off struck out leaves a new draft behind; a service struck out, a paper that is still to be served.
    """
    if struck.stage is not Stage.DONE:
        return
    given = struck.given
    if isinstance(given, SignOff):
        signed = Paper.objects.get(case=row, id=given.paper)
        _void(signed)
        Paper.objects.create(
            check_code=_check_code(),
            **{name: getattr(signed, name) for name in ("case_id", "office", "event", "document", "title", "role", "party", "data")},
        )
    if isinstance(given, Service):
        paper_service.take_back(row, after, struck)
    issued = Paper.objects.filter(case=row, event=struck.number)
    issued.filter(stage=Paper.Stage.DRAFT).delete()
    for paper in issued:
        _void(paper)


def redate(row: Case, after: Dossier[Any], moved: Event) -> None:
    """What a moved event did to papers happened on its true day. Raises Refused."""
    if moved.stage is Stage.DONE and isinstance(moved.given, Service):
        paper_service.redate(row, moved, after)


def _void(paper: Paper) -> None:
    paper.stage = Paper.Stage.VOID
    paper.save(update_fields=["stage"])


def seal(paper_id: UUID, at: Moment) -> None:
    """Print a numbered paper for good and keep its bytes; a second call changes nothing."""
    paper = Paper.objects.select_related("case").select_for_update(of=("self",)).get(id=paper_id)
    if paper.stage != Paper.Stage.NUMBERED:
        return
    paper.sha256 = files.store_in_use().put(_printed(paper))
    paper.stage, paper.sealed_at = Paper.Stage.SEALED, at.recorded_at
    paper.save(update_fields=["sha256", "stage", "sealed_at"])


def pdf(paper: Paper) -> bytes:
    """Return the sealed bytes, or a print of the draft as it stands."""
    return files.store_in_use().open(paper.sha256) if paper.sha256 else _printed(paper)


def word(paper: Paper) -> bytes:
    """Return a draft's words as a working copy for Word (.docx); what counts is the sealed PDF."""
    return renderer().word(_template(paper), data_of(paper))


def _issued(after: Dossier[Any], event: Event) -> Iterator[tuple[str, Document]]:
    words = after.case_type.words(Document)
    return ((name, words[name]) for name in event.issues)


def _addressees(after: Dossier[Any], document: Document, event: Event) -> Iterator[tuple[Role, str]]:
    """Yield who gets a copy: every party of each role, or the office the case goes to.

    What an office found out itself has no complainant: nobody is then told what a complainant is told.
    """
    for role in document.to:
        if role is OTHER_OFFICE and event.moves:
            yield role, str(event.moves.office)
            continue
        if role is COMPLAINANT and not after.holding(role):
            continue
        for token in sorted(after.holding(role)) or [""]:
            yield role, token


def _content(after: Dossier[Any], name: str, at: Moment) -> dict[str, Any]:
    """Return what the domain's papers.py says of the document."""
    module = catalogue.current().papers.get(after.case_type.code)
    content: dict[str, Any] = dict(module.paper(name, after, at)) if module else {}
    return content


def _sign_off(signed: Sequence[SigningOff]) -> None:
    """Sign off and number at once: a document has one number, however many get a copy; without a series the case's."""
    known = _numbers_known(signed)
    for each in signed:
        each.paper.signed_by, each.paper.signed_on = each.step.event.actor, each.step.event.happened_on
        each.paper.stage = Paper.Stage.NUMBERED
        each.paper.number = known.get(_of_copy(each.paper), "") if each.document.series else each.step.row.number
    wanted: dict[numbers.Series, dict[tuple[UUID, int, str], list[Paper]]] = {}
    for each in signed:
        if not each.paper.number:
            copies = wanted.setdefault(_series(each), {})
            copies.setdefault(_of_copy(each.paper), []).append(each.paper)
    for series in sorted(wanted, key=astuple):  # two transactions take them in the same order, and neither waits for ever
        for number, papers in zip(numbers.take(series, len(wanted[series])), wanted[series].values(), strict=True):
            for paper in papers:
                paper.number = number


def _of_copy(paper: Paper) -> tuple[UUID, int, str]:
    """Return what the copies of one document have in common."""
    return (paper.case_id, paper.event, paper.document)


def _series(each: SigningOff) -> numbers.Series:
    words = f"{addressees.office_word(each.paper.office)}{each.document.series}"
    return numbers.Series(each.paper.office, words, each.step.event.happened_on.year)


def _numbers_known(signed: Sequence[SigningOff]) -> dict[tuple[UUID, int, str], str]:
    """Return case, event and document -> the number that a copy signed off earlier has: one query, where there can be any."""
    old = [each.paper.case_id for each in signed if each.document.series and not each.new]
    copies = Paper.objects.filter(case__in=old).exclude(number="").exclude(stage=Paper.Stage.VOID) if old else Paper.objects.none()
    return {(case, event, document): number for case, event, document, number in copies.values_list("case", "event", "document", "number")}


def _to_print(each: SigningOff, at: Moment) -> Errand:
    key, data = f"paper/{each.paper.id}", {"paper": str(each.paper.id)}
    return Errand(key=key, kind=errands.SEAL_PAPER, case=each.step.row, data=data, created_at=at.recorded_at)


def _printed(paper: Paper) -> bytes:
    return renderer().render(_template(paper), data_of(paper))


def _template(paper: Paper) -> TemplateRef:
    folder = catalogue.current().folders[loading.case_type_of(paper.case).code]
    return TemplateRef(folder / "documents", paper.document)


def data_of(paper: Paper) -> PaperData:
    """Return all that the paper prints, with names in the place of tokens."""
    case, heading = paper.case, addressees.heading(paper.office)
    dated = paper.signed_on or paper.case.opened_on
    return PaperData(
        title=paper.title,
        office=heading.name,
        office_address=heading.address,
        office_phone=heading.phone,
        number=paper.number,
        case_number=case.number,
        addressee=addressees.name_of(paper.role, paper.party),
        dated=dated.isoformat(),
        check_url=_letterhead.check_at.format(code=paper.check_code),
        check_code=paper.check_code,
        stage="draft" if paper.stage == Paper.Stage.DRAFT else "final",
        demo=_letterhead.demo,
        signed_by=addressees.officer(paper.signed_by),
        articles=tuple((cited, says) for cited, says in paper.data.get("articles", [])),
        remedy=paper.data.get("remedy", ""),
        fields={**paper.data.get("fields", {}), **_known(paper)},
    )


def _known(paper: Paper) -> dict[str, Any]:
    """Return what the engine adds to the domain's fields.

    parties, evidence; copy_for: role of the addressee; proposed and approvals: who put it forward and who agreed, with
    role, opinion, by and on (ISO); earlier: document -> title, number, on, served_on and served_by of the papers before.
    """
    brought = StoredFile.objects.filter(case=paper.case).order_by("received_at", "id").values_list("title", "pages")
    return {
        "parties": addressees.parties_of(paper.case),
        "evidence": [f"{title}（{pages} 页）" if pages else title for title, pages in brought],
        "copy_for": paper.role,
        "earlier": _earlier(paper),
        **_signed(paper),
    }


def _signed(paper: Paper) -> dict[str, Any]:
    how = approvals.course(loading.look(paper.case_id).dossier, paper.event)
    named = addressees.officers_named([how.by, *(each.by for each in how.approvals)])
    return {
        "proposed": {"by": named.get(how.by, ""), "on": how.on.isoformat()},
        "approvals": [
            {"role": each.role, "opinion": each.opinion, "by": named.get(each.by, ""), "on": each.on.isoformat()}
            for each in how.approvals
        ],
    }


def _earlier(paper: Paper) -> dict[str, dict[str, str]]:
    """Return what this case, and the one that opened it, gave out before: of each document the last, the employer's copy."""
    there = Paper.objects.filter(case__in=[paper.case_id, paper.case.parent_id]).exclude(number="")
    before = there.exclude(stage=Paper.Stage.VOID).exclude(case=paper.case_id, event__gte=paper.event)
    rows = sorted(before, key=lambda row: (row.case_id == paper.case_id, row.event, row.role == EMPLOYER.name))
    return {
        row.document: {
            "title": row.title,
            "number": row.number,
            "on": row.signed_on.isoformat() if row.signed_on else "",
            "served_on": row.served_on.isoformat() if row.served_on and _reached(row, paper) else "",
            "served_by": row.served_by,
        }
        for row in rows
    }


def _reached(row: Paper, paper: Paper) -> bool:
    """Return whether the earlier paper counts as served on the day of this one; while a public notice runs it does not."""
    ahead = row.posted_on and row.served_on and (paper.signed_on is None or row.served_on > paper.signed_on)
    return not ahead


def _check_code() -> str:
    """Return twelve signs that cannot be guessed: what the check page asks for."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


@dataclass(frozen=True)
class Seal:
    """What the check page tells of a paper: nothing about a person."""

    title: str
    number: str
    office: str
    sealed_on: date
    sha256: str
    served: bool
    void: bool


def seal_of(code: str, on: date | None = None) -> Seal | None:
    """Return what is public of the paper behind a check code, once it is final; on: the day it is asked."""
    paper = Paper.objects.select_related("case").filter(check_code=code, sealed_at__isnull=False).first()
    if paper is None or paper.sealed_at is None:
        return None
    office = addressees.heading(paper.office).name
    served = paper.stage == Paper.Stage.SERVED and not (on and paper.served_on and paper.served_on > on)
    signed_on = paper.signed_on or local_day(paper.sealed_at)
    return Seal(paper.title, paper.number, office, signed_on, paper.sha256, served, paper.stage == Paper.Stage.VOID)


def same_drafts(case_id: UUID, document: str) -> dict[UUID, UUID]:
    """Return case -> its draft of this document, for a case and those it leads that have one; a second one in a case waits."""
    row = Case.objects.only("number").get(id=case_id)
    drafts = Paper.objects.filter(Q(case=case_id) | Q(case__lead=row.number), document=document, stage=Paper.Stage.DRAFT)
    found: dict[UUID, UUID] = {}
    for case, paper in drafts.order_by("case", "event", "id").values_list("case", "id"):
        found.setdefault(case, paper)
    return found


def standing(case_id: UUID) -> list[tuple[UUID, str, str]]:
    """Return the papers of a case in the order they were issued: id, document, stage."""
    return list(Paper.objects.filter(case=case_id).order_by("event", "document", "id").values_list("id", "document", "stage"))


def get(paper_id: UUID) -> Paper:
    """Return a paper with its case. Raises Paper.DoesNotExist; whether it may be seen is the caller's question."""
    return Paper.objects.select_related("case").get(id=paper_id)
