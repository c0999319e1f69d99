"""Social insurance: fewer heads insured than staff on the payroll, heads that fall within a month, contributions owed."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import as_facts, of_employers
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables

LOOK_BACK, OWED_MONTHS = 3, 12
KIND = ["city", "insurance"]


def fewer_than_staff(tables: Tables, asked: Asked) -> ibis.Table:
    """Return employers and insurances of last month: value is how many are on two months' payrolls and not insured."""
    months = of_employers(tables["worker_month"])
    months = months.filter(months.month.between(asked.month(2), asked.month(1)), months.lines > 0)
    both = months.group_by("city", "employer", "worker").aggregate(months=months.month.nunique())
    staff = both.filter(both.months == 2).group_by("city", "employer").aggregate(staff=lambda rows: rows.count())
    heads = _of_month(tables, asked.month(1))
    each = staff.inner_join(heads.select(*KIND).distinct(), "city").select(staff, "insurance")
    each = each.left_join(heads, [*KIND, "employer"]).select(each, "heads")
    gap = each.staff - ibis.coalesce(each.heads, 0)
    hit = (gap > 0) & (gap * 10_000 >= each.staff * asked["share"])
    return as_facts(each, subject=each.employer, hit=hit, value=gap)


def falling_heads(tables: Tables, asked: Asked) -> ibis.Table:
    """Return employers and insurances of the month before last: value is how many heads fewer last month has."""
    before, now = _of_month(tables, asked.month(2)), _of_month(tables, asked.month(1))
    told = now.select(*KIND).distinct()  # where an office has sent nothing yet, nobody has left
    before = before.inner_join(told, KIND).select(before)
    now = now.select(*KIND, "employer", later="heads")
    both = before.left_join(now, [*KIND, "employer"]).select(before, "later")
    heads = both.heads.cast("int64")
    fall = heads - ibis.coalesce(both.later, 0)
    hit = (fall > 0) & (fall * 10_000 >= heads * asked["share"])
    return as_facts(both, subject=both.employer, month=ibis.literal(0), hit=hit, value=fall)


def owed(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the contributions of twelve months: those count that are owed."""
    heads = tables["insured_heads"]
    heads = heads.filter(heads.month.between(asked.month(OWED_MONTHS - 1), asked.month()))
    return as_facts(heads, subject=heads.employer, hit=heads.owed_fen > 0, fen=heads.owed_fen)


def _of_month(tables: Tables, month: int) -> ibis.Table:
    heads = tables["insured_heads"]
    return heads.filter(heads.month == month).select(*KIND, "employer", "heads")


FEWER_THAN_STAFF = Family(
    "insured_fewer_than_staff", "参保人数少于用工人数", Subject.EMPLOYER, Measure.MOST, ("worker_month", "insured_heads"), LOOK_BACK,
    fewer_than_staff, closes="未参保的人员都已办理参保，或者说明不需要参保", parameters={"share": Parameter("少于用工人数", "万分之一")}, unit="人",
)  # fmt: skip
FALLING_HEADS = Family(
    "insured_heads_falling", "参保人数一个月内骤降", Subject.EMPLOYER, Measure.MOST, ("insured_heads",), LOOK_BACK, falling_heads,
    closes="核实减员原因，没有规避法定程序的裁员和欠薪", parameters={"share": Parameter("比上月减少", "万分之一")}, unit="人",
)  # fmt: skip
INSURANCE_OWED = Family(
    "insurance_owed", "欠缴社会保险费", Subject.EMPLOYER, Measure.AMOUNT, ("insured_heads",), OWED_MONTHS, owed,
    closes="欠缴的社会保险费已经缴清，或者依法批准缓缴",
)  # fmt: skip
