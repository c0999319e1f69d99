"""A decision that is struck out gives its claim items back, and leaves alone what other cases did with theirs."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from hezhong.engine import core
from hezhong.engine.case_type import CaseType, Correction
from hezhong.engine.dossier import Dossier, Moment
from hezhong.engine.matter import ClaimItem, ItemStatus
from hezhong.engine.roles import CLERK, DIRECTOR
from hezhong.engine.telling import Story, moment
from hezhong.engine.vocabulary import Action, State
from hezhong.law.finality import ClaimKind

WAGES = ClaimItem(1, ClaimKind.WAGES, Decimal(9000))
OVERTIME = ClaimItem(2, ClaimKind.WAGES, Decimal(800))


@dataclass(frozen=True)
class Nothing:
    """No facts of its own."""


def award_the_first(dossier: Dossier[Nothing], given: Any, at: Moment) -> tuple[ClaimItem, ...]:
    return (replace(dossier.matter.items[0], status=ItemStatus.DECIDED, awarded=Decimal(7000)),)


class Settling(CaseType):
    title = "处理"
    facts = Nothing
    begun = State("已开始")
    ended = State("已结束")
    closed = (ended,)
    award = Action("裁决", begun, ended, by=CLERK, decides=award_the_first)


def test_only_what_the_struck_out_event_decided_is_open_again() -> None:
    story = Story.begin(Settling, "2026-07-06", WAGES, OVERTIME, facts=Nothing())
    story.do("award", CLERK, "2026-07-08")
    elsewhere = replace(story.dossier.matter.items[1], status=ItemStatus.DECIDED, case="深劳人仲案〔2026〕9号")
    dossier = replace(story.dossier, matter=story.dossier.matter.with_items([elsewhere]))
    head = core.Actor("7", frozenset({DIRECTOR}))
    event = core.decide(dossier, "correct", head, moment("2026-07-09", story.book), Correction(2, "数额写错"))
    first, second = core.evolve(dossier, event).matter.items
    assert (first.status, first.awarded) == (ItemStatus.PENDING, None)
    assert (second.status, second.case) == (ItemStatus.DECIDED, "深劳人仲案〔2026〕9号")
    assert [item.number for item in event.items] == [1]
