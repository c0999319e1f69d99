"""The warnings behind a case: what its page says of where it came from, as far as the officer may read them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from hezhong.directory import regions
from hezhong.early_warning.answering import Alert
from hezhong.early_warning.models import Warning
from hezhong.early_warning.reading import mine
from hezhong.early_warning.vocabulary import Grade
from hezhong.engine.rights import Asker
from hezhong.engine.views import CaseView
from hezhong.web.desk.warnings import shown

MOST = 50


@dataclass(frozen=True)
class Behind:
    """A warning as the page of its case names it."""

    row: Warning
    grade: Grade
    title: str
    place: str


def behind(view: CaseView, asker: Asker) -> list[Behind]:
    """Return the warnings that a case answers, worst and oldest first; one query, none for a case that no warning opens.

    The warning that opened it stays among them when it has gone on in a later case.
    """
    facts = view.raw.facts
    if not isinstance(facts, Alert):
        return []
    opened_by = Q(id=first) if (first := _id(facts.warning)) else Q(pk__in=())
    rows = Warning.objects.filter(mine(asker), Q(case_id=view.id) | opened_by).order_by("grade", "first_on", "id")[:MOST]
    return [Behind(row, Grade(row.grade), shown.title_of(row.rule), _place(row)) for row in rows]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _place(row: Warning) -> str:
    return regions.full_name(row.town or row.county or row.city) or regions.code_name(row.city)
