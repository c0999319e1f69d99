"""What the papers print from the notice before a decision to the sheet that closes the case.

A remedy stands on what binds somebody. Whoever complained and is told that the office ends the case without ordering
anything is told to ask for reconsideration first: see ``law.statutes.remedies`` on refusals.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from hezhong.domains.inspection import quotations as law
from hezhong.domains.inspection.case import Inspection
from hezhong.domains.inspection.facts import Findings
from hezhong.domains.inspection.inquiry_papers import broken, filed_under
from hezhong.domains.inspection.outcomes import (
    Application,
    Closing,
    Decision,
    Default,
    Discussion,
    ExtraPay,
    Notice,
    Order,
    PayOrder,
    Penalty,
    Redirection,
    Removal,
    Rescission,
)
from hezhong.domains.inspection.violations import (
    ARREARS,
    DISOBEYED,
    DISOBEYING,
    OWED_TO_WORKERS,
    PAY_OR_PAY_MORE,
    VIOLATED,
)
from hezhong.domains.inspection.wording import (
    Content,
    Wording,
    cites,
    day_of,
    done_by,
    given,
    iso,
    last_day,
    said,
    sums,
    term,
)
from hezhong.engine.case_type import ChildClosed
from hezhong.engine.clock import clocks, due
from hezhong.engine.dossier import Dossier, Moment
from hezhong.kernel.fields import Reason
from hezhong.law import fines
from hezhong.law.duties import enforcement
from hezhong.law.duties import inspection as duty
from hezhong.law.statutes import remedies

File = Dossier[Findings]
OUTCOMES = {
    "order": "order_text",
    "handle": "pay_decision",
    "penalise": "penalty_decision",
    "rescind": "rescission_notice",
    "redirect": "dispute_notice",
    "remove": "removal_letter",
}
"""Action -> the document in which it is told."""


def _basis(dossier: File) -> tuple[law.Cited, ...]:
    """Return what the office may demand of this violation, each article named once."""
    return tuple(each for each in VIOLATED.get(dossier.facts.violation, ()) if each is not PAY_OR_PAY_MORE)


def _fined_under(dossier: File) -> tuple[law.Cited, ...]:
    """Return why a fine: who owes workers is ordered to pay first, and fined for disobeying (监察条例 30)."""
    owes = dossier.facts.violation in OWED_TO_WORKERS
    return (DISOBEYED,) if owes else VIOLATED.get(dossier.facts.violation, ())


def _quoted(dossier: File) -> tuple[law.Cited, ...]:
    """Return what is to be read where a fine is meant: the duty broken, and what the fine rests on, whole."""
    disobeying = (DISOBEYING,) if dossier.facts.violation in OWED_TO_WORKERS else ()
    return (*broken(dossier)[:1], *disobeying, *_fined_under(dossier))


def _outcome(dossier: File, *names: str) -> Content:
    """Return which decision a later paper is about: its document, its title, its day, its content; {} for none."""
    event = done_by(dossier, *names)
    if event is None:
        return {}
    form = event.given
    by = form.perform_by if isinstance(form, Decision | Order) else None
    return {
        "document": OUTCOMES[event.action.name],
        "title": event.action.title,
        "on": event.happened_on.isoformat(),
        "content": form.content if isinstance(form, Decision | Order) else form.reason,
        "perform_by": iso(by),
    }


def _discussion_minutes(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Discussion)
    more = {"present": form.present, "minutes": form.minutes, "result": form.result, "on": at.happened_on.isoformat()}
    return Wording((law.HEADS_DISCUSS,), more)


def _prior_notice(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Notice)
    basis = _fined_under(dossier) if form.fine is not None else (law.CORRECT, *_basis(dossier))
    heard = (law.MAY_BE_HEARD, law.HEARING_ASKED, law.SEVEN_ARE_WORKING) if dossier.facts.may_be_heard else ()
    more = {
        "content": form.content,
        "factors": form.factors,
        "basis": cites(basis),
        "may_be_heard": dossier.facts.may_be_heard,
        "term": term(dossier, duty.REQUEST_HEARING, at),
        **sums(fine=form.fine),
    }
    told = (law.TOLD_FIRST, law.DEFENCE) if form.fine is not None else (law.HEARD_FIRST,)
    return Wording(told, more, (*heard, *basis, *(_quoted(dossier) if form.fine is not None else broken(dossier))))


def _order_text(dossier: File, at: Moment) -> Wording:
    form, owes = given(dossier, Order), dossier.facts.violation in OWED_TO_WORKERS
    after = (PAY_OR_PAY_MORE, DISOBEYED) if owes else (DISOBEYED,)
    more = {
        "violation": form.violation,
        "content": form.content,
        "filed_under": cites(filed_under(dossier)),
        "after": cites(after),
        **sums(owed=form.owed),
    }
    shown = (*broken(dossier), *after, DISOBEYING)
    return Wording((law.CORRECT, *_basis(dossier)), more, (*filed_under(dossier), *shown), remedies.AGAINST_A_DECISION)


def _review_opinion(dossier: File, at: Moment) -> Wording:
    """Return the sheet on which the legal reviewer's opinion stands; the act binds reviews of penalties only."""
    form = given(dossier, Decision)
    fined = form.fine if isinstance(form, Penalty) else None
    owed = form.owed if isinstance(form, PayOrder) else None
    more = {
        "proposed_content": form.content,
        "kind": "行政处罚" if fined else "行政处理",
        **sums(fine=fined, owed=owed),
    }
    return Wording((law.LEGAL_REVIEW,) if fined else (), {**more, "found": form.found, "defence": form.defence})


def _decided(dossier: File, form: Decision) -> Content:
    return {
        "found": form.found,
        "defence": form.defence,
        "stated": [event.happened_on.isoformat() for event in dossier.done if event.action.name == "state_defence"],
        "notified_on": day_of(dossier, "notify"),
        "heard": [
            {"number": event.given.number, "outcome": event.given.outcome}
            for event in dossier.done
            if isinstance(event.given, ChildClosed) and event.given.case_type == "hearing"
        ],
        "broken": cites(broken(dossier)[:1]),
        "content": form.content,
        "perform_by": form.perform_by.isoformat(),
    }


def _pay_decision(dossier: File, at: Moment) -> Wording:
    form = given(dossier, PayOrder)
    more = {**_decided(dossier, form), **sums(owed=form.owed)}
    further = (*broken(dossier), DISOBEYING, DISOBEYED, law.TO_COURT)
    return Wording((law.CORRECT, law.ORDER_PAYMENT, *_basis(dossier)), more, further, remedies.AGAINST_A_DECISION)


def _penalty_decision(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Penalty)
    more = {
        **_decided(dossier, form),
        "factors": form.factors,
        **sums(fine=form.fine),
        "term": term(dossier, duty.PAY_FINE, at),
    }
    further = (*_quoted(dossier), law.PAY_FINE, law.THREE_PER_CENT, law.NOT_STAYED, law.TO_COURT)
    return Wording((law.PUNISH, *_fined_under(dossier)), more, further, remedies.AGAINST_A_DECISION)


def _rescission_notice(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Rescission)
    more = {"ground": form.ground.label, "reason": form.reason}
    return Wording((law.RESCINDED[form.ground],), more, (law.TELL_RESCINDED,), remedies.AGAINST_A_REFUSAL)


def _dispute_notice(dossier: File, at: Moment) -> Wording:
    more = {"reason": given(dossier, Redirection).reason}
    further = (law.ORDER_PAYMENT, law.WHICH_TRIBUNAL, law.ONE_YEAR, law.BEGINS_ANEW)
    return Wording((law.TO_DISPUTES,), more, further, remedies.AGAINST_A_REFUSAL)


def _removal_letter(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Removal)
    return Wording((law.TO_OTHERS,), {"receiver": form.to, "reason": form.reason})


def _default_order(dossier: File, at: Moment) -> Wording:
    form = given(dossier, ExtraPay)
    more = {
        "reason": form.reason,
        "decision": _outcome(dossier, "order", "handle", "penalise"),
        **sums(unpaid=form.unpaid, extra=form.extra, owed=dossier.facts.owed),
    }
    grounds = tuple(each for each in (PAY_OR_PAY_MORE, ARREARS) if each in VIOLATED.get(dossier.facts.violation, ()))
    return Wording(grounds, more, (law.TO_COURT,), remedies.AGAINST_A_DECISION)


def _still_owed(dossier: File, at: Moment) -> Content:
    """Return what is left to pay under the last decision, and what was added to a fine that is late."""
    facts, event = dossier.facts, done_by(dossier, "handle", "penalise")
    found = said(dossier, ExtraPay) or said(dossier, Default)
    if event is None or not isinstance(event.given, Penalty):
        left = found.unpaid if found and found.unpaid is not None else facts.owed
        return {**sums(unpaid=left, extra=facts.extra, surcharge=None, whole=_whole(left, facts.extra)), "late": 0}
    clock = clocks(dossier.events).get((Inspection.pay_fine, ""))
    last = due(clock, at.calendar) if clock else None
    late = max((at.happened_on - last).days, 0) if last else 0
    surcharge = fines.surcharge(event.given.fine, late)
    return {
        **sums(unpaid=event.given.fine, extra=None, surcharge=surcharge, whole=_whole(event.given.fine, surcharge)),
        "late": late,
    }


def _whole(*amounts: Decimal | None) -> Decimal | None:
    there = [each for each in amounts if each is not None]
    return sum(there, Decimal(0)) if there else None


def _urging_letter(dossier: File, at: Moment) -> Wording:
    more = {
        "reason": given(dossier, Reason).reason,
        "decision": _outcome(dossier, "handle", "penalise"),
        "fined": isinstance(getattr(done_by(dossier, "handle", "penalise"), "given", None), Penalty),
        "term": term(dossier, enforcement.PERFORM_WHEN_URGED, at),
        **_still_owed(dossier, at),
    }
    further = (law.HEARD_WHEN_URGED, law.TEN_ARE_WORKING, law.TO_COURT)
    late = (law.THREE_PER_CENT,) if more["fined"] else ()
    return Wording((law.URGED_FIRST,), more, (*further, *late))


def _court_application(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Application)
    more = {
        "court": form.court,
        "reason": form.reason,
        "decision": _outcome(dossier, "handle", "penalise"),
        "remedies_over_on": last_day(dossier, Inspection.seek_remedy, at),
        **_still_owed(dossier, at),
    }
    return Wording((law.TO_COURT, law.URGED_FIRST), more, (law.COURT_FILE,))


def _report_form(dossier: File, at: Moment) -> Wording:
    more = {"decision": _outcome(dossier, "handle", "penalise"), "on": at.happened_on.isoformat()}
    return Wording((law.REPORT_UP,), {**more, "state": dossier.state.title})


def _closing_form(dossier: File, at: Moment) -> Wording:
    form = given(dossier, Closing)
    more = {
        "result": form.result,
        "reason": form.reason,
        "concluded_on": day_of(dossier, "conclude_inquiry"),
        "decision": _outcome(dossier, *OUTCOMES),
    }
    return Wording((law.IN_TIME,), more)


PAPERS: Mapping[str, Callable[[File, Moment], Wording]] = {
    "discussion_minutes": _discussion_minutes,
    "prior_notice": _prior_notice,
    "order_text": _order_text,
    "review_opinion": _review_opinion,
    "pay_decision": _pay_decision,
    "penalty_decision": _penalty_decision,
    "rescission_notice": _rescission_notice,
    "dispute_notice": _dispute_notice,
    "removal_letter": _removal_letter,
    "default_order": _default_order,
    "urging_letter": _urging_letter,
    "court_application": _court_application,
    "report_form": _report_form,
    "closing_form": _closing_form,
}
