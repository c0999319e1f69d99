"""What the papers of filing and investigation print: from 立案审批表 to 调查终结报告."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from hezhong.domains.inspection import quotations as law
from hezhong.domains.inspection.case import Inspection
from hezhong.domains.inspection.facts import (
    Announcement,
    Commission,
    Conclusion,
    Disposal,
    FilingOfCase,
    Findings,
    Inquiry,
    Registration,
    SiteVisit,
    Summons,
    Suspension,
    Violation,
)
from hezhong.domains.inspection.violations import BROKEN, VIOLATED
from hezhong.domains.inspection.wording import (
    Wording,
    cites,
    clock_time,
    day_of,
    given,
    last_day,
    listed,
    said,
    sums,
    term,
)
from hezhong.engine.dossier import Dossier, Moment
from hezhong.kernel.fields import Reason
from hezhong.law.duties import inspection as duty

File = Dossier[Findings]


def broken(dossier: File) -> tuple[law.Cited, ...]:
    """Return the articles that the employer is held to have broken, and what they let the office do."""
    return _of(dossier.facts.violation)


def _of(violation: Violation) -> tuple[law.Cited, ...]:
    duty = (BROKEN[violation],) if violation in BROKEN else ()
    return (*duty, *VIOLATED.get(violation, ()))


def filed_under(dossier: File) -> tuple[law.Cited, ...]:
    """Return why the case was filed: a complaint that was accepted, or what the office found out."""
    parent = dossier.opening.parent
    return (law.FILE_COMPLAINT,) if parent and parent.case_type == "complaint" else (law.FILE_DISCOVERY,)


def _filing_form(dossier: File, at: Moment) -> Wording:
    form = given(dossier, FilingOfCase)
    others = tuple(cited for each in dossier.facts.also for cited in _of(each)[:2])
    suspected = tuple(dict.fromkeys((*broken(dossier)[:2], *others)))
    more = {
        "story": form.reason,
        "suspected": cites(suspected),
        "due_on": last_day(dossier, Inspection.conclude, at),
        "term": term(dossier, duty.CONCLUDE, at),
    }
    return Wording((law.FILE_DISCOVERY,), more, suspected)


def _inquiry_notice(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Summons)
    more = {
        "matter": form.about,
        "bring": listed(form.bring),
        "day": form.day.isoformat(),
        "time": clock_time(form.start),
        "room": form.room,
    }
    return Wording((law.ASK_PEOPLE, law.DEMAND_PAPERS), more, (law.COOPERATE, law.REFUSING_TO_COME))


def _inquiry_minutes(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Inquiry)
    more = {"asked": form.asked, "minutes": form.minutes, "signed": form.signed, "on": at.happened_on.isoformat()}
    return Wording((law.MINUTES_ARE_TAKEN,), more, (law.TWO_INSPECTORS, law.COOPERATE))


def _site_minutes(dossier: File, at: Moment) -> Wording:
    form = given(dossier, SiteVisit)
    more = {
        "where": form.where,
        "present": form.present,
        "minutes": form.minutes,
        "recorded": len(form.record.files),
        "on": at.happened_on.isoformat(),
    }
    return Wording((law.ENTER,), more, (law.MINUTES_ARE_TAKEN,))


def _evidence_list(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Registration)
    due_on = last_day(dossier, Inspection.dispose_of_evidence, at)
    given_time = term(dossier, duty.DISPOSE_OF_EVIDENCE, at)
    more = {"things": listed(form.things), "where": form.where, "due_on": due_on, "term": given_time}
    return Wording((law.KEEP_EVIDENCE, law.REGISTER_EVIDENCE), more, (law.SEVEN_ARE_WORKING, law.TOUCHING_EVIDENCE))


def _evidence_outcome(dossier: File, at: Moment) -> Wording:
    kept = said(dossier, Registration)
    more = {
        "outcome": given(dossier, Disposal).outcome,
        "things": listed(kept.things) if kept else [],
        "registered_on": day_of(dossier, "register_evidence"),
    }
    return Wording((law.REGISTER_EVIDENCE,), more, (law.SEVEN_ARE_WORKING,))


def _commission_letter(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Commission)
    return Wording((law.AUDIT, law.APPRAISAL), {"expert": form.expert, "question": form.question}, (law.EXTENDED,))


def _extension(dossier: File, at: Moment) -> Wording:
    """Return what both the sheet and the notice say: why, and until when."""
    before = replace(dossier, events=dossier.events[:-1])
    more = {
        "reason": given(dossier, Reason).reason,
        "term": term(dossier, duty.CONCLUDE, at),
        "longer": term(dossier, duty.CONCLUDE, at, longer=True),
        "was_due_on": last_day(before, Inspection.conclude, at),
        "due_on": last_day(dossier, Inspection.conclude, at),
    }
    return Wording((law.EXTENDED,), more, (law.IN_TIME,))


def _suspension_notice(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Suspension)
    more = {"ground": form.ground.label, "reason": form.reason}
    return Wording((law.SUSPENDED[form.ground], law.TELL_SUSPENDED), more)


def _public_notice(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Announcement)
    return Wording((law.CALL_BY_NOTICE,), {"text": form.text, "where": form.where}, (law.STAYING_AWAY,))


def _report_of_inquiry(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Conclusion)
    steps = [
        {"title": event.action.title, "on": event.happened_on.isoformat()}
        for event in dossier.done
        if event.action.name in ("summon", "inquire", "visit", "register_evidence", "commission", "announce", "mediate")
    ]
    more = {"proposal": form.proposal, "grave": form.grave, "steps": steps, "broken": cites(broken(dossier))}
    return Wording((law.HEADS_EXAMINE,), {**more, **sums(owed=form.owed)}, broken(dossier))


PAPERS: Mapping[str, Callable[[File, Moment], Wording]] = {
    "filing_form": _filing_form,
    "inquiry_notice": _inquiry_notice,
    "inquiry_minutes": _inquiry_minutes,
    "site_minutes": _site_minutes,
    "evidence_list": _evidence_list,
    "evidence_outcome": _evidence_outcome,
    "commission_letter": _commission_letter,
    "extension_form": _extension,
    "extension_notice": _extension,
    "suspension_notice": _suspension_notice,
    "public_notice": _public_notice,
    "report_of_inquiry": _report_of_inquiry,
}
