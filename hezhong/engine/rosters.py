"""The lists beside a case's row: who takes part, who must not, which other offices read on. What the trail says, no more."""

from datetime import date
from typing import Any

from hezhong.engine.case_type import Recusal
from hezhong.engine.dossier import Dossier
from hezhong.engine.models import Case, Exclusion, Participation, Party

HAD_IT = "handed_over"


def bring_up(row: Case, dossier: Dossier[Any], on: date) -> None:
    """Make the lists say what the trail says. ``on``: the day on which what no longer holds has ended."""
    _parties(row, dossier)
    _exclusions(row, dossier)
    _offices(row, dossier, on)


def _parties(row: Case, dossier: Dossier[Any]) -> None:
    wanted = {
        (party.role, int(party.token), party.elected, int(party.contact or 0) or None): party.kind for party in dossier.parties
    }
    there = {(each.role, each.token, each.elected, each.contact): each.pk for each in Party.objects.filter(case=row)}
    Party.objects.filter(pk__in=[pk for who, pk in there.items() if who not in wanted]).delete()
    Party.objects.bulk_create(
        Party(case=row, role=role, token=token, kind=kind, elected=elected, contact=contact)
        for (role, token, elected, contact), kind in wanted.items()
        if (role, token, elected, contact) not in there
    )


def _exclusions(row: Case, dossier: Dossier[Any]) -> None:
    wanted = {int(event.given.officer) for event in dossier.done if isinstance(event.given, Recusal)}
    there = dict(Exclusion.objects.filter(case=row).values_list("token", "pk"))
    Exclusion.objects.filter(pk__in=[pk for token, pk in there.items() if token not in wanted]).delete()
    Exclusion.objects.bulk_create(Exclusion(case=row, token=token) for token in sorted(wanted - there.keys()))


def _offices(row: Case, dossier: Dossier[Any], on: date) -> None:
    """An office that had the case reads on; one that never should have had it, no longer."""
    wanted: dict[int, date] = {}
    had = dossier.opening.office
    for event in dossier.done:
        if event.moves:
            wanted.setdefault(had, event.happened_on)
            had = event.moves.office
    reading = Participation.objects.filter(case=row, kind=HAD_IT, until=None)
    there = set(reading.values_list("office", flat=True))
    reading.exclude(office__in=wanted).update(until=on)
    Participation.objects.bulk_create(
        Participation(case=row, office=office, kind=HAD_IT, since=since)
        for office, since in wanted.items()
        if office not in there
    )
