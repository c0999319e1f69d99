"""How employers owe wages: since how many days, over how many months, to how many people together, how often."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.arrears import GRACE, LOOK_BACK, short_at_employers
from hezhong.early_warning.families.hiring import months_back
from hezhong.early_warning.families.running import bit_or, longest_run
from hezhong.early_warning.families.shaping import as_facts, of_employers
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables

READS = ("worker_month",)
PAID = "每名劳动者应得的差额都经银行付清，一分不少"


def months_running(tables: Tables, asked: Asked) -> ibis.Table:
    """Return every worker who is owed wages: value is the longest run of months, one after the other, that are short."""
    short = short_at_employers(tables, asked)
    short = short.filter(short.hit == 1)
    bit = ibis.cases(*((short.month == month, 1 << back) for back, month in enumerate(months_back(asked, LOOK_BACK))), else_=0)
    short = short.mutate(bit=bit.cast("int64"))
    workers = short.group_by("subject", "employer", "worker").aggregate(city=short.city.max(), bits=bit_or(short.bit), fen=short.fen.sum())
    return as_facts(workers, hit=ibis.literal(1), value=longest_run(workers.bits, LOOK_BACK))


def of_many_together(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the payroll lines that fell due: those that are short count where they are of enough people together."""
    lines = short_at_employers(tables, asked)
    short = lines.filter(lines.hit == 1)
    people = short.group_by("subject").aggregate(owed_to=short.worker.nunique())
    lines = lines.left_join(people, "subject").select(lines, "owed_to")
    return as_facts(lines, hit=(lines.hit == 1) & (ibis.coalesce(lines.owed_to, 0) >= asked["people"]))


def overdue_months(tables: Tables, asked: Asked) -> ibis.Table:
    """Return an employer's months of wages that fell due: one counts where anybody was paid late, or is not paid in full."""
    months = of_employers(tables["worker_month"])
    due = months.filter(
        months.month.between(asked.month(LOOK_BACK - 1), asked.month()),
        months.lines > 0, months.due_on.notnull(), months.due_on <= asked.days_back(2),
    )  # fmt: skip
    owed = ibis.greatest(due.net_fen - due.paid_fen, 0)
    late = (owed > 0) | (due.paid_late_fen > 0)
    due = due.mutate(owed=owed, late=late.cast("int64"))
    kept = due.group_by("subject", "employer", "month").aggregate(city=due.city.max(), fen=due.owed.sum(), late=due.late.max())
    return as_facts(kept, hit=kept.late)


LATE = Family(
    "employer_wages_late", "单位工资逾期天数", Subject.EMPLOYER, Measure.MOST, READS, LOOK_BACK, short_at_employers,
    closes=PAID, parameters={"grace": GRACE}, money=True, unit="天",
)  # fmt: skip
MONTHS_RUNNING = Family(
    "employer_months_running", "单位连续拖欠月数", Subject.EMPLOYER, Measure.MOST, READS, LOOK_BACK, months_running,
    closes=PAID, parameters={"grace": GRACE}, money=True, unit="个月",
)  # fmt: skip
OF_MANY = Family(
    "employer_arrears_of_many", "单位拖欠多人的合计金额", Subject.EMPLOYER, Measure.AMOUNT, READS, LOOK_BACK, of_many_together,
    closes=PAID, parameters={"grace": GRACE, "people": Parameter("至少拖欠", "人")}, money=True,
)  # fmt: skip
OVERDUE_MONTHS = Family(
    "employer_overdue_months", "单位逾期发薪的月数", Subject.EMPLOYER, Measure.COUNT, READS, LOOK_BACK, overdue_months,
    closes="最近十二个月逾期的月数回到级别以下", unit="个月",
)  # fmt: skip
