"""Many cases opened at once, all led by one: in a statement for each kind of row, in one transaction, or not at all.

One colleague who joins by a link and five hundred from a roster come the same way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from hezhong.directory import enrolling, offices, vault
from hezhong.engine import codec, core, numbers
from hezhong.engine.answers import Person
from hezhong.engine.bundle import MEMBERS_SHOWN
from hezhong.engine.core import THE_CLOCK, Refused
from hezhong.engine.dossier import Moment
from hezhong.engine.drafts import new_code
from hezhong.engine.filing import CODE, Filed, filer, matter_row, opening_of
from hezhong.engine.intake import Intake
from hezhong.engine.loading import Loaded
from hezhong.engine.models import Case, MatterRow
from hezhong.engine.writing import Origin, begin_all


@dataclass(frozen=True)
class Opened:
    """A case that has just begun, and how its worker follows it."""

    filed: Filed
    loaded: Loaded


def open_led(lead: Loaded, intakes: Sequence[Intake], at: Moment, officer: str = "") -> list[Opened]:
    """Open these cases beside the lead: at its office, with its officer, led by it from the first day. Locks nothing.

    officer: who types them in; without one each is its own person's act. Raises BadIdentity, BadName, Unclear.
    """
    _room_for(lead, len(intakes))
    known = _registered(intakes)
    office, case_type = offices.office(lead.row.office), lead.dossier.case_type
    year, count = at.happened_on.year, len(known)
    of_matters = numbers.take(numbers.Series(office.id, f"{office.word}事项", year), count)
    of_cases = numbers.take(numbers.Series(office.id, f"{office.word}{case_type.series}", year), count)
    codes = [new_code() for _ in known]
    matters = [
        matter_row(number, intake, code, at) for number, intake, code in zip(of_matters, known, codes, strict=True)
    ]
    new = []
    for number, intake, matter in zip(of_cases, known, matters, strict=True):
        opening = replace(opening_of(intake, matter, office.id), officer=lead.dossier.assignee, lead=lead.row.number)
        actor = replace(THE_CLOCK, person=officer or filer(opening))
        new.append((core.open_case(case_type, number, actor, at, opening), Origin(matter)))
    begun = begin_all(new, at)
    for loaded, matter in zip(begun, matters, strict=True):
        matter.data = codec.matter_to_plain(loaded.dossier.matter)
    MatterRow.objects.bulk_create(matters)  # after their cases, which have taken up their items
    return [
        Opened(Filed(loaded.row.id, loaded.row.number, code, office.name), loaded)
        for loaded, code in zip(begun, codes, strict=True)
    ]


def _room_for(lead: Loaded, more: int) -> None:
    """Raise Refused where the lead would have more members than a page acts on at once."""
    there = Case.objects.filter(lead__number=lead.row.number).count()
    if there + more > MEMBERS_SHOWN:
        raise Refused(f"一件牵头投诉最多带 {MEMBERS_SHOWN} 人，现在已经有 {there} 人。其他人请另用一件牵头，或者自己投诉")


def told_of(case_id: UUID, number: str, matter: MatterRow, office: int) -> Filed:
    """Return what somebody was told when this case was opened."""
    code = vault.open_sealed(bytes(matter.sealed_code or b""), f"{CODE}:{matter.id}")
    return Filed(case_id, number, code, offices.office(office).name)


def _registered(intakes: Sequence[Intake]) -> list[Intake]:
    """Return these with a token in the place of everybody who was typed."""
    typed = [
        party.person.typed for intake in intakes for party in intake.parties if party.person and party.person.typed
    ]
    tokens = iter(enrolling.enter_all(typed))
    known = []
    for intake in intakes:
        parties = tuple(
            replace(party, person=Person(*_pair(next(tokens)))) if party.person and party.person.typed else party
            for party in intake.parties
        )
        known.append(replace(intake, parties=parties))
    return known


def _pair(found: tuple[int, int]) -> tuple[int, None, int]:
    token, contact = found
    return token, None, contact
