"""The Civil Procedure Law (民事诉讼法), as amended in 2023: what a labour dispute meets in court, and how periods end.

Art. 85: the first day is not counted, and a last day that is a holiday moves on; arbitration follows it (办案规则 19).
"""

from datetime import date

from hezhong.kernel.dates import Months, calendar_days
from hezhong.law.duties import courts as duty
from hezhong.law.model import Statute, TimeLimit

ACT = Statute("中华人民共和国民事诉讼法", date(2024, 1, 1))

LIMITS = (
    TimeLimit(duty.ASK_CONFIRMATION, calendar_days(30), ACT.article(205), entries=("judicial_confirmation",)),
    TimeLimit(duty.ISSUE_PAYMENT_ORDER, calendar_days(15), ACT.article(227, 1), entries=("payment_order_issue",)),
    TimeLimit(duty.PAY_OR_OBJECT, calendar_days(15), ACT.article(227, 2), entries=("payment_order_object",)),
    TimeLimit(duty.APPLY_FOR_ENFORCEMENT, Months(24), ACT.article(250, 1), entries=("enforcement_application",)),
    TimeLimit(
        duty.PUBLIC_NOTICE,
        calendar_days(30),
        ACT.article(95, 1),
        entries=("civil_public_notice",),
        rolls=False,
    ),
)
