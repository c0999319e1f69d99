"""What every case has: correction, tolling, two times, replay; and what the catalogue finds and refuses."""

import sys
from datetime import date
from decimal import Decimal
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezhong.engine import catalogue
from hezhong.engine.case_type import CaseType, Correction
from hezhong.engine.core import Refused, evolve
from hezhong.engine.roles import ARBITRATOR, DIRECTOR, INSPECTOR, REGISTRAR
from hezhong.engine.telling import SHENZHEN, Story
from hezhong.engine.vocabulary import Action, Deadline, State, extend
from hezhong.kernel.dates import SquareKind
from hezhong.kernel.fields import Reason
from hezhong.kernel.places import GUANGDONG
from hezhong.law.duties import inspection as duty
from tests.procedures.arbitration.case import Arbitration
from tests.procedures.arbitration.facts import Acceptance, Track
from tests.procedures.inspection.case import Inspection
from tests.procedures.inspection.children import ExpertiseReport
from tests.procedures.inspection.facts import Commission, Expertise, Filing

WHY = Reason("理由")


def accepted() -> Story:
    story = Story.begin(Arbitration, "2025-09-05")
    story.do("accept", REGISTRAR, "2025-09-08", Acceptance(Track.SIMPLIFIED))
    story.sign("accept", DIRECTOR, "2025-09-08")
    return story


def test_paper_came_on_friday_and_was_typed_on_monday() -> None:
    story = Story.begin(Arbitration, "2025-09-05")
    event = story.do("refuse", REGISTRAR, "2025-09-12", WHY, typed="2025-09-15")
    assert (event.happened_on, event.recorded_at.date()) == (date(2025, 9, 12), date(2025, 9, 15))
    with pytest.raises(Refused, match="不能晚于"):
        Story.begin(Arbitration, "2025-09-05").do("refuse", REGISTRAR, "2025-09-12", WHY, typed="2025-09-11")


def test_a_correction_moves_the_clock_and_edits_nothing() -> None:
    story = accepted()
    before = story.dossier.events
    story.do("correct", DIRECTOR, "2025-09-10", Correction(3, "实为9月9日签批", date(2025, 9, 9)))
    assert story.due(Arbitration.conclude) == "2025-10-24"
    assert story.dossier.events[:3] == before
    story.do("settle", ARBITRATOR, "2025-09-11", WHY)
    with pytest.raises(Refused, match="最后一步"):
        story.do("correct", DIRECTOR, "2025-09-12", Correction(3, "误录"))
    story.do("correct", DIRECTOR, "2025-09-12", Correction(5, "误录"))
    assert story.dossier.state is Arbitration.accepted and story.due(Arbitration.conclude) == "2025-10-24"


def test_a_tolling_order_holds_the_clocks_of_its_region() -> None:
    story = accepted()
    story.toll(GUANGDONG / "440100", "2025-09-22", "2025-09-26", "2025-09-22")
    assert story.due(Arbitration.conclude) == "2025-10-23"
    story.toll(SHENZHEN, "2025-09-22", "2025-09-26", "2025-09-22")
    assert story.due(Arbitration.conclude) == "2025-10-28"
    kinds = [square.kind for square in story.ribbon(Arbitration.conclude)]
    assert kinds.count(SquareKind.SUSPENDED) == 5


def test_who_proposes_does_not_sign() -> None:
    story = Story.begin(Inspection, "2025-09-26")
    story.do("file", INSPECTOR, "2025-09-26", Filing("欠薪", ("a", "b")))
    with pytest.raises(Refused, match="没有待您签批"):
        story.sign("file", INSPECTOR, "2025-09-26")


class Promise(CaseType):
    """A declaration that forgets the signature which the law demands."""

    title = "承诺"
    facts = Inspection.facts
    made = State("已作出")
    kept = State("已履行")
    closed = (kept,)
    conclude = Deadline(duty.CONCLUDE, since=made, until=closed, owed_by=INSPECTOR)
    prolong = Action("延期", made, None, by=INSPECTOR, given=Reason, clock=(extend(conclude),))
    keep = Action("履行", made, kept, by=INSPECTOR)


def test_the_law_names_who_approves() -> None:
    with pytest.raises(Refused, match="须经有权的负责人批准"):
        Story.begin(Promise, "2025-09-26").do("prolong", INSPECTOR, "2025-09-28", WHY)
    with pytest.raises(Refused, match="已经届满"):
        Story.begin(Promise, "2025-09-26").do("prolong", INSPECTOR, "2025-12-05", WHY)


def test_a_signature_comes_too_late() -> None:
    """A proposal falls with the stage it was made in; nothing is left to sign, not even to send back."""
    story = accepted()
    story.do("prolong", ARBITRATOR, "2025-09-10", WHY)
    assert set(story.dossier.proposals) == {"prolong"}
    story.do("settle", ARBITRATOR, "2025-09-11", WHY)
    assert not story.dossier.proposals
    for agrees in (True, False):
        with pytest.raises(Refused, match="没有待您签批"):
            story.sign("prolong", DIRECTOR, "2025-09-12", agrees=agrees)


def test_a_clock_held_twice_or_counted_into_an_unknown_year() -> None:
    story = Story.begin(Inspection, "2026-11-20")
    story.do("file", INSPECTOR, "2026-11-20", Filing("欠薪", ("a", "b")))
    story.sign("file", DIRECTOR, "2026-11-20")
    assert "2027年放假安排尚未公布" in " ".join(story.explain(Inspection.conclude))
    story.do("pause", INSPECTOR, "2026-11-23", WHY)
    story.sign("pause", DIRECTOR, "2026-11-23")
    with pytest.raises(Refused, match="期限已在中止中"):
        story.do("pause", INSPECTOR, "2026-11-24", WHY)


def test_resuming_does_not_let_go_what_an_open_child_still_holds() -> None:
    story = Story.begin(Inspection, "2025-09-26")
    story.do("file", INSPECTOR, "2025-09-26", Filing("欠薪", ("a", "b")))
    story.sign("file", DIRECTOR, "2025-09-26")
    story.do("commission_expert", INSPECTOR, "2025-10-13", Commission("会计师事务所", "工资"))
    audit = story.follow(ExpertiseReport, "2025-10-13")
    with pytest.raises(Refused, match="子案件尚未办结"):
        story.do("go_on", INSPECTOR, "2025-10-14", WHY)
    story.do("pause", INSPECTOR, "2025-10-15", WHY)
    story.sign("pause", DIRECTOR, "2025-10-15")
    story.do("go_on", INSPECTOR, "2025-10-16", WHY)
    assert story.due(Inspection.conclude) == "中止"
    audit.do("take_report", INSPECTOR, "2025-10-20", Expertise("欠付12人"))
    story.hear_of(audit, "2025-10-20")
    # 13 to 17 October not counted: five working days after 4 December
    assert story.due(Inspection.conclude) == "2025-12-11"


STEPS = st.lists(st.sampled_from(["pause", "go_on", "prolong", "take_new_claims", "postpone"]), max_size=8)


@given(STEPS, st.integers(0, 20))
def test_replaying_the_events_gives_the_same_dossier(steps: list[str], gap: int) -> None:
    """Whatever is tried, the dossier is the fold of its events, and its clock never ends before it starts."""
    story = accepted()
    for number, name in enumerate(steps):
        on = date.fromordinal(date(2025, 9, 9).toordinal() + number * gap).isoformat()
        try:
            story.do(name, ARBITRATOR, on, WHY)
            if name in story.dossier.proposals:
                story.sign(name, DIRECTOR, on)
        except Refused:
            continue
    blank = Story.begin(Arbitration, "2025-09-05").dossier
    assert reduce(evolve, story.dossier.events[1:], blank) == story.dossier
    assert story.due(Arbitration.conclude) == "中止" or story.due(Arbitration.conclude) > "2025-09-08"


CASE = '''"""A case type made in a test."""

from dataclasses import dataclass

from hezhong.engine.case_type import CaseType
from hezhong.engine.roles import CLERK
from hezhong.engine.vocabulary import Action, State


@dataclass(frozen=True)
class Nothing:
    """No facts of its own."""


class Visit(CaseType):
    title = "走访"
    facts = Nothing
    planned = State("已计划")
    done = State("已走访")
    closed = (done,)
    go = Action("走访", planned, done, by=CLERK{more})
'''


@pytest.mark.parametrize(("more", "problem"), [("", ""), (', opens="nowhere"', "opens unknown nowhere")])
def test_a_new_folder_is_found_and_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str, problem: str
) -> None:
    package = f"found{len(more)}"
    folder = tmp_path / package / "visits"
    folder.mkdir(parents=True)
    for file in (tmp_path / package / "__init__.py", folder / "__init__.py"):
        file.write_text("")
    (folder / "case.py").write_text(CASE.format(more=more), "utf8")
    monkeypatch.syspath_prepend(str(tmp_path))
    if problem:
        with pytest.raises(catalogue.BadDeclaration, match=problem):
            catalogue.case_types(package)
    else:
        assert list(catalogue.case_types(package)) == ["visit"]
    sys.modules.pop(package, None)


def test_every_declaration_is_sound() -> None:
    assert {"arbitration", "inspection", "petition"} <= catalogue.case_types("tests.procedures").keys()
    assert Decimal(0) == Inspection.facts().fine
