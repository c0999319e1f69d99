"""How an inspection begins that another case opened: its source, its people, and what is suspected, which the inspector may correct."""

from dataclasses import replace

import pytest

from hezhong.domains.inspection import begun
from hezhong.domains.inspection.case import Inspection
from hezhong.domains.inspection.facts import FilingOfCase, Findings, Source, Violation
from hezhong.domains.inspection.tests import test_story as told
from hezhong.engine.answers import Prose
from hezhong.engine.case_type import Opener
from hezhong.engine.telling import Story


def by_warning(*alleged: str) -> Findings:
    return Inspection.facts_by(Opener("warning_response", 31, alleged), Findings())


def test_what_a_warning_alleges_is_suspected_and_the_rest_comes_with_it() -> None:
    facts = by_warning("hours", "contract", "hours", "social_insurance")
    assert (facts.source, facts.people, facts.violation) == (Source.WARNING, 31, Violation.HOURS)
    assert facts.also == (Violation.CONTRACT, Violation.SOCIAL_INSURANCE) and facts.to_choose == ""


@pytest.mark.parametrize("alleged", [(), ("unspecified",), ("of_another_century",)])
def test_what_nobody_could_say_is_the_inspectors_to_choose(alleged: tuple[str, ...]) -> None:
    facts = by_warning(*alleged)
    assert (facts.violation, facts.also, facts.to_choose) == (Violation.OTHER, (), begun.NOTHING_SAID)


def test_a_part_that_nobody_could_say_is_noted_beside_the_rest() -> None:
    facts = by_warning("unspecified", "wages", "of_another_century")
    assert (facts.violation, facts.also, facts.to_choose) == (Violation.WAGES, (), begun.SOME_UNSAID)


@pytest.mark.parametrize(("opener", "source"), [("complaint", Source.COMPLAINT), ("report", Source.REPORT)])
def test_other_openers_say_nothing_of_it(opener: str, source: Source) -> None:
    facts = Inspection.facts_by(Opener(opener, 2, ("hours",)), Findings())
    assert facts == replace(Findings(), source=source, people=2)


def test_the_inspector_corrects_it_when_the_case_is_filed() -> None:
    story = Story.begin(Inspection, "2025-11-05", facts=by_warning("wages", "hours", "unspecified"), parties=told.PARTIES)
    form = FilingOfCase(**told.PAIR, source=Source.WARNING, violation=Violation.REGISTERS, also=(Violation.HOURS,), reason=Prose("核对后。"))
    told.signed(story, "file", "2025-11-05", form)
    facts = story.dossier.facts
    assert (facts.violation, facts.also, facts.to_choose) == (Violation.REGISTERS, (Violation.HOURS,), "")
