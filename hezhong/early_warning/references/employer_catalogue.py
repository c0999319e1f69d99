"""The references of the rules about employers, by the code of the rule."""

from collections.abc import Mapping

from hezhong.early_warning.backtest import Reference
from hezhong.early_warning.references import employers_offices as offices
from hezhong.early_warning.references import employers_pay as pay
from hezhong.early_warning.references import employers_work as work

OF_EMPLOYERS: Mapping[str, Reference] = {
    "complaint_of_a_group": offices.of_a_group,
    "complaints_again": offices.again,
    "complaints_claimed": offices.claimed,
    "complaints_growing": offices.growing,
    "complaints_people": offices.people,
    "complaints_repeated": offices.repeated,
    "contracts_about_to_end": work.ending,
    "days_without_rest": work.without_rest,
    "employer_arrears_of_many": pay.arrears_of_many,
    "employer_months_running": pay.months_running,
    "employer_often_overdue": pay.often_overdue,
    "employer_pay_after_rest_day": pay.after_rest_day,
    "employer_pay_below_minimum": pay.below_minimum,
    "employer_pay_deducted": pay.deducted,
    "employer_wages_late": pay.late,
    "employer_wages_unpaid": pay.unpaid,
    "employer_without_payroll": pay.without_payroll,
    "insured_fewer_than_staff": offices.fewer_insured,
    "insured_heads_falling": offices.heads_falling,
    "layoff_days_without_report": offices.days_without_report,
    "layoffs_not_reported": offices.not_reported,
    "layoffs_on_the_scale": offices.layoffs,
    "layoffs_too_soon": offices.too_soon,
    "overtime_of_a_day": work.day_too_long,
    "overtime_of_a_month": work.month_too_long,
    "rent_owed": offices.rent_owed,
    "social_insurance_owed": offices.insurance_owed,
    "supplies_falling": offices.supplies,
    "tax_owed": offices.tax_owed,
    "work_after_contract_end": work.after_end,
    "work_without_contract": work.without_contract,
}
