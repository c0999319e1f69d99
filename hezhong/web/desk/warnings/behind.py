"""The warnings behind a case: what its page says of where it came from, as far as the officer may read them, and who looked."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest

from hezhong.directory import regions
from hezhong.early_warning import viewings
from hezhong.early_warning.answering import Alert
from hezhong.early_warning.models import Warning
from hezhong.early_warning.reading import may_read
from hezhong.early_warning.vocabulary import Grade, Subject
from hezhong.engine.rights import Asker
from hezhong.engine.roles import EMPLOYER
from hezhong.engine.views import CaseView, FileLine
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.warnings import shown

MOST = 50


@dataclass(frozen=True)
class Behind:
    """A warning as the page of its case names it."""

    row: Warning
    grade: Grade
    title: str
    place: str


def rows_of(view: CaseView) -> Sequence[Warning]:
    """Return the warnings that a case answers, worst and oldest first; one query, none for a case that no warning opens.

    The warning that opened it stays among them when it has gone on in a later case.
    """
    facts = view.raw.facts
    if not isinstance(facts, Alert):
        return ()
    opened_by = Q(id=first) if (first := _id(facts.warning)) else Q(pk__in=())
    return list(Warning.objects.filter(Q(case_id=view.id) | opened_by).order_by("grade", "first_on", "id")[:MOST])


def behind(rows: Iterable[Warning], asker: Asker) -> list[Behind]:
    """Return those of them that somebody may read, as the page names them."""
    return [Behind(row, Grade(row.grade), shown.title_of(row.rule), _place(row)) for row in rows if may_read(asker, row)]


def noted(request: HttpRequest, view: CaseView, rows: Sequence[Warning]) -> AbstractContextManager[None]:
    """Keep that somebody is about to see what the case of a warning says of workers; of any other case nothing is kept.

    Its lines are the workers among its parties, the sums claimed for workers, and the pictures that stand on the page.
    """
    workers = sum(party.role != EMPLOYER.title for party in view.parties)
    return _noted(request, view, rows, viewings.CASE, "", workers + len(view.items) + sum(file.picture for file in view.files))


def file_noted(request: HttpRequest, view: CaseView, file: FileLine, *, original: bool) -> AbstractContextManager[None]:
    """Keep that somebody is about to open a file of a warning's case; of any other case nothing is kept.

    Nor is it of a picture as the page shows it: that the page was opened is kept already.
    """
    on_the_page = file.picture and not original
    return nullcontext() if on_the_page else bundle_noted(request, view, file.title)


def bundle_noted(request: HttpRequest, view: CaseView, title: str) -> AbstractContextManager[None]:
    """Keep that somebody is about to open what was printed or handed in to a warning's case, as one line; of any other case nothing."""
    return _noted(request, view, rows_of(view), viewings.CASE_FILE, f"，{title}", 1)


def _noted(
    request: HttpRequest, view: CaseView, rows: Sequence[Warning], page: str, more: str, lines: int
) -> AbstractContextManager[None]:
    facts = view.raw.facts
    if not isinstance(facts, Alert) or not lines:
        return nullcontext()
    kind, subject = Subject.EMPLOYER, int(view.raw.matter.employer or 0)
    if rows:
        kind, subject = shown.KINDS[rows[0].subject_kind], rows[0].subject
    about = viewings.Page(kind, subject, page, f"{facts.title}，{view.number}{more}")
    return viewings.noted(about, lines, (officer(request).standing.token, shown.hand(request).words), clock.now())


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _place(row: Warning) -> str:
    return regions.full_name(row.town or row.county or row.city) or regions.code_name(row.city)
