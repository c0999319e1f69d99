"""What the papers of a hearing and of the transfer of a suspected crime print."""

from collections.abc import Callable, Mapping
from typing import Any

from hezhong.domains.inspection import quotations as law
from hezhong.domains.inspection.children import HearingDay, Minutes, Sending, TransferFile
from hezhong.domains.inspection.wording import Wording, clock_time, done_by, given, listed, said
from hezhong.engine.dossier import Dossier, Moment

Child = Dossier[Any]


def _appointed(day: HearingDay) -> dict[str, str]:
    return {
        "day": day.day.isoformat(),
        "time": f"{clock_time(day.start)}至{clock_time(day.end)}",
        "room": day.room,
        "chair": day.chair,
    }


def _notice(dossier: Child, at: Moment) -> Wording:
    further = (law.SEVEN_ARE_WORKING, law.HEARING_CHAIRED, law.HEARING_AGENTS, law.HEARING_MISSED)
    return Wording((law.HEARING_TOLD,), _appointed(given(dossier, HearingDay)), further)


def _minutes(dossier: Child, at: Moment) -> Wording:
    appointed = said(dossier, HearingDay)
    more = _appointed(appointed) if appointed else {}
    report = {"report": given(dossier, Minutes).report, "on": at.happened_on.isoformat()}
    return Wording((law.HEARING_WRITTEN,), {**more, **report}, (law.HEARING_FOLLOWED,))


def _transfer(dossier: Child, at: Moment) -> Wording:
    """Return what both the approval sheet and the letter to the police say."""
    form, sent = said(dossier, TransferFile), said(dossier, Sending)
    decided = done_by(dossier, "approve", "decline")
    more = {
        "crime": form.facts if form else "",
        "materials": listed(form.materials) if form else [],
        "team": form.team if form else "",
        "police": sent.police if sent else "",
        "verdict": decided.action.title if decided else "",
    }
    return Wording((law.MUST_BE_SENT, law.DECIDED_IN_DAYS), more, (law.TO_OTHERS,))


def _transfer_letter(dossier: Child, at: Moment) -> Wording:
    sheet = _transfer(dossier, at)
    return Wording((law.TO_OTHERS, law.DECIDED_IN_DAYS), sheet.more, (law.SENT_WITH, law.POLICE_SIGN))


PAPERS: Mapping[str, Callable[[Child, Moment], Wording]] = {
    "notice": _notice,
    "minutes": _minutes,
    "transfer_form": _transfer,
    "transfer_letter": _transfer_letter,
}
