"""What is wrong with a payroll that is paid: less than the minimum wage, too much taken off, paid after a day of rest, no sheet."""

from datetime import date

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.hiring import last_day, months_back
from hezhong.early_warning.families.shaping import as_facts, of_employers
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables
from hezhong.kernel.dates import ONE_DAY, working_days_between

READS = ("worker_month",)
LOOK_BACK, LEDGER_MONTHS = 3, 12
MINIMUM_WAGE = "gd.min_wage.monthly"


def _stated(tables: Tables, asked: Asked) -> ibis.Table:
    months = of_employers(tables["worker_month"])
    return months.filter(months.month.between(asked.month(LOOK_BACK - 1), asked.month()), months.lines > 0)


def below_minimum(tables: Tables, asked: Asked) -> ibis.Table:
    """Return payroll lines of workers who worked the whole month: one counts where its gross wage is below the minimum."""
    stated = _stated(tables, asked)
    months = months_back(asked, LOOK_BACK)[::-1]  # so that what the run notes of the law last is that of the day's month
    least = ibis.cases(*((stated.month == month, asked.fen_of_law(stated.city, MINIMUM_WAGE, last_day(month))) for month in months))
    normal = ibis.cases(*((stated.month == month, _working_days(asked, month)) for month in months))
    whole = stated.mutate(least=least, normal=normal)
    whole = whole.filter(whole.stated_days.notnull(), whole.stated_days >= whole.normal)
    return as_facts(whole, hit=whole.due_fen < whole.least, fen=ibis.greatest(whole.least - whole.due_fen, 0))


def too_much_deducted(tables: Tables, asked: Asked) -> ibis.Table:
    """Return payroll lines: one counts where more is taken off than a share of the gross wage."""
    stated = _stated(tables, asked)
    return as_facts(stated, hit=stated.deducted_fen * 10_000 > stated.due_fen * asked["share"], fen=stated.deducted_fen)


def after_a_day_of_rest(tables: Tables, asked: Asked) -> ibis.Table:
    """Return payroll lines that fell due on a day of rest: one counts unless all was paid by the working day before it."""
    stated = _stated(tables, asked)
    rest = _days_of_rest(asked)
    if not rest:
        return as_facts(stated.filter(ibis.literal(False)))
    before = ibis.cases(*((stated.due_on == day, back) for day, back in rest.items()), else_=0)
    due = stated.mutate(before=before.cast("int64"))
    due = due.filter(due.before > 0)
    later = due.last_paid_on.delta(due.due_on, unit="day").cast("int64") > -due.before
    owed = due.net_fen - due.paid_fen
    return as_facts(due, hit=(owed > 0) | ibis.coalesce(later, False), fen=ibis.greatest(owed, 0))


def without_a_sheet(tables: Tables, asked: Asked) -> ibis.Table:
    """Return workers' months that were paid or worked: one counts where no payroll states it."""
    months = of_employers(tables["worker_month"])
    months = months.filter(months.month.between(asked.month(LEDGER_MONTHS + 1), asked.month(2)))
    months = months.filter((months.paid_fen > 0) | (months.days > 0) | (months.lines > 0))
    return as_facts(months, hit=months.lines == 0, fen=months.paid_fen)


def _working_days(asked: Asked, month: int) -> int:
    first = date(month // 100, month % 100, 1)
    return working_days_between(first - ONE_DAY, last_day(month), asked.calendar)


def _days_of_rest(asked: Asked) -> dict[date, int]:
    """Return the days of rest of the months looked at, to the day itself -> how many days before it the last working day was."""
    first = asked.month(LOOK_BACK - 1)
    day, found, back = date(first // 100, first % 100, 1), {}, 0
    while not asked.calendar.is_working(day - (back + 1) * ONE_DAY):
        back += 1
    while day <= asked.on:
        back = 0 if asked.calendar.is_working(day) else back + 1
        if back:
            found[day] = back
        day += ONE_DAY
    return found


BELOW_MINIMUM = Family(
    "pay_below_minimum", "应发工资低于最低工资标准", Subject.EMPLOYER, Measure.PEOPLE, READS, LOOK_BACK, below_minimum,
    closes="低于最低工资标准的差额都已补足", law=(MINIMUM_WAGE,),
)  # fmt: skip
TOO_MUCH_DEDUCTED = Family(
    "pay_too_much_deducted", "工资扣款过多", Subject.EMPLOYER, Measure.PEOPLE, READS, LOOK_BACK, too_much_deducted,
    closes="扣款经核对属于依法代扣，或者多扣的已经退还", parameters={"share": Parameter("扣款占应发工资超过", "万分之一")},
)  # fmt: skip
AFTER_A_DAY_OF_REST = Family(
    "pay_after_a_day_of_rest", "发薪日遇休息日没有提前", Subject.EMPLOYER, Measure.PEOPLE, READS, LOOK_BACK, after_a_day_of_rest,
    closes="最近三个月遇休息日的工资都在之前的工作日付清",
)  # fmt: skip
WITHOUT_A_SHEET = Family(
    "pay_without_a_sheet", "有用工没有工资支付表", Subject.EMPLOYER, Measure.PEOPLE, READS, LEDGER_MONTHS + 2, without_a_sheet,
    closes="缺少的工资支付表都已补报，或者说明没有用工",
)  # fmt: skip
