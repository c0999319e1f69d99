"""Read a case whole: its row, its lists, its trail, and the matter it shares with other cases."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from hezhong.engine import bundle, catalogue
from hezhong.engine.case_type import CaseType
from hezhong.engine.codec import from_bytes, matter_from_plain
from hezhong.engine.core import refold
from hezhong.engine.dossier import Dossier, Opening
from hezhong.engine.models import Case, MatterRow
from hezhong.engine.rows import Lists


class NoSuchCase(LookupError):
    """No case has this id, or the asker may not know of it."""


@dataclass(frozen=True)
class Loaded:
    """A case as the store works on it."""

    row: Case
    lists: Lists
    dossier: Dossier[Any]

    @property
    def held(self) -> dict[str, frozenset[str]]:
        """Role name -> tokens of the parties who hold it."""
        roles = {party.role for party in self.dossier.parties}
        return {
            role: frozenset(party.token for party in self.dossier.parties if party.role == role) for role in roles
        }


def case_type_of(row: Case) -> type[CaseType]:
    return catalogue.current().case_types[row.case_type]


def lock(case_id: UUID) -> Loaded:
    """Return the case with its row and its matter locked until the transaction ends. Raises NoSuchCase."""
    row = Case.objects.select_for_update(of=("self", "matter")).select_related("matter").filter(id=case_id).first()
    return _loaded(row)


def lock_all(case_ids: Collection[UUID]) -> list[Loaded]:
    """Return these cases as ``lock`` does, in the order of their ids. Raises NoSuchCase where one is missing."""
    if len(case_ids) > 1:
        hold(case_ids)
    rows = Case.objects.select_for_update(of=("self", "matter")).select_related("matter").filter(id__in=case_ids)
    found = sorted(rows, key=lambda row: row.id)
    if len(found) < len(set(case_ids)):
        raise NoSuchCase("没有这个案件，或者您不能查看")
    return [Loaded(row, core.lists, dossier_of(row, core)) for row, core in zip(found, bundle.cores_of(found), strict=True)]


def ids_of(numbers: Iterable[str]) -> list[UUID]:
    """Return the ids of the cases of these numbers that are there."""
    wanted = list(numbers)
    return list(Case.objects.filter(number__in=wanted).values_list("id", flat=True)) if wanted else []


def hold(case_ids: Iterable[UUID]) -> None:
    """Lock these cases, then their matters, each in the order of their ids, before the first is worked on.

    A counter taken for one while another is still waited for would be a deadlock with whoever has that one.
    """
    rows = Case.objects.select_for_update().filter(id__in=list(case_ids)).order_by("id")
    matters = [matter for (matter,) in rows.values_list("matter_id")]
    list(MatterRow.objects.select_for_update().filter(id__in=matters).order_by("id").values_list("id"))


def look(case_id: UUID) -> Loaded:
    """Return the case as it stands, without a lock. Raises NoSuchCase."""
    return _loaded(Case.objects.select_related("matter").filter(id=case_id).first())


def _loaded(row: Case | None) -> Loaded:
    if row is None:
        raise NoSuchCase("没有这个案件，或者您不能查看")
    core = bundle.core_of(row)
    return Loaded(row, core.lists, dossier_of(row, core))


def dossier_of(row: Case, core: bundle.Core) -> Dossier[Any]:
    """Return the fold of a trail, with the matter as all its cases have left it."""
    trail = tuple(from_bytes(case_type_of(row), body) for body in core.bodies)
    opening: Opening[Any] = trail[0].given
    folded = refold(case_type_of(row), row.number, opening, trail)
    return replace(folded, matter=matter_from_plain(row.matter.data))
