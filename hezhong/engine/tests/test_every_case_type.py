"""Declarations: every one in use is sound, and each way to get one wrong is written down here and caught with its words."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from hezhong.engine import catalogue
from hezhong.engine.case_type import CaseType
from hezhong.engine.catalogue import BadDeclaration
from hezhong.engine.check import check
from hezhong.engine.roles import APPLICANT, CLERK, CLOCK, COMPLAINANT, DIRECTOR, OTHER_OFFICE, RESPONDENT
from hezhong.engine.vocabulary import Action, Appointment, Deadline, Document, State, extend, restart, resume, suspend
from hezhong.kernel.fields import Reason, ask
from hezhong.law.duties import arbitration, inspection
from hezhong.law.statutes.inspection import GUANGDONG_ACT

ARTICLE = GUANGDONG_ACT.article(45)


@dataclass(frozen=True)
class Empty:
    """No facts of its own."""


@dataclass(frozen=True)
class NoQuestion:
    amount: int = 0


@dataclass(frozen=True)
class NoDefault:
    amount: int = ask("金额")


@dataclass(frozen=True)
class Room:
    """A form that books something, without a day."""

    room: str = ask("地点")


@dataclass(frozen=True)
class Session:
    day: date = ask("开庭日")


class Base(CaseType):
    """What the bad ones below share: nothing is wrong with it."""

    title = "示例"
    facts = Empty


class Sound(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    letter = Document("通知书", RESPONDENT)
    hearing = Appointment("开庭")
    conclude = Deadline(inspection.CONCLUDE, since=filed, until=closed, owed_by=CLERK)
    reply = Deadline(arbitration.ANSWER, since=letter.served(RESPONDENT), each=True)
    notify = Deadline(arbitration.NOTIFY_HEARING, before=hearing)
    window = Deadline(inspection.REQUEST_HEARING, since=filed, until=closed, at_least=True)
    pause = Action("中止", filed, None, by=CLERK, given=Reason, clock=(suspend(conclude, ARTICLE),))
    go_on = Action("恢复", filed, None, by=CLERK, clock=(resume(conclude),))
    book = Action("排庭", filed, None, by=CLERK, given=Session, books=hearing, issues=(letter,))
    finish = Action("办结", filed, done, by=CLERK, given=Reason, signed_by=(DIRECTOR,))


class Unreached(Base):
    filed = State("已申请")
    nowhere = State("到不了")
    done = State("已办结")
    closed = (done,)
    finish = Action("办结", (filed, nowhere), done, by=CLERK)


class Unleft(Base):
    filed = State("已申请")
    stuck = State("出不去")
    done = State("已办结")
    closed = (done,)
    wait = Action("等候", filed, stuck, by=CLERK)
    finish = Action("办结", filed, done, by=CLERK)


class NeitherSinceNorBefore(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    conclude = Deadline(inspection.CONCLUDE)
    finish = Action("办结", filed, done, by=CLERK)


class SinceAndBefore(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    hearing = Appointment("开庭")
    notify = Deadline(arbitration.NOTIFY_HEARING, since=filed, before=hearing)
    finish = Action("办结", filed, done, by=CLERK)


class EachFromAState(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    reply = Deadline(arbitration.ANSWER, since=filed, each=True)
    finish = Action("办结", filed, done, by=CLERK)


class EachWindow(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    letter = Document("通知书", RESPONDENT)
    window = Deadline(inspection.REQUEST_HEARING, since=letter.served(RESPONDENT), each=True, at_least=True)
    finish = Action("办结", filed, done, by=CLERK)


class FormThatAsksNothing(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    finish = Action("办结", filed, done, by=CLERK, given=NoQuestion)


class BooksWithoutADay(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    hearing = Appointment("开庭")
    finish = Action("办结", filed, done, by=CLERK, given=Room, books=hearing)


class BooksWithoutAForm(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    hearing = Appointment("开庭")
    finish = Action("办结", filed, done, by=CLERK, books=hearing)


class MovesNowhere(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    finish = Action("办结", filed, done, by=CLERK, given=Room, moves="office")


class SignedByNobody(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    finish = Action("办结", filed, done, by=CLERK, signed_by=(DIRECTOR, OTHER_OFFICE))


class SignedByTheClock(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    finish = Action("办结", filed, done, by=CLERK, signed_by=(CLOCK,))


class ForeignPaper(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    finish = Action("办结", filed, done, by=CLERK, issues=(Sound.letter,))


class ForeignClock(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    prolong = Action("延长", filed, None, by=DIRECTOR, clock=(extend(Sound.conclude),))
    again = Action("重来", filed, None, by=DIRECTOR, clock=(restart(Sound.conclude, ARTICLE),))
    ask_in_time = Action("请求", filed, None, by=APPLICANT, within=Sound.conclude)
    deem = Action("视为办结", filed, done, by=CLOCK, after=Sound.conclude)


class NothingResumes(Base):
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    conclude = Deadline(inspection.CONCLUDE, since=filed, until=closed)
    pause = Action("中止", filed, None, by=CLERK, clock=(suspend(conclude, ARTICLE),))
    commission = Action("委托鉴定", filed, None, by=CLERK, clock=(suspend(conclude, ARTICLE),), opens="sound")
    finish = Action("办结", filed, done, by=CLERK)


class FactsWithoutDefault(Base):
    facts = NoDefault
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    finish = Action("办结", filed, done, by=CLERK)


class FactsThatAskNothing(Base):
    facts = NoQuestion
    filed = State("已申请")
    done = State("已办结")
    closed = (done,)
    finish = Action("办结", filed, done, by=CLERK)


@pytest.mark.parametrize(
    ("case_type", "problems"),
    [
        (Sound, []),
        (Unreached, ["nowhere: state never reached"]),
        (Unleft, ["stuck: state never left, yet not closed"]),
        (NeitherSinceNorBefore, ["conclude: nothing begins it: give since or before, or let an action begin it"]),
        (SinceAndBefore, ["notify: give since or before, not both"]),
        (EachFromAState, ["reply: each party has a clock only from a document served"]),
        (EachWindow, ["window: a minimum window is one for all, not one for each party"]),
        (FormThatAsksNothing, ["finish: amount: field asks nothing"]),
        (BooksWithoutADay, ["finish: books an appointment, yet its form has no day"]),
        (BooksWithoutAForm, ["finish: books an appointment, yet its form has no day"]),
        (MovesNowhere, ["finish: moves the case by office, which its form has not"]),
        (SignedByNobody, ["finish: is signed by a role that no post can hold"]),
        (SignedByTheClock, ["finish: is signed by a role that no post can hold"]),
        (ForeignPaper, ["finish: issues a document of another case type"]),
        (
            ForeignClock,
            [f"{name}: names a deadline of another case type" for name in ("prolong", "again", "ask_in_time", "deem")],
        ),
        (NothingResumes, ["pause: suspends conclude, which nothing resumes"]),
        (FactsWithoutDefault, ["facts.amount: needs a default"]),
        (FactsThatAskNothing, ["facts.amount: field asks nothing"]),
    ],
    ids=lambda each: each.__name__ if isinstance(each, type) else "",
)
def test_each_mistake_is_caught_with_its_words(case_type: type[CaseType], problems: list[str]) -> None:
    assert check(case_type) == problems


@pytest.mark.parametrize(
    "packages", [("hezhong.domains",), ("tests.procedures",), ("hezhong.domains", "tests.procedures")]
)
def test_every_declaration_in_use_is_sound(packages: tuple[str, ...]) -> None:
    found = catalogue.read(*packages)
    assert found.case_types and not [problem for each in found.case_types.values() for problem in check(each)]


@pytest.mark.parametrize("case_type", catalogue.read("hezhong.domains").case_types.values(), ids=lambda each: each.code)
def test_what_a_person_reads_is_declared(case_type: type[CaseType]) -> None:
    """States, actions, documents and deadlines have Chinese words; the public has its own for each state."""
    for state in case_type.own(State).values():
        assert state.title and state.public
    words = [*case_type.own(Action).values(), *case_type.own(Document).values()]
    assert case_type.title and case_type.series and all(word.title for word in words)
    assert all(deadline.duty.title and deadline.owed_by for deadline in case_type.own(Deadline).values())
    staged = {state for _, states in case_type.stages for state in states}
    assert not case_type.stages or staged >= set(case_type.own(State).values())
    for action in case_type.own(Action).values():
        if action.target in case_type.closed and COMPLAINANT not in action.roles and action.given:
            assert action.cites, f"{action.name} ends the case and cites nothing"


def test_words_know_their_names_and_keep_them() -> None:
    assert (Sound.code, Sound.filed.name, Sound.conclude.name) == ("sound", "filed", "conclude")
    assert Sound.first() is Sound.filed and Sound.ends_in(Sound.done) and Sound.ends_in(Sound.annulled)
    assert set(Sound.own(Action)) == {"pause", "go_on", "book", "finish"}
    assert {"assign", "serve", "correct", "toll", "finish"} <= set(Sound.words(Action))


FOLDER = '''"""A case type made in a test."""

from dataclasses import dataclass

from hezhong.engine.case_type import CaseType
from hezhong.engine.roles import CLERK
from hezhong.engine.vocabulary import Action, State


@dataclass(frozen=True)
class Nothing:
    """No facts of its own."""


class Trip(CaseType):
    title = "走访"
    facts = Nothing
    planned = State("已计划")
    done = State("已走访")
    closed = (done,)
    go = Action("走访", planned, done, by=CLERK, opens="nowhere")
    back = Action("折返", planned, None, by=CLERK, books=None, moves="office")
'''


def test_the_catalogue_names_type_and_word_of_every_mistake_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "wrongly" / "trips"
    folder.mkdir(parents=True)
    for file in (tmp_path / "wrongly" / "__init__.py", folder / "__init__.py"):
        file.write_text("")
    (folder / "case.py").write_text(FOLDER, "utf8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(BadDeclaration) as told:
        catalogue.read("wrongly")
    assert str(told.value) == (
        "trip: back: moves the case by office, which its form has not; trip.go: opens unknown nowhere"
    )
    for name in [name for name in sys.modules if name.partition(".")[0] == "wrongly"]:
        del sys.modules[name]
