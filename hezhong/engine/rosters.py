"""The lists beside a case's row: who takes part, who must not, which other offices read on. What the trail says, no more."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Model

from hezhong.engine.dossier import Dossier
from hezhong.engine.models import Case, Exclusion, Participation, Party

HAD_IT = "handed_over"


def bring_up(cases: Sequence[tuple[Case, Dossier[Any], date]]) -> None:
    """Make the lists of each case say what its trail says. With each: the day on which what no longer holds has ended."""
    if cases:
        _parties(cases)
        _exclusions(cases)
        _offices(cases)


def _parties(cases: Sequence[tuple[Case, Dossier[Any], date]]) -> None:
    wanted = {
        (row.id, party.role, int(party.token), party.elected, int(party.contact or 0) or None): party.kind
        for row, dossier, _ in cases
        for party in dossier.parties
    }
    known = Party.objects.filter(case__in=[row for row, _, _ in cases])
    there = {(each.case_id, each.role, each.token, each.elected, each.contact): each.pk for each in known}
    _remove(Party, there, wanted)
    Party.objects.bulk_create(
        Party(case_id=case_id, role=role, token=token, kind=kind, elected=elected, contact=contact)
        for (case_id, role, token, elected, contact), kind in wanted.items()
        if (case_id, role, token, elected, contact) not in there
    )


def _exclusions(cases: Sequence[tuple[Case, Dossier[Any], date]]) -> None:
    wanted = {
        (row.id, int(officer)): None for row, dossier, _ in cases for officer in sorted(dossier.recused)
    }
    known = Exclusion.objects.filter(case__in=[row for row, _, _ in cases])
    there = {(each.case_id, each.token): each.pk for each in known}
    _remove(Exclusion, there, wanted)
    Exclusion.objects.bulk_create(
        Exclusion(case_id=case_id, token=token) for case_id, token in sorted(wanted.keys() - there.keys())
    )


def _offices(cases: Sequence[tuple[Case, Dossier[Any], date]]) -> None:
    """An office that had the case reads on; one that never should have had it, no longer."""
    wanted = {(row.id, office): since for row, dossier, _ in cases for office, since in _had(dossier).items()}
    ended = {row.id: on for row, _, on in cases}
    known = Participation.objects.filter(case__in=[row for row, _, _ in cases], kind=HAD_IT, until=None)
    there = {(each.case_id, each.office): each for each in known}
    for (case_id, _), each in there.items():
        each.until = ended[case_id]
    if gone := [each for who, each in there.items() if who not in wanted]:
        Participation.objects.bulk_update(gone, ["until"])
    Participation.objects.bulk_create(
        Participation(case_id=case_id, office=office, kind=HAD_IT, since=since)
        for (case_id, office), since in wanted.items()
        if (case_id, office) not in there
    )


def _had(dossier: Dossier[Any]) -> dict[int, date]:
    """Return each office that gave the case away, and since when it only reads."""
    found: dict[int, date] = {}
    had = dossier.opening.office
    for event in dossier.done:
        if event.moves:
            found.setdefault(had, event.happened_on)
            had = event.moves.office
    return found


def _remove(model: type[Model], there: Mapping[Any, Any], wanted: Mapping[Any, Any]) -> None:
    if gone := [pk for who, pk in there.items() if who not in wanted]:
        model._default_manager.filter(pk__in=gone).delete()
