"""The hearing within a re-examination (复核听证); its days are not counted."""

from hezhong.engine.case_type import CaseType
from hezhong.engine.roles import UPPER_LEVEL
from hezhong.engine.vocabulary import Action, State
from tests.procedures.petition import steps
from tests.procedures.petition.facts import Minutes


class PetitionHearing(CaseType):
    title = "信访听证"
    facts = Minutes

    # States
    called = State("已决定听证")
    held = State("已听证")
    closed = (held,)

    # Actions
    hold = Action("举行听证", called, held, by=UPPER_LEVEL, given=Minutes, effect=steps.note_report)
