"""Remedies against what an office decides: reconsideration (行政复议) and the administrative suit (行政诉讼).

Days are calendar days: the reconsideration act counts only periods of three, five, seven and ten days in working
days (art. 88). These periods run against citizens, outside the cases of this house.
"""

from datetime import date

from hezhong.kernel.dates import calendar_days
from hezhong.law.duties import remedies as duty
from hezhong.law.model import Extension, Statute, TimeLimit

RECONSIDERATION = Statute("中华人民共和国行政复议法", date(2024, 1, 1))
LITIGATION = Statute("中华人民共和国行政诉讼法", date(2017, 7, 1))  # as amended for the second time

RECONSIDER_WITHIN = calendar_days(60)
RECONSIDER_UNDER = RECONSIDERATION.article(20, 1)
RECONSIDER_WHERE = RECONSIDERATION.article(24, 1)  # item 1: the government of the office's own level

SUE_WITHIN_MONTHS = 6
SUE_UNDER = LITIGATION.article(46, 1)

SUE_AFTER_RECONSIDERATION_WITHIN = calendar_days(15)
SUE_AFTER_RECONSIDERATION_UNDER = LITIGATION.article(45)

RECONSIDER_FIRST_UNDER = RECONSIDERATION.article(23, 1)
"""Item 3: where an office is said not to have done its duty, reconsideration comes before the suit, and the office
has to say so when it acts (second paragraph). Article 11 (11) counts 拒绝履行 with not answering at all, so refusing
a complaint is read as such a case. That reading is a lawyer's to overrule: whoever tells somebody to reconsider first
loses him no remedy, whoever sends him to court directly may."""

AGAINST_A_DECISION = (
    f"不服本决定的，可以自知道本决定之日起{RECONSIDER_WITHIN.days}日内，依照{RECONSIDER_UNDER}的规定，"
    f"向本机关的本级人民政府申请行政复议；也可以自知道本决定之日起{SUE_WITHIN_MONTHS}个月内，"
    f"依照{SUE_UNDER}的规定，直接向人民法院提起行政诉讼。"
)
"""For decisions that may be taken to court at once: orders and penalties."""

AGAINST_A_REFUSAL = (
    f"不服本决定的，应当自知道本决定之日起{RECONSIDER_WITHIN.days}日内，依照{RECONSIDER_UNDER}和"
    f"第{RECONSIDER_FIRST_UNDER.number}条第{RECONSIDER_FIRST_UNDER.paragraph}款第（三）项的规定，"
    f"先向本机关的本级人民政府申请行政复议；对行政复议决定不服的，可以在收到行政复议决定书之日起"
    f"{SUE_AFTER_RECONSIDERATION_WITHIN.days}日内，依照{SUE_AFTER_RECONSIDERATION_UNDER}的规定，"
    f"向人民法院提起行政诉讼。"
)
"""For refusing to act on a complaint or report."""

LIMITS = (
    TimeLimit(
        duty.ASK_RECONSIDERATION,
        calendar_days(60),
        RECONSIDERATION.article(20, 1),
        entries=("reconsideration_application",),
    ),
    TimeLimit(
        duty.DECIDE_RECONSIDERATION,
        calendar_days(60),
        RECONSIDERATION.article(62, 1),
        extension=Extension(calendar_days(30), "director", RECONSIDERATION.article(62, 1)),
        entries=("reconsideration_decision",),
    ),
    TimeLimit(
        duty.SUE_AFTER_RECONSIDERATION,
        calendar_days(15),
        LITIGATION.article(45),
        entries=("admin_suit_after_review",),
    ),
)
