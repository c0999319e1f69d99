"""How colleagues join a complaint (集体投诉): by a link on their own phones, or all at once from a roster.

Each complaint is the colleague's own: own money, own clock, own papers (decisions 011, 016). What they share is what a
stranger at the same gate could know as well: the employer, the place, what it is about.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from hezhong.domains.complaints.facts import Channel, Colleague, Companion, Grievance, Trouble, Wage
from hezhong.domains.complaints.roster import ROSTER
from hezhong.domains.complaints.steps import last_day_of
from hezhong.engine.answers import Address, Employer, Months, Person
from hezhong.engine.intake import Intake, Leading, NewParty, Together
from hezhong.engine.matter import ClaimItem
from hezhong.engine.roles import COMPLAINANT, EMPLOYER
from hezhong.law.finality import ClaimKind

KINDS = {
    Trouble.WAGES: (ClaimKind.WAGES, "拖欠工资"),
    Trouble.CONTRACT: (ClaimKind.OTHER, "劳动合同和证件押金"),
    Trouble.HOURS: (ClaimKind.LABOUR_STANDARD, "工作时间和休息休假"),
}


def given(lead: Leading) -> type[Any]:
    """Return what each is asked: about money where it is about money."""
    return Colleague if lead.facts.trouble is Trouble.WAGES else Companion


def told(lead: Leading) -> tuple[tuple[str, str], ...]:
    facts: Grievance = lead.facts
    lines = (
        ("是什么事", facts.trouble.label),
        ("欠的是哪些钱", "、".join(wage.label for wage in facts.wages)),
        ("在哪里干活", facts.site.rest),
    )
    return tuple((label, says) for label, says in lines if says)


def suggests(lead: Leading) -> dict[str, Any]:
    return {"months": lead.facts.months} if lead.facts.months else {}


def alone(lead: Leading) -> dict[str, Any]:
    """Return what is known already of a complaint that a colleague files alone."""
    facts: Grievance = lead.facts
    site = Address(facts.site.place if facts.site.place.path else lead.place, facts.site.rest)
    known = {"trouble": facts.trouble, "on_site": facts.on_site, "employer": Employer(lead.employer), "place": site}
    return {**known, "wages": facts.wages} if facts.wages else known


def intake(lead: Leading, answers: Any) -> Intake:
    """Return the complaint of one colleague."""
    facts: Grievance = lead.facts
    months: Months = answers.months
    kind, about = KINDS[facts.trouble]
    (first_year, first_month), (last_year, last_month) = months.since, months.until
    item = ClaimItem(
        1,
        kind,
        getattr(answers, "amount", None) or Decimal(0),
        date(first_year, first_month, 1),
        last_day_of(last_year, last_month),
    )
    own = Grievance(
        trouble=facts.trouble,
        on_site=facts.on_site,
        site=facts.site,
        wages=facts.wages or ((Wage.MONTHLY,) if facts.trouble is Trouble.WAGES else ()),
        months=months,
        ended_on=last_day_of(last_year, last_month),
        channel=Channel.ROSTER if answers.represented is None else Channel.JOINED,
        represented=answers.represented,
    )
    typed = answers.person.typed
    person = Person(typed=typed.reached_at(answers.phone.typed)) if typed else answers.person
    parties = (NewParty(COMPLAINANT, person=person), NewParty(EMPLOYER, employer=Employer(lead.employer)))
    about = f"{about}（工地）" if facts.on_site else about
    return Intake(own, lead.place, parties, (item,), answers.evidence, about)


TOGETHER = Together(given, told, suggests, alone, intake, ROSTER)
