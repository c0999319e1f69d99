"""Mediation (调解): the provisions on consultation and mediation in enterprises, people's mediation, and the review after it.

The provisions (协商调解规定) do not say which days their five are: calendar days, the stricter reading.
"""

from datetime import date

from hezhong.kernel.dates import Calendar, Months, calendar_days, working_days
from hezhong.law.duties import mediation as duty
from hezhong.law.model import Extension, Statute, Step, TimeLimit
from hezhong.law.statutes.arbitration import ACT, GUANGDONG_MEASURES, RULES

CONSULTATION = Statute("企业劳动争议协商调解规定", date(2012, 1, 1))
PEOPLES_MEDIATION = Statute("中华人民共和国人民调解法", date(2011, 1, 1))

LIMITS = (
    TimeLimit(duty.ANSWER_NEGOTIATION, calendar_days(5), CONSULTATION.article(10, 1), entries=("negotiation_reply",)),
    TimeLimit(
        duty.ACCEPT_IN_ENTERPRISE,
        working_days(3),
        CONSULTATION.article(22),
        entries=("enterprise_mediation_accept",),
    ),
    TimeLimit(duty.BEGIN, working_days(3), GUANGDONG_MEASURES.article(20, 3), entries=("gd_mediation_start",)),
    TimeLimit(duty.CONCLUDE, calendar_days(15), ACT.article(14, 3), entries=("mediation_period",)),
    TimeLimit(
        duty.CONCLUDE_IN_ENTERPRISE,
        calendar_days(15),
        CONSULTATION.article(29, 1),
        entries=("mediation_period_enterprise",),
    ),
    TimeLimit(
        duty.KEEP_FILES,
        Months(60),
        GUANGDONG_MEASURES.article(25, 1),
        entries=("mediation_file_retention_gd",),
        rolls=False,
    ),
    TimeLimit(
        duty.ASK_ARBITRATION_REVIEW,
        calendar_days(15),
        RULES.article(74, 1),
        entries=("arb_review_application",),
    ),
    TimeLimit(
        duty.REVIEW_AGREEMENT,
        working_days(5),
        RULES.article(76, 1),
        extension=Extension(working_days(5), "director", RULES.article(76)),
        entries=("arb_review_decision",),
    ),
    TimeLimit(
        duty.REVIEW_AGREEMENT,
        calendar_days(15),
        GUANGDONG_MEASURES.article(28, 1),
        entries=("arb_review_decision_gd",),
    ),
    TimeLimit(
        duty.BEFORE_ACCEPTANCE,
        calendar_days(15),
        GUANGDONG_MEASURES.article(50),
        entries=("pre_acceptance_mediation_gd",),
    ),
    TimeLimit(duty.ENTRUSTED, working_days(10), RULES.article(70, 2), entries=("entrusted_mediation_in_case",)),
    TimeLimit(
        duty.ASK_CONFIRMATION,
        calendar_days(30),
        PEOPLES_MEDIATION.article(33, 1),
        entries=("judicial_confirmation_pmc",),
    ),
)


def enterprise_mediation_ends(received: date, accepted: date, calendar: Calendar) -> tuple[date, Step]:
    """Return the last day of mediation in an enterprise: fifteen days, the earlier of the two counts (法 14, 规定 29).

    received: the application, from which the act counts; accepted: from which the provisions count.
    """
    by_act, by_rules = (calendar_days(15).after(day, calendar) for day in (received, accepted))
    if by_act <= by_rules:
        return by_act, Step(f"自收到调解申请之日起十五日，{by_act}届满", ACT.article(14, 3))
    return by_rules, Step(f"自受理调解申请之日起十五日，{by_rules}届满", CONSULTATION.article(29, 1))


def review_alarm_and_end(accepted: date, receipt: date, calendar: Calendar) -> tuple[date, date, tuple[Step, ...]]:
    """Return when the review of an agreement has to be urged and when it has failed, in Guangdong.

    Both the five working days from acceptance (办案规则 76) and the fifteen days from the receipt (广东 28) are counted: the
    alarm is at the national day, the failure at the later of the two.
    """
    national = working_days(5).after(accepted, calendar)
    guangdong = calendar_days(15).after(receipt, calendar)
    steps = (
        Step(f"自受理之日起五个工作日，{national}提醒", RULES.article(76, 1)),
        Step(f"自出具收件回执之日起十五日，{guangdong}", GUANGDONG_MEASURES.article(28, 1)),
    )
    return national, max(national, guangdong), steps
