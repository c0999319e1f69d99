"""The whole file of a case as one PDF (整卷): cover, list of contents with page numbers, papers and files in order.

The main part (正卷) may be given to parties; the inner part (副卷) holds what was written for the file alone, and
stays in the office. It is bound by the worker; the errand keeps who asked, how many pages it has, and its hash.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial
from typing import Any
from uuid import UUID

from hezhong.engine import addressees, binding, errands, files, loading, outbox, papers
from hezhong.engine.binding import NotBindable
from hezhong.engine.dossier import Moment
from hezhong.engine.models import Case, Errand, Paper, StoredFile
from hezhong.engine.renderer import PaperData, TemplateRef
from hezhong.engine.roles import FILE
from hezhong.engine.sheets import TEMPLATES
from hezhong.kernel.local_time import local_day


class Part(Enum):
    MAIN = "正卷"
    INNER = "副卷"

    @property
    def code(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Entry:
    """One thing in the file. data: what is bound, b'' for what can only be listed. note: kind and hash of such."""

    title: str
    number: str
    on: date
    data: bytes = b""
    note: str = ""


@dataclass(frozen=True)
class Printed:
    """How far the printing of a part has come. done: it can be opened. trouble: it failed, and is tried again."""

    part: Part
    id: UUID
    done: bool
    pages: int = 0
    leaves: int = 0
    sha256: str = ""
    trouble: str = ""

    @property
    def front(self) -> int:
        """Return how many leaves cover and contents have."""
        return self.leaves - self.pages


def ask(case_id: UUID, part: Part, by: str, at: Moment) -> None:
    """Let the worker print a part as the case stands now; the same again is printed once."""
    case = Case.objects.get(id=case_id)
    final = Paper.objects.filter(case__in=_cases(case)).exclude(sha256="").count()  # sealing moves no version
    key = f"whole/{case.id}/{part.code}/{case.version}/{final}"
    data = {"part": part.name, "by": by}
    errands.put([Errand(key=key, kind=errands.PRINT_WHOLE, case=case, data=data, created_at=at.recorded_at)])
    outbox.announce(case.office)


def printed(case_id: UUID) -> list[Printed]:
    """Return the newest printing of each part that was asked for."""
    found: dict[str, Printed] = {}
    for errand in Errand.objects.filter(case=case_id, kind=errands.PRINT_WHOLE).order_by("created_at"):
        found[errand.data["part"]] = _printed(errand)
    return [found[part.name] for part in Part if part.name in found]


def opened(case_id: UUID, errand: UUID) -> tuple[Part, bytes] | None:
    """Return a part that was printed for this case, with its bytes, or None."""
    row = Errand.objects.filter(case=case_id, id=errand, kind=errands.PRINT_WHOLE).exclude(done_at=None).first()
    return (Part[row.data["part"]], files.store_in_use().open(row.data["sha256"])) if row else None


def run(errand: Errand, at: Moment) -> None:
    """Print a part and keep it; for the worker."""
    case, part = Case.objects.select_related("parent").get(id=errand.case_id), Part[errand.data["part"]]
    bound = bind(case, part, at.happened_on)
    sha256 = files.store_in_use().put(bound.data)
    errand.data = {**errand.data, "pages": bound.pages, "leaves": bound.leaves, "sha256": sha256}
    errand.save(update_fields=["data"])


def bind(case: Case, part: Part, on: date) -> binding.Bound:
    """Return a part of the file as one PDF."""
    entries = list(_entries(case, part))
    front = _sheet(case, part, "file_cover", on, _cover(case, entries))
    sheets = [entry.data for entry in entries if entry.data]
    return binding.bind(front, sheets, partial(_slips, case, part, on))


def _slips(case: Case, part: Part, on: date, pages: int) -> bytes:
    return _sheet(case, part, "page_slips", on, {"pages": pages})


def _printed(errand: Errand) -> Printed:
    data, done = errand.data, errand.done_at is not None
    known = {name: data[name] for name in ("pages", "leaves", "sha256")} if done else {}
    return Printed(Part[data["part"]], errand.id, done, trouble=errand.trouble if not done else "", **known)


def _cases(case: Case) -> list[UUID]:
    """Return the case, after the one that opened it: its papers and files are part of this file."""
    return [each for each in (case.parent_id, case.id) if each]


def _entries(case: Case, part: Part) -> Iterator[Entry]:
    """Yield what the part holds, in the order in which it came about; a receipt follows its paper's service."""
    for case_id in _cases(case):
        rows: list[tuple[tuple[Any, ...], Entry]] = []
        final = Paper.objects.filter(case=case_id).exclude(sha256="").exclude(stage=Paper.Stage.VOID)
        for paper in final:
            if (paper.role == FILE.name) is (part is Part.INNER):
                rows.append(((paper.event, 0, paper.document, paper.role, str(paper.party)), _paper(paper)))
        for file in StoredFile.objects.filter(case=case_id) if part is Part.MAIN else ():
            rows.append(((file.event or 0, 1, file.received_at.isoformat(), file.title, str(file.id)), _file(file)))
        yield from (entry for _, entry in sorted(rows, key=lambda row: row[0]))


def _paper(paper: Paper) -> Entry:
    addressee = addressees.name_of(paper.role, paper.party)
    title = f"{paper.title}（送{addressee}）" if addressee else paper.title
    assert paper.sealed_at is not None
    return Entry(title, paper.number, paper.signed_on or local_day(paper.sealed_at), papers.pdf(paper))


def _file(file: StoredFile) -> Entry:
    on = local_day(file.received_at)
    shown = files.open_shown(file)
    try:
        return Entry(file.title, "", on, binding.pages_of(shown.data if shown else b"", file.kind))
    except NotBindable:
        return Entry(file.title, "", on, note=f"不能装订，见电子卷。{_size(file.size)}，SHA-256 {file.sha256}")


def _size(size: int) -> str:
    return f"{size / 1_048_576:.1f} MB" if size >= 1_048_576 else f"{max(size // 1024, 1)} KB"


def _cover(case: Case, entries: list[Entry]) -> dict[str, Any]:
    """Return what the cover and the list of contents print. page: where an entry begins, '' for what is only listed."""
    at, lines = 1, []
    for entry in entries:
        pages = binding.count(entry.data) if entry.data else 0
        page = f"{at}" if pages == 1 else f"{at}-{at + pages - 1}" if pages else ""
        line = {"title": entry.title, "number": entry.number, "on": entry.on.isoformat(), "page": page, "note": entry.note}
        lines.append(line)
        at += pages
    dossier = loading.look(case.id).dossier
    return {
        "case_type": dossier.case_type.title,
        "about": case.about,
        "state": dossier.state.title,
        "opened_on": case.opened_on.isoformat(),
        "closed_on": case.closed_on.isoformat() if case.closed_on else "",
        "officer": addressees.officer(str(case.assignee or "")),
        "parties": addressees.parties_of(case),
        "entries": lines,
        "pages": at - 1,
    }


def _sheet(case: Case, part: Part, template: str, on: date, fields: dict[str, Any]) -> bytes:
    heading = addressees.heading(case.office)
    data = PaperData(
        title=f"卷宗（{part.value}）",
        office=heading.name,
        office_address=heading.address,
        office_phone=heading.phone,
        number="",
        case_number=case.number,
        addressee="",
        dated=on.isoformat(),
        check_url=case.number,
        check_code="",
        stage="final",
        demo=papers.letterhead().demo,
        fields={"part": part.value, **fields},
    )
    return papers.renderer().render(TemplateRef(TEMPLATES, template), data)
