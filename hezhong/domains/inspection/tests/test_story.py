"""Inspections told to every end: paid, fined and heard, to the court, withdrawn, to the dispute procedure, elsewhere."""

from datetime import date
from typing import Any

import pytest

from hezhong.domains.inspection.case import Inspection
from hezhong.domains.inspection.children import Expertise, Hearing, HearingDay, Minutes
from hezhong.domains.inspection.children import Findings as Report
from hezhong.domains.inspection.facts import (
    Announcement,
    AnnouncementResult,
    Commission,
    Conclusion,
    Disposal,
    FilingOfCase,
    MediationResult,
    NoFiling,
    Registration,
    RescissionGround,
    Source,
    Suspension,
    SuspensionGround,
    Violation,
)
from hezhong.domains.inspection.facts import Hearing as Told
from hezhong.domains.inspection.outcomes import (
    Application,
    Closing,
    Default,
    Discussion,
    ExtraPay,
    Mediation,
    MediationEnd,
    Notice,
    Order,
    PayOrder,
    Penalty,
    Performance,
    Redirection,
    Removal,
    Rescission,
    Withdrawal,
)
from hezhong.engine.answers import Money, Prose
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Event, PartyHere
from hezhong.engine.roles import COMPLAINANT, DIRECTOR, EMPLOYER, INSPECTOR, LEGAL_REVIEWER
from hezhong.engine.telling import Story
from hezhong.engine.vocabulary import State
from hezhong.kernel.fields import Reason

WHY = Reason("理由")
PAIR: dict[str, Any] = {"main": "何志远（440306-118）", "second": "罗敏（440306-121）"}
PARTIES = (PartyHere("complainant", "w1"), PartyHere("employer", "e1", "employer"))
CLOSING = Closing(result=Prose("已履行"), reason=Prose("办结"))


def clue(on: str) -> Story:
    return Story.begin(Inspection, on, parties=PARTIES)


def signed(story: Story, name: str, on: str, given: Any = None, by: tuple[Any, ...] = (DIRECTOR,)) -> None:
    """Propose and have it signed the same day, by all who must; nothing happens before the last signature."""
    before = story.dossier.state
    story.do(name, INSPECTOR, on, given)
    for role in by:
        assert story.dossier.state is before
        story.sign(name, role, on)


def filed(on: str = "2025-11-05", violation: Violation = Violation.WAGES) -> Story:
    story = clue(on)
    signed(story, "file", on, FilingOfCase(**PAIR, source=Source.PATROL, violation=violation, reason=Prose("巡查发现。")))
    return story


def concluded(on: str = "2025-12-01", *, people: int = 26, grave: bool = False, violation: Violation = Violation.WAGES) -> Story:
    story = filed(violation=violation)
    end = Conclusion(found=Prose("属实。"), people=people, owed=Money("131400.00"), grave=grave, proposal=Prose("处理"))
    story.do("conclude_inquiry", INSPECTOR, on, end)
    return story


def notified(on: str = "2025-12-02", fine: str | None = "13000", **more: Any) -> Story:
    story = concluded(**more)
    money = Money(fine) if fine else None
    signed(story, "notify", on, Notice(content=Prose("拟罚款"), fine=money, factors=Prose("首次"), hearing=Told.MAY_ASK))
    story.serve("prior_notice", EMPLOYER, on, by=INSPECTOR, party="e1")
    return story


def decision(fine: str = "13000") -> Penalty:
    return Penalty(
        found=Prose("属实"), defence=Prose("未提出"), content=Prose("罚款"), perform_by=date(2026, 1, 20), fine=Money(fine),
        factors=Prose("首次"),
    )  # fmt: skip


def pay(owed: str = "131400.00") -> PayOrder:
    return PayOrder(
        found=Prose("属实"), defence=Prose("未提出"), content=Prose("支付"), perform_by=date(2025, 12, 31), owed=Money(owed)
    )


def test_a_clue_is_filed_with_the_heads_signature_within_five_working_days() -> None:
    story = clue("2025-09-26")
    assert story.due(Inspection.file_in_time) == "2025-10-10"
    one = FilingOfCase(main="何志远（440306-118）", second="何志远（440306-118）", source=Source.PATROL, violation=Violation.WAGES, reason=Prose("x"))
    with pytest.raises(Refused, match="不得少于两人"):
        story.do("file", INSPECTOR, "2025-09-28", one)
    bare = FilingOfCase(main="何志远", second="罗敏", source=Source.PATROL, violation=Violation.WAGES, reason=Prose("x"))
    with pytest.raises(Refused, match="监察证号"):
        story.do("file", INSPECTOR, "2025-09-28", bare)
    with pytest.raises(Refused):
        story.do("conclude_inquiry", INSPECTOR, "2025-09-28")
    signed(story, "file", "2025-10-09", FilingOfCase(**PAIR, source=Source.REPORT, violation=Violation.HOURS, reason=Prose("举报")))
    assert story.due(Inspection.file_in_time) == "" and story.papers() == ["立案审批表"]
    assert story.dossier.facts.violation is Violation.HOURS and story.dossier.facts.main == PAIR["main"]


def test_a_clue_without_a_violation_is_not_filed() -> None:
    story = clue("2025-09-26")
    signed(story, "not_file", "2025-09-29", NoFiling(reason=Prose("账目齐全，没有欠薪")))
    assert story.dossier.state is Inspection.unfounded and story.dossier.closed


def test_ordered_paid_proved_closed() -> None:
    """45 working days from 5 November 2025 end on 8 January 2026; 30 more on 26 February (off 15 to 23, 14 worked)."""
    story = filed()
    assert story.due(Inspection.conclude) == "2026-01-08"
    signed(story, "prolong", "2025-12-30", WHY)
    assert story.due(Inspection.conclude) == "2026-02-26"
    with pytest.raises(Refused, match="已经延长过一次"):
        story.do("prolong", INSPECTOR, "2026-01-05", WHY)
    order = Order(violation=Prose("欠 26 人"), content=Prose("支付"), owed=Money("131400"), perform_by=date(2026, 1, 20))
    signed(story, "order", "2026-01-06", order)
    assert story.due(Inspection.conclude) == "" and story.due(Inspection.serve_order) == "2026-01-15"
    story.serve("order_text", EMPLOYER, "2026-01-07", by=INSPECTOR, party="e1")
    assert story.due(Inspection.serve_order) == ""
    story.do("prove", EMPLOYER, "2026-01-19", Performance(paid=Money("131400"), says=Prose("转账")))
    assert story.dossier.state is Inspection.ordered  # what the employer says is not yet so
    story.do("perform", INSPECTOR, "2026-01-20", Performance(paid=Money("131400"), says=Prose("已核对 26 人签收")))
    signed(story, "archive", "2026-01-21", CLOSING)
    assert story.dossier.closed and story.dossier.facts.paid == 131400
    assert story.papers()[-1] == "结案审批表"


def test_suspension_is_told_within_three_days_and_holds_the_clock() -> None:
    story = filed()
    signed(story, "pause", "2025-11-12", Suspension(ground=SuspensionGround.AWAITS_OTHERS, reason=Prose("等仲裁裁决")))
    assert story.due(Inspection.conclude) == "中止" and story.due(Inspection.tell_suspension) == "2025-11-17"
    story.serve("suspension_notice", COMPLAINANT, "2025-11-13", by=INSPECTOR, party="w1")
    assert story.due(Inspection.tell_suspension) == ""
    story.do("go_on", INSPECTOR, "2025-11-26", WHY)
    assert story.due(Inspection.conclude) == "2026-01-22"  # ten working days stood still


def test_public_notice_and_an_audit_do_not_count() -> None:
    story = filed()
    signed(story, "announce", "2025-11-12", Announcement(text=Prose("请来接受调查"), where="门户网站"))
    assert story.due(Inspection.conclude) == "中止"
    story.do("end_notice", INSPECTOR, "2025-11-19", AnnouncementResult(absconded=True, reason=Prose("没有来")))
    assert story.dossier.facts.absconded and story.due(Inspection.conclude) == "2026-01-15"
    story.do("commission", INSPECTOR, "2025-11-20", Commission(expert="示例会计师事务所", question=Prose("工资")))
    assert story.due(Inspection.conclude) == "中止"
    audit = story.follow(Expertise, "2025-11-20")
    with pytest.raises(Refused, match="审计或者鉴定还没有结束"):
        story.do(
            "conclude_inquiry", INSPECTOR, "2025-11-24",
            Conclusion(found=Prose("x"), people=1, grave=False, proposal=Prose("x")),
        )  # fmt: skip
    audit.do("take_report", INSPECTOR, "2025-11-27", Report(report=Prose("少发 131400 元")))
    story.hear_of(audit, "2025-11-27")
    assert story.due(Inspection.conclude) == "2026-01-22"


def test_evidence_is_kept_with_a_signature_and_disposed_of_within_seven_days() -> None:
    story = filed()
    kept = Registration(**PAIR, things=Prose("工资表一册"), where="财务室")
    signed(story, "register_evidence", "2025-11-06", kept)
    assert story.due(Inspection.dispose_of_evidence) == "2025-11-17" and "证据登记保存清单" in story.papers()
    story.do("dispose", INSPECTOR, "2025-11-10", Disposal(outcome=Prose("复制后退还")))
    assert story.due(Inspection.dispose_of_evidence) == ""
    with pytest.raises(Refused, match="期限未在计算中"):
        story.do("dispose", INSPECTOR, "2025-11-11", Disposal(outcome=Prose("再退")))


def test_a_penalty_waits_for_the_window_the_hearing_and_two_signatures() -> None:
    story = notified(violation=Violation.HOURS)
    with pytest.raises(Refused, match="要求听证的期间至2025年12月9日届满"):
        story.do("penalise", INSPECTOR, "2025-12-08", decision())
    with pytest.raises(Refused, match="已超过期限：要求听证"):
        story.do("request_hearing", EMPLOYER, "2025-12-10", WHY)
    story.do("request_hearing", EMPLOYER, "2025-12-09", WHY)
    hearing = story.follow(Hearing, "2025-12-09")
    with pytest.raises(Refused, match="听证还没有结束"):
        story.do("penalise", INSPECTOR, "2025-12-12", decision())
    with pytest.raises(Refused, match="应当提前7个工作日"):
        hearing.do("schedule", INSPECTOR, "2025-12-10", HearingDay(day=date(2025, 12, 18), room="三楼", chair="陈立"))
    hearing.do("schedule", INSPECTOR, "2025-12-10", HearingDay(day=date(2025, 12, 19), room="三楼", chair="陈立"))
    assert hearing.due(Hearing.notify) == "2025-12-10"
    hearing.serve("notice", EMPLOYER, "2025-12-10", by=INSPECTOR, party="e1")
    hearing.do("hold", INSPECTOR, "2025-12-19", Minutes(report=Prose("各方意见")))
    story.hear_of(hearing, "2025-12-19")
    signed(story, "penalise", "2025-12-22", decision(), by=(LEGAL_REVIEWER, DIRECTOR))
    assert story.dossier.state is Inspection.penalised and story.due(Inspection.report_in_time) == "2026-01-04"
    story.serve("penalty_decision", EMPLOYER, "2025-12-23", by=INSPECTOR, party="e1")
    assert story.due(Inspection.pay_fine) == "2026-01-07" and story.due(Inspection.seek_remedy) == "2026-06-23"
    story.do("report_up", INSPECTOR, "2025-12-29")
    assert story.due(Inspection.report_in_time) == ""


@pytest.mark.parametrize(
    ("violation", "people", "fine", "why"),
    [
        (Violation.HOURS, 26, "2599.99", "2,600 元到 13,000 元"),  # 100 to 500 a head
        (Violation.HOURS, 26, "13000.01", "劳动保障监察条例》第25条，26 人"),
        (Violation.WOMEN_AND_MINORS, 3, "2999", "3,000 元到 15,000 元"),
        (Violation.REGISTERS, 500, "20001", "2,000 元到 20,000 元"),
        (Violation.ABSCONDED, 1, "9999", "10,000 元到 50,000 元"),
        (Violation.FINING_WORKERS, 2, "10001", "4,000 元到 10,000 元"),
        (Violation.OTHER, 1, "1", "没有收录罚款的幅度"),
    ],
)
def test_a_fine_keeps_to_the_range_of_its_article(violation: Violation, people: int, fine: str, why: str) -> None:
    story = concluded(violation=violation, people=people)
    with pytest.raises(Refused, match=why):
        story.do("notify", INSPECTOR, "2025-12-02", Notice(content=Prose("x"), fine=Money(fine), factors=Prose("x"), hearing=Told.NO))


def test_a_fine_is_never_higher_than_announced_and_grave_matters_are_discussed() -> None:
    story = notified(fine="10000", grave=True, violation=Violation.HOURS)
    with pytest.raises(Refused, match="高于事先告知的 10,000 元"):
        story.do("penalise", INSPECTOR, "2025-12-10", decision("10001"))
    with pytest.raises(Refused, match="集体讨论"):
        story.do("penalise", INSPECTOR, "2025-12-10", decision("10000"))
    story.do("discuss", DIRECTOR, "2025-12-10", Discussion(present="张、李、王", minutes=Prose("同意"), result=Prose("处罚")))
    story.do("penalise", INSPECTOR, "2025-12-10", decision("10000"))
    story.sign("penalise", LEGAL_REVIEWER, "2025-12-11", agrees=False)
    assert story.dossier.state is Inspection.notified  # sent back


def test_nothing_announced_nothing_fined() -> None:
    story = notified(fine=None)
    with pytest.raises(Refused, match="事先告知里没有罚款"):
        story.do("penalise", INSPECTOR, "2025-12-10", decision("2000"))


def test_a_payment_order_that_nobody_obeys_goes_to_the_court() -> None:
    story = notified(fine=None)
    signed(story, "handle", "2025-12-10", pay(), by=(LEGAL_REVIEWER, DIRECTOR))
    assert story.dossier.state is Inspection.handled and story.due(Inspection.serve_handling) == "2025-12-19"
    story.serve("pay_decision", EMPLOYER, "2025-12-11", by=INSPECTOR, party="e1")
    assert story.due(Inspection.seek_remedy) == "2026-06-11"
    late = Default(reason=Prose("一分没付"), unpaid=Money("131400"))
    with pytest.raises(Refused, match="2025年12月31日才满"):
        story.do("find_default", INSPECTOR, "2025-12-31", late)
    signed(story, "find_default", "2026-01-04", late)
    more = ExtraPay(reason=Prose("一分没付"), unpaid=Money("131400"), extra=Money("65699.99"))
    with pytest.raises(Refused, match="65,700 元到 131,400 元"):
        story.do("order_extra", INSPECTOR, "2026-01-04", more)
    signed(story, "order_extra", "2026-01-04", ExtraPay(reason=more.reason, unpaid=more.unpaid, extra=Money("65700")))
    assert story.dossier.state is Inspection.overdue and story.dossier.facts.extra == 65700
    assert "urge" not in story.can(INSPECTOR)
    assert story.wait("2026-06-11") == []
    story.wait("2026-06-12")
    assert story.dossier.state is Inspection.enforceable and story.due(Inspection.apply_in_time) == "2026-09-14"
    story.do("urge", INSPECTOR, "2026-06-15", WHY)
    with pytest.raises(Refused, match="催告后履行的期间尚未开始"):
        story.do("apply", INSPECTOR, "2026-06-16", Application(court="区法院", reason=Prose("执行")))
    story.serve("urging_letter", EMPLOYER, "2026-06-16", by=INSPECTOR, party="e1")
    with pytest.raises(Refused, match="催告后履行的期间至2026年7月1日届满"):
        story.do("apply", INSPECTOR, "2026-07-01", Application(court="区法院", reason=Prose("执行")))
    signed(story, "apply", "2026-07-02", Application(court="区法院", reason=Prose("执行")))
    assert story.dossier.state is Inspection.enforcing
    story.do("perform", INSPECTOR, "2026-08-03", Performance(paid=Money("131400"), says=Prose("法院划拨")))
    signed(story, "archive", "2026-08-04", CLOSING)
    assert story.dossier.closed


def test_the_court_is_asked_within_three_months_or_not_at_all() -> None:
    story = notified(fine=None)
    signed(story, "handle", "2025-12-10", pay(), by=(LEGAL_REVIEWER, DIRECTOR))
    story.serve("pay_decision", EMPLOYER, "2025-12-11", by=INSPECTOR, party="e1")
    story.wait("2026-06-12")
    story.do("urge", INSPECTOR, "2026-06-15", WHY)
    story.serve("urging_letter", EMPLOYER, "2026-06-16", by=INSPECTOR, party="e1")
    with pytest.raises(Refused, match="已超过期限：申请法院强制执行"):
        story.do("apply", INSPECTOR, "2026-09-15", Application(court="区法院", reason=Prose("执行")))


def test_mediation_needs_both_sides_and_a_settlement_withdraws_the_case() -> None:
    story = filed()
    with pytest.raises(Refused, match="对方不同意"):
        story.do("mediate", INSPECTOR, "2025-11-10", Mediation(asked_by="投诉人", agreed=False))
    story.do("mediate", INSPECTOR, "2025-11-10", Mediation(asked_by="投诉人", agreed=True))
    story.do("end_mediation", INSPECTOR, "2025-11-12", MediationEnd(result=MediationResult.FAILED, terms=Prose("谈不拢")))
    settled = Rescission(ground=RescissionGround.SETTLED, reason=Prose("已付"))
    with pytest.raises(Refused, match="没有调解达成一致的记录"):
        story.do("rescind", INSPECTOR, "2025-11-13", settled)
    story.do("mediate", INSPECTOR, "2025-11-13", Mediation(asked_by="单位", agreed=True))
    paid = MediationEnd(result=MediationResult.PAID, terms=Prose("当场付清"), paid=Money("9000"))
    story.do("end_mediation", INSPECTOR, "2025-11-14", paid)
    signed(story, "rescind", "2025-11-17", settled)
    assert story.dossier.state is Inspection.rescinded and story.dossier.facts.paid == 9000
    signed(story, "archive", "2025-11-18", CLOSING)


def test_a_complaint_withdrawn_lets_the_case_be_withdrawn_by_the_office() -> None:
    story = filed()
    why = Rescission(ground=RescissionGround.WITHDRAWN, reason=Prose("投诉人撤回"))
    with pytest.raises(Refused, match="没有撤回投诉的记录"):
        story.do("rescind", INSPECTOR, "2025-11-10", why)
    story.do("withdraw_complaint", COMPLAINANT, "2025-11-10", Withdrawal(reason=Prose("钱拿到了")))
    assert story.dossier.state is Inspection.investigating  # the office decides
    signed(story, "rescind", "2025-11-11", why)


def test_what_cannot_be_found_out_goes_to_the_dispute_procedure_and_only_what_workers_are_owed() -> None:
    hours = filed(violation=Violation.HOURS)
    with pytest.raises(Refused, match="只有工资、经济补偿和赔偿金"):
        hours.do("redirect", INSPECTOR, "2025-11-20", Redirection(reason=Prose("查不实")))
    story = filed()
    signed(story, "redirect", "2025-11-20", Redirection(reason=Prose("走访三次，账目缺失，各执一词")))
    assert story.dossier.state is Inspection.redirected and "劳动争议处理程序告知书" in story.papers()
    signed(story, "archive", "2025-11-21", CLOSING)


def test_what_is_not_ours_is_handed_to_its_department() -> None:
    story = filed()
    signed(story, "remove", "2025-11-20", Removal(to="住房城乡建设部门", reason=Prose("工程款纠纷")))
    assert story.dossier.state is Inspection.removed
    signed(story, "archive", "2025-11-21", CLOSING)


def test_an_order_disobeyed_may_still_be_fined() -> None:
    """监察条例 30: from 2,000 to 20,000, after a notice of its own."""
    story = filed()
    order = Order(violation=Prose("欠 26 人"), content=Prose("支付"), owed=Money("131400"), perform_by=date(2025, 11, 28))
    signed(story, "order", "2025-11-20", order)
    signed(story, "find_default", "2025-12-01", Default(reason=Prose("没有付")))
    signed(story, "notify", "2025-12-02", Notice(content=Prose("拟罚款"), fine=Money("5000"), factors=Prose("拒不改正"), hearing=Told.NO))
    story.serve("prior_notice", EMPLOYER, "2025-12-02", by=INSPECTOR, party="e1")
    signed(story, "penalise", "2025-12-10", decision("5000"), by=(LEGAL_REVIEWER, DIRECTOR))
    assert story.dossier.state is Inspection.penalised


def test_the_stories_reach_every_state(monkeypatch: pytest.MonkeyPatch) -> None:
    reached, go = {Inspection.clue}, Story._go

    def noting(story: Story, event: Event) -> Event:
        done = go(story, event)
        reached.add(story.dossier.state)
        return done

    monkeypatch.setattr(Story, "_go", noting)
    for name, told in list(globals().items()):
        if name.startswith("test_") and told.__code__.co_argcount == 0:
            told()
    assert reached >= set(Inspection.own(State).values())
