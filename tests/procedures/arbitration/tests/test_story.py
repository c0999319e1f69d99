"""An arbitration ends in an award, a settlement, a refusal or withdrawal; its clock takes every turn."""

from datetime import date
from decimal import Decimal

import pytest

from hezhong.engine.core import Refused
from hezhong.engine.matter import ClaimItem, ItemStatus
from hezhong.engine.roles import APPLICANT, ARBITRATOR, DIRECTOR, REGISTRAR, RESPONDENT
from hezhong.engine.telling import SHENZHEN, Story
from hezhong.kernel.fields import Reason
from hezhong.law.book import Value, from_files
from hezhong.law.finality import ClaimKind
from tests.procedures.arbitration.case import Arbitration
from tests.procedures.arbitration.children import JurisdictionObjection, Recusal
from tests.procedures.arbitration.facts import (
    Acceptance,
    Award,
    Awarded,
    Challenge,
    Objection,
    Panel,
    Session,
    Track,
)

ITEMS = (ClaimItem(1, ClaimKind.WAGES, Decimal(40000)), ClaimItem(2, ClaimKind.RELATIONSHIP, Decimal(0)))
WHY = Reason("理由")
CONFIRMED = from_files().confirm(
    Value("gd.min_wage.monthly", Decimal(2520), "粤府函〔2025〕23号", date(2025, 3, 1), place=SHENZHEN), version="confirmed"
)


def accepted(on: str = "2025-09-08", track: Track = Track.SIMPLIFIED) -> Story:
    story = Story.begin(Arbitration, "2025-09-05", *ITEMS)
    story.book = CONFIRMED
    story.do("accept", REGISTRAR, on, Acceptance(track))
    story.sign("accept", DIRECTOR, on)
    return story


def listed() -> Story:
    story = accepted()
    story.do("seat_panel", REGISTRAR, "2025-09-10", Panel(("arbitrator-1",)))
    story.do("list_hearing", REGISTRAR, "2025-09-22", Session(date(2025, 10, 9), "1"))
    return story


def test_award_item_by_item() -> None:
    story = listed()
    with pytest.raises(Refused, match="每一项"):
        story.do("award", ARBITRATOR, "2025-10-14", Award((Awarded(1, Decimal(30240)),), ""))
    award = Award((Awarded(1, Decimal(30240)), Awarded(2, Decimal(0))), "")
    story.do("award", ARBITRATOR, "2025-10-14", award)
    wages, relationship = story.dossier.matter.items
    assert wages.final and not relationship.final and wages.status is ItemStatus.DECIDED
    assert story.due(Arbitration.conclude) == "" and story.due(Arbitration.sue) == ""
    story.serve("award_text", APPLICANT, "2025-10-17", by=REGISTRAR)
    assert story.due(Arbitration.sue) == "2025-11-03"  # 1 November is a Saturday
    assert story.ribbon(Arbitration.sue)[-1].kind.value == "顺延"


def test_an_award_does_not_rest_on_an_unconfirmed_minimum_wage() -> None:
    story = listed()
    story.book = from_files()
    award = Award((Awarded(1, Decimal(30240)), Awarded(2, Decimal(0))), "")
    with pytest.raises(Refused, match="待确认，请管理员先核对"):
        story.do("award", ARBITRATOR, "2025-10-14", award)
    story.book = CONFIRMED
    story.do("award", ARBITRATOR, "2025-10-14", award)


def test_last_day_in_the_holiday_rolls_over() -> None:
    story = Story.begin(Arbitration, "2025-08-15", *ITEMS)
    story.do("accept", REGISTRAR, "2025-08-18", Acceptance(Track.ORDINARY))
    story.sign("accept", DIRECTOR, "2025-08-18")
    assert story.due(Arbitration.conclude) == "2025-10-09"


def test_suspended_resumed_restarted_extended_once() -> None:
    story = accepted()
    assert story.due(Arbitration.conclude) == "2025-10-23"
    story.do("pause", ARBITRATOR, "2025-09-15", WHY)
    story.sign("pause", DIRECTOR, "2025-09-15")
    assert story.due(Arbitration.conclude) == "中止"
    story.do("go_on", ARBITRATOR, "2025-09-25", WHY)
    assert story.due(Arbitration.conclude) == "2025-11-03"  # ten days not counted; 2 November is a Sunday
    story.do("take_new_claims", ARBITRATOR, "2025-09-26", WHY)
    assert story.due(Arbitration.conclude) == "2025-11-10"
    story.do("prolong", ARBITRATOR, "2025-10-20", WHY)
    story.sign("prolong", DIRECTOR, "2025-10-20")
    assert story.due(Arbitration.conclude) == "2025-11-25"
    with pytest.raises(Refused, match="已经延长过一次"):
        story.do("prolong", ARBITRATOR, "2025-10-21", WHY)
    assert len(story.explain(Arbitration.conclude)) == 7


def test_hearing_notice_counts_backwards_over_national_day() -> None:
    story = listed()
    assert story.due(Arbitration.notify_hearing) == "2025-09-25"
    story.do("postpone", ARBITRATOR, "2025-09-24", WHY)
    with pytest.raises(Refused, match="提前5个工作日"):
        story.do("list_hearing", REGISTRAR, "2025-09-29", Session(date(2025, 10, 10), "1"))


def test_objection_and_challenge_hold_the_award() -> None:
    story = listed()
    story.serve("response_notice", RESPONDENT, "2025-09-11", by=REGISTRAR)
    story.do("object_to_jurisdiction", RESPONDENT, "2025-09-23", Objection("广州", "合同履行地"))
    objection = story.follow(JurisdictionObjection, "2025-09-23")
    assert objection.dossier.facts.competent == "广州"
    assert objection.due(JurisdictionObjection.decide) == "2025-09-29"
    award = Award((Awarded(1, Decimal(1)), Awarded(2, Decimal(0))), "")
    with pytest.raises(Refused, match="尚未决定"):
        story.do("award", ARBITRATOR, "2025-10-10", award)
    objection.do("reject", REGISTRAR, "2025-09-28", WHY)
    story.hear_of(objection, "2025-09-28")
    story.do("challenge", APPLICANT, "2025-10-09", Challenge("arbitrator-1", "近亲属"))
    recusal = story.follow(Recusal, "2025-10-09", "C3")
    recusal.do("reject", DIRECTOR, "2025-10-10", WHY)
    story.hear_of(recusal, "2025-10-10")
    story.do("award", ARBITRATOR, "2025-10-10", award)
    with pytest.raises(Refused):
        story.do("object_to_jurisdiction", RESPONDENT, "2025-10-20", Objection("广州", "迟"))


def test_settled_refused_withdrawn() -> None:
    story = accepted(track=Track.ORDINARY)
    with pytest.raises(Refused, match="三名"):
        story.do("seat_panel", REGISTRAR, "2025-09-10", Panel(("arbitrator-1",)))
    story.do("settle", ARBITRATOR, "2025-09-12", WHY)
    story.do("archive", REGISTRAR, "2025-09-15")
    assert story.dossier.closed
    for name, role in (("refuse", REGISTRAR), ("withdraw", APPLICANT)):
        other = Story.begin(Arbitration, "2025-09-05", *ITEMS)
        other.do(name, role, "2025-09-08", WHY)
        assert other.due(Arbitration.decide_acceptance) == "" or name == "withdraw"
