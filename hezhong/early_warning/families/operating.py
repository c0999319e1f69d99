"""Signs that an employer is in trouble: it uses less water, power and gas, and is billed less tax; it owes tax or rent."""

from functools import partial

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import as_facts
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables

READS = ("signals",)
HALF, OWED_MONTHS = 3, 12


def falling(tables: Tables, asked: Asked) -> ibis.Table:
    """Return an employer's supplies and its tax: one counts where three months add up to a share less than the three before."""
    signals = tables["signals"]
    signals = signals.filter(signals.month.between(asked.month(2 * HALF), asked.month(1)), signals.kind.isin(["water", "power", "gas", "tax"]))
    much = ibis.ifelse(signals.kind == "tax", signals.billed_fen, signals.used.cast("int64"))
    signals = signals.mutate(much=much)
    signals = signals.filter(signals.much.notnull())
    late = signals.month >= asked.month(HALF)
    sums = signals.group_by("employer", "kind").aggregate(
        city=signals.city.max(), months=signals.month.nunique(), now=signals.much.sum(where=late), before=signals.much.sum(where=~late)
    )
    whole = sums.filter(sums.months == 2 * HALF, sums.before > 0)
    return as_facts(whole, subject=whole.employer, hit=whole.now * 10_000 <= whole.before * (10_000 - asked["share"]))


def owed(kind: str, tables: Tables, asked: Asked) -> ibis.Table:
    """Return twelve months' charges of a kind: those count of which something is owed."""
    signals = tables["signals"]
    signals = signals.filter(signals.month.between(asked.month(OWED_MONTHS - 1), asked.month()), signals.kind == kind)
    return as_facts(signals, subject=signals.employer, hit=signals.owed_fen > 0, fen=signals.owed_fen)


FALLING = Family(
    "supplies_falling", "用水用电用气和税款骤降", Subject.EMPLOYER, Measure.COUNT, READS, 2 * HALF + 1, falling,
    closes="核实经营状况，没有欠薪隐患，或者已经采取防范措施", parameters={"share": Parameter("减少", "万分之一")}, unit="类",
)  # fmt: skip
TAX_OWED = Family(
    "tax_owed", "欠缴税款", Subject.EMPLOYER, Measure.AMOUNT, READS, OWED_MONTHS, partial(owed, "tax"),
    closes="欠缴税款已经缴清，或者核实没有欠薪隐患",
)  # fmt: skip
RENT_OWED = Family(
    "rent_owed", "拖欠房租", Subject.EMPLOYER, Measure.AMOUNT, READS, OWED_MONTHS, partial(owed, "rent"),
    closes="拖欠房租已经付清，或者核实没有欠薪隐患",
)  # fmt: skip
