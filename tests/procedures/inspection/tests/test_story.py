"""An inspection ends in an order, a penalty after a hearing, rescission, or the way to arbitration."""

from datetime import date
from decimal import Decimal

import pytest

from hezhong.engine.core import Refused
from hezhong.engine.roles import DIRECTOR, EMPLOYER, INSPECTOR, LEGAL_REVIEWER
from hezhong.engine.telling import Story
from hezhong.kernel.fields import Reason
from tests.procedures.inspection.case import Inspection
from tests.procedures.inspection.children import ExpertiseReport, Hearing
from tests.procedures.inspection.facts import Commission, Expertise, Filing, HearingDay, Minutes, Penalty

FILING = Filing("拖欠工资", ("officer-1", "officer-2"))
FINE = Penalty(Decimal(20000), "逾期未支付")
WHY = Reason("案情复杂")


def filed(on: str = "2025-09-26") -> Story:
    story = Story.begin(Inspection, on)
    story.do("file", INSPECTOR, on, FILING)
    assert story.dossier.state is Inspection.reported
    story.sign("file", DIRECTOR, on)
    return story


def test_filing_needs_two_inspectors_and_the_head() -> None:
    story = Story.begin(Inspection, "2025-09-26")
    with pytest.raises(Refused, match="两人"):
        story.do("file", INSPECTOR, "2025-09-26", Filing("拖欠工资", ("officer-1",)))
    story.do("file", INSPECTOR, "2025-09-26", FILING)
    story.sign("file", DIRECTOR, "2025-09-26", agrees=False)
    assert "file" in story.can(INSPECTOR) and story.due(Inspection.conclude) == ""


def test_forty_five_working_days_and_one_extension() -> None:
    story = filed()
    assert story.due(Inspection.conclude) == "2025-12-04"
    story.do("prolong", INSPECTOR, "2025-12-01", WHY)
    assert story.due(Inspection.conclude) == "2025-12-04"
    story.sign("prolong", DIRECTOR, "2025-12-02")
    assert story.due(Inspection.conclude) == "2026-01-16"
    with pytest.raises(Refused, match="已经延长过一次"):
        story.do("prolong", INSPECTOR, "2025-12-03", WHY)


def test_the_days_of_an_audit_are_not_counted() -> None:
    story = filed()
    story.do("commission_expert", INSPECTOR, "2025-10-13", Commission("会计师事务所", "工资支付"))
    audit = story.follow(ExpertiseReport, "2025-10-13")
    assert story.due(Inspection.conclude) == "中止"
    audit.do("take_report", INSPECTOR, "2025-10-20", Expertise("欠付12人"))
    story.hear_of(audit, "2025-10-20")
    assert story.due(Inspection.conclude) == "2025-12-11"
    assert "44条第2款" in " ".join(story.explain(Inspection.conclude))


def test_penalty_after_notice_window_and_hearing() -> None:
    story = filed()
    story.do("announce", INSPECTOR, "2025-10-20", FINE)
    with pytest.raises(Refused, match="尚未开始"):
        story.do("penalise", INSPECTOR, "2025-10-21", FINE)
    story.serve("prior_notice", EMPLOYER, "2025-10-22", by=INSPECTOR)
    assert story.due(Inspection.await_hearing_request) == "2025-10-29"
    with pytest.raises(Refused, match="2025年10月29日届满"):
        story.do("penalise", INSPECTOR, "2025-10-29", FINE)
    story.do("request_hearing", EMPLOYER, "2025-10-24", Reason("要求听证"))
    hearing = story.follow(Hearing, "2025-10-24")
    with pytest.raises(Refused, match="提前7个工作日"):
        hearing.do("schedule", LEGAL_REVIEWER, "2025-10-27", HearingDay(date(2025, 11, 4), "1", "chair"))
    hearing.do("schedule", LEGAL_REVIEWER, "2025-10-27", HearingDay(date(2025, 11, 5), "1", "chair"))
    assert hearing.due(Hearing.notify) == "2025-10-27"
    with pytest.raises(Refused, match="听证尚未结束"):
        story.do("penalise", INSPECTOR, "2025-11-04", FINE)
    hearing.do("hold", LEGAL_REVIEWER, "2025-11-05", Minutes("事实清楚"))
    story.hear_of(hearing, "2025-11-05")
    story.do("penalise", INSPECTOR, "2025-11-06", FINE)
    story.sign("penalise", LEGAL_REVIEWER, "2025-11-07")
    story.sign("penalise", DIRECTOR, "2025-11-10")
    assert story.due(Inspection.conclude) == "" and story.due(Inspection.serve_penalty) == "2025-11-19"
    story.serve("penalty_text", EMPLOYER, "2025-11-12", by=INSPECTOR)
    assert story.due(Inspection.pay_fine) == "2025-11-27" and story.due(Inspection.serve_penalty) == ""


def test_a_hearing_asked_for_too_late() -> None:
    story = filed()
    story.do("announce", INSPECTOR, "2025-10-20", FINE)
    story.serve("prior_notice", EMPLOYER, "2025-10-22", by=INSPECTOR)
    with pytest.raises(Refused, match="已超过期限：要求听证"):
        story.do("request_hearing", EMPLOYER, "2025-10-30", Reason("要求听证"))


def test_order_rescission_and_arbitration() -> None:
    for name, state in (("order", "ordered"), ("rescind", "rescinded"), ("hand_to_arbitration", "redirected")):
        story = filed()
        story.do(name, INSPECTOR, "2025-10-20", WHY)
        event = story.sign(name, DIRECTOR, "2025-10-21")
        assert story.dossier.state.name == state and event.opens == ("arbitration" if "hand" in name else "")
