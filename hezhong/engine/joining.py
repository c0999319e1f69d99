"""How colleagues join a case by a link (集体投诉): the invitation, what it shows, and the case of their own it opens.

The code is 128 bits, kept encrypted and found by its blind index; whoever has it sees what a stranger at the gate could
know as well. The lead is locked while somebody joins, so that nobody joins what was decided at that moment, nor twice.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from hezhong.directory import enrolling, naming, offices, people, regions, vault
from hezhong.engine import catalogue, enrolment, files, loading
from hezhong.engine.answers import Person
from hezhong.engine.case_type import CaseType
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Dossier, Moment
from hezhong.engine.filing import Filed
from hezhong.engine.intake import Flow, Leading, Together
from hezhong.engine.loading import Loaded
from hezhong.engine.models import Case, Draft, Invitation, Party
from hezhong.engine.roles import COMPLAINANT

SEALED = "engine_invitation.code"
BYTES = 16  # 128 bits


@dataclass(frozen=True)
class Invited:
    """What an invitation leads to. open: colleagues can still join; otherwise they file alone."""

    id: int
    case_id: UUID
    lead: Leading
    flow: Flow
    together: Together
    employer: str
    place: str
    office: str
    office_phone: str
    open: bool
    withdrawn: bool  # the invitation itself was closed

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """Return (label, words) of what it is about, without anybody's name."""
        return (
            ("单位", self.employer),
            *self.together.told(self.lead)[:2],
            ("地点", self.place),
            *self.together.told(self.lead)[2:],
        )


class Closed(Refused):
    """The lead was decided, or the invitation closed, before this colleague came."""


class Already(Refused):
    """This person is in it already. reached: the phone that was proved now is the one given then."""

    def __init__(self, case_id: UUID, contact: int, *, named: bool) -> None:
        super().__init__("这个人已经加入了这次集体投诉")
        self.case_id, self.contact, self.named = case_id, contact, named


def flow_of(case_type: str) -> Flow | None:
    """Return the flow by which colleagues join a case of this type, None where they cannot."""
    flows = catalogue.current().flows.values()
    return next((flow for flow in flows if flow.case_type == case_type and flow.together), None)


def can_be_joined(row: Case) -> bool:
    """Whether colleagues can join: open, led by no other, of a kind that several bring together."""
    return row.closed_on is None and row.lead_id is None and flow_of(row.case_type) is not None


def code_of(case_id: UUID) -> str:
    """Return the code of the open invitation, '' where there is none."""
    there = Invitation.objects.filter(case=case_id, closed_at=None).first()
    return _code(there) if there else ""


def invite(case_id: UUID, person: str, at: datetime) -> str:
    """Return the code of a new invitation; an earlier one leads nowhere from now on. Raises Closed."""
    code = secrets.token_urlsafe(BYTES)
    with transaction.atomic():
        row = Case.objects.select_for_update().get(id=case_id)
        if not can_be_joined(row):
            raise Closed("这件投诉已经有了结果，不能再邀请工友加入。工友可以自己投诉")
        close(case_id, at)
        there = Invitation(case=row, code=vault.index(code, "invitation"), by=person, opened_at=at, sealed_code=b"")
        there.sealed_code = vault.seal(code, f"{SEALED}:{row.id}")
        there.save(force_insert=True)
    return code


def close(case_id: UUID, at: datetime) -> None:
    """Close the invitation of a case; who holds its link is told so."""
    Invitation.objects.filter(case=case_id, closed_at=None).update(closed_at=at)


def found(code: str) -> Invited | None:
    """Return what this code leads to, None where nobody gave it out."""
    there = (
        Invitation.objects.select_related("case").filter(code=vault.index(code, "invitation")).first() if code else None
    )
    if there is None:
        return None
    row, flow = there.case, flow_of(there.case.case_type)
    if flow is None or flow.together is None:
        return None
    lead, office = leading(loading.look(row.id)), offices.office(row.office)
    names = naming.of_parties({lead.employer})
    place = regions.full_name(row.town or row.county or row.city)
    return Invited(
        there.id,
        row.id,
        lead,
        flow,
        flow.together,
        names.get(lead.employer, ""),
        place,
        office.name,
        office.phone,
        can_be_joined(row),
        there.closed_at is not None,
    )


def leading(loaded: Loaded) -> Leading:
    """Return what colleagues share with this case."""
    row, dossier = loaded.row, loaded.dossier
    return Leading(
        row.number,
        dossier.facts,
        dossier.handled_at.place,
        int(dossier.matter.employer or 0),
        row.about,
        together_in(row),
    )


def together_in(row: Case) -> int:
    """Return how many cases are in it, the lead included; who withdrew is not."""
    return 1 + counted(Case.objects.filter(lead__number=row.number)).count()


def counted(led: QuerySet[Case]) -> QuerySet[Case]:
    """Return of the cases that are led those whose workers still take part."""
    return led.exclude(state__in=("withdrawn", CaseType.annulled.name))


def join(invited: Invited, answers: Any, at: Moment, draft: Draft) -> Filed:
    """Open the colleague's own case; the same draft opens one. Raises Closed, Already, BadIdentity, BadName, Unclear."""
    with transaction.atomic():
        held = Draft.objects.select_for_update(of=("self",)).select_related("filed_as__matter").get(pk=draft.pk)
        if (there := held.filed_as) is not None:
            return enrolment.told_of(there.id, there.number, there.matter, there.office)
        lead = loading.lock(invited.case_id)
        if not can_be_joined(lead.row):
            raise Closed("这件投诉刚刚有了结果，不能再加入")
        if not Invitation.objects.filter(id=invited.id, closed_at=None).exists():
            raise Closed("这个邀请已经停用")
        _not_in_it(lead, answers.person)
        (opened,) = enrolment.open_led(lead, [invited.together.intake(leading(lead), answers)], at)
        filed, person = opened.filed, first_person(opened.loaded.dossier)
        files.hand_over(draft, opened.loaded.row, list(files.brought(answers)), by=person)
        return filed


def first_person(dossier: Dossier[Any]) -> str:
    """Return the token of whose case it is."""
    return next((party.token for party in dossier.parties if party.role == COMPLAINANT.name), "")


def members_among(lead: Case, tokens: list[int]) -> dict[int, tuple[UUID, int]]:
    """Return person -> (case, contact) of those who are in it already: the lead's own and those it leads, while open."""
    cases = Case.objects.filter(closed_on=None, lead__number=lead.number) | Case.objects.filter(
        closed_on=None, id=lead.id
    )
    there = Party.objects.filter(case__in=cases, role=COMPLAINANT.name, token__in=[token for token in tokens if token])
    return {
        token: (case_id, contact or 0) for token, case_id, contact in there.values_list("token", "case_id", "contact")
    }


def _not_in_it(lead: Loaded, person: Person) -> None:
    """Raise Already where this identity is in it. named: the name is the one that is known."""
    typed = person.typed
    assert typed is not None
    (token,) = enrolling.known([(typed.kind, typed.number)])
    if mine := members_among(lead.row, [token]).get(token):
        raise Already(*mine, named=people.names_of([token]).get(token) == typed.name)


def _code(there: Invitation) -> str:
    return vault.open_sealed(bytes(there.sealed_code), f"{SEALED}:{there.case_id}")
