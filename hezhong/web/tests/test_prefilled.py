"""What the case knows is not asked again: names, kinds and defaults, told by hand."""

from datetime import date

from hezhong.domains.inspection.facts import FilingOfCase, Findings, Source, Violation
from hezhong.domains.inspection.outcomes import PayOrder
from hezhong.engine.answers import Money, Prose
from hezhong.web.prefilled import raw_of, shared

TODAY = date(2026, 11, 2)


def test_a_clue_is_not_typed_twice() -> None:
    facts = Findings(source=Source.PATROL, violation=Violation.HOURS, found=Prose("巡查看到\n三班倒。"))
    known = shared(facts, FilingOfCase)
    assert known == {"source": Source.PATROL, "violation": Violation.HOURS, "reason": "巡查看到\n三班倒。"}
    assert raw_of(known, TODAY) == {"source": ["patrol"], "violation": ["hours"], "reason": ["巡查看到\n三班倒。"]}


def test_the_inspectors_and_the_sum_stand_there_but_no_day_of_before() -> None:
    facts = Findings(main="何志远（440306-118）", second="罗敏（440306-121）", owed=Money("131400.55"), perform_by=TODAY)
    assert raw_of(shared(facts, FilingOfCase), TODAY) == {"main": ["何志远（440306-118）"], "second": ["罗敏（440306-121）"]}
    assert raw_of(shared(facts, PayOrder), TODAY) == {"owed": ["131400.55"]}


def test_what_nobody_has_said_is_asked() -> None:
    assert shared(Findings(), FilingOfCase) == {} and shared(Findings(), None) == {}
