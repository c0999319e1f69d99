"""What the closing of an inspection leaves of the claims: decided with the one sum, or open for whoever comes next."""

from datetime import date
from decimal import Decimal

from hezhong.domains.inspection.case import Inspection
from hezhong.domains.inspection.facts import FilingOfCase, NoFiling, RescissionGround, Source, Violation
from hezhong.domains.inspection.outcomes import Closing, Order, Performance, Rescission, Withdrawal
from hezhong.engine.answers import Money, Prose
from hezhong.engine.dossier import PartyHere
from hezhong.engine.matter import ClaimItem, ItemStatus
from hezhong.engine.roles import COMPLAINANT, DIRECTOR, INSPECTOR
from hezhong.engine.telling import Story
from hezhong.law.finality import ClaimKind

WAGES = ClaimItem(1, ClaimKind.WAGES, Decimal(20000))
DAMAGES = ClaimItem(2, ClaimKind.DAMAGES, Decimal(3000))
CLOSING = Closing(result=Prose("已付"), reason=Prose("办结"))


def filed(*items: ClaimItem) -> Story:
    story = Story.begin(Inspection, "2025-11-05", *items, parties=(PartyHere("complainant", "w1"), PartyHere("employer", "e1", "employer")))
    form = FilingOfCase(main="何志远（440306-118）", second="罗敏（440306-121）", source=Source.PATROL, violation=Violation.WAGES, reason=Prose("x"))
    return approved(story, "file", "2025-11-05", form)


def approved(story: Story, name: str, on: str, given: object) -> Story:
    story.do(name, INSPECTOR, on, given)
    story.sign(name, DIRECTOR, on)
    return story


def paid(*items: ClaimItem) -> Story:
    story = filed(*items)
    order = Order(violation=Prose("欠"), content=Prose("付"), owed=Money("18600.00"), perform_by=date(2025, 11, 28))
    approved(story, "order", "2025-11-10", order)
    story.do("perform", INSPECTOR, "2025-11-20", Performance(paid=Money("18600"), says=Prose("转账")))
    assert {item.status for item in story.dossier.matter.items} == {ItemStatus.PENDING}
    return approved(story, "archive", "2025-11-21", CLOSING)


def told(story: Story) -> list[tuple[ItemStatus, Decimal | None, str]]:
    return [(item.status, item.awarded, item.case) for item in story.dossier.matter.items]


def test_one_claim_is_decided_with_the_sum_that_was_found() -> None:
    assert told(paid(WAGES)) == [(ItemStatus.DECIDED, Decimal("18600.00"), "C1")]


def test_of_several_claims_nobody_guesses_which_sum_is_whose() -> None:
    assert told(paid(WAGES, DAMAGES)) == [(ItemStatus.DECIDED, None, "C1")] * 2


def test_what_was_rescinded_is_open_for_another_procedure() -> None:
    story = filed(WAGES)
    story.do("withdraw_complaint", COMPLAINANT, "2025-11-06", Withdrawal(reason=Prose("改去仲裁")))
    approved(story, "rescind", "2025-11-07", Rescission(ground=RescissionGround.WITHDRAWN, reason=Prose("撤回")))
    approved(story, "archive", "2025-11-10", CLOSING)
    assert told(story) == [(ItemStatus.OPEN, None, "")]


def test_what_was_not_filed_is_open_for_another_procedure() -> None:
    story = Story.begin(Inspection, "2025-11-05", WAGES, parties=(PartyHere("complainant", "w1"), PartyHere("employer", "e1", "employer")))
    approved(story, "not_file", "2025-11-06", NoFiling(reason=Prose("账目齐全，没有欠薪")))
    assert told(story) == [(ItemStatus.OPEN, None, "")]
