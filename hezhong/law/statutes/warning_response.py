"""How soon a warning is looked into, by its colour. No law says it: these are the product's proposal, and say so.

条例 38 and 39 oblige the authorities to watch and to act, without a day. The limits here bind nobody by themselves: they
are shown as not confirmed, no silence follows from them, and an office may promise less time of its own.
"""

from datetime import date

from hezhong.kernel.dates import working_days
from hezhong.kernel.places import GUANGDONG
from hezhong.law.duties import warning_response as duty
from hezhong.law.model import Confidence, Statute, TimeLimit

PROPOSAL = Statute("预警处置时限（本平台建议值，不是法定期限，待主管机关确认）", date(2020, 5, 1), place=GUANGDONG)

LIMITS = (
    TimeLimit(duty.ANSWER_RED, working_days(1), PROPOSAL.article(1), confidence=Confidence.FROM_MEMORY),
    TimeLimit(duty.ANSWER_ORANGE, working_days(3), PROPOSAL.article(2), confidence=Confidence.FROM_MEMORY),
    TimeLimit(duty.ANSWER_YELLOW, working_days(5), PROPOSAL.article(3), confidence=Confidence.FROM_MEMORY),
    TimeLimit(duty.ANSWER_BLUE, working_days(10), PROPOSAL.article(4), confidence=Confidence.FROM_MEMORY),
    TimeLimit(duty.FOLLOW_UP, working_days(3), PROPOSAL.article(5), confidence=Confidence.FROM_MEMORY),
)
