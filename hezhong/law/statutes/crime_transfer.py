"""Transfer of suspected crimes by offices that enforce the law (行政执法机关移送涉嫌犯罪案件的规定).

Its three days are counted as calendar days: the provisions do not say otherwise.
"""

from datetime import date

from hezhong.kernel.dates import Hours, calendar_days
from hezhong.law.duties import crime_transfer as duty
from hezhong.law.model import Statute, TimeLimit

TRANSFER = Statute("行政执法机关移送涉嫌犯罪案件的规定", date(2020, 8, 7))

LIMITS = (
    TimeLimit(duty.DECIDE_TRANSFER, calendar_days(3), TRANSFER.article(5, 2), entries=("transfer_decision",)),
    TimeLimit(duty.SEND, Hours(24), TRANSFER.article(5, 2), entries=("transfer_send",)),
    TimeLimit(duty.POLICE_DECIDE, calendar_days(3), TRANSFER.article(8), entries=("police_decision",)),
    TimeLimit(
        duty.ASK_RECONSIDERATION,
        calendar_days(3),
        TRANSFER.article(9, 1),
        entries=("police_reconsider_request",),
    ),
    TimeLimit(duty.FORWARD, Hours(24), TRANSFER.article(7), entries=("police_forward",)),
    TimeLimit(duty.RECONSIDER, calendar_days(3), TRANSFER.article(9, 2), entries=("police_reconsider_decision",)),
    TimeLimit(duty.ASK_SUPERVISION, calendar_days(3), TRANSFER.article(9, 2), entries=("procuratorate_request",)),
    TimeLimit(duty.HAND_OVER_ITEMS, calendar_days(3), TRANSFER.article(12), entries=("handover_items",)),
)
