"""The life of a paper: draft → signed off → numbered → sealed → served. One row for each addressee.

Its content is fixed when the action issues it; names are filled in only when it is printed, since rows and events
hold tokens. It is numbered in the transaction of its signing off, and sealed (printed for good, its hash kept) by
the worker. What was sealed is never printed again.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hezhong.engine import addressees, catalogue, errands, files, loading, numbers
from hezhong.engine.case_type import Service, SignOff
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Dossier, Event, Moment, Stage
from hezhong.engine.models import Case, Paper, StoredFile
from hezhong.engine.renderer import PaperData, Renderer, TemplateRef
from hezhong.engine.roles import OTHER_OFFICE
from hezhong.engine.vocabulary import Document, Role

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


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


def _in_use() -> Renderer:
    if _renderer is None:
        raise RuntimeError("no renderer is bound; app does this at start")
    return _renderer


def draft(row: Case, office: int, after: Dossier[Any], event: Event, at: Moment) -> None:
    """Write a draft for each addressee of each document the event issues; an approved action signs them off.

    office: the one that acted, whose papers they are. When it gives the case away it signs them off in the same
    step: afterwards nobody there could.
    """
    papers = [
        Paper(
            case=row,
            office=office,
            event=event.number,
            document=name,
            title=document.title,
            role=role.name,
            party=party,
            check_code=_check_code(),
            data=_content(after, name, at),
        )
        for name, document in _issued(after, event)
        for role, party in _addressees(after, document, event)
    ]
    Paper.objects.bulk_create(papers)
    documents = after.case_type.words(Document)
    for paper in papers:
        if event.opinion is not None or event.moves is not None or documents[paper.document].at_once:
            _sign_off(row, after, paper, event, at)


def advance(row: Case, after: Dossier[Any], event: Event, at: Moment) -> None:
    """Take a paper on: signed off and numbered, or served. Raises Refused."""
    if event.stage is not Stage.DONE:
        return
    if isinstance(event.given, SignOff):
        there = Paper.objects.filter(case=row, document=event.given.document)
        paper = next((each for each in there if str(each.id) == event.given.paper), None)
        if paper is None or paper.stage != Paper.Stage.DRAFT:
            raise Refused("这份文书已经签发，或者不在本案里")
        _sign_off(row, after, paper, event, at)
    if isinstance(event.given, Service):
        _serve(row, event)


def undo(row: Case, struck: Event) -> None:
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
        _served(row, struck).update(stage=Paper.Stage.SEALED, served_on=None, served_by="")
    issued = Paper.objects.filter(case=row, event=struck.number)
    issued.filter(stage=Paper.Stage.DRAFT).delete()
    for paper in issued:
        _void(paper)


def redate(row: Case, moved: Event, day: date) -> None:
    """A service that is moved to its true day happened on that day for its paper too. Raises Refused."""
    if moved.stage is not Stage.DONE or not isinstance(moved.given, Service):
        return
    for paper in _served(row, moved):
        if paper.signed_on and day < paper.signed_on:
            raise Refused(f"《{paper.title}》{paper.signed_on}才签发，送达日不能早于这一天")
    _served(row, moved).update(served_on=day)


def _served(row: Case, event: Event) -> QuerySet[Paper]:
    given: Service = event.given
    there = Paper.objects.filter(case=row, document=given.document, role=given.on, party=given.party)
    return there.filter(stage=Paper.Stage.SERVED, served_on=event.happened_on)


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


def _issued(after: Dossier[Any], event: Event) -> Iterator[tuple[str, Document]]:
    words = after.case_type.words(Document)
    return ((name, words[name]) for name in event.issues)


def _addressees(after: Dossier[Any], document: Document, event: Event) -> Iterator[tuple[Role, str]]:
    """Yield who gets a copy: every party of each role, or the office the case goes to."""
    for role in document.to:
        if role is OTHER_OFFICE and event.moves:
            yield role, str(event.moves.office)
            continue
        for token in sorted(after.holding(role)) or [""]:
            yield role, token


def _content(after: Dossier[Any], name: str, at: Moment) -> dict[str, Any]:
    """Return what the domain's papers.py says of the document."""
    module = catalogue.current().papers.get(after.case_type.code)
    content: dict[str, Any] = dict(module.paper(name, after, at)) if module else {}
    return content


def _sign_off(row: Case, after: Dossier[Any], paper: Paper, event: Event, at: Moment) -> None:
    """Sign off and number at once, and leave the printing to the worker."""
    document = after.case_type.words(Document)[paper.document]
    paper.signed_by, paper.signed_on = event.actor, event.happened_on
    paper.number = _number(row, paper, document, event)
    paper.stage = Paper.Stage.NUMBERED
    paper.save(update_fields=["signed_by", "signed_on", "number", "stage"])
    errands.put(f"paper/{paper.id}", errands.SEAL_PAPER, row, {"paper": str(paper.id)}, at.recorded_at)


def _number(row: Case, paper: Paper, document: Document, event: Event) -> str:
    """Return the paper's number: a document has one, however many get a copy; without a series it is the case's."""
    if not document.series:
        return row.number
    copies = Paper.objects.filter(case=row, event=paper.event, document=paper.document).exclude(number="")
    if known := copies.exclude(stage=Paper.Stage.VOID).values_list("number", flat=True).first():
        return str(known)
    word = addressees.office_word(paper.office)
    (number,) = numbers.take(numbers.Series(paper.office, f"{word}{document.series}", event.happened_on.year))
    return number


def _serve(row: Case, event: Event) -> None:
    record: Service = event.given
    there = Paper.objects.filter(case=row, document=record.document, role=record.on, party=record.party)
    paper = there.exclude(stage__in=[Paper.Stage.SERVED, Paper.Stage.VOID]).order_by("-event").first()
    if paper is None:
        raise Refused("没有要送达的文书：它还没有出具，或者已经送达过")
    if paper.stage == Paper.Stage.DRAFT:
        raise Refused(f"《{paper.title}》还没有签发，签发以后才能送达")
    if paper.stage == Paper.Stage.NUMBERED:
        raise Refused(f"《{paper.title}》正在定稿，请过几秒再登记送达")
    if paper.signed_on and event.happened_on < paper.signed_on:
        raise Refused(f"《{paper.title}》{paper.signed_on}才签发，送达日不能早于这一天")
    paper.stage, paper.served_on, paper.served_by = Paper.Stage.SERVED, event.happened_on, record.method
    paper.save(update_fields=["stage", "served_on", "served_by"])


def _printed(paper: Paper) -> bytes:
    case_type = loading.case_type_of(paper.case)
    folder = catalogue.current().folders[case_type.code]
    return _in_use().render(TemplateRef(folder / "documents", paper.document), data_of(paper))


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
    """Return what the engine adds to the domain's fields: the parties, the evidence, and whose copy it is."""
    brought = StoredFile.objects.filter(case=paper.case).order_by("received_at", "id").values_list("title", "pages")
    evidence = [f"{title}（{pages} 页）" if pages else title for title, pages in brought]
    return {"parties": addressees.parties_of(paper.case), "evidence": evidence, "copy_for": paper.role}


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


def seal_of(code: str) -> Seal | None:
    """Return what is public of the paper behind a check code, once it is final."""
    paper = Paper.objects.select_related("case").filter(check_code=code, sealed_at__isnull=False).first()
    if paper is None or paper.sealed_at is None:
        return None
    office = addressees.heading(paper.office).name
    served = paper.stage == Paper.Stage.SERVED
    signed_on = paper.signed_on or paper.sealed_at.date()
    return Seal(paper.title, paper.number, office, signed_on, paper.sha256, served, paper.stage == Paper.Stage.VOID)


def get(paper_id: UUID) -> Paper:
    """Return a paper with its case. Raises Paper.DoesNotExist; whether it may be seen is the caller's question."""
    return Paper.objects.select_related("case").get(id=paper_id)
