"""What follows when a decision is not performed: the compulsion act, and the remedies that must have run out first.

Compulsion Act art. 69: periods of up to ten days are working days; months are counted by the calendar.
"""

from datetime import date

from hezhong.kernel.dates import Months, working_days
from hezhong.law.duties import enforcement as duty
from hezhong.law.model import Silence, Statute, TimeLimit
from hezhong.law.statutes.remedies import SUE_UNDER, SUE_WITHIN_MONTHS

COMPULSION = Statute("中华人民共和国行政强制法", date(2012, 1, 1))

LIMITS = (
    TimeLimit(  # the longer of the two remedies: when it has run out, both have
        duty.SEEK_REMEDY,
        Months(SUE_WITHIN_MONTHS),
        SUE_UNDER,
        silence=Silence("可以申请人民法院强制执行", from_the_start=False),
        entries=("admin_suit_direct",),
    ),
    TimeLimit(duty.PERFORM_WHEN_URGED, working_days(10), COMPULSION.article(54), entries=("demand_letter",)),
    TimeLimit(duty.APPLY_TO_COURT, Months(3), COMPULSION.article(53), entries=("court_enforcement_window",)),
    TimeLimit(duty.COURT_ACCEPT, working_days(5), COMPULSION.article(56, 1), entries=("court_accept_enforcement",)),
    TimeLimit(duty.COURT_RULE, working_days(7), COMPULSION.article(57), entries=("court_enforcement_ruling",)),
)
