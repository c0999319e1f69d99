"""A petition goes through three rounds, or to arbitration or inspection with its matter."""

from decimal import Decimal

import pytest

from hezhong.engine import catalogue
from hezhong.engine.core import Refused
from hezhong.engine.matter import ClaimItem
from hezhong.engine.roles import DIRECTOR, PETITION_CLERK, PETITIONER, UPPER_LEVEL
from hezhong.engine.telling import Story
from hezhong.kernel.fields import Reason
from hezhong.law.finality import ClaimKind
from tests.procedures.petition.case import Petition
from tests.procedures.petition.children import PetitionHearing
from tests.procedures.petition.facts import Minutes, Opinion

WAGES = ClaimItem(1, ClaimKind.WAGES, Decimal(9000))
TYPES = catalogue.case_types("tests.procedures")
WHY = Reason("不服")


def answered() -> Story:
    story = Story.begin(Petition, "2025-11-03", WAGES)
    assert story.due(Petition.notify) == "2025-11-18"
    story.do("accept", PETITION_CLERK, "2025-11-10")
    assert story.due(Petition.handle) == "2026-01-09"
    story.do("prolong", PETITION_CLERK, "2025-12-30", WHY)
    story.sign("prolong", DIRECTOR, "2025-12-31")
    assert story.due(Petition.handle) == "2026-02-09"  # 8 February is a Sunday
    story.do("answer", PETITION_CLERK, "2026-02-02", Opinion("支持"))
    story.sign("answer", DIRECTOR, "2026-02-03")
    return story


def test_three_rounds_from_service_to_service() -> None:
    story = answered()
    assert story.due(Petition.ask_review) == ""
    story.serve("handling_opinion", PETITIONER, "2026-02-05", by=PETITION_CLERK)
    assert story.due(Petition.ask_review) == "2026-03-09"  # 7 March is a Saturday
    story.do("request_review", PETITIONER, "2026-03-09", WHY)
    story.do("review", UPPER_LEVEL, "2026-03-30", Opinion("维持"))
    story.serve("review_opinion", PETITIONER, "2026-04-01", by=UPPER_LEVEL)
    story.do("request_re_examination", PETITIONER, "2026-04-20", WHY)
    assert story.due(Petition.re_examine_in_time) == "2026-05-20"
    story.do("hear", UPPER_LEVEL, "2026-04-27", WHY)
    hearing = story.follow(PetitionHearing, "2026-04-27")
    with pytest.raises(Refused, match="听证尚未结束"):
        story.do("re_examine", UPPER_LEVEL, "2026-04-28", Opinion("维持"))
    hearing.do("hold", UPPER_LEVEL, "2026-05-07", Minutes("听证意见一致"))
    story.hear_of(hearing, "2026-05-07")
    assert story.due(Petition.re_examine_in_time) == "2026-06-01"  # ten days on, 30 May is a Saturday
    story.do("re_examine", UPPER_LEVEL, "2026-05-25", Opinion("维持"))
    story.do("archive", PETITION_CLERK, "2026-05-28")
    assert story.dossier.closed


def test_a_review_asked_for_too_late() -> None:
    story = answered()
    story.serve("handling_opinion", PETITIONER, "2026-02-05", by=PETITION_CLERK)
    with pytest.raises(Refused, match="请求复查"):
        story.do("request_review", PETITIONER, "2026-03-10", WHY)


@pytest.mark.parametrize("code", ["arbitration", "inspection"])
def test_the_matter_goes_along(code: str) -> None:
    story = Story.begin(Petition, "2025-11-03", WAGES)
    story.do(f"hand_to_{code}", PETITION_CLERK, "2025-11-10", WHY)
    opened = story.follow(TYPES[code], "2025-11-10")
    (item,) = opened.dossier.matter.items
    assert (item.claimed, item.case) == (Decimal(9000), "C2") and opened.dossier.opening.parent
