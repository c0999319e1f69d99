"""What a worker may still say and ask beside the steps of the procedure: who else comes, a new phone, whether the money is there.

All of it is recorded in the worker's own complaint, also after that has closed.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from hezhong.directory import offices, people
from hezhong.engine import catalogue, joining, outbox, store
from hezhong.engine.case_type import CaseType, Joining
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Moment
from hezhong.engine.models import Case, Party
from hezhong.engine.roles import FOLLOWER
from hezhong.engine.store import Submission
from hezhong.engine.tracker import Follower
from hezhong.engine.vocabulary import Action

MONEY, RATING = "report_unpaid", "rate"


@dataclass(frozen=True)
class Besides:
    """What the tracker offers beside the procedure. case_id: the worker's own complaint; leads: the one that leads it, or itself.

    together: how many are in it, the worker included; members: may colleagues still join; roster: may this worker bring a
    list of them; money, rating: is it time to ask. said: (what was asked, the answer).
    """

    case_id: UUID
    leads: UUID
    version: int
    together: int
    members: bool
    roster: bool
    elected: bool
    money: bool
    rating: bool

    @property
    def led(self) -> bool:
        return self.leads != self.case_id


def besides(follower: Follower) -> Besides | None:
    """Return what is offered in this matter, None where it did not begin with a complaint of this kind."""
    own = _own(follower)
    if own is None or joining.flow_of(own.case_type) is None:
        return None
    lead, over = own.lead or own, not own.still_open
    open_to_all = joining.can_be_joined(lead)
    return Besides(
        case_id=own.id,
        leads=lead.id,
        version=own.version,
        together=1 + (own.led or 0),
        members=open_to_all and lead is own,
        roster=open_to_all and (lead is own or own.elected),
        elected=own.elected,
        money=over and bool(own.amount) and not own.facts.get("arrived") and _may_say(own, MONEY),
        rating=over and not own.facts.get("content") and _may_say(own, RATING),
    )


def _own(follower: Follower) -> Any:
    """Return the case with which the matter began, and what stands around it, in one query; None where there is none."""
    leading = Coalesce(OuterRef("lead_id"), OuterRef("number"))
    led = joining.counted(Case.objects.filter(lead_id=leading)).order_by().values("lead_id").annotate(n=Count("pk"))
    began = Case.objects.filter(matter=follower.matter, parent=None).exclude(state=CaseType.annulled.name)
    return (
        began.select_related("lead")
        .annotate(
            still_open=Exists(Case.objects.filter(matter=OuterRef("matter"), closed_on=None)),
            elected=Exists(Party.objects.filter(case=OuterRef("pk"), token=follower.person, elected=True)),
            led=Subquery(led.values("n")),
        )
        .order_by("recorded_at")
        .first()
    )


def action_of(case_id: UUID, name: str) -> Action:
    """Return the declared action of this name."""
    row = Case.objects.get(id=case_id)
    found: Action = catalogue.current().case_types[row.case_type].words(Action)[name]
    return found


def _may_say(row: Case, name: str) -> bool:
    action: Action | None = catalogue.current().case_types[row.case_type].words(Action).get(name)
    return action is not None and FOLLOWER in action.roles and row.state in {state.name for state in action.sources}


def change_phone(follower: Follower, phone: str, at: Moment, how: Submission) -> None:
    """Reach this worker on another phone from now on, in every case of the matter; the old one is told. Raises Refused.

    The phone must have been proved. The old one hears of the matter no more and opens nothing (decision 008).
    """
    with transaction.atomic():
        mine = Party.objects.filter(case__matter=follower.matter, token=follower.person, kind="person")
        parties = list(mine.exclude(case__state=CaseType.annulled.name).select_related("case").order_by("case__recorded_at"))
        old = {party.contact for party in parties if party.contact}
        card = people.cards([follower.person], old).get(follower.person)
        contact = people.contact(follower.person, phone, card.address if card else "")
        if old == {contact}:
            raise Refused("这就是现在留的手机号，不用换")
        phones = {people.phone_of(each) for each in old} - {"", phone}
        first = parties[0]
        given = Joining(first.role, str(first.token), first.elected, str(contact))
        store.act_many([party.case_id for party in parties], "change_phone", given, follower.asker, at, how)
        office = offices.office(first.case.office)
        for each in sorted(phones):
            key = f"changed-phone/{first.case_id}/{contact}/{at.recorded_at.isoformat()}"
            text = f"您的投诉（{first.case.number}）换了联系手机，新号码尾号 {phone[-4:]}，以后的短信发到那里。不是您本人换的，请马上打 {office.phone or '12333'}。"
            outbox.send_to_phone(key, each, text, at.recorded_at)
