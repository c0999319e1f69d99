"""Guards and effects of inspections."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hezhong.domains.inspection.facts import (
    AnnouncementResult,
    Clue,
    Conclusion,
    FilingOfCase,
    Findings,
    Hearing,
    MediationResult,
    Pair,
    RescissionGround,
    Source,
    Violation,
)
from hezhong.domains.inspection.outcomes import (
    Decision,
    ExtraPay,
    Mediation,
    MediationEnd,
    Notice,
    Order,
    PayOrder,
    Penalty,
    Performance,
    Rescission,
    Withdrawal,
)
from hezhong.engine.answers import Money
from hezhong.engine.dossier import Dossier, Moment
from hezhong.engine.intake import Intake, NewParty
from hezhong.engine.roles import EMPLOYER
from hezhong.kernel.money import yuan
from hezhong.law import fines
from hezhong.law.fines import FineRange
from hezhong.law.statutes.inspection import GUANGDONG_ACT, NATIONAL, PENALTIES

File = Dossier[Findings]
CERTIFIED = re.compile(r"\S+[（(]\s*\S+\s*[）)]")
RANGES: Mapping[Violation, FineRange] = {
    Violation.HOURS: fines.OVERTIME,
    Violation.WOMEN_AND_MINORS: fines.PROTECTION,
    Violation.REGISTERS: fines.REGISTERS,
    Violation.FINING_WORKERS: fines.FINING_WORKERS,
    Violation.OBSTRUCTION: fines.OBSTRUCTION,
    Violation.ABSCONDED: fines.ABSCONDED,
    Violation.WAGES: fines.DISOBEDIENCE,
    Violation.MINIMUM_WAGE: fines.DISOBEDIENCE,
    Violation.SEVERANCE: fines.DISOBEDIENCE,
    Violation.LABOUR_COSTS: fines.NO_SURETY,
    Violation.WAGE_ACCOUNT: fines.NO_ACCOUNT,
    Violation.WAGE_DEPOSIT: fines.NO_ACCOUNT,
    Violation.REAL_NAMES: fines.NO_ACCOUNT,
    Violation.WAGE_SHEETS: fines.NOT_SUPERVISED,
    Violation.SITE_NOTICE: fines.NOT_SUPERVISED,
}
"""Wages, minimum wage and severance are ordered to be paid first; who disobeys the order is fined (监察条例 30)."""
OWED_TO_WORKERS = {Violation.WAGES, Violation.MINIMUM_WAGE, Violation.SEVERANCE}
Guard = Callable[[Any, Any, Moment], str | None]


def all_of(*guards: Guard) -> Guard:
    """Return a guard that gives the first reason of these."""
    return lambda dossier, given, at: next((why for each in guards if (why := each(dossier, given, at))), None)


def two_certified(dossier: File, given: Pair, at: Moment) -> str | None:
    """Two inspectors, each with a certificate, at every act of investigation (监察条例 16)."""
    if not all(CERTIFIED.fullmatch(each.strip()) for each in (given.main, given.second)):
        return f"两名监察员都要写姓名和监察证号，如“何志远（440306-118）”（{NATIONAL.article(16)}）"
    if given.main.strip() == given.second.strip():
        return f"调查人员不得少于两人，主办和协办不能是同一人（{NATIONAL.article(16)}）"
    return None


def other_side_agreed(dossier: File, given: Mediation, at: Moment) -> str | None:
    return None if given.agreed else f"对方不同意的，不能组织调解（{GUANGDONG_ACT.article(42, 1)}）"


def children_are_over(dossier: File, given: Any, at: Moment) -> str | None:
    """No decision while a hearing or an expert's work is still open."""
    if "hearing" in dossier.open_children:
        return f"听证还没有结束，不能作出决定（{PENALTIES.article(65)}）"
    return "审计或者鉴定还没有结束，请先收到意见" if "expertise" in dossier.open_children else None


def day_is_ahead(dossier: File, given: Decision | Order, at: Moment) -> str | None:
    return None if given.perform_by > at.happened_on else "履行的日子要在今天以后，给单位留出时间"


def fine_is_in_range(dossier: File, given: Notice | Penalty, at: Moment) -> str | None:
    """The law's least and most, for so many workers where it counts heads."""
    fine, violation = given.fine, dossier.facts.violation
    if fine is None:
        return None
    span = RANGES.get(violation)
    if span is None:
        return f"“{violation}”没有收录罚款的幅度，请先在立案时选具体的违法行为"
    least, most = span.bounds(dossier.facts.people)
    heads = f"，{dossier.facts.people} 人" if span.each else ""
    if not least <= fine <= most:
        return f"罚款要在 {yuan(least)} 元到 {yuan(most)} 元之间（{span.article}{heads}）"
    return None


def was_announced(dossier: File, given: Penalty, at: Moment) -> str | None:
    """What was not announced cannot be imposed."""
    told = dossier.facts.fine
    if told is None:
        return f"事先告知里没有罚款，不能处罚；请重新告知（{PENALTIES.article(44)}）"
    return f"罚款高于事先告知的 {yuan(told)} 元，应当重新告知（{PENALTIES.article(44)}）" if given.fine > told else None


def was_discussed(dossier: File, given: Any, at: Moment) -> str | None:
    """A complicated or grave matter is decided by the heads together (处罚法 57(2))."""
    if dossier.facts.grave and not dossier.facts.discussed:
        return f"情节复杂或者重大违法的处罚，应当先由负责人集体讨论决定（{PENALTIES.article(57, 2)}）"
    return None


def extra_is_in_range(dossier: File, given: ExtraPay, at: Moment) -> str | None:
    """Between half and the whole of what is owed, and only for what workers are owed (广东 51(1))."""
    if dossier.facts.violation not in OWED_TO_WORKERS:
        return f"加付赔偿金只适用于工资、最低工资差额和经济补偿（{fines.EXTRA_UNDER_NATIONAL}）"
    owed = dossier.facts.owed
    if owed is None:
        return "没有查实的应付金额，算不出加付赔偿金"
    least, most = owed * fines.EXTRA_LEAST, owed * fines.EXTRA_MOST
    if not least <= given.extra <= most:
        return f"加付赔偿金要在 {yuan(least)} 元到 {yuan(most)} 元之间，即应付金额的 50% 到 100%（{fines.EXTRA_UNDER}）"
    return None


def time_is_over(dossier: File, given: Any, at: Moment) -> str | None:
    by = dossier.facts.perform_by
    if by is not None and at.happened_on <= by:
        return f"履行期限到{_dated(by)}才满，还不能认定逾期"
    return None


def ground_holds(dossier: File, given: Rescission, at: Moment) -> str | None:
    """A ground that the file contradicts is no ground."""
    withdrawn = any(isinstance(event.given, Withdrawal) for event in dossier.done)
    if given.ground is RescissionGround.WITHDRAWN and not withdrawn:
        return f"投诉人没有撤回投诉的记录，不能以这个理由撤销立案（{GUANGDONG_ACT.article(46, 1)}第（四）项）"
    if given.ground is not RescissionGround.SETTLED:
        return None
    ends = [e.given.result for e in dossier.done if isinstance(e.given, MediationEnd)]
    if not ends or ends[-1] is MediationResult.FAILED:
        return f"没有调解达成一致的记录，不能以这个理由撤销立案（{GUANGDONG_ACT.article(46, 1)}第（五）项）"
    return None


def is_owed_to_workers(dossier: File, given: Any, at: Moment) -> str | None:
    """Only wages, severance and damages that stay in dispute go to the procedure for disputes (广东 44(4))."""
    if dossier.facts.violation in OWED_TO_WORKERS:
        return None
    return f"只有工资、经济补偿和赔偿金查不实、有争议的，才告知走劳动争议处理程序（{GUANGDONG_ACT.article(44, 4)}）"


def intake(clue: Clue) -> Intake:
    """Return the case that an officer's own clue opens; nobody complains in it."""
    facts = Findings(source=Source[clue.source.name], violation=clue.violation, found=clue.story, people=clue.people)
    return Intake(
        facts, clue.place.place, (NewParty(EMPLOYER, employer=clue.employer),), about=clue.violation.label, people=clue.people
    )


def note_filing(dossier: File, given: FilingOfCase, at: Moment) -> dict[str, Any]:
    return {
        **note_pair(dossier, given, at),
        "source": given.source,
        "violation": given.violation,
        "also": tuple(each for each in given.also if each is not given.violation),
        "to_choose": "",
        "found": given.reason,
    }


def note_pair(dossier: File, given: Pair, at: Moment) -> dict[str, Any]:
    return {"main": given.main, "second": given.second}


def note_conclusion(dossier: File, given: Conclusion, at: Moment) -> dict[str, Any]:
    return {"found": given.found, "people": given.people, "owed": given.owed, "grave": given.grave}


def note_discussion(dossier: File, given: Any, at: Moment) -> dict[str, Any]:
    return {"discussed": True}


def note_notice(dossier: File, given: Notice, at: Moment) -> dict[str, Any]:
    return {"fine": given.fine, "may_be_heard": given.hearing is Hearing.MAY_ASK}


def note_order(dossier: File, given: Order, at: Moment) -> dict[str, Any]:
    return {"found": given.violation, "perform_by": given.perform_by, "owed": given.owed or dossier.facts.owed}


def note_pay_order(dossier: File, given: PayOrder, at: Moment) -> dict[str, Any]:
    return {"found": given.found, "owed": given.owed, "perform_by": given.perform_by}


def note_penalty(dossier: File, given: Penalty, at: Moment) -> dict[str, Any]:
    return {"found": given.found, "fine": given.fine, "perform_by": given.perform_by}


def note_announcement(dossier: File, given: AnnouncementResult, at: Moment) -> dict[str, Any]:
    return {"absconded": given.absconded}


def note_extra(dossier: File, given: ExtraPay, at: Moment) -> dict[str, Any]:
    return {"extra": given.extra, "why": given.reason}


def note_performance(dossier: File, given: Performance | MediationEnd, at: Moment) -> dict[str, Any]:
    paid = (dossier.facts.paid or Decimal(0)) + (given.paid or Decimal(0))
    return {"paid": Money(paid) if paid else None}


def note_reason(dossier: File, given: Any, at: Moment) -> dict[str, Any]:
    return {"why": given.reason}


def note_report(dossier: Dossier[Any], given: Any, at: Moment) -> dict[str, Any]:
    return {"report": given.report}


def waits_to_perform(facts: Findings) -> str:
    by = facts.perform_by
    return f"等单位履行（限期{by.month}月{by.day}日）" if by else "等单位履行"


def _dated(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
