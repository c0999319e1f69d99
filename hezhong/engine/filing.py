"""How a case begins: from the public's answers, or from another case type's desk."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hezhong.directory import offices, vault
from hezhong.engine import calculations, catalogue, codec, core, files, numbers, received
from hezhong.engine.case_type import CaseType
from hezhong.engine.core import THE_CLOCK, Refused
from hezhong.engine.dossier import Moment, Opening, PartyHere
from hezhong.engine.drafts import new_code
from hezhong.engine.intake import Intake, NewParty
from hezhong.engine.matter import Matter
from hezhong.engine.models import Case, Draft, MatterRow, Received
from hezhong.engine.rights import Asker
from hezhong.engine.store import Submission, written
from hezhong.engine.tokens import registered
from hezhong.engine.writing import Origin, begin

CODE = "engine_matter.code"


@dataclass(frozen=True)
class Filed:
    """What a person is told after filing. ``query_code``: to follow the matter; shown once, kept encrypted."""

    case_id: UUID
    number: str
    query_code: str
    office: str


def file(flow: str, answers: Any, at: Moment, how: Submission, draft: Draft | None = None) -> Filed:
    """Open the case that the public's answers ask for, at the office that has jurisdiction.

    The same key files once, and so does the same draft. Raises Refused where no office serves the place, BadIdentity.
    """
    declared = catalogue.current().flows[flow]
    content = received.digest("file", flow, written(answers))
    if earlier := received.before("public", how.key, content):
        return _told(earlier)
    try:
        with transaction.atomic():
            if draft is not None and (there := Draft.objects.select_for_update().get(pk=draft.pk).filed_as_id):
                return told(there)
            intake = registered(declared.intake(answers))
            case_type = catalogue.current().case_types[declared.case_type]
            filed = _open(case_type, intake, at, draft)
            received.keep("public", how.key, content, _remembered(filed), at.recorded_at)
            return filed
    except IntegrityError:
        if earlier := received.before("public", how.key, content):
            return _told(earlier)
        raise


def open_case(
    code: str, intake: Intake, asker: Asker, at: Moment, how: Submission, *, elsewhere: bool = False
) -> Filed:
    """Open a case that somebody brings to the window, at the officer's own office; the same key opens once.

    elsewhere: a clerk files it where it belongs, so that nobody has to travel; reading it stays with that office.
    Raises Refused where another office has jurisdiction, and BadIdentity.
    """
    content = received.digest("open", code, repr(intake))

    def opened() -> dict[str, str]:
        case_type = catalogue.current().case_types[code]
        office = offices.competent(case_type.served_as or code, intake.place, at.happened_on)
        posts = [
            p
            for p in asker.duties
            if office and code in (p.case_types or {code}) and (p.office == office.id or (elsewhere and p.clerk))
        ]
        if not asker.active or not posts:
            whose = office.name if office else "别的机关"
            raise Refused(f"这件事归{whose}管，不能在这里登记。请告诉当事人到那里去")
        return _remembered(_open(case_type, registered(intake), at, None, asker.person))

    return _told(received.once(asker.person, how.key, content, at.recorded_at, opened))


def heard_before(asker: Asker, how: Submission) -> bool:
    """Return whether the officer has sent this very submission already: what it opened is no duplicate of itself."""
    return bool(how.key) and Received.objects.filter(actor=asker.person, key=how.key).exists()


def told(case_id: UUID) -> Filed:
    """Return what a person was told when this case was filed."""
    row = Case.objects.select_related("matter").get(id=case_id)
    code = vault.open_sealed(bytes(row.matter.sealed_code or b""), f"{CODE}:{row.matter_id}")
    return Filed(row.id, row.number, code, offices.office(row.office).name)


def _open(case_type: type[CaseType], intake: Intake, at: Moment, draft: Draft | None, officer: str = "") -> Filed:
    """Open the case; its first event is the officer's who typed it in, else the person's own."""
    office = offices.competent(case_type.served_as or case_type.code, intake.place, at.happened_on)
    if office is None:
        raise Refused("您选的地方还没有受理这类事项的机关。请打 12333 问一问该找哪里")
    code, year = new_code(), at.happened_on.year
    series = [numbers.Series(office.id, f"{office.word}{words}", year) for words in ("事项", case_type.series)]
    of_matter, of_case = numbers.take_each(series)
    matter = matter_row(of_matter, intake, code, at)
    opening = opening_of(intake, matter, office.id)
    person = filer(opening)
    actor = replace(THE_CLOCK, person=officer or person)
    loaded = begin(core.open_case(case_type, of_case, actor, at, opening), at, Origin(matter))
    matter.data = codec.matter_to_plain(loaded.dossier.matter)
    matter.save(force_insert=True)  # after its case, which has taken up its items: a reference is checked at the end
    files.hand_over(draft, loaded.row, list(files.brought(intake)), by=person)
    if intake.sums.items:
        calculations.keep_all(loaded.row.id, intake.sums, officer or person, at)
    return Filed(loaded.row.id, loaded.row.number, code, office.name)


def opening_of(intake: Intake, matter: MatterRow, office: int) -> Opening[Any]:
    """Return what a case begins with that this intake opens at an office."""
    parties = tuple(party_here(each) for each in intake.parties)
    known = codec.matter_from_plain(matter.data)
    return Opening(known, intake.facts, parties=parties, office=office, about=intake.about, people=intake.people)


def filer(opening: Opening[Any]) -> str:
    """Return the token of the person who files, '' where there is none."""
    return next((party.token for party in opening.parties if party.kind == "person"), "")


def matter_row(number: str, intake: Intake, code: str, at: Moment) -> MatterRow:
    """Return the new matter, not saved."""
    workers = tuple(str(p.person.token) for p in intake.parties if p.person and p.person.token)
    employer = next((str(p.employer.token) for p in intake.parties if p.employer and p.employer.token), "")
    matter = Matter(number, workers, employer, intake.place, intake.items)
    row = MatterRow(number=number, code=vault.index(code, "query_code"), data=codec.matter_to_plain(matter))
    row.opened_on = at.happened_on
    row.sealed_code = vault.seal(code, f"{CODE}:{row.id}")
    return row


def party_here(new: NewParty) -> PartyHere:
    """Return a new party by its tokens."""
    if new.person is not None:
        return PartyHere(new.role.name, str(new.person.token), contact=str(new.person.contact or ""))
    assert new.employer is not None
    return PartyHere(new.role.name, str(new.employer.token), "employer")


def _remembered(filed: Filed) -> dict[str, str]:
    """Return the answer to keep: without the query code, which stands encrypted with the matter."""
    return {"case_id": str(filed.case_id), "number": filed.number, "office": filed.office}


def _told(earlier: dict[str, Any]) -> Filed:
    matter = MatterRow.objects.get(cases__id=earlier["case_id"])
    code = vault.open_sealed(bytes(matter.sealed_code or b""), f"{CODE}:{matter.id}")
    return Filed(UUID(earlier["case_id"]), earlier["number"], code, earlier["office"])
