"""An appraisal within a permit; its days are not counted."""

from typing import Any

from hezhong.engine.case_type import CaseType
from hezhong.engine.dossier import Dossier, Moment
from hezhong.engine.roles import CLERK
from hezhong.engine.vocabulary import Action, State
from tests.folder.permits.facts import Appraised


def note_finding(dossier: Dossier[Appraised], given: Appraised, at: Moment) -> dict[str, Any]:
    return {"finding": given.finding}


class Appraisal(CaseType):
    title = "试验鉴定"
    series = "试鉴"
    facts = Appraised

    # States
    ordered = State("已委托")
    reported = State("已出结论")
    closed = (reported,)

    # Actions
    report = Action("出具结论", ordered, reported, by=CLERK, given=Appraised, effect=note_finding)
