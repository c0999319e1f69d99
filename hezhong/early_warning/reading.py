"""Who may read a warning: posts of labour inspection, each for the warnings of its own place; workers' data needs the case.

One condition decides, asked of a row in Python or turned into a filter of the list; nothing else in early warning decides it.
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from hezhong.directory import regions
from hezhong.early_warning.models import Warning
from hezhong.early_warning.vocabulary import Subject
from hezhong.engine import raising
from hezhong.engine.conditions import All, AnyOf, Condition, Has, both, either, holds
from hezhong.engine.rights import Asker, Duties, column_of, in_my_jurisdiction, is_active
from hezhong.engine.roles import DIRECTOR
from hezhong.kernel.places import Place

LABOUR_INSPECTION = frozenset({"warning_response", "inspection"})
"""The businesses to which warnings are dispatched; a post of none in particular is for every business."""
LEVELS = ("province", "city", "county", "town")


def is_for_inspection(duties: Duties) -> bool:
    """Return whether a post is for labour inspection."""
    return not duties.case_types or bool(duties.case_types & LABOUR_INSPECTION)


def readable(asker: Asker) -> Condition:
    """Return which warnings somebody may read: those of the places of their posts for labour inspection, and below."""
    return both(is_active(asker), either(*(in_my_jurisdiction(duties) for duties in asker.duties if is_for_inspection(duties))))


def columns(place: Place) -> Mapping[str, str]:
    """Return level -> code of a place as a row has them, '' below its own level."""
    own = {column_of(code): code for code in place.path}
    return {level: own.get(level, "") for level in LEVELS}


def may_read(asker: Asker, row: Warning) -> bool:
    """Return whether somebody may read this warning."""
    here = {"province": _province(), "city": row.city, "county": row.county, "town": row.town}
    return holds(readable(asker), here)


def may_read_place(asker: Asker, place: Place) -> bool:
    """Return whether somebody may read the warnings of this place."""
    return holds(readable(asker), columns(place))


def mine(asker: Asker) -> Q:
    """Return the same as a filter of warnings."""
    return as_filter(readable(asker))


def within(code: str) -> Q:
    """Return the filter of the warnings of a region and of all below it."""
    return as_filter(Has(column_of(code), code))


def as_filter(condition: Condition) -> Q:
    """Return a condition on the columns of a place as a filter; every warning here is of this deployment's province."""
    match condition:
        case Has("province", code):
            return Q() if code == _province() else Q(pk__in=())
        case Has(column, code) if column in LEVELS:
            return Q(**{column: code})
        case All(of):
            found = Q()
            for each in of:
                found &= as_filter(each)
            return found
        case AnyOf(of):
            if any(as_filter(each) == Q() for each in of):
                return Q()  # Django drops an empty filter out of a disjunction, which would then say less
            found = Q(pk__in=())
            for each in of:
                found |= as_filter(each)
            return found
    raise TypeError(f"no filter for {condition}")


def may_enter(asker: Asker, place: Place) -> bool:
    """Return whether somebody may propose for a place: any officer of labour inspection whose post covers it."""
    return asker.active and any(is_for_inspection(duties) and duties.place.covers(place) for duties in asker.duties)


def reads_a_case(asker: Asker, kind: Subject, subject: int, on: date) -> bool:
    """Return whether somebody may read a case that a warning about this subject opened, and so its workers' data."""
    cases = Warning.objects.filter(subject=subject, subject_kind=kind.code, case_id__isnull=False).values_list("case_id", flat=True)
    return bool(raising.readable((case for case in cases.distinct() if case), asker, on))


def may_decide(asker: Asker, place: Place) -> bool:
    """Return whether somebody leads labour inspection over a place (负责人), and so changes rules and approves."""
    return asker.active and any(
        is_for_inspection(duties) and DIRECTOR in duties.roles and duties.place.covers(place) for duties in asker.duties
    )


def _province() -> str:
    root = regions.root().path
    return root[-1] if root else ""
